"""Facts: declared as data, read in their form, asked, and written back without a change to anything else."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hall import FOLDER
from hypothesis import given
from hypothesis import strategies as st

from playbook.ask.facts import FactInterview
from playbook.cli import main
from playbook.edit_head import with_fact
from playbook.fact import DRAFTS, Fact, FactForm, in_words, read_fact
from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import BadInput
from playbook.scaffold import scaffold
from playbook.schema import answers_schema

PLAYBOOK = load_playbook()
DAY = dt.date(2026, 11, 22)
EXAMPLES = sorted(path.parent.name for path in Path("examples").glob("*/answers.yaml"))
TOLD = "trust: T\nfacts:\n{}answers:\n"
BAD = {
    "salary-from: about 130k": "salary-from: “about 130k” is no sum of money",
    "salary-from: 128.50": "“128.50” is no sum of money",
    "staff: many": "staff: “many” is no whole number",
    "closing-date: 22 January 2027": "Write: 2027-01-22",
    "first-day: 2200-03-02": "first-day: nothing can be planned in the year 2200",
    "interview-day: 9999-12-31": "Write a day between 2001 and 2098.",
    "contact: Marian Teal": "has neither a telephone number nor an address",
    "aims:\n    waits: short": "aims: a list of words is expected here",
    "post-titel: CDIO": "Did you mean “post-title”?",
    "post-title: [one, two]": "one text is expected here",
}


def facts_of(lines: str) -> dict[str, Fact]:
    return dict(parse_answers(Text("answers.yaml", TOLD.format(lines)), PLAYBOOK).facts)


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("salary-from: £128,000", 128_000),
        ("salary-from: 128000", 128_000),
        ("budget: £9.1 million", 9_100_000),
        ("staff: 5,200", 5200),
        ("closing-date: 2027-01-22", dt.date(2027, 1, 22)),
        ("aims:\n    - one\n    - two", ("one", "two")),
        ("aims: one", ("one",)),
        ("contact: Ann Lee, 01632 960 271", "Ann Lee, 01632 960 271"),
    ],
)
def test_each_form_is_read(line: str, fact: Fact) -> None:
    assert list(facts_of(f"  {line}\n").values()) == [fact]


@pytest.mark.parametrize("line", ["staff:", "staff: unknown", "aims: []", "aims:", "closing-date: unknown"])
def test_what_is_not_known_is_no_fact(line: str) -> None:
    assert facts_of(f"  {line}\n") == {}


def test_every_problem_is_said_at_once_with_its_place() -> None:
    with pytest.raises(BadInput) as caught:
        facts_of("".join(f"  {line}\n" for line in dict.fromkeys(BAD) if not line.startswith("salary-from: 128")))
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == len(BAD) - 1
    assert said[0].startswith("answers.yaml:3:16: salary-from")


@pytest.mark.parametrize("line", BAD)
def test_a_problem_says_what_to_do(line: str) -> None:
    with pytest.raises(BadInput) as caught:
        facts_of(f"  {line}\n")
    (problem,) = caught.value.problems
    assert BAD[line] in str(problem)
    assert problem.hint


@pytest.mark.parametrize(
    "line", [*BAD, "staff: 5,200", "staff:", "closing-date: unknown", "aims: [one]", "budget: £1 m"]
)
def test_the_schema_takes_what_the_loader_takes(line: str) -> None:
    import yaml

    data = yaml.load(TOLD.format(f"  {line}\n"), Loader=yaml.BaseLoader)
    is_right = jsonschema_rs.validator_for(json.loads(json.dumps(answers_schema(PLAYBOOK)))).is_valid(emptied(data))
    assert is_right is (line not in BAD)


def emptied(value: Any) -> Any:
    """As an editor reads the file: what is left empty is null."""
    if isinstance(value, dict):
        return {name: emptied(one) for name, one in value.items()}
    return None if value == "" else value


def test_the_declared_facts_are_sound() -> None:
    assert 20 <= len(PLAYBOOK.facts) <= 30
    for question in PLAYBOOK.facts.values():
        assert question.ask.endswith((".", "?"))
        assert set(question.drafts) <= set(DRAFTS)
        if question.form not in (FactForm.DATE, FactForm.LIST):
            assert read_fact(question.example, question.form) is not None
    assert not set(PLAYBOOK.facts) & set(PLAYBOOK.items)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("form: number", "form: nomber", "Did you mean “number”?"),
        ("example: 5,200", "example: lots", "is no whole number"),
        ("[job-description]", "[job-descripton]", "Did you mean “job-description”?"),
        ("  ask: How many people work for the trust?\n", "", "fact staff has no “ask”"),
    ],
)
def test_a_mistake_in_the_declaration_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "data")
    text = Path("checklists/facts.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "facts.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput, match=message) as caught:
        load_playbook(str(folder))
    assert all(problem.place.line for problem in caught.value.problems)


def test_a_new_form_has_them_all_and_says_none() -> None:
    text = scaffold(PLAYBOOK)
    assert parse_answers(Text("answers.yaml", text), PLAYBOOK).facts == {}
    filled = text
    for question in PLAYBOOK.facts.values():
        assert question.ask in text.replace("\n  # ", " ")
        example = next(line for line in after(text, f"# {question.ask[:40]}") if "# For example: " in line)
        value = example.partition("# For example: ")[2]
        filled = filled.replace(f"\n  {question.id}:\n", f"\n  {question.id}: {value}\n")
    assert set(parse_answers(Text("answers.yaml", filled), PLAYBOOK).facts) == set(PLAYBOOK.facts)


def after(text: str, words: str) -> Iterator[str]:
    return iter(text[text.index(words) :].splitlines())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_tell_facts(name: str) -> None:
    assert load_answers(f"examples/{name}", PLAYBOOK).facts["post-title"]


def facts_in_forms() -> st.SearchStrategy[tuple[str, Fact | None]]:
    texts = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(str.isprintable)
    said = texts.filter(bool)
    by_form: dict[FactForm, st.SearchStrategy[Any]] = {
        FactForm.TEXT: said,
        FactForm.MONEY: st.integers(0, 10**11),
        FactForm.NUMBER: st.integers(0, 10**11),
        FactForm.DATE: st.dates(dt.date(2001, 1, 1), dt.date(2098, 12, 31)),
        FactForm.LIST: st.lists(said, min_size=1, max_size=3).map(tuple),
        FactForm.CONTACT: said.map(lambda text: f"{text} a@b.example"),
    }
    one = st.sampled_from(list(PLAYBOOK.facts.values()))
    return one.flatmap(lambda question: st.tuples(st.just(question.id), st.none() | by_form[question.form]))


@given(told=facts_in_forms(), name=st.sampled_from(EXAMPLES))
def test_a_fact_is_written_and_read_back_and_nothing_else_changes(told: tuple[str, Fact | None], name: str) -> None:
    id_, fact = told
    text = Path(f"examples/{name}/answers.yaml").read_text(encoding="utf-8")
    new = with_fact(text, PLAYBOOK, id_, fact)
    assert parse_answers(Text("answers.yaml", new), PLAYBOOK).facts.get(id_) == fact
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert comments == [line for line in new.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("salary-from: 130000", "salary-to: 120000"), "salary-to: £120,000 is less than salary-from, £130,000."),
        (("interview-day: 2027-01-05", "closing-date: 2027-01-22"), "interview-day: 5 January 2027 comes before clos"),
        (("first-day: 2027-01-05", "talks-from: 2027-01-06"), "first-day: 5 January 2027 comes before talks-from"),
        (("salary-from: 120000", "salary-to: 120000"), ""),
        (("closing-date: 2027-01-05", "first-day: 2027-01-05"), ""),
    ],
)
def test_facts_that_cannot_both_be_are_noted_wherever_they_are_used(
    lines: tuple[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TOLD.format("".join(f"  {line}\n" for line in lines))
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    notices = load_answers(str(tmp_path), PLAYBOOK).notices
    assert [one.message.startswith(said.rstrip(".")) for one in notices] == [True] * bool(said)
    plan = ["plan", "--start", "2027-09-06", "--as-of", "2026-11-22", str(tmp_path)]
    draft = ["draft", "advert", str(tmp_path), "-o", "-", "--format", "markdown"]
    for command in (["check", str(tmp_path)], plan, draft):
        with pytest.raises(SystemExit):
            main(command)
        told = " ".join("".join(capsys.readouterr()).split())
        assert said in told
        assert ("is not right" in told) is bool(said)
    assert said in talk(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  aims: # why\n    # first\n    - a # of a\n    # second\n    - b # of b\n  staff: 5\n",
         "  aims: # why\n    # second\n    # of b\n    # first\n    - a # of a\n    - \"x: y\"\n  staff: 5\n"),
        ("  aims: [b, a] # why\n", "  aims: # why\n    - a\n    - \"x: y\"\n"),
        ("  aims: [b, # of b\n    a]\n", "  aims:\n    # of b\n    - a\n    - \"x: y\"\n"),
        ("  aims: a # why\n", "  aims: # why\n    - a\n    - \"x: y\"\n"),
        ("  aims:\n  - >\n    b # is b\n  - 'a'\n", "  aims:\n  - 'a'\n  - \"x: y\"\n"),
        ("  aims: # none yet\n", "  aims: # none yet\n    - a\n    - \"x: y\"\n"),
        ("  staff: 5\n", "  staff: 5\n  aims:\n    - a\n    - \"x: y\"\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_told_anew_keeps_its_comments(before: str, after: str, end: str) -> None:
    old, new = (TOLD.format(text).replace("\n", end) for text in (before, after))
    assert with_fact(old, PLAYBOOK, "aims", ("a", "x: y")) == new
    gone = with_fact(old, PLAYBOOK, "aims", None)
    assert parse_answers(Text("answers.yaml", gone), PLAYBOOK).facts.get("aims") is None
    assert re.findall("# (first|of|second|why|none)", gone) == re.findall("# (first|of|second|why|none)", old)


@given(st.integers(0, 10**11), st.sampled_from([FactForm.MONEY, FactForm.NUMBER]))
def test_a_number_is_shown_as_it_can_be_read_again(number: int, form: FactForm) -> None:
    assert read_fact(in_words(number, form), form) == number


def talk(path: Path, *lines: str, again: bool = False, only: str = "") -> str:
    typed = iter(lines)
    said: list[str] = []

    def read(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    FactInterview(PLAYBOOK, str(path), as_of=DAY, again=again, only=only, read=read, write=said.append).run()
    return "\n".join(said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.yaml").write_text("# mine\ntrust: T\nanswers: # none\n", encoding="utf-8")
    return tmp_path


def test_facts_are_asked_and_saved_one_by_one(folder: Path) -> None:
    said = talk(folder, "an NHS trust", "many", "300,000", "b", "", "", "shorter waits; safer care", "q")
    assert "“many” is no whole number" in said
    assert load_answers(str(folder), PLAYBOOK).facts == {
        "kind-of-trust": "an NHS trust",
        "people-served": 300_000,
        "aims": ("shorter waits", "safer care"),
    }
    assert "3 facts told" in said
    assert (folder / "answers.yaml").read_text(encoding="utf-8").startswith("# mine\n")


def test_a_day_far_away_is_asked_again(folder: Path) -> None:
    dates = [id_ for id_, one in PLAYBOOK.facts.items() if one.form is FactForm.DATE]
    before = list(PLAYBOOK.facts).index(dates[0])
    said = talk(folder, *[""] * before, "2200-03-02", "2 March 2027", "q")
    assert "Nothing can be planned in that year. Write a day between 2001 and 2098." in said
    assert load_answers(str(folder), PLAYBOOK).facts == {dates[0]: dt.date(2027, 3, 2)}


def test_what_cannot_both_be_is_said_at_once(folder: Path) -> None:
    before = list(PLAYBOOK.facts).index("salary-from")
    said = talk(folder, *[""] * before, "£128,000", "120", "Vale")
    asked = said.index("Where is the post based?")
    assert said.index("To note: salary-to: £120 is less than salary-from, £128,000.") < asked
    assert said.count("To note") == 2


def test_one_fact_is_asked_alone(folder: Path) -> None:
    said = talk(folder, "Ruth Amadi", only="chair")
    assert said.count("For example: ") == 1
    assert load_answers(str(folder), PLAYBOOK).facts == {"chair": "Ruth Amadi"}


def test_told_facts_are_asked_again_only_on_request(folder: Path) -> None:
    talk(folder, "an NHS trust")
    assert "What kind of trust" not in talk(folder)
    said = talk(folder, "-", again=True)
    assert "So far: an NHS trust" in said
    assert load_answers(str(folder), PLAYBOOK).facts == {}
