"""Lines of a PDF's text → paragraphs, list items and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.tidy import tidy


class Line(NamedTuple):
    """What stands side by side at one height of a page, or of a cell; `y` is the base line, from the page's top.

    `right` is where the lines of its column end, or 0 where that is not known.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    number: int
    right: float = 0


class Style(NamedTuple):
    """What is usual in the document: the size of its text, the leading (in sizes), its words."""

    size: float
    leading: float
    larger: tuple[float, ...]
    words: Counter[str]
    bold_tells: bool


_DOTS = "•‣⁃◦▪▫■□●○◘◆◇❖➢➤➔→✓✔✗❑\uf000-\uf0ff"
_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
MARKER = re.compile(rf"(?:[{_DOTS}](?=\s|\w)|[*·–—-](?=\s)|o(?=\s)|(?:{_NUMBER})(?=\s+\w))\s*")
_BARE_MARKER = re.compile(rf"[{_DOTS}*·–—-]|o|{_NUMBER}")
_ONLY_DOTS = re.compile(r"[•‣⁃◦▪▫■□●○◘◆◇❖➢➤\uf000-\uf0ff\s]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]{1,40})-$")
_PREFIXES = re.compile(
    "all|anti|co|cross|decision|ex|full|hands|high|in|inter|long|low|multi|mid|non|off|on|one|out|over|part|post|pre|re|"
    "self|semi|short|so|sub|third|to|two|three|under|up|value|well|world|year|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LETTER = re.compile(r"[a-z]")
MOST_WORDS_OF_HEADING = 16

_AROUND, _SAME_COLUMN = 12, 40


def is_marker(text: str) -> bool:
    """Whether the text is a bullet or the number of a list item, and nothing else."""
    return bool(_BARE_MARKER.fullmatch(text))


def style_of(lines: Sequence[Line]) -> Style:
    """What is usual in all lines of a document; there is at least one."""
    sizes: Counter[float] = Counter()
    words: Counter[str] = Counter()
    bold = 0
    for line in lines:
        sizes[_rounded(line.size)] += len(line.text)
        bold += len(line.text) * line.bold
    for before, line in zip(("", *(line.text for line in lines)), lines, strict=False):
        words.update(_whole_words(line.text, after_hyphen=before.endswith("-")))
    size = sizes.most_common(1)[0][0]
    larger = tuple(sorted((one for one in sizes if one > size * 1.08), reverse=True))
    return Style(size, _leading(lines), larger, words, bold * 2 < sum(sizes.values()))


def _whole_words(text: str, *, after_hyphen: bool) -> list[str]:
    """The words of a line, without what a hyphen at a line's end cut off."""
    found = _WORD.findall(text.lower())
    return found[1 if after_hyphen else 0 : -1 if text.endswith("-") else None]


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _leading(lines: Sequence[Line]) -> float:
    """The distance of lines that is most usual, in sizes of their text."""
    steps: Counter[float] = Counter()
    for at, one in enumerate(lines):
        below = (line for line in lines[at + 1 : at + 4] if abs(line.x0 - one.x0) < _SAME_COLUMN)
        other = next(below, one)
        step = (other.y - one.y) / max(other.size, 1)
        if one.page == other.page and 0.9 < step < 2.3 and abs(one.size - other.size) < 0.6:
            steps[round(step * 20) / 20] += 1
    enough = max(steps.values(), default=0) / 3
    return min((step for step, count in steps.items() if count >= enough), default=1.2)


def flow_blocks(lines: Sequence[Line], style: Style, right: float = 0, *, in_cell: bool = False) -> list[Block]:
    """Lines that follow each other down a column → blocks; in a cell nothing is a heading."""
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if groups and _goes_on(groups[-1], line, style, right or _right_edge(lines, at)):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = [_block(group, style, in_cell) for group in groups]
    return [block for block in blocks if not _ONLY_DOTS.fullmatch(block.text)]


def _right_edge(lines: Sequence[Line], at: int) -> float:
    """How far the lines around reach that begin about where the one before does: the edge of their column."""
    last = lines[at - 1]
    near = lines[max(0, at - _AROUND) : at + _AROUND]
    reach = sorted(one.x1 for one in near if one.page == last.page and abs(one.x0 - last.x0) < _SAME_COLUMN)
    return reach[len(reach) * 3 // 4] if len(reach) >= _AROUND // 2 else max((one.x1 for one in lines), default=0)


def _goes_on(group: list[Line], line: Line, style: Style, right: float) -> bool:
    """Whether the line belongs to the paragraph begun."""
    last = group[-1]
    if MARKER.match(line.text) or abs(last.size - line.size) > 0.08 * last.size or _bold_ends(last, line, style):
        return False
    if line.page != last.page or line.y < last.y:
        return _breaks_off(last) and bool(_LETTER.match(line.text))
    if line.y - last.y < 0.45 * line.size:
        return True
    is_near = line.y - last.y <= 1.28 * style.leading * line.size
    return is_near and not _is_indented(group, line) and not _break_was_meant(last, line, right)


def _is_indented(group: list[Line], line: Line) -> bool:
    """Whether the line begins further in than the one before, as the first line of a paragraph does."""
    further = line.x0 - group[-1].x0
    return len(group) > 1 and line.size < further < 5 * line.size and not MARKER.match(group[0].text)


def _break_was_meant(last: Line, line: Line, right: float) -> bool:
    return _would_fit(last, line, right) and not (_LETTER.match(line.text) and _breaks_off(last))


def _bold_ends(last: Line, line: Line, style: Style) -> bool:
    return style.bold_tells and last.bold != line.bold


def _breaks_off(line: Line) -> bool:
    return not line.text.endswith((".", ":", ";", "?", "!"))


def _would_fit(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` could have stood at the end of `last`: so the break was meant."""
    if last.text.endswith("-"):
        return False
    word, _, _ = line.text.partition(" ")
    width = (line.x1 - line.x0) / max(len(line.text), 1) * (len(word) + 1)
    return last.x1 + 1.3 * width + line.size < (last.right or right)


def _block(group: list[Line], style: Style, in_cell: bool) -> Block:
    first = group[0]
    whole = joined((line.text for line in group), style.words)
    text = tidy(whole)
    level = -1 if in_cell else _heading_level(first, text, style)
    if level >= 0 and len(group) <= 3:
        return Block(Kind.HEADING, text, level=level, page=first.page, anchor=first.number)
    if marker := MARKER.match(whole):
        return Block(Kind.ITEM, tidy(whole[marker.end() :]), page=first.page, anchor=first.number)
    return Block(Kind.PARAGRAPH, text, page=first.page, anchor=first.number)


def _heading_level(line: Line, text: str, style: Style) -> int:
    """1 to 3 by the size of its type, 0 for bold type, -1 for no heading."""
    words = text.count(" ") + 1
    if words > MOST_WORDS_OF_HEADING or not any(map(str.isalpha, text)):
        return -1
    size = _rounded(line.size)
    if size in style.larger and not text.endswith((".", ";", ",")):
        return min(style.larger.index(size) + 1, 3)
    is_bold = line.bold and style.bold_tells and words <= 12
    return 0 if is_bold and not text.endswith((".", ";", ",")) else -1


def joined(lines: Iterable[str], words: Counter[str]) -> str:
    """The lines as one text; a word cut by a hyphen is made whole, unless it is written with that hyphen."""
    parts: list[str] = []
    for line in lines:
        cut = _CUT.search(parts[-1]) if parts and parts[-1].endswith("-") else None
        begun = _WORD.match(line)
        if cut is None or begun is None or not line[0].islower():
            parts.append(line)
        elif keeps_hyphen(cut.group(1).lower(), begun.group().lower(), words):
            parts[-1] += line
        else:
            parts[-1] = parts[-1][:-1] + line
    return " ".join(parts)


def keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether `head-tail` at a line's end is a compound: by how the document writes it elsewhere, else by its parts."""
    whole, compound = words[head + tail], words[f"{head}-{tail}"]
    if whole or compound:
        return compound > whole
    return bool(_PREFIXES.fullmatch(head)) or (words[head] > 0 and words[tail.partition("-")[0]] > 0 and len(head) > 2)
