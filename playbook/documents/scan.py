"""Passages + rules → what each rule saw. One walk over the words, whatever the number of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from playbook.documents.blocks import Kind
from playbook.documents.paper import Paper
from playbook.documents.passages import Passage
from playbook.documents.phrase import words_of
from playbook.documents.phrases import Hit, Phrases
from playbook.rule import Rule, Sign, Where

_SENTENCE_END = re.compile(r"(?<=[.;!?])(?<!e\.g\.)(?<!i\.e\.)(?<!\b[A-Z]\.)\s+(?=[A-Z0-9\"'(\[£•])|;\s+")
_ENDS_INSIDE = re.compile(r"[.;!?] ").search
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


class Seen(NamedTuple):
    """A sign of a rule in a sentence of a passage; `words` are those that gave it away."""

    rule: str
    sign: Sign
    passage: Passage
    sentence: str
    words: tuple[str, ...]


class _Bound(NamedTuple):
    """A sign with the numbers of its lists of phrases."""

    rule: str
    sign: Sign
    with_: int
    unless: int
    part_of: int
    under: int
    not_under: int
    is_plain: bool


class Scanner:
    """All rules, ready to read papers with. What must or must not stand nearby is looked for only where a sign is met."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._phrases = Phrases()
        self._nearby = Phrases()
        self._signs: dict[int, list[_Bound]] = {}
        self._titles: dict[int, list[_Bound]] = {}
        for rule in rules.values():
            for sign in rule.signs:
                signs = self._titles if sign.where is Where.TITLE else self._signs
                signs.setdefault(self._phrases.add(sign.phrases), []).append(self._bound(rule.id, sign))
        self._contexts: dict[tuple[str, ...], frozenset[int]] = {}

    def _bound(self, rule: str, sign: Sign) -> _Bound:
        lists = (sign.with_, sign.unless, sign.part_of, sign.under, sign.not_under)
        with_, unless, part_of, under, not_under = map(self._nearby.add, lists)
        is_plain = not any(lists) and not sign.marked and sign.where in (None, Where.TITLE)
        return _Bound(rule, sign, with_, unless, part_of, under, not_under, is_plain)

    def seen(self, paper: Paper) -> Iterator[Seen]:
        """Every sign in the paper, in reading order; those of the title come first."""
        self._contexts.clear()
        if paper.title:
            yield from self._in_sentence(paper, paper.title, paper.title.text, self._titles)
        find = self._phrases.find
        for passage in paper.passages:
            for sentence in sentences(passage):
                if hits := find(sentence):
                    yield from self._met(paper, passage, sentence, self._signs, hits)

    def _in_sentence(
        self, paper: Paper, passage: Passage, sentence: str, signs: Mapping[int, list[_Bound]]
    ) -> Iterator[Seen]:
        if hits := self._phrases.find(sentence):
            yield from self._met(paper, passage, sentence, signs, hits)

    def _met(
        self, paper: Paper, passage: Passage, sentence: str, signs: Mapping[int, list[_Bound]], hits: Sequence[Hit]
    ) -> Iterator[Seen]:
        nearby: Sequence[Hit] | None = None
        lists: set[int] = set()
        for list_ in dict.fromkeys(hit.list_ for hit in hits):
            for bound in signs.get(list_, ()):
                if nearby is None and not bound.is_plain:
                    nearby = self._nearby.find(sentence)
                    lists = {hit.list_ for hit in nearby}
                if not (bound.is_plain or self._fits(bound, lists, passage, paper)):
                    continue
                if hit := _free(hits, list_, nearby or (), bound.part_of):
                    words = words_of(sentence)
                    yield Seen(bound.rule, bound.sign, passage, sentence, tuple(words[hit.start : hit.end]))

    def _fits(self, bound: _Bound, lists: set[int], passage: Passage, paper: Paper) -> bool:
        sign = bound.sign
        if bound.with_ >= 0 and bound.with_ not in lists:
            return False
        if bound.unless in lists:
            return False
        if sign.marked and passage.mark not in sign.marked:
            return False
        if sign.where and not _is_there(sign.where, passage, paper):
            return False
        if bound.under < 0 and bound.not_under < 0:
            return True
        above = self._above(passage)
        return (bound.under < 0 or bound.under in above) and bound.not_under not in above

    def _above(self, passage: Passage) -> frozenset[int]:
        """The lists of phrases that stand in the headings and the column above."""
        key = (*passage.headings, passage.column, passage.label)
        if key not in self._contexts:
            self._contexts[key] = frozenset(hit.list_ for text in key for hit in self._nearby.find(text))
        return self._contexts[key]


def _free(hits: Sequence[Hit], list_: int, nearby: Sequence[Hit], part_of: int) -> Hit | None:
    """The first hit of a list that does not lie inside one of `part_of`."""
    found = [hit for hit in hits if hit.list_ == list_]
    larger = [hit for hit in nearby if hit.list_ == part_of] if part_of >= 0 else ()
    return next(
        (hit for hit in found if not any(one.start <= hit.start and hit.end <= one.end for one in larger)), None
    )


def _is_there(where: Where, passage: Passage, paper: Paper) -> bool:
    if where is Where.HEADING:
        return passage.kind is Kind.HEADING
    if where is Where.OPENING:
        return passage.number in paper.opening
    return passage.number in paper.purpose


def sentences(passage: Passage) -> Iterable[str]:
    """The sentences of a passage, addresses of the web left out; a label stands before the first."""
    text = passage.text
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if passage.label:
        text = f"{passage.label}: {text}"
    return _SENTENCE_END.split(text) if len(text) > 40 and _ENDS_INSIDE(text) else (text,)
