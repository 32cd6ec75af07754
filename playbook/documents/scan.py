"""Passages + rules → what each rule saw. One walk over the words, whatever the number of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from playbook.documents.blocks import Kind
from playbook.documents.paper import Paper
from playbook.documents.passages import Passage
from playbook.documents.phrase import Lists, parse_lists
from playbook.documents.phrases import Cut, Hit, Phrases, cuts
from playbook.rule import Mark, Rule, Sign, Where

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z0-9\"'(\[£•])|;\s+")
_SHORT = 40
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+")


class Seen(NamedTuple):
    """A sign of a rule in a sentence of a passage; `words` are those that gave it away."""

    rule: str
    sign: Sign
    passage: Passage
    sentence: str
    words: tuple[str, ...]


class _Nearby:
    """What must or must not stand near the signs of one rule; made when the first of them is met."""

    def __init__(self, rule: Rule, lists: Lists) -> None:
        self.rule = rule
        self.lists = lists
        self.numbers: dict[tuple[str, ...], int] = {(): -1}

    @cached_property
    def phrases(self) -> Phrases:
        made = Phrases()
        for sign in self.rule.signs:
            for phrases in (sign.with_, sign.unless, sign.part_of, sign.under, sign.not_under):
                if phrases not in self.numbers:
                    self.numbers[phrases] = len(self.numbers)
                    made.add(self.numbers[phrases], phrases, self.lists)
        return made

    def find(self, cut: Cut) -> list[Hit]:
        return self.phrases.find(cut)


class _Bound(NamedTuple):
    """A sign of a rule; a plain one asks for no words around it, and a placed one stands in certain places only."""

    sign: Sign
    nearby: _Nearby
    is_plain: bool
    is_placed: bool


class _Net:
    """The phrases of some signs, each with its number; knit when they are first looked for."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, tuple[str, ...], Lists]] = []
        self.phrases = Phrases()

    def find(self, cut: Cut) -> list[Hit]:
        for number, phrases, lists in self.waiting:
            self.phrases.add(number, phrases, lists)
        self.waiting.clear()
        return self.phrases.find(cut)


