"""The plan of one trust, as of a day. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from enum import Enum
from typing import NamedTuple

from playbook.model import Result
from playbook.plan import IsWorking, OwnDays, Step, Timed, backward_plan, earliest_start
from playbook.reports.report import Report


class State(Enum):
    """Where a step stands.

    Its answers settle it; it is over, because a day that the trust named for it or for a later one has passed and no
    question of its own is open; its latest day to begin has gone by; or it lies ahead.
    """

    SETTLED = "settled"
    OVER = "over"
    GONE_BY = "gone by"
    AHEAD = "ahead"


DONE = (State.SETTLED, State.OVER)


class Planned(NamedTuple):
    """A step with its days, its state, and the results of the items that would settle it.

    `own` are the days that the trust's facts name for it, by the ids of the facts.
    """

    timed: Timed
    state: State
    results: tuple[Result, ...]
    own: Mapping[str, dt.date]

    @property
    def later_than_planned(self) -> tuple[dt.date, ...]:
        """The days that the trust gave for it and that lie after the day by which it has to be done."""
        answers = [one.answer for one in self.results if one.answer and not one.status.passes]
        days = {day for answer in answers for day in (answer.due, answer.until) if day} | {*self.own.values()}
        return tuple(sorted(day for day in days if day > self.timed.done)) if self.state not in DONE else ()


class TrustPlan(NamedTuple):
    """A plan towards `start`, the new director's first day in post.

    `earliest` is the earliest first day if what is neither settled nor over begins on the day of the report.
    """

    report: Report
    start: dt.date
    steps: tuple[Planned, ...]
    earliest: dt.date
    is_working_start: bool

    @property
    def as_of(self) -> dt.date:
        return self.report.assessment.as_of

    def of(self, state: State) -> tuple[Planned, ...]:
        return tuple(one for one in self.steps if one.state is state)


def trust_plan(report: Report, steps: Mapping[str, Step], start: dt.date, is_working: IsWorking) -> TrustPlan:
    """The plan of the trust that `report` is on, back from `start`."""
    as_of = report.assessment.as_of
    over = _over(report, steps)
    own = {id_: _own_days(report, step) for id_, step in steps.items()}
    planned = tuple(_planned(report, one, over) for one in backward_plan(steps, start, is_working, own))
    settled = [one.timed.step.id for one in planned if one.state in DONE]
    return TrustPlan(
        report=report,
        start=start,
        steps=planned,
        earliest=earliest_start(steps, as_of, is_working, settled=settled),
        is_working_start=is_working(start),
    )


def leads_nowhere(report: Report, steps: Mapping[str, Step]) -> bool:
    """Whether there is nobody to plan for: no gate of a step right before the first day applies to the answers."""
    last = [report.assessment.verdicts[step.gate] for step in steps.values() if not step.before]
    return all(verdict.ready is None for verdict in last)


def _over(report: Report, steps: Mapping[str, Step]) -> set[str]:
    """The steps of which a day named by the trust has passed, and those that come before them.

    A step that has a question of its own is not over while that is open.
    """
    found = {
        id_ for id_, step in steps.items() if any(day < report.assessment.as_of for day in _own(report, step).values())
    }
    while more := {id_ for id_, step in steps.items() if step.before in found} - found:
        found |= more
    return {id_ for id_ in found if not _is_open(report, steps[id_])}


def _is_open(report: Report, step: Step) -> bool:
    results = (report.assessment.results[id_] for id_ in step.settled_by)
    return any(one.waits_for or (one.applies and not one.status.passes) for one in results)


def _own_days(report: Report, step: Step) -> OwnDays:
    """The days of the trust's own that lie ahead, the earliest of each kind."""
    ahead = {id_: day for id_, day in _own(report, step).items() if day >= report.assessment.as_of}
    done = min((day for id_, day in ahead.items() if id_ in step.days), default=None)
    return OwnDays(done, min((day for id_, day in ahead.items() if id_ in step.begins_on), default=None))


def _own(report: Report, step: Step) -> dict[str, dt.date]:
    facts = report.answers.facts
    return {id_: day for id_ in (*step.days, *step.begins_on) if isinstance(day := facts.get(id_), dt.date)}


def _planned(report: Report, timed: Timed, over: Collection[str]) -> Planned:
    found = tuple(report.assessment.results[id_] for id_ in timed.step.settled_by)
    asked = tuple(one for one in found if one.applies or one.set_aside)
    return Planned(timed, _state(report, timed, found, over), asked, _own(report, timed.step))


def _state(report: Report, timed: Timed, found: tuple[Result, ...], over: Collection[str]) -> State:
    if _settle(found):
        return State.SETTLED
    if timed.step.id in over:
        return State.OVER
    return State.GONE_BY if timed.begin < report.assessment.as_of else State.AHEAD


def _settle(results: tuple[Result, ...]) -> bool:
    """Whether all of them pass, none waits for another answer, and at least one was answered."""
    answered = any(one.applies or one.set_aside for one in results)
    return answered and all(one.status.passes and not one.waits_for for one in results)
