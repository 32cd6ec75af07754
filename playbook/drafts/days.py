"""Days that a template can ask for, counted from the first day of the new director."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from playbook.drafts.known import Known
from playbook.plan import Step
from playbook.words import day, listed

_SOME_DAY = dt.date(2090, 1, 2)


class DraftStep(NamedTuple):
    """A step of the backward plan: by when it begins, empty where the first day is not known, and who acts."""

    title: str
    begin: str
    who: str


class Days:
    """The days of one trust's plans; `folder` is that of the checklists, None for the playbook's own."""

    def __init__(self, known: Known, folder: str | None) -> None:
        self.known = known
        self.folder = folder

    @property
    def first(self) -> dt.date | None:
        return self.known.day_of("first-day")

    def steps(self) -> list[DraftStep]:
        """The steps to the first day that are neither settled nor over, the earliest first."""
        from playbook.load.plan import load_plan
        from playbook.planning.trust_plan import DONE, trust_plan
        from playbook.working_days import english_working_days

        steps = load_plan(self.known.playbook, self.folder)
        plan = trust_plan(self.known.report, steps, self.first or _SOME_DAY, english_working_days())
        return [
            DraftStep(
                one.timed.step.title,
                day(one.timed.begin) if self.first else "",
                self._who(one.timed.step),
            )
            for one in plan.steps
            if one.state not in DONE
        ]

    def _who(self, step: Step) -> str:
        first, *others = (self.known.playbook.roles[id_] for id_ in step.who)
        return listed([first.title, *(role.in_sentence for role in others)])

    def weeks(self, first: int, last: int) -> str:
        """Weeks after the first day: "6 to 19 September 2027", or "Weeks 1 and 2" where that day is not known."""
        if not self.first:
            return f"Weeks {first} and {last}" if last == first + 1 else f"Weeks {first} to {last}"
        begin = self.first + dt.timedelta(weeks=first - 1)
        end = self.first + dt.timedelta(weeks=last, days=-1)
        return f"{_without(day(begin), day(end))} to {day(end)}"


def _without(begin: str, end: str) -> str:
    """The first day without the month and the year that it shares with the last: "6", "27 September"."""
    words, others = begin.split(), end.split()
    return " ".join(words[: 1 if words[1:] == others[1:] else 2 if words[2] == others[2] else 3])
