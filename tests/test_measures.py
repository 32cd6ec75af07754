"""Values that are worked out: numbers, sums, days, duties, openings, and what was left over."""

from __future__ import annotations

from datetime import date

import pytest
from hall import HERE

from playbook.documents.dates import days_in
from playbook.documents.judge import Read
from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.documents.measures import MEASURES, sums_in
from playbook.documents.paper import Paper, paper
from playbook.load import load_playbook
from playbook.model import Place, Rating
from playbook.rule import Mark, Outcome, Rule, Sign, Where

PLAYBOOK = load_playbook(str(HERE.parent / "checklists"))
TODAY = date(2026, 11, 22)
YES_NO = {"yes": "It is so", "no": "It is not"}


def sign(id_: str, *phrases: str, value: str = "yes", where: Where | None = None) -> Sign:
    return Sign(id=id_, value=value, outcome=Outcome.SUPPORTS, phrases=phrases, where=where)


def rule(measure: str, *signs: Sign, values: dict[str, str] | None = None) -> Rule:
    return Rule(
        id="chairs", title="Chairs", values=values or YES_NO, signs=signs, why="Why.", instead="Instead.",
        rating=Rating.SENSIBLE, must_flag={}, must_not_flag=(), place=Place("chairs.yaml"), measure=measure,
    )  # fmt: skip


def read(one: Rule, text: str, *, trust: str = "", as_of: date | None = TODAY) -> Read:
    linter = Linter(PLAYBOOK, {one.id: one})
    return linter.read("paper.md", markdown_blocks(text), trust=trust, as_of=as_of).reads[one.id]


# Sums and days


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("£85,000", [85000]),
        ("£85000 to £ 95 000", [85000, 95000]),
        ("£85k-£95.5k", [85000, 95500]),
        ("£105,385 per annum", [105385]),
        ("£85,000.00", [85000]),
        ("£85 million, £85m, £85bn, £850", []),
        ("£85,000,000", []),
        ("£850,000,000 and £120,000", [120000]),
        ("85,000", []),
        ("£", []),
    ],
)
def test_sums_of_the_size_of_a_pay(text: str, sums: list[int]) -> None:
    assert sums_in(text) == sums


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20 November 2026", [date(2026, 11, 20)]),
        ("Friday 20th of Nov, 2026 at noon", [date(2026, 11, 20)]),
        ("20/11/2026, 3.12.2026", [date(2026, 11, 20), date(2026, 12, 3)]),
        ("3 December 2026 before 20/11/2026", [date(2026, 12, 3), date(2026, 11, 20)]),
        ("31 February 2026; 20 November; 31/31/2026; 1 Jan 0000", []),
        ("Version 1.2.20261", []),
    ],
)
def test_days_as_papers_write_them(text: str, days: list[date]) -> None:
    assert days_in(text) == days


# Pay and closing date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Salary: £120,000 to £130,000", "yes"),
        ("## Salary\n\n£120,000", "yes"),
        ("| | |\n|---|---|\n| Salary | £120,000 |\n", "yes"),
        ("You will manage a budget of £120,000 a year.", "no"),
        ("A turnover of £850,000,000 a year.", "no"),
        ("Salary: competitive", "no"),
        ("£120,000", "no"),
    ],
)
def test_a_pay_is_a_sum_that_is_said_to_be_one(text: str, value: str) -> None:
    assert read(rule("salary"), text).words == value


def test_a_pay_that_is_kept_back_is_quoted() -> None:
    found = read(rule("salary", sign("kept-back", "competitive salary", value="no")), "We offer a competitive salary.")
    assert (found.words, [one.words for one in found.seen]) == ("no", [("competitive", "salary")])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Closing date: 20 November 2026", "yes"),
        ("Closing date: 20th November", "yes"),
        ("Closing date: to be confirmed", "no"),
        ("The trust was founded on 20 November 2026", "no"),
    ],
)
def test_a_closing_date(text: str, value: str) -> None:
    assert read(rule("closing-date", sign("closes", "closing date")), text).words == value


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Five years of work", 5),
        ("5 years of oak and of elm, and much of beech. 12 years of ash", 12),
        ("10+ years", 10),
        ("2019 years", 0),
        ("50 years", 0),
        ("many years", 0),
        ("nothing", 0),
    ],
)
def test_the_greatest_number(text: str, number: int) -> None:
    found = read(rule("greatest-number", sign("years", "(#|five|many) years"), values={"number": "How many"}), text)
    assert found.value == number
    assert found.is_found is bool(number)
    assert found.nothing == 0
    assert len(found.seen) == bool(number)


