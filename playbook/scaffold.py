"""A new answers file: every question with its options above an entry that waits for a word."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from textwrap import shorten

from playbook.files import save
from playbook.graft import token
from playbook.load.answers import ANSWERS_FILE
from playbook.model import BadInput, Checklist, Condition, Item, Place, Playbook, Problem
from playbook.plain import option_text, widest, wrapped
from playbook.words import listed

SCHEMA_FILE = "answers.schema.json"
WIDTH = 100
_NARROWEST = 16
_LONGEST_QUESTION = 60
_HOW_TO = (
    "Lines that begin with # are for you to read; the others are the form.",
    "To answer, write one of the words above a question after its colon, or the word unknown:   {example}",
    "What you leave empty counts as not answered.",
    "To say more, go to the lines below the name, two spaces further in: “answer:” and the word, then any",
    "  of note:, evidence:, date:, until:, owner: and due: with their texts. A day is written 2026-11-30.",
    "  An answer marked “(say: date)” counts in full only with that part.",
    "Where a question does not apply to you, write below its name “not-applicable:” and the reason.",
    'A text that has ": " or " #" in it goes in double quotes. To see where you stand: playbook check',
)


def scaffold(playbook: Playbook, *, gate: str | None = None, schema: str = SCHEMA_FILE) -> str:
    """The text of an answers file without an answer, with the checklists of `gate` (its id) and of the gates before it.

    `schema` is where an editor finds the form's JSON Schema.
    """
    gates = playbook.gates_up_to(gate) if gate else tuple(playbook.gates)
    lines = [
        f"# yaml-language-server: $schema={schema}",
        *(f"# {line}".format(example=_example(playbook)) for line in _HOW_TO),
        "trust:",
        f"edition: {token(playbook.edition)}",
        "answers:",
    ]
    for checklist in playbook.checklists.values():
        if checklist.gate in gates:
            lines += _checklist(checklist, playbook)
    return "\n".join(lines) + "\n"


def _example(playbook: Playbook) -> str:
    """An entry as it is filled in, from the playbook's first questions."""
    filled = (f"{item.id}: {next(iter(item.options))}" for item in playbook.items.values() if not item.rows)
    return next(filled, "name: word")


def init_folder(playbook: Playbook, folder: str, *, gate: str | None = None) -> tuple[str, ...]:
    """Write a new answers file and its schema into `folder`, which is made if need be; the paths written.

    Raises BadInput where one of the two is there already or the folder cannot be written; then nothing is.
    """
    import json

    from playbook.schema import answers_schema

    texts = {
        os.path.join(folder, ANSWERS_FILE): scaffold(playbook, gate=gate),
        os.path.join(folder, SCHEMA_FILE): json.dumps(answers_schema(playbook), ensure_ascii=False, indent=2) + "\n",
    }
    there = tuple(path for path in texts if os.path.lexists(path))
    if there:
        hint = "Nothing was written. Choose another folder, or go on with: playbook ask"
        raise BadInput(tuple(Problem(Place(path), "the file is there already", hint) for path in there))
    _write_all(folder, texts)
    return tuple(texts)


def _write_all(folder: str, texts: dict[str, str]) -> None:
    """Make the folder and write each text to its path; what was made so far goes again where that fails."""
    missing = _missing(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        for path, text in texts.items():
            save(path, text)
    except BaseException as error:
        _undo(os.unlink, texts)
        _undo(os.rmdir, missing)
        if isinstance(error, OSError):
            hint = "Choose a folder in which you may write."
            raise BadInput((Problem(Place(folder), f"the folder cannot be made: {error.strerror}", hint),)) from None
        raise


def _missing(folder: str) -> Sequence[str]:
    """The folder and those above it that are not there, the innermost first."""
    missing = []
    path = os.path.abspath(folder)
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    return missing


def _undo(remove: Callable[[str], None], paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(OSError):
            remove(path)


def _checklist(checklist: Checklist, playbook: Playbook) -> Iterator[str]:
    heading = f"{checklist.title}. Gate: {playbook.gates[checklist.gate].title}"
    yield ""
    yield from _comment(heading, 2)
    yield from _only_if(checklist.when, playbook, 2)
    yield f"  {checklist.id}:"
    for item in checklist.items:
        yield ""
        yield from _comment(item.ask, 4)
        yield from _only_if(item.when[len(checklist.when) :], playbook, 4)
        if item.set_aside:
            yield from _comment(f"Not applicable where: {item.set_aside}", 4)
        yield from _options(item)
        yield f"    {item.id}:"
        yield from _rows(item)


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


def _only_if(conditions: Sequence[Condition], playbook: Playbook, indent: int) -> Iterator[str]:
    for condition in conditions:
        switch = playbook.items[condition.item]
        question = shorten(switch.ask, _LONGEST_QUESTION, placeholder=" …")
        texts = listed([f"“{switch.options[id_].text}”" for id_ in condition.options], "or")
        yield from _comment(f"Only if “{question}” ({switch.id}) is answered {texts}", indent)


def _comment(text: str, indent: int) -> list[str]:
    start = " " * indent + "# "
    return wrapped(text, start, start, width=WIDTH)
