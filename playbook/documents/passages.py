"""Blocks → passages: each line of a paper with its place, and with how the paper asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.marks import STRONG, label_mark, lead_in_of, mark_of, path_mark, row_mark, strong
from playbook.documents.tables import Table, is_label, texts_in
from playbook.rule import Mark

_MEANT = re.compile(
    r"\[(?:meant|reviewed)\s*+:?\s*+[\"']?([a-z0-9-]++)[\"']?\s*+[:,;–-]?\s*+([^\]]{0,500}+)\]", re.IGNORECASE
)
_TO_COMPLETE = re.compile(r"\[To complete: [^\]]{0,500}+\]", re.IGNORECASE)
_CATEGORY = re.compile(
    r"\b(experience|skills?|knowledge|qualifications?|education|training|attributes|qualities"
    r"|abilit(?:y|ies)|aptitudes?"
    r"|competenc(?:y|ies)|values|behaviours?|circumstances)\b",
    re.IGNORECASE,
)
_LABELS, _MARKS = 8, 9
_MOST_HEADINGS = 6
_MOST_CAPITALS = 60


class Meant(NamedTuple):
    """An author's mark on a line: what the rule finds here was looked at, and is meant."""

    rule: str
    because: str


class Passage(NamedTuple):
    """One line of a paper. `headings` lead to it; in a table, `row` counts from 1 and `column` is its heading.

    `to_complete` are the marks of what is still to be written, without which the text is read.
    `label` is what stands before it in the same row ("Reports to"). `mark` says how it is asked for. `page` and
    `anchor` are the reader's, `number` counts passages from 1.
    """

    text: str
    kind: Kind
    headings: tuple[str, ...]
    mark: Mark
    number: int
    page: int = 0
    anchor: int = 0
    row: int = 0
    column: str = ""
    label: str = ""
    meant: tuple[Meant, ...] = ()
    table: int = 0
    to_complete: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place in words: "page 3, Person specification → Essential → row 4"; without the paper's own title."""
        steps = [_short(heading.rstrip(":")) for heading in self.headings[1:] or self.headings]
        if self.column and self.column not in steps:
            steps.append(_short(self.column))
        if self.row:
            steps.append(f"row {self.row}")
        place = " → ".join(steps)
        if self.page:
            return f"page {self.page}, {place}" if place else f"page {self.page}"
        return place or f"paragraph {self.number}"


def _as_heading(block: Block) -> Block:
    """A line in capitals is a heading, also with a number before it."""
    is_capital = block.text.isupper() and block.kind in (Kind.ITEM, Kind.PARAGRAPH)
    if is_capital and _MOST_CAPITALS > len(block.text) > 5 and sum(map(str.isalpha, block.text)) > 5:
        return block._replace(kind=Kind.HEADING, level=0)
    return block


def _short(heading: str) -> str:
    return heading if len(heading) <= 60 else heading[:57].rstrip() + "…"


def passages(blocks: Iterable[Block]) -> list[Passage]:
    """The passages of a paper, in reading order."""
    return list(_Maker().made(blocks))


class _Maker:
    """Keeps the headings above, and the mark that they or a lead-in give, while the blocks go by."""

    def __init__(self) -> None:
        self.path: list[tuple[int, str]] = []
        self.headings: tuple[str, ...] = ()
        self.heading_mark = Mark.PLAIN
        self.lead_in: Mark | None = None
        self.number = 0
        self.table = Table()
        self.inner = Table()
        self.tables = 0

    def made(self, blocks: Iterable[Block]) -> Iterator[Passage]:
        for block in map(_as_heading, blocks):
            if block.kind is Kind.ROW:
                yield from self._row(block)
            elif block.kind is Kind.HEADING:
                yield self._heading(block)
            else:
                yield self._line(block)

    def _heading(self, block: Block) -> Passage:
        level = block.level or self._guessed_level(block.text)
        self.path = [(above, text) for above, text in self.path if above < level][:_MOST_HEADINGS]
        self.path.append((level, block.text))
        self.headings = tuple(text for _, text in self.path)
        self.heading_mark = path_mark(self.headings)
        self.lead_in = None
        return self._passage(block, headings=self.headings[:-1])

    def _guessed_level(self, text: str) -> int:
        """A heading known by its look alone stands below the last real one; one that only marks, below another.

        "Skills" stands below "Essential" where that stands below no such heading itself.
        """
        if mark_of(text) in STRONG:
            return _MARKS
        guessed = {level: heading for level, heading in self.path if level >= _LABELS}
        is_parted = _MARKS in guessed and not _CATEGORY.search(guessed.get(_LABELS, ""))
        return _MARKS + 1 if is_parted and _CATEGORY.search(text) else _LABELS

    def _line(self, block: Block) -> Passage:
        found = self._passage(block, mark=self._line_mark(block))
        if block.kind is not Kind.ITEM or block.text.endswith(":"):
            self.lead_in = lead_in_of(block.text)
        return found

    def _line_mark(self, block: Block) -> Mark:
        if labelled := label_mark(block.text):
            return labelled
        if self.lead_in and block.kind is Kind.ITEM:
            return self.lead_in
        return self.heading_mark

    def _row(self, block: Block) -> Iterator[Passage]:
        cells = [" ".join(texts_in(cell)) for cell in block.cells]
        if block.level == 1:
            self.tables += 1
            self.table = Table.of(cells, self.tables)
        else:
            self.table = self.table.next(cells)
        if self.table.is_heading:
            for cell in block.cells:
                for inner in cell:
                    yield self._passage(inner, column="")
            return
        mark = row_mark(cells, self.table.columns)
        for number, cell in enumerate(block.cells):
            yield from self._cell(cell, cells, number, mark)

    def _cell(self, cell: Sequence[Block], cells: Sequence[str], number: int, mark: Mark | None) -> Iterator[Passage]:
        column = self.table.columns[number] if number < len(self.table.columns) else ""
        label = cells[0] if number and is_label(cells[0]) else ""
        asked = mark or strong(column) or strong(self.table.section) or self.heading_mark
        for block in cell:
            if block.kind is Kind.ROW:
                yield from self._nested(block)
                continue
            headings = (*self.headings, self.table.section) if self.table.section else self.headings
            yield self._passage(
                block,
                headings=headings,
                mark=label_mark(block.text) or asked,
                row=self.table.row,
                column=column,
                label=label,
            )

    def _nested(self, block: Block) -> Iterator[Passage]:
        """The passages of a row of a table inside a cell: it has columns of its own."""
        outer, self.table = self.table, self.inner
        yield from self._row(block)
        self.inner, self.table = self.table, outer

    def _passage(
        self,
        block: Block,
        *,
        headings: tuple[str, ...] | None = None,
        mark: Mark | None = None,
        row: int = 0,
        column: str = "",
        label: str = "",
    ) -> Passage:
        self.number += 1
        text = block.text
        meant: tuple[Meant, ...] = ()
        if "[" in text and (found := _MEANT.findall(text)):
            meant = tuple(Meant(rule.lower().rstrip("-"), because.strip()) for rule, because in found)
            text = _MEANT.sub("", text).strip()
        if "[" in text and (to_complete := tuple(_TO_COMPLETE.findall(text))):
            text = _TO_COMPLETE.sub("", text).strip()
        else:
            to_complete = ()
        return Passage(
            text,
            block.kind,
            self.headings if headings is None else headings,
            self.heading_mark if mark is None else mark,
            self.number,
            block.page,
            block.anchor,
            row,
            column,
            label,
            meant,
            self.table.number if row else 0,
            to_complete,
        )
