"""Markdown → the blocks of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from playbook.drafts.values import Values
from playbook.writing.clean import flat
from playbook.writing.paper import Block, Heading, Items, Note, PageBreak, Paragraph, Span, Table, Title, Words, spans

if TYPE_CHECKING:
    from markdown_it.token import Token

_NARROWEST, _WIDEST = 12, 60
_ROOM = 1.1


def paper_blocks(text: str, values: Values) -> list[Block]:
    """The blocks of a Markdown text whose marks are those of `values`.

    The first heading of level 1 is the paper's title, a paragraph in italics before a table its caption, a quotation a
    note, and a rule a new page. Where the dashes below a table's heading differ, they tell its
    columns' shares. What has no place in a paper, such as HTML, is text.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return list(_with_captions(_Blocks(values, text).made(reader.parse(text))))


class _Blocks:
    def __init__(self, values: Values, text: str) -> None:
        self._values = values
        self._lines = text.split("\n")
        self._has_title = False

    def made(self, tokens: Sequence[Token]) -> Iterator[Block]:
        rest = iter(tokens)
        for token in rest:
            if token.type == "heading_open":
                yield self._heading(int(token.tag[1]), next(rest))
            elif token.type in ("hr", "fence", "code_block"):
                yield PageBreak() if token.type == "hr" else Paragraph(self._values_in(token.content))
            elif token.type == "table_open":
                yield self._table(_until(rest, "table_close"), self._shares(token))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._items(_until(rest, token.type.replace("open", "close")), token.type[0] == "o")
            elif token.type == "blockquote_open":
                yield from (Note(words) for words in self._inlines(_until(rest, "blockquote_close")))
            elif token.type == "inline" and flat(words := self._words(token)):
                yield Paragraph(words)

    def _heading(self, level: int, token: Token) -> Block:
        words = self._words(token)
        if level == 1 and not self._has_title:
            self._has_title = True
            return Title(words)
        return Heading(max(level - 1, 1), words)

    def _items(self, tokens: Sequence[Token], numbered: bool) -> Items:
        return Items(list(self._inlines(tokens)), numbered)

    def _inlines(self, tokens: Sequence[Token]) -> Iterator[Words]:
        found = (self._words(token) for token in tokens if token.type == "inline")
        yield from (words for words in found if flat(words))

    def _table(self, tokens: Sequence[Token], shares: Sequence[float]) -> Table:
        rows: list[list[Words]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._words(token))
        header, *others = rows
        is_form = any(not any(flat(row[at]) for row in others) for at in range(len(header)))
        return Table(header, others, widths=shares or _widths(rows), room=_ROOM if is_form else 0)

    def _shares(self, table: Token) -> list[float]:
        """The columns' shares, as the dashes below the heading tell them; nothing where all are alike."""
        line = self._lines[table.map[0] + 1] if table.map else ""
        dashes = [float(cell.count("-")) for cell in line.strip().strip("|").split("|")]
        return dashes if len(set(dashes)) > 1 else []

    def _values_in(self, text: str) -> list[Span]:
        return list(self._values.spans(text.rstrip("\n"), Span("")))

    def _words(self, token: Token) -> list[Span]:
        """The words of a line of text, with what is bold, italic or a link in it."""
        found: list[Span] = []
        like = Span("")
        for one in token.children or ():
            if one.nesting:
                like = _like(like, one)
            else:
                found += self._values.spans(_text_of(one), like)
        return found


def _like(like: Span, token: Token) -> Span:
    """How the words look after a token that begins or ends bold, italic or linked words."""
    begins = token.nesting > 0
    if token.tag == "a":
        return like._replace(link=str(token.attrs.get("href", "")) if begins else "")
    return like._replace(bold=begins) if token.tag == "strong" else like._replace(italic=begins)


def _text_of(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    return "\n" if token.type == "hardbreak" else token.content


def _until(tokens: Iterator[Token], closing: str) -> list[Token]:
    """The tokens up to the closing one of the same level."""
    opening = closing.replace("close", "open")
    found: list[Token] = []
    depth = 1
    for token in tokens:
        depth += (token.type == opening) - (token.type == closing)
        if not depth:
            break
        found.append(token)
    return found


def _widths(rows: Sequence[Sequence[Words]]) -> list[float]:
    """Wider columns for longer texts, within bounds."""
    longest = (max(len(flat(cell)) for cell in column) for column in zip(*rows, strict=True))
    return [float(min(max(length, _NARROWEST), _WIDEST) ** 0.6) for length in longest]


def _with_captions(blocks: Iterator[Block]) -> Iterator[Block]:
    """A paragraph that is all in italics belongs to the table that follows it."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and (caption := _caption(before)):
            before = block._replace(caption=caption)
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _caption(block: Block | None) -> str:
    """The words of a paragraph that is all in italics."""
    if not isinstance(block, Paragraph) or not all(span.italic for span in spans(block.words)):
        return ""
    return flat(block.words)
