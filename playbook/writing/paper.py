"""What a paper is made of: blocks, and the words in them. Nothing here knows how it will look.

Wherever words are expected, a plain `str` does as well as a sequence of spans. A line break in them stays one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

Parts: TypeAlias = Sequence[tuple[str, int]]


class Span(NamedTuple):
    """A stretch of words. `link` is an address (https, http or mailto; any other is left out).

    `to_complete` marks what somebody has still to write; `text` then says what: "the salary". `bar` is drawn before the
    text: how many there are of each of up to three parts, such as met, in part and open; a part without a name is room
    left empty. The text says the same.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    to_complete: bool = False
    bar: Parts = ()


Words: TypeAlias = str | Sequence[Span]


class Title(NamedTuple):
    """The paper's own title, once, at the head."""

    words: Words


class Heading(NamedTuple):
    """A heading of level 1 (below the title) to 4."""

    level: int
    words: Words


class Paragraph(NamedTuple):
    """A paragraph."""

    words: Words


class Note(NamedTuple):
    """A paragraph set apart from the text: what the reader should know first."""

    words: Words


class Items(NamedTuple):
    """A list, with bullets or with numbers that begin at 1."""

    items: Sequence[Words]
    numbered: bool = False


class Table(NamedTuple):
    """A table. Its first row is `header`, said again on each page; the first cell of each row heads it, where so said.

    `caption` says what it holds; `widths` are shares of the page's width, one a column; `room` is the least height of
    a row in centimetres, to write in by hand.
    """

    header: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    caption: str = ""
    widths: Sequence[float] = ()
    row_heads: bool = True
    room: float = 0


class Picture(NamedTuple):
    """A picture, and what it shows in words (`alt`).

    A web page takes `svg` where there is one, else `png`; a Word file takes `png`. Where it has neither, and in
    Markdown, `alt` stands for it. `width` is in centimetres.
    """

    alt: str
    svg: str = ""
    png: bytes = b""
    width: float = 16


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


Block: TypeAlias = Title | Heading | Paragraph | Note | Items | Table | Picture | PageBreak


class Paper(NamedTuple):
    """A paper: its title and author as the file's properties tell them, its day, and its blocks.

    `footer` stands at the foot of each page, before the page's number.
    """

    title: str
    blocks: Sequence[Block]
    author: str = ""
    made: dt.date = dt.date(2026, 1, 1)
    footer: str = ""


def spans(words: Words) -> tuple[Span, ...]:
    """The words as spans."""
    return (Span(words),) if isinstance(words, str) else tuple(words)


def to_complete(paper: Paper) -> tuple[str, ...]:
    """What the paper leaves to be completed, each once, in the order of the paper."""
    found = (span.text for words in _all_words(paper.blocks) for span in spans(words) if span.to_complete)
    return tuple(dict.fromkeys(found))


def _all_words(blocks: Iterable[Block]) -> Iterator[Words]:
    for block in blocks:
        if isinstance(block, Items):
            yield from block.items
        elif isinstance(block, Table):
            yield from block.header
            for row in block.rows:
                yield from row
        elif not isinstance(block, Picture | PageBreak):
            yield block.words
