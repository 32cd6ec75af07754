"""All phrases of all rules in one net of words: a text is read once, however many rules there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from playbook.documents.phrase import GAP, NUMBER, SUM, Lists, Part, Sequence, parse, plain

_REACH = 9
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

    __slots__ = ("_plain", "has_number", "lower")

    def __init__(self, text: str) -> None:
        self._plain = plain(text)
        self.lower = self._plain.lower().split()
        self.has_number = _DIGIT.search(self._plain) is not None

    @property
    def words(self) -> list[str]:
        return self._plain.split()


class _Start(NamedTuple):
    """What may follow a word with which phrases begin."""

    node: Node
    next: frozenset[str]
    gap: frozenset[str]
    ends: list[int]


class Phrases:
    """The net of words. Each list of phrases has a number, given by `add`."""

    def __init__(self) -> None:
        self._any = _Root()
        self._cased = _Root()

    def add(self, list_: int, phrases: Iterable[str], lists: Lists) -> None:
        """Let what is found of `phrases` bear the number `list_`. Raises ValueError as `parse` does."""
        for phrase in phrases:
            start: Node = {}
            for node in _chained([start], parse(phrase, lists)):
                node[_END] = [list_]
            root = self._any if phrase == phrase.lower() else self._cased
            for word, nodes in start.items():
                root.setdefault(word, []).extend(nodes)

    def find(self, cut: Cut) -> list[Hit]:
        """Every phrase that stands in a sentence; linear in its length."""
        found: list[Hit] = []
        self._any.find(cut.lower, cut.lower, found)
        if cut.has_number and (NUMBER in self._any or SUM in self._any):
            self._any.find(list(map(_kind, cut.lower)), cut.lower, found)
        if self._cased:
            words = cut.words
            self._cased.find(words, words, found)
        return found


class _Root(Node):
    """The words with which phrases begin, each with its nodes. What follows a word is merged when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: dict[str, _Start] = {}

    def find(self, keys: list[str], words: list[str], found: list[Hit]) -> None:
        """Add each phrase that begins with one of `keys`, which stand for `words` one by one."""
        starts = self.starts
        count = len(words)
        for at, key in enumerate(keys, 1):
            if key not in self:
                continue
            start = starts.get(key) or self._start(key)
            if start.ends:
                found += [Hit(list_, at - 1, at) for list_ in start.ends]
            if at < count and (words[at] in start.next or not start.gap.isdisjoint(words[at : at + _REACH])):
                _walk([(start.node, at)], words, at - 1, found)
            elif at < count and _OPEN in start.next:
                _walk([(start.node, at)], words, at - 1, found)

    def _start(self, key: str) -> _Start:
        node = _merged(self[key])
        ends = node.pop(_END, [])
        gap = frozenset(word for gap in node.get(GAP, ()) for word in gap)
        is_open = NUMBER in node or SUM in node or NUMBER in gap or SUM in gap
        self.starts[key] = _Start(node, frozenset([*node, _OPEN] if is_open else node), gap, ends)
        return self.starts[key]


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
