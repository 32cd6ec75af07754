"""A trust's papers + rules → each paper's values and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from playbook.documents.agree import NOTHING, disagreements
from playbook.documents.blocks import Block
from playbook.documents.finding import PaperFinding
from playbook.documents.judge import Read, read_values
from playbook.documents.kinds import guessed_kind
from playbook.documents.paper import Paper, paper
from playbook.documents.passages import Meant
from playbook.documents.scan import Scanner, Seen
from playbook.model import Playbook
from playbook.rule import Outcome, Rule, Where

_MOST_LINES = 12
LEFTOVERS = "leftovers"
_GRAVITY = tuple(Outcome)


class Linted(NamedTuple):
    """A document that was read. `kind` is empty where it was neither given nor could be guessed."""

    file: str
    kind: str
    is_guessed: bool
    paper: Paper
    reads: Mapping[str, Read]
    findings: tuple[PaperFinding, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """What every rule reads here, by its id."""
        return {id_: read.words for id_, read in self.reads.items()}


class Linter:
    """The rules, ready for any number of papers."""

    def __init__(self, playbook: Playbook, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self.known = playbook.documents
        self.items, self.kinds = _concerned(playbook)
        self._scanner = Scanner(rules)

    def read(
        self, file: str, blocks: Sequence[Block], *, kind: str = "", trust: str = "", as_of: date | None = None
    ) -> Linted:
        """What every rule reads in a document; `as_of` is the day by which its dates have passed."""
        made = paper(blocks, trust=trust, as_of=as_of)
        reads = read_values(made, self.rules, self._scanner)
        return Linted(file, kind or guessed_kind(file, made.passages, self.known), not kind, made, reads)

    def findings(self, documents: Sequence[Linted]) -> list[Linted]:
        """The same documents with their findings: what each says, what it lacks, and where they differ."""
        differing = disagreements(documents, self.items)
        return [
            one._replace(
                findings=(
                    *_without_praise_of_faults(tuple(self._said(one, documents))),
                    *self._missing(one, documents),
                    *differing.get(one.file, ()),
                    *self._mistaken_marks(one),
                )
            )
            for one in documents
        ]

    def _said(self, document: Linted, documents: Sequence[Linted]) -> Iterator[PaperFinding]:
        for read in document.reads.values():
            if self._is_for_another(document, read, documents):
                continue
            told: Counter[tuple[bool, Outcome]] = Counter()
            for seen in _gravest(read.seen):
                found = self._finding(document, read, seen, _outcome(document, read, seen))
                told[found.meant, found.outcome] += 1
                if told[found.meant, found.outcome] <= _MOST_LINES:
                    yield found

    def _is_for_another(self, document: Linted, read: Read, documents: Sequence[Linted]) -> bool:
        """Whether the paper leaves a thing open that another one tells, or that papers of its kind need not tell."""
        if not read.rule.missing or read.words not in NOTHING:
            return False
        told = (one.reads[read.rule.id] for one in documents)
        needs = document.kind in ("", *self.kinds.get(read.rule.id, ()))
        return not needs or any(one.is_found and one.words not in NOTHING for one in told)

    def _finding(self, document: Linted, read: Read, seen: Seen, outcome: Outcome) -> PaperFinding:
        meant = next((one for one in seen.passage.meant if one.rule == read.rule.id), Meant("", ""))
        return PaperFinding(
            rule=read.rule.id,
            outcome=outcome,
            value=read.words,
            file=document.file,
            kind=document.kind,
            item=self.items.get(read.rule.id, ""),
            where=seen.passage.where,
            quote=seen.sentence.strip(),
            words=" ".join(seen.words),
            says=seen.sign.says,
            page=seen.passage.page,
            anchor=seen.passage.anchor,
            meant=bool(meant.rule),
            because=meant.because,
        )

    def _missing(self, document: Linted, documents: Sequence[Linted]) -> Iterator[PaperFinding]:
        """What a document of this kind should say, and neither it nor another one says; told of the first of them."""
        for read in document.reads.values():
            rule = read.rule
            asked = [one for one in documents if rule.missing and one.kind in self.kinds.get(rule.id, ())]
            if asked[:1] != [document] or any(one.reads[rule.id].is_found for one in documents):
                continue
            if any(seen.sign.outcome for seen in read.seen):
                continue
            yield PaperFinding(
                rule=rule.id,
                outcome=rule.missing or Outcome.MISSING,
                value=read.words,
                file=document.file,
                kind=document.kind,
                item=self.items.get(rule.id, ""),
            )

    def _mistaken_marks(self, document: Linted) -> Iterator[PaperFinding]:
        """An author's mark that names no rule: nothing comes of it, so that is said."""
        for passage in document.paper.passages:
            for mark in passage.meant:
                if mark.rule not in self.rules and LEFTOVERS in self.rules:
                    yield PaperFinding(
                        rule=LEFTOVERS,
                        outcome=Outcome.AMBIGUOUS,
                        value=document.values[LEFTOVERS],
                        file=document.file,
                        kind=document.kind,
                        item=self.items.get(LEFTOVERS, ""),
                        where=passage.where,
                        quote=passage.text,
                        says=f"[meant: {mark.rule}] names no rule.{_meant_perhaps(mark.rule, self.rules)}",
                        page=passage.page,
                        anchor=passage.anchor,
                    )


def _outcome(document: Linted, read: Read, seen: Seen) -> Outcome:
    """The sign's own; but what a title alone leaves unsaid is missing, and no fault, in a draft with marks in it."""
    is_unsaid = seen.sign.where is Where.TITLE and read.rule.missing and read.words in NOTHING
    if is_unsaid and any(one.to_complete for one in document.paper.passages):
        return Outcome.MISSING
    return seen.sign.outcome or Outcome.SUPPORTS


def _gravest(seen: Sequence[Seen]) -> list[Seen]:
    """What was seen, without the signs that say less of a sentence than another does, or the same again."""
    found: dict[tuple[int, str], dict[int, dict[str, Seen]]] = {}
    for one in seen:
        if one.sign.outcome:
            same = found.setdefault((one.passage.number, one.sentence), {})
            gravity = _GRAVITY.index(one.sign.outcome)
            same.setdefault(gravity, {}).setdefault(one.sign.says, one)
    return [one for same in found.values() for one in same[min(same)].values()]


def _meant_perhaps(word: str, rules: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, rules, n=1)
    return f" Did you mean “{close[0]}”?" if close else ""


def _without_praise_of_faults(findings: tuple[PaperFinding, ...]) -> Iterator[PaperFinding]:
    """The findings without those that would keep a line as it is which another one would change."""
    faulted = {one.quote for one in findings if one.outcome is Outcome.FLAGS}
    return (one for one in findings if one.outcome is not Outcome.SUPPORTS or one.quote not in faulted)


def _concerned(playbook: Playbook) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """For each rule, the first item that reads it, and the kinds of document it is read from."""
    items: dict[str, str] = {}
    kinds: dict[str, frozenset[str]] = {}
    for item in playbook.items.values():
        for reading in item.readings:
            items.setdefault(reading.rule, item.id)
            kinds[reading.rule] = kinds.get(reading.rule, frozenset()) | frozenset(reading.documents)
    return items, kinds
