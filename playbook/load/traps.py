"""The lines on which YAML trips although a person would read them: each is named, with the line as it should be.

Only asked for when a text is not YAML. The text is mended in memory alone, line by line, so that places stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from playbook.load.text import Text
from playbook.model import Problem

PARTS = ("answer", "note", "evidence", "date", "until", "owner", "due", "rows", "stands", "not-applicable")
_LINE = re.compile(r"[^\n]*\n?")
_ENTRY = re.compile(
    r"(?P<lead>[ ]*(?:- +)*)(?P<name>[^\s:#'\"\[\]{}&*!|>%@`][^:#]*?|\"[^\"]*\"|'[^']*') *:(?=\s|$)(?P<gap>[ \t]*)(?P<value>.*)"
)
_TIGHT = re.compile(r"(?P<lead>[ ]*)(?P<name>[a-z][a-z0-9-]*):(?P<value>[^\s/:].*)")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?\s*(#.*)?$")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_GOOD_ESCAPES = re.compile(r'(?:[^\\]|\\[0abtnvfre "/\\N_LPxuU])*')
_COMMENT = re.compile(r"\s*$|\s+#")
_LOST = re.compile(r"\s#[^\s#]")


class _Trap(NamedTuple):
    message: str
    line: str
    hint: str = ""


def quoted(value: str) -> str:
    """`value` as a double-quoted YAML text, or single-quoted where that needs no escapes."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mended(text: Text) -> tuple[str, list[Problem]]:
    """The text with each trap replaced by the line as it should be, and a problem for each."""
    lines = _LINE.findall(text.content)
    problems = []
    start = 0
    scan = _Scan()
    for number, line in enumerate(lines):
        bare = line.rstrip("\r\n")
        trap = scan.trap(bare, lines[number + 1 :])
        if trap:
            column = len(bare) - len(bare.lstrip())
            hint = trap.hint or f"Write: {trap.line.strip()}"
            problems.append(text.problem(start + column, trap.message, hint))
            lines[number] = trap.line + line[len(bare) :]
        start += len(line)
    return "".join(lines), problems


class _Scan:
    """Reads on line by line and knows whether it is inside a block text, a quoted text or a text of several lines."""

    def __init__(self) -> None:
        self.block_indent: int | None = None
        self.text_indent: int | None = None
        self.quote = ""

    def trap(self, line: str, following: list[str]) -> _Trap | None:
        if self._inside(line):
            return None
        indent = len(line) - len(line.lstrip())
        if "\t" in line[:indent]:
            fixed = line[:indent].replace("\t", "  ") + line[indent:]
            return _Trap("a tab stands where only spaces may", fixed, "Use two spaces for each step to the right.")
        if not line.strip() or line.lstrip().startswith("#"):
            return None
        if self.text_indent is not None and indent > self.text_indent:
            return self._continued(line)
        self.text_indent = None
        if entry := _ENTRY.fullmatch(line):
            return self._entry(entry, indent, following)
        if tight := _TIGHT.fullmatch(line):
            return _Trap("a space is missing after the colon", f"{tight['lead']}{tight['name']}: {tight['value']}")
        return None

    def _inside(self, line: str) -> bool:
        """Whether the line belongs to a block text or a quoted text begun above."""
        if self.quote:
            if self.quote in line:
                self.quote = ""
            return True
        if self.block_indent is None:
            return False
        if not line.strip() or len(line) - len(line.lstrip(" ")) > self.block_indent:
            return True
        self.block_indent = None
        return False

    def _continued(self, line: str) -> _Trap | None:
        """A line further in than a `name: text` above it: more of the text, or a part that has no place there."""
        entry = _ENTRY.fullmatch(line)
        if entry and entry["name"] in PARTS:
            hint = "To say more, put the answer on a line of its own below the name: “answer: …”, and this line below that."
            return _Trap("the line above already ends with the answer", "", hint)
        if not (entry or _LOST.search(line)):
            return None
        hint = "If it is more of the text, put “>” after the name. If it is an entry, start it in the column of the entry above."
        return _Trap(
            "a text of several lines may not have “: ” or “ #” in it", line.replace(":", " ").replace("#", " "), hint
        )

    def _entry(self, entry: re.Match[str], indent: int, following: list[str]) -> _Trap | None:
        value = entry["value"].rstrip()
        head = entry.group()[: entry.start("gap")]
        indent += len(entry["lead"].lstrip(" "))
        if not value or value.startswith("#"):
            return None
        if _BLOCK.match(value):
            self.block_indent = indent
            return None
        message = next(self._wrongs(value, following), "")
        if message:
            return _Trap(message, f"{head} {quoted(_unquoted(value))}")
        if value[0] not in "\"'[{":
            self.text_indent = indent
        return None

    def _wrongs(self, value: str, following: list[str]) -> Iterator[str]:
        sign = value[0]
        if sign in "\"'":
            yield from self._wrong_quotes(value, following)
        elif sign in "[{":
            yield from _wrong_brackets(value)
        elif sign in "&*!%@`|>" or value.startswith(("- ", "? ")):
            yield f"a text may not start with “{sign}”"
        elif ": " in value or value.endswith(":"):
            yield "a text with “: ” in it needs quotation marks"
        elif _LOST.search(value):
            yield "what follows “ #” would be lost, because YAML takes it for a comment"

    def _wrong_quotes(self, value: str, following: list[str]) -> Iterator[str]:
        sign = value[0]
        whole = (_DOUBLE if sign == '"' else _SINGLE).match(value)
        if whole is None:
            if not _closes(sign, following):
                yield "a quotation mark is opened and never closed"
            else:
                self.quote = sign
        elif not _COMMENT.match(value, whole.end()):
            yield "text follows after the closing quotation mark"
        elif sign == '"' and not _GOOD_ESCAPES.fullmatch(whole.group()):
            yield "a backslash in double quotes starts a code"


def _closes(sign: str, following: list[str]) -> bool:
    for line in following:
        if sign in line:
            return True
        if _ENTRY.match(line):
            return False
    return False


def _wrong_brackets(value: str) -> Iterator[str]:
    closing = {"[": "]", "{": "}"}[value[0]]
    end = value.rfind(closing)
    if value.count(value[0]) != value.count(closing):
        if not value.endswith((",", value[0])):
            yield "a bracket is opened and not closed"
    elif not _COMMENT.match(value, end + 1):
        yield f"a text may not start with “{value[0]}”"


def _unquoted(value: str) -> str:
    """What was meant by a value whose own quotes are part of the trouble."""
    if value.count('"') == 1 and value[0] == '"':
        return value[1:]
    if value[0] == '"' and value[-1] == '"' and value.count('"') == 2:
        return value[1:-1]
    return value
