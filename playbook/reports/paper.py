"""The report as a paper: what a chair wants first, then who acts, then the rest, and all answers as an appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.model import Priority, Result, Status
from playbook.reports.answered import answer_blocks
from playbook.reports.owners import Owner, owners
from playbook.reports.report import ADVICE, Report, cited
from playbook.reports.sections import (
    VERDICTS,
    Entry,
    Section,
    named_sources,
    narrowed,
    sections,
    stamp,
    standing,
    whose,
)
from playbook.said import sentence
from playbook.words import capital, counted, day
from playbook.writing.paper import (
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Parts,
    Span,
    Table,
    Title,
    Words,
)

_BY_OWNER = "Worth doing, and not in the way"
_KEY = "The bars show, from dark to pale, what is met, what is met in part, and what is open."
_OWNERS_KEY = "The bars show musts dark and what is worth doing lighter, on one scale."
_FIRST = "In the way"


def report_paper(report: Report) -> Paper:
    """The report as blocks; `playbook.writing.write` makes a file of them."""
    return Paper(
        title=f"{whose(report)}: {report.headline}",
        blocks=tuple(_blocks(report)),
        made=report.assessment.as_of,
        footer=f"{whose(report)}, {day(report.assessment.as_of)}",
    )


def _blocks(report: Report) -> Iterator[Block]:
    yield Title(whose(report))
    yield Paragraph(stamp(report))
    yield Note([Span(report.headline, bold=True), Span(f" {ADVICE}")])
    if report.role:
        yield Paragraph(narrowed(report))
    yield from _counts(report)
    parts = [part for part in sections(report) if not (isinstance(part, Section) and part.title == _BY_OWNER)]
    first = [part for part in parts if isinstance(part, Section) and part.title == _FIRST]
    yield from _sections(first)
    yield from _who_acts(report)
    yield from _sections(part for part in parts if part not in first)
    yield PageBreak()
    if found := named_sources(report):
        yield Heading(1, "Sources")
        yield Items([[Span(f"{cited(one)}: "), Span(one.link, link=one.link)] for one in found])
    yield Heading(1, "Appendix: all answers")
    yield from answer_blocks(report)


def _counts(report: Report) -> Iterator[Block]:
    yield Heading(1, "Where it stands")
    yield Table(
        header=("Gate", "Musts met", "Verdict"),
        rows=[_gate_row(report, id_) for id_ in report.playbook.gates],
        caption="The musts of each gate",
        widths=(30, 40, 30),
    )
    near = report.playbook.gates_up_to(report.lead)
    title = report.playbook.gates[report.lead].title
    yield Table(
        header=("Priority", "Met"),
        rows=[(f"{capital(one.value)}s", _bar(_asked_of(report, one, near))) for one in Priority],
        caption=f"All questions up to the gate “{title}”, by priority",
        widths=(30, 70),
    )
    yield Paragraph(_KEY)


def _gate_row(report: Report, id_: str) -> tuple[Words, ...]:
    verdict = report.assessment.verdicts[id_]
    found = _asked_of(report, Priority.MUST, (id_,))
    return verdict.gate.title, _bar(found), capital(VERDICTS[verdict.ready])


def _asked_of(report: Report, priority: Priority, gates: Iterable[str]) -> list[Result]:
    """The results of a priority that apply, of all roles, as the verdicts count them."""
    items = (item for item in report.playbook.by_priority[priority] if item.gate in gates)
    found = (report.assessment.results[item.id] for item in items)
    return [one for one in found if one.applies or one.set_aside]


def _bar(found: list[Result]) -> Words:
    if not found:
        return "None applies"
    met = sum(one.status.passes for one in found)
    partly = sum(one.status is Status.PARTLY for one in found)
    parts: Parts = (("met", met), ("in part", partly), ("open", len(found) - met - partly))
    in_part = f", {partly} in part" if partly else ""
    return [Span(f"{met} of {len(found)}{in_part}", bar=parts)]


def _sections(parts: Iterable[object]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Section):
            yield Heading(1, part.title)
            yield Items([_item(entry) for entry in part.entries], numbered=part.numbered)
        else:
            yield Paragraph(str(getattr(part, "words", "")))


def _item(entry: Entry) -> Words:
    said = f" {sentence(capital(entry.said)) if entry.leads else entry.said}" if entry.said else ""
    return [Span(entry.ask, bold=entry.leads), Span("\n".join((said, *entry.lines)))]


def _who_acts(report: Report) -> Iterator[Block]:
    found = owners(report)
    if not found:
        return
    yield Heading(1, "Who acts, and by when")
    yield Table(
        header=("Who", "Open", "First day promised"),
        rows=[_owner_row(one, max(len(other.open) for other in found)) for one in found],
        caption="What is open, by who acts first",
        widths=(30, 40, 30),
    )
    yield Paragraph(_OWNERS_KEY)
    for one in found:
        yield Heading(2, one.name)
        yield Table(
            header=("Question asked", "How it stands", "Priority", "By"),
            rows=[_open_row(result) for result in one.open],
            widths=(36, 36, 12, 16),
        )


def _owner_row(one: Owner, most: int) -> tuple[Words, ...]:
    musts = one.count(Priority.MUST)
    others = len(one.open) - musts
    named = [counted(musts, "must")] * bool(musts) + [f"{others} worth doing"] * bool(others)
    parts: Parts = (("must" if musts == 1 else "musts", musts), ("worth doing", others), ("", most - len(one.open)))
    return one.name, [Span(", ".join(named), bar=parts)], day(one.next_day) if one.next_day else "None yet"


def _open_row(result: Result) -> tuple[Words, ...]:
    due = result.answer.due if result.answer else None
    return result.item.ask, capital(standing(result)), result.item.priority.value, day(due) if due else "–"
