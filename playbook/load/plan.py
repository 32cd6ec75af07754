"""`plan.yaml` → the steps on the way to a new director's first day."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from playbook.fact import FactForm
from playbook.load import data_folder
from playbook.load.data import PLAN, parse_file
from playbook.load.form import Form, Reader, nearest
from playbook.load.nodes import Node, Scalar
from playbook.load.text import in_order
from playbook.model import BadInput, Playbook, Problem
from playbook.plan import Step

_FIELDS = ("title", "gate", "takes", "before", "who", "settled-by", "days", "begins-on", "why")


def load_plan(playbook: Playbook, folder: str | None = None) -> dict[str, Step]:
    """The steps in the checklists' `folder`, or the playbook's own, by their ids.

    Raises BadInput with every problem.
    """
    path = os.path.join(folder or data_folder(), PLAN)
    if folder and not os.path.exists(path):
        return {}
    text, node, problems = parse_file(path)
    reader = Reader(text)
    steps = {key.text: _step(reader, key, value, playbook) for key, value in reader.pairs(node, "steps")}
    found = [*problems, *reader.problems, *_order_problems(steps)]
    if found:
        raise BadInput(in_order(found))
    return steps


def _step(reader: Reader, key: Scalar, node: Node, playbook: Playbook) -> Step:
    form = Form(reader, f"step {key.text}", key, node, _FIELDS)
    days = [id_ for id_, fact in playbook.facts.items() if fact.form is FactForm.DATE]
    return Step(
        id=key.text,
        title=form.text("title"),
        gate=form.word("gate", playbook.gates),
        weeks=_weeks(form),
        before=form.text("before", required=False),
        who=form.words("who", playbook.roles, required=True),
        why=form.text("why"),
        place=reader.place(key),
        settled_by=form.words("settled-by", playbook.items),
        days=form.words("days", days),
        begins_on=form.words("begins-on", days),
    )


def _weeks(form: Form) -> int:
    text = form.text("takes")
    number, _, unit = text.partition(" ")
    if number.isdecimal() and 0 < int(number[:4]) < 1000 and unit in ("week", "weeks"):
        return int(number)
    if text:
        form.reader.report(form.fields["takes"], f"takes: “{text}” is not a time", "Write it as: 3 weeks")
    return 0


def _order_problems(steps: Mapping[str, Step]) -> Iterator[Problem]:
    """Each step comes before one that exists, and none before itself, however far round."""
    for step in steps.values():
        if step.before and step.before not in steps:
            message = f"step {step.id}: there is no step “{step.before}”"
            yield Problem(step.place, message, nearest(step.before, steps))
        elif _goes_round(step, steps):
            yield Problem(step.place, f"step {step.id} comes before itself, by way of {step.before}")


def _goes_round(step: Step, steps: Mapping[str, Step]) -> bool:
    seen: set[str] = set()
    at = step
    while at.before in steps and at.id not in seen:
        seen.add(at.id)
        at = steps[at.before]
    return at.id == step.id and bool(step.before)
