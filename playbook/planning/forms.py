"""A plan as text, and as a paper."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.plain import wrapped
from playbook.planning.sentences import HOW_COUNTED, answered, days, headline, standing, title, trust, who
from playbook.planning.trust_plan import Planned, TrustPlan
from playbook.words import counted, day, weekday
from playbook.writing.paper import Block, Heading, Note, Paper, Paragraph, Span, Table, Title, Words

_LABEL = 13


def as_text(plan: TrustPlan, *, width: int) -> str:
    """In lines of at most `width` characters, unless a word is longer."""
    return "\n".join(_lines(plan, width)) + "\n"


def _lines(plan: TrustPlan, width: int) -> Iterator[str]:
    yield from wrapped(trust(plan), width=width)
    yield from wrapped(f"{title(plan)}, as of {day(plan.as_of)}", width=width)
    yield ""
    yield from wrapped(headline(plan), width=width)
    yield from wrapped(HOW_COUNTED, width=width)
    for one in plan.steps:
        yield ""
        yield from wrapped(f"Begin by {weekday(one.timed.begin)}", width=width)
        yield from wrapped(one.timed.step.title, "  ", width=width)
        for label, words in _labelled(plan, one):
            yield from wrapped(words, f"    {label:<{_LABEL}} ", width=width)
    yield from ("", *wrapped(f"{weekday(plan.start)}: the first day", width=width))


def _labelled(plan: TrustPlan, one: Planned) -> Iterator[tuple[str, str]]:
    if words := standing(plan, one):
        yield "now", words
    yield "takes", days(one)
    yield "who", who(plan, one)
    for number, words in enumerate(answered(plan, one)):
        yield "" if number else "your answers", words


def as_paper(plan: TrustPlan) -> Paper:
    """As a paper with the steps in a table."""
    return Paper(
        title=f"{trust(plan)}: {title(plan)}", blocks=tuple(_blocks(plan)), made=plan.as_of, footer=trust(plan)
    )


def _blocks(plan: TrustPlan) -> Iterator[Block]:
    yield Title(title(plan))
    yield Paragraph(f"{trust(plan)}, as of {day(plan.as_of)}")
    yield Note(headline(plan))
    yield Heading(1, "The steps")
    yield Table(
        header=("Begin by", "Step, and who sees to it", "Done by", "Why so long"),
        rows=(*(_row(plan, one) for one in plan.steps), _last_row(plan)),
        caption="Each step with the latest day to begin, and the day by which it has to be done",
        widths=(17, 38, 17, 28),
    )
    yield Paragraph(HOW_COUNTED)


def _row(plan: TrustPlan, one: Planned) -> tuple[Words, ...]:
    step = one.timed.step
    words = standing(plan, one)
    about = [Span(step.title, bold=True), Span(f"\n{who(plan, one)}")]
    about += [Span(f"\n{words}", bold=True)] if words else []
    about += [Span(f"\n{said}") for said in answered(plan, one)]
    return (
        weekday(one.timed.begin),
        about,
        weekday(one.timed.done),
        f"{counted(step.weeks, 'week')}. {step.why}",
    )


def _last_row(plan: TrustPlan) -> tuple[Words, ...]:
    return weekday(plan.start), (Span("The first day", bold=True),), "", "Everything above is done."
