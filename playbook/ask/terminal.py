"""Saying lines and reading them; whatever is said is harmless, whatever is read can be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from playbook.model import Option
from playbook.plain import harmless, option_text, widest, wrapped

WIDTH = 88
STOP = ("q", "quit", "stop")


class Stopped(Exception):
    """Raised where somebody asks to stop."""


class Terminal:
    """Talks by `read`, from a prompt to a line (EOFError at the end), and by `write`, for a line without its end."""

    def __init__(self, read: Callable[[str], str], write: Callable[[str], None]) -> None:
        self._read = read
        self._write = write

    def say(self, text: str = "", first: str = "", rest: str | None = None) -> None:
        for line in wrapped(text, first, rest, width=WIDTH):
            self._write(line)

    def options(self, options: list[Option]) -> None:
        """The options, numbered from 1, in words and with what each of them needs."""
        column = widest(option.id for option in options)
        for number, option in enumerate(options, 1):
            first = f"  {number:>{len(str(len(options)))}}  {option.id:<{column}}  "
            self.say(option_text(option), first, " " * len(first))

    def line(self, prompt: str) -> str:
        """What is typed, without blanks around it. Raises Stopped on a word of stopping, EOFError at the end."""
        typed = self._read(harmless(prompt)).encode(errors="replace").decode().strip()
        if typed.lower() in STOP:
            raise Stopped
        return typed

    def day(self, prompt: str, *, first: dt.date | None = None, last: dt.date | None = None) -> dt.date | str:
        """A day from `first` to `last`, or the empty text or "-" if that is typed; asks until it is one of these."""
        while True:
            typed = self.line(prompt)
            if typed in ("", "-"):
                return typed
            day = _day(typed)
            if day is None:
                self.say(f"“{typed}” is not a date. Write it as year-month-day: 2026-11-30")
            elif last and day > last:
                self.say("That day is still to come, and this asks for one that has been.")
            elif first and day < first:
                self.say("That day has passed, and this asks for one that is still to come.")
            else:
                return day


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed) if len(typed) == len("2026-11-30") else None
    except ValueError:
        return None
