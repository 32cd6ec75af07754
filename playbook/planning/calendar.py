"""A plan as a file that a calendar opens: an all-day event for each latest day, and one for the first day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from playbook.plain import harmless
from playbook.planning.sentences import HOW_COUNTED, answered, days, headline, standing, title, trust, who
from playbook.planning.trust_plan import DONE, Planned, TrustPlan

if TYPE_CHECKING:
    from icalendar import Event

_MADE_BY = "-//Board CIO Playbook//Plan//EN"


def as_calendar(plan: TrustPlan) -> str:
    """The plan as iCalendar. The same plan gives the same file; steps that are settled or over are left out.

    An event keeps its identity when the first day is moved, so that a calendar takes the new file for news of it.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _MADE_BY)
    made.add("version", "2.0")
    made.add("x-wr-calname", harmless(f"{trust(plan)}: {title(plan)}"))
    for one in plan.steps:
        if one.state not in DONE:
            made.add_component(_step(plan, one))
    made.add_component(_event(plan, "first-day", plan.start, "The new director’s first day", [headline(plan)]))
    return str(made.to_ical(), "utf-8")


def _step(plan: TrustPlan, one: Planned) -> Event:
    step = one.timed.step
    about = [standing(plan, one), f"Takes {days(one)}.", f"Who: {who(plan, one)}", *answered(plan, one)]
    about += [step.why, HOW_COUNTED]
    return _event(plan, step.id, one.timed.begin, f"Latest day to begin: {step.title}", about)


def _event(plan: TrustPlan, id_: str, day: dt.date, summary: str, about: list[str]) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", f"{uuid5(NAMESPACE_URL, f'board-cio-playbook/plan/{_written(trust(plan))}/{id_}')}")
    made.add("dtstamp", dt.datetime.combine(plan.as_of, dt.time(), dt.UTC))
    made.add("dtstart", day)
    made.add("dtend", day + dt.timedelta(days=1))
    made.add("summary", harmless(summary))
    made.add("description", "\n".join(harmless(words) for words in about if words))
    made.add("transp", "TRANSPARENT")
    return made


def _written(text: str) -> str:
    """Halves of characters, which nothing can be computed from, as escapes."""
    return text.encode(errors="backslashreplace").decode()