class Scanner:
    """All rules, ready to read papers with. Signs that are bound to a place have nets of their own, used only there."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._free, self._titles, self._placed, self._asked, self._below = (_Net() for _ in range(5))
        self._above = _Net()
        self._signs: list[_Bound] = []
        self._contexts: dict[tuple[str, ...], frozenset[int]] = {}
        for rule in rules.values():
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        lists = parse_lists(rule.words)
        nearby = _Nearby(rule, lists)
        for sign in rule.signs:
            number = len(self._signs)
            self._net_of(sign).waiting.append((number, sign.phrases, lists))
            if sign.under:
                self._above.waiting.append((number, sign.under, lists))
            is_plain = not (sign.with_ or sign.unless or sign.part_of)
            is_placed = bool(sign.marked or sign.where or sign.under or sign.not_under)
            self._signs.append(_Bound(sign, nearby, is_plain, is_placed))

    def _net_of(self, sign: Sign) -> _Net:
        """The net that a sign belongs to."""
        if sign.where:
            return self._titles if sign.where is Where.TITLE else self._placed
        if sign.under:
            return self._below
        return self._asked if sign.marked and Mark.PLAIN not in sign.marked else self._free

    def seen(self, paper: Paper) -> Iterator[Seen]:
        """Every sign in the paper, in reading order; those of the title come first."""
        self._contexts.clear()
        if paper.title and (hits := self._titles.find(cut := Cut.of(paper.title.text))):
            yield from self._met(paper, paper.title, paper.title.text, cut, hits)
        told = [(passage, sentence) for passage in paper.passages for sentence in sentences(passage)]
        last, nets = None, [self._free]
        for (passage, sentence), cut in zip(told, cuts([sentence for _, sentence in told]), strict=True):
            if passage is not last:
                last, nets = passage, self._nets(passage, paper)
            hits = nets[0].find(cut) if len(nets) == 1 else [hit for net in nets for hit in net.find(cut)]
            if hits:
                yield from self._met(paper, passage, sentence, cut, hits)

    def _nets(self, passage: Passage, paper: Paper) -> list[_Net]:
        """The nets whose signs can stand in a passage."""
        nets = [self._free]
        if passage.mark is not Mark.PLAIN:
            nets.append(self._asked)
        if passage.kind is Kind.HEADING or passage.number in paper.opening or passage.number in paper.purpose:
            nets.append(self._placed)
        if (passage.headings or passage.row) and self._in_context("", self._above, passage):
            nets.append(self._below)
        return nets

    def _met(self, paper: Paper, passage: Passage, sentence: str, cut: Cut, hits: Sequence[Hit]) -> Iterator[Seen]:
        """The signs whose phrases were hit, and that fit what stands around them."""
        around: dict[str, list[Hit]] = {}
        for number in dict.fromkeys([hit.list_ for hit in hits]):
            sign, nearby, is_plain, is_placed = self._signs[number]
            if is_placed and not self._is_placed(sign, nearby, passage, paper):
                continue
            rule = nearby.rule.id
            found = [hit for hit in hits if hit.list_ == number]
            if not is_plain:
                if rule not in around:
                    around[rule] = nearby.find(cut)
                found = _fitting(found, sign, nearby.numbers, around[rule])
            if found:
                hit = found[0]
                yield Seen(rule, sign, passage, sentence, tuple(cut.words[hit.start : hit.end]))

    def _is_placed(self, sign: Sign, nearby: _Nearby, passage: Passage, paper: Paper) -> bool:
        """Whether the passage stands where the sign asks for."""
        if sign.marked and passage.mark not in sign.marked:
            return False
        if sign.where and not _is_there(sign.where, passage, paper):
            return False
        return not (sign.under or sign.not_under) or self._is_under(sign, nearby, passage)

    def _is_under(self, sign: Sign, nearby: _Nearby, passage: Passage) -> bool:
        """Whether the headings, the column and the label above are those that the sign asks for."""
        lists = self._in_context(nearby.rule.id, nearby, passage)
        return (not sign.under or nearby.numbers[sign.under] in lists) and nearby.numbers[sign.not_under] not in lists

    def _in_context(self, name: str, net: _Net | _Nearby, passage: Passage) -> frozenset[int]:
        """What a net finds in the headings, the column and the label above a passage."""
        above = (*passage.headings, passage.column, passage.label)
        key = (name, *above)
        if key not in self._contexts:
            self._contexts[key] = frozenset(hit.list_ for text in above for hit in net.find(Cut.of(text)))
        return self._contexts[key]


def _fitting(found: list[Hit], sign: Sign, numbers: Mapping[tuple[str, ...], int], around: Sequence[Hit]) -> list[Hit]:
    """The hits that count; none where what stands around them speaks against the sign."""
    lists = {hit.list_ for hit in around}
    if (sign.with_ and numbers[sign.with_] not in lists) or numbers[sign.unless] in lists:
        return []
    larger = [hit for hit in around if hit.list_ == numbers[sign.part_of]]
    return [hit for hit in found if not any(one.start <= hit.start and hit.end <= one.end for one in larger)]


def _is_there(where: Where, passage: Passage, paper: Paper) -> bool:
    if where is Where.TITLE:
        return True
    if where is Where.HEADING:
        return passage.kind is Kind.HEADING
    if where is Where.OPENING:
        return passage.number in paper.opening
    return passage.number in paper.purpose


def sentences(passage: Passage) -> Iterable[str]:
    """The sentences of a passage, addresses of the web left out; the label of a form's row stands before the first."""
    text = passage.text
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if passage.label and not passage.column:
        text = f"{passage.label.rstrip(':')}: {text}"
    return _parted(text) if len(text) > _SHORT else (text,)


def _parted(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        stop = end.start() + 1
        if not _is_abbreviation(text, stop):
            yield text[start:stop]
            start = end.end()
    yield text[start:]


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the stop before `stop` ends "e.g.", "i.e." or an initial."""
    before = text[max(0, stop - 4) : stop]
    return before.endswith(("e.g.", "i.e.")) or (before[-2:-1].isupper() and not before[-3:-2].isalnum())
