"""The body of a Word file, a header, or the notes → blocks: paragraphs and tables, from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from playbook.documents.blocks import Block, Kind
from playbook.documents.word_lines import Setting, blocks_of, only_pages, plain_text
from playbook.documents.word_styles import Styles, style_of
from playbook.documents.word_text import Inline, Piece
from playbook.documents.word_xml import TBL, TC, TR, P, W, number, value, within

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_COLUMNS = 63


class Story:
    """A run of paragraphs and tables that is read from beginning to end: the body, a header, the notes."""

    def __init__(self, styles: Styles, *, is_body: bool = True) -> None:
        self._styles = styles
        self._is_body = is_body
        self._numbers: dict[Element, int] = {}
        self._next = count(1)
        self._blocks: list[Block] = []
        self._in_table = 0
        self._carried: list[Piece] = []
        self._carried_from = 0

    def read(self, element: Element) -> None:
        """Add what a child of the body holds. All its paragraphs count, whether they are read or not."""
        self._numbers = {paragraph: next(self._next) for paragraph in element.iter(P)} if self._is_body else {}
        self._walk((element,))

    def all(self) -> list[Block]:
        """All blocks."""
        self._end()
        return self._blocks

    def _walk(self, parent: Iterable[Element]) -> None:
        for element in within(parent, P, TBL):
            if element.tag == P:
                self._paragraph(element)
            else:
                self._end()
                self._table(element)

    def _inside(self, parent: Element) -> tuple[Block, ...]:
        """The blocks inside a cell."""
        before, self._blocks = self._blocks, []
        self._in_table += 1
        self._walk(parent)
        self._end()
        self._in_table -= 1
        inside, self._blocks = self._blocks, before
        return tuple(inside)

    def _paragraph(self, paragraph: Element) -> None:
        """Add its blocks, then those of its text boxes. Where its end was deleted, it goes on in the next one."""
        inline = Inline(paragraph, self._styles)
        if not (inline.has_page and only_pages(plain_text(inline.pieces))):
            self._say(paragraph, inline.pieces)
        for box in inline.boxes:
            self._end()
            self._walk(box)

    def _say(self, paragraph: Element, pieces: list[Piece]) -> None:
        if not self._carried:
            self._carried_from = self._numbers.get(paragraph, 0)
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self._carried += pieces
        elif self._carried or pieces:
            self._blocks += blocks_of(self._carried + pieces, self._setting(properties))
            self._carried = []

    def _setting(self, properties: Element | None) -> Setting:
        style = style_of(properties, "pStyle") or self._styles.usual
        return Setting(
            level=self._styles.level(properties, style),
            is_item=self._styles.is_item(properties, style),
            may_be_heading=not self._in_table and not self._styles.name(style).startswith("toc "),
            anchor=self._carried_from,
        )

    def _table(self, table: Element) -> None:
        """Add its rows, but for those with nothing in them."""
        is_first = True
        for row in within(table, TR):
            if row.find(f"{W}trPr/{W}del") is None and any(cells := tuple(self._cells(row))):
                anchor = self._numbers.get(next(row.iter(P), row), 0)
                self._blocks.append(Block(Kind.ROW, level=int(is_first), cells=cells, anchor=anchor))
                is_first = False

    def _cells(self, row: Element) -> Iterator[tuple[Block, ...]]:
        """A row's cells, with an empty one for each column that is left out, or that a cell goes on in."""
        yield from _empty(value(row.find(f"{W}trPr"), "gridBefore"), 0)
        for cell in within(row, TC):
            properties = cell.find(f"{W}tcPr")
            yield () if _goes_on(properties) else self._inside(cell)
            yield from _empty(value(properties, "gridSpan"), 1)

    def _end(self) -> None:
        """What is carried on ends here: there is no next paragraph."""
        if self._carried:
            self._blocks += blocks_of(self._carried, Setting(anchor=self._carried_from))
            self._carried = []


def _empty(columns: str | None, without: int) -> Iterable[tuple[Block, ...]]:
    return ((),) * (min(number(columns), _MOST_COLUMNS) - without)


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell only carries on the one above or before it, or is deleted."""
    goes_on = any(value(properties, name) not in (None, "restart") for name in ("vMerge", "hMerge"))
    return goes_on or value(properties, "cellDel") is not None
