"""What a reader makes of a file: blocks in reading order, whatever the format was."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a block is. A `ROW` is one row of a table; a new table begins where `level` is 1 (else 0)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Block(NamedTuple):
    """One heading, paragraph, list item or table row.

    `text` is plain (see `tidy`) and on one line. `level` is a heading's depth from 1, and 0 where only its look says
    that it is one (a short bold line, a line in capitals). `cells` are a row's cells, each with the blocks inside it
    (a nested table gives rows); cells that are merged downwards or across are given once, and an empty cell is ().
    `page` counts from 1, and is 0 where the format has no pages. `anchor` is the reader's own number for the place:
    the line of a text, the number of the paragraph (`w:p`) of a Word file in document order.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    cells: tuple[tuple[Block, ...], ...] = ()
    page: int = 0
    anchor: int = 0


class Unreadable(Exception):
    """Raised by a reader: what is wrong with the file, and what to do, each in a sentence."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}. {hint}")
