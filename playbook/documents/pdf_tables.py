"""Tables on a PDF's pages: by the lines drawn round their cells, by a header, or by pieces that stand in columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.pdf_layout import MOST_WALLS, Page, Row, Rule, beside, columns, walls
from playbook.documents.pdf_words import MARKER, Line, Style, flow_blocks
from playbook.documents.tidy import tidy

Cells = list[list[Line]]

_HEAD = re.compile(r"\b(essential|desirable)\b", re.IGNORECASE)
_SHORT_HEADS = frozenset(("e", "d", "e/d", "essential/desirable", "essential or desirable"))


class Table(NamedTuple):
    """Rows of cells, each with its lines; `edges` part the columns, and `right` is where the last one ends."""

    edges: list[float]
    right: float
    rows: list[Cells]


def parts_of(read: Sequence[tuple[Page, list[Row]]], style: Style) -> list[Table | list[Line]]:
    """The pages' rows → tables and, between them, lines that flow; a table goes on over pages."""
    parts: list[Table | list[Line]] = []
    for page, rows in read:
        for at, part in enumerate(_page_parts(page, rows, style)):
            last = parts[-1] if parts else None
            if isinstance(part, Table) and isinstance(last, Table) and at == 0 and _same_columns(last, part):
                _continue(last, part)
            elif isinstance(part, list) and isinstance(last, list):
                last += part
            elif isinstance(part, Table) or part:
                parts.append(part)
            if at == 0 and isinstance(last, Table) and isinstance(part, list):
                _take_over(parts, last, part)
    return parts


def _same_columns(one: Table, other: Table) -> bool:
    if len(one.edges) != len(other.edges):
        return False
    return all(abs(x - y) < 12 for x, y in zip(one.edges, other.edges, strict=True))


def _continue(table: Table, more: Table) -> None:
    """Join a table on the next page, which may repeat the header, and may begin in the middle of a row."""
    rows = more.rows
    if rows and table.rows and _texts(rows[0]) == _texts(table.rows[0]):
        rows = rows[1:]
    if rows and not rows[0][0] and table.rows:
        _add(table.rows[-1], rows[0])
        rows = rows[1:]
    table.rows.extend(rows)


def _texts(cells: Cells) -> list[str]:
    return [tidy(" ".join(line.text for line in cell)).lower() for cell in cells]


def _add(cells: Cells, more: Cells) -> None:
    for cell, lines in zip(cells, more, strict=True):
        cell.extend(lines)


def _take_over(parts: list[Table | list[Line]], table: Table, flow: list[Line]) -> None:
    """Lines at the top of a page that stand below the last row's later cells belong to that row."""
    starts = [line.x0 for cell in table.rows[-1][1:] for line in cell]
    taken = 0
    for line in flow:
        row = Row([line], line.y, line.size)
        if line.bold or _does_not_fit(row, table.edges) or not any(abs(line.x0 - start) < 2 for start in starts):
            break
        _add(table.rows[-1], _cells(row, table.edges))
        taken += 1
    parts[-1:] = [flow[taken:]] if taken < len(flow) else []


def _page_parts(page: Page, rows: list[Row], style: Style) -> list[Table | list[Line]]:
    parts: list[Table | list[Line]] = []
    down, across = walls(page.down)[:MOST_WALLS], walls(page.across)
    loose: list[Row] = []
    at = 0
    while at < len(rows):
        table, end = _ruled(rows, at, down, across) if down else (None, at)
        if table is None and is_header(rows[at]) and len(_walls_at(rows[min(at + 1, len(rows) - 1)], down)) < 3:
            table, end = _headed(rows, at, style, across)
        if table is None:
            loose.append(rows[at])
            at += 1
            continue
        _adopt_header(table, loose)
        parts += [*_loose_parts(loose, style), table]
        loose, at = [], end
    return parts + _loose_parts(loose, style)


def _adopt_header(table: Table, loose: list[Row]) -> None:
    """A header that stands above the lines round a table is its first row."""
    if not loose or not is_header(loose[-1]):
        return
    cells = _cells(loose[-1], table.edges)
    if sum(map(bool, cells)) == len(loose[-1].pieces):
        table.rows.insert(0, cells)
        loose.pop()


def _ruled(rows: list[Row], at: int, down: list[Rule], across: list[Rule]) -> tuple[Table | None, int]:
    """The table whose first row is `rows[at]`, by the lines drawn round its cells, and where it ends."""
    places = _walls_at(rows[at], down)
    if len(places) < 3:
        return None, at
    end = at + 1
    while end < len(rows):
        found = _walls_at(rows[end], down)
        if len(found) < 2 or not (_near(found[0], places) and _near(found[-1], places)):
            break
        places += [place for place in found if not _near(place, places)]
        end += 1
    places.sort()
    groups = _by_rules(rows[at:end], across, places)
    edges = places[1:-1]
    return Table(edges, places[-1] - 4, [_gathered(group, edges) for group in groups]), end


