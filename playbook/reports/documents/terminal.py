"""The report on papers as a person reads it in a terminal: what is worth changing first, what helps last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.lint import WORD, LintReport
from playbook.plain import harmless, wrapped
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
    next_step,
    shortened,
    summary,
    topic,
    topics,
)
from playbook.rule import Outcome
from playbook.words import counted

WIDTH = 88
_JOINED = "\N{NO-BREAK SPACE}"
_LABEL = 9
_BOLD, _DIM = "1", "2"
_TINTS = {Outcome.FLAGS: "31", Outcome.MISSING: "33", Outcome.AMBIGUOUS: "33", Outcome.SUPPORTS: "32"}


def terminal(report: LintReport, *, width: int = WIDTH, colour: bool = False) -> str:
    """The whole report as lines of at most `width` characters (names of files may run over); empty for no paper."""
    if not report.documents:
        return ""
    return "\n".join(_Page(report, width, colour).lines()) + "\n"


class _Page:
    def __init__(self, report: LintReport, width: int, colour: bool) -> None:
        self.report = report
        self.width = width
        self.colour = colour

    def lines(self) -> Iterator[str]:
        for paper in self.report.documents:
            yield from self._paper(paper)
            yield ""
        if len(self.report.documents) > 1:
            yield from self._overview()
        yield from self._painted(wrapped(summary(self.report), width=self.width), _BOLD)
        step = next_step(self.report).replace("playbook show ", f"playbook{_JOINED}show{_JOINED}")
        yield from (line.replace(_JOINED, " ") for line in wrapped(f"Next: {step}", width=self.width))
        yield from self._for_word()
        if who := authors(self.report):
            yield from self._painted(wrapped(who, width=self.width), _DIM)
        yield from self._painted(wrapped(ADVICE, width=self.width), _DIM)

    def _paper(self, paper: Linted) -> Iterator[str]:
        yield from self._painted([harmless(paper.file)], _BOLD)
        yield from wrapped(kind_sentence(self.report, paper), width=self.width)
        for outcome, title in SECTIONS.items():
            if found := topics(self.report, paper, outcome):
                yield from self._heading(title, _TINTS[outcome])
                yield from self._helps(found) if outcome is Outcome.SUPPORTS else self._topics(found)
        if marked := meant(paper):
            yield from self._heading(MEANT)
            for one in marked:
                yield from self._meant(one)
        if not paper.findings:
            yield from ("", "Nothing was found.")

    def _heading(self, title: str, *tints: str) -> Iterator[str]:
        yield ""
        yield from self._painted([title], _BOLD, *tints)

    def _topics(self, found: Sequence[Topic]) -> Iterator[str]:
        for number, about in enumerate(found):
            if number:
                yield ""
            yield from self._painted(self._with_right(about.title, about.rule), _BOLD)
            for one in about.findings:
                yield from self._quoted(one)
            yield from self._labelled("why", about.why)
            yield from self._labelled("instead", about.instead)
            yield from self._hanging("    ", about.disputed)
            if about.item and not about.disputed:
                yield from self._labelled("more", f"playbook show {about.item}")

    def _quoted(self, one: PaperFinding) -> Iterator[str]:
        if one.quote:
            yield from self._hanging("    ", self._place(one))
            yield from self._hanging("      ", f"“{shortened(one.quote, one.words)}”")
        yield from self._hanging("      ", one.says)

    def _place(self, one: PaperFinding) -> str:
        line = self.report.line(one)
        return f"{one.where}, line {line}" if line else one.where

    def _helps(self, found: Sequence[Topic]) -> Iterator[str]:
        for about in found:
            more = len(about.findings) - 1
            others = f"; and {counted(more, 'more place')}" if more else ""
            disputed = " (disputed)" if about.is_disputed else ""
            first = about.findings[0]
            yield from self._hanging("  ", f"{about.title}{disputed}: {self._place(first)}{others}")
            yield from self._hanging("      ", f"“{shortened(first.quote, first.words)}”")

    def _meant(self, one: PaperFinding) -> Iterator[str]:
        yield from self._hanging("  ", f"{topic(self.report, one.rule).title}: {self._place(one)}")
        yield from self._hanging("    ", f"“{shortened(one.quote, one.words)}”")
        yield from self._hanging("    ", f"Meant: {one.because}" if one.because else "Meant; no reason is given.")

    def _overview(self) -> Iterator[str]:
        yield from self._painted(["Overview"], _BOLD)
        for one in self.report.documents:
            text = f"{one.file} ({kind_words(self.report, one)}): {counts([one])}"
            yield from wrapped(text, "  ", "      ", width=self.width)
        yield ""

    def _for_word(self) -> Iterator[str]:
        """Where the findings are in the document itself, or how to get them there, if it is one that can hold them."""
        if self.report.copy:
            yield from wrapped(f"Each finding is a comment in {self.report.copy}", width=self.width)
        elif [self.report.formats[one.file] for one in self.report.documents] == [WORD]:
            yield from wrapped("As comments in a copy of the Word file: --annotate COPY.docx", width=self.width)

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        if text:
            yield from self._hanging(f"    {label:<{_LABEL}}", text)

    def _with_right(self, text: str, right: str) -> Sequence[str]:
        lines = wrapped(text, "  ", width=self.width)
        if len(lines[-1]) + len(right) + 2 <= self.width:
            lines[-1] += right.rjust(self.width - len(lines[-1]))
        return lines

    def _hanging(self, lead: str, text: str) -> Sequence[str]:
        """Text that hangs under its lead; nothing where there is no text."""
        return wrapped(text, lead, width=self.width) if text else ()

    def _painted(self, lines: Sequence[str], *tints: str) -> Iterator[str]:
        for line in lines:
            yield f"\x1b[{';'.join(tints)}m{line}\x1b[0m" if self.colour and tints else line
