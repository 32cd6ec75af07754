"""A new answers file: every question with its options above an entry that waits for a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from playbook.fact import FactForm, FactQuestion
from playbook.graft import token
from playbook.model import Checklist, Condition, Item, Playbook
from playbook.plain import option_text, widest, wrapped
from playbook.scaffold.head import SCHEMA_FILE, head
from playbook.words import listed

WIDTH = 100
_NARROWEST = 16
_ABOUT_FACTS = (
    "What drafts of your papers need besides the answers. Nothing here opens or shuts a gate. What you leave empty "
    "stays to be completed in the draft."
)


def scaffold(playbook: Playbook, *, gate: str | None = None, schema: str = SCHEMA_FILE) -> str:
    """The text of an answers file without an answer, with the checklists of `gate` (its id) and of the gates before it.

    `schema` is where an editor finds the form's JSON Schema.
    """
    gates = playbook.gates_up_to(gate) if gate else tuple(playbook.gates)
    lines = [*head(playbook, schema), "trust:", f"edition: {token(playbook.edition)}", "answers:"]
    for checklist in playbook.checklists.values():
        if checklist.gate in gates:
            lines += _checklist(checklist, playbook)
    lines += _facts(playbook.facts)
    return "\n".join(lines) + "\n"


def _checklist(checklist: Checklist, playbook: Playbook) -> Iterator[str]:
    heading = f"{checklist.title}. Gate: {playbook.gates[checklist.gate].title}"
    yield ""
    yield from _comment(heading, 2)
    yield from _only_if(checklist.when, 2)
    yield f"  {checklist.id}:"
    for item in checklist.items:
        yield ""
        yield from _comment(item.ask, 4)
        yield from _whose(item, playbook)
        yield from _only_if(item.when[len(checklist.when) :], 4)
        if item.set_aside:
            yield from _comment(f"Not applicable where: {item.set_aside}", 4)
        yield from _options(item)
        yield f"    {item.id}:"
        yield from _rows(item)


def _facts(questions: Mapping[str, FactQuestion]) -> Iterator[str]:
    """The facts that drafts use, each with its question and an example above an empty entry."""
    if not questions:
        return
    yield ""
    yield from _comment(_ABOUT_FACTS, 0)
    yield "facts:"
    for question in questions.values():
        yield ""
        yield from _comment(question.ask, 2)
        yield from _comment(f"For example: {_example(question)}", 2)
        yield f"  {question.id}:"


def _example(question: FactQuestion) -> str:
    """The example as it would stand in the file."""
    if question.form is FactForm.LIST:
        return f"[{', '.join(map(token, question.example.split(', ')))}]"
    return question.example


def _options(item: Item) -> Iterator[str]:
    column = widest(item.options, _NARROWEST) + 1
    for option in item.options.values():
        yield from wrapped(
            option_text(option), f"    #   {option.id:<{column}}", f"    #   {'':<{column}}", width=WIDTH
        )


def _rows(item: Item) -> Iterator[str]:
    if item.rows:
        yield "      rows:"
    for row in item.rows.values():
        yield from _comment(row.text, 8)
        yield f"        {row.id}:"


def _only_if(conditions: Sequence[Condition], indent: int) -> list[str]:
    """When a question is asked, in the ids of the file."""
    if not conditions:
        return []
    told = [f"{condition.item} is {listed(condition.options, 'or')}" for condition in conditions]
    return _comment(f"Only if {', and '.join(told)}.", indent)


def _whose(item: Item, playbook: Playbook) -> list[str]:
    must = "Must. " if item.is_must else ""
    return _comment(f"{must}For the {playbook.roles[item.who[0]].in_sentence}.", 4)


def _comment(text: str, indent: int) -> list[str]:
    start = " " * indent + "# "
    return wrapped(text, start, start, width=WIDTH)
