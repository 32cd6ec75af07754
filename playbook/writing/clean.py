"""Words as they may stand in a file: nothing in them acts, and each way of writing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import bidirectional

from playbook.plain import harmless
from playbook.writing.paper import Span, Words, spans

_NO_TEXT = re.compile("[\ufffe\uffff]")
_LINK = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)\S*", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LEFTWARDS = frozenset(("R", "AL"))
_NEUTRAL = frozenset(("WS", "ON", "CS", "ES", "ET", "EN", "AN", "NSM", "BN"))


def lines(text: str) -> list[str]:
    """The lines of the text; what could act, hide, or break a file is shown as an escape."""
    return [_NO_TEXT.sub("\ufffd", harmless(line)) for line in _BREAKS.split(text)]


def line(text: str) -> str:
    """The text on one line, made harmless."""
    return " ".join(lines(text)).strip()


def shown(span: Span) -> str:
    """What is read of a span, still with its line breaks."""
    return f"[To complete: {line(span.text)}]" if span.to_complete else "\n".join(lines(span.text))


def link_of(span: Span) -> str:
    """The span's address, where it is one that may be followed."""
    return span.link if _LINK.fullmatch(span.link) and span.link.isprintable() else ""


def flat(words: Words) -> str:
    """The words alone, on one line."""
    return " ".join("".join(map(shown, spans(words))).split())


def runs_leftwards(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    return next((kind in _LEFTWARDS for kind in map(bidirectional, text) if kind in _LEFTWARDS or kind == "L"), False)


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left; blanks and signs stay with what they follow."""
    leftwards = runs_leftwards(text) and bidirectional(text[0]) in _NEUTRAL | _LEFTWARDS

    def direction(char: str) -> bool:
        nonlocal leftwards
        if (kind := bidirectional(char)) not in _NEUTRAL:
            leftwards = kind in _LEFTWARDS
        return leftwards

    for is_leftwards, chars in groupby(text, direction):
        yield "".join(chars), is_leftwards
