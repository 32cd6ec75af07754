"""Pieces of text with their places on pages → blocks: lines, running headers and footers, columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from playbook.documents.blocks import Block
from playbook.documents.pdf_words import Line, flow_blocks, is_marker, style_of


class Segment(NamedTuple):
    """Words side by side; `y` is their base line, all measures in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A straight line drawn at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """One page as drawn; rules go across or down it."""

    number: int
    height: float
    segments: list[Segment]
    across: list[Rule]
    down: list[Rule]


class Row(NamedTuple):
    """The pieces at one height of a page, from left to right."""

    pieces: list[Line]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)


_EDGE = 0.12
MOST_WALLS = 200
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–|\s]*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–|\s]*(?:page)?", re.IGNORECASE)
_HEADS = re.compile(r"\b(?:essential|desirable)\b", re.IGNORECASE)


def document_blocks(pages: Sequence[Page]) -> list[Block]:
    """All pages → blocks in reading order."""
    from playbook.documents.pdf_tables import Table, parts_of, table_blocks

    numbers = count(1)
    read = [(page, page_rows(page, numbers)) for page in without_furniture(pages)]
    lines = [piece for _, rows in read for row in rows for piece in row.pieces]
    if not lines:
        return []
    style = style_of(lines)
    blocks: list[Block] = []
    for part in parts_of(read, style):
        blocks += table_blocks(part, style) if isinstance(part, Table) else flow_blocks(part, style)
    return blocks


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without page numbers and without what stands at one place near the edges of most of them."""
    edges = [_at_edges(page) for page in pages]
    seen = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(one, page) for one in edge})
    least = max(2, 0.4 * sum(1 for page in pages if page.segments))
    often = {key for key, times in seen.items() if times >= least and _LETTERS.search(key[0])}
    inner = [page._replace(segments=_inner(page, edge, often)) for page, edge in zip(pages, edges, strict=True)]
    return inner if any(page.segments for page in inner) else list(pages)


def _key(segment: Segment, page: Page) -> tuple[str, int]:
    """The text, whatever its numbers are, and how far it stands from the nearest edge."""
    return _DIGITS.sub("#", segment.text), round(min(segment.y, page.height - segment.y) / 3)


def _at_edges(page: Page) -> set[Segment]:
    """What stands near the top or bottom of a page, but for the header of a table, which may be repeated there."""
    top, bottom = page.height * _EDGE, page.height * (1 - _EDGE)
    found = {one for one in page.segments if not top < one.y < bottom}
    heads = [one.y for one in found if _HEADS.search(one.text)]
    return {one for one in found if not any(abs(one.y - y) < 3 for y in heads)}


def _inner(page: Page, edge: set[Segment], often: set[tuple[str, int]]) -> list[Segment]:
    """What is left of a page without the texts given and without its number, from its edges to the first other line."""
    outer: set[Segment] = set()
    lines = _by_height(page.segments)
    upper = [line for line in lines if line[0].y < page.height / 2]
    for half in (upper, lines[len(upper) :][::-1]):
        for line in half:
            found = {one for one in line if one in edge and _key(one, page) in often}
            if not found and not (len(line) == 1 and line[0] in edge and _PAGE_NUMBER.fullmatch(line[0].text)):
                break
            outer.update(found or line)
    return [one for one in page.segments if one not in outer]


def _by_height(segments: Sequence[Segment]) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for one in sorted(segments, key=lambda segment: (segment.y, segment.x0)):
        if groups and one.y - groups[-1][0].y < 0.45 * min(one.size, groups[-1][0].size):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def walls(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at one place that follow each other, each run of them as one."""
    found: list[Rule] = []
    for group in _at_one_place(rules):
        runs: list[Rule] = []
        for rule in sorted(group, key=lambda one: one.start):
            last = runs[-1] if runs else None
            if last and rule.start - last.end < 4:
                runs[-1] = last._replace(end=max(last.end, rule.end))
            else:
                runs.append(rule)
        found += runs
    return found


