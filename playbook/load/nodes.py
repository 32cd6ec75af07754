"""Text → nodes: scalars, mappings and sequences that know their place.

YAML is read as its 1.2 core schema with every scalar as text, so that `yes` stays the word "yes". What a form for people
never needs is refused by name: anchors, aliases, tags, several documents, more than 32 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from playbook.load.text import Text
from playbook.load.traps import mended, quoted
from playbook.model import BadInput, Problem

MAX_DEPTH = 32
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOST = re.compile(r"[ \t]+#[^\s#]")
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


def parse(text: Text) -> tuple[Node | None, list[Problem]]:
    """The file's one document as nodes, with every problem of its YAML; no node where it holds nothing.

    Where the text is not YAML, the lines that commonly break it are named and mended in memory, so that what else is wrong is found too.
    """
    try:
        builder = _Builder(text)
        return builder.document(), builder.problems
    except yaml.YAMLError as error:
        mend, traps = mended(text)
        if not traps:
            return None, [_broken(text, error)]
    try:
        builder = _Builder(Text(text.file, mend))
        node = builder.document()
        named = {problem.place.line for problem in traps}
        return node, traps + [p for p in builder.problems if p.place.line not in named]
    except yaml.YAMLError as error:
        guessed = any("tab" in problem.message for problem in traps)
        return None, traps if guessed else [*traps, _broken(Text(text.file, mend), error)]


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.may_lose = _LOST.search(text.content) is not None

    def document(self) -> Node | None:
        """Raises yaml.YAMLError, and BadInput where reading on makes no sense."""
        events: Iterator[yaml.Event] = yaml.parse(self.text.content, Loader=LOADER)
        node: Node | None = None
        for event in events:
            if type(event) is yaml.DocumentStartEvent:
                if node is not None:
                    raise BadInput((*self.problems, self._second_document(event)))
                node = self._node(next(events), events, 0)
        return node

    def _second_document(self, event: yaml.Event) -> Problem:
        hint = "Delete the line ---, and put everything under one heading."
        return self._problem(event, "a second document starts here; a file holds one", hint)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            raise BadInput(
                (*self.problems, self._problem(event, f"more than {MAX_DEPTH} levels stand inside each other here"))
            )
        if kind is yaml.AliasEvent:
            self._refuse(event, "an alias (*)")
            return Scalar("", event.start_mark.index, event.end_mark.index, True)
        if event.anchor or event.tag:
            self._refuse(event, "an anchor (&)" if event.anchor else "a tag (!)")
        if kind is yaml.MappingStartEvent:
            return self._map(event, events, depth)
        return self._seq(event, events, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end, plain = event.start_mark.index, event.end_mark.index, not event.style
        if event.anchor or event.tag:
            self._refuse(event, "an anchor (&)" if event.anchor else "a tag (!)")
        return Scalar(event.value, start, end, plain)

    def _seq(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Seq:
        items = []
        for inner in events:
            if type(inner) is yaml.SequenceEndEvent:
                break
            items.append(self._node(inner, events, depth + 1))
            self._report_lost(items[-1], inner.start_mark.index)
        return Seq(items, event.start_mark.index, inner.end_mark.index, event.flow_style)

    def _map(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Map:
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        for inner in events:
            if type(inner) is yaml.MappingEndEvent:
                break
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(
                    self.text.problem(key.start, "a name is expected here", "Write it as: name: value")
                )
            elif key.text in first:
                self._report_twice(key, first[key.text])
            else:
                first[key.text] = key
                pairs.append((key, value))
                self._report_lost(value, key.end + 1)
        return Map(pairs, event.start_mark.index, inner.end_mark.index, event.flow_style)

    def _report_twice(self, key: Scalar, before: Scalar) -> None:
        line = self.text.place(before.start).line
        message = f"“{key.text}” stands twice; the first is in line {line}"
        self.problems.append(self.text.problem(key.start, message, "Keep one of the two."))

    def _report_lost(self, value: Node, name_end: int) -> None:
        """Name what follows ` #` behind a plain text, unless it looks like a comment."""
        if not (self.may_lose and isinstance(value, Scalar) and value.plain):
            return
        content = self.text.content
        start = value.start if value.text else name_end
        end = start + len(content[start : value.end].rstrip()) if value.text else start
        line = self.text.line_at(end)
        line_start = end - self.text.place(end).column + 1
        rest = line[end - line_start :]
        if not _LOST.match(rest):
            return
        at = end + rest.index("#")
        hint = "Put “>” after the name, and the text on the lines below it."
        if start >= line_start:
            hint = (
                f"Write: {line[: start - line_start].strip()} {quoted(content[start : line_start + len(line)].strip())}"
            )
        message = f"“{rest[rest.index('#') :]}” would be lost, because YAML takes what follows “ #” for a comment"
        self.problems.append(self.text.problem(at, message, f"{hint}   (or put a space after # if a comment is meant)"))

    def _refuse(self, event: yaml.Event, what: str) -> None:
        hint = "Write the value out in full. If the sign belongs to the text, put the text in double quotes."
        self.problems.append(self._problem(event, f"{what} is not used in these files", hint))

    def _problem(self, event: yaml.Event, message: str, hint: str = "") -> Problem:
        return self.text.problem(event.start_mark.index, message, hint)


def _broken(text: Text, error: yaml.YAMLError) -> Problem:
    """Our own words for what the two YAML loaders say, and place, differently."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = min(mark.index, max(len(text.content) - 1, 0)) if mark else 0
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    for words, message, hint in _BROKEN:
        if words in said:
            return text.problem(index, message, hint)
    return text.problem(index, "this cannot be read as YAML", "Compare the line with its neighbours.")


_INDENT = "Lines that belong together start in the same column; what belongs below a line starts two spaces further in."
_BROKEN = (
    (
        "flow",
        "a bracket is opened and not closed, or a comma is missing",
        "Put a text that has brackets in double quotes.",
    ),
    (
        "quoted scalar",
        "a quotation mark is opened and never closed",
        "Close it, or put the whole text in double quotes.",
    ),
    ("block collection", "this line starts in a column that matches no line above it", _INDENT),
    ("block mapping", "this line starts in a column that matches no line above it", _INDENT),
    ("simple key", "this line is neither “name: value” nor part of the text above it", _INDENT),
    ("mapping values", "a second “name:” stands in a line that already has a value", _INDENT),
    ("mapping keys", "a name is not expected here", _INDENT),
    ("cannot start any token", "this character cannot start a text", "Put the whole text in double quotes."),
)
