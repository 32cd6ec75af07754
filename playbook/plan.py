"""The backward plan: from a first day to the latest day for each step. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from playbook.model import Place


class Step(NamedTuple):
    """A step on the way to a new director's first day, with its typical time.

    It has to be done when the step `before` begins; where that is empty, on the first day.
    """

    id: str
    title: str
    gate: str
    weeks: int
    before: str
    who: tuple[str, ...]
    why: str
    place: Place


class Timed(NamedTuple):
    """A step with the latest day on which it may begin, and the day on which it has to be done."""

    step: Step
    begin: dt.date
    end: dt.date


def backward_plan(steps: Mapping[str, Step], start: dt.date) -> tuple[Timed, ...]:
    """Every step by the latest days that still reach `start`, the first day of the new director; the earliest first."""

    @cache
    def timed(id_: str) -> Timed:
        step = steps[id_]
        end = timed(step.before).begin if step.before else start
        return Timed(step, end - dt.timedelta(weeks=step.weeks), end)

    return tuple(sorted(map(timed, steps), key=lambda one: (one.begin, one.end)))
