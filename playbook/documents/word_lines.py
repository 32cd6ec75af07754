"""The pieces of a paragraph → its blocks: mostly one; more where lines were broken by hand to look like a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.tidy import tidy
from playbook.documents.word_text import Piece

_BULLET = re.compile(r"(?:[•●◦▪‣⁃∙·\uf0a7\uf0b7\uf0d8]\s*|[-*■□▫○➢➤►»§]\s+)(?=\S)")
_TYPED_O = re.compile(r"\s*o\t")
_PAGE_WORDS = re.compile(r"[\W\d_]*(?:page)?[\W\d_]*(?:of)?[\W\d_]*", re.IGNORECASE)
_MOST_WORDS = 12
_LEAST_LETTERS = 3
_MANY = 3


class Setting(NamedTuple):
    """What is known of a paragraph besides its text: its depth as a heading (0: none), and where it stands."""

    level: int = 0
    is_item: bool = False
    may_be_heading: bool = True
    anchor: int = 0


class _Line(NamedTuple):
    text: str
    is_bold: bool
    is_capitals: bool


def blocks_of(pieces: list[Piece], setting: Setting) -> Iterator[Block]:
    """The blocks of a paragraph, without empty ones."""
    lines = [_line(line) for line in _broken(pieces)]
    if setting.level:
        text = " ".join(line.text for line in lines if line.text)
        if text:
            yield Block(Kind.HEADING, text, setting.level, anchor=setting.anchor)
        return
    for line in _joined(lines):
        yield _block(line, setting)


def plain_text(pieces: Iterable[Piece]) -> str:
    """All of it on one line."""
    return tidy("".join(piece.text for piece in pieces))


def only_pages(text: str) -> bool:
    """Whether no more than "Page of" is left of a line once its page numbers are gone."""
    return _PAGE_WORDS.fullmatch(text) is not None


def _broken(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The lines, as far as they were broken by hand."""
    if not any("\n" in piece.text for piece in pieces):
        yield pieces
        return
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(piece._replace(text=first))
        for other in others:
            yield line
            line = [piece._replace(text=other)]
    yield line


def _line(pieces: list[Piece]) -> _Line:
    raw = "".join(piece.text for piece in pieces)
    said = [piece for piece in pieces if piece.text.strip()]
    text = tidy(raw)
    if _TYPED_O.match(raw):
        text = f"•{text[1:]}"
    is_capitals = all(piece.look.capitals or piece.text.upper() == piece.text for piece in said)
    return _Line(text, all(piece.look.bold for piece in said), is_capitals)


def _joined(lines: list[_Line]) -> Iterator[_Line]:
    """Lines that belong together as one. Lines are told apart where they look like a list, or like different things."""
    if len(lines) == 1:
        yield from (line for line in lines if line.text)
        return
    many = sum(1 for line in lines if line.text) >= _MANY
    group: list[_Line] = []
    for line in lines:
        if group and (not line.text or _begins(group[-1], line, many)):
            yield _whole(group)
            group = []
        if line.text:
            group.append(line)
    if group:
        yield _whole(group)


def _begins(before: _Line, line: _Line, many: bool) -> bool:
    if _BULLET.match(line.text) or before.is_bold != line.is_bold:
        return True
    return many and (before.text[-1] in ".:;!?" or not line.text[0].islower())


def _whole(group: list[_Line]) -> _Line:
    return _Line(
        " ".join(line.text for line in group),
        all(line.is_bold for line in group),
        all(line.is_capitals for line in group),
    )


def _block(line: _Line, setting: Setting) -> Block:
    text = _BULLET.sub("", line.text, count=1) if _BULLET.match(line.text) else line.text
    if setting.is_item or text != line.text:
        return Block(Kind.ITEM, text, anchor=setting.anchor)
    kind = Kind.HEADING if setting.may_be_heading and _looks_like_heading(line) else Kind.PARAGRAPH
    return Block(kind, text, anchor=setting.anchor)


def _looks_like_heading(line: _Line) -> bool:
    if not (line.is_bold or line.is_capitals) or line.text[-1] in ".,;" or line.text.count(" ") >= _MOST_WORDS:
        return False
    return sum(map(str.isalpha, line.text)) >= _LEAST_LETTERS