ESSENTIAL = rule("essential-criteria", values={"number": "How many"})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("## Essential\n\n- A degree\n- A car\n\n## Desirable\n\n- A merger\n", 2),
        ("## Essential\n\nYou will need these:\n\n- A degree\n- A car\n", 2),
        ("## Essential criteria\n\nA degree\n\nA car\n", 2),
        ("It is essential to care.\n", 0),
        (
            "| Criteria | Essential | Desirable |\n|---|---|---|\n| Skills | Can write | Can sing |\n| Work | Has led | |\n",
            2,
        ),
        ("| Requirement | E/D | Assessed by |\n|---|---|---|\n| Can write | E | Form |\n| Can sing | D | Test |\n", 1),
        (
            "| Criteria | Essential | Assessed by |\n|---|---|---|\n| Skills | Can write<br>• Can read<br>• Can add | Form |\n",
            3,
        ),
        ("## Skills\n\n- Can write (E)\n- Can sing (D)\n- Can add (E)\n", 2),
    ],
)
def test_essential_criteria_are_counted(text: str, number: int) -> None:
    assert read(ESSENTIAL, text).value == number


def test_rows_below_a_heading_that_is_repeated_are_counted() -> None:
    head = "<tr><th>Requirement</th><th>E/D</th><th>Essential</th></tr>"
    rows = "".join(f"<tr><td>Requirement {number}</td><td>E</td><td>x</td></tr>" for number in range(3))
    assert read(ESSENTIAL, f"<table>{head}{rows}{head}{rows}</table>").value == 6


@pytest.mark.parametrize(("number", "outcome"), [(10, None), (11, Outcome.FLAGS)])
def test_too_many_criteria_are_flagged_once(number: int, outcome: Outcome | None) -> None:
    text = "## Essential\n\n" + "".join(f"- Number {one}\n" for one in range(number))
    assert [one.sign.outcome for one in read(ESSENTIAL, text).seen] == [outcome]


# Sets, duties, openings


def test_every_value_that_is_named() -> None:
    values = {"oak": "Oak", "elm": "Elm", "ash": "Ash"}
    one = rule("every-value", sign("elm", "elm", value="elm"), sign("oak", "oak", value="oak"), values=values)
    found = read(one, "Elm and oak.")
    assert (found.value, found.words, found.is_found) == (frozenset(("oak", "elm")), "oak, elm", True)
    assert read(one, "Beech.").words == "none"
    assert found.nothing == frozenset()


DUTIES = "## Main duties\n\n- Keep the door open\n- Keep the tea warm\n- Keep the chairs dry\n- Wash all the cups\n"


@pytest.mark.parametrize(
    ("phrase", "text", "value"),
    [
        ("keep the (door|tea)", DUTIES, "yes"),
        ("keep the door", DUTIES, "no"),
        ("sing", DUTIES, "no"),
        ("keep", "## Main duties\n\n- Keep the door open\n- Keep the tea warm\n", "maybe"),
        ("keep", "## Our hall\n\n- Keep the door open\n- Keep the tea warm\n- Keep the chairs dry\n", "maybe"),
    ],
)
def test_the_first_duties(phrase: str, text: str, value: str) -> None:
    values = {"yes": "So", "no": "Not so", "maybe": "It does not tell"}
    assert read(rule("first-duties", sign("keeps", phrase), values=values), text).words == value


