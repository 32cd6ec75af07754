"""The interview: one question after another, each answer saved before the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from playbook.ask.agenda import Agenda, Step, in_papers
from playbook.ask.asker import ENDS, Asker, Move
from playbook.ask.end import Commands, say_end
from playbook.ask.file import AnswersFile
from playbook.ask.terminal import Terminal, WentBack
from playbook.ask.words import for_another
from playbook.files import locked
from playbook.load import load_answers
from playbook.model import Answers, Assessment, Playbook
from playbook.papers import NO_PAPERS, Papers
from playbook.words import counted


class Interview:
    """Asks what is open in the answers file at `path`, or in that folder: all that does not pass.

    `as_of` is today. `gate` and `role` are ids that narrow the questions down, `item` to one; `again` asks what passes
    as well; `checklists` is the folder of the data, where it is not the playbook's own. `read` gives the line typed at
    a prompt and raises EOFError at the end; `write` shows a line; `papers` reads the documents that answers name.
    Raises BadInput where there is no such file.
    """

    def __init__(
        self,
        playbook: Playbook,
        path: str,
        *,
        as_of: dt.date,
        gate: str | None = None,
        role: str | None = None,
        item: str | None = None,
        again: bool = False,
        checklists: str | None = None,
        read: Callable[[str], str],
        write: Callable[[str], None],
        papers: Callable[[Answers], Papers] = lambda _: NO_PAPERS,
    ) -> None:
        self.playbook = playbook
        self.commands = Commands(path, {"gate": gate, "for": role, "checklists": checklists})
        self.file = AnswersFile(path, playbook, as_of, papers)
        self.agenda = Agenda(playbook, gate=gate, role=role, item=item, again=again)
        self.terminal = Terminal(read, write)
        self.say = self.terminal.say
        self.asker = Asker(self.file, self.terminal, role)
        self.passed: list[Step] = []

    def run(self) -> None:
        """Ask until nothing is open or somebody stops; each answer is in the file before the next question.

        Raises BadInput where the file does not load, cannot be written, or is being answered elsewhere.
        """
        with locked(self.file.path):
            try:
                if not self.agenda.item:
                    self._ask_trust()
                self._say_papers()
                self._ask_all()
            except ENDS:
                pass
            say_end(self.file, self.agenda, self.terminal, self.commands)

    def _ask_trust(self) -> None:
        """Ask for the trust's name, where the file does not say it."""
        if load_answers(self.file.path, self.playbook).trust:
            return
        try:
            if name := self.terminal.text("What is the trust called? (Enter skip) ", "It heads the report."):
                self.file.put_trust(name)
        except WentBack:
            self._ask_trust()

    def _say_papers(self) -> None:
        """Say how much the papers answer already, and which could not be read."""
        assessment = self.file.assessment()
        for notice in self.file.papers.notices:
            self.say(f"{notice.message}. {notice.hint}")
        steps = self.agenda.steps(assessment)
        told = {step.item.id for step in steps if in_papers(step, assessment.results[step.item.id])}
        if told:
            questions = counted(len(told), "of these questions", "of these questions")
            self.say()
            self.say(f"Your papers speak of {questions}: look through them first. A person has to confirm each.")

    def _ask_all(self) -> None:
        step = self._next()
        while step:
            if self.asker.ask(step, self._head(step)) is Move.BACK:
                step = self._previous(step)
            else:
                self.passed.append(step)
                step = self._next()

    def _next(self) -> Step | None:
        return next(iter(self.agenda.steps(self.file.assessment(), [step.id for step in self.passed])), None)

    def _previous(self, step: Step) -> Step:
        applying = {one.id for one in self.agenda.applying(self.file.assessment())}
        while self.passed:
            before = self.passed.pop()
            if before.id in applying:
                return before
        self.say("This is the first question.")
        return step

    def _head(self, step: Step) -> list[str]:
        """What stands above a question: where it belongs, and why it is asked if it is somebody else's."""
        assessment = self.file.assessment()
        gate, checklist = self.playbook.gates[step.item.gate], self.playbook.checklists[step.item.checklist]
        head = [f"{self._progress(step, assessment)} · {gate.title} · {checklist.title}"]
        if step.item.id not in self.agenda.own:
            role = self.playbook.roles[step.item.who[0]]
            waiting = self.agenda.waiting(assessment).get(step.item.id, 0)
            head.append(for_another(role, waiting, one=self.agenda.item is not None))
        return head

    def _progress(self, step: Step, assessment: Assessment) -> str:
        """Which question this is of those asked and to be asked; the rows of an item are one question."""
        before = {one.item.id for one in self.passed} - {step.item.id}
        after = {one.item.id for one in self.agenda.steps(assessment, [one.id for one in self.passed])}
        return f"{len(before) + 1} of {len(before | after | {step.item.id})}"
