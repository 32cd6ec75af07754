"""Plain text for a terminal or a comment: harmless whatever it came from, and wrapped."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from unicodedata import category

from playbook.model import Option

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def harmless(text: str) -> str:
    r"""`text` on one line, with everything that could act on a terminal or hide in the text shown as an escape.

    That is control characters, what turns the direction of writing, zero-width signs and halves of characters:
    `\x1b`, `\u202e`.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def as_word(path: str) -> str:
    """A path, harmless, as one word of a command line."""
    shown = harmless(path)
    return f'"{shown}"' if " " in shown else shown


def _shown(char: str) -> str:
    if char in _BREAKS:
        return " "
    return char.encode("unicode_escape").decode() if is_hidden(char) else char


def is_hidden(char: str) -> bool:
    """Whether the character acts on a terminal, hides in a text, or breaks its line."""
    return category(char) in _HIDDEN


def wrapped(text: str, first: str = "", rest: str | None = None, *, width: int) -> list[str]:
    """The lines of `text`, made harmless: the first begins with `first`, the others with `rest`, or as far in."""
    rest = " " * len(first) if rest is None else rest
    made = wrap(
        harmless(text).strip(" "),
        width=width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return made or [first.rstrip()]


def option_text(option: Option) -> str:
    """An option in words, with the parts that its answer needs: "On the date given (say: date)"."""
    return f"{option.text} (say: {', '.join(option.needs)})" if option.needs else option.text


def widest(words: Iterable[str], least: int = 0) -> int:
    """How wide a column is that holds each of the words."""
    return max((least, *map(len, words)))