OPENING = rule(
    "opening",
    sign("signed", "chief executive", where=Where.OPENING),
    sign("other", "recruitment team", where=Where.OPENING),
    sign("about-digital", "digital", where=Where.OPENING),
    sign("about-data", "data", where=Where.OPENING),
    values={"yes": "So", "no": "Not so", "absent": "It does not tell"},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("## Welcome\n\nDigital and data matter. The chief executive\n", "yes"),
        ("Dear candidate\n\nDigital and data matter.\n\nThe chief executive\n", "yes"),
        ("## Welcome\n\nDigital matters. The chief executive\n", "absent"),
        ("## Welcome\n\nDigital and data matter. The recruitment team\n", "no"),
        ("## Welcome\n\nDigital and data matter.\n\n## The post\n\nThe chief executive\n", "absent"),
        ("Digital and data matter. The chief executive\n", "yes"),
    ],
)
def test_the_opening(text: str, value: str) -> None:
    assert read(OPENING, text).words == value


# What was left over


LEFT = rule("leftovers", sign("days", "closing date", "interviews"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Join [insert name of trust].", "A gap was left to be filled in."),
        ("Salary: £XX,XXX", "A gap was left to be filled in."),
        ("Closing date: 20 November 2019", "20 November 2019 has passed."),
        ("Employees of Marram NHS Trust share our values.", "This is the name of another trust."),
        ("Join Marram Teaching Hospitals NHS Foundation Trust.", "This is the name of another trust."),
    ],
)
def test_what_was_left_over(text: str, says: str) -> None:
    found = read(LEFT, text, trust="Eastwold NHS Foundation Trust")
    assert (found.words, [one.sign.says for one in found.seen]) == ("yes", [says])


@pytest.mark.parametrize(
    "text",
    [
        "Closing date: 22 November 2026",
        "Closing date: 20 December 2026. The strategy was approved on 20 November 2019.",
        "The strategy was approved on 20 November 2019.",
        "Join Eastwold NHS Foundation Trust.",
        "We work with Marram NHS Trust on wards.",
        "Malcolm X and the XX chromosome (see page 4)",
    ],
)
def test_what_was_not_left_over(text: str) -> None:
    text = text.replace(" XX", " twin")
    assert read(LEFT, text, trust="Eastwold NHS Foundation Trust").words == "no"


def test_without_a_day_nothing_has_passed() -> None:
    assert read(LEFT, "Closing date: 20 November 2019", as_of=None).words == "no"


def test_another_trust_is_told_from_the_one_named_most() -> None:
    text = "Join Eastwold NHS Trust.\n\nEastwold NHS Trust is large.\n\nFollow the policy of Marram NHS Trust."
    assert [one.words for one in read(LEFT, text + "\n\nEastwold NHS Trust again.").seen] == [("Marram NHS Trust",)]


def test_every_measure_reads_an_empty_paper() -> None:
    values = {"yes": "So", "no": "Not so", "maybe": "It does not tell"}
    for name in MEASURES:
        found = read(rule(name, sign("chairs", "chairs"), values=values), "Nothing.")
        assert not found.is_found, name
        assert found.value == found.nothing


# The paper itself


def made(text: str, trust: str = "") -> Paper:
    return paper(markdown_blocks(text), trust=trust)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Job title: Chief Digital and Information Officer\n\nHello", "Chief Digital and Information Officer"),
        ("| | |\n|---|---|\n| Post | Director of Digital |\n", "Director of Digital"),
        ("# Director of Digital\n\nHello", "Director of Digital"),
        ("Post title\n\nHead of Digital\n", "Head of Digital"),
        ("We are seeking an exceptional Chief Information Officer to lead us.", "Chief Information Officer"),
        ("Contact\n\nName: Ann Fenn\n\nTitle: Director of People\n\n# Hello\n\nWe want to appoint a CDIO now.", "CDIO"),
        ("Post: to be confirmed\n\nHello", None),
        ("The hall was built in 1911.", None),
    ],
)
def test_the_title_of_the_post(text: str, title: str | None) -> None:
    found = made(text).title
    assert (found.text if found else None) == title


