"""Bytes on a disk → text whose places can be named. Nothing of the file is changed on the way."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from functools import cached_property

from playbook.model import BadInput, Place, Problem

MAX_BYTES = 1_000_000
MOST_PROBLEMS = 200
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_TEXT = ("\ufeff", "\ufffe", "\uffff")
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Text:
    """A file's text, without a byte order mark, with a place for each index into it."""

    def __init__(self, file: str, content: str) -> None:
        self.file = file
        self.content = content

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.content))]

    def place(self, index: int) -> Place:
        line = bisect_right(self.line_starts, index)
        return Place(self.file, line, index - self.line_starts[line - 1] + 1)

    def line_at(self, index: int) -> str:
        """The whole line that `index` stands in, without its end."""
        start = self.line_starts[bisect_right(self.line_starts, index) - 1]
        end = LINE_END.search(self.content, start)
        return self.content[start : end.start() if end else None]

    def problem(self, index: int, message: str, hint: str = "") -> Problem:
        return Problem(self.place(index), message, hint)


def read_text(path: str) -> Text:
    """Read a file of at most `MAX_BYTES` bytes of UTF-8, with or without a byte order mark.

    Raises BadInput, with the first place that is not UTF-8 or the first control character.
    """
    raw = _read_bytes(path)
    if raw.startswith(_UTF16):
        raise _refused(path, "is saved as UTF-16", "Save it as UTF-8 (in Notepad: Save as, Encoding).")
    try:
        text = Text(path, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput((_not_utf8(path, raw, error.start),)) from None
    if (at := _first_control(text.content)) >= 0:
        name = f"U+{ord(text.content[at]):04X}"
        raise BadInput((text.problem(at, f"a control character ({name}) stands here", "Delete it."),))
    return text


def _first_control(content: str) -> int:
    """Where the first character stands that no text has, or -1. The pattern is kept to small codes: it compiles faster."""
    found = _CONTROL.search(content)
    places = [found.start() if found else -1, *(content.find(sign) for sign in _NOT_TEXT)]
    return min((at for at in places if at >= 0), default=-1)


def _read_bytes(path: str) -> bytes:
    try:
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
    before = Text(path, raw[:at].decode("utf-8-sig") + "?")
    return before.problem(
        len(before.content) - 1,
        f"the file is not UTF-8: the byte 0x{raw[at]:02x} stands here",
        "It was probably saved in an older Windows form. Save it as UTF-8 (in Notepad: Save as, Encoding).",
    )
