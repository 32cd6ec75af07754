"""A paper as a Word file: real headings, lists and tables, in British English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from playbook.writing import BadBase
from playbook.writing.clean import line
from playbook.writing.paper import (
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Table,
    Title,
    Words,
)
from playbook.writing.word_base import file_of, opened
from playbook.writing.word_words import WordWords

if TYPE_CHECKING:
    from docx.document import Document

_DEEPEST = 4
_WIDTH = 9000
"""The width of a text in twentieths of a point, where the page does not tell it."""
_STYLES: Mapping[type, str] = {Title: "Title", Note: "Note", Paragraph: "Normal"}


def word(paper: Paper, base: bytes | None = None) -> bytes:
    """The paper as a .docx file; with `base`, in the styles, page, header and footer of that Word file.

    Raises BadBase where the base is no Word file, or none that can be written into.
    """
    try:
        return _written(paper, base)
    except BadBase:
        raise
    except Exception:  # a file that opens may still lack, or hold, what python-docx stumbles over later
        if base is None:
            raise
        raise BadBase("something in this Word file is broken, so that it cannot be written into") from None


def _written(paper: Paper, base: bytes | None) -> bytes:
    document = opened(base, paper)
    writer = _Writer(document)
    for block, following in zip(paper.blocks, (*paper.blocks, None)[1:], strict=True):
        writer.add(block, leads=isinstance(following, Table | Items))
    writer.end()
    return file_of(document, paper)


class _Writer:
    """Writes blocks at the end of the document's body, before what describes its last page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = WordWords(document)
        self._ends = document.element.body.sectPr
        self._new_page = False

    def add(self, block: Block, *, leads: bool = False) -> None:
        """Write a block; a paragraph that `leads` to a table or a list stays on its page."""
        match block:
            case Heading(level, words):
                self._paragraph(words, f"Heading {min(level, _DEEPEST)}")
            case Items(items, numbered):
                self._list(items, numbered)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case PageBreak():
                self._new_page = True
            case _:
                self._paragraph(block.words, _STYLES[type(block)], stays=leads)

    def end(self) -> None:
        """A table may not end the body: Word wants a paragraph there."""
        if self._ends is None or (last := self._ends.getprevious()) is None or last.tag.endswith("}tbl"):
            self._put(self._words.paragraph("", "Normal"))

    def _put(self, element: Any) -> Any:
        if self._ends is None:
            self._document.element.body.append(element)
        else:
            self._ends.addprevious(element)
        return element

    def _paragraph(self, words: Words, style: str, *, stays: bool = False) -> Any:
        made = self._words.paragraph(words, style, new_page=self._new_page, stays=stays)
        self._new_page = False
        return self._put(made)

    def _list(self, items: Sequence[Words], numbered: bool) -> None:
        number = self._words.new_numbers() if numbered else ""
        for words in items:
            made = self._paragraph(words, "List Number" if numbered else "List Bullet")
            if number:
                self._words.give_number(made, number)

    def _table(self, table: Table) -> None:
        from playbook.writing.word_table import table_element

        if table.caption or self._new_page:
            self._paragraph(table.caption, "Caption", stays=True)
        width = self._text_width()
        self._put(table_element(table, self._words, width))
        self._put(self._words.paragraph("", "After table"))

    def _text_width(self) -> int:
        """In twentieths of a point."""
        section = next(reversed(self._document.sections), None)
        if section is None:
            return _WIDTH
        page, left, right = section.page_width, section.left_margin, section.right_margin
        if page is None or left is None or right is None:
            return _WIDTH
        return int((page - left - right) / 635)

    def _picture(self, picture: Picture) -> None:
        if not picture.png:
            self._paragraph(picture.alt, "Normal")
            return
        from docx.shared import Cm
        from docx.text.paragraph import Paragraph as PictureLine

        paragraph = PictureLine(self._paragraph("", "Normal"), self._document._body)
        width = Cm(min(picture.width, self._text_width() / 567))
        shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=width)
        shape._inline.docPr.set("descr", line(picture.alt))
        shape._inline.docPr.set("name", "Picture")
