"""XML that can be changed and written again: elements know what is above them, and names keep their prefixes.

Only the standard library is used, so that it runs wherever the playbook does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser
from xml.sax.saxutils import escape, quoteattr

_XML = "http://www.w3.org/XML/1998/namespace"
_IN_ATTRIBUTES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_IN_TEXT = {"\r": "&#13;"}


class Node(Element):
    """An element that stands in one place only: what is put somewhere is taken from where it was."""

    above: Node | None = None

    def append(self, element: Any) -> None:
        _taken(element, self)
        super().append(element)

    def extend(self, elements: Iterable[Any]) -> None:
        for element in elements:
            self.append(element)

    def insert(self, index: int, element: Any) -> None:
        _taken(element, self)
        super().insert(index, element)

    def index(self, element: Element) -> int:
        return next(at for at, one in enumerate(self) if one is element)

    def add_next(self, element: Node) -> None:
        """Put an element behind this one."""
        above = self._above()
        _taken(element, None)
        above.insert(above.index(self) + 1, element)

    def add_previous(self, element: Node) -> None:
        """Put an element before this one."""
        above = self._above()
        _taken(element, None)
        above.insert(above.index(self), element)

    def next(self) -> Node | None:
        """The element behind this one."""
        above = self._above()
        found: list[Any] = list(above)[above.index(self) + 1 :]
        return found[0] if found else None

    def all_above(self) -> Iterator[Node]:
        """The elements that this one stands in, the nearest first."""
        above = self.above
        while above is not None:
            yield above
            above = above.above

    def _above(self) -> Node:
        if self.above is None:
            raise ValueError("the root has no neighbours")
        return self.above

    def __deepcopy__(self, memo: Any) -> Self:
        copy = type(self)(self.tag, dict(self.attrib))
        copy.text, copy.tail = self.text, self.tail
        copy.extend([one.__deepcopy__(memo) for one in self])
        return copy


def _taken(element: Node, above: Node | None) -> None:
    if element.above is not None:
        element.above.remove(element)
    element.above = above


class Tree:
    """A document: its root, and the prefixes it declares."""

    def __init__(self, data: bytes) -> None:
        builder = _Builder(element_factory=Node)
        parser = XMLParser(target=builder)
        parser.feed(data)
        root: Any = parser.close()
        self.root: Node = root
        self.prefixes = builder.prefixes

    def written(self) -> bytes:
        """The document in UTF-8. Raises ValueError where a prefix means two things in it."""
        names = _Names(self.prefixes)
        text = "".join(_pieces(self.root, names, names.declared()))
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


class _Builder(TreeBuilder):
    prefixes: dict[str, str]

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.prefixes = {}

    def start_ns(self, prefix: str, address: str) -> None:
        if self.prefixes.setdefault(prefix or "", address) != address:
            raise ValueError(f"the prefix {prefix} means two things")


class _Names:
    """Names as they are written, with their prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._of = {address: prefix for prefix, address in reversed(list(prefixes.items()))}
        self._of_attributes = {address: prefix for prefix, address in reversed(list(prefixes.items())) if prefix}
        self._of_attributes[_XML] = self._of[_XML] = "xml"

    def declared(self) -> str:
        """Every prefix, also those that only a text names: Word lists some in an attribute."""
        said = (
            (f"xmlns:{prefix}" if prefix else "xmlns", address)
            for prefix, address in self._prefixes.items()
            if prefix != "xml"
        )
        return "".join(f" {name}={quoteattr(address)}" for name, address in said)

    def element(self, tag: str) -> str:
        if not tag.startswith("{") and "" in self._prefixes:
            raise ValueError(f"{tag} has no namespace, and could not be told from those that have")
        return self._name(tag, self._of)

    def attribute(self, name: str) -> str:
        return self._name(name, self._of_attributes)

    @staticmethod
    def _name(name: str, prefixes: Mapping[str, str]) -> str:
        if not name.startswith("{"):
            return name
        address, _, local = name[1:].partition("}")
        if address not in prefixes:
            raise ValueError(f"{address} has no prefix")
        return f"{prefixes[address]}:{local}" if prefixes[address] else local


def _pieces(element: Element, names: _Names, declared: str = "") -> Iterator[str]:
    tag = names.element(element.tag)
    said = "".join(
        f" {names.attribute(name)}={quoteattr(value, _IN_ATTRIBUTES)}" for name, value in element.attrib.items()
    )
    if not len(element) and not element.text:
        yield f"<{tag}{declared}{said}/>"
    else:
        yield f"<{tag}{declared}{said}>{escape(element.text or '', _IN_TEXT)}"
        for child in element:
            yield from _pieces(child, names)
        yield f"</{tag}>"
    if element.tail and not declared:
        yield escape(element.tail, _IN_TEXT)
