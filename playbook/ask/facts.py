"""The facts asked one after another: each is saved before the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from playbook.ask.asker import ENDS
from playbook.ask.days import HOW as HOW_A_DAY
from playbook.ask.days import read_day
from playbook.ask.file import AnswersFile
from playbook.ask.terminal import Terminal, WentBack
from playbook.fact import DRAFTS, HOW, OTHER_YEARS, YEARS, Fact, FactForm, FactQuestion, in_words, read_fact, why_not
from playbook.files import locked
from playbook.load import load_answers
from playbook.model import Playbook
from playbook.plain import as_word
from playbook.words import counted, day, listed

_SEVERAL = "Write them in one line, with “;” between them."


class FactInterview:
    """Asks the facts that the answers file at `path` lacks, or all of them where `again` says so, or `only` one.

    `read` and `write` are those of an `Interview`. Raises BadInput where there is no such file.
    """

    def __init__(
        self,
        playbook: Playbook,
        path: str,
        *,
        as_of: dt.date,
        again: bool = False,
        only: str = "",
        read: Callable[[str], str],
        write: Callable[[str], None],
    ) -> None:
        self.path = path
        self.file = AnswersFile(path, playbook, as_of)
        self.terminal = Terminal(read, write)
        self.say = self.terminal.say
        self.again = again
        self.only = only
        self.told = 0

    def run(self) -> None:
        """Ask until none is left or somebody stops.

        Raises BadInput where the file does not load, cannot be written, or is being answered elsewhere.
        """
        with locked(self.file.path):
            with suppress(*ENDS):
                self._ask_all()
            self._say_end()

    def _ask_all(self) -> None:
        known = self.file.playbook.facts
        asked = [known[self.only]] if self.only else list(known.values()) if self.again else self._open()
        at = 0
        while at < len(asked):
            try:
                self._ask(asked[at], f"{at + 1} of {len(asked)}")
                at += 1
            except WentBack:
                if not at:
                    self.say("This is the first question.")
                at = max(at - 1, 0)

    def _facts(self) -> dict[str, Fact]:
        return dict(load_answers(self.file.path, self.file.playbook).facts)

    def _open(self) -> list[FactQuestion]:
        facts = self._facts()
        return [one for one in self.file.playbook.facts.values() if one.id not in facts]

    def _ask(self, question: FactQuestion, head: str) -> None:
        old = self._facts().get(question.id)
        self.say()
        self.say(f"{head} · For the {listed([DRAFTS[one].lower() for one in question.drafts])}")
        self.say(question.ask)
        self.say(f"For example: {question.example.replace(', ', '; ') if _is_list(question) else question.example}")
        if old is not None:
            self.say(f"So far: {in_words(old, question.form)}")
        keeps = "Enter keep · - take out" if old is not None else "Enter skip"
        keeps = f"; between several · {keeps}" if _is_list(question) else keeps
        fact = self._read(question, f"({keeps} · b back · q stop) ")
        if fact is not _NOTHING:
            noted = self._notices()
            self.file.put_fact(question.id, fact)
            self.told += fact is not None
            self._say_notices(notice for notice in self._notices() if notice not in noted)

    def _read(self, question: FactQuestion, prompt: str) -> Any:
        """The fact, None where it is to go, or `_NOTHING` where it is to stay as it is."""
        help_ = _SEVERAL if _is_list(question) else HOW[question.form]
        while typed := self.terminal.text(prompt, help_):
            if typed == "-":
                return None
            if (fact := _fact(typed, question.form)) is not None:
                if isinstance(fact, dt.date):
                    self.say(f"That is {day(fact)}.")
                return fact
            if question.form is FactForm.DATE and read_day(typed):
                self.say(f"Nothing can be planned in that year. {OTHER_YEARS}")
                continue
            wrong = f"“{typed}” is not a date" if question.form is FactForm.DATE else why_not(typed, question.form)
            self.say(f"{wrong}. {HOW_A_DAY if question.form is FactForm.DATE else help_}")
        return _NOTHING

    def _notices(self) -> list[str]:
        return [f"{one.message}. {one.hint}" for one in load_answers(self.file.path, self.file.playbook).notices]

    def _say_notices(self, notices: Iterable[str]) -> None:
        for notice in notices:
            self.say(f"To note: {notice}")

    def _say_end(self) -> None:
        self.say()
        if self.file.is_saved:
            self.terminal.say_whole(f"Saved in {self.file.path}.")
        self._say_notices(self._notices())
        self.say(f"{counted(self.told, 'fact')} told, {len(self._open())} left.")
        self.terminal.say_whole(f"To write a draft: playbook draft job-description {as_word(self.path)}")


_NOTHING = object()


def _is_list(question: FactQuestion) -> bool:
    return question.form is FactForm.LIST


def _fact(typed: str, form: FactForm) -> Fact | None:
    if form is FactForm.DATE:
        told = read_day(typed)
        return told if told and told.year in YEARS else None
    if form is FactForm.LIST:
        return tuple(one for part in typed.split(";") if (one := part.strip())) or None
    return read_fact(typed, form)
