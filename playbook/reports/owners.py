"""What is still to do for a gate, by those who do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from playbook.model import Priority, Result
from playbook.reports.report import Report


class Owner(NamedTuple):
    """Somebody who acts, as the trust named them, or else the role; and what is open, the musts first."""

    name: str
    open: tuple[Result, ...]

    def count(self, priority: Priority) -> int:
        return sum(one.item.priority is priority for one in self.open)

    @property
    def next_day(self) -> dt.date | None:
        """The earliest day that was promised."""
        return min((one.answer.due for one in self.open if one.answer and one.answer.due), default=None)


def owners(report: Report) -> tuple[Owner, ...]:
    """Who has something to do for the leading gate and those before it; whoever has most musts first."""
    near = report.playbook.gates_up_to(report.lead)
    found: dict[str, list[Result]] = {}
    for one in report.shown:
        if one.item.gate in near and not one.status.passes:
            found.setdefault(_key(report.owner(one)), []).append(one)
    made = [Owner(report.owner(first[0]), tuple(_in_order(first))) for first in found.values()]
    return tuple(sorted(made, key=lambda one: (-one.count(Priority.MUST), -len(one.open), one.name)))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _in_order(results: Sequence[Result]) -> list[Result]:
    order = list(Priority)
    return sorted(results, key=lambda one: order.index(one.item.priority))
