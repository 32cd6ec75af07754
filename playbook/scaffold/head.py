"""The head of a new answers file: how to fill it in, with an example of the longer form."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.graft import token
from playbook.model import Item, Need, Option, Playbook

SCHEMA_FILE = "answers.schema.json"
_HOW_TO = (
    "Lines that begin with # are for you to read; the others are the form.",
    "To answer, write one of the words above a question after its colon, or the word unknown:   {example}",
    "What you leave empty counts as not answered. A must stands in the way of its gate until it is met.",
    "An answer marked “(say: date)” counts in full only with that part.",
    "In the longer form any of answer:, note:, evidence:, date:, until:, owner: and due: stand below the",
    "  name, two spaces further in{colon}",
)
_THEN = (
    "A day is written 2026-11-30.",
    "Where a question does not apply to you, write below its name “not-applicable:” and the reason.",
    'A text that has ": " or " #" in it goes in double quotes. To see where you stand: playbook check',
)
_PARTS = {
    Need.NOTE: "The board asked for this.",
    Need.EVIDENCE: "Board minute 2026/71",
    Need.DATE: "2026-11-04",
    Need.UNTIL: "2027-03-31",
}


def head(playbook: Playbook, schema: str) -> Iterator[str]:
    """The lines above the form; `schema` is where an editor finds its JSON Schema."""
    yield f"# yaml-language-server: $schema={schema}"
    longer = _longer_form(playbook)
    for line in _HOW_TO:
        yield f"# {line.format(example=_short_form(playbook), colon=':' if longer else '.')}"
    yield from (f"#     {line}" for line in longer)
    yield from (f"# {line}" for line in _THEN)


def _short_form(playbook: Playbook) -> str:
    """An entry as it is filled in, from the playbook's first questions."""
    filled = (f"{item.id}: {next(iter(item.options))}" for item in playbook.items.values() if not item.rows)
    return next(filled, "name: word")


def _longer_form(playbook: Playbook) -> list[str]:
    """An entry with all that its option needs, of the option that needs most; nothing where none needs anything."""
    entries = [(item, option) for item in playbook.items.values() if not item.rows for option in item.options.values()]
    item, option = max(entries, key=lambda entry: len(entry[1].needs), default=(None, None))
    return _filled(item, option) if item and option and option.needs else []


def _filled(item: Item, option: Option) -> list[str]:
    parts = (f"  {need}: {_written(_PARTS[need])}" for need in option.needs)
    return [f"{item.id}:", f"  answer: {option.id}", *parts]


def _written(text: str) -> str:
    return text if text[:2] == "20" else token(text)