def test_the_trust_is_the_one_that_is_named_most() -> None:
    text = "Marram NHS Trust is near.\n\nEastwold NHS Trust and Eastwold NHS Trust"
    assert made(text).trust == "Eastwold NHS Trust"
    assert made(text, "Own").trust == "Own"
    assert made("Nothing").trust == ""


def test_the_opening_and_the_purpose_end() -> None:
    long = "word " * 300
    found = made(f"# The hall\n\n{long}\n\nMore\n\n## Job purpose\n\nTo open doors.\n\n## Pay\n\nGood.")
    texts = {one.text: one.number for one in found.passages}
    assert texts["More"] not in found.opening
    assert texts["To open doors."] in found.purpose
    assert texts["Good."] not in found.purpose


def test_signs_are_bound_to_their_place() -> None:
    text = "# Director of Digital\n\n## Job purpose\n\nTo open doors.\n\n## Duties\n\nOpen doors, too.\n"
    for where, found in ((Where.TITLE, []), (Where.HEADING, []), (Where.PURPOSE, 2), (None, 2)):
        one = Rule(**{**rule("")._asdict(), "signs": (sign("doors", "open doors", where=where),)})
        assert len(read(one, text).seen) == (found or 0), where
    titled = Rule(**{**rule("")._asdict(), "signs": (sign("title", "director of digital", where=Where.TITLE),)})
    assert len(read(titled, text).seen) == 1
    headed = Rule(**{**rule("")._asdict(), "signs": (sign("head", "duties", where=Where.HEADING),)})
    assert len(read(headed, text).seen) == 1


# How signs are held against what stands around them


@pytest.mark.parametrize(
    ("extra", "text", "is_seen"),
    [
        ({"with_": ("oak",)}, "A chair of oak.", True),
        ({"with_": ("oak",)}, "A chair that is made of elm, and of nothing else. Oak is near.", False),
        ({"unless": ("no chair",)}, "There is no chair.", False),
        ({"unless": ("no chair",)}, "A chair. There is no table.", True),
        ({"part_of": ("chair person",)}, "The chair person", False),
        ({"part_of": ("chair person",)}, "The chair person has a chair", True),
        ({"under": ("furniture",)}, "## Furniture\n\nA chair", True),
        ({"under": ("furniture",)}, "## Tools\n\nA chair", False),
        ({"under": ("furniture",)}, "| | |\n|---|---|\n| Furniture | A chair |\n", True),
        ({"not_under": ("furniture",)}, "## Furniture\n\nA chair", False),
        ({"not_under": ("furniture",)}, "A chair", True),
        ({"marked": (Mark.ESSENTIAL,)}, "## Essential\n\n- A chair", True),
        ({"marked": (Mark.ESSENTIAL,)}, "## Desirable\n\n- A chair", False),
        ({}, "Write to chair@hall.example or https://hall.example/chair", False),
        ({}, "He sits. (Chair.)", True),
        (
            {"unless": ("oak",)},
            "It is made of oak, e.g. The chair, of course, and other things that stand there.",
            False,
        ),
        ({"unless": ("oak",)}, "It is made of oak, and of nothing else. The chair stands there for everybody.", True),
    ],
)
def test_what_stands_around_a_sign(extra: dict[str, tuple[str, ...]], text: str, is_seen: bool) -> None:
    one = sign("chair", "chair")._replace(**extra)  # type: ignore[arg-type]
    found = read(rule("")._replace(signs=(one,)), text)
    assert found.words == ("yes" if is_seen else "no")


def test_values_that_are_made_of_two() -> None:
    values = {"both": "Two", "oak": "Oak", "elm": "Elm", "none": "Neither"}
    signs = (sign("elm", "elm", value="elm"), sign("oak", "oak", value="oak"))
    one = rule("", *signs, values=values)._replace(together={"both": ("oak", "elm")})
    assert [read(one, text).words for text in ("Elm, oak", "elm", "oak", "ash")] == ["both", "elm", "oak", "none"]
    assert len(read(one, "Elm, oak").seen) == 2
    assert read(rule("", *signs, values=values), "Elm. Oak").words == "oak", "the first value is the strongest"
