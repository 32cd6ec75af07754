"""The report as a person reads it in a terminal: the verdict first, then what is in the way, then the rest."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from playbook.model import Priority, Result, Status
from playbook.plain import as_word, harmless
from playbook.reports.report import ADVICE, STATUS_WORDS, Report, cited, why
from playbook.said import sentence
from playbook.words import counted, day

WIDTH = 88
_MOST_IN_FULL = 5
_MOST_SUGGESTIONS = 3
_JOINED = "\N{NO-BREAK SPACE}"
_LABEL = 13
_BOLD, _RED, _GREEN, _YELLOW, _DIM = "1", "31", "32", "33", "2"


def terminal(report: Report, *, width: int = WIDTH, colour: bool = False) -> str:
    """The whole report as lines of at most `width` characters (file places may run over)."""
    return "\n".join(_Page(report, width, colour).lines()) + "\n"


def overview(reports: Iterable[Report], *, width: int = WIDTH) -> str:
    """Several trusts, a line each: who, the verdict, and the musts met gate by gate."""
    rows = [(harmless(one.answers.trust or one.answers.place.file), _row(one), one.verdict) for one in reports]
    if not rows:
        return ""
    room = min(max(len(name) for name, _, _ in rows), max(width - 84, 28))
    lines = [f"{_cut(name, room):{room}}  {row}" for name, row, _ in rows]
    ready = sum(verdict.ready is True for _, _, verdict in rows)
    total = f"{rows[0][2].gate.ready}: {ready} of {counted(len(rows), 'trust')}."
    return "\n".join([*lines, "", total]) + "\n"


def _cut(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"


def _row(report: Report) -> str:
    verdict = {True: "ready", False: "not ready", None: "does not apply"}[report.verdict.ready]
    musts = (f"{gate.title} {_met(report, gate.id).replace(' of ', '/')}" for gate in report.playbook.gates.values())
    return f"{verdict:14}  {' · '.join(musts)}"


def _met(report: Report, gate: str) -> str:
    count = report.musts_of(gate)
    return f"{count.passed} of {count.applicable}" if count.applicable else "–"


class _Page:
    def __init__(self, report: Report, width: int, colour: bool) -> None:
        self.report = report
        self.width = width
        self.colour = colour

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._in_the_way()
        yield from self._papers()
        yield from self._worth_doing()
        yield from self._asides()
        yield from self._next()

    def _head(self) -> Iterator[str]:
        report = self.report
        trust = harmless(report.answers.trust) or harmless(report.answers.place.file)
        stamp = f"{day(report.assessment.as_of)}, checklists {report.playbook.edition}"
        room = self.width - len(stamp) - 2
        yield f"{_cut(trust, room):{room}}  {stamp}"
        yield ""
        tint = {True: _GREEN, False: _RED, None: _YELLOW}[report.verdict.ready]
        yield from (self._paint(line, _BOLD, tint) for line in self._wrapped(report.headline))
        yield from self._counts()

    def _counts(self) -> Iterator[str]:
        report = self.report
        near = report.playbook.gates_up_to(report.lead)
        parts = (f"{report.playbook.gates[id_].title} {_met(report, id_)}" for id_ in near)
        gates = " · ".join(part.replace(" ", _JOINED) for part in parts)
        shoulds, coulds = (report.count(priority, near) for priority in (Priority.SHOULD, Priority.COULD))
        rest = f"shoulds {shoulds.passed} of {shoulds.applicable} · coulds {coulds.passed} of {coulds.applicable}"
        yield from (line.replace(_JOINED, " ") for line in self._with_right("  ", gates, rest))
        if report.role:
            role = report.playbook.roles[report.role].in_sentence
            yield from self._hanging("  ", f"Listed below: what the {role} acts on or helps with.")
            if report.left_to_others:
                yield from self._hanging("  ", f"{report.left_to_others}.")

    def _in_the_way(self) -> Iterator[str]:
        blockers = self.report.blockers
        if not blockers:
            return
        unanswered = [one for one in blockers if one.status is Status.UNANSWERED]
        brief = unanswered if len(unanswered) > _MOST_IN_FULL else []
        full = [one for one in blockers if one not in brief]
        yield from self._heading("In the way")
        for number, one in enumerate(full, 1):
            yield from self._entry(number, one)
        if brief:
            yield ""
            yield "  Not answered yet"
            yield from self._brief_list(brief, len(full) + 1)

    def _entry(self, number: int, one: Result) -> Iterator[str]:
        yield ""
        yield from self._hanging(f"{number:>2}  ", one.item.ask, _BOLD)
        yield from self._labelled(STATUS_WORDS[one.status], _so_far(one))
        for words in self.report.disagreements(one):
            yield from self._labelled("", words)
        yield from self._labelled("what to do", self.report.to_do(one))
        yield from self._labelled("who", self._who_and_when(one), str(self.report.place(one)))
        yield from self._labelled("source", cited(self.report.sources(one.item)[0]))

    def _who_and_when(self, one: Result) -> str:
        when = "" if one.answer and one.answer.due else ", no date yet"
        helpers = self.report.helpers(one)
        return f"{self.report.who(one)}{when}{f'; with {helpers}' if helpers else ''}"

    def _brief_list(self, results: Sequence[Result], number: int) -> Iterator[str]:
        for offset, one in enumerate(results):
            yield from self._with_right(f"{number + offset:>2}  ", one.item.ask, self.report.who(one))

    def _papers(self) -> Iterator[str]:
        """Where the papers say otherwise, and what they answer already."""
        report = self.report
        others = [one for one in report.differing if one not in report.blockers]
        if others:
            yield from self._heading("Your papers say otherwise")
        for one in others:
            yield from self._with_right("  ", f"{one.item.ask} {_so_far(one)}", report.who(one))
            for words in report.disagreements(one):
                yield from self._hanging("      ", words)
        if report.to_confirm:
            yield from self._heading("From your papers: please confirm")
        for one in report.to_confirm:
            yield from self._hanging("  ", one.item.ask)
            yield from self._suggestions(report.suggestions(one))
        if report.papers_read:
            yield ""
            yield from self._wrapped(f"{report.papers_read}.")

    def _suggestions(self, suggestions: Sequence[str]) -> Iterator[str]:
        for words in suggestions[:_MOST_SUGGESTIONS]:
            yield from self._hanging("      ", words)
        if more := len(suggestions[_MOST_SUGGESTIONS:]):
            yield f"      and {more} more"

    def _worth_doing(self) -> Iterator[str]:
        everything = self.report.worth_doing
        unanswered = [one for one in everything if one.status is Status.UNANSWERED]
        hidden = unanswered if len(unanswered) > _MOST_IN_FULL else []
        if not everything:
            return
        yield from self._heading("Worth doing, and not in the way")
        for one in everything:
            if one not in hidden:
                text = f"{one.item.ask} {_so_far(one)}".strip()
                yield from self._with_right(f"  {STATUS_WORDS[one.status]:<14}", text, self.report.who(one))
        if hidden:
            yield from self._hanging(f"  {'not answered':<14}", counted(len(hidden), "more question", "more questions"))

    def _asides(self) -> Iterator[str]:
        report = self.report
        yield from self._listing(
            "Set aside", [f"{one.item.ask} {one.reason.removeprefix('Set aside: ')}" for one in report.set_aside]
        )
        yield from self._listing("You overruled", report.overrulings)
        kept = [f"{one.item.ask} {one.reason}" for one in report.not_asked]
        yield from self._listing("Answered, though it does not apply (kept in the file)", kept)
        yield from self._listing("To note", [f"{one.place}: {one.message}. {one.hint}" for one in report.notices])
        if report.waiting:
            yield ""
            yield from self._wrapped(f"{report.waiting}.")

    def _listing(self, title: str, texts: Sequence[str]) -> Iterator[str]:
        if texts:
            yield from self._heading(title)
            for text in texts:
                yield from self._hanging("  ", text)

    def _next(self) -> Iterator[str]:
        report = self.report
        yield ""
        near = report.playbook.gates_up_to(report.lead)
        later = [
            f"{gate.title} {_met(report, gate.id)}" for gate in report.playbook.gates.values() if gate.id not in near
        ]
        if later and report.whole:
            yield from self._wrapped(f"Later gates: {' · '.join(later)}")
        yield from self._wrapped(f"Next: {self._advice()}")
        yield self._paint(ADVICE, _DIM)

    def _advice(self) -> str:
        report = self.report
        path = as_word(report.answers.place.file)
        only = f" --for {report.role}" if report.role else ""
        if blockers := report.blockers:
            return f"playbook ask {path}{only}. Why it is asked, and every source: playbook show {blockers[0].item.id}"
        following = [id_ for id_ in report.playbook.gates if id_ not in report.playbook.gates_up_to(report.lead)]
        if report.verdict.ready and following:
            return f"playbook check {path} --gate {following[0]}"
        return f"playbook ask {path}{only}"

    def _heading(self, title: str) -> Iterator[str]:
        yield ""
        yield self._paint(title, _BOLD)

    def _labelled(self, label: str, text: str, right: str = "") -> Iterator[str]:
        yield from self._with_right(f"    {label:<{_LABEL}}  ", text, right)

    def _with_right(self, lead: str, text: str, right: str) -> Iterator[str]:
        """Text that hangs under its lead, with something at the right end of its last line."""
        lines = list(self._hanging(lead, text))
        right = harmless(right)
        if right and len(lines[-1]) + len(right) + 2 <= self.width:
            lines[-1] += right.rjust(self.width - len(lines[-1]))
        elif right:
            lines.append(right.rjust(self.width))
        yield from lines

    def _hanging(self, lead: str, text: str, *tints: str) -> Iterator[str]:
        indent = " " * len(lead)
        lines = textwrap.wrap(harmless(text), max(self.width - len(lead), 20), break_on_hyphens=False) or [""]
        for number, line in enumerate(lines):
            yield f"{indent if number else lead}{self._paint(line, *tints)}".rstrip()

    def _wrapped(self, text: str) -> Iterator[str]:
        yield from textwrap.wrap(harmless(text), self.width, break_on_hyphens=False)

    def _paint(self, text: str, *tints: str) -> str:
        return f"\x1b[{';'.join(tints)}m{text}\x1b[0m" if self.colour and tints else text


def _so_far(one: Result) -> str:
    """What is so, with the trust's own words."""
    if one.status is Status.UNANSWERED:
        return ""
    reason = sentence(why(one))
    note = one.answer.note if one.answer else ""
    return f"{reason} “{note}”" if note else reason
