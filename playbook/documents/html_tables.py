"""The cells of a table in HTML → rows of blocks, whatever is merged or left open."""

from __future__ import annotations

from playbook.documents.blocks import Block, Kind

_MOST_COLUMNS = 40


class Table:
    """A table, or a list of terms, that is being read; finished rows go to `out`."""

    def __init__(self, out: list[Block]) -> None:
        self.out = out
        self.cell: list[Block] | None = None
        self._cells: list[tuple[Block, ...]] = []
        self._spans = (1, 1)
        self._below: dict[int, int] = {}
        self._begun: dict[int, int] = {}
        self._line = 0
        self._first = True

    def begin_row(self, line: int) -> None:
        self.end_row()
        self._line = line

    def begin_cell(self, line: int, across: str = "", down: str = "") -> list[Block]:
        """The list that takes the blocks of the cell."""
        self.end_cell()
        self._line = self._line or line
        self._spans = (_number(across), _number(down))
        self.cell = []
        return self.cell

    def end_cell(self) -> None:
        if self.cell is None:
            return
        self._skip_merged()
        across, down = self._spans
        room = max(1, _MOST_COLUMNS - len(self._cells))
        for column in range(len(self._cells), len(self._cells) + min(across, room)):
            if down > 1 and column < _MOST_COLUMNS:
                self._begun[column] = down - 1
        self._cells += [tuple(self.cell), *[()] * (min(across, room) - 1)]
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if not self._line:
            return
        self._skip_merged()
        if any(self._cells):
            self.out.append(Block(Kind.ROW, "", int(self._first), tuple(self._cells), 0, self._line))
            self._first = False
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1} | self._begun
        self._cells, self._begun, self._line = [], {}, 0

    def _skip_merged(self) -> None:
        """Leave the columns empty into which a cell of a row above reaches."""
        while len(self._cells) in self._below:
            self._cells.append(())


def _number(attribute: str) -> int:
    digits = attribute.strip()
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 1
