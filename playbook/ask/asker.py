"""One question: what becomes of what is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import Any

from playbook.ask.agenda import Step, choice, said, so_far
from playbook.ask.file import AnswersFile
from playbook.ask.screen import Screen
from playbook.ask.terminal import BACK, Stopped, Terminal, WentBack
from playbook.ask.words import (
    commands,
    in_words,
    may_be_set_aside,
    none_of_the_answers,
    option_called,
    parts,
    prompt,
    prompt_owner,
    shortfall,
)
from playbook.edit import UNKNOWN, NewAnswer
from playbook.model import Answer

ENDS = (Stopped, EOFError, KeyboardInterrupt)


class Move(Enum):
    """Where to go from a question."""

    ON = "on"
    STAY = "stay"
    BACK = "back"


class Asker:
    """Asks a step and puts the answer into the file; `role` is who answers, if that is known."""

    def __init__(self, file: AnswersFile, terminal: Terminal, role: str | None) -> None:
        self.file = file
        self.terminal = terminal
        self.say = terminal.say
        self.screen = Screen(terminal, file.playbook)
        self.role = role

    def ask(self, step: Step, head: Sequence[str]) -> Move:
        """Ask one step, below the lines of `head`, until it is answered or passed over, or the one before is wanted."""
        result = self.file.assessment().results[step.item.id]
        old = said(step, result)
        self.screen.step(step, head, result)
        move = Move.STAY
        while move is Move.STAY:
            self.say(commands(step.item, answered=so_far(step, result) is not None))
            move = self._react(step, old, self.terminal.line("> "))
        return move

    def _react(self, step: Step, old: Answer | None, typed: str) -> Move:
        try:
            return self._answered(step, old, typed)
        except WentBack:
            self.say()
            self.screen.question(step)
            return Move.STAY

    def _answered(self, step: Step, old: Answer | None, typed: str) -> Move:
        word = typed.lower()
        if option := option_called(step.item, typed):
            self._save_with_parts(step, NewAnswer(option=option.id), parts(option, old), old)
            self._say_saved(step)
        elif word in BACK:
            return Move.BACK
        elif word in ("u", "unknown"):
            self._save_with_parts(step, NewAnswer(option=UNKNOWN), ("owner", "due"), old)
        elif word in ("n", "not-applicable") and may_be_set_aside(step.item):
            return self._set_aside(step, old)
        elif word == "?":
            self.screen.explained(step)
            return Move.STAY
        elif word:
            self.say(none_of_the_answers(step.item, typed))
            return Move.STAY
        return Move.ON

    def _set_aside(self, step: Step, old: Answer | None) -> Move:
        reason = self.terminal.text("Why does it not apply? ", step.item.set_aside or "Give the reason in a sentence.")
        if not reason:
            self.say("That needs its reason; nothing was saved.")
            return Move.STAY
        self._save(step, NewAnswer(not_applicable=reason), old)
        return Move.ON

    def _save_with_parts(self, step: Step, new: NewAnswer, asked: Sequence[str], old: Answer | None) -> None:
        """Ask for each part, and save; who stops half-way keeps what was said so far, who goes back saves nothing."""
        given: dict[str, Any] = {}
        try:
            for part in asked:
                given[part] = self._part(step, part, old)
        except ENDS:
            self._save(step, _with_parts(new, given), old)
            raise
        self._save(step, _with_parts(new, given), old)

    def _part(self, step: Step, part: str, old: Answer | None) -> dt.date | str:
        before = getattr(old, part, None)
        if part == "date":
            return self.terminal.day(prompt(part, before), last=self.file.as_of)
        if part in ("until", "due"):
            return self.terminal.day(prompt(part, before), first=self.file.as_of)
        if part == "owner":
            whom = prompt_owner(step.item, before or "", self.file.playbook, self.role)
            return self.terminal.text(whom, "A name or a post.")
        return self.terminal.text(prompt(part, before), "Write it in your own words, in one line.")

    def _save(self, step: Step, new: NewAnswer, old: Answer | None) -> None:
        """Put the answer into the file as it is now, which may have been changed in an editor meanwhile."""
        now = self.file.said(step)
        if now and not now.is_empty and (old is None or choice(now) != choice(old)):
            self.say(f"Meanwhile the file said: {in_words(step.item, now)}. Your answer takes its place.")
        self.file.put(step, new)

    def _say_saved(self, step: Step) -> None:
        if short := shortfall(step, self.file.assessment().results[step.item.id]):
            self.say(f"Saved. {short}")


def _with_parts(new: NewAnswer, given: dict[str, Any]) -> NewAnswer:
    gone = tuple(part for part, value in given.items() if value == "-")
    kept = {part: value for part, value in given.items() if value and value != "-"}
    return new._replace(**kept, without=gone)
