"""The report as Markdown, for a paper or a page. No places in files: its reader has the answers elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from playbook.model import Priority, Result, Source, Status
from playbook.plain import harmless
from playbook.reports.report import ADVICE, STATUS_WORDS, Report, cited, why
from playbook.words import day

_MARKS = re.compile(r"[\\`*_{}\[\]#|~^$!>]|:(?=//)|(?<=www)\.")
_WEB = re.compile(r"https?://[^\s<>]+")
_VERDICTS = {True: "ready", False: "not ready", None: "does not apply"}


def markdown(reports: Sequence[Report]) -> str:
    """The reports one after another, a first-level heading each."""
    return "\n".join(line for report in reports for line in _lines(report))


def escaped(text: str) -> str:
    """`text` as Markdown that shows just these characters: no markup, no HTML, no link, nobody mentioned."""
    plain = harmless(text).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKS.sub(lambda mark: "\\" + mark.group(), plain).replace("@", "&#64;")


def _lines(report: Report) -> Iterator[str]:
    trust = report.answers.trust or report.answers.place.file
    yield from (f"# {escaped(trust)}", "")
    yield from (f"**{escaped(report.headline)}** {escaped(ADVICE)}", "")
    yield from (f"As of {day(report.assessment.as_of)}, checklists {escaped(report.playbook.edition)}.", "")
    yield from _gates(report)
    if report.role:
        role = report.playbook.roles[report.role].in_sentence
        others = f" {report.left_to_others}." if report.left_to_others else ""
        yield from (escaped(f"Listed below: what the {role} acts on or helps with.{others}"), "")
    yield from _section("In the way", [_entry(report, one) for one in report.blockers], "1.")
    differing = [one for one in report.differing if one not in report.blockers]
    yield from _section("Your papers say otherwise", [_differing(report, one) for one in differing])
    yield from _section("From your papers: please confirm", [_to_confirm(report, one) for one in report.to_confirm])
    if report.papers_read:
        yield from (f"{escaped(report.papers_read)}.", "")
    yield from _section("Worth doing, and not in the way", [_short(report, one) for one in report.worth_doing])
    yield from _section("Set aside", [f"{escaped(one.item.ask)} {escaped(one.reason)}" for one in report.set_aside])
    yield from _section("You overruled", list(map(escaped, report.overrulings)))
    yield from _section(
        "Answered, though it does not apply", [escaped(f"{one.item.ask} {one.reason}") for one in report.not_asked]
    )
    if report.waiting:
        yield from (f"{escaped(report.waiting)}.", "")
    yield from _section("To note", [escaped(f"{notice.message}. {notice.hint}") for notice in report.notices])
    yield from _sources(report)


def _gates(report: Report) -> Iterator[str]:
    yield from ("| Gate | Musts met | Verdict |", "| --- | --- | --- |")
    for verdict in report.assessment.verdicts.values():
        count = report.musts_of(verdict.gate.id)
        yield f"| {escaped(verdict.gate.title)} | {count.passed} of {count.applicable} | {_VERDICTS[verdict.ready]} |"
    yield ""
    near = report.playbook.gates_up_to(report.lead)
    shoulds, coulds = (report.count(priority, near) for priority in (Priority.SHOULD, Priority.COULD))
    yield f"Shoulds {shoulds.passed} of {shoulds.applicable}, coulds {coulds.passed} of {coulds.applicable}."
    yield ""


def _section(title: str, entries: Sequence[str], mark: str = "-") -> Iterator[str]:
    if entries:
        yield from (f"## {title}", "")
        yield from (f"{mark} {entry}" for entry in entries)
        yield ""


def _entry(report: Report, one: Result) -> str:
    parts = [f"**{escaped(one.item.ask)}** {_standing(one)}"]
    parts += [escaped(words) for words in report.disagreements(one)]
    if one.answer and one.answer.note:
        parts.append(f"Your note: {escaped(one.answer.note)}")
    helpers = f"; with {report.helpers(one.item)}" if len(one.item.who) > 1 else ""
    parts += [f"What to do: {escaped(report.to_do(one))}", f"Who: {escaped(report.who(one) + helpers)}"]
    parts.append(f"Source: {escaped(cited(report.sources(one.item)[0]))}")
    return "<br>\n   ".join(parts)


def _differing(report: Report, one: Result) -> str:
    said = f"**{escaped(one.item.ask)}** {escaped(why(one))} ({escaped(report.who(one))})"
    parts = [said, *map(escaped, report.disagreements(one))]
    return "<br>\n  ".join(parts)


def _to_confirm(report: Report, one: Result) -> str:
    parts = [f"**{escaped(one.item.ask)}**", *map(escaped, report.suggestions(one))]
    return "<br>\n  ".join(parts)


def _short(report: Report, one: Result) -> str:
    return f"{escaped(one.item.ask)} {_standing(one)} ({escaped(report.who(one))})"


def _standing(one: Result) -> str:
    words = STATUS_WORDS[one.status]
    return words if one.status is Status.UNANSWERED else f"{words}: {escaped(why(one))}"


def _sources(report: Report) -> Iterator[str]:
    named: dict[str, Source] = {source.id: source for one in report.blockers for source in report.sources(one.item)}
    yield from _section("Sources", [f"{escaped(cited(source))}: {_link(source.link)}" for source in named.values()])


def _link(address: str) -> str:
    return f"<{address}>" if _WEB.fullmatch(address) and address.isprintable() else escaped(address)
