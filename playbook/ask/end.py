"""The end of an interview: how far it went, and how to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from playbook.ask.agenda import Agenda
from playbook.ask.file import AnswersFile
from playbook.ask.terminal import Terminal
from playbook.load import load_answers
from playbook.model import Assessment
from playbook.plain import as_word
from playbook.words import counted


class Commands(NamedTuple):
    """The commands for an answers file, named by its path as it was typed, with the options given."""

    path: str
    options: Mapping[str, str | None]

    def line(self, name: str, *more: str) -> str:
        """The command of that name, as it is typed."""
        given = [f"--{option} {as_word(value)}" for option, value in self.options.items() if value]
        return " ".join(("playbook", name, as_word(self.path), *more, *given))


def say_end(file: AnswersFile, agenda: Agenda, terminal: Terminal, commands: Commands) -> None:
    """Say what was saved, how much is left, and the next commands. Raises BadInput where the file does not load."""
    assessment = file.assessment()
    terminal.say()
    _say_why_not(agenda, assessment, terminal)
    if file.is_saved:
        terminal.say_whole(f"Saved in {file.path}.")
    answered = counted(len({item for item, _ in file.answered}), "question")
    terminal.say(f"{answered} answered, {agenda.left(assessment, file.answered)} left.")
    for id_, number in agenda.waiting(assessment).items():
        terminal.say(f"{number} more may follow from “{file.playbook.items[id_].ask}”")
    if agenda.item or agenda.left(assessment):
        terminal.say_whole(f"To go on: {commands.line('ask')}")
    else:
        terminal.say_whole(f"To look through the answers: {commands.line('ask')} --again")
    if not agenda.item and (untold := _untold(file)):
        terminal.say_whole(f"Drafts also need facts, {untold} of them: {commands.line('ask', '--facts')}")
    terminal.say_whole(f"To see where you stand: {commands.line('check')}")


def _untold(file: AnswersFile) -> int:
    """How many facts the file does not tell."""
    return len(set(file.playbook.facts) - set(load_answers(file.path, file.playbook).facts))


def _say_why_not(agenda: Agenda, assessment: Assessment, terminal: Terminal) -> None:
    """Say why the one question that was wanted is not asked, where it does not apply."""
    result = assessment.results[agenda.item] if agenda.item else None
    if result and not (result.applies or result.set_aside):
        not_yet = f"“{result.item.ask}” is not asked yet. " if result.waits_for else ""
        terminal.say(f"{not_yet}{result.reason}")
