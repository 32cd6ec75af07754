"""The text of one paragraph of a Word file: as a reader sees it, with all changes accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from playbook.documents.word_styles import Look, Styles, look, style_of
from playbook.documents.word_xml import ALTERNATIVES, SKIPPED, TEXT_BOX, R, T, W, chosen, within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_TEXTS = frozenset((T, "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_PROPERTIES = f"{W}rPr"
_RUN_FONTS = f"{W}rFonts"
_BREAK = f"{W}br"
_SYMBOL = f"{W}sym"
_OTHER_SIGNS = frozenset((_BREAK, _SYMBOL))
_SIMPLE_FIELD = f"{W}fldSimple"
_CODE = f"{W}instrText"
_FIELDS = frozenset((f"{W}fldChar", _CODE))
_BOXES_IN = frozenset(W + name for name in ("drawing", "pict", "object"))
_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_HEX = re.compile("[0-9A-Fa-f]{1,4}")
_NO_LINES = str.maketrans("\n\r", "  ")
_WINGDINGS = {0xFC: "✓", 0xFE: "✓", 0xFB: "✗", 0xFD: "✗", 0x6F: "□", 0x71: "□", 0xA8: "□"}
_FONTS = {
    "wingdings": _WINGDINGS | dict.fromkeys((0x6C, 0x6E, 0x9F, 0xA7, 0xD8, 0xE0, 0xE8, 0xF0, 0x76), "•"),
    "wingdings 2": {0x50: "✓", 0x52: "✓", 0x4F: "✗", 0x51: "✗", 0x54: "✗", 0x53: "✗", 0xA3: "□", 0x97: "•", 0x98: "•"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "□", 0x3D: "•", 0x6E: "•"},
    "symbol": {0xB7: "•", 0xD6: "√"},
}
_PRIVATE = {0xF000 + code: sign for code, sign in _FONTS["wingdings"].items()} | {0xF0B7: "•"}
_TABLES = {
    font: _PRIVATE | {base + code: sign for base in (0, 0xF000) for code, sign in signs.items()}
    for font, signs in _FONTS.items()
}


class Piece(NamedTuple):
    """Some text of one look, and the element that holds it, inside its run (None: a run of a formula)."""

    text: str
    look: Look
    element: Element
    run: Element | None


class Inline:
    """What stands in a paragraph: its pieces of text, and its text boxes. `has_page` where it tells a page number."""

    def __init__(self, paragraph: Element, styles: Styles) -> None:
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.has_page = False
        self._styles = styles
        self._codes: list[list[str] | None] = []
        self._hiding = 0
        self._usual = styles.look(style_of(paragraph.find(f"{W}pPr"), "pStyle") or styles.usual)
        self._read(paragraph, self._usual, None, _PRIVATE)

    def _read(self, parent: Iterable[Element], style: Look, run: Element | None, signs: dict[int, str]) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                properties = child.find(_PROPERTIES)
                self._read(child, self._look(properties), child, _signs(properties))
            elif tag in _TEXTS:
                self._say(_plain(child.text or "", signs), style, child, run)
            elif tag in _SIGNS or tag in _OTHER_SIGNS:
                self._say(_sign(child), style, child, run)
            elif tag in _FIELDS:
                self._field(child)
            elif tag in _BOXES_IN:
                self.boxes.extend(within(child, TEXT_BOX))
            elif not self._is_dropped(child):
                self._read(chosen(child) if tag == ALTERNATIVES else child, style, run, signs)

    def _is_dropped(self, element: Element) -> bool:
        if element.tag == TEXT_BOX:
            self.boxes.append(element)
        elif element.tag == _SIMPLE_FIELD and _tells_page(element.get(f"{W}instr", "")):
            self.has_page = True
        else:
            return element.tag in SKIPPED
        return True

    def _say(self, text: str, style: Look, element: Element, run: Element | None) -> None:
        if text and not self._hiding and not style.hidden:
            self.pieces.append(Piece(text, style, element, run))

    def _look(self, properties: Element | None) -> Look:
        if properties is None:
            return self._usual
        style = style_of(properties, "rStyle")
        named = self._styles.look(style).over(self._usual) if style else self._usual
        return look(properties).over(named)

    def _field(self, element: Element) -> None:
        """A field's code is hidden, and its result as well where it tells a page number."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append([])
            self._hiding += 1
        elif self._codes and (code := self._codes[-1]) is not None:
            if element.tag == _CODE:
                code.append(element.text or "")
            elif _tells_page("".join(code)):
                self.has_page = True
            elif kind == "separate":
                self._codes[-1] = None
                self._hiding -= 1
        if kind == "end" and self._codes and self._codes.pop() is not None:
            self._hiding -= 1


def _tells_page(code: str) -> bool:
    return "".join(code[:100].split(maxsplit=1)[:1]).upper() in _PAGE_FIELDS


def _plain(text: str, signs: dict[int, str]) -> str:
    """On one line, as long as it was; with the signs that its letters stand for."""
    if "\n" in text or "\r" in text:
        text = text.translate(_NO_LINES)
    return text if signs is _PRIVATE and text.isascii() else text.translate(signs)


def _sign(element: Element) -> str:
    if element.tag == _BREAK:
        return "\n\n" if element.get(f"{W}type") in ("page", "column") else "\n"
    if element.tag == _SYMBOL:
        code = element.get(f"{W}char", "")
        table = _TABLES.get(element.get(f"{W}font", "").lower(), {})
        return table.get(int(code, 16), "") if _HEX.fullmatch(code) else ""
    return _SIGNS[element.tag]


def _signs(properties: Element | None) -> dict[int, str]:
    """What a run's letters stand for: in Wingdings, "ü" is a tick."""
    fonts = None if properties is None else properties.find(_RUN_FONTS)
    if fonts is None:
        return _PRIVATE
    return _TABLES.get((fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "").lower(), _PRIVATE)
