"""The backward plan: every step in time for those after it, and a file that says where it is wrong."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hall import FOLDER, HALL
from hypothesis import given
from hypothesis import strategies as st

from playbook.load import load_playbook
from playbook.load.plan import load_plan
from playbook.model import BadInput, Place
from playbook.plan import Step, backward_plan, earliest_start
from playbook.working_days import english_working_days

PLAYBOOK = load_playbook()
STEPS = load_plan(PLAYBOOK)
START = dt.date(2027, 9, 6)
GOOD = "ask:\n  title: Ask round\n  gate: agree\n  takes: 2 weeks\n  who: [chair]\n  why: People answer slowly.\n"


def step(id_: str, weeks: int, before: str) -> Step:
    return Step(id_, id_, "agree", weeks, before, ("chair",), "", Place("plan.yaml"))


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Step]:
    """Steps, each before one that is drawn earlier or before the first day."""
    made: dict[str, Step] = {}
    for number in range(draw(st.integers(1, 12))):
        before = draw(st.sampled_from(["", *made]))
        made[f"s{number}"] = step(f"s{number}", draw(st.integers(1, 30)), before)
    return made


ENGLISH = english_working_days()
WEEKDAYS = [dt.date(2027, 1, 1), dt.date(2027, 3, 26), dt.date(2027, 12, 27), dt.date(2027, 12, 28)]


def working_days(begin: dt.date, end: dt.date) -> int:
    """How many lie from `begin` up to, and without, `end`."""
    return sum(ENGLISH(begin + dt.timedelta(days=number)) for number in range((end - begin).days))


@given(plans(), st.dates(dt.date(2030, 1, 1), dt.date(2090, 1, 1)))
def test_every_step_is_done_when_the_next_begins(steps: dict[str, Step], start: dt.date) -> None:
    timed = {one.step.id: one for one in backward_plan(steps, start, ENGLISH)}
    assert set(timed) == set(steps)
    for one in timed.values():
        assert ENGLISH(one.begin)
        assert ENGLISH(one.done)
        assert one.begin <= one.done < one.end
        assert working_days(one.begin, one.end) == 5 * one.step.weeks
        assert working_days(one.done, one.end) == 1
        assert one.end == (timed[one.step.before].begin if one.step.before else start)
    assert [one.begin for one in backward_plan(steps, start, ENGLISH)] == sorted(one.begin for one in timed.values())


@given(plans(), st.dates(dt.date(2030, 1, 1), dt.date(2040, 1, 1)), st.integers(-20, 20))
def test_the_way_there_agrees_with_the_way_back(steps: dict[str, Step], today: dt.date, more: int) -> None:
    earliest = earliest_start(steps, today, ENGLISH)
    assert ENGLISH(earliest)
    assert min(one.begin for one in backward_plan(steps, earliest, ENGLISH)) >= today
    start = earliest + dt.timedelta(days=more)
    if ENGLISH(start):
        late = any(one.begin < today for one in backward_plan(steps, start, ENGLISH))
        assert late is (start < earliest)


@given(plans(), st.dates(dt.date(2030, 1, 1), dt.date(2040, 1, 1)), st.data())
def test_what_is_settled_takes_no_time(steps: dict[str, Step], today: dt.date, data: st.DataObject) -> None:
    settled = data.draw(st.sets(st.sampled_from([*steps])))
    assert earliest_start(steps, today, ENGLISH, settled=settled) <= earliest_start(steps, today, ENGLISH)
    assert earliest_start(steps, today, ENGLISH, settled=set(steps)) == today


@pytest.mark.parametrize("day", WEEKDAYS)
def test_bank_holidays_of_england_are_no_working_days(day: dt.date) -> None:
    assert day.weekday() < 5
    assert not ENGLISH(day)
    assert not ENGLISH(dt.date(2027, 9, 4))
    assert ENGLISH(dt.date(2027, 8, 2)), "a bank holiday in Scotland"


def test_our_plan_goes_through_the_gates_in_order() -> None:
    timed = backward_plan(STEPS, START, ENGLISH)
    assert timed[0].step.id == "look-up"
    assert {one.step.gate for one in timed} == set(PLAYBOOK.gates)
    assert max(one.end for one in timed) == START
    assert all(one.step.why.endswith(".") and set(one.step.who) <= set(PLAYBOOK.roles) for one in timed)
    assert "pay-approved" in STEPS["pay"].settled_by


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "data"))


def problems(folder: Path, text: str) -> list[str]:
    (folder / "plan.yaml").write_text(text, "utf-8")
    with pytest.raises(BadInput) as bad:
        load_plan(HALL, str(folder))
    return [f"{one.place.line}: {one.message}. {one.hint}".strip() for one in bad.value.problems]


def test_a_plan_is_read_and_a_folder_may_have_none(folder: Path) -> None:
    assert load_plan(HALL, str(folder)) == {}
    (folder / "plan.yaml").write_text(GOOD, "utf-8")
    assert load_plan(HALL, str(folder))["ask"].weeks == 2
    assert load_playbook(str(folder)).checklists.keys() == HALL.checklists.keys()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("agree", "agre", "3: there is no gate “agre”. Did you mean “agree”?"),
        ("2 weeks", "soon", "4: takes: “soon” is not a time. Write it as: 3 weeks"),
        ("2 weeks", "0 weeks", "4: takes: “0 weeks” is not a time. Write it as: 3 weeks"),
        ("2 weeks", "²  weeks", "4: takes: “²  weeks” is not a time. Write it as: 3 weeks"),
        ("[chair]", "[chare]", "5: there is no role “chare”. Did you mean “chair”?"),
        ("  takes", "  before: asking\n  takes", "1: step ask: there is no step “asking”. Did you mean “ask”?"),
        ("  takes", "  before: ask\n  takes", "1: step ask comes before itself, by way of ask."),
        ("  why", "  settled-by: [hire-outs]\n  why", "6: there is no item “hire-outs”. Did you mean “hire-out”?"),
        ("  why", "  wy", "6: there is no entry of step ask called “wy”. Did you mean “why”?"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, problem: str, folder: Path) -> None:
    assert problem in problems(folder, GOOD.replace(old, new))


def test_a_ring_of_steps_is_named_at_each(folder: Path) -> None:
    ring = "".join(
        GOOD.replace("ask:", f"{one}:").replace("  takes", f"  before: {other}\n  takes")
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    assert len([one for one in problems(folder, ring) if "comes before itself" in one]) == 3
