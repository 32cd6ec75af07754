"""What a written report tells, part by part, in words: its forms decide only how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook.model import Priority, Result, Source, Status
from playbook.reports.report import STATUS_WORDS, Report, cited, why
from playbook.words import day

TRUST = "The trust"
VERDICTS = {True: "ready", False: "not ready", None: "does not apply"}


class Entry(NamedTuple):
    """A question with what is said of it, and more lines below; `leads` where the question stands out."""

    ask: str
    said: str = ""
    lines: tuple[str, ...] = ()
    leads: bool = False


class Section(NamedTuple):
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]
    numbered: bool = False


class Sentence(NamedTuple):
    """A paragraph of its own."""

    words: str


def stamp(report: Report) -> str:
    """By which day and which checklists."""
    return f"As of {day(report.assessment.as_of)}, checklists {report.playbook.edition}."


def whose(report: Report) -> str:
    """Whose report it is; the file where the trust has no name."""
    return report.answers.trust or report.answers.place.file


def narrowed(report: Report) -> str:
    """What a role leaves out of the lists, or nothing."""
    if not report.role:
        return ""
    role = report.playbook.roles[report.role].in_sentence
    others = f" {report.left_to_others}." if report.left_to_others else ""
    return f"Listed below: what the {role} acts on or helps with.{others}"


def lesser_counts(report: Report) -> str:
    """The shoulds and coulds of the leading gate and those before it."""
    near = report.playbook.gates_up_to(report.lead)
    shoulds, coulds = (report.count(priority, near) for priority in (Priority.SHOULD, Priority.COULD))
    return f"Shoulds {shoulds.passed} of {shoulds.applicable}, coulds {coulds.passed} of {coulds.applicable}."


def sections(report: Report) -> Iterator[Section | Sentence]:
    """Everything below the verdict and the counts; nothing of it is empty."""
    for part in _parts(report):
        if part.words if isinstance(part, Sentence) else part.entries:
            yield part


def named_sources(report: Report) -> tuple[Source, ...]:
    """The sources behind what is in the way, each once."""
    named = {source.id: source for one in report.blockers for source in report.sources(one.item)}
    return tuple(named.values())


def standing(one: Result) -> str:
    """How it stands, and why, nothing of it twice."""
    words, reason = STATUS_WORDS[one.status], why(one, TRUST)
    if one.status is Status.UNANSWERED:
        return words
    if one.status is Status.UNKNOWN or f"{reason} ".casefold().startswith(f"{words.split()[0]} "):
        return f"{reason[:1].lower()}{reason[1:]}"
    return f"{words}: {reason}"


def _parts(report: Report) -> Iterator[Section | Sentence]:
    differing = [one for one in report.differing if one not in report.blockers]
    yield Section("In the way", tuple(_in_the_way(report, one) for one in report.blockers), numbered=True)
    yield Section("The trust's papers say otherwise", tuple(_differing(report, one) for one in differing))
    yield Section(
        "From the trust's papers, to be confirmed", tuple(_to_confirm(report, one) for one in report.to_confirm)
    )
    yield Sentence(_ended(report.papers_read))
    yield Section("Worth doing, and not in the way", tuple(_short(report, one) for one in report.worth_doing))
    yield Section("Set aside", _asked(report.set_aside))
    yield Section("Overruled by the trust", tuple(map(Entry, report.overrulings)))
    yield Section("Answered, though it does not apply", _asked(report.not_asked))
    yield Sentence(_ended(report.waiting))
    yield Section("To note", tuple(Entry(f"{notice.message}. {notice.hint}") for notice in report.notices))


def _ended(words: str) -> str:
    return f"{words}." if words else ""


def _in_the_way(report: Report, one: Result) -> Entry:
    lines = list(report.disagreements(one))
    if one.answer and one.answer.note:
        lines.append(f"Note: {one.answer.note}")
    helpers = f"; with {found}" if (found := report.helpers(one)) else ""
    lines += [f"What to do: {report.to_do(one)}", f"Who: {report.who(one)}{helpers}"]
    lines.append(f"Source: {cited(report.sources(one.item)[0])}")
    return Entry(one.item.ask, standing(one), tuple(lines), leads=True)


def _differing(report: Report, one: Result) -> Entry:
    return Entry(one.item.ask, f"{why(one, TRUST)} ({report.who(one)})", report.disagreements(one), leads=True)


def _to_confirm(report: Report, one: Result) -> Entry:
    return Entry(one.item.ask, "", report.suggestions(one), leads=True)


def _short(report: Report, one: Result) -> Entry:
    return Entry(one.item.ask, f"{standing(one)} ({report.who(one)})")


def _asked(results: Sequence[Result]) -> tuple[Entry, ...]:
    return tuple(Entry(one.item.ask, one.reason) for one in results)
