"""The answers file as it is at each moment: somebody may change it in an editor meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from playbook.ask.agenda import Step, said
from playbook.edit import NewAnswer, same_answers, with_answer
from playbook.evaluate import evaluate
from playbook.files import save_answers
from playbook.graft import Graft, token
from playbook.load import answers_path, load_answers, parse_answers
from playbook.load.answers import FIELDS
from playbook.load.nodes import parse
from playbook.load.text import Text, read_text
from playbook.model import Answer, Answers, Assessment, BadInput, Place, Playbook, Problem
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

    def _text(self) -> str:
        return read_text(self.path).content

    def _save(self, text: str) -> None:
        save_answers(self.path, text)
        self.is_saved = True


def with_trust(text: str, playbook: Playbook, name: str, *, file: str = "answers.yaml") -> str:
    """The text of an answers file with the trust's name; all else as it was.

    Raises BadInput with the file's problems where it does not load, and where the name cannot be put in safely.
    """
    source = Text(file, text)
    expected = parse_answers(source, playbook)._replace(trust=name.strip())
    graft = Graft(source, (FIELDS,))
    graft.root(parse(source)[0], {"trust": token(name.strip())})
    new = graft.text()
    try:
        is_right = same_answers(parse_answers(Text(file, new), playbook), expected)
    except BadInput:
        is_right = False
    if not is_right:
        message = "the trust's name cannot be written into this file safely; nothing was changed"
        raise BadInput((Problem(Place(file), message, f"Write it by hand: trust: {token(name.strip())}"),))
    return new
