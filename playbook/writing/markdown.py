"""A paper as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import singledispatch

from playbook.writing.clean import line, link_of, shown
from playbook.writing.paper import (
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    Title,
    Words,
    spans,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_AT_START = re.compile(r"^(\s*)(#|[-+=](?=\s|$|[-=])|\d+(?=[.)])|:(?=-))", re.MULTILINE)
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def markdown(paper: Paper) -> bytes:
    """The paper as Markdown with tables, in UTF-8."""
    return ("\n\n".join(text for block in paper.blocks if (text := _block(block))) + "\n").encode()


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(block)


@_block.register
def _paragraph(block: Paragraph) -> str:
    return _at_start(_inline(block.words))


@_block.register
def _title(block: Title) -> str:
    return f"# {_one_line(block.words)}"


@_block.register
def _heading(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {_one_line(block.words)}"


@_block.register
def _note(block: Note) -> str:
    return "\n".join(f"> {one}" for one in _at_start(_inline(block.words)).split("\n"))


@_block.register
def _items(block: Items) -> str:
    return "\n".join(_item(words, f"{at}." if block.numbered else "-") for at, words in enumerate(block.items, 1))


@_block.register
def _picture(block: Picture) -> str:
    return f"*{_escaped(line(block.alt))}*"


@_block.register
def _page_break(_: PageBreak) -> str:
    return ""


def _item(words: Words, sign: str) -> str:
    return f"{sign} {_at_start(_inline(words))}".replace("\n", "\n" + " " * (len(sign) + 1))


@_block.register
def _table(table: Table) -> str:
    caption = [f"*{_escaped(line(table.caption))}*", ""] if table.caption else []
    rule = "|" + " --- |" * len(table.header)
    return "\n".join((*caption, _row(table.header), rule, *map(_row, table.rows)))


def _row(cells: Sequence[Words]) -> str:
    return "| " + " | ".join(_one_line(cell, "<br>") for cell in cells) + " |"


def _one_line(words: Words, between: str = " ") -> str:
    return between.join(one.removesuffix("\\") for one in _inline(words).split("\n")).strip()


def _inline(words: Words) -> str:
    """The words with their marks; a line break is a backslash at the line's end."""
    return "".join(_span(span) for span in spans(words)).strip().replace("\n", "\\\n")


def _span(span: Span) -> str:
    before, text, after = _split(_escaped(shown(span)))
    if not text:
        return before
    sign = "**" if span.bold or span.to_complete else ""
    sign += "*" if span.italic else ""
    link = link_of(span)
    marked = f"{sign}{text}{sign[::-1]}"
    return f"{before}[{marked}](<{link.translate(_IN_LINK)}>){after}" if link else f"{before}{marked}{after}"


_IN_LINK = {ord("<"): "%3C", ord(">"): "%3E", ord("\\"): "%5C", ord("|"): "%7C"}


def _split(text: str) -> tuple[str, str, str]:
    found = _EDGES.fullmatch(text)
    assert found
    before, inside, after = found.groups()
    return before, inside, after


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _at_start(text: str) -> str:
    r"""The text with what would begin a heading, a list or a rule told as text: `\# `, `1\.`"""
    return _AT_START.sub(lambda found: found[1] + (f"{found[2]}\\" if found[2].isdigit() else f"\\{found[2]}"), text)
