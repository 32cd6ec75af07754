"""Saying lines and reading them; whatever is said is harmless, whatever is read can be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from playbook.ask.days import HOW, read_day
from playbook.ask.words import option_text
from playbook.model import Option
from playbook.plain import harmless, widest, wrapped
from playbook.words import day

WIDTH = 88
STOP = ("q", "quit", "stop")
BACK = ("b", "back")


class Stopped(Exception):
    """Raised where somebody asks to stop."""


class WentBack(Exception):
    """Raised where somebody asks, at what follows a question, for the question again."""


class Terminal:
    """Talks by `read`, from a prompt to a line (EOFError at the end), and by `write`, for a line without its end."""

    def __init__(self, read: Callable[[str], str], write: Callable[[str], None]) -> None:
        self._read = read
        self._write = write

    def say(self, text: str = "", first: str = "", rest: str | None = None) -> None:
        for line in wrapped(text, first, rest, width=WIDTH):
            self._write(line)

    def say_whole(self, text: str) -> None:
        """Say what is to be copied, such as a command, in one line however long."""
        self._write(harmless(text))

    def options(self, options: list[Option]) -> None:
        """The options, numbered from 1, in words and with what will be asked for each of them."""
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

    def text(self, prompt: str, help_: str) -> str:
        """What is typed where a question follows another; ? shows `help_`. Raises WentBack on a word of going back."""
        while (typed := self.line(prompt)) == "?":
            self.say(f"{help_} Enter goes on without it · b back to the question · q stop")
        if typed.lower() in BACK:
            raise WentBack
        return typed

    def day(self, prompt: str, *, first: dt.date | None = None, last: dt.date | None = None) -> dt.date | str:
        """A day from `first` to `last`, or the empty text or "-" if that is typed; asks until it is one of these."""
        while (typed := self.text(prompt, HOW)) not in ("", "-"):
            when = read_day(typed)
            if when is None:
                self.say(f"“{typed}” is not a date. {HOW}")
            elif last and when > last:
                self.say(f"{day(when)} is still to come, and this asks for a day that has been.")
            elif first and when < first:
                self.say(f"{day(when)} has passed, and this asks for a day that is still to come.")
            else:
                self.say(f"That is {day(when)}.")
                return when
        return typed
