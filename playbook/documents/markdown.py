"""Markdown → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from playbook.documents.blocks import Block, Kind
from playbook.documents.headings import looks_short
from playbook.documents.html import html_blocks
from playbook.documents.text import text_blocks, without_bullet
from playbook.documents.tidy import tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_CHARACTERS = 2_000_000
_MOST_LINES = 50_000
_MOST_BRACKETS = 20_000
_DEEPEST = 60
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w /&'’()-]{1,40}:\s")


def markdown_blocks(text: str) -> list[Block]:
    """Headings, paragraphs, items and the rows of tables, without code and comments; an anchor is the line.

    What is too long for Markdown, or nested beyond reason, is read as plain text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = None if _is_too_much(text) else _tokens(text)
    return text_blocks(text) if tokens is None else _Reading(tokens).made


def _is_too_much(text: str) -> bool:
    """Whether the library would take long: it looks for the end of a link after each bracket."""
    return len(text) > MOST_CHARACTERS or text.count("\n") > _MOST_LINES or text.count("[") > _MOST_BRACKETS


def _tokens(text: str) -> list[Token] | None:
    """None where the library gives up."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    try:
        return reader.parse(text)
    except Exception:  # its own errors, and those of Python on hostile text
        return None


class _Reading:
    """The blocks of a document's tokens, in `made`."""

    def __init__(self, tokens: list[Token]) -> None:
        self.made: list[Block] = []
        self._kind, self._level = Kind.PARAGRAPH, 0
        self._cells: list[tuple[Block, ...]] | None = None
        self._first = False
        for token in tokens:
            if token.type == "inline":
                self._take_text(token)
            elif token.type == "html_block":
                line = token.map[0] if token.map else 0
                self.made += [block._replace(anchor=block.anchor + line) for block in html_blocks(token.content)]
            else:
                self._take_mark(token)

    def _take_mark(self, token: Token) -> None:
        name = token.type
        if name == "heading_open":
            self._kind, self._level = Kind.HEADING, int(token.tag[1])
        elif name == "list_item_open":
            self._kind = Kind.ITEM
        elif name in ("heading_close", "list_item_close"):
            self._kind, self._level = Kind.PARAGRAPH, 0
        elif name == "table_open":
            self._first = True
        elif name == "tr_open":
            self._cells = []
        elif name == "tr_close" and self._cells is not None:
            self._end_row()

    def _end_row(self) -> None:
        cells = tuple(self._cells or ())
        if any(cells):
            line = next(cell[0].anchor for cell in cells if cell)
            self.made.append(Block(Kind.ROW, "", int(self._first), cells, 0, line))
            self._first = False
        self._cells = None

    def _take_text(self, token: Token) -> None:
        anchor = token.map[0] + 1 if token.map else 0
        text, bold = _words(token.children or [])
        if self._cells is not None:
            self._cells.append(tuple(_lines(text, anchor)))
        elif self._kind is Kind.PARAGRAPH:
            self.made += _paragraphs(text, anchor, bold)
        elif plain := tidy(text):
            self.made.append(Block(self._kind, plain, self._level, (), 0, anchor))
            self._kind, self._level = Kind.PARAGRAPH, 0


def _words(tokens: list[Token]) -> tuple[str, bool]:
    """The text without marks, with its line breaks, and whether all of it is bold."""
    words: list[str] = []
    bold = deleted = 0
    only_bold = True
    for token in tokens:
        name = token.type
        bold += (name == "strong_open") - (name == "strong_close")
        deleted += (name == "s_open") - (name == "s_close")
        if deleted:
            continue
        word = _word(token)
        words.append(word)
        only_bold = only_bold and (bold > 0 or not word.strip())
    return "".join(words), only_bold


def _word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content)):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "image", "text_special") else ""


def _paragraphs(text: str, anchor: int, bold: bool) -> Iterator[Block]:
    """One paragraph, or one for each line where each is "Label: what it is"."""
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_LABEL.match, lines)):
        for number, line in enumerate(lines, anchor):
            yield Block(Kind.PARAGRAPH, tidy(line), anchor=number)
    elif plain := tidy(text):
        kind = Kind.HEADING if bold and looks_short(plain) else Kind.PARAGRAPH
        yield Block(kind, plain, 0, (), 0, anchor)


def _lines(text: str, anchor: int) -> Iterator[Block]:
    """The lines of a cell; a line with a bullet is an item."""
    for line in text.split("\n"):
        bare = without_bullet(line)
        if plain := tidy(bare):
            yield Block(Kind.ITEM if len(bare) < len(line) else Kind.PARAGRAPH, plain, anchor=anchor)
