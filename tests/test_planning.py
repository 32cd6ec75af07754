"""`playbook plan`: what a trust gets to read, what its calendar takes, and what the two do with bad news."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from hall import FOLDER, HALL
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from test_cli import EXAMPLES, HOSTILE, NO_POST, NORTHMERE, Run, answers_file, run

from playbook.load import load_playbook, parse_answers
from playbook.load.plan import load_plan
from playbook.load.text import Text
from playbook.model import Answers, Status
from playbook.papers import PaperReader
from playbook.plain import is_hidden
from playbook.planning.calendar import as_calendar
from playbook.planning.forms import as_paper, as_text
from playbook.planning.trust_plan import State, TrustPlan, trust_plan
from playbook.reports.make import report_on
from playbook.working_days import english_working_days
from playbook.writing import write

__all__ = ["run"]
PLAYBOOK = load_playbook()
STEPS = load_plan(PLAYBOOK)
TODAY, START = dt.date(2026, 11, 22), dt.date(2027, 9, 6)
DAYS = ("--as-of", "2026-11-22", "--start", "2027-09-06")


def plan_of(answers: Answers, start: dt.date = START, as_of: dt.date = TODAY) -> TrustPlan:
    report = report_on(answers, PaperReader(PLAYBOOK, None, as_of))
    return trust_plan(report, STEPS, start, english_working_days())


def said(text: str) -> Answers:
    return parse_answers(Text("answers.yaml", text), PLAYBOOK)


def events(text: str) -> dict[str, dict[str, object]]:
    """What a calendar reads: each event by its summary."""
    found = Calendar.from_ical(text).walk("VEVENT")
    return {str(one["SUMMARY"]): {name: _plain(one.decoded(name)) for name in one} for one in found}


def _plain(value: object) -> object:
    """A text as text: icalendar 6 decodes it to bytes."""
    return value.decode() if isinstance(value, bytes) else value


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_a_plan_tells_every_step_in_order(run: Run, folder: Path) -> None:
    ran = run("plan", folder, *DAYS)
    assert (ran.code, ran.err) == (0, "")
    places = [ran.out.index(step) for step in ("Look up whether", "Keep the advert open", "Hold the interviews")]
    assert places == sorted(places)
    assert ran.out.endswith("Monday 6 September 2027: the first day\n")
    assert max(map(len, ran.out.splitlines())) <= 88


def test_what_the_answers_settle_is_said_with_them(run: Run) -> None:
    out = " ".join(run("plan", NORTHMERE, *DAYS).out.split())
    assert "Two steps are settled, as your answers say." in out
    assert "In part: Not yet; the meeting to decide it is booked. HR director, by 3 December 2026." in out


def test_what_is_late_is_said_and_when_it_could_be(run: Run) -> None:
    out = " ".join(run("plan", NORTHMERE, "--start", "2027-03-29", "--as-of", "2026-11-22").out.split())
    assert "Monday 29 March 2027 is no working day" in out, "Easter Monday"
    assert "Eight steps had to begin before 22 November 2026. If nothing has begun, the earliest first day is" in out
    assert "This day has gone by. Unless it has begun already, the first day moves." in out
    assert "This day has gone by, and so has the day by which it had to be done." in out


def test_facts_name_the_first_day_and_the_days_on_the_way(run: Run) -> None:
    ran = run("plan", NORTHMERE, "--as-of", "2026-11-22")
    assert ran.out == run("plan", NORTHMERE, *DAYS).out
    assert "By which day do people apply? 22 January 2027." in " ".join(ran.out.split())
    facts = "facts:\n  closing-date: 2027-03-12\n  interview-day: 2027-04-21\nanswers:\n"
    steps = {one.timed.step.id: one for one in plan_of(said(facts)).steps}
    assert not steps["advert"].later_than_planned
    assert steps["interviews"].later_than_planned == (dt.date(2027, 4, 21),)


def test_a_day_of_the_trusts_that_has_passed_ends_its_step_and_those_before_it() -> None:
    facts = "facts:\n  closing-date: 2027-01-22\nanswers:\n"
    on_the_day = plan_of(said(facts), as_of=dt.date(2027, 1, 22))
    assert not on_the_day.of(State.OVER)
    plan = plan_of(said(facts), as_of=dt.date(2027, 1, 23))
    assert {one.timed.step.id for one in plan.of(State.OVER)} == {"papers", "panel", "advert"}
    assert "Three steps are over, by the days that you named." in as_text(plan, width=500)
    assert "Latest day to begin: Keep the advert open" not in events(as_calendar(plan))


def test_a_step_with_an_open_question_is_never_over() -> None:
    facts = (
        "facts:\n  board-meeting: 2026-09-24\n  closing-date: 2026-10-22\nanswers:\n  decision:\n    seat: undecided\n"
    )
    steps = {one.timed.step.id: one for one in plan_of(said(facts)).steps}
    assert steps["choose"].state not in (State.OVER, State.SETTLED)
    assert steps["pay"].state not in (State.OVER, State.SETTLED)
    assert steps["papers"].state is State.OVER
    told = as_text(plan_of(said(facts)), width=500)
    assert "24 September 2026.\n" in told
    assert told.count("That day has passed, and what was to be settled is still open.") == 1


def test_an_earlier_day_of_the_trusts_own_is_counted_back_from() -> None:
    facts = "facts:\n  closing-date: 2027-01-22\n  talks-from: 2027-02-08\nanswers:\n  decision:\n    seat: voting\n"
    plan = plan_of(said(facts))
    steps = {one.timed.step.id: one.timed for one in plan.steps}
    assert (steps["advert"].begin, steps["advert"].done) == (dt.date(2026, 12, 23), dt.date(2027, 1, 22))
    assert steps["pay"].begin == dt.date(2026, 11, 25)
    assert (steps["shortlist"].done, steps["talks"].begin) == (dt.date(2027, 2, 5), dt.date(2027, 2, 8))
    assert steps["offer"].begin == dt.date(2027, 4, 21)
    assert "Counted back from your date, 22 January 2027." in as_text(plan, width=500)
    without = {one.timed.step.id: one.timed for one in plan_of(said("answers:\n")).steps}
    later = {
        one.timed.step.id: one.timed for one in plan_of(said("facts:\n  closing-date: 2027-05-03\nanswers:\n")).steps
    }
    assert later == without


def test_where_only_days_of_the_trusts_own_are_missed_the_first_day_stands() -> None:
    facts = "facts:\n  closing-date: 2026-12-04\nanswers:\n  decision:\n    seat: voting\n"
    told = as_text(plan_of(said(facts), start=dt.date(2028, 9, 4)), width=500)
    assert "The first day can still be reached; the days that you named before it may have to move." in told
    assert "Unless it has begun already, your date, 4 December 2026, moves." in told


def test_a_first_day_that_is_past_is_said(run: Run) -> None:
    out = run("plan", NORTHMERE, "--start", "2026-11-02", "--as-of", "2026-11-22").out
    assert "The first day lies before 22 November 2026, the day of this plan." in out


def test_a_day_of_the_trusts_that_is_too_late_is_named() -> None:
    text = "answers:\n  candidate-pack:\n    pay-approved:\n      answer: booked\n      until: 2027-03-01\n"
    plan = plan_of(said(f"{text}  decision:\n    seat: voting\n"))
    (pay,) = (one for one in plan.steps if one.timed.step.id == "pay")
    assert pay.later_than_planned == (dt.date(2027, 3, 1),)
    assert "Your date, 1 March 2027, is later than this plan allows." in as_text(plan, width=500)


def test_no_step_is_settled_by_what_was_not_asked() -> None:
    assert not plan_of(said("answers:\n")).of(State.SETTLED)
    plan = plan_of(said("answers:\n  decision:\n    seat: voting\n    choices-compared: some\n"))
    assert not plan.of(State.SETTLED)


def test_no_step_is_settled_while_a_question_of_it_waits_for_another_answer() -> None:
    steps = {"pay": STEPS["pay"]._replace(before="", settled_by=("choices-compared", "pay-approved"))}
    compared = "choices-compared: {answer: minuted, evidence: Minute 3, date: 2026-11-02}"
    answers = said(f"answers:\n  decision:\n    seat: undecided\n    {compared}\n")
    report = report_on(answers, PaperReader(PLAYBOOK, None, TODAY))
    assert report.assessment.results["choices-compared"].status is Status.MET
    assert report.assessment.results["pay-approved"].waits_for == "seat"
    assert not trust_plan(report, steps, START, english_working_days()).of(State.SETTLED)


def test_without_a_post_nobody_is_planned_for(run: Run, tmp_path: Path) -> None:
    ran = run("plan", answers_file(tmp_path, NO_POST), *DAYS)
    assert (ran.code, ran.out) == (3, "")
    assert "there is no such post" in ran.err


def test_checklists_without_a_plan_end_with_three(run: Run, tmp_path: Path) -> None:
    assert HALL.gates
    ran = run("plan", answers_file(tmp_path, "answers:\n"), *DAYS, "--checklists", FOLDER)
    assert (ran.code, "these checklists have no plan.yaml" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([EXAMPLES[0]], "Write it as --start 2027-09-06, or below “facts:”"),
        ([NORTHMERE, "--start", "soon"], "“soon” is not a date"),
        ([NORTHMERE, "--start", "0001-01-04"], "the bank holidays of 1 are not known"),
        ([NORTHMERE, "--start", "9999-12-31"], "the bank holidays of 9999 are not known"),
        (["nowhere", "--start", "2027-09-06"], "there is no such file or folder"),
        ([NORTHMERE, *DAYS, "--format", "word"], "-o FILE.docx"),
    ],
)
def test_bad_usage_ends_with_two(run: Run, arguments: list[str], words: str) -> None:
    ran = run("plan", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_name_says_the_form_and_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    begins = {"p.docx": b"PK", "p.md": b"# Plan", "p.htm": b"<!doctype", "p.ics": b"BEGIN:VCALENDAR", "p.txt": b"North"}
    for name, begin in begins.items():
        path = tmp_path / name
        ran = run("plan", NORTHMERE, *DAYS, "-o", path)
        assert ran.out.splitlines()[1].startswith("There is time"), (
            "the headline is said where the plan goes into a file"
        )
        assert path.read_bytes().startswith(begin)
    path.write_text("Mine.")
    ran = run("plan", NORTHMERE, *DAYS, "-o", path)
    assert (ran.code, path.read_text()) == (2, "Mine.")
    assert run("plan", NORTHMERE, *DAYS, "-o", path, "--force").code == 0
    assert sorted(os.listdir(tmp_path)) == sorted(begins)


def test_a_calendar_takes_each_step_as_a_whole_day() -> None:
    text = as_calendar(plan_of(said("trust: Ours\nanswers:\n")))
    found = events(text)
    assert len(found) == len(STEPS) + 1
    assert found["Latest day to begin: Keep the advert open"]["DTSTART"] == dt.date(2027, 2, 15)
    assert found["The new director’s first day"]["DTSTART"] == START
    for one in found.values():
        assert isinstance(one["DTSTART"], dt.date)
        assert one["DTEND"] == one["DTSTART"] + dt.timedelta(days=1)
        assert one["DTSTAMP"] == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert "DTSTART;VALUE=DATE:20270215" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_what_is_settled_is_no_event() -> None:
    text = "answers:\n  candidate-pack:\n    pay-approved: {answer: approved, evidence: Minute 3, date: 2026-11-02}\n"
    found = events(as_calendar(plan_of(said(f"{text}  decision:\n    seat: voting\n"))))
    assert "Latest day to begin: Have the pay range approved" not in found
    assert len(found) == len(STEPS)


def test_the_same_plan_gives_the_same_file_and_a_moved_one_the_same_events() -> None:
    ours = said("trust: Ours\nanswers:\n")
    assert as_calendar(plan_of(ours)) == as_calendar(plan_of(ours))
    ids = [
        {name: str(one["UID"]) for name, one in events(as_calendar(plan)).items()}
        for plan in (plan_of(ours), plan_of(ours, START + dt.timedelta(days=30)), plan_of(said("trust: B\nanswers:\n")))
    ]
    assert ids[0] == ids[1]
    assert not set(ids[0].values()) & set(ids[2].values())
    assert all(UUID(one) for one in ids[0].values())


texts = (
    st.text() | st.just(HOSTILE) | st.sampled_from(["x" * 5000, "a\r\nEND:VEVENT", "\u202eback", "=1+1", "|", ";,\\n"])
)


@given(texts)
def test_what_a_trust_writes_does_no_harm(text: str) -> None:
    answers = said("answers:\n  decision:\n    seat: voting\n  candidate-pack:\n    pay-approved: not-yet\n")
    pay = answers.answers["pay-approved"]._replace(owner=text, note=text)
    answers = answers._replace(trust=text, answers={**answers.answers, "pay-approved": pay})
    plan = plan_of(answers)
    found = events(as_calendar(plan))
    assert len(found) == len(STEPS) + 1
    for one in found.values():
        assert not any(map(is_hidden, str(one["DESCRIPTION"]).replace("\n", "")))
    assert not any(map(is_hidden, as_text(plan, width=88).replace("\n", "")))
    page = BeautifulSoup(write(as_paper(plan), "html"), "html.parser")
    clean = BeautifulSoup(write(as_paper(plan_of(answers._replace(trust="x"))), "html"), "html.parser")
    assert {one.name for one in page.find_all()} <= {one.name for one in clean.find_all()} | {"bdi", "br"}
    assert not page.find_all(href=True)
