"""What a plan says, in sentences. The forms decide only how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from playbook.model import Result, Status
from playbook.planning.trust_plan import DONE, Planned, State, TrustPlan
from playbook.reports.report import STATUS_WORDS, Report, why
from playbook.said import sentence
from playbook.words import capital, counted, day, listed, spelt, weekday

HOW_COUNTED = (
    "A week is five working days; weekends and the bank holidays of England are not counted. "
    "The times are typical, and not a rule."
)


def title(plan: TrustPlan) -> str:
    return f"Plan for a first day on {weekday(plan.start)}"


def trust(plan: TrustPlan) -> str:
    return plan.report.answers.trust or "The trust"


def headline(plan: TrustPlan) -> str:
    """Whether the first day can still be reached, and if not, which can."""
    return " ".join(map(capital, _headline(plan)))


def days(one: Planned) -> str:
    """How long it takes, and by when it has to be done."""
    return f"{counted(one.timed.step.weeks, 'week')}, done by {weekday(one.timed.done)}"


def who(plan: TrustPlan, one: Planned) -> str:
    roles = plan.report.playbook.roles
    first, *others = (roles[id_] for id_ in one.timed.step.who)
    return f"{first.title}; with {listed([f'the {role.in_sentence}' for role in others])}" if others else first.title


def standing(plan: TrustPlan, one: Planned) -> str:
    """A sentence on a step that is settled, over or late; nothing where it lies ahead."""
    if one.state is State.SETTLED:
        return "Settled, as your answers say."
    if one.state is State.OVER:
        return "Over: a day that you named for it, or for a later step, has passed."
    if one.state is State.AHEAD:
        return ""
    if one.timed.done < plan.as_of:
        return "This day has gone by, and so has the day by which it had to be done."
    moves = f"your date, {day(one.timed.own)}," if one.timed.own else "the first day"
    return f"This day has gone by. Unless it has begun already, {moves} moves."


def answered(plan: TrustPlan, one: Planned) -> tuple[str, ...]:
    """What the trust's answers say of the step, and where its own days are too late for the plan."""
    facts = plan.report.playbook.facts
    own = (f"{facts[id_].ask} {day(when)}." for id_, when in one.own.items())
    passed = ("That day has passed, and what was to be settled is still open." for when in _passed(plan, one))
    own_day = one.timed.own if one.state not in DONE else None
    early = (f"Counted back from your date, {day(own_day)}.",) if own_day else ()
    late = (f"Your date, {day(when)}, is later than this plan allows." for when in one.later_than_planned)
    return (*(_answer(plan.report, result) for result in one.results), *own, *passed, *early, *late)


def _passed(plan: TrustPlan, one: Planned) -> list[dt.date]:
    return [when for when in one.own.values() if when < plan.as_of and one.state not in DONE]


def _answer(report: Report, result: Result) -> str:
    said = f"{result.item.ask} {capital(STATUS_WORDS[result.status])}"
    if result.status is not Status.UNANSWERED:
        said = f"{said}: {why(result)}"
    return sentence(said) if result.status.passes else f"{sentence(said)} {report.who(result)}."


def _headline(plan: TrustPlan) -> Iterator[str]:
    if plan.start < plan.as_of:
        yield f"The first day lies before {day(plan.as_of)}, the day of this plan."
    if not plan.is_working_start:
        yield f"{weekday(plan.start)} is no working day; the plan counts back from it all the same."
    if late := plan.of(State.GONE_BY):
        yield f"{spelt(len(late), 'step')} had to begin before {day(plan.as_of)}."
        if plan.earliest > plan.start or not any(one.timed.own for one in late):
            yield f"If nothing has begun, the earliest first day is {weekday(plan.earliest)}."
        else:
            yield "The first day can still be reached; the days that you named before it may have to move."
    elif ahead := plan.of(State.AHEAD):
        yield f"There is time: the next step has to begin by {weekday(ahead[0].timed.begin)}."
    if settled := plan.of(State.SETTLED):
        yield f"{spelt(len(settled), 'step is', 'steps are')} settled, as your answers say."
    if over := plan.of(State.OVER):
        yield f"{spelt(len(over), 'step is', 'steps are')} over, by the days that you named."
