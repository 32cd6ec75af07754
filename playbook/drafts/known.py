"""What a template can ask for: facts, answers and days, or a gap where nothing is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from playbook.drafts.values import Gap, Mistake, Values, without_marks
from playbook.fact import in_words
from playbook.load.form import nearest
from playbook.model import Answer, Answers, Assessment, Checklist, Finding, Item, Place, Playbook, Status
from playbook.words import day

if TYPE_CHECKING:
    from playbook.reports.report import Report

_NO_ANSWER = Answer(Place(""))
_DOUBTS = {Status.OUTDATED: " (out of date)", Status.CONTRADICTED: " (a paper of the trust says otherwise)"}


class Said:
    """What was answered to an item or a row of it. Equal to its option's id, and false where nothing holds.

    An answer that does not apply, or is out of date (not `is_current`), no longer holds.
    """

    def __init__(self, item: Item, answer: Answer, row: str = "", *, is_current: bool = True) -> None:
        self.id = row or item.id
        self.option = answer.option if is_current else ""
        self.text = item.rows[row].text if row else item.ask
        self.words = item.options[self.option].text if self.option else ""
        self.note, self.evidence = answer.note, answer.evidence
        self.date = day(answer.date) if answer.date else ""
        self.until = day(answer.until) if answer.until else ""
        self.not_applicable = answer.not_applicable

    def __bool__(self) -> bool:
        return bool(self.option)

    def __eq__(self, other: object) -> bool:
        return self.option == other

    def __hash__(self) -> int:
        return hash(self.option)

    def __str__(self) -> str:
        return self.words


class Told(NamedTuple):
    """A line of what was answered: the question, the answer in words, and what else was said of it."""

    ask: str
    answer: str
    more: str


class Known:
    """What is known of one trust, as functions for its templates; `values` are those put into the paper."""

    def __init__(self, playbook: Playbook, answers: Answers, as_of: dt.date, findings: Sequence[Finding] = ()) -> None:
        self.playbook = playbook
        self.answers = without_marks(answers)
        self.findings = without_marks(tuple(findings))
        self.as_of = as_of
        self.today = day(as_of)
        self.values = Values()

    @property
    def post(self) -> str:
        """The post's title, empty where it is not told."""
        told = self.answers.facts.get("post-title", "")
        return told if isinstance(told, str) else ""

    @property
    def trust(self) -> str | Gap:
        return self.answers.trust or self.values.gap("the name of the trust")

    def fact(self, id_: str) -> str | Gap:
        """The fact in words, or a gap. Raises Mistake where there is no such fact."""
        question = self.playbook.facts.get(id_)
        if question is None:
            raise Mistake(f"there is no fact “{id_}”", nearest(id_, self.playbook.facts))
        told = self.answers.facts.get(id_)
        return self.values.gap(question.title) if told is None else in_words(told, question.form)

    def each(self, id_: str) -> tuple[str, ...]:
        """The entries of a fact that is a list; none where it is not told."""
        self.fact(id_)
        told = self.answers.facts.get(id_, ())
        return told if isinstance(told, tuple) else ()

    def answer(self, id_: str, row: str = "") -> Said:
        """What was answered to an item, or to one row of it. Raises Mistake where there is none of this name."""
        item = self._item(id_)
        if row and row not in item.rows:
            raise Mistake(f"“{id_}” has no row “{row}”", nearest(row, item.rows))
        answer = self.answers.answers.get(id_, _NO_ANSWER)
        result = self.assessment.results[id_]
        if row:
            is_current = result.applies and result.rows.get(row) is not Status.OUTDATED
            return Said(item, answer.rows.get(row, _NO_ANSWER), row, is_current=is_current)
        return Said(item, answer, is_current=result.applies and result.status is not Status.OUTDATED)

    def rows(self, id_: str, *options: str) -> list[Said]:
        """The rows of an item that were answered with one of the options; without any, those without an answer."""
        item = self._item(id_)
        self._check_options(item, options)
        said = [self.answer(id_, row) for row in item.rows]
        return [one for one in said if (one.option in options if options else not one.option)]

    def choose(self, id_: str, texts: Mapping[str, str], what: object = "", row: str = "") -> str | Gap:
        """The text for the option that was chosen; else a gap that says `what` is to be completed, or the question."""
        item = self._item(id_)
        self._check_options(item, texts)
        said = self.answer(id_, row)
        return texts[said.option] if said.option in texts else self.values.gap(what or said.text)

    def source(self, id_: str) -> Markup:
        """A source in a line, with its link. Raises Mistake where there is none of this name."""
        from playbook.reports.report import cited

        if id_ not in self.playbook.sources:
            raise Mistake(f"there is no source “{id_}”", nearest(id_, self.playbook.sources))
        source = self.playbook.sources[id_]
        return Markup("{}: {}").format(self.values.mark(cited(source)), self.values.linked(source.link))

    def has_passed(self, id_: str) -> bool:
        """Whether the day that a fact names has passed. Raises Mistake where there is no such fact."""
        told = self.day_of(id_)
        return told is not None and told < self.as_of

    def to_complete(self, what: object) -> Gap:
        """A gap that says what is to be completed."""
        return self.values.gap(what)

    def told(self, checklist: str) -> list[Told]:
        """Every question of a checklist that applies, with its answer in words. Raises Mistake where there is none."""
        return [line for item in self._checklist(checklist).items if self._applies(item) for line in self._told(item)]

    def title_of(self, checklist: str) -> str:
        """The title of a checklist. Raises Mistake where there is none of this name."""
        return self._checklist(checklist).title

    def day_of(self, id_: str) -> dt.date | None:
        """The day that a fact names, or None. Raises Mistake where there is no such fact."""
        self.fact(id_)
        told = self.answers.facts.get(id_)
        return told if isinstance(told, dt.date) else None

    @cached_property
    def report(self) -> Report:
        """The report on the whole way, which knows who acts and why."""
        from playbook.reports.report import Report

        lead = list(self.assessment.verdicts)[-1]
        return Report(playbook=self.playbook, answers=self.answers, assessment=self.assessment, lead=lead)

    @cached_property
    def assessment(self) -> Assessment:
        from playbook.evaluate import evaluate

        return evaluate(self.playbook, self.answers, as_of=self.as_of, findings=self.findings)

    def _checklist(self, id_: str) -> Checklist:
        if id_ not in self.playbook.checklists:
            raise Mistake(f"there is no checklist “{id_}”", nearest(id_, self.playbook.checklists))
        return self.playbook.checklists[id_]

    def _item(self, id_: str) -> Item:
        if id_ not in self.playbook.items:
            raise Mistake(f"there is no item “{id_}”", nearest(id_, self.playbook.items))
        return self.playbook.items[id_]

    def _check_options(self, item: Item, options: Mapping[str, str] | tuple[str, ...]) -> None:
        for option in options:
            if option not in item.options:
                raise Mistake(f"“{item.id}” has no answer “{option}”", nearest(option, item.options))

    def _applies(self, item: Item) -> bool:
        result = self.assessment.results[item.id]
        return result.applies or result.set_aside

    def _told(self, item: Item) -> list[Told]:
        answer = self.answers.answers.get(item.id, _NO_ANSWER)
        if item.rows and not answer.not_applicable:
            return [_line(self, item, answer.rows.get(row, _NO_ANSWER), row) for row in item.rows]
        return [_line(self, item, answer)]


def _line(known: Known, item: Item, answer: Answer, row: str = "") -> Told:
    said = Said(item, answer, row)
    if answer.not_applicable:
        words = "Set aside"
    else:
        words = said.words or ("Not known yet" if answer.unknown else "Not answered yet")
    if not row:
        words += _DOUBTS.get(known.assessment.results[item.id].status, "")
    dates = (said.date, said.until and f"until {said.until}")
    more = "; ".join(part.rstrip(".") for part in (answer.not_applicable, said.note, said.evidence, *dates) if part)
    return Told(f"{item.ask} {said.text}" if row else item.ask, words, more)
