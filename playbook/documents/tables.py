"""The table that is being read: its column headings, its section rows, the number of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.marks import strong


class Table(NamedTuple):
    """The table that is being read: its column headings, its number, the row's, a section row such as "Experience"."""

    columns: tuple[str, ...] = ()
    number: int = 0
    row: int = 0
    section: str = ""
    is_heading: bool = False

    @classmethod
    def of(cls, cells: Sequence[str], number: int) -> Table:
        """The table that begins with this row, which may name the columns."""
        if _names_columns(cells, first=True):
            return cls(tuple(cells), number=number, is_heading=True)
        return cls((), number=number, row=1)._sectioned(cells)

    def next(self, cells: Sequence[str]) -> Table:
        if _names_columns(cells, first=False):
            section = self.section if tuple(cells) == self.columns else ""
            return self._replace(columns=tuple(cells), section=section, is_heading=True)
        return self._replace(row=self.row + 1, is_heading=False)._sectioned(cells)

    def _sectioned(self, cells: Sequence[str]) -> Table:
        filled = [cell for cell in cells if cell]
        if len(cells) > 1 and len(filled) == 1 and cells[0] and len(cells[0].split()) <= 6:
            return self._replace(section=cells[0])
        return self


def texts_in(cell: Sequence[Block]) -> Iterator[str]:
    for block in cell:
        if block.kind is Kind.ROW:
            for inner in block.cells:
                yield from texts_in(inner)
        else:
            yield block.text


_COLUMN = re.compile(
    r"\b(essential|desirable|criteria|criterion|requirements?|attributes?|factors?|assess(ed|ment)"
    r"|evidence|method|e ?/ ?d)\b",
    re.IGNORECASE,
)


def _names_columns(cells: Sequence[str], *, first: bool) -> bool:
    """Whether a row holds the headings of columns: short cells that say what is asked; further down, both marks."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell.split()) > 6 for cell in filled):
        return False
    marks = {mark for cell in filled if len(cell.split()) <= 3 and (mark := strong(cell))}
    words = {cell.lower() for cell in filled}
    if len(marks) == 2 or words & {
        "e/d",
        "e / d",
        "essential/desirable",
        "essential / desirable",
        "essential or desirable",
    }:
        return True
    return first and (bool(marks) or sum(bool(_COLUMN.search(cell)) for cell in filled) >= 2)


def is_label(text: str) -> bool:
    return 0 < len(text.split()) <= 6
