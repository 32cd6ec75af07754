"""The plan: from a first day back to the latest day for each step, or from a day on to the earliest first day. Pure.

A week of a step is five working days. Which days these are is an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from playbook.model import Place

IsWorking: TypeAlias = Callable[[dt.date], bool]
_A_DAY = dt.timedelta(days=1)
_A_WEEK = 5


class Step(NamedTuple):
    """A step on the way to a new director's first day, with its typical time.

    It has to be done when the step `before` begins; where that is empty, on the first day. `settled_by` are the ids of
    the items that say so when it is done, `days` those of the facts that name the day by which it is done, `begins_on`
    those of the facts that name the day on which it begins.
    """

    id: str
    title: str
    gate: str
    weeks: int
    before: str
    who: tuple[str, ...]
    why: str
    place: Place
    settled_by: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    begins_on: tuple[str, ...] = ()


class OwnDays(NamedTuple):
    """The days that a trust named itself: by which a step has to be done, and on which it begins."""

    done: dt.date | None = None
    begin: dt.date | None = None


_NO_DAYS = OwnDays()
_NONE: Mapping[str, OwnDays] = MappingProxyType({})


class Timed(NamedTuple):
    """A step with the latest day on which it may begin, the latest on which it may end, and the day that follows it.

    The first two are working days, unless the trust named them itself; the third is that on which the next step begins,
    or the first day itself. `own` is the day of the trust's own from which it is counted back, if there is one.
    """

    step: Step
    begin: dt.date
    done: dt.date
    end: dt.date
    own: dt.date | None = None


def backward_plan(
    steps: Mapping[str, Step], start: dt.date, is_working: IsWorking, own: Mapping[str, OwnDays] = _NONE
) -> tuple[Timed, ...]:
    """Every step by the latest days that still reach `start`, the first day of the new director; the earliest first.

    `own` are days of the trust's own by the ids of the steps: one that is earlier than `start` asks for holds, and what
    comes before it is counted back from it.
    """

    @cache
    def by_the_first_day(id_: str) -> Timed:
        step = steps[id_]
        return _counted_back(step, by_the_first_day(step.before).begin if step.before else start, is_working)

    @cache
    def timed(id_: str) -> Timed:
        step = steps[id_]
        if held := _held_to(own.get(id_, _NO_DAYS), by_the_first_day(id_), is_working):
            return held
        if not step.before:
            return by_the_first_day(id_)
        after = timed(step.before)
        return _counted_back(step, after.begin, is_working)._replace(own=after.own)

    return tuple(sorted(map(timed, steps), key=lambda one: (one.begin, one.end)))


def earliest_start(
    steps: Mapping[str, Step], today: dt.date, is_working: IsWorking, *, settled: Collection[str] = ()
) -> dt.date:
    """The earliest first day, where every step that is not `settled` begins as soon as it can, none before `today`."""

    @cache
    def ready(id_: str) -> dt.date:
        """When all that comes before the step is done."""
        return max((_end(one) for one in steps.values() if one.before == id_), default=today)

    def _end(step: Step) -> dt.date:
        begin = next(day for day in _days(ready(step.id), _A_DAY) if is_working(day))
        return ready(step.id) if step.id in settled else _moved(begin, _A_DAY, step.weeks * _A_WEEK, is_working)

    return ready("")


def _counted_back(step: Step, end: dt.date, is_working: IsWorking) -> Timed:
    begin = _moved(end, -_A_DAY, step.weeks * _A_WEEK, is_working)
    return Timed(step, begin, _moved(end, -_A_DAY, 1, is_working), end)


def _held_to(own: OwnDays, planned: Timed, is_working: IsWorking) -> Timed | None:
    """The step by the trust's own days, where they are earlier than the first day asks for."""
    if own.begin and own.begin < planned.begin:
        done = _moved(own.begin - _A_DAY, _A_DAY, planned.step.weeks * _A_WEEK, is_working)
        return Timed(planned.step, own.begin, done, done + _A_DAY, own.begin)
    if own.done and own.done < planned.done:
        return _counted_back(planned.step, own.done + _A_DAY, is_working)._replace(own=own.done)
    return None


def _moved(day: dt.date, way: dt.timedelta, working_days: int, is_working: IsWorking) -> dt.date:
    """The working day that lies so many working days from `day`, which itself is not counted."""
    found = (one for one in _days(day + way, way) if is_working(one))
    return next(one for number, one in enumerate(found, 1) if number == working_days)


def _days(first: dt.date, way: dt.timedelta) -> Iterator[dt.date]:
    day = first
    while True:
        yield day
        day += way
