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
    """What to ask: up to `gate`, of `role`, and with `again` also what is answered already."""

    def __init__(self, playbook: Playbook, *, gate: str | None, role: str | None, again: bool) -> None:
        gates = playbook.gates_up_to(gate) if gate else tuple(playbook.gates)
        asked = (item for item in playbook.items.values() if item.gate in gates)
        self.items = tuple(item for item in asked if role is None or role in item.who)
        self.again = again

    def applying(self, assessment: Assessment) -> Iterator[Step]:
        """Every step that applies or was set aside; nothing that waits for another answer."""
        for item in self.items:
            result = assessment.results[item.id]
            if result.applies or result.set_aside:
                yield from [Step(item, row) for row in item.rows.values()] or [Step(item)]

    def steps(self, assessment: Assessment, passed: Collection[tuple[str, str]] = ()) -> tuple[Step, ...]:
        """What is to be asked, in order, without the steps that were passed."""
        return tuple(
            step
            for step in self.applying(assessment)
            if step.id not in passed and (self.again or is_open(step, assessment.results[step.item.id]))
        )

    def left(self, assessment: Assessment) -> int:
        """How many questions are still open, whether or not they were passed."""
        return len(
            {step.item.id for step in self.applying(assessment) if is_open(step, assessment.results[step.item.id])}
        )

    def waiting(self, assessment: Assessment) -> Mapping[str, int]:
        """How many questions wait for each open switch, by its id."""
        return Counter(id_ for item in self.items if (id_ := assessment.results[item.id].waits_for))


def choice(answer: Answer) -> tuple[str, bool, str]:
    """What an answer says, without its parts."""
    return answer.option, answer.unknown, answer.not_applicable


def said(step: Step, result: Result) -> Answer | None:
    """The answer to the item, or to the row."""
    if result.answer and step.row:
        return result.answer.rows.get(step.row.id)
    return result.answer


def is_open(step: Step, result: Result) -> bool:
    """Whether it is unanswered, lacks a part that its option needs, or is out of date."""
    if result.answer and step.row and not result.answer.is_empty:
        return False
    answer = said(step, result)
    if answer is None or answer.is_empty:
        return True
    status = result.rows.get(step.row.id) if step.row else result.status
    return status is Status.OUTDATED or bool(lacking(step.item.options.get(answer.option), answer))


def lacking(option: Option | None, answer: Answer | None) -> tuple[Need, ...]:
    """The parts that the option needs and the answer does not say."""
    return tuple(need for need in option.needs if not getattr(answer, need, None)) if option else ()
