"""Nodes → values. A form is one mapping of a file: it hands out its fields, and notes what is missing or unknown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from playbook.load.nodes import Map, Node, Scalar, Seq
from playbook.load.text import Problems, Text
from playbook.model import Place

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[ ./-]+([A-Za-z]+|[0-9]{1,2})[ ./,-]+([0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIGHT = re.compile(r"([a-z][a-z0-9-]*:)([^\s/:]\S*)")
_LONGEST_WORD = 60
_ONE_OF = {
    "claims": "claim",
    "sources": "source",
    "who": "role",
    "in": "kind of document",
    "needs": "such need as",
    "marked": "mark",
    "settled-by": "item",
    "days": "fact with a day",
    "begins-on": "fact with a day",
}
Choice = TypeVar("Choice", bound=StrEnum)


class Reader:
    """Reads values from nodes; every problem is kept, and a value that makes no sense is read as empty."""

    def __init__(self, text: Text) -> None:
        self.source = text
        self.problems = Problems()

    def report(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(node.start, message, hint))

    def report_unknown(self, node: Scalar, what: str, known: Collection[str], value: str = "") -> None:
        self.report(node, f"there is no {what} “{value or node.text}”", nearest(value or node.text, known))

    def place(self, node: Node) -> Place:
        return self.source.place(node.start)

    def text(self, node: Node, what: str) -> str:
        if isinstance(node, Scalar):
            return "" if node.is_null else node.text.strip()
        self.report(node, f"{what}: one text is expected here, and not {_kind(node)}", "Put the text after the colon.")
        return ""

    def date(self, node: Node, what: str) -> date | None:
        text = self.text(node, what)
        if not text:
            return None
        try:
            if _ISO_DATE.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        meant = _day_first(text)
        hint = f"Write: {meant}" if meant else "Write it as year-month-day: 2026-11-30"
        self.report(node, f"{what}: “{text}” is not a date", hint)
        return None

    def choice(self, node: Node, what: str, kind: type[Choice]) -> Choice | None:
        text = self.text(node, what)
        if text in tuple(kind):
            return kind(text)
        hint = nearest(text, tuple(kind)) if closest(text, tuple(kind)) else ""
        self.report(node, f"{what}: “{text}” is not one of {', '.join(kind)}", hint)
        return None

    def nodes(self, node: Node, what: str) -> list[Scalar]:
        """The ids of a list, with their places."""
        if isinstance(node, Seq) and all(isinstance(item, Scalar) for item in node.items):
            return [item for item in node.items if isinstance(item, Scalar)]
        if isinstance(node, Seq) and (pairs := [one for one in node.items if isinstance(one, Map) and one.pairs]):
            for pair in pairs:
                hint = f'Put the line in quotation marks: - "{pair.pairs[0][0].text}: …"'
                self.report(pair, f"{what}: a line with “: ” in it needs quotation marks", hint)
            return []
        example = f"[{node.text}]" if isinstance(node, Scalar) and node.text else "[first, second]"
        self.report(node, f"{what}: a list of words is expected here, and not {_kind(node)}", f"Write it as: {example}")
        return []

    def words(self, node: Node, field: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """The ids of a list; those that are not `known` are problems."""
        found = self.nodes(node, field)
        for word in found:
            if known is not None and word.text not in known:
                self.report_unknown(word, _ONE_OF.get(field, field), known)
        return tuple(word.text for word in found)

    def pairs(self, node: Node | None, what: str) -> Sequence[tuple[Scalar, Node]]:
        """The entries of a mapping; nothing, without complaint, where nothing was written."""
        if isinstance(node, Map):
            return node.pairs
        if node is not None and not (isinstance(node, Scalar) and node.is_null):
            hint = "Put each entry on a line of its own below, two spaces further in: name: value"
            if isinstance(node, Scalar) and (tight := _TIGHT.match(node.text)):
                hint = f"Put a space after the colon: “{tight[1]} {tight[2]}”"
            self.report(node, f"{what}: a group of entries is expected here, and not {_kind(node)}", hint)
        return ()


class Form:
    """One mapping with known fields. `what` names it in messages: "item seat"."""

    def __init__(self, reader: Reader, what: str, name: Node, node: Node, fields: Collection[str]) -> None:
        self.reader = reader
        self.what = what
        self.name = name
        self.fields: dict[str, Node] = {}
        self.is_one = isinstance(node, Map) or (isinstance(node, Scalar) and node.is_null)
        self.meant: set[str] = set()
        for key, value in reader.pairs(node, what):
            if key.text in fields:
                self.fields[key.text] = value
            else:
                reader.report_unknown(key, f"entry of {what} called", fields)
                self.meant.add(closest(key.text, fields))

    def __contains__(self, field: str) -> bool:
        return field in self.fields

    def get(self, field: str, *, required: bool = False) -> Node | None:
        if required and self.is_one and field not in self.fields and field not in self.meant:
            self.reader.report(self.name, f"{self.what} has no “{field}”", f"Add a line: {field}: …")
        return self.fields.get(field)

    def text(self, field: str, *, required: bool = True) -> str:
        node = self.get(field, required=required)
        text = self.reader.text(node, field) if node else ""
        if required and isinstance(node, Scalar) and not text:
            self.reader.report(node, f"{self.what}: “{field}” is empty")
        return text

    def choice(self, field: str, kind: type[Choice]) -> Choice | None:
        node = self.get(field, required=True)
        return self.reader.choice(node, field, kind) if node else None

    def word(self, field: str, known: Collection[str]) -> str:
        text = self.text(field)
        node = self.get(field)
        if text and text not in known and isinstance(node, Scalar):
            self.reader.report_unknown(node, field, known, text)
        return text

    def words(self, field: str, known: Collection[str] | None = None, *, required: bool = False) -> tuple[str, ...]:
        node = self.get(field, required=required)
        words = self.reader.words(node, field, known) if node else ()
        if required and isinstance(node, Seq) and not node.items:
            self.reader.report(node, f"{self.what}: “{field}” is empty")
        return words

    def date(self, field: str) -> date | None:
        node = self.get(field)
        return self.reader.date(node, field) if node else None


def nearest(word: str, known: Collection[str]) -> str:
    """A hint that names the nearest known word, or all of them where they are few."""
    if close := closest(word, known):
        return f"Did you mean “{close}”?"
    return f"Known: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def closest(word: str, known: Collection[str]) -> str:
    """The known word that is most like `word`; empty where none is."""
    if len(word) > _LONGEST_WORD:
        return ""
    from difflib import get_close_matches

    lower = {one.lower(): one for one in known}
    close = get_close_matches(word.lower().replace("_", "-"), lower, n=1, cutoff=0.6)
    return lower[close[0]] if close else ""


def _day_first(text: str) -> str:
    """2026-11-02 for 2 November 2026, 2/11/2026 and the like; empty where no day is meant."""
    found = _DAY_FIRST.fullmatch(text)
    day, month, year = found.groups() if found else reversed(text.split("-")) if text.count("-") == 2 else ("", "", "")
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _kind(node: Node) -> str:
    return {Scalar: "a text", Map: "a group of entries", Seq: "a list"}[type(node)]
