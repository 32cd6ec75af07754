"""Which questions are open, in what order: it follows from the answers, afresh after each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from playbook.model import Answer, Assessment, Item, Need, Option, Playbook, Result, Row, Status


class Step(NamedTuple):
    """One thing to ask: an item, or one row of it."""

    item: Item
    row: Row | None = None

    @property
    def id(self) -> tuple[str, str]:
        return self.item.id, self.row.id if self.row else ""


class Agenda:
    """What to ask: up to `gate`, of `role`, or the one `item`; with `again` also what passes already.

    A question that others have to answer is asked too while some of these wait for it.
    """

    def __init__(
        self, playbook: Playbook, *, gate: str | None, role: str | None, item: str | None, again: bool
    ) -> None:
        gates = playbook.gates_up_to(gate) if gate else tuple(playbook.gates)
        asked = (one for one in playbook.items.values() if one.gate in gates and (role is None or role in one.who))
        self.item = item
        self.own = frozenset([item] if item else [one.id for one in asked])
        switches = _switches(playbook, self.own)
        self.items = tuple(one for one in playbook.items.values() if one.id in self.own or one.id in switches)
        self.again = again or item is not None

    def applying(self, assessment: Assessment) -> Iterator[Step]:
        """Every step that applies or was set aside; nothing that waits for another answer."""
        for item in self.items:
            result = assessment.results[item.id]
            if result.applies or result.set_aside:
                yield from [Step(item, row) for row in item.rows.values()] or [Step(item)]

    def steps(self, assessment: Assessment, passed: Collection[tuple[str, str]] = ()) -> tuple[Step, ...]:
        """What is to be asked, in order, without the steps that were passed; first what the papers speak of."""
        waiting = self.waiting(assessment)
        steps = [
            step
            for step in self.applying(assessment)
            if step.id not in passed and (self._is_again(step) or self._is_open(step, assessment, waiting))
        ]
        return tuple(sorted(steps, key=lambda step: not in_papers(step, assessment.results[step.item.id])))

    def left(self, assessment: Assessment, answered: Collection[tuple[str, str]] = ()) -> int:
        """How many questions are still open, whether or not they were passed, without the steps just answered."""
        waiting = self.waiting(assessment)
        steps = (step for step in self.applying(assessment) if self._is_open(step, assessment, waiting))
        return len({step.item.id for step in steps if step.id not in answered})

    def waiting(self, assessment: Assessment) -> Mapping[str, int]:
        """How many questions wait for each open switch, by its id."""
        results = (assessment.results[item.id] for item in self.items if item.id in self.own)
        return Counter(result.waits_for for result in results if result.waits_for)

    def _is_again(self, step: Step) -> bool:
        return self.again and step.item.id in self.own

    def _is_open(self, step: Step, assessment: Assessment, waiting: Collection[str]) -> bool:
        if step.item.id not in self.own:
            return step.item.id in waiting
        return is_open(step, assessment.results[step.item.id])


def _switches(playbook: Playbook, ids: Collection[str]) -> set[str]:
    """The items on whose answers these depend, and those on which they depend in turn."""
    found: set[str] = set()
    todo = list(ids)
    while todo:
        new = {condition.item for condition in playbook.items[todo.pop()].when} - found
        found |= new
        todo += new
    return found


def choice(answer: Answer) -> tuple[str, bool, str]:
    """What an answer says, without its parts."""
    return answer.option, answer.unknown, answer.not_applicable


def said(step: Step, result: Result) -> Answer | None:
    """The answer to the item, or to the row."""
    if result.answer and step.row:
        return result.answer.rows.get(step.row.id)
    return result.answer


def so_far(step: Step, result: Result) -> Answer | None:
    """What was said of the step; of a row, also by an answer to the item as a whole. None where nothing was."""
    return next((one for one in (said(step, result), result.answer) if one and not one.is_empty), None)


def is_open(step: Step, result: Result) -> bool:
    """Whether it does not pass: unanswered, unknown, not met, met in part, or out of date."""
    status = result.rows.get(step.row.id, result.status) if step.row else result.status
    return not status.passes


def in_papers(step: Step, result: Result) -> bool:
    """Whether a document speaks for an answer to the item or the row, or against the one it has; silence does not."""
    row = step.row.id if step.row else ""
    is_lowered = result.rows.get(row, result.status) is Status.CONTRADICTED
    return is_lowered or any(one.row == row and not one.finding.silent for one in result.suggestions)


def lacking(option: Option | None, answer: Answer | None) -> tuple[Need, ...]:
    """The parts that the option needs and the answer does not say."""
    return tuple(need for need in option.needs if not getattr(answer, need, None)) if option else ()
