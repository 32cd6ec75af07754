"""The styles of a Word file, as far as they say what a paragraph is: a heading, an item, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from playbook.documents.word_xml import VAL, W, is_on, number, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"heading ?([1-9])")
_LIST = re.compile(r"list ?(?:bullet|number)")
_BODY = 9
_TYPES = ("paragraph", "character", None)
_SWITCHES = (f"{W}b", f"{W}caps", f"{W}vanish")


class Look(NamedTuple):
    """How text looks, as far as it matters. None: nothing is said of it."""

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, and that of `below` for all that it says nothing of."""
        if self == _NO_LOOK:
            return below
        return Look(*(lower if upper is None else upper for upper, lower in zip(self, below, strict=True)))


_NO_LOOK = Look()


class _Style(NamedTuple):
    """`level` from 0, 9 for body text, None where nothing is said; `numbering` likewise, "0" for none."""

    name: str
    level: int | None
    numbering: str | None
    look: Look


class Styles:
    """The styles by id. A style that is not in the file is read by its id, which is mostly its English name."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._raw: dict[str, Element] = {}
        self._styles: dict[str, _Style] = {}
        self.usual = ""
        for element in elements:
            if element.tag == f"{W}style" and element.get(f"{W}type") in _TYPES:
                style = element.get(f"{W}styleId", "")
                self._raw[style] = element
                if element.get(f"{W}default") in ("1", "true", "on") and element.get(f"{W}type") != "character":
                    self.usual = style

    def name(self, style: str) -> str:
        return self._style(style).name

    def look(self, style: str) -> Look:
        return self._style(style).look

    def level(self, properties: Element | None, style: str) -> int:
        """A paragraph's depth as a heading, from 1; 0 where it is none."""
        said = number(value(properties, "outlineLvl"), -1)
        level = said if 0 <= said < _BODY else self._style(style).level
        return 0 if level is None or level >= _BODY else level + 1

    def is_item(self, properties: Element | None, style: str) -> bool:
        numbering = _numbering(properties)
        if numbering is None:
            numbering = self._style(style).numbering
        return numbering not in (None, "0")

    def _style(self, style: str) -> _Style:
        """With what the styles say that it is based on, which may go round in a circle."""
        if style in self._styles:
            return self._styles[style]
        chain: list[str] = []
        while style not in self._styles and style not in chain and len(chain) < 100:
            chain.append(style)
            style = value(self._raw.get(style), "basedOn") or ""
        below = self._styles.get(style, _Style("", None, None, _NO_LOOK))
        for one in reversed(chain):
            below = self._styles[one] = _read(one, self._raw.get(one), below)
        return below


def _read(style: str, element: Element | None, below: _Style) -> _Style:
    name = (value(element, "name") or style).lower()
    properties = None if element is None else element.find(f"{W}pPr")
    level = _level(name, properties)
    numbering = _numbering(properties)
    if numbering is None and _LIST.match(name):
        numbering = "1"
    return _Style(
        name,
        below.level if level is None else level,
        below.numbering if numbering is None else numbering,
        look(None if element is None else element.find(f"{W}rPr")).over(below.look),
    )


def _level(name: str, properties: Element | None) -> int | None:
    match = _HEADING.fullmatch(name)
    if match:
        return int(match[1]) - 1
    if name == "title":
        return 0
    said = value(properties, "outlineLvl")
    return None if said is None else number(said, _BODY)


def _numbering(properties: Element | None) -> str | None:
    inside = None if properties is None else properties.find(f"{W}numPr")
    return None if inside is None else value(inside, "numId")


def look(properties: Element | None) -> Look:
    """What a run's or a style's own properties say of the look."""
    if properties is None:
        return _NO_LOOK
    said = {child.tag: is_on(child) for child in properties if child.tag in _SWITCHES}
    return Look(*map(said.get, _SWITCHES)) if said else _NO_LOOK


def style_of(properties: Element | None, name: str) -> str | None:
    """The id of the style that a paragraph ("pStyle") or a run ("rStyle") names."""
    named = None if properties is None else properties.find(W + name)
    return None if named is None else named.get(VAL)
