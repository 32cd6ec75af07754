"""Blocks → passages: each line of a paper with its place, and with how the paper asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.rule import Mark

_MEANT = re.compile(r"\[(?:meant|reviewed)\s*+:\s*+([a-z0-9-]++)\s*+[:,;–-]?\s*+([^\]]{0,500}+)\]", re.IGNORECASE)
_LABELS, _MARKS = 8, 9
_MOST_HEADINGS = 6
_MOST_CAPITALS = 60


class Meant(NamedTuple):
    """An author's mark on a line: what the rule finds here was looked at, and is meant."""

    rule: str
    because: str


class Passage(NamedTuple):
    """One line of a paper. `headings` lead to it; in a table, `row` counts from 1 and `column` is its heading.

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
        self.table = _Table()
        self.inner = _Table()
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
        self.heading_mark = _path_mark(self.headings)
        self.lead_in = None
        return self._passage(block, block.text, headings=self.headings[:-1])

    def _guessed_level(self, text: str) -> int:
        """A heading known by its look alone stands below the last real one; one that only marks, below another.

        "Skills" stands below "Essential" where that stands below no such heading itself.
        """
        if mark_of(text) in _STRONG:
            return _MARKS
        guessed = {level: heading for level, heading in self.path if level >= _LABELS}
        is_parted = _MARKS in guessed and not _CATEGORY.search(guessed.get(_LABELS, ""))
        return _MARKS + 1 if is_parted and _CATEGORY.search(text) else _LABELS

    def _line(self, block: Block) -> Passage:
        found = self._passage(block, block.text, mark=self._line_mark(block))
        if block.kind is not Kind.ITEM or block.text.endswith(":"):
            self.lead_in = _lead_in(block.text)
        return found

    def _line_mark(self, block: Block) -> Mark:
        if labelled := _label_mark(block.text):
            return labelled
        if self.lead_in and block.kind is Kind.ITEM:
            return self.lead_in
        return self.heading_mark

    def _row(self, block: Block) -> Iterator[Passage]:
        cells = [" ".join(_texts(cell)) for cell in block.cells]
        if block.level == 1:
            self.tables += 1
            self.table = _Table.of(cells, self.tables)
        else:
            self.table = self.table.next(cells)
        if self.table.is_heading:
            for cell in block.cells:
                for inner in cell:
                    yield self._passage(inner, inner.text, column="")
            return
        mark = _row_mark(cells, self.table.columns)
        for number, cell in enumerate(block.cells):
            yield from self._cell(cell, cells, number, mark)

    def _cell(self, cell: Sequence[Block], cells: Sequence[str], number: int, mark: Mark | None) -> Iterator[Passage]:
        column = self.table.columns[number] if number < len(self.table.columns) else ""
        label = cells[0] if number and _is_label(cells[0]) else ""
        asked = mark or _strong(column) or _strong(self.table.section) or self.heading_mark
        for block in cell:
            if block.kind is Kind.ROW:
                yield from _nested(self, block)
                continue
            headings = (*self.headings, self.table.section) if self.table.section else self.headings
            yield self._passage(
                block,
                block.text,
                headings=headings,
                mark=_label_mark(block.text) or asked,
                row=self.table.row,
                column=column,
                label=label,
            )

    def _passage(
        self,
        block: Block,
        text: str,
        *,
        headings: tuple[str, ...] | None = None,
        mark: Mark | None = None,
        row: int = 0,
        column: str = "",
        label: str = "",
    ) -> Passage:
        self.number += 1
        meant: tuple[Meant, ...] = ()
        if "[" in text and (found := _MEANT.findall(text)):
            meant = tuple(Meant(rule.lower().rstrip("-"), because.strip()) for rule, because in found)
            text = _MEANT.sub("", text).strip()
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
        )


def _nested(maker: _Maker, block: Block) -> Iterator[Passage]:
    """The passages of a row of a table inside a cell: it has columns of its own."""
    outer = maker.table
    maker.table = maker.inner
    yield from maker._row(block)
    maker.inner = maker.table
    maker.table = outer


class _Table(NamedTuple):
    """The table that is being read: its column headings, its number, the row's, a section row such as "Experience"."""

    columns: tuple[str, ...] = ()
    number: int = 0
    row: int = 0
    section: str = ""
    is_heading: bool = False

    @classmethod
    def of(cls, cells: Sequence[str], number: int) -> _Table:
        """The table that begins with this row, which may name the columns."""
        if _names_columns(cells, first=True):
            return cls(tuple(cells), number=number, is_heading=True)
        return cls((), number=number, row=1)._sectioned(cells)

    def next(self, cells: Sequence[str]) -> _Table:
        if _names_columns(cells, first=False):
            section = self.section if tuple(cells) == self.columns else ""
            return self._replace(columns=tuple(cells), section=section, is_heading=True)
        return self._replace(row=self.row + 1, is_heading=False)._sectioned(cells)

    def _sectioned(self, cells: Sequence[str]) -> _Table:
        filled = [cell for cell in cells if cell]
        if len(cells) > 1 and len(filled) == 1 and cells[0] and len(cells[0].split()) <= 6:
            return self._replace(section=cells[0])
        return self


def _texts(cell: Sequence[Block]) -> Iterator[str]:
    for block in cell:
        if block.kind is Kind.ROW:
            for inner in block.cells:
                yield from _texts(inner)
        else:
            yield block.text


