"""The lines on which YAML trips although a person would read them: each is named, with the line as it should be.

The text is mended in memory alone, line by line, so that places stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from playbook.load.text import LINE_END, Problems, Text
from playbook.model import Problem

PARTS = ("answer", "note", "evidence", "date", "until", "owner", "due", "rows", "stands", "not-applicable")
_ENTRY = re.compile(
    r"(?P<lead>[ ]*+(?:- ++)*+)"
    r"(?P<name>[^\s:#'\"\[\]{}&*!|>%@`](?:[^:#]*[^:#\s])?|\"[^\"]*\"|'[^']*') *:(?=\s|$)"
    r"(?P<gap> *)(?P<value>.*)"
)
_TIGHT = re.compile(r"(?P<lead>[ ]*)(?P<name>[a-z][a-z0-9-]*):(?P<value>[^\s/:].*)")
_INDENT = " \t\xa0"
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?\s*(#.*)?$")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_GOOD_ESCAPES = re.compile(
    r'(?:[^\\]|\\[0abtnvfre "/\\N_LP]|\\x[0-9a-fA-F]{2}|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}'
    r"|\\U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4})*"
)
_COMMENT = re.compile(r"\s*$|\s+#")
_LOST = re.compile(r"\s#[^\s#]")
_COMMENT_SIGN = re.compile(r"\s#")
_TAMED = re.compile(r"[:#]|(?<!\S)[-?&*!%@`\"'\[{]")
_FURTHEST = 100
_OR_COMMENT = "(or put a space after # if a comment is meant)"
_AS_BLOCK = "Put “>” after the name, and the whole text on the lines below it."
_HOW_TO_KEEP = {
    "": _AS_BLOCK,
    **dict.fromkeys("|>", "Put it on the lines below, with the rest of the text."),
    **dict.fromkeys("\"'[{", "Put the whole text in quotes."),
}
_PART_BELOW = "To say more, put the answer below the name, as “answer: …”, and this line below that."
_BELOW_SIGN = "Start the text on the next line, two spaces further in. If the sign belongs to it, leave the sign out."
_LIST_BELOW = "Start the list on the next line, two spaces further in. If it is a text, put it in double quotes."
_BLOCK_TEXT = (
    "If it is more of the text, put “>” after the name. If it is an entry, start it in the column of the entry above."
)


class Trap(NamedTuple):
    """What is wrong with a line and in which column, what to do, and the line as it should be."""

    message: str
    line: str
    hint: str
    column: int


class Mended(NamedTuple):
    """A text without its traps; `guessed` says that its indentation had to be guessed."""

    content: str
    problems: list[Problem]
    guessed: bool


def quoted(value: str) -> str:
    """`value` as a double-quoted YAML text, or single-quoted where that needs no escapes."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mended(text: Text) -> Mended:
    """The text with each trap replaced by the line as it should be, and a problem for each."""
    scan = _Scan(text)
    problems = Problems()
    pieces: list[str] = []
    for number, start in enumerate(text.line_starts):
        line = scan.lines[number]
        trap = scan.trap(number)
        if trap:
            problems.append(text.problem(start + trap.column, trap.message, trap.hint))
        end = text.line_starts[number + 1] if number + 1 < len(text.line_starts) else len(text.content)
        pieces += (trap.line if trap else line, text.content[start + len(line) : end])
    return Mended("".join(pieces), problems, scan.guessed)


def lost(line: str, at: int) -> Trap:
    """The trap of a line whose text ends before the sign # at index `at`."""
    message = f"“{line[at:].rstrip()}” would be lost, because YAML takes what follows “ #” for a comment"
    entry = _ENTRY.fullmatch(line)
    sign = entry["value"][0] if entry else ""
    if entry and sign not in _HOW_TO_KEEP:
        fixed = f"{_head(entry)} {quoted(entry['value'].rstrip())}"
        return Trap(message, fixed, f"Write: {fixed.strip()}   {_OR_COMMENT}", at)
    return Trap(message, line[:at].rstrip(), f"{_HOW_TO_KEEP[sign]}   {_OR_COMMENT}", at)


def _head(entry: re.Match[str]) -> str:
    return entry.group()[: entry.start("gap")]


