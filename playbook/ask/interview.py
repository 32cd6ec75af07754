"""The interview: a question, an answer, its parts; saved before the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from playbook.ask.agenda import Agenda, Step, choice, lacking, said
from playbook.ask.terminal import Stopped, Terminal
from playbook.ask.words import commands, explanation, in_words, may_be_set_aside, option_called, parts, prompt
from playbook.edit import UNKNOWN, NewAnswer, with_answer
from playbook.evaluate import evaluate
from playbook.files import locked, save
from playbook.load import answers_path, load_answers
from playbook.load.form import nearest
from playbook.load.text import read_text
from playbook.model import Answer, Assessment, Option, Playbook, Status
from playbook.words import counted, listed


class Move(Enum):
    """Where to go from a question."""

    ON = "on"
    STAY = "stay"
    BACK = "back"


class Interview:
    """Asks what is open in the answers file at `path`, or in that folder.

    `as_of` is today. `gate` and `role` are ids that narrow the questions down; `again` asks what is answered as well.
    `read` gives the line typed at a prompt and raises EOFError at the end; `write` shows a line.
    """

    def __init__(
        self,
        playbook: Playbook,
        path: str,
        *,
        as_of: dt.date,
        gate: str | None = None,
        role: str | None = None,
        again: bool = False,
        read: Callable[[str], str],
        write: Callable[[str], None],
    ) -> None:
        self.playbook = playbook
        self.path = path
        self.as_of = as_of
        self.agenda = Agenda(playbook, gate=gate, role=role, again=again)
        self.terminal = Terminal(read, write)
        self.say = self.terminal.say
        self.passed: list[Step] = []
        self.shown = ""
        self.answered: set[str] = set()

    def run(self) -> None:
        """Ask until nothing is open or somebody stops; each answer is in the file before the next question.

        Raises BadInput where the file does not load, cannot be written, or is being answered elsewhere.
        """
        self.path = answers_path(self.path)
        with locked(self.path):
            try:
                self._ask_all()
            except (Stopped, EOFError, KeyboardInterrupt):
                self.say()
            self._say_how_far()

    def _ask_all(self) -> None:
        step = self._next()
        while step:
            if self._ask(step) is Move.BACK:
                step = self._previous(step)
            else:
                self.passed.append(step)
                step = self._next()

    def _assessment(self) -> Assessment:
        """Where things stand by the file as it is now."""
        return evaluate(self.playbook, load_answers(self.path, self.playbook), as_of=self.as_of)

    def _next(self) -> Step | None:
        return next(iter(self.agenda.steps(self._assessment(), [step.id for step in self.passed])), None)

    def _previous(self, step: Step) -> Step:
        applying = {one.id for one in self.agenda.applying(self._assessment())}
        while self.passed:
            before = self.passed.pop()
            if before.id in applying:
                return before
        self.say("This is the first question.")
        return step

    def _ask(self, step: Step) -> Move:
        """Ask one step until it is answered or passed over, or the one before is wanted."""
        assessment = self._assessment()
        old = said(step, assessment.results[step.item.id])
        self._say_step(step, assessment)
        if old and not old.is_empty:
            self.say(f"So far: {in_words(step.item, old)}")
        move = Move.STAY
        while move is Move.STAY:
            self.say(commands(step.item))
            move = self._react(step, old, self.terminal.line("> "))
        return move

    def _say_step(self, step: Step, assessment: Assessment) -> None:
        self.say()
        if self.shown != step.item.id:
            checklist = self.playbook.checklists[step.item.checklist]
            gate = self.playbook.gates[step.item.gate]
            self.say(f"{self._progress(step, assessment)} · {gate.title} · {checklist.title}")
            self._say_question(step)
        if step.row:
            number = list(step.item.rows).index(step.row.id) + 1
            self.say(f"Row {number} of {len(step.item.rows)}: {step.row.text}")
        self.shown = step.item.id

    def _say_question(self, step: Step) -> None:
        self.say(step.item.ask)
        self.terminal.options(list(step.item.options.values()))

    def _progress(self, step: Step, assessment: Assessment) -> str:
        """Which question this is of those asked and to be asked; the rows of an item are one question."""
        before = {one.item.id for one in self.passed} - {step.item.id}
        after = {one.item.id for one in self.agenda.steps(assessment, [one.id for one in self.passed])}
        return f"{len(before) + 1} of {len(before | after | {step.item.id})}"

    def _react(self, step: Step, old: Answer | None, typed: str) -> Move:
        if option := option_called(step.item, typed):
            self._save_with_parts(step, NewAnswer(option=option.id), parts(option, old), old)
            self._say_saved(step, option)
            return Move.ON
        match typed.lower():
            case "":
                return Move.ON
            case "b" | "back":
                return Move.BACK
            case "u" | "unknown":
                self._save_with_parts(step, NewAnswer(option=UNKNOWN), ("owner", "due"), old)
                return Move.ON
            case "n" | "not-applicable" if may_be_set_aside(step.item):
                return self._set_aside(step, old)
            case "?":
                self._explain(step)
            case _:
                self.say(f"“{typed}” is none of the answers. {nearest(typed, tuple(step.item.options))}")
        return Move.STAY

    def _set_aside(self, step: Step, old: Answer | None) -> Move:
        reason = self.terminal.line("Why does it not apply? ")
        if not reason:
            self.say("That needs its reason; nothing was saved.")
            return Move.STAY
        self._save(step, NewAnswer(not_applicable=reason), old)
        return Move.ON

    def _save_with_parts(self, step: Step, new: NewAnswer, asked: Sequence[str], old: Answer | None) -> None:
        """Ask for each part, and save; who stops half-way keeps what was said so far."""
        given: dict[str, Any] = {}
        try:
            for part in asked:
                given[part] = self._part(part, getattr(old, part, None))
        finally:
            gone = tuple(part for part, value in given.items() if value == "-")
            kept = {part: value for part, value in given.items() if value and value != "-"}
            self._save(step, new._replace(**kept, without=gone), old)

    def _part(self, part: str, old: dt.date | str | None) -> dt.date | str:
        if part == "date":
            return self.terminal.day(prompt(part, old), last=self.as_of)
        if part in ("until", "due"):
            return self.terminal.day(prompt(part, old), first=self.as_of)
        return self.terminal.line(prompt(part, old))

    def _save(self, step: Step, new: NewAnswer, old: Answer | None) -> None:
        """Put the answer into the file as it is now, which may have been changed in an editor meanwhile."""
        now = said(step, self._assessment().results[step.item.id])
        if now and not now.is_empty and (old is None or choice(now) != choice(old)):
            self.say(f"Meanwhile the file said: {in_words(step.item, now)}. Your answer takes its place.")
        text = read_text(self.path).content
        row = step.row.id if step.row else ""
        save(self.path, with_answer(text, self.playbook, step.item.id, new, row, file=self.path))
        self.answered.add(step.item.id)

    def _say_saved(self, step: Step, option: Option) -> None:
        result = self._assessment().results[step.item.id]
        missing = lacking(option, said(step, result))
        status = result.rows.get(step.row.id) if step.row else result.status
        if missing and option.status is Status.MET:
            self.say(f"Saved. It counts as partly until you say: {listed(missing)}.")
        elif missing:
            self.say(f"Saved. Still to say: {listed(missing)}.")
        elif status is Status.OUTDATED:
            self.say("Saved. It counts as out of date by now.")

    def _explain(self, step: Step) -> None:
        for name, text in explanation(step.item, self.playbook):
            self.say(text, f"  {name}: ", "    ")
        self._say_question(step)

    def _say_how_far(self) -> None:
        assessment = self._assessment()
        left = self.agenda.left(assessment)
        self.say(f"{counted(len(self.answered), 'question')} answered, {left} left.")
        for id_, number in self.agenda.waiting(assessment).items():
            self.say(f"{number} more may follow from “{self.playbook.items[id_].ask}”")
