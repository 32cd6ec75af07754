"""Plain text, as people paste it from web pages and Word → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playbook.documents.blocks import Block, Kind, Unreadable
from playbook.documents.headings import ROUND, SHORT, is_heading, is_mark, looks_short
from playbook.documents.tidy import tidy

MOST_LINES = 250_000
_BULLET = r"""
    [•‣▪▫◦·●○■□◆➢➤►✓✔\uf0b7\uf0a7\uf0d8]\s* | [-–—*+](?=\s|$)\s* | [-–—](?=[A-Z])
    | o\s+(?=\S) | \(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)](?:\s+|$) | \d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?=[A-Z])
"""
_MARK = re.compile(
    rf"""
    [\s>]*(?:
      (?P<blank>$) | (?P<head>\#{{1,6}}\s+)(?=\S) | (?P<row>\|)
      | (?P<rule>=== | --- | ___ | \*\*\*)(?=[=\-_*\s]*$)
      | (?P<bullet>{_BULLET}) | (?P<text>)
    )""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"[\s|:\-–—]*-[\s|:\-–—]*")
_CELL = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:u|b|i|em|strong|br|p|span|s)\b[^<>]{0,100}>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)")
_LEADING = re.compile(rf"\s*(?:{_BULLET})", re.VERBOSE)
_LABEL = re.compile(r"[A-Z][\w /&'’()-]{1,40}:\s")
_BOLD = ("**", "__", "<u>", "<b>", "<strong>")
_USUAL = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "-"), ("\u00a0", " "))
_SPACES = (("\t", " "), ("\x1f", " "))


_PARAGRAPH, _ITEM = Kind.PARAGRAPH, Kind.ITEM
_Line = tuple[int, int, str]  # its number, how far in its words begin, and the words


def text_blocks(text: str) -> list[Block]:
    """Paragraphs, list items, headings and the rows of tables drawn with |; an anchor is the number of the line.

    Lines that were wrapped by hand are joined again. Only a line that can hardly be anything else is a heading.
    Raises Unreadable where there are more than `MOST_LINES`.
    """
    for sign, plain in (*_USUAL, *_SPACES):
        text = text.replace(sign, plain)
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Unreadable(f"has {len(lines):,} lines; the most is {MOST_LINES:,}", "Is it the right file?")
    reading = _Reading()
    reading.read(lines)
    _find_headings(reading.made, reading.short)
    return reading.made


class _Reading:
    """The blocks made so far, and which of them may yet turn out to be headings."""

    def __init__(self) -> None:
        self.made: list[Block] = []
        self.short: list[int] = []
        self.table = -1  # the last line of a table

    def read(self, lines: list[str]) -> None:
        run: list[_Line] = []
        kind = _PARAGRAPH
        match = _MARK.match
        for number, line in enumerate((*lines, ""), 1):
            found = match(line)
            if found is None:
                continue  # for the type checker: the pattern matches any line
            mark, end = found.lastgroup, found.end()
            if mark == "text":
                run.append((number, end, line[end:]))
                continue
            if mark == "blank" and run and not run[-1][2]:
                continue  # a bullet alone on its line waits for its words
            if run:
                self._close(kind, run, line if mark == "rule" else "")
                run, kind = [], _PARAGRAPH
            if mark == "bullet":
                run, kind = [(number, end, line[end:])], _ITEM
            elif mark in ("head", "row"):
                self._add_marked(mark, number, line, end)

    def _close(self, kind: Kind, run: list[_Line], rule: str) -> None:
        """Add the run; the line above a line of = is a heading, and so is one that stands alone above one of -."""
        if rule and kind is _PARAGRAPH and len(run[-1][2]) <= SHORT and (len(run) == 1 or "=" in rule):
            if run[:-1]:
                self._add(kind, run[:-1])
            kind, run = Kind.HEADING, run[-1:]
        self._add(kind, run)

    def _add(self, kind: Kind, run: list[_Line]) -> None:
        if len(run) == 1:
            self._add_words(kind, run[0][0], run[0][2])
            return
        for anchor, text in _parted(kind, run):
            self._add_words(kind, anchor, text)
            kind = _PARAGRAPH

    def _add_words(self, kind: Kind, anchor: int, text: str) -> None:
        words = _words(text)
        if not words:
            return
        if kind is _PARAGRAPH and len(words) <= SHORT and looks_short(words):
            if text.lower().startswith(_BOLD):
                kind = Kind.HEADING
            else:
                self.short.append(len(self.made))
        self.made.append(Block(kind, words, 0, (), 0, anchor))

    def _add_marked(self, mark: str, number: int, line: str, end: int) -> None:
        if mark == "head":
            level = line.count("#", 0, end)
            self.made.append(Block(Kind.HEADING, _words(line[end:].rstrip("# ")), level, (), 0, number))
        elif _SEPARATOR.fullmatch(line, end):
            self.table = number
        else:
            row = _row(line[end:].rstrip(), number, first=self.table != number - 1)
            if any(row.cells):
                self.made.append(row)
                self.table = number


