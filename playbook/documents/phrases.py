"""All phrases of all rules in one net of words: a text is read once, however many rules there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Sequence_
from typing import Any, NamedTuple

from playbook.documents.phrase import GAP, NUMBER, REACH, SUM, Lists, Part, Sequence, anchored, parse, plain

_END = ""
_PARTING = "\x1e"
_DIGIT = re.compile("[0-9£]")
Node = dict[str, list[Any]]


class Hit(NamedTuple):
    """Where a phrase of list `list_` stands among the words of a sentence: from `start` to before `end`."""

    list_: int
    start: int
    end: int


class Cut:
    """The words of a sentence, as written and in lower case."""

    __slots__ = ("_bare", "has_number", "lower")

    def __init__(self, bare: str, lower: str) -> None:
        self._bare = bare
        self.lower = lower.split()
        self.has_number = _DIGIT.search(bare) is not None

    @classmethod
    def of(cls, text: str) -> Cut:
        bare = plain(text)
        return cls(bare, bare.lower())

    @property
    def words(self) -> list[str]:
        return self._bare.split()


def cuts(sentences: Sequence_[str]) -> Iterator[Cut]:
    """Each sentence cut into its words; those in plain letters are made bare together, in a fraction of the time."""
    usual = [sentence for sentence in sentences if sentence.isascii() and _PARTING not in sentence]
    bare = plain(_PARTING.join(usual))
    made = map(Cut, bare.split(_PARTING), bare.lower().split(_PARTING))
    for sentence in sentences:
        yield next(made) if sentence.isascii() and _PARTING not in sentence else Cut.of(sentence)


class _End(NamedTuple):
    """The end of a phrase of list `list_`; one of `before`, if any, must stand up to `reach` words before it."""

    list_: int
    before: frozenset[str] = frozenset()
    reach: int = 1


class _Start:
    """What may follow a word with which phrases begin; worked out when that word is first met."""

    __slots__ = ("ends", "following", "gap", "is_open", "node", "nodes")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.node: Node = {}

    def meet(self) -> None:
        self.node = node = _merged(self.nodes)
        gaps = node.get(GAP, ())
        self.ends = node.get(_END, [])
        self.following = frozenset(node)
        self.gap = frozenset(word for gap in gaps for word in gap)
        self.is_open = any(kind in one for kind in (NUMBER, SUM) for one in (node, *gaps))


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
                    root.setdefault(word, _Start()).nodes.extend(nodes)

    def find(self, cut: Cut) -> list[Hit]:
        """Every phrase that stands in a sentence; linear in its length."""
        found: list[Hit] = []
        self._any.find(cut.lower, cut.lower, found)
        if cut.has_number and (NUMBER in self._any or SUM in self._any):
            self._any.find(map(_kind, cut.lower), cut.lower, found)
        if self._cased and not self._cased.keys().isdisjoint(cut.words):
            self._cased.find(cut.words, cut.words, found)
        return found


class _Root(dict[str, _Start]):
    """The words with which phrases begin."""

    def find(self, keys: Iterable[str], words: list[str], found: list[Hit]) -> None:
        """Add each phrase that begins with one of `keys`, which stand for `words` one by one."""
        following = [*words[1:], _PARTING]
        for at, (start, word) in enumerate(zip(map(self.get, keys), following, strict=False), 1):
            if start is None:
                continue
            if not start.node:
                start.meet()
            if start.ends:
                _end(start.ends, words, at - 1, at, found)
            if (
                word in start.following
                or (start.gap and not start.gap.isdisjoint(words[at : at + REACH]))
                or start.is_open
            ):
                _walk(start.node, words, at, found)


def _end(ends: list[_End], words: list[str], start: int, at: int, found: list[Hit]) -> None:
    """Add the phrases that end before `at`, from the word that must stand before them, if any."""
    for end in ends:
        if not end.before:
            found.append(Hit(end.list_, start, at))
            continue
        near = range(max(0, start - end.reach), start)
        found += [Hit(end.list_, place, at) for place in near if words[place] in end.before]


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
            _over_gap(_only(node, GAP), words[at : at + REACH], at, waiting)


def _over_gap(gap: Node, reach: list[str], at: int, waiting: list[tuple[Node, int]]) -> None:
    """Add to `waiting` what stands behind each word that the gap reaches."""
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
                _behind(node, one[:-1]).setdefault(one[-1], []).append(end)
    return after


def _behind(node: Node, words: list[str]) -> Node:
    """A new node behind some words, each in a node of its own; the node itself behind none."""
    for word in words:
        between: Node = {}
        node.setdefault(word, []).append(between)
        node = between
    return node
