"""What every form says of a paper, in words: its kind, its findings by their rules, its counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.documents.phrase import words_of
from playbook.lint import LintReport
from playbook.model import Rating
from playbook.rule import Outcome
from playbook.words import counted, listed

SECTIONS = {
    Outcome.FLAGS: "Worth changing",
    Outcome.MISSING: "Missing",
    Outcome.AMBIGUOUS: "For a person to judge",
    Outcome.SUPPORTS: "What helps",
}
OUTCOMES = {
    Outcome.FLAGS: "worth changing",
    Outcome.MISSING: "missing",
    Outcome.AMBIGUOUS: "for a person to judge",
    Outcome.SUPPORTS: "this helps",
}
MEANT = "Marked as meant"
DISPUTED = "Disputed: informed people differ on this."
ADVICE = "It reads words, and not what is meant by them: a person decides."
_AUTHORS = {
    "Callow": "Andy Callow, a digital director on NHS boards, wrote on recruiting such directors in 2021.",
    "Hoeksma": "Jon Hoeksma wrote in 2016 as the editor of Digital Health.",
}
_DIFFERING = "The papers differ"
_MOST = 200
_ROOM = 80
_APOSTROPHE = "['\u2019]?"
_MARKS = r"[\W_]{1,20}"


class Topic(NamedTuple):
    """What one rule says of a paper. `item` is the question it belongs to, if any."""

    rule: str
    title: str
    why: str
    instead: str
    is_disputed: bool
    item: str
    findings: Sequence[PaperFinding]

    @property
    def disputed(self) -> str:
        """A sentence where the rule is disputed, or nothing."""
        other = f" The other side: playbook show {self.item}" if self.item else ""
        return f"{DISPUTED}{other}" if self.is_disputed else ""


def topic(report: LintReport, rule: str, findings: Sequence[PaperFinding] = ()) -> Topic:
    """The rule with its findings; a rule that is only about how papers differ has no text of its own."""
    known = report.rules.get(rule)
    item = report.items.get(rule, "") or next((one.item for one in findings if one.item), "")
    item = item if item in report.playbook.items else ""
    if known is None:
        return Topic(rule, _DIFFERING, "", "", False, item, findings)
    is_disputed = known.rating is Rating.DISPUTED
    return Topic(rule, known.title, known.why, known.instead, is_disputed, item, findings)


def topics(report: LintReport, paper: Linted, outcome: Outcome) -> list[Topic]:
    """The paper's findings of this outcome by their rules, without those that the author meant."""
    found = [one for one in paper.findings if one.outcome is outcome and not one.meant]
    rules = dict.fromkeys(one.rule for one in found)
    return [topic(report, rule, [one for one in found if one.rule == rule]) for rule in rules]


def meant(paper: Linted) -> list[PaperFinding]:
    return [one for one in paper.findings if one.meant]


def kind_words(report: LintReport, paper: Linted) -> str:
    """Two or three words for the kind: "job description", "kind not known"."""
    return _in_sentence(report.playbook.documents[paper.kind]) if paper.kind else "kind not known"


def kind_sentence(report: LintReport, paper: Linted) -> str:
    """What the paper was read as, and what to say where that is wrong."""
    if not paper.kind:
        known = listed(list(report.playbook.documents), "or")
        return f"Its kind is not known, so nothing is said of what is missing. Say --as {known}."
    name = kind_words(report, paper)
    named = f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
    return f"By its look {named}; say --as KIND if it is not." if paper.is_guessed else f"Read as {named}."


def _in_sentence(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def counts(papers: Sequence[Linted]) -> str:
    """How many findings of which sort the papers have: "2 points worth changing, 1 thing missing"."""
    found = [one for paper in papers for one in paper.findings]
    standing = [one.outcome for one in found if not one.meant]
    parts = [
        (standing.count(Outcome.FLAGS), "point worth changing", "points worth changing"),
        (standing.count(Outcome.MISSING), "thing missing", "things missing"),
        (standing.count(Outcome.AMBIGUOUS), "point for a person to judge", "points for a person to judge"),
        (standing.count(Outcome.SUPPORTS), "point that helps", "points that help"),
        (len(found) - len(standing), "line marked as meant", "lines marked as meant"),
    ]
    return ", ".join(counted(*part) for part in parts if part[0]) or "nothing found"


def summary(report: LintReport) -> str:
    """One sentence on all that was read, and on what was not."""
    files = counted(len(report.documents), "document")
    unread = f" {counted(len(report.unread), 'file')} could not be read." if report.unread else ""
    return f"{files}: {counts(report.documents)}.{unread}"


def authors(report: LintReport) -> str:
    """Who the authors are whom the reasons shown name; nothing where they name none."""
    shown = {one.rule for paper in report.documents for one in paper.findings if one.outcome is not Outcome.SUPPORTS}
    whys = " ".join(rule.why for id_, rule in report.rules.items() if id_ in shown)
    return " ".join(said for name, said in _AUTHORS.items() if name in whys)


def next_step(report: LintReport) -> str:
    """What to do now: change lines, or mark them; with the first rule and item as the example."""
    open_ = (Outcome.FLAGS, Outcome.MISSING, Outcome.AMBIGUOUS)
    found = [one for paper in report.documents for outcome in open_ for one in topics(report, paper, outcome)]
    if not found:
        return "nothing is left to change; have somebody read it who knows the work."
    quoted = next((one.rule for one in found if one.findings[0].quote), "")
    mark = f" A line that is meant stays: write [meant: {quoted}: the reason] behind it." if quoted else ""
    item = next((one.item for one in found if one.item), "")
    return f"change what you agree with, and lint again.{mark}" + (f" To read more: playbook show {item}" * bool(item))


def words_in(quote: str, words: str) -> str:
    """The words of a finding as they stand in its quote, with their punctuation; empty where they do not."""
    start, end = _span(quote, words)
    return quote[start:end]


def shortened(quote: str, words: str) -> str:
    """The quote, cut down to what stands around its words where it is long."""
    if len(quote) <= _MOST:
        return quote
    start, end = _span(quote, words)
    end = min(end, start + _MOST)
    first = _cut(quote, start - _ROOM, 1) if start > _ROOM else 0
    last = _cut(quote, max(end + _ROOM, first + _MOST), -1) if len(quote) > max(end + _ROOM, first + _MOST) else None
    return f"{'…' if first else ''}{quote[first:last].strip()}{'' if last is None else '…'}"


def _cut(quote: str, at: int, step: int) -> int:
    """A blank near `at`, towards the words, or `at` itself."""
    near = range(at, at + step * _ROOM // 2, step)
    return next((place for place in near if quote[place] == " "), at)


def _span(quote: str, words: str) -> tuple[int, int]:
    """Where the words begin and end in the quote, whatever marks stand between them; nowhere is (0, 0)."""
    sought = words_of(words)
    if sought and (found := re.search(_pattern(sought), quote)):
        return found.span()
    at = max(quote.find(words), 0)
    return (at, at + len(words)) if quote.startswith(words, at) else (0, 0)


def _pattern(words: Sequence[str]) -> str:
    """A pattern of whole words, with the marks that `words_of` leaves out."""
    spelt = (_APOSTROPHE.join(map(re.escape, word)) for word in words)
    return rf"(?<![^\W_]){_MARKS.join(spelt)}(?![^\W_])"
