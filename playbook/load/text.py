"""Bytes on a disk → text whose places can be named. Nothing of the file is changed on the way."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from playbook.model import BadInput, Place, Problem

MAX_BYTES = 1_000_000
MOST_PROBLEMS = 300
LINE_END = re.compile("\r\n|[\n\r]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_USUAL = bytes(range(0x20, 0x7F)) + b"\n"
_NOT_TEXT = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
_UTF16 = (BOM_UTF16_LE, BOM_UTF16_BE)


class Text:
    """A file's text, without a byte order mark, with a place for each index into it."""

    def __init__(self, file: str, content: str) -> None:
        self.file = file
        self.content = content

    @cached_property
    def line_starts(self) -> list[int]:
        if "\r" in self.content:
            return [0, *(match.end() for match in LINE_END.finditer(self.content))]
        lengths = map(len, self.content.split("\n"))
        return [number + before for number, before in enumerate(accumulate(lengths, initial=0))][:-1]

    def place(self, index: int) -> Place:
        starts = self.line_starts
        line = bisect_right(starts, index)
        return Place(self.file, line, index - starts[line - 1] + 1)

    def line_start(self, index: int) -> int:
        return self.line_starts[bisect_right(self.line_starts, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line that `index` stands in ends, without its line break."""
        end = LINE_END.search(self.content, index)
        return end.start() if end else len(self.content)

    def line_at(self, index: int) -> str:
        """The whole line that `index` stands in, without its line break."""
        return self.content[self.line_start(index) : self.line_end(index)]

    def problem(self, index: int, message: str, hint: str = "") -> Problem:
        return Problem(self.place(index), brief(message), brief(hint))


class Problems(list[Problem]):
    """Problems in the order in which they are found; raises BadInput where they are too many to be read."""

    def append(self, problem: Problem) -> None:
        super().append(problem)
        if len(self) >= MOST_PROBLEMS:
            hint = "Is it the right file? Mend these first; more may follow."
            super().append(Problem(Place(problem.place.file), f"the first {MOST_PROBLEMS} problems are listed", hint))
            raise BadInput(in_order(self))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of their places."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))


def brief(sentence: str) -> str:
    """In one line, without the middle of what is too long to be read."""
    line = " ".join(sentence.split("\n"))
    return line if len(line) <= 400 else f"{line[:200]} … {line[-100:]}"


def read_text(path: str) -> Text:
    """Read a file of at most `MAX_BYTES` bytes of UTF-8, with or without a byte order mark.

    Raises BadInput, with the first place that is not UTF-8.
    """
    raw = _read_bytes(path).removeprefix(BOM_UTF8)
    if raw.startswith(_UTF16) or b"\0" in raw[:2]:
        raise _refused(path, "is saved as UTF-16, or is no text", "Save it as UTF-8 (in Notepad: Save as, Encoding).")
    try:
        return Text(path, raw.decode())
    except UnicodeDecodeError as error:
        raise BadInput((_not_utf8(path, raw, error.start),)) from None


def refuse_invisible(text: Text) -> None:
    """Raises BadInput with the first character that no text has: a control character, or an odd line break."""
    at = _first_invisible(text.content)
    if at >= 0:
        message = f"an invisible character (U+{ord(text.content[at]):04X}) stands here"
        raise BadInput((text.problem(at, message, "Delete it."),))


def _first_invisible(content: str) -> int:
    """Its index, or -1. The pattern is kept to small codes: it compiles faster."""
    if content.isascii() and not content.encode().translate(None, delete=_USUAL):
        return -1
    found = _CONTROL.search(content)
    places = [found.start() if found else -1, *(content.find(sign) for sign in _NOT_TEXT)]
    try:
        content.encode()
    except UnicodeEncodeError as error:
        places.append(error.start)
    return min((at for at in places if at >= 0), default=-1)


def _read_bytes(path: str) -> bytes:
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise _refused(path, "is a pipe, and no file", "Save what comes out of it in a file first.")
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}", "Check the name and that you may open it.") from None
    except ValueError:
        raise _refused(ascii(path), "is not a file name") from None
    if len(raw) > MAX_BYTES:
        size = max(os.path.getsize(path), len(raw))
        raise _refused(path, f"is too large: {size:,} bytes; the most is {MAX_BYTES:,}", "Is it the right file?")
    return raw


def _refused(path: str, message: str, hint: str = "") -> BadInput:
    return BadInput((Problem(Place(path), f"the file {message}", hint),))


def _not_utf8(path: str, raw: bytes, at: int) -> Problem:
    before = Text(path, raw[:at].decode() + "?")
    return before.problem(
        len(before.content) - 1,
        f"the file is not UTF-8: the byte 0x{raw[at]:02x} stands here",
        "It was probably saved in an older Windows form. Save it as UTF-8 (in Notepad: Save as, Encoding).",
    )
