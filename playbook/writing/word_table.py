"""A table of a Word file: its first row is said again on each page, and its columns keep their widths.

No row asks to stay with the next: LibreOffice 7.4 then loses the rows of a later table that comes after a new page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playbook.writing.clean import line
from playbook.writing.look import LINE, PALE
from playbook.writing.paper import Table, Words
from playbook.writing.word_words import WordWords, element

_CM = 567


def table_element(table: Table, words: WordWords, width: int) -> Any:
    """The table as an element, as wide as `width` (in twentieths of a point)."""
    widths = _widths(table, width)
    grid = element("tblGrid", *(element("gridCol", w=str(one)) for one in widths))
    head = _row(table.header, widths, words, "Table heading", [element("tblHeader")])
    rows = (_row(row, widths, words, "Table text", _of_row(table.room)) for row in table.rows)
    return element("tbl", _about(table, width), grid, head, *rows)


def _of_row(room: float) -> list[Any]:
    height = [element("trHeight", val=str(round(room * _CM)), hRule="atLeast")] if room else []
    return [element("cantSplit"), *height]


def _widths(table: Table, width: int) -> list[int]:
    shares = table.widths or [1] * len(table.header)
    return [round(width * share / sum(shares)) for share in shares]


def _about(table: Table, width: int) -> Any:
    sides = (
        element(side, val="single", sz="4", space="0", color=LINE)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        element(side, w=wide, type="dxa")
        for side, wide in (("top", "60"), ("left", "110"), ("bottom", "60"), ("right", "110"))
    )
    look = element(
        "tblLook",
        val="0420" if not table.row_heads else "04A0",
        firstRow="1",
        lastRow="0",
        firstColumn=str(int(table.row_heads)),
        lastColumn="0",
        noHBand="0",
        noVBand="1",
    )
    about = element(
        "tblPr",
        element("tblW", w=str(width), type="dxa"),
        element("tblBorders", *sides),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        look,
    )
    if table.caption:
        about.append(element("tblCaption", val=line(table.caption)))
    return about


def _row(cells: Sequence[Words], widths: list[int], words: WordWords, style: str, about: list[Any]) -> Any:
    made = []
    for cell, width in zip(cells, widths, strict=True):
        of_cell = element("tcPr", element("tcW", w=str(width), type="dxa"))
        if style == "Table heading":
            of_cell.append(element("shd", val="clear", color="auto", fill=PALE))
        made.append(element("tc", of_cell, words.paragraph(cell, style)))
    return element("tr", element("trPr", *about), *made)