def _walls_at(row: Row, down: list[Rule]) -> list[float]:
    """Where walls stand at the height of the row, double ones given once; [] where the row is not between two."""
    y = row.y - 0.3 * row.size
    places: list[float] = []
    for wall in down:
        if wall.start - 1 <= y <= wall.end + 1 and (not places or wall.at - places[-1] > 5):
            places.append(wall.at)
    inside = len(places) > 1 and places[0] - 3 < row.x0 and row.x1 < places[-1] + 8
    return places if inside else []


def _near(place: float, places: Iterable[float]) -> bool:
    return any(abs(place - one) < 5 for one in places)


def _by_rules(rows: list[Row], across: list[Rule], places: list[float]) -> list[list[Row]]:
    return _by_heights(rows, [rule.at for rule in across if _near(rule.start, places) and _near(rule.end, places)])


def _by_heights(rows: list[Row], heights: list[float]) -> list[list[Row]]:
    """The rows between one height and the next; heights go up."""
    groups = [rows[:1]]
    for last, row in pairwise(rows):
        if bisect_right(heights, row.y - 0.3 * row.size) > bisect_right(heights, last.y - 0.3 * last.size):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _cells(row: Row, edges: list[float]) -> Cells:
    cells: Cells = [[] for _ in range(len(edges) + 1)]
    for piece in row.pieces:
        cells[bisect_right(edges, piece.x0 + 1)].append(piece)
    return [[beside(cell)] if cell else [] for cell in cells]


def _gathered(rows: Iterable[Row], edges: list[float]) -> Cells:
    gathered: Cells = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        _add(gathered, _cells(row, edges))
    return gathered


def is_header(row: Row) -> bool:
    """Whether the row names what is essential and what desirable, in short pieces that stand apart."""
    pieces = [piece.text for piece in row.pieces]
    if len(pieces) < 2 or any(text.count(" ") > 5 for text in pieces):
        return False
    named = [found.group(1).lower() for text in pieces if (found := _HEAD.search(text))]
    short = [text for text in pieces if text.lower().strip() in _SHORT_HEADS]
    return len(set(named)) == 2 or (len(short) >= 1 and len(pieces) >= 3)


def _headed(rows: list[Row], at: int, style: Style, across: list[Rule]) -> tuple[Table | None, int]:
    """The table below the header `rows[at]`: all rows that keep to its columns."""
    header = rows[at]
    edges = _edges(header, rows[at + 1 : at + 13])
    end = at + 1
    while end < len(rows) and not _ends(rows, end, header, edges, style):
        end += 1
    if end == at + 1:
        return None, at
    right = max(row.x1 for row in rows[at:end])
    body = rows[at + 1 : end]
    heights = [rule.at for rule in across if rule.start < edges[0] and rule.end > edges[-1]]
    inner = bisect_right(heights, body[-1].y) - bisect_right(heights, body[0].y)
    if inner:
        groups = _by_heights(body, heights)
    else:
        groups = _by_gaps(body, edges, style) if _has_labels(header) else _by_clear_gaps(body, style)
    return Table(edges, right, [_gathered(group, edges) for group in ([header], *groups)]), end


def _has_labels(header: Row) -> bool:
    """Whether the first column names what the others are about."""
    return not _HEAD.search(header.pieces[0].text)


def _edges(header: Row, rows: list[Row]) -> list[float]:
    """Where the columns part: between two heads, at the place that the fewest pieces cross, at most to the right."""
    pieces = [piece for row in rows for piece in row.pieces]
    edges = []
    for one, other in pairwise(header.pieces):
        width = other.x0 - one.x1
        places = [one.x1 + width * step / 12 for step in range(1, 12)] + [other.x0 - 1.5]
        edges.append(min(places, key=lambda x: (sum(p.x0 - 1 < x < p.x1 + 1 for p in pieces), -x)))
    return edges


def _does_not_fit(row: Row, edges: list[float]) -> bool:
    return any(piece.x0 + 2 < edge < piece.x1 - 2 for piece in row.pieces for edge in edges)


