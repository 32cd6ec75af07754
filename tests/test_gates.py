"""Law 13: no gate is passed by what was not asked, whatever a trust answers and whatever its documents say.

A gate is ready only where every must of it and of the gates before it

- is met, or
- was set aside with a reason, where its item says that it may be, or
- is not asked, because the answer to a question before it settles so: an answer that was given, and is not a "not met";

and at least one of its own musts is met. Hence taking anything away – an answer, a row, a note – never makes a gate
ready, nor does time, nor an "unknown", nor a document.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hall import HALL, HERE
from hypothesis import assume, given
from hypothesis import strategies as st

from playbook.evaluate import evaluate
from playbook.load import load_answers, load_playbook
from playbook.model import (
    Answer,
    Answers,
    Assessment,
    BadInput,
    Condition,
    Finding,
    Item,
    Place,
    Playbook,
    Reading,
    Result,
    Status,
    Verdict,
)

TODAY = dt.date(2026, 11, 22)
PLACE = Place("answers.yaml", 1, 1)
REAL = load_playbook(str(HERE.parent / "checklists"))
BOOKS = {"hall": HALL, "real": REAL}
BOOK = pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
DAYS = st.dates(dt.date(2023, 1, 1), TODAY)


def all_met(playbook: Playbook) -> dict[str, Answer]:
    """An answer to every question that lets every gate be passed."""
    if playbook is REAL:
        file = HERE / "editions" / f"{playbook.edition}.yaml"
        return dict(load_answers(str(file), playbook).answers)
    return {id_: met(item) for id_, item in playbook.items.items()}


def met(item: Item) -> Answer:
    option = next(one for one in item.options.values() if one.status is Status.MET)
    later = TODAY + dt.timedelta(days=300)
    answer = Answer(place=PLACE, option=option.id, note="N", evidence="E", date=TODAY, until=later)
    return Answer(place=PLACE, rows=dict.fromkeys(item.rows, answer)) if item.rows else answer


@st.composite
def said(draw: st.DrawFn, item: Item, row: bool = False) -> Answer:
    """Anything that the loader would let a trust say of an item."""
    if item.rows and not row and draw(st.booleans()):
        names = draw(st.sets(st.sampled_from(list(item.rows))))
        return Answer(place=PLACE, rows={name: draw(said(item, row=True)) for name in sorted(names)})
    ways = ["unknown", "nothing"]
    ways += ["option"] * 4 if row or not item.rows else []
    ways += ["aside"] if item.set_aside or not item.is_must else []
    way = draw(st.sampled_from(ways))
    if way == "aside":
        return Answer(place=PLACE, not_applicable="So it is.")
    if way != "option":
        return Answer(place=PLACE, unknown=way == "unknown")
    return Answer(
        place=PLACE,
        option=draw(st.sampled_from(list(item.options))),
        note=draw(st.sampled_from(["", "N"])),
        evidence=draw(st.sampled_from(["", "E"])),
        date=draw(st.none() | DAYS),
        until=draw(st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))),
    )


@st.composite
def answers_to(draw: st.DrawFn, playbook: Playbook) -> dict[str, Answer]:
    """All met but for a few, or a few among none."""
    found = all_met(playbook) if draw(st.integers(0, 3)) else {}
    for id_ in draw(st.lists(st.sampled_from(list(playbook.items)), max_size=4, unique=True)):
        found[id_] = draw(said(playbook.items[id_]))
    return found


@st.composite
def findings_on(draw: st.DrawFn, playbook: Playbook) -> list[Finding]:
    readings = [reading for item in playbook.items.values() for reading in readings_of(item)]
    return [draw(finding_of(reading)) for reading in draw(st.lists(st.sampled_from(readings), max_size=3))]


def readings_of(item: Item) -> list[Reading]:
    return [reading for reading in (item.document, *(row.document for row in item.rows.values())) if reading]


@st.composite
def finding_of(draw: st.DrawFn, reading: Reading) -> Finding:
    values = st.sampled_from([*reading.agrees, "else"]) | st.integers(0, 120) | st.frozensets(st.text(max_size=3))
    document = draw(st.sampled_from(reading.documents))
    return Finding(rule=reading.rule, value=draw(values), document=document, quote="Q")


def judged(
    playbook: Playbook, given: Mapping[str, Answer], findings: list[Finding] | None = None, as_of: dt.date = TODAY
) -> Assessment:
    answers = Answers(trust="", edition="", answers=given, place=PLACE)
    return evaluate(playbook, answers, as_of=as_of, findings=findings or [])


def ready(assessment: Assessment) -> set[str]:
    return {id_ for id_, verdict in assessment.verdicts.items() if verdict.ready}


def musts(playbook: Playbook, assessment: Assessment, gates: tuple[str, ...]) -> list[Result]:
    return [one for one in assessment.results.values() if one.item.is_must and one.item.gate in gates]


def is_excused(result: Result, playbook: Playbook, given: Mapping[str, Answer]) -> bool:
    """Whether a question was set aside, or an answer that was given settles that it is not asked."""
    if any(settles(one, playbook, given) for one in result.item.when):
        return True
    answer = given.get(result.item.id)
    aside = [answer, *answer.rows.values()] if answer else []
    return bool(result.item.set_aside) and any(one and one.not_applicable for one in aside)


def settles(condition: Condition, playbook: Playbook, given: Mapping[str, Answer]) -> bool:
    switch = playbook.items[condition.item]
    if any(settles(one, playbook, given) for one in switch.when):
        return True
    answer = given.get(switch.id)
    if not answer or not answer.option:
        return bool(answer and answer.not_applicable)
    return answer.option not in condition.options and switch.options[answer.option].status is not Status.NOT_MET


@BOOK
@given(data=st.data())
def test_a_gate_is_ready_only_where_every_must_is_met_or_excused(book: Playbook, data: st.DataObject) -> None:
    given = data.draw(answers_to(book))
    assessment = judged(book, given, data.draw(findings_on(book)))
    for gate, verdict in assessment.verdicts.items():
        included = musts(book, assessment, book.gates_up_to(gate))
        own = musts(book, assessment, (gate,))
        assert_verdict(verdict, own, included)
        for one in included if verdict.ready else own if verdict.ready is None else ():
            assert one.status is Status.MET or is_excused(one, book, given), one.item.id


def assert_verdict(verdict: Verdict, own: list[Result], included: list[Result]) -> None:
    open_ones = tuple(one for one in included if one.status not in (Status.MET, Status.NOT_APPLICABLE))
    if verdict.ready is None:
        assert not [one for one in own if one.applies or one.waits_for]
        assert not verdict.blockers
    else:
        assert [one for one in own if one.applies or one.waits_for]
        assert verdict.blockers == open_ones
        assert verdict.ready == (not open_ones)
    if verdict.ready:
        assert [one for one in own if one.status is Status.MET]
        assert not [one for one in included if one.waits_for]


@BOOK
@given(data=st.data())
def test_taking_something_away_never_makes_a_gate_ready(book: Playbook, data: st.DataObject) -> None:
    given = data.draw(answers_to(book))
    assume(given)
    id_ = data.draw(st.sampled_from(sorted(given)))
    before = ready(judged(book, given))
    for less in (without(given, id_), {**given, id_: poorer(given[id_], data)}, {**given, id_: unknown()}):
        assert ready(judged(book, less)) <= before


def without(given: Mapping[str, Answer], id_: str) -> dict[str, Answer]:
    return {name: answer for name, answer in given.items() if name != id_}


def unknown() -> Answer:
    return Answer(place=PLACE, unknown=True)


def poorer(answer: Answer, data: st.DataObject) -> Answer:
    """The answer without one of its parts, or without one of its rows."""
    if answer.rows:
        return answer._replace(rows=without(answer.rows, data.draw(st.sampled_from(sorted(answer.rows)))))
    part = data.draw(st.sampled_from(["option", "note", "evidence", "not_applicable"]))
    nothing: dict[str, Any] = {part: ""}
    return answer._replace(**nothing)


@BOOK
@given(data=st.data())
def test_no_document_makes_a_gate_ready(book: Playbook, data: st.DataObject) -> None:
    given, findings = data.draw(answers_to(book)), data.draw(findings_on(book))
    assert ready(judged(book, given, findings)) <= ready(judged(book, given))


@BOOK
@given(data=st.data(), days=st.integers(1, 800))
def test_no_time_makes_a_gate_ready(book: Playbook, data: st.DataObject, days: int) -> None:
    given = data.draw(answers_to(book))
    assert ready(judged(book, given, as_of=TODAY + dt.timedelta(days=days))) <= ready(judged(book, given))


@BOOK
@given(data=st.data())
def test_a_later_gate_is_never_ready_before_an_earlier_one(book: Playbook, data: st.DataObject) -> None:
    verdicts = list(judged(book, data.draw(answers_to(book)), data.draw(findings_on(book))).verdicts.values())
    for number, verdict in enumerate(verdicts):
        assert not verdict.ready or all(one.ready is not False for one in verdicts[:number])


@BOOK
def test_what_meets_every_must_passes_every_gate(book: Playbook) -> None:
    assert ready(judged(book, all_met(book))) == set(book.gates)
    assert not ready(judged(book, {}))


@BOOK
@given(data=st.data())
def test_the_order_of_the_answers_is_of_no_account(book: Playbook, data: st.DataObject) -> None:
    given = data.draw(answers_to(book))
    shuffled = {id_: given[id_] for id_ in data.draw(st.permutations(sorted(given)))}
    assert judged(book, shuffled) == judged(book, given)


# Dates


def test_a_date_ahead_is_no_answer() -> None:
    ahead = Answer(place=Place("answers.yaml", 3, 5), option="held", date=TODAY + dt.timedelta(days=1))
    rows = Answer(place=PLACE, rows={"kitchen": ahead._replace(place=Place("answers.yaml", 9, 9))})
    with pytest.raises(BadInput) as bad:
        judged(HALL, {"review": ahead, "key-holders": rows})
    assert [str(problem).partition("\n")[0] for problem in bad.value.problems] == [
        "answers.yaml:3:5: review: the date 23 November 2026 lies after 22 November 2026, the day of this check",
        "answers.yaml:9:9: key-holders, row kitchen: the date 23 November 2026 lies after 22 November 2026, "
        "the day of this check",
    ]
    assert "until" in bad.value.problems[0].hint
    assert judged(HALL, {"review": ahead}, as_of=TODAY + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        ("2025-11-22", "2026-11-22"),
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2025-12-31", "2026-12-31"),
        ("2026-01-01", "2027-01-01"),
    ],
)
def test_a_year_is_over_the_day_after(happened: str, last: str) -> None:
    answer = Answer(place=PLACE, option="held", date=dt.date.fromisoformat(happened))
    day = dt.date.fromisoformat(last)
    for as_of, status in ((day, Status.MET), (day + dt.timedelta(days=1), Status.OUTDATED)):
        given = {"hire-out": Answer(place=PLACE, option="members"), "review": answer}
        assert judged(HALL, given, as_of=as_of).results["review"].status is status