_CATEGORY = re.compile(
    r"\b(experience|skills?|knowledge|qualifications?|education|training|attributes|qualities"
    r"|abilit(?:y|ies)|aptitudes?"
    r"|competenc(?:y|ies)|values|behaviours?|circumstances)\b",
    re.IGNORECASE,
)
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
    marks = {mark for cell in filled if len(cell.split()) <= 3 and (mark := _strong(cell))}
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


_STRONG = (Mark.ESSENTIAL, Mark.DESIRABLE)
_ESSENTIAL = re.compile(r"\b(essential|must[- ]haves?|minimum (?:requirements|criteria)|mandatory)\b", re.IGNORECASE)
_DESIRABLE = re.compile(
    r"\b(desirable|desired|preferred|nice[- ]to[- ]haves?|advantageous|ideally"
    r"|would be (?:an advantage|beneficial|helpful))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(person spec|specification|about you|the person\b|ideal candidate|successful candidate"
    r"|who (?:we are|we're) looking"
    r"|(?:we are|we're) looking for|requirements?|criteria|skills|qualifications?|experience|knowledge"
    r"|what you(?:'ll| will)? (?:need|bring)|you(?:'ll| will) (?:need|bring|have)|do you have"
    r"|can you demonstrate|attributes|aptitudes)",
    re.IGNORECASE,
)


def mark_of(text: str) -> Mark:
    """How a heading, a column or a lead-in says that what follows is asked for."""
    essential, desirable = _ESSENTIAL.search(text), _DESIRABLE.search(text)
    if essential and not desirable:
        return Mark.ESSENTIAL if not re.search(r"\bnon?t?[- ]essential\b", text, re.IGNORECASE) else Mark.DESIRABLE
    if desirable and not essential:
        return Mark.DESIRABLE
    return Mark.ASKED if _ASKED.search(text) else Mark.PLAIN


def _path_mark(headings: Sequence[str]) -> Mark:
    """The nearest heading that says essential or desirable; else whether any says that this is asked of the person."""
    marks = [mark_of(heading) for heading in reversed(headings) if len(heading.split()) <= 12]
    strong = next((mark for mark in marks if mark in _STRONG), None)
    return strong or (Mark.ASKED if Mark.ASKED in marks else Mark.PLAIN)


def _strong(text: str) -> Mark | None:
    if text.strip().lower() in ("e", "d"):
        return Mark.ESSENTIAL if text.strip().lower() == "e" else Mark.DESIRABLE
    mark = mark_of(text)
    return mark if mark in _STRONG else None


_SHORT_LEAD = 12
_NEEDED = re.compile(r"\b(must|(?:will |'ll )need|need to|required|requires?)\b", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(nice|bonus|plus|also (?:had|have|like)|helpful|would (?:like|help|love)|welcome|ideal)\b", re.IGNORECASE
)


def _lead_in(text: str) -> Mark | None:
    """The mark that a line gives to the list below it."""
    is_short = len(text.split()) <= _SHORT_LEAD and not text.endswith(".")
    if not text.endswith((":", "?", "...")) and not is_short:
        return None
    mark = mark_of(text)
    if mark not in _STRONG and len(text.split()) <= _SHORT_LEAD:
        mark = Mark.DESIRABLE if _WISHED.search(text) else Mark.ESSENTIAL if _NEEDED.search(text) else mark
    return mark if mark is not Mark.PLAIN else None


_LONG_CRITERION = 300
_TRAILING = re.compile(
    r" ([ED])(?: +(?:(?:A(?:pp\w*|F)?|I(?:nt\w*)?|P(?:res\w*)?|T(?:ests?)?|R(?:ef\w*)?|C(?:ert\w*)?"
    r"|forms?|centre|Ass\w*|D(?:ocs?)?)[ /,&+]*){1,6})?$"
)
_HINTS = ("ssential", "esirable", "(E)", "(D)", "(e)", "(d)", "SSENTIAL", "ESIRABLE")
_LABEL = re.compile(
    r"^\W*(essential|desirable)\b\s*(?:criteria)?\s*[-–:]|[\s([-](?:\((E|D|essential|desirable)\)"
    r"|[-–:] ?(essential|desirable))\W*$",
    re.IGNORECASE,
)


def _label_mark(text: str) -> Mark | None:
    """The mark of a line that carries it: "Desirable - …", "… (E)", "… E Application form"."""
    if len(text) < _LONG_CRITERION and (" E" in text or " D" in text) and (found := _TRAILING.search(text)):
        return Mark.ESSENTIAL if found[1] == "E" else Mark.DESIRABLE
    if len(text) > 400 or not any(hint in text for hint in _HINTS) or not (found := _LABEL.search(text)):
        return None
    word = next(group for group in found.groups() if group).lower()
    return Mark.ESSENTIAL if word[0] == "e" else Mark.DESIRABLE


_TICKS = frozenset(["x", "✓", "✔", "☑", "☒", "√", "y", "yes", "●", "•", "*"])


def _row_mark(cells: Sequence[str], columns: Sequence[str]) -> Mark | None:
    """The mark that a cell of the row gives to the whole row: an E, a D, or a tick under either."""
    for number, cell in enumerate(cells):
        word = cell.strip().lower()
        if word in ("e", "essential"):
            return Mark.ESSENTIAL
        if word in ("d", "desirable"):
            return Mark.DESIRABLE
        if word in _TICKS and number < len(columns) and (mark := _strong(columns[number])):
            return mark
    return None


def _is_label(text: str) -> bool:
    return 0 < len(text.split()) <= 6
