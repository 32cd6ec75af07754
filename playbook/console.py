"""What this terminal can show: its width, its colours, its characters."""

from __future__ import annotations

import os
import sys

WIDTH = 88
_NEAREST = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "·": "|", "…": "..."})


def fitting(text: str, encoding: str | None) -> str:
    """`text` in the characters that `encoding` has: the nearest one where a sign is missing, else a question mark."""
    encoding = encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_NEAREST).encode(encoding, "replace").decode(encoding)
    return text


def width() -> int:
    """Characters in a line: the terminal's own within reason, and always the same where there is none."""
    if not sys.stdout.isatty():
        return WIDTH
    from shutil import get_terminal_size

    return min(max(get_terminal_size().columns, 60), 100)


def has_colour() -> bool:
    """Whether colour helps: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ


def say(text: str) -> None:
    """A line on the standard output."""
    put(f"{text}\n")


def put(text: str) -> None:
    """Text on the standard output."""
    sys.stdout.write(fitting(text, sys.stdout.encoding))


def complain(text: str) -> None:
    """A line on the standard error output."""
    sys.stderr.write(fitting(f"{text}\n", sys.stderr.encoding))


def read_line(prompt: str) -> str:
    """A line from the standard input. Raises EOFError at its end."""
    return input(fitting(prompt, sys.stdout.encoding))
