"""HTML → texts and tags, in time that grows with its length, whatever it holds.

The standard library's parser is not used: on unclosed comments and tags its time grows with the square of the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_OPEN = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,99})|!--|[!?])")
_REST = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,100})(?:\s{0,100}=\s{0,100}(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]*+)))?""")
_MOST_FAILURES = 20
_RAW = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "xmp", "textarea")}


class Tag(NamedTuple):
    """A tag, or the text before the next one where it has no name; `line` counts from 1."""

    name: str
    line: int
    is_end: bool = False
    text: str = ""

    def attributes(self) -> dict[str, str]:
        """The first value of each, with the names in small letters."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.text):
            found.setdefault(name.lower(), unescape("".join(values)))
        return found


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def tags(text: str) -> Iterator[Tag]:
    """Each tag and each text, in order, without comments, declarations and scripts; `text` has no returns (CR)."""
    at, line, failures = 0, 1, 0
    while opened := _OPEN.search(text, at):
        begin = opened.start()
        if begin > at:
            yield Tag("", line, text=text[at:begin])
        line += text.count("\n", at, begin)
        at = begin
        if opened[2] is None:
            end = _past(text, "-->" if opened[0] == "<!--" else ">", opened.end())
        else:
            rest = _REST.match(text, opened.end()) if failures < _MOST_FAILURES else None
            failures += rest is None
            end = rest.end() if rest else _past(text, ">", opened.end())
            name = opened[2].lower()
            yield Tag(name, line, bool(opened[1]), text[opened.end() : end - 1])
            if name in _RAW and not opened[1]:
                closed = _RAW[name].search(text, end)
                end = closed.start() if closed else len(text)
        line += text.count("\n", at, end)
        at = end
    if at < len(text):
        yield Tag("", line, text=text[at:])


def _past(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return found + len(sign) if found >= 0 else len(text)
