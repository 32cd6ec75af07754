"""A PDF → blocks. Here its pages are read; what their geometry means is the business of the pdf_ modules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from math import hypot
from typing import Any

from playbook.documents.blocks import Block, Unreadable
from playbook.documents.pdf_layout import Page, Rule, Segment, document_blocks

MOST_PAGES = 300
MOST_CHARS = 3_000_000
MOST_TEXTS = 20_000
_LINE = re.compile(r"[^\s\x02\ufffe](?:[^\r\n\x02\ufffe]*[^\s\x02\ufffe])?[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
Run = list[tuple[int, int, float, float]]
_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None, "\uffff": None})
_BOLD = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_TEXT, _PATH = 1, 2
_MOST_DRAWN = 20_000
_MOST_RULES = 2_000
_WIDEST_GAP = 0.75
_USUAL_WIDTH = 0.55
_AGAIN = "Export it again from the program in which it was written, and send that file."


def pdf_blocks(data: bytes) -> list[Block]:
    """The blocks of a PDF in reading order, with page numbers.

    Raises Unreadable for what is no PDF, is damaged, locked or longer than `MOST_PAGES`, and for pictures of text.
    """
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is not a PDF", "Check that it is the right file; a PDF made by saving opens in any browser.")
    if b"%%EOF" not in data:
        raise Unreadable("ends in the middle: a part of the PDF is missing", "Download or copy it again.")
    pdfium = _pdfium()
    try:
        pages = _pages(pdfium, data)
    except (OSError, OverflowError, ValueError):
        raise Unreadable("is a damaged PDF", _AGAIN) from None
    if not any(page.segments for page in pages):
        raise Unreadable(
            "holds pictures of text only", "Export it from Word again, or run text recognition (OCR) on it first."
        )
    return document_blocks(pages)


def _pdfium() -> Any:
    """pdfium without what pypdfium2 puts around it, which takes as long again to import. It may be begun twice."""
    from importlib import import_module

    pdfium = import_module("pypdfium2_raw")
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    return pdfium


def _pages(pdfium: Any, data: bytes) -> list[Page]:
    with _document(pdfium, data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            hint = "Is it the right file? Save the part that matters as a PDF of its own."
            raise Unreadable(f"has {count} pages; the playbook reads up to {MOST_PAGES}", hint)
        if count < 1:
            raise Unreadable("has no pages", _AGAIN)
        reader = _Reader(pdfium)
        return [reader.page(document, index) for index in range(count)]


@contextmanager
def _document(pdfium: Any, data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(error: int) -> Unreadable:
    if error == 4:
        return Unreadable("is locked by a password", "Save a copy without a password, and send that.")
    if error == 5:
        return Unreadable("is locked in a way that the playbook cannot open", "Save a copy without protection.")
    return Unreadable("is a damaged PDF", _AGAIN)


def _with_numbers(function: Any, result: type, *arguments: type) -> Any:
    """The same function of pdfium, with numbers for addresses: it is called tens of thousands of times."""
    from ctypes import c_void_p, cast

    again = type(function)(cast(function, c_void_p).value)
    again.restype, again.argtypes = result, arguments
    return again


def _address(pointer: Any) -> int:
    from ctypes import c_void_p, cast

    return cast(pointer, c_void_p).value or 0


class _Reader:
    """Reads pages with buffers that it uses again and again; each call of pdfium costs a microsecond or two."""

    def __init__(self, pdfium: Any) -> None:
        from ctypes import POINTER, addressof, c_double, c_float, c_int, c_void_p, create_string_buffer

        self.pdfium = pdfium
        self.object = _with_numbers(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
        self.kind = _with_numbers(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
        self.extent = _with_numbers(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *[POINTER(c_float)] * 4)
        self.loose_box = _with_numbers(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
        self.box = pdfium.FS_RECTF()
        self.box_at = addressof(self.box)
        self.matrix = pdfium.FS_MATRIX()
        self.name = create_string_buffer(96)
        self.flags = c_int()
        self.x, self.y = c_double(), c_double()
        self.bounds = [c_float() for _ in range(4)]
        self.chars = 0

    def page(self, document: Any, index: int) -> Page:
        page = self.pdfium.FPDF_LoadPage(document, index)
        if not page:
            raise Unreadable(f"is a damaged PDF: page {index + 1} cannot be read", _AGAIN)
        try:
            return self._read(page, index + 1)
        finally:
            self.pdfium.FPDF_ClosePage(page)

    def _read(self, page: Any, number: int) -> Page:
        self.pdfium.FPDF_GetPageBoundingBox(page, self.box)
        box = self.box
        turn = _Turn(self.pdfium.FPDFPage_GetRotation(page), (box.left, box.bottom, box.right, box.top))
        self._refuse_crowd(page, number)
        text = self.pdfium.FPDFText_LoadPage(page)
        if not text:
            return Page(number, turn.height, [], [], [])
        try:
            segments = self._segments(text, turn)
        finally:
            self.pdfium.FPDFText_ClosePage(text)
        across, down = self._rules(page, turn, segments) if segments else ([], [])
        return Page(number, turn.height, segments, across, down)

    def _refuse_crowd(self, page: Any, number: int) -> None:
        """pdfium compares the texts of a page with each other: very many would keep it busy for minutes."""
        pdfium = self.pdfium
        drawn = pdfium.FPDFPage_CountObjects(page)
        if drawn > MOST_TEXTS:
            kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(drawn))
            if sum(kind == _TEXT for kind in kinds) > MOST_TEXTS:
                raise Unreadable(f"holds more on page {number} than the playbook reads", _AGAIN)

    def _text(self, text: Any) -> str:
        """One character for each index that pdfium counts."""
        from ctypes import c_ushort

        count = self.pdfium.FPDFText_CountChars(text)
        self.chars += max(count, 0)
        if self.chars > MOST_CHARS:
            raise Unreadable("holds more text than the playbook reads", "Save the part that matters on its own.")
        if count < 1:
            return ""
        buffer = (c_ushort * (2 * count + 1))()
        written = self.pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
        content = bytes(buffer)[: 2 * written].decode("utf-16-le", "replace") if written == count else ""
        if len(content) == count:
            return content
        codes = (self.pdfium.FPDFText_GetUnicode(text, index) for index in range(count))
        return "".join(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "?" for code in codes)

    def _segments(self, text: Any, turn: _Turn) -> list[Segment]:
        """Words that stand side by side in one line, in the order in which they were written."""
        content = self._text(text)
        found: list[Segment] = []
        for line in _LINE.finditer(content):
            start, end = line.span()
            whole = self._whole(text, start, end, turn) if self._is_one_piece(text, start, end) else None
            runs = [whole] if whole else self._runs(text, content, start, end, turn)
            found.extend(self._segment(text, content, run, turn) for run in runs)
        return [one for one in found if 0 < one.size < 1000 and turn.shows(one)]

    def _is_one_piece(self, text: Any, start: int, end: int) -> bool:
        """Whether the line was written at a stroke, so that its words need not be looked at one by one."""
        return bool(self.pdfium.FPDFText_CountRects(text, start, end - start) == 1)

    def _whole(self, text: Any, start: int, end: int, turn: _Turn) -> Run | None:
        """The line as one run, or None where it is so wide for its letters that it may hold a gap."""
        left, right, height = self._extent(text, start, end - 1, turn)
        usual = _USUAL_WIDTH * height * (end - start)
        return [(start, end, left, right)] if right - left < usual + _WIDEST_GAP * height else None

    def _runs(self, text: Any, content: str, start: int, end: int, turn: _Turn) -> Iterator[Run]:
        run: Run = []
        for match in _WORD.finditer(content, start, end):
            left, right, height = self._extent(text, match.start(), match.end() - 1, turn)
            if run and not -height < left - run[-1][3] < _WIDEST_GAP * height:
                yield run
                run = []
            run.append((match.start(), match.end(), left, right))
        if run:
            yield run

    def _extent(self, text: Any, first: int, last: int, turn: _Turn) -> tuple[float, float, float]:
        box, at, get = self.box, self.box_at, self.loose_box
        get(text, first, at)
        left, bottom, right, top = turn.box(box.left, box.bottom, box.right, box.top)
        if last > first:
            get(text, last, at)
            right = turn.box(box.left, box.bottom, box.right, box.top)[2]
        return left, right, top - bottom

    def _segment(self, text: Any, content: str, words: Run, turn: _Turn) -> Segment:
        """A segment of size 0 where the text does not run from left to right."""
        first, middle = words[0][0], words[len(words) // 2][0]
        self.pdfium.FPDFText_GetMatrix(text, middle, self.matrix)
        matrix = self.matrix
        along, rise = turn.direction(matrix.a, matrix.b)
        is_level = along > 0 and abs(rise) < along / 8
        size = self.pdfium.FPDFText_GetFontSize(text, middle) * hypot(matrix.c, matrix.d) if is_level else 0.0
        line = " ".join(content[start:end].translate(_LINE_END_HYPHENS) for start, end, _, _ in words)
        bold = self._bold(text, first) and (len(words) == 1 or self._bold(text, words[-1][0]))
        return Segment(line, words[0][2], words[-1][3], self._baseline(text, first, turn), abs(size), bold)

    def _baseline(self, text: Any, index: int, turn: _Turn) -> float:
        x, y = self.x, self.y
        self.pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        return turn.height - turn.box(x.value, y.value, x.value, y.value)[1]

    def _bold(self, text: Any, index: int) -> bool:
        self.name.value = b""
        self.pdfium.FPDFText_GetFontInfo(text, index, self.name, 96, self.flags)
        return bool(_BOLD.search(self.name.value) or (self.flags.value > 0 and self.flags.value & _FORCED_BOLD))

    def _rules(self, page: Any, turn: _Turn, segments: list[Segment]) -> tuple[list[Rule], list[Rule]]:
        """The lines drawn across the page and down it. Small squares and dots are bullets, and become segments.

        A page with very many of them is a drawing, and gives none.
        """
        extent, bounds = self.extent, self.bounds
        count = min(self.pdfium.FPDFPage_CountObjects(page), _MOST_DRAWN)
        objects = list(map(self.object, repeat(_address(page), count), range(count)))
        across: list[Rule] = []
        down: list[Rule] = []
        bullets: list[Segment] = []
        for drawn, kind in zip(objects, map(self.kind, objects), strict=True):
            if kind == _PATH and extent(drawn, *bounds):
                left, bottom, right, top = turn.box(*(bound.value for bound in bounds))
                _sort_out((left, turn.height - top, right, turn.height - bottom), across, down, bullets)
        if max(len(across), len(down), len(bullets)) > _MOST_RULES:
            return [], []
        segments += bullets
        return across, down


def _sort_out(
    box: tuple[float, float, float, float], across: list[Rule], down: list[Rule], text: list[Segment]
) -> None:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    if height < 3 and width > 12:
        across.append(Rule((top + bottom) / 2, left, right))
    elif width < 3 and height > 6:
        down.append(Rule((left + right) / 2, top, bottom))
    elif width > 30 and 10 < height < 600:
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    elif 1.5 < width < 8 and 0.8 < width / max(height, 0.1) < 1.25:
        size = max(2.5 * height, 6.0)
        text.append(Segment("•", left, right, (top + bottom) / 2 + size * 0.3, size, False))


class _Turn:
    """Coordinates of a page → those of the page as it is shown, from its lower left corner."""

    def __init__(self, quarters: int, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        self.width, self.height = (right - left, top - bottom) if quarters % 2 == 0 else (top - bottom, right - left)
        point: Callable[[float, float], tuple[float, float]] = [
            lambda x, y: (x - left, y - bottom),
            lambda x, y: (y - bottom, right - x),
            lambda x, y: (right - x, top - y),
            lambda x, y: (top - y, x - left),
        ][quarters % 4]
        self._point = point
        self._shift = None if quarters % 4 else (left, bottom)
        self._origin = point(0.0, 0.0)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if self._shift:
            x, y = self._shift
            return left - x, bottom - y, right - x, top - y
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shows(self, one: Segment) -> bool:
        """Whether the segment stands on the page."""
        return -2 < one.y < self.height + 2 and one.x1 > -2 and -99 < one.x0 < self.width and one.x1 < self.width + 99

    def direction(self, along: float, rise: float) -> tuple[float, float]:
        x, y = self._point(along, rise)
        return x - self._origin[0], y - self._origin[1]
