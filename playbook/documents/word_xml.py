"""XML → elements, one after the other, so that a large part is never held as a whole; with the names that Word uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from playbook.documents.blocks import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 200
MOST_SMALL = 5_000_000
MOST_ELEMENTS = 1_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
VAL = f"{W}val"
P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
TEXT_BOX = f"{W}txbxContent"
ALTERNATIVES = f"{MC}AlternateContent"
_SKIPPED = """
    pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr del moveFrom instrText delText rt
"""
SKIPPED = frozenset(W + name for name in _SKIPPED.split())
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_STRANGE = ("The Word file is built in a way that no text is", "Is it the right file?")
_OFF = frozenset(("0", "false", "off"))


def elements(pieces: Iterable[bytes], depth: int) -> Iterator[Element]:
    """Each element that stands `depth` deep (the root is 1), once it is whole; it is forgotten when the next is asked.

    Raises Unreadable for a document type, and for more or deeper elements than a document has; ParseError or
    ExpatError where it is no XML.
    """
    from xml.etree.ElementTree import XMLPullParser

    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    taker = _Taker(depth)
    for piece in _without_document_type(pieces):
        parser.feed(piece)
        yield from taker.taken(parser.read_events())
    parser.close()
    yield from taker.taken(parser.read_events())


def children(pieces: Iterable[bytes]) -> list[Element]:
    """The children of the root of a small part. Raises as `elements` does."""
    from xml.etree.ElementTree import XMLParser

    parser = XMLParser()
    size = 0
    for piece in _without_document_type(pieces):
        size += len(piece)
        if size > MOST_SMALL:
            raise Unreadable(*_STRANGE)
        parser.feed(piece)
    root: Element = parser.close()
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            _make_usual(element)
    return list(root)


def _without_document_type(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces, held back until it is certain that no document type stands before the root.

    Nothing else can declare an entity or point outside the file, and it can stand nowhere else.
    """
    from xml.parsers.expat import ParserCreate

    held: list[bytes] = []
    guard = ParserCreate()
    guard.StartDoctypeDeclHandler = _refuse_document_type
    guard.StartElementHandler = lambda *_: setattr(guard, "StartElementHandler", None)
    remaining = iter(pieces)
    for piece in remaining:
        held.append(piece)
        guard.Parse(piece, False)
        if guard.StartElementHandler is None:
            break
    yield from held
    yield from remaining


def _refuse_document_type(*_: object) -> None:
    message = "The Word file holds a document type declaration, which Word never writes"
    raise Unreadable(message, "Do not open it; ask whoever sent it.")


class _Taker:
    """Picks the elements of one depth out of the parser's events."""

    def __init__(self, depth: int) -> None:
        self._wanted = depth
        self._depth = 0
        self._number = 0
        self._is_strict = False
        self._above: list[Element] = []

    def taken(self, events: Iterable[Any]) -> Iterator[Element]:
        depth, wanted = self._depth, self._wanted
        for event, element in events:
            if event == "start":
                depth += 1
                self._number += 1
                if depth > DEEPEST or self._number > MOST_ELEMENTS:
                    raise Unreadable(*_STRANGE)
                if depth < wanted:
                    self._enter(element)
                elif self._is_strict:
                    _make_usual(element)
            else:
                depth -= 1
                if depth == wanted - 1:
                    yield element
                    self._above[-1].clear()
                elif depth < wanted:
                    self._above.pop()
        self._depth = depth

    def _enter(self, element: Element) -> None:
        """Go into an element above those that are wanted; the first tells what the part is."""
        if not self._above:
            self._is_strict = element.tag.startswith(_STRICT)
            if not element.tag.startswith((W, _STRICT)):
                raise Unreadable("The file holds no Word document", "Is it the right file?")
        if self._is_strict:
            _make_usual(element)
        self._above.append(element)


def _make_usual(element: Element) -> None:
    """Give an element of the strict format the names of the usual one."""
    if element.tag.startswith(_STRICT):
        element.tag = W + element.tag.removeprefix(_STRICT)
    usual = {W + name.removeprefix(_STRICT): said for name, said in element.items() if name.startswith(_STRICT)}
    element.attrib.update(usual)


def within(element: Iterable[Element], *wanted: str) -> Iterator[Element]:
    """The elements of those names, also those inside content controls, insertions and so on; not what is deleted."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from within(chosen(child), *wanted)
        elif child.tag not in SKIPPED:
            yield from within(child, *wanted)


def chosen(alternatives: Element) -> Iterable[Element]:
    """The first alternative that holds anything."""
    return next((child for child in alternatives if len(child)), ())


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child of that name ("" where it has none), or None where there is no such child."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "")


def is_on(switch: Element) -> bool:
    """Whether a property such as bold is said to be on."""
    return switch.get(VAL, "").lower() not in _OFF


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as Word writes it: `otherwise` where it is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
