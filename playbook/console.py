"""What this terminal can show: its width, its colours, its characters."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from playbook.model import BadInput, Place, Problem
from playbook.plain import harmless

WIDTH = 88
_MANY = 3
_ROOM = 78
_NEAREST = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "·": "|", "…": "...", "→": ">"})


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


def open_closed_streams() -> None:
    """Give a program that was started without one of its three streams an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def say(text: str) -> None:
    """A line on the standard output."""
    put(f"{text}\n")


def put(text: str) -> None:
    """Text on the standard output. Who has stopped reading it gets no more; raises BadInput where it has no room."""
    with _output():
        sys.stdout.write(fitting(text, sys.stdout.encoding))


def put_bytes(made: bytes) -> None:
    """What is no text on the standard output. Raises BadInput where it has no room."""
    with _output():
        sys.stdout.flush()
        sys.stdout.buffer.write(made)


def is_watched() -> bool:
    """Whether the standard output is a terminal."""
    return sys.stdout.isatty()


def flush() -> None:
    """Let the standard output have all that was put. Raises BadInput where it has no room."""
    with _output():
        sys.stdout.flush()


def complain(text: str) -> None:
    """A line on the standard error output, if anybody can have it."""
    with suppress(OSError):
        sys.stderr.write(fitting(f"{text}\n", sys.stderr.encoding))


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Callable[[int, str], None]]:
    """Says which of many files is being read, where somebody watches; the line is gone at the end."""
    if len(paths) <= _MANY or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty():
        yield lambda _number, _path: None
        return
    try:
        yield lambda number, path: _pass(f"Reading {number} of {len(paths)}: {harmless(path)}")
    finally:
        _pass("")


def _pass(text: str) -> None:
    """A line on the standard error output in the place of the one before; an empty one leaves nothing there."""
    shown = fitting(text[:_ROOM], sys.stderr.encoding)
    with suppress(OSError):
        sys.stderr.write(f"\r{shown:{_ROOM}}" if text else f"\r{'':{_ROOM}}\r")
        sys.stderr.flush()


def read_line(prompt: str) -> str:
    """A line from the standard input. Raises EOFError at its end, BadInput where it is no text."""
    try:
        with _output():
            return input(fitting(prompt, sys.stdout.encoding))
    except UnicodeDecodeError as error:
        raise _failed(f"what was typed cannot be read as {error.encoding}") from None
    except RuntimeError:  # the stream is gone
        pass
    raise EOFError


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _failed(f"the output cannot be written: {error.strerror}") from None


def _failed(message: str) -> BadInput:
    return BadInput((Problem(Place("playbook"), message),))