class _Scan:
    """Reads on line by line; knows whether it is inside a block text, a quoted text or a text of several lines."""

    def __init__(self, text: Text) -> None:
        self.lines = LINE_END.split(text.content)
        self.block_indent: int | None = None
        self.text_indent: int | None = None
        self.quote = ""
        self.guessed = False

    def trap(self, number: int) -> Trap | None:
        line = self.lines[number]
        if self._is_inside(line) or not line.strip():
            return None
        indent = len(line) - len(line.lstrip(_INDENT))
        if line[:indent].strip(" "):
            return self._badly_indented(line, indent)
        if line[indent] == "#":
            return None
        if self.text_indent is not None and indent > self.text_indent:
            return self._continued(line, indent)
        self.text_indent = None
        return self._begun(line, indent, number)

    def _is_inside(self, line: str) -> bool:
        """Whether the line belongs to a block text or a quoted text begun above."""
        if self.quote:
            if self.quote in line:
                self.quote = ""
            return True
        if self.block_indent is None:
            return False
        if not line.strip() or _indent(line) > self.block_indent:
            return True
        self.block_indent = None
        return False

    def _badly_indented(self, line: str, indent: int) -> Trap:
        self.guessed = True
        sign = "a tab" if "\t" in line[:indent] else "a no-break space"
        fixed = line[:indent].replace("\t", "  ").replace("\xa0", " ") + line[indent:]
        hint = "Begin the line with ordinary spaces, two for each step to the right."
        return Trap(f"{sign} stands where only spaces may", fixed, hint, 0)

    def _continued(self, line: str, indent: int) -> Trap | None:
        """A line further in than a `name: text` above it: more of the text, or a part that has no place there."""
        entry = _ENTRY.fullmatch(line)
        if entry and entry["name"] in PARTS:
            return Trap("the line above already ends with the answer", " ", _PART_BELOW, indent)
        if not entry and not _LOST.search(line):
            return None
        return Trap(
            "a text of several lines may not have “: ” or “ #” in it", _TAMED.sub("x", line), _BLOCK_TEXT, indent
        )

    def _begun(self, line: str, indent: int, number: int) -> Trap | None:
        if entry := _ENTRY.fullmatch(line):
            return self._entry(entry, indent, number)
        if line.startswith("%"):
            return Trap("a line may not start with “%”", " ", "If it is a comment, start it with “#”.", 0)
        if line[indent] == ":" and line[indent + 1 :][:1] in ("", " "):
            return Trap("a name is missing before the colon", " ", "Write it as: name: value", indent)
        if tight := _TIGHT.fullmatch(line):
            fixed = f"{tight['lead']}{tight['name']}: {tight['value']}"
            return Trap("a space is missing after the colon", fixed, f"Write: {fixed.strip()}", indent)
        return None

    def _entry(self, entry: re.Match[str], indent: int, number: int) -> Trap | None:
        value = entry["value"].rstrip()
        inner = len(entry["lead"])
        if _BLOCK.match(value):
            self.block_indent = inner
            return None
        if value[:1] in ("|", ">"):
            self.block_indent = inner
            return Trap(f"text follows “{value[0]}” in its line", f"{_head(entry)} >", _BELOW_SIGN, indent)
        if value.startswith("- ") and _ENTRY.fullmatch(value):
            self.guessed = True
            return Trap("a list starts in the line of its name", f"{_head(entry)} []", _LIST_BELOW, indent)
        if message := next(self._wrongs(value, number), ""):
            return self._mended_entry(entry, message, indent, number)
        if value and value[0] not in "\"'[{#":
            self.text_indent = inner
        return self._lost(entry, value)

    def _mended_entry(self, entry: re.Match[str], message: str, indent: int, number: int) -> Trap:
        value = entry["value"].rstrip()
        if self._goes_on(number, len(entry["lead"])):
            self.text_indent = len(entry["lead"])
            return Trap(message, f"{_head(entry)} {_TAMED.sub('x', value)}", _AS_BLOCK, indent)
        fixed = f"{_head(entry)} {quoted(_unquoted(value))}"
        return Trap(message, fixed, f"Write: {fixed.strip()}", indent)

    def _goes_on(self, number: int, indent: int) -> bool:
        """Whether the text of this line goes on in the next."""
        following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        entry = _ENTRY.fullmatch(following)
        return _indent(following) > indent and not (entry and entry["name"] in PARTS)

    def _lost(self, entry: re.Match[str], value: str) -> Trap | None:
        sign = _COMMENT_SIGN.search(entry.group(), entry.end("name"))
        if sign is None or value.startswith(("'", '"')) or not _LOST.match(entry.group(), sign.start()):
            return None
        return lost(entry.group(), sign.end() - 1)

    def _wrongs(self, value: str, number: int) -> Iterator[str]:
        sign = value[:1]
        if sign in ("'", '"'):
            yield from self._wrong_quotes(value, number)
        elif sign in ("[", "{"):
            yield from _wrong_brackets(value)
        elif sign in tuple("&*!%@`") or value.startswith(("- ", "? ")):
            yield f"a text may not start with “{sign}”"
        elif sign != "#" and (": " in value or value.endswith(":")):
            yield "a text with “: ” in it needs quotation marks"

    def _wrong_quotes(self, value: str, number: int) -> Iterator[str]:
        sign = value[0]
        whole = (_DOUBLE if sign == '"' else _SINGLE).match(value)
        if whole is None:
            if not self._closes(sign, number):
                yield "a quotation mark is opened and never closed"
            else:
                self.quote = sign
        elif not _COMMENT.match(value, whole.end()):
            yield "text follows after the closing quotation mark"
        elif sign == '"' and not _GOOD_ESCAPES.fullmatch(whole.group()):
            yield "a backslash in double quotes starts a code"

    def _closes(self, sign: str, number: int) -> bool:
        """Whether a quoted text that begins in this line ends in one of those below, each further in than this one."""
        indent = _indent(self.lines[number])
        for line in self.lines[number + 1 : number + _FURTHEST]:
            if line.strip() and _indent(line) <= indent:
                return False
            if sign in line:
                return True
        return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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