def _parted(kind: Kind, run: list[_Line]) -> Iterator[tuple[int, str]]:
    """One text for each line, but for lines that go on with what was wrapped at the end of the line before."""
    width = _width(run)
    anchor, _, before = run[0]
    together = [before]
    for number, indent, line in run[1:]:
        if not before or (kind is Kind.ITEM and indent > 1 and not is_mark(line)) or _goes_on(before, line, width):
            together.append(line)
        else:
            yield anchor, " ".join(together)
            kind, together, anchor = Kind.PARAGRAPH, [line], number
        before = line
    yield anchor, " ".join(together)


def _width(run: list[_Line]) -> int:
    """How wide the lines were wrapped by hand, or 0 where they were not: some then begin in mid-sentence."""
    lengths = [len(line) for _, _, line in run]
    width = max(lengths)
    low = sum(line[:1].islower() for _, _, line in run[1:])
    even = min(lengths[:-1]) >= width * 0.75
    return width if 60 <= width <= 130 and low and (even or low * 2 >= len(run) - 1) else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether `line` is the rest of what the line before began: its first word did not fit there."""
    length = len(before)
    if not 40 <= length <= 130 or _LABEL.match(line) or is_mark(line):
        return False
    if line[0].islower() and before.rstrip()[-1:] not in ROUND:
        return True
    return width > 0 and length + 1 + len(line[:40].split(" ", 1)[0]) >= width


def _find_headings(made: list[Block], short: list[int]) -> None:
    """Make headings of those of the short paragraphs that are; from the end, since what follows tells them apart."""
    for at in reversed(short):
        block = made[at]
        after = made[at + 1] if at + 1 < len(made) else None
        if is_heading(block.text, made[at - 1] if at else None, after):
            made[at] = block._replace(kind=Kind.HEADING)


def _row(line: str, anchor: int, *, first: bool) -> Block:
    parts = _CELL.split(line.removesuffix("|") if not line.endswith("\\|") else line)
    cells = tuple(tuple(_cell(part, anchor)) if part.strip() else () for part in parts)
    return Block(Kind.ROW, "", int(first), cells, 0, anchor)


def _cell(part: str, anchor: int) -> Iterable[Block]:
    for line in _BREAK.split(part.replace("\\|", "|")):
        bullet = _LEADING.match(line)
        text = _words(line[bullet.end() :] if bullet else line)
        if text:
            yield Block(Kind.ITEM if bullet else Kind.PARAGRAPH, text, anchor=anchor)


def without_bullet(text: str) -> str:
    """What a typed bullet or number stands before; the text itself where there is none."""
    bullet = _LEADING.match(text)
    return text[bullet.end() :] if bullet else text


def _words(text: str) -> str:
    """The text tidied, without marks for bold type, underlining and links."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "**" in text:
        text = text.replace("**", "")
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    text = text.strip() if text.isascii() and "  " not in text else tidy(text)
    return text.strip(text[0]) if text[:1] in ("*", "_") and text[-1] == text[0] else text
