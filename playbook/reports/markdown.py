"""The report as Markdown, for a paper or a page. No places in files: its reader has the answers elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from playbook.plain import harmless
from playbook.reports.report import ADVICE, Report, cited
from playbook.reports.sections import (
    VERDICTS,
    Entry,
    Sentence,
    lesser_counts,
    named_sources,
    narrowed,
    sections,
    stamp,
    whose,
)

_MARKS = re.compile(r"[\\`*_{}\[\]#|~^$!>]|:(?=//)|(?<=www)\.")
_WEB = re.compile(r"https?://[^\s<>]+")


def markdown(reports: Sequence[Report]) -> str:
    """The reports one after another, a first-level heading each."""
    return "\n".join(line for report in reports for line in _lines(report))


def escaped(text: str) -> str:
    """`text` as Markdown that shows just these characters: no markup, no HTML, no link, nobody mentioned."""
    plain = harmless(text).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKS.sub(lambda mark: "\\" + mark.group(), plain).replace("@", "&#64;")


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {escaped(whose(report))}", "")
    yield from (f"**{escaped(report.headline)}** {escaped(ADVICE)}", "")
    yield from (escaped(stamp(report)), "")
    yield from _gates(report)
    if report.role:
        yield from (escaped(narrowed(report)), "")
    for part in sections(report):
        if isinstance(part, Sentence):
            yield from (escaped(part.words), "")
        else:
            mark = "1." if part.numbered else "-"
            yield from _section(part.title, [_entry(entry, mark) for entry in part.entries], mark)
    yield from _section("Sources", [f"{escaped(cited(one))}: {_link(one.link)}" for one in named_sources(report)])


def _gates(report: Report) -> Iterator[str]:
    yield from ("| Gate | Musts met | Verdict |", "| --- | --- | --- |")
    for verdict in report.assessment.verdicts.values():
        count = report.musts_of(verdict.gate.id)
        yield f"| {escaped(verdict.gate.title)} | {count.passed} of {count.applicable} | {VERDICTS[verdict.ready]} |"
    yield from ("", lesser_counts(report), "")


def _section(title: str, entries: Sequence[str], mark: str = "-") -> Iterator[str]:
    if entries:
        yield from (f"## {title}", "")
        yield from (f"{mark} {entry}" for entry in entries)
        yield ""


def _entry(entry: Entry, mark: str) -> str:
    ask = f"**{escaped(entry.ask)}**" if entry.leads else escaped(entry.ask)
    first = f"{ask} {escaped(entry.said)}" if entry.said else ask
    return f"<br>\n{' ' * (len(mark) + 1)}".join((first, *map(escaped, entry.lines)))


def _link(address: str) -> str:
    return f"<{address}>" if _WEB.fullmatch(address) and address.isprintable() else escaped(address)
