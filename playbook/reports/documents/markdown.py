"""The report on papers as Markdown, for a mail, a pull request or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.lint import LintReport
from playbook.reports.documents.words import (
    ADVICE,
    MEANT,
    SECTIONS,
    Topic,
    authors,
    counts,
    kind_sentence,
    kind_words,
    meant,
    shortened,
    summary,
    topic,
    topics,
)
from playbook.reports.markdown import escaped
from playbook.rule import Outcome
from playbook.words import counted, day

_BREAK = "<br>\n  "


def markdown(report: LintReport) -> str:
    """The papers one after another, a first-level heading each; then, for several, all of them in a table."""
    return "\n".join(_lines(report))


def _lines(report: LintReport) -> Iterator[str]:
    for paper in report.documents:
        yield from _paper(report, paper)
    if len(report.documents) > 1:
        yield from _overview(report)
    yield from _section("Not read", [escaped(f"{one.file}: {one.message}. {one.hint}") for one in report.unread])
    yield from (f"**{escaped(summary(report))}** {escaped(f'{ADVICE} {authors(report)}'.strip())}", "")
    yield from (f"As of {day(report.as_of)}, checklists {escaped(report.playbook.edition)}.", "")


def _paper(report: LintReport, paper: Linted) -> Iterator[str]:
    yield from (f"# {escaped(paper.file)}", "")
    yield from (escaped(kind_sentence(report, paper)), "")
    for outcome, title in SECTIONS.items():
        write = _helps if outcome is Outcome.SUPPORTS else _topic
        yield from _section(title, [write(report, one) for one in topics(report, paper, outcome)])
    yield from _section(MEANT, [_meant(report, one) for one in meant(paper)])
    if not paper.findings:
        yield from ("Nothing was found.", "")


def _section(title: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        yield from (f"## {title}", "")
        yield from (f"- {entry}" for entry in entries)
        yield ""


def _topic(report: LintReport, about: Topic) -> str:
    parts = [f"**{escaped(about.title)}** ({escaped(about.rule)})"]
    parts += [_said(report, one) for one in about.findings if one.quote or one.says]
    parts += [f"{label}: {escaped(text)}" for label, text in (("Why", about.why), ("Instead", about.instead)) if text]
    parts += [escaped(about.disputed)] if about.disputed else []
    parts += [f"More: `playbook show {about.item}`"] if about.item and not about.disputed else []
    return _BREAK.join(parts)


def _said(report: LintReport, one: PaperFinding) -> str:
    quote = f"{_place(report, one)}: {_quote(one)}" if one.quote else ""
    return f"{quote} {escaped(one.says)}".strip()


def _helps(report: LintReport, about: Topic) -> str:
    more = len(about.findings) - 1
    others = f"; and {counted(more, 'more place')}" if more else ""
    disputed = " (disputed)" if about.is_disputed else ""
    first = about.findings[0]
    return f"{escaped(about.title)}{disputed}: {_place(report, first)}{others}: {_quote(first)}"


def _meant(report: LintReport, one: PaperFinding) -> str:
    because = f"Meant: {escaped(one.because)}" if one.because else "Meant; no reason is given."
    title = escaped(topic(report, one.rule).title)
    return _BREAK.join((f"**{title}** {_place(report, one)}: {_quote(one)}", because))


def _place(report: LintReport, one: PaperFinding) -> str:
    line = report.line(one)
    return escaped(f"{one.where}, line {line}" if line else one.where)


def _quote(one: PaperFinding) -> str:
    return f"“{escaped(shortened(one.quote, one.words))}”"


def _overview(report: LintReport) -> Iterator[str]:
    yield from ("# Overview", "", "| Document | Kind | Found |", "| --- | --- | --- |")
    for paper in report.documents:
        yield f"| {escaped(paper.file)} | {escaped(kind_words(report, paper))} | {escaped(counts([paper]))} |"
    yield ""
