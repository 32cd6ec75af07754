"""The answers file as it is at each moment: somebody may change it in an editor meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from playbook.ask.agenda import Step, said
from playbook.edit import NewAnswer, with_answer
from playbook.edit_head import with_fact, with_trust
from playbook.evaluate import evaluate
from playbook.fact import Fact
from playbook.files import save_answers
from playbook.load import answers_path, load_answers
from playbook.load.text import read_text
from playbook.model import Answer, Answers, Assessment, Playbook
from playbook.papers import NO_PAPERS, Papers


class AnswersFile:
    """The file at `path`, or in that folder, judged as of a day, with what the papers it names say as it is opened.

    Raises BadInput where there is none.
    """

    def __init__(
        self, path: str, playbook: Playbook, as_of: dt.date, papers: Callable[[Answers], Papers] = lambda _: NO_PAPERS
    ) -> None:
        self.path = answers_path(path)
        self.playbook = playbook
        self.as_of = as_of
        self.answered: set[tuple[str, str]] = set()
        self.is_saved = False
        self.read_papers = papers

    @cached_property
    def papers(self) -> Papers:
        return self.read_papers(load_answers(self.path, self.playbook))

    def assessment(self) -> Assessment:
        """Where things stand by the file as it is now. Raises BadInput where it does not load."""
        answers = load_answers(self.path, self.playbook)
        return evaluate(self.playbook, answers, as_of=self.as_of, findings=self.papers.findings)

    def said(self, step: Step) -> Answer | None:
        """What the file says of the step now."""
        return said(step, self.assessment().results[step.item.id])

    def put(self, step: Step, new: NewAnswer) -> None:
        """Save an answer. Raises BadInput where it cannot be written safely."""
        row = step.row.id if step.row else ""
        self._save(with_answer(self._text(), self.playbook, step.item.id, new, row, file=self.path))
        self.answered.add(step.id)

    def put_trust(self, name: str) -> None:
        """Save the trust's name. Raises BadInput where it cannot be written safely."""
        self._save(with_trust(self._text(), self.playbook, name, file=self.path))

    def put_fact(self, id_: str, fact: Fact | None) -> None:
        """Save a fact, or take it out. Raises BadInput where it cannot be written safely."""
        self._save(with_fact(self._text(), self.playbook, id_, fact, file=self.path))

    def _text(self) -> str:
        return read_text(self.path).content

    def _save(self, text: str) -> None:
        save_answers(self.path, text)
        self.is_saved = True
