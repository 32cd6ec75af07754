"""Text → nodes: scalars, mappings and sequences that know their place.

YAML is read as its 1.2 core schema with every scalar as text, so that `yes` stays the word "yes". What a form for
people never needs is refused by name: anchors, aliases, tags, several documents, more than 32 levels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from playbook.load.text import Problems, Text, in_order, refuse_invisible
from playbook.model import BadInput, Place, Problem

if TYPE_CHECKING:
    from playbook.load.traps import Mended

MAX_DEPTH = 32
MAX_EVENTS = 100_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_LOADER = yaml.SafeLoader
_MOST_FOR_PLAIN = 100_000
_GAP = re.compile(r"(?<=[^ \t\r\n])[ \t]++|(?:^|(?<=[\r\n]))[ \t]++(?=[\r\n]|$)")
_TAB = re.compile(r"(?:^|(?<=[\r\n])) *+\t")
_TIGHT_SIGN = re.compile(r"[|>][-+0-9]*#")
_SIGN = re.compile(r"(?<!\S)#")
_LOST = re.compile(r"#[^\s#]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar(NamedTuple):
    text: str
    start: int
    end: int
    plain: bool

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in _NULLS


class Map(NamedTuple):
    pairs: list[tuple[Scalar, Node]]
    start: int
    end: int
    flow: bool


class Seq(NamedTuple):
    items: list[Node]
    start: int
    end: int
    flow: bool


Node = Scalar | Map | Seq
_new = tuple.__new__  # makes a record in half the time of its class, in the innermost loop


def parse(text: Text) -> tuple[Node | None, list[Problem]]:
    """The file's one document as nodes, with every problem of its YAML; no node where it holds nothing.

    Where the text is not YAML, the lines that commonly break it are named and mended in memory, so that what else is
    wrong is found too. Raises BadInput where reading on makes no sense.
    """
    refuse_invisible(text)
    text = _without_tabs(text)
    try:
        return _read(text)
    except yaml.YAMLError as error:
        from playbook.load.broken import broken
        from playbook.load.traps import mended

        mend = mended(text)
        if not mend.problems:
            return None, [broken(text, error)]
    return _read_mended(text, mend)


def _without_tabs(text: Text) -> Text:
    """A tab within a line or at its end is read as a space; one that indents is left, and is a problem."""
    if "\t" not in text.content:
        return text
    return Text(text.file, _GAP.sub(lambda gap: " " * len(gap.group()), text.content))


def _read_mended(text: Text, mend: Mended) -> tuple[Node | None, list[Problem]]:
    from playbook.load.broken import broken

    named = {problem.place.line for problem in mend.problems}
    mended_text = Text(text.file, mend.content)
    try:
        node, problems = _read(mended_text)
    except BadInput as bad:
        raise BadInput(in_order((*mend.problems, *bad.problems))) from None
    except yaml.YAMLError as error:
        node, problems = None, [] if mend.guessed else [broken(mended_text, error)]
    kept = [problem for problem in problems if problem.place.line not in named]
    return node and _moved(node, mended_text, text), mend.problems + kept


def _moved(node: Node, source: Text, target: Text) -> Node:
    """The node with its places in `source` as places in `target`, which has the same lines."""

    def start(index: int) -> int:
        place = source.place(index)
        begins = target.line_starts[place.line - 1]
        return begins + min(place.column - 1, len(target.line_at(begins)))

    if isinstance(node, Scalar):
        return node._replace(start=start(node.start))
    if isinstance(node, Seq):
        return node._replace(start=start(node.start), items=[_moved(item, source, target) for item in node.items])
    pairs = [(key._replace(start=start(key.start)), _moved(value, source, target)) for key, value in node.pairs]
    return node._replace(start=start(node.start), pairs=pairs)


def _read(text: Text) -> tuple[Node | None, list[Problem]]:
    """Read with the fast loader; the plain one, which every machine has, decides what is not YAML, and where."""
    is_long = len(text.content) > _MOST_FOR_PLAIN
    is_indented_by_tabs = "\t" in text.content and _TAB.search(text.content)
    try:
        return _Builder(text, LOADER if is_long or not is_indented_by_tabs else _PLAIN_LOADER).document()
    except yaml.YAMLError:
        if is_long or LOADER is _PLAIN_LOADER:
            raise
    return _Builder(text, _PLAIN_LOADER).document()


class _Builder:
    def __init__(self, text: Text, loader: Any) -> None:
        self.text = text
        self.loader = loader
        self.is_sure = loader is _PLAIN_LOADER or len(text.content) > _MOST_FOR_PLAIN
        self.problems = Problems()
        self.may_lose = "#" in text.content
        self.scalars: list[tuple[int, int]] = []

    def document(self) -> tuple[Node | None, list[Problem]]:
        """Raises yaml.YAMLError, and BadInput where too much stands inside each other."""
        node: Node | None = None
        try:
            events: Iterator[Any] = iter(self.loader(self.text.content).get_event, None)
            events = chain(islice(events, MAX_EVENTS), self._too_many())
            for event in events:
                if type(event) is StreamEndEvent:
                    break
                if type(event) is DocumentStartEvent:
                    if node is not None:
                        self._report_second_document(event)
                        break
                    node = self._node(next(events), events, 0)
        except ValueError as error:
            raise yaml.YAMLError(str(error)) from None
        if self.may_lose:
            self._report_lost()
        return node, self.problems

    def _too_many(self) -> Iterator[Any]:
        """What comes after the last event that is read; nothing in a file of a usual size gets there."""
        message = f"the file holds more than {MAX_EVENTS:,} entries"
        raise BadInput((Problem(Place(self.text.file), message, "Is it the right file?"),))
        yield

    def _report_second_document(self, event: Any) -> None:
        hint = "Delete the line ---, and put everything under one heading."
        self._report(event, "a second document starts here; a file holds one", hint)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._report(event, f"more than {MAX_DEPTH} levels stand inside each other here")
            raise BadInput(tuple(self.problems))
        if kind is AliasEvent:
            self._refuse(event, "an alias (*)")
            return Scalar("", event.start_mark.index, event.end_mark.index, True)
        if event.anchor or event.tag:
            self._refuse_sign(event)
        inside = self._map if kind is MappingStartEvent else self._seq
        return inside(event, events, depth)

    def _scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        if self.may_lose:
            self.scalars.append((start, end))
        if event.anchor or event.tag:
            self._refuse_sign(event)
        if style:
            self._distrust_style(event, start)
        return _new(Scalar, (event.value, start, end, not style))

    def _distrust_style(self, event: Any, start: int) -> None:
        """Raises yaml.YAMLError for what one of the two loaders lets pass in a quoted or a block text."""
        if event.style == '"' and _SURROGATE.search(event.value):
            raise yaml.YAMLError("a code in double quotes names no character")
        if _TIGHT_SIGN.match(self.text.content, start):
            raise yaml.YAMLError("a comment stands right behind the sign of a block text")

    def _seq(self, event: Any, events: Iterator[Any], depth: int) -> Seq:
        items = []
        for inner in events:
            if type(inner) is SequenceEndEvent:
                break
            items.append(self._node(inner, events, depth + 1))
        if event.flow_style:
            self._distrust_brackets(event, inner)
        return Seq(items, event.start_mark.index, inner.end_mark.index, event.flow_style)

    def _map(self, event: Any, events: Iterator[Any], depth: int) -> Map:
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        for inner in events:
            if type(inner) is MappingEndEvent:
                break
            key = self._scalar(inner) if type(inner) is ScalarEvent else self._node(inner, events, depth + 1)
            below = next(events)
            value = self._scalar(below) if type(below) is ScalarEvent else self._node(below, events, depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(
                    self.text.problem(key.start, "a name is expected here", "Write it as: name: value")
                )
            elif key.text in first:
                self._report_twice(key, first[key.text])
            elif key.text == "<<":
                self._refuse(event, "a merge (<<)", key.start)
            else:
                first[key.text] = key
                pairs.append((key, value))
        if event.flow_style:
            self._distrust_brackets(event, inner)
        return Map(pairs, event.start_mark.index, inner.end_mark.index, event.flow_style)

    def _distrust_brackets(self, start: Any, end: Any) -> None:
        """The fast loader takes a question mark in brackets for text, where the plain one does not."""
        if not self.is_sure and "?" in self.text.content[start.start_mark.index : end.end_mark.index]:
            raise yaml.YAMLError("a question mark stands in brackets")

    def _report_twice(self, key: Scalar, before: Scalar) -> None:
        line = self.text.place(before.start).line
        message = f"“{key.text}” stands twice; the first is in line {line}"
        self.problems.append(self.text.problem(key.start, message, "Keep one of the two."))

    def _report_lost(self) -> None:
        """Name what follows ` #` behind a text, unless a space after the sign shows that a comment is meant."""
        content, comment_ends = self.text.content, 0
        for match in _SIGN.finditer(content):
            at = match.start()
            if at < comment_ends or self._is_in_text(at):
                continue
            comment_ends = self.text.line_end(at)
            if _LOST.match(content, at) and content[self.text.line_start(at) : at].strip():
                self._report_lost_at(at)

    def _report_lost_at(self, at: int) -> None:
        from playbook.load.traps import lost

        trap = lost(self.text.line_at(at), self.text.place(at).column - 1)
        self.problems.append(self.text.problem(at, trap.message, trap.hint))

    def _is_in_text(self, index: int) -> bool:
        """Whether `index` lies inside a scalar; the line that opens a block text is not yet part of it."""
        start, end = self.scalars[bisect_right(self.scalars, (index,)) - 1] if self.scalars else (0, 0)
        if not start < index < end:
            return False
        return self.text.content[start] not in "|>" or self.text.place(start).line < self.text.place(index).line

    def _refuse_sign(self, event: Any) -> None:
        """Where a tag ends, the two loaders differ: the plain one decides."""
        if event.tag and not self.is_sure:
            raise yaml.YAMLError("a tag is not used in these files")
        self._refuse(event, "an anchor (&)" if event.anchor else "a tag (!)")

    def _refuse(self, event: Any, what: str, at: int = -1) -> None:
        hint = "Write the value out in full. If the sign belongs to the text, put the text in double quotes."
        start = event.start_mark.index if at < 0 else at
        self.problems.append(self.text.problem(start, f"{what} is not used in these files", hint))

    def _report(self, event: Any, message: str, hint: str = "") -> None:
        self.problems.append(self.text.problem(event.start_mark.index, message, hint))
