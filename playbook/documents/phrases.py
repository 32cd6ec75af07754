"""All phrases of all rules in one net of words: a text is read once, however many rules there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from playbook.documents.phrase import GAP, NUMBER, REACH, SUM, Lists, Part, Sequence, anchored, parse, plain

_END = ""
_OPEN = "-"
_DIGIT = re.compile("[0-9£]")
Node = dict[str, list[Any]]


class Hit(NamedTuple):
    """Where a phrase of list `list_` stands among the words of a sentence: from `start` to before `end`."""

    list_: int
    start: int
    end: int


class Cut:
    """The words of a sentence, as written and in lower case."""

    __slots__ = ("has_number", "lower", "words")

    def __init__(self, text: str) -> None:
        bare = plain(text)
        self.words = bare.split()
        self.lower = bare.lower().split()
        self.has_number = _DIGIT.search(bare) is not None


class _End(NamedTuple):
    """The end of a phrase of list `list_`; one of `before`, where there are any, must stand up to `reach` words before."""

    list_: int
    before: frozenset[str] = frozenset()
    reach: int = 1


class _Start(NamedTuple):
    """What may follow a word with which phrases begin; `is_open` tells that it may be a number."""

    node: Node
    next: frozenset[str]
    gap: frozenset[str]
    ends: list[_End]
    is_open: bool


class Phrases:
    """The net of words. Each list of phrases has a number, given by `add`."""

    def __init__(self) -> None:
        self._any = _Root()
        self._cased = _Root()

    def add(self, list_: int, phrases: Iterable[str], lists: Lists) -> None:
        """Let what is found of `phrases` bear the number `list_`. Raises ValueError as `parse` does."""
        for phrase in phrases:
            root = self._any if phrase == phrase.lower() else self._cased
            for sequence, before, reach in anchored(parse(phrase, lists)):
                start: Node = {}
                for node in _chained([start], sequence):
                    node.setdefault(_END, []).append(_End(list_, before, reach))
                for word, nodes in start.items():
                    root.setdefault(word, []).extend(nodes)

    def find(self, cut: Cut) -> list[Hit]:
        """Every phrase that stands in a sentence; linear in its length."""
        found: list[Hit] = []
        self._any.find(cut.lower, cut.lower, found)
        if cut.has_number and (NUMBER in self._any or SUM in self._any):
            self._any.find(list(map(_kind, cut.lower)), cut.lower, found)
        if self._cased and not self._cased.keys().isdisjoint(cut.words):
            self._cased.find(cut.words, cut.words, found)
        return found


class _Root(Node):
    """The words with which phrases begin, each with its nodes. What follows a word is merged when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: dict[str, _Start] = {}

    def find(self, keys: list[str], words: list[str], found: list[Hit]) -> None:
        """Add each phrase that begins with one of `keys`, which stand for `words` one by one."""
        ready = self.starts.get
        count = len(words)
        for at, key in enumerate(keys, 1):
            if key in self:
                node, following, gap, ends, is_open = ready(key) or self._start(key)
                if ends:
                    _end(ends, words, at - 1, at, found)
                if at < count and (
                    words[at] in following or (gap and not gap.isdisjoint(words[at : at + REACH])) or is_open
                ):
                    _walk(node, words, at, found)

    def _start(self, key: str) -> _Start:
        node = _merged(self[key])
        ends = node.get(_END, [])
        gap = frozenset(word for gap in node.get(GAP, ()) for word in gap)
        is_open = NUMBER in node or SUM in node or NUMBER in gap or SUM in gap
        self.starts[key] = _Start(node, frozenset(node), gap, ends, is_open)
        return self.starts[key]


def _end(ends: list[_End], words: list[str], start: int, at: int, found: list[Hit]) -> None:
    """Add the phrases that end before `at`, from the word that must stand before them, if any."""
    for end in ends:
        if not end.before:
            found.append(Hit(end.list_, start, at))
            continue
        for place in range(max(0, start - end.reach), start):
            if words[place] in end.before:
                found.append(Hit(end.list_, place, at))


def _merged(nodes: list[Node]) -> Node:
    """All nodes as one."""
    merged: Node = {}
    for node in nodes:
        for key, after in node.items():
            merged.setdefault(key, []).extend(after)
    return merged


def _kind(word: str) -> str:
    """What stands for a word in a phrase where it is a number or a sum."""
    if word[0] == "£":
        return SUM
    return NUMBER if word[0].isdecimal() else "-"


def _walk(node: Node, words: list[str], at: int, found: list[Hit]) -> None:
    """Add each phrase of which the word before `at` is the first, and behind which `node` stands."""
    start = at - 1
    count = len(words)
    waiting = [(node, at)]
    while waiting:
        node, at = waiting.pop()
        if _END in node and at > start + 1:
            _end(node[_END], words, start, at, found)
        if at == count:
            continue
        if words[at] in node:
            waiting.append((_only(node, words[at]), at + 1))
        if NUMBER in node or SUM in node:
            _over(node, words[at : at + 1], at, waiting, numbers=True)
        if GAP in node:
            gap = _only(node, GAP)
            reach = words[at : at + REACH]
            if not gap.keys().isdisjoint(reach):
                _over(gap, reach, at, waiting)
            if NUMBER in gap or SUM in gap:
                _over(gap, reach, at, waiting, numbers=True)


def _only(node: Node, key: str) -> Node:
    """The one node behind a word; where there were several, they are merged for good."""
    nodes: list[Node] = node[key]
    if len(nodes) > 1:
        node[key] = nodes = [_merged(nodes)]
    return nodes[0]


def _over(node: Node, words: list[str], at: int, waiting: list[tuple[Node, int]], *, numbers: bool = False) -> None:
    """Add to `waiting` what stands behind each of `words`, the first of which is at `at`."""
    for place, word in enumerate(words, at + 1):
        key = _kind(word) if numbers else word
        if key in node:
            waiting.append((_only(node, key), place))


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
