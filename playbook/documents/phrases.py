"""All phrases of all rules in one net of words: a text is read once, however many rules there are."""

from __future__ import annotations

import re
from collections.abc import Sequence as Words
from typing import Any, NamedTuple

from playbook.documents.phrase import BLANKS, GAP, NUMBER, SUM, Part, Sequence, parse

_REACH = 9
_END = ""
_DIGIT = re.compile("[0-9£]")
Node = dict[str, list[Any]]


class Hit(NamedTuple):
    """Where a phrase of list `list_` stands among the words of a sentence: from `start` to before `end`."""

    list_: int
    start: int
    end: int


class Phrases:
    """The net. Each list of phrases has a number, given by `add`."""

    def __init__(self) -> None:
        self._any: Node = {}
        self._cased: Node = {}
        self._lists: dict[tuple[str, ...], int] = {}
        self._merged: dict[str, Node] = {}

    def add(self, phrases: Words[str]) -> int:
        """The number of a list of phrases; -1 for an empty one. Raises ValueError as `parse` does."""
        if not phrases:
            return -1
        key = tuple(phrases)
        if key not in self._lists:
            self._lists[key] = len(self._lists)
            for phrase in phrases:
                self._insert(phrase, self._lists[key])
        return self._lists[key]

    def _insert(self, phrase: str, list_: int) -> None:
        start: Node = {}
        for node in _chained([start], parse(phrase)):
            node[_END] = [list_]
        root = self._any if phrase == phrase.lower() else self._cased
        for word, nodes in start.items():
            root.setdefault(word, []).extend(nodes)

    def find(self, text: str) -> list[Hit]:
        """Every phrase that stands in `text`, one sentence; linear in its length."""
        plain = text.translate(BLANKS)
        lower = plain.lower().split()
        found: list[Hit] = []
        first = self._any
        for start, word in enumerate(lower):
            if word in first:
                self._walk(first, word, lower, start, found)
        if _DIGIT.search(plain):
            for start, word in enumerate(lower):
                if (kind := _kind(word)) in first:
                    self._walk(first, kind, lower, start, found)
        if self._cased and not self._cased.keys().isdisjoint(words := plain.split()):
            for start, word in enumerate(words):
                if word in self._cased:
                    self._walk(self._cased, word, words, start, found)
        return found

    def _walk(self, root: Node, first: str, words: list[str], start: int, found: list[Hit]) -> None:
        """Add each phrase that begins with the word at `start`. What follows that word is merged when it is first met."""
        key = first if root is self._any else f"{first} "
        if key not in self._merged:
            self._merged[key] = _merged(root[first])
        node = self._merged[key]
        if _END in node:
            found += [Hit(list_, start, start + 1) for list_ in node[_END]]
        at = start + 1
        if at == len(words):
            return
        waiting = [(after, at + 1) for after in node.get(words[at], ())]
        if NUMBER in node or SUM in node:
            waiting += [(after, at + 1) for after in node.get(_kind(words[at]), ())]
        if GAP in node:
            _over_gap(node[GAP], words, at, waiting)
        if waiting:
            _walk(waiting, words, start, found)


def _merged(nodes: list[Node]) -> Node:
    """All nodes as one, and likewise their gaps."""
    merged: Node = {}
    for node in nodes:
        for key, after in node.items():
            merged.setdefault(key, []).extend(after)
    if len(merged.get(GAP, ())) > 1:
        merged[GAP] = [_merged(merged[GAP])]
    return merged


def _over_gap(gaps: list[Node], words: list[str], at: int, waiting: list[tuple[Node, int]]) -> None:
    """Add to `waiting` what follows a gap that begins at `at`."""
    reach = words[at : at + _REACH]
    for gap in gaps:
        if not gap.keys().isdisjoint(reach):
            for further, word in enumerate(reach, at + 1):
                if word in gap:
                    waiting += [(after, further) for after in gap[word]]
        if NUMBER in gap or SUM in gap:
            for further, word in enumerate(reach, at + 1):
                waiting += [(after, further) for after in gap.get(_kind(word), ())]


def _kind(word: str) -> str:
    """What stands for a word in a phrase where it is a number or a sum."""
    if word[0] == "£":
        return SUM
    return NUMBER if word[0].isdecimal() else "-"


def _walk(waiting: list[tuple[Node, int]], words: list[str], start: int, found: list[Hit]) -> None:
    """Add each phrase that began at `start` and has come to the nodes of `waiting`, each with the place behind it."""
    count = len(words)
    while waiting:
        node, at = waiting.pop()
        if _END in node:
            found.append(Hit(node[_END][0], start, at))
        if at < count:
            waiting += [(after, at + 1) for after in node.get(words[at], ())]
            if NUMBER in node or SUM in node:
                waiting += [(after, at + 1) for after in node.get(_kind(words[at]), ())]
            if GAP in node:
                _over_gap(node[GAP], words, at, waiting)


def _chained(open_: list[Node], sequence: Sequence) -> list[Node]:
    """The nodes that are reached from `open_` by a sequence."""
    for part in sequence:
        open_ = _gapped(open_) if part == [[GAP]] else _linked(open_, part)
    return open_


def _gapped(open_: list[Node]) -> list[Node]:
    gap: Node = {}
    for node in open_:
        node.setdefault(GAP, []).append(gap)
    return [gap]


def _linked(open_: list[Node], part: Part) -> list[Node]:
    """The nodes behind a part: one for all that is written in words, and those of the sequences in it."""
    end: Node = {}
    after = [end]
    for one in part:
        if isinstance(one, Sequence):
            after += _chained(open_, one)
        elif not one:
            after += open_
        else:
            for node in open_:
                for word in one[:-1]:
                    between: Node = {}
                    node.setdefault(word, []).append(between)
                    node = between
                node.setdefault(one[-1], []).append(end)
    return after
