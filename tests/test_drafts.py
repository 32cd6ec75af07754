"""Drafts pass their own checks, say what is so and no more, and are made from templates that people can change."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import as_pdf, pdf_text

from playbook.documents.blocks import Block
from playbook.documents.finding import PaperFinding
from playbook.documents.html import html_blocks
from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.documents.read import read_blocks
from playbook.documents.word import word_blocks
from playbook.drafts import DRAFTS, draft, template_of
from playbook.drafts.flags import flags
from playbook.fact import Fact, FactForm, FactQuestion, read_fact
from playbook.load import load_answers, load_playbook
from playbook.load.rules import load_rules
from playbook.model import Answer, Answers, BadInput, Item, Place
from playbook.rule import Outcome
from playbook.writing import FORMS, write
from playbook.writing.clean import flat
from playbook.writing.paper import Heading, Items, PageBreak, Paper, Paragraph, Table, Title, spans, to_complete

PLAYBOOK = load_playbook()
LINTER = Linter(PLAYBOOK, load_rules(PLAYBOOK))
DAY = dt.date(2026, 11, 22)
EXAMPLES = sorted(path.parent.name for path in Path("examples").glob("*/answers.yaml"))
NOTHING = Answers(trust="", edition="", answers={}, place=Place("answers.yaml"))
SEATED = NOTHING._replace(answers={"seat": Answer(Place("answers.yaml"), option="voting")})


@cache
def answers_of(name: str) -> Answers:
    return load_answers(f"examples/{name}", PLAYBOOK)


def drafted(answers: Answers, kind: str, template: str | None = None) -> Paper:
    return draft(PLAYBOOK, answers, kind, as_of=DAY, template=template, file="mine.md")


READERS: dict[str, Callable[[bytes], list[Block]]] = {
    "word": word_blocks,
    "markdown": lambda data: markdown_blocks(data.decode()),
    "html": lambda data: html_blocks(data.decode()),
}


def findings(paper: Paper, kind: str, trust: str = "", form: str = "markdown") -> list[PaperFinding]:
    """What lint finds in the draft."""
    blocks = READERS[form](write(paper, form))
    known = kind if kind in PLAYBOOK.documents else ""
    read = LINTER.read(f"{kind}.md", blocks, kind=known, trust=trust, as_of=DAY)
    return [one for document in LINTER.findings([read]) for one in document.findings]


def flagged(found: list[PaperFinding]) -> list[tuple[str, str]]:
    return [(one.rule, one.quote) for one in found if one.outcome is Outcome.FLAGS]


def missing(paper: Paper, kind: str) -> set[str]:
    return {one.rule for one in findings(paper, kind) if one.outcome is Outcome.MISSING and not one.quote}


# Law 7: every draft passes lint for its kind with nothing flagged.


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_drafts_of_the_examples_pass_their_own_checks(name: str, kind: str, tmp_path: Path) -> None:
    answers = answers_of(name)
    paper = drafted(answers, kind)
    for form, suffix in FORMS.items():
        file = tmp_path / f"{kind}{suffix}"
        file.write_bytes(write(paper, form))
        known = kind if kind in PLAYBOOK.documents else ""
        read = LINTER.read(str(file), read_blocks(str(file))[1], kind=known, trust=answers.trust, as_of=DAY)
        (document,) = LINTER.findings([read])
        assert flagged(list(document.findings)) == [], form


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_drafts_of_a_trust_agree_with_each_other(name: str) -> None:
    kinds = ["job-description", "candidate-pack", "advert"]
    read = []
    for kind in kinds:
        blocks = markdown_blocks(write(drafted(answers_of(name), kind), "markdown").decode())
        read.append(LINTER.read(f"{kind}.md", blocks, kind=kind, trust=answers_of(name).trust, as_of=DAY))
    assert [flagged(list(document.findings)) for document in LINTER.findings(read)] == [[] for _ in kinds]


WORDS = "the a our this two three small large next first team ward letter clinic service patient colleague week"
VERBS = "runs holds sends starts shares keeps asks finds brings meets"
SENTENCES = st.builds(
    lambda one, verb, other, end: f"{one.title()} {verb} {other}{end}",
    st.sampled_from(["the team", "our clinic", "a ward", "this service", "one colleague"]),
    st.sampled_from(VERBS.split()),
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join),
    st.sampled_from([".", "", "; more in May 2027."]),
)
PLAIN = SENTENCES.map(lambda text: text[0].lower() + text[1:].rstrip("."))
TITLES = st.sampled_from(
    [
        "Chief digital and information officer",
        "Chief information officer",
        "Director of digital",
        "Digital director",
        "CDIO",
    ]
)
DAYS = st.dates(dt.date(2026, 12, 1), dt.date(2030, 1, 1))
PAST = st.dates(dt.date(2015, 1, 1), DAY)
FACTS_OF: dict[FactForm, st.SearchStrategy[Fact]] = {
    FactForm.TEXT: PLAIN,
    FactForm.MONEY: st.integers(60_000, 400_000),
    FactForm.NUMBER: st.integers(1, 2_000_000),
    FactForm.DATE: DAYS,
    FactForm.LIST: st.lists(PLAIN, min_size=1, max_size=4).map(tuple),
    FactForm.CONTACT: PLAIN.map(lambda text: f"{text}, 01632 960 271"),
}


def facts() -> st.SearchStrategy[dict[str, Fact]]:
    each = {id_: TITLES if id_ == "post-title" else FACTS_OF[one.form] for id_, one in PLAYBOOK.facts.items()}
    return st.fixed_dictionaries({}, optional=each)


def answer_to(item: Item, texts: st.SearchStrategy[str], *, in_rows: bool = True) -> st.SearchStrategy[Answer]:
    rows = {row: answer_to(item, texts, in_rows=False) for row in item.rows} if in_rows else {}
    one = st.builds(
        Answer,
        place=st.just(Place("answers.yaml")),
        option=st.sampled_from(["", *item.options]) if not rows else st.just(""),
        note=st.just("") | texts,
        evidence=st.just("") | texts,
        date=st.none() | PAST,
        until=st.none() | DAYS,
        rows=st.fixed_dictionaries({}, optional=rows),
    )
    return one | st.just(Answer(Place("answers.yaml"), unknown=True))


def trusts(texts: st.SearchStrategy[str], told: st.SearchStrategy[dict[str, Fact]]) -> st.SearchStrategy[Answers]:
    each = {id_: answer_to(item, texts) for id_, item in PLAYBOOK.items.items()}
    names = st.sampled_from(["", "Marram Point NHS Foundation Trust", "Eastwold Hospitals NHS Trust"])
    return st.builds(NOTHING._replace, trust=names, answers=st.fixed_dictionaries({}, optional=each), facts=told)


@settings(max_examples=settings().max_examples // 2)
@given(answers=trusts(SENTENCES, facts()), kind=st.sampled_from(list(DRAFTS)), form=st.sampled_from(list(FORMS)))
def test_any_trusts_drafts_pass_their_own_checks(answers: Answers, kind: str, form: str) -> None:
    assert flagged(findings(drafted(answers, kind), kind, answers.trust, form)) == []


@settings(max_examples=settings().max_examples // 2)
@given(answers=trusts(SENTENCES, facts()), kind=st.sampled_from(list(DRAFTS)))
def test_no_heading_stands_over_nothing(answers: Answers, kind: str) -> None:
    assert empty_headings(drafted(answers, kind)) == []


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("name", [*EXAMPLES, ""])
def test_no_heading_of_an_example_stands_over_nothing(name: str, kind: str) -> None:
    assert empty_headings(drafted(answers_of(name) if name else NOTHING, kind)) == []


def empty_headings(paper: Paper) -> list[str]:
    """The headings that another of the same or a higher level follows at once, or the end."""
    shown = [one for one in paper.blocks if not isinstance(one, PageBreak)]
    return [
        flat(one.words)
        for one, after in pairwise([*shown, None])
        if isinstance(one, Heading) and (after is None or (isinstance(after, Heading) and after.level <= one.level))
    ]


HOSTILE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40) | st.sampled_from(
    ["<b>&amp;</b>", "# a", "| a |", "{{ 7*7 }}", "{% raw %}", "\x00\x1b", "\u202e", "a\nb", "x" * 300, "\ue0000\ue001"]
)


@settings(max_examples=settings().max_examples // 4)
@given(
    answers=trusts(
        HOSTILE, st.fixed_dictionaries({}, optional=dict.fromkeys(["post-title", "base", "chair"], HOSTILE))
    ),
    kind=st.sampled_from(list(DRAFTS)),
    form=st.sampled_from(list(FORMS)),
)
def test_whatever_the_words_are_they_are_written_as_words(answers: Answers, kind: str, form: str) -> None:
    paper = drafted(answers, kind)
    assert write(paper, form)
    assert isinstance(paper.blocks[0], Title)
    own = {*headings(template_of(kind)), *(one.title for one in PLAYBOOK.checklists.values())}
    assert {flat(one.words) for one in paper.blocks if isinstance(one, Heading)} <= own


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c`", "a | b", "<b>&amp;</b>", "[a](https://b.example)", "\\*", "{{ 7 * 7 }}", "a\n\n# b"]
)
def test_a_fact_stands_in_the_draft_as_it_was_written(text: str) -> None:
    paper = drafted(NOTHING._replace(facts={"post-title": text, "base": text}), "advert")
    title, *rest = paper.blocks
    (table,) = [one for one in rest if isinstance(one, Table)]
    assert flat(title.words) == flat(text)  # type: ignore[union-attr]
    assert flat(text) in [flat(row[1]) for row in table.rows]


def headings(template: str) -> list[str]:
    return re.findall(r"^##+ (.*)", template, re.MULTILINE)


def test_marks_are_missing_and_never_faults() -> None:
    for kind in DRAFTS:
        paper = drafted(NOTHING, kind)
        found = findings(paper, kind)
        assert flagged(found) == []
        marks = {one.quote for one in found if one.rule == "leftovers"}
        assert marks
        assert marks <= {f"[To complete: {gap}]" for gap in to_complete(paper)}


@pytest.mark.parametrize("kind", ["job-description", "candidate-pack", "advert"])
def test_a_well_answered_trusts_papers_tell_what_its_answers_allow(kind: str) -> None:
    answers = answers_of("northmere")
    open_ = {"reporting-line"}  # nobody has said yet whom the post reports to
    assert missing(drafted(answers, kind), kind) <= open_
    settled = answers.answers["line-manager"]._replace(option="chief-executive", note="")
    assert not missing(drafted(answers._replace(answers={**answers.answers, "line-manager": settled}), kind), kind)


def test_a_fact_that_breaks_a_rule_is_said() -> None:
    answers = NOTHING._replace(facts={"post-title": "Director of Informatics"})
    paper = drafted(answers, "advert")
    found = flags(LINTER, paper, "advert", trust="", as_of=DAY)
    assert any("Director of Informatics" in one.quote for one in found)
    assert all(one.title and one.instead for one in found)


# Nothing is invented, and what is known is told once it is so.


def text_of(paper: Paper) -> str:
    return write(paper, "markdown").decode().replace("\\", "")


def with_answer(answers: Answers, item: str, **said: object) -> Answers:
    answer = Answer(Place("answers.yaml"), **said)  # type: ignore[arg-type]
    return answers._replace(answers={**answers.answers, item: answer})


def test_what_is_told_comes_from_facts_and_answers() -> None:
    told = text_of(drafted(answers_of("northmere"), "job-description"))
    for words in (
        "Member of the board, without a vote",
        "£128,000 to £146,000 a year",
        "One week in nine",
        "25 January 2024",
    ):
        assert words in told


def test_another_answer_makes_another_paper() -> None:
    northmere = answers_of("northmere")
    told = text_of(drafted(with_answer(northmere, "on-call", option="not-on-rota"), "advert"))
    assert "not on the directors' on-call rota" in told
    assert "One week in nine" not in told
    told = text_of(drafted(with_answer(northmere, "seat", option="voting"), "advert"))
    assert "Member of the board, with a vote" in told


@pytest.mark.parametrize("said", [{}, {"unknown": True}, {"option": "undecided"}])
def test_what_is_not_known_is_a_mark(said: dict[str, object]) -> None:
    paper = drafted(with_answer(answers_of("northmere"), "on-call", **said), "advert")
    assert "whether the post shares the directors' rota, and how often" in to_complete(paper)


def test_an_answer_that_is_out_of_date_is_not_told() -> None:
    answers = with_answer(
        answers_of("northmere"), "strategy-state", option="approved", date=dt.date(2019, 5, 1), evidence="x"
    )
    assert "2019" not in text_of(drafted(answers, "advert"))


def test_a_note_that_is_for_colleagues_stays_out_of_papers_for_candidates() -> None:
    for kind in ("job-description", "candidate-pack", "advert"):
        assert "Nobody can find it" not in text_of(drafted(answers_of("northmere"), kind))
        assert "Nobody has said who sets" not in text_of(drafted(answers_of("northmere"), kind))


def test_each_fact_names_the_drafts_that_use_it() -> None:
    """A draft that says something else without the fact uses it."""
    told = {id_: example_of(question) for id_, question in PLAYBOOK.facts.items()}
    used: dict[str, set[str]] = {id_: set() for id_ in told}
    for kind in DRAFTS:
        for name in EXAMPLES:
            answers = answers_of(name)._replace(facts=told)
            whole = text_of(drafted(answers, kind))
            for id_ in told:
                without = {other: fact for other, fact in told.items() if other != id_}
                if text_of(drafted(answers._replace(facts=without), kind)) != whole:
                    used[id_].add(kind)
    assert used == {id_: set(question.drafts) for id_, question in PLAYBOOK.facts.items()}


def example_of(question: FactQuestion) -> Fact:
    if question.form is FactForm.LIST:
        return tuple(question.example.split(", "))
    if question.form is FactForm.DATE:
        return dt.date.fromisoformat(question.example)
    return read_fact(question.example, question.form) or ""


@pytest.mark.parametrize(
    ("option", "is_marked"), [("approved", False), ("outside", False), ("booked", True), ("", True)]
)
def test_a_pay_range_that_nobody_approved_is_marked(option: str, is_marked: bool) -> None:
    answers = with_answer(answers_of("northmere"), "pay-approved", option=option)
    for kind in ("job-description", "candidate-pack", "advert", "board-paper"):
        gaps = to_complete(drafted(answers, kind))
        assert any(gap.startswith("the approval of this pay range") for gap in gaps) is is_marked


def test_without_answers_nothing_is_said_of_the_trust() -> None:
    for kind in DRAFTS:
        told = text_of(drafted(NOTHING, kind))
        assert not re.search(r"£\d|[A-Z]\w+ NHS (Foundation )?Trust\b", told)
        assert "the name of the trust" in to_complete(drafted(NOTHING, kind))


@pytest.mark.parametrize(
    ("kind", "item", "option", "claim"),
    [
        ("job-description", "user-research", "nobody-yet", "Begin user research here"),
        ("job-description", "nhs-experience", "desirable", "Experience from any sector counts."),
        ("interview-pack", "nhs-experience", "desirable", "Examples from any sector count."),
        ("advert", "nhs-experience", "desirable", "people from outside it are welcome"),
        ("job-description", "technology-employer", "trust", "Most of the people who build and run our technology"),
        ("board-paper", "essential-criteria", "up-to-ten", "ten essential criteria or fewer"),
        ("board-paper", "structured-interview", "both", "Every candidate meets the same questions"),
    ],
)
def test_what_is_said_of_a_trust_was_answered_so(kind: str, item: str, option: str, claim: str) -> None:
    assert claim in text_of(drafted(with_answer(SEATED, item, option=option), kind))
    others = [other for other in PLAYBOOK.items[item].options if other not in (option, "not-asked", "one-of-several")]
    if item == "technology-employer":
        others = ["mixture"]
    for other in [*others, ""]:
        assert claim not in text_of(drafted(with_answer(SEATED, item, option=other), kind)), other


def test_where_nhs_experience_is_essential_nobody_from_outside_is_invited() -> None:
    told = with_answer(answers_of("northmere"), "nhs-experience", option="essential")
    for kind in ("advert", "candidate-pack", "job-description", "interview-pack"):
        assert "any sector count" not in text_of(drafted(told, kind))
        assert "You need not have worked in the NHS" not in text_of(drafted(told, kind))


def test_the_board_paper_counts_as_check_does() -> None:
    paper = drafted(answers_of("northmere"), "board-paper")
    (gates,) = [one for one in paper.blocks if isinstance(one, Table) and one.caption.startswith("The gates")]
    assert [flat(row[2]) for row in gates.rows][:2] == ["4 of 5", "6 of 7"]


def board_paper(answers: Answers) -> str:
    return text_of(drafted(answers, "board-paper"))


def next_steps(told: str) -> str:
    return told.partition("## Next steps")[2].partition("\n## ")[0]


def test_the_board_paper_leaves_out_what_is_settled() -> None:
    told = next_steps(board_paper(answers_of("northmere")))
    assert "Keep the advert open | 23 December 2026" in told
    assert "Look up whether the seat is allowed" not in told
    assert "let the board decide" not in told
    assert "let the board decide" in next_steps(board_paper(NOTHING))


def test_a_decision_that_was_taken_is_not_asked_for_again() -> None:
    northmere = answers_of("northmere")
    paper = drafted(northmere, "board-paper")
    assert "We ask the board to decide three things" not in text_of(paper)
    assert "the day of the next board meeting: 24 September 2026 has passed" in to_complete(paper)
    assert any("it has compared the choices on 24 September 2026" in gap for gap in to_complete(paper))
    ahead = northmere._replace(facts={**northmere.facts, "board-meeting": dt.date(2026, 12, 3)})
    told = board_paper(with_answer(ahead, "choices-compared", option="not-compared"))
    assert "We ask the board to decide three things" in told
    assert "| Meeting | 3 December 2026 |" in told


def test_a_first_day_that_is_not_known_is_one_mark() -> None:
    assert next_steps(board_paper(NOTHING)).count("To complete: the first day") == 1


def test_the_pay_range_stands_in_the_board_paper() -> None:
    assert "£128,000 to £146,000 a year" in board_paper(answers_of("northmere"))
    (cost,) = [gap for gap in to_complete(drafted(NOTHING, "board-paper")) if "costs in money" in gap]
    assert "the pay range" in cost


def test_what_the_playbook_found_is_not_told_as_the_trusts_own_finding() -> None:
    for kind in DRAFTS:
        told = text_of(drafted(answers_of("northmere"), kind))
        assert not re.search(r"\b[Ww]e (found no|read a|suggest|know of)", told), kind


def test_whose_words_the_board_paper_speaks() -> None:
    told = board_paper(answers_of("northmere")).partition("## Appendix")[0]
    assert "You answered" not in told
    assert "Your note" not in told
    assert "| Question asked |" in board_paper(answers_of("northmere"))


def test_the_board_paper_links_its_sources() -> None:
    paper = drafted(NOTHING, "board-paper")
    linked = {span.link for one in paper.blocks if isinstance(one, Items) for item in one.items for span in spans(item)}
    sources = ("long-term-plan-2019", "npj-maturity-2019", "callow-2021-where", "nhs-providers-survey-2024", "bit-2022")
    assert {PLAYBOOK.sources[id_].link for id_ in sources} <= linked


def test_what_is_asked_of_members_is_not_asked_of_a_post_that_only_attends() -> None:
    northmere = answers_of("northmere")
    assert "asks of every board member" in text_of(drafted(northmere, "advert"))
    attends = with_answer(northmere, "seat", option="attends")
    assert "asks of every board member" not in text_of(drafted(attends, "advert"))


def test_nobody_is_the_most_senior_below_another_director() -> None:
    alone = "No other director is senior to you in this."
    northmere = with_answer(answers_of("northmere"), "line-manager", option="chief-executive")
    assert alone in text_of(drafted(northmere, "job-description"))
    below = with_answer(northmere, "line-manager", option="another-director", note="The finance director.")
    assert alone not in text_of(drafted(below, "job-description"))


@pytest.mark.parametrize("kind", ["advert", "candidate-pack", "job-description"])
def test_words_that_a_fact_says_again_stand_once(kind: str) -> None:
    northmere = answers_of("northmere")
    again = {"kind-of-trust": "We are a trust of two hospitals.", "wanted-change": "we want people to wait less"}
    told = text_of(drafted(northmere._replace(facts={**northmere.facts, **again}), kind))
    assert "We want people to wait less" in told
    assert "we want people" not in told
    assert "We are we are" not in told
    assert kind == "job-description" or "We are a trust of two hospitals." in told


def test_notes_stand_in_the_sentences_as_they_were_written() -> None:
    pack = text_of(drafted(answers_of("northmere"), "candidate-pack"))
    assert "You, with the chief operating officer" in pack
    assert "See: Trust strategy 2025 to 2030, page 12." in pack
    assert "should get better: letters sent" in pack


# The words are those of the pages.


def page(name: str) -> str:
    return " ".join(Path(f"docs/{name}.md").read_text(encoding="utf-8").split())


def test_the_choices_are_those_of_the_page() -> None:
    paper = drafted(answers_of("northmere"), "board-paper")
    (choices,) = [one for one in paper.blocks if isinstance(one, Table) and one.caption == "Six choices"]
    assert len(choices.rows) == 6
    told = page("why/choices")
    for row in choices.rows:
        assert f"| {flat(row[2])} | {flat(row[3])} |" in told


def test_the_questions_and_the_guide_are_those_of_the_page() -> None:
    told = page("how/interview")
    paper = drafted(answers_of("northmere"), "interview-pack")
    guides = [one for one in paper.blocks if isinstance(one, Table) and flat(one.header[0]) == "Points"]
    asked = [
        flat(one.words) for one in paper.blocks if isinstance(one, Paragraph) and flat(one.words).startswith("Ask: ")
    ]
    assert len(guides) == len(asked) == 11
    assert all(question.removeprefix("Ask: ") in told for question in asked)
    assert all(f"| {flat(row[0])} | {flat(row[1])} |" in told for guide in guides for row in guide.rows)
    (sheet,) = [one for one in paper.blocks if isinstance(one, Table) and one.caption == "Scores"]
    traits = [flat(one.words) for one in paper.blocks if isinstance(one, Heading) and one.level == 2]
    assert [flat(row[0]) for row in sheet.rows] == traits


def test_the_first_hundred_days_are_those_of_the_page() -> None:
    told = page("how/first-hundred-days")
    paper = drafted(answers_of("northmere"), "first-hundred-days")
    (weeks,) = [one for one in paper.blocks if isinstance(one, Table) and flat(one.header[0]) == "When"]
    assert [flat(row[0]) for row in weeks.rows][:2] == ["6 to 19 September 2027", "20 September to 3 October 2027"]
    assert all(flat(row[1]) in told for row in weeks.rows)
    (questions,) = [one for one in paper.blocks if isinstance(one, Items) and one.numbered]
    assert all(flat(one) in told for one in questions.items)


def test_each_figure_has_its_source_and_date() -> None:
    told = text_of(drafted(NOTHING, "board-paper"))
    for line in told.splitlines():
        if re.search(r"\d%|\d\.\d times", line):
            assert re.search(r"\b20\d\d\b", line), line


# Templates.


def test_a_template_of_ones_own_takes_the_place_of_the_playbooks() -> None:
    paper = drafted(answers_of("northmere"), "advert", "# {{ trust }}\n\nPay: {{ fact('salary-from') }} & *more*\n")
    assert [type(one) for one in paper.blocks] == [Title, Paragraph]
    assert flat(paper.blocks[1].words) == "Pay: £128,000 & more"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_copy_of_the_template_gives_the_same_draft(kind: str) -> None:
    assert drafted(answers_of("northmere"), kind, template_of(kind)) == drafted(answers_of("northmere"), kind)


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("# a\n\n{{ fact('salery-from') }}", 3, "Did you mean “salary-from”?"),
        ("{{ answer('saet') }}", 1, "Did you mean “seat”?"),
        ("\n{{ answer('responsibilities', 'sciber') }}", 2, "“responsibilities” has no row"),
        ("{{ choose('seat', {'votting': 'x'}, 'y') }}", 1, "Did you mean “voting”?"),
        ("{{ rows('responsibilities', 'inn') }}", 1, "has no answer “inn”"),
        ("{{ told('decison') }}", 1, "Did you mean “decision”?"),
        ("a\n{% if %}", 2, "playbook draft KIND --show-template"),
        ("a\n\n{% if trust %}", 3, "--show-template"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ("{{ trust.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{% for one in range(1000000000) %}x{% endfor %}", 1, "more than 10,000"),
        (
            "a\n{% for a in range(1000) %}{% for b in range(1000) %}{% set c = 1 %}{% endfor %}{% endfor %}",
            2,
            "more than 10,000",
        ),
        ("a\n{{ 'x' * 1000000000 }}", 2, "more than 10,000"),
        ("a\n{{ (1000000000 * [1]) | join }}", 2, "more than 10,000"),
        ("a\n{{ 9 ** 9 ** 9 }}", 2, "more than 10,000"),
        ("a\n{{ '%1000000000s' % 1 }}", 2, "more than 10,000"),
        ("{% include 'passwords' %}", 1, "passwords"),
        ("{{ trust | nofilter }}", 1, "nofilter"),
        ("a\n\n{{ fact }}", 3, "write what you want of it: fact(…)"),
        ("\n{{ steps() }}", 2, "Go through them"),
        ("\n{{ {'a': 1} }}", 2, "Go through them"),
        ("\n{{ 'a'.upper }}", 2, "upper(…)"),
        ("\n{{ fact('budget')[1:] }}", 2, "cut or changed"),
        ("\n{{ fact('budget') | reverse }}", 2, "cut or changed"),
        ("\n{{ fact('budget') | int }}", 2, "no number"),
        ("\n{{ fact('budget') | float }}", 2, "no number"),
        (
            "{% filter truncate(5, True, '', 0) %}{{ fact('budget') }}{{ fact('budget') }}{% endfilter %}",
            0,
            "cut or changed",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(template: str, line: int, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        drafted(answers_of("northmere"), "advert", template)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line) == ("mine.md", line)
    assert message.lower() in str(problem).lower()


@pytest.mark.parametrize(
    "expression",
    [
        "'%s a year' % fact('budget')",
        "'%s a year' | format(fact('budget'))",
        "'{} a year'.format(fact('budget'))",
        "(fact('budget') ~ ' a year') | title | replace('A Y', 'a y')",
        "(fact('budget') ~ ' a year') | wordwrap(10) | replace('\n', ' ')",
        "(fact('budget') ~ ' a year') | striptags",
        "('or ' ~ fact('budget') ~ ' a year')[3:]",
        "['1', fact('budget'), 'a', 'year'][1:] | join(' ')",
        "fact('budget') | replace('1', '2') ~ ' a year'",
    ],
)
def test_a_gap_stays_a_gap_whatever_is_done_with_it(expression: str) -> None:
    before = "{{ trust }}{% for one in range(20) %}{{ one }} {% endfor %}.\n\n"
    paper = drafted(NOTHING, "advert", before + "{{ " + expression + " }}")
    assert paper_text(paper).splitlines()[-1] == "[To complete: the yearly budget] a year"
    assert "the yearly budget" in to_complete(paper)


def test_a_number_of_the_template_is_no_width() -> None:
    paper = drafted(NOTHING, "advert", "{{ '128000 or 50000%% of %5.2f (%s)' % (1, 'x') }}")
    assert paper_text(paper) == "128000 or 50000% of 1.00 (x)"


def test_what_stands_beside_a_gap_is_no_markdown() -> None:
    paper = drafted(
        NOTHING._replace(facts={"post-title": "*a* # b"}),
        "advert",
        "{{ '%s %s' % (fact('post-title'), fact('budget')) }}",
    )
    assert paper_text(paper) == "*a* # b [To complete: the yearly budget]"


@pytest.mark.parametrize("what", ["5", "none", "fact('budget')", "'the ' ~ fact('budget')"])
def test_what_is_to_complete_is_told_in_words_whatever_it_is(what: str) -> None:
    template = "{{ to_complete(" + what + ") }} {{ choose('seat', {}, " + what + ") }}"
    text = paper_text(drafted(NOTHING, "advert", template))
    assert text.count("[To complete: ") == 2
    assert not re.search("[\ue000-\uf8ff]", text)


@pytest.mark.parametrize("text", ["\ue0000\ue001 Boss", "\ue000\ue010\ue001 Boss"])
def test_a_trusts_own_words_are_never_marks(text: str) -> None:
    answers = with_answer(NOTHING._replace(facts={"post-title": text}, trust=text), "seat", option="voting", note=text)
    paper = drafted(
        answers, "advert", "{{ to_complete('x') }} {{ fact('post-title') }} {{ answer('seat').note }} {{ trust }}"
    )
    assert paper_text(paper).count("x") == 1
    assert paper_text(paper).count("Boss") == 3


def paper_text(paper: Paper) -> str:
    return "\n".join(flat(block.words) for block in paper.blocks)  # type: ignore[union-attr]


def test_every_wrong_name_of_a_template_is_told_at_once() -> None:
    template = "{{ fact('a') }}\n{% if answer('b') %}{{ fact('c') }}{% endif %}\n{{ nobody }}{{ tody }}\n"
    with pytest.raises(BadInput) as caught:
        drafted(NOTHING, "advert", template)
    assert [problem.place.line for problem in caught.value.problems] == [1, 2, 2, 3, 3]
    assert {problem.place.column for problem in caught.value.problems} == {1}
    assert "Did you mean “today”?" in str(caught.value.problems[-1])


def test_a_template_may_ask_whether_there_is_a_name() -> None:
    template = "{% if nobody is defined %}{{ nobody }}{% endif %}{{ nothing | default('a') }}"
    template += "{% for b in 'c' %}{{ b }}{{ loop.index }}{% endfor %}"
    assert paper_text(drafted(NOTHING, "advert", template)) == "ac1"


def test_a_template_says_how_wide_its_columns_are() -> None:
    paper = drafted(NOTHING, "advert", "*Said*\n\n| a | b |\n|-|---|\n| c | |\n")
    (table,) = paper.blocks
    assert isinstance(table, Table)
    assert (table.caption, list(table.widths), table.room > 0) == ("Said", [1, 3], True)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such draft"):
        template_of("cv")


# The Word files.


def test_the_word_files_are_sound_and_libreoffice_shows_every_paragraph(tmp_path: Path) -> None:
    files = []
    for name in EXAMPLES:
        for kind in DRAFTS:
            file = tmp_path / f"{name}-{kind}.docx"
            file.write_bytes(write(drafted(answers_of(name), kind), "word"))
            files.append(file)
    for file, pdf in zip(files, as_pdf(files, tmp_path), strict=True):
        shown = squeezed(without_feet(pdf_text(pdf)))
        document = docx.Document(str(file))
        told = ["".join(one.text or "" for one in each.iter(qn("w:t"))) for each in document.element.iter(qn("w:p"))]
        assert [text for text in told if text and squeezed(text) not in shown] == []
        check_structure(document)


def check_structure(document: docx.document.Document) -> None:
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style.name.startswith("Heading")]  # type: ignore[union-attr]
    assert levels[:1] in ([], [1])
    assert all(after <= before + 1 for before, after in pairwise(levels))
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles.count("Title") == 1
    empty = [
        one for one in document.paragraphs if not one.text.strip() and one.style and one.style.name != "After table"
    ]
    assert not empty
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert others
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title


def without_feet(text: str) -> str:
    """The words without the foot of each page."""
    return re.sub(r".*Page \d+ of \d+\s*", "", text)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("template", ["", "{# just a remark #}\n", "\n\n"])
def test_a_template_that_gives_no_text_is_refused(template: str) -> None:
    with pytest.raises(BadInput) as bad:
        drafted(SEATED, "advert", template)
    assert str(bad.value.problems[0].place) == "mine.md"
    assert bad.value.problems[0].message == "the template gives no text"


def test_a_paper_without_a_word_can_be_written() -> None:
    paper = drafted(SEATED, "advert")._replace(blocks=())
    assert all(write(paper, form) is not None for form in FORMS)


def test_the_name_of_a_template_is_no_template() -> None:
    path: Any = Path("mine.md")
    with pytest.raises(TypeError, match="given as its text"):
        drafted(SEATED, "advert", path)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("chair", 'fact("chair")'), ("post_title", 'fact("post-title")'), ("on_call", 'answer("on-call")')],
)
def test_the_bare_name_of_a_fact_or_an_answer_is_understood(name: str, meant: str) -> None:
    with pytest.raises(BadInput) as bad:
        drafted(SEATED, "advert", f"{{{{ {name} }}}}")
    assert bad.value.problems[0].hint == f"Write it as {meant}."


ENDLESS = {
    "calls": "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "loops": "".join("{% for a in '0123456789' %}" for _ in range(9)) + "a" + "{% endfor %}" * 9,
    "memory": "{{ 'a'|center(4000000000) }}",
    "doubling": "{% set ns = namespace(x='ab') %}" + "{% set ns.x = ns.x ~ ns.x %}" * 40 + "{{ ns.x }}",
}


@pytest.mark.skipif(os.name != "posix", reason="only where a process can be forked is a template bounded")
@pytest.mark.parametrize("what", ENDLESS)
def test_a_template_without_end_is_stopped(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.drafts._LONGEST", 2)
    with pytest.raises(BadInput) as bad:
        drafted(SEATED, "advert", ENDLESS[what])
    assert bad.value.problems[0].message == "the template goes on without end, or fills the memory"


def test_a_template_that_calls_itself_is_told_with_its_line() -> None:
    with pytest.raises(BadInput) as bad:
        drafted(SEATED, "advert", "# A\n\n{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")
    assert bad.value.problems[0].message == "something calls itself, or is nested too deeply"
    assert bad.value.problems[0].place.line == 3