def _ends(rows: list[Row], at: int, header: Row, edges: list[float], style: Style) -> bool:
    """Whether the table has ended before `rows[at]`."""
    row = rows[at]
    if _does_not_fit(row, edges) or row.x0 < header.x0 - 12 or row.size > 1.08 * max(style.size, header.size):
        return True
    if is_header(row):
        return _row_texts(row) != _row_texts(header)
    step = (row.y - rows[at - 1].y) / (style.leading * row.size)
    if len(row.pieces) > 1 or row.x0 >= edges[0]:
        return False
    following = rows[at + 1 : at + 2]
    leads_on = _has_labels(header) and any(
        len(one.pieces) > 1 and not is_header(one) and not _does_not_fit(one, edges) for one in following
    )
    return step > 2.6 or (row.pieces[0].bold and style.bold_tells and step > 1.4 and not leads_on)


def _row_texts(row: Row) -> list[str]:
    return [piece.text.lower() for piece in row.pieces]


def _by_gaps(rows: list[Row], edges: list[float], style: Style) -> list[list[Row]]:
    """The rows of a table without rules: one begins where the first column has text again, or after a clear gap."""
    marks = _has_marks(rows, edges)
    groups: list[list[Row]] = []
    for last, row in zip([None, *rows], rows, strict=False):
        if last is None or _begins(last, row, edges, style, marks=marks):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _by_clear_gaps(rows: list[Row], style: Style) -> list[list[Row]]:
    groups = [rows[:1]]
    for last, row in pairwise(rows):
        if row.y - last.y > 2.2 * style.leading * row.size:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _has_marks(rows: list[Row], edges: list[float]) -> bool:
    """Whether all but the first columns hold no more than ticks, letters and single words."""
    others = [piece.text for row in rows for piece in row.pieces if piece.x0 > edges[0]]
    return bool(others) and sum(len(text) < 12 for text in others) > 0.8 * len(others)


def _begins(last: Row, row: Row, edges: list[float], style: Style, *, marks: bool) -> bool:
    step = (row.y - last.y) / (style.leading * row.size)
    if row.x0 >= edges[0]:
        return step > 2.2
    if marks and len(row.pieces) > 1:
        return True
    return step > 1.22 or last.x0 >= edges[0] or bool(MARKER.match(row.pieces[0].text))


def _loose_parts(rows: list[Row], style: Style) -> list[Table | list[Line]]:
    parts: list[Table | list[Line]] = []
    for flow in columns(rows) if rows else []:
        at, full = 0, max(row.x1 for row in flow)
        while at < len(flow):
            end = _aligned_end(flow, at, style) if len(flow[at].pieces) > 1 else at
            if end > at:
                edges = _starts(flow[at:end])
                groups = _by_gaps(flow[at:end], edges, style)
                right = max(row.x1 for row in flow[at:end])
                parts.append(Table(edges, right, [_gathered(group, edges) for group in groups]))
                at = end
            else:
                _append(parts, beside(flow[at].pieces)._replace(right=full))
                at += 1
    return parts


def _append(parts: list[Table | list[Line]], line: Line) -> None:
    last = parts[-1] if parts else None
    if isinstance(last, list):
        last.append(line)
    else:
        parts.append([line])


def _starts(rows: list[Row]) -> list[float]:
    fullest = max(rows, key=lambda row: len(row.pieces))
    return [piece.x0 - 4 for piece in fullest.pieces[1:]]


def _aligned_end(rows: list[Row], at: int, style: Style) -> int:
    """Where the run of rows ends whose second pieces stand below that of `rows[at]`; `at` for fewer than three."""
    first, second = rows[at].pieces[0].x0, rows[at].pieces[1].x0
    end, full = at, 0
    while end < len(rows) and _is_aligned(rows[end], first, second):
        row = rows[end]
        step = (row.y - rows[end - 1].y) / (style.leading * row.size)
        if end > at and (step > 3.5 or (len(row.pieces) == 1 and step > 1.25)):
            break
        full += len(row.pieces) > 1
        end += 1
    return end if full >= 3 else at


def _is_aligned(row: Row, first: float, second: float) -> bool:
    if len(row.pieces) > 1:
        return abs(row.x0 - first) < 4 and abs(row.pieces[1].x0 - second) < 4
    return abs(row.x0 - second) < 4 or (abs(row.x0 - first) < 4 and row.x1 < second)


def table_blocks(table: Table, style: Style) -> list[Block]:
    """A ROW for each row; columns that hold nothing anywhere are left out."""
    used = [column for column in range(len(table.edges) + 1) if any(row[column] for row in table.rows)]
    rights = [*(edge - 4 for edge in table.edges), table.right]
    blocks: list[Block] = []
    for row in table.rows:
        cells = tuple(tuple(flow_blocks(row[at], style, rights[at], in_cell=True)) for at in used)
        lines = [line for cell in row for line in cell]
        if any(cells):
            place = min(lines, key=lambda line: line.number)
            blocks.append(Block(Kind.ROW, "", int(not blocks), cells, place.page, place.number))
    return blocks