def _at_one_place(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at < 1.6:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def page_rows(page: Page, numbers: Iterator[int]) -> list[Row]:
    """The segments by their height; those that touch each other are one piece."""
    down = walls(page.down)[:MOST_WALLS]
    return [
        _row(sorted(group, key=lambda one: one.x0), page.number, next(numbers), down)
        for group in _by_height(page.segments)
    ]


def _row(group: list[Segment], page: int, number: int, down: list[Rule]) -> Row:
    pieces: list[Line] = []
    for one in group:
        line = Line(one.text, one.x0, one.x1, one.y, one.size, one.bold, page, number)
        last = pieces[-1] if pieces else None
        if last and (one.x0 - last.x1 < 0.6 * one.size or _is_marked(last, line)) and not _parted(last, line, down):
            pieces[-1] = beside((last, line))
        else:
            pieces.append(line)
    y = max(pieces, key=lambda piece: len(piece.text)).y
    return Row(pieces, y, max(piece.size for piece in pieces))


def _parted(one: Line, other: Line, down: list[Rule]) -> bool:
    y = other.y - 0.3 * other.size
    return any(one.x1 - 2 < wall.at < other.x0 + 2 and wall.start < y < wall.end for wall in down)


def _is_marked(marker: Line, line: Line) -> bool:
    return is_marker(marker.text) and line.x0 - marker.x1 < 2.8 * line.size


def beside(pieces: Iterable[Line]) -> Line:
    """Pieces of one height as one line."""
    first, *others = pieces
    for other in others:
        space = " " if other.x0 - first.x1 > 0.12 * other.size or is_marker(first.text) else ""
        tells = first if is_marker(other.text) else other
        size = max((first, other), key=lambda piece: len(piece.text)).size
        bold = tells.bold and (first.bold or is_marker(first.text))
        text = f"{first.text}{space}{other.text}"
        first = first._replace(text=text, x1=max(first.x1, other.x1), size=size, bold=bold, y=tells.y)
    return first


def columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows outside tables → flows in reading order: two columns of prose one after the other, else as they stand."""
    gutter = _gutter(rows)
    if not gutter:
        return [list(rows)]
    flows: list[list[Row]] = [[]]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and not any(_crosses(piece, gutter) for piece in rows[end].pieces):
            end += 1
        left, right = _sides(rows[start:end], gutter)
        if _is_prose(left, gutter) and _is_prose(right, gutter):
            flows += [left, right, []]
        else:
            flows[-1] += rows[start:end]
        flows[-1] += rows[end : end + 1]
        start = end + 1
    return [flow for flow in flows if flow]


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [row._replace(pieces=side) for row in rows if (side := [one for one in row.pieces if one.x0 < gutter])]
    right = [row._replace(pieces=side) for row in rows if (side := [one for one in row.pieces if one.x0 >= gutter])]
    return left, right


def _crosses(piece: Line, x: float) -> bool:
    return piece.x0 < x < piece.x1


def _is_prose(rows: list[Row], gutter: float) -> bool:
    """Whether most lines go across their side of the gutter."""
    if len(rows) < 4:
        return False
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    wide = sum(row.x1 - row.x0 > 0.6 * (right - left) for row in rows)
    near = left - gutter < 40 if left > gutter else gutter - right < 40
    return near and wide * 2 >= len(rows) and right - left > 110


def _gutter(rows: Sequence[Row]) -> float:
    """Where down the middle the fewest pieces stand in the way; 0 where there is no such place."""
    pieces = [piece for row in rows for piece in row.pieces]
    if len(pieces) < 8:
        return 0
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    if sum(piece.x0 > left + 0.35 * (right - left) for piece in pieces) < 4:
        return 0
    first, last = left + 0.35 * (right - left), left + 0.65 * (right - left)
    places = [first + (last - first) * step / 60 for step in range(61)]
    crossing = [sum(piece.x0 - 2 < place < piece.x1 + 2 for piece in pieces) for place in places]
    fewest = min(crossing)
    best = [place for place, number in zip(places, crossing, strict=True) if number == fewest]
    return best[len(best) // 2] if fewest * 3 < len(pieces) else 0
