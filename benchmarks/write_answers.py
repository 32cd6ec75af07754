"""Write the answers files and the schemas that `compare.py` compares on, from the playbook's own data.

`python write_answers.py FOLDER NUMBER` writes one.yaml, many/0000.yaml and so on, answers.schema.json and yamale.yaml.
"""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from playbook.load import load_playbook
from playbook.model import Item, Need, Option, Playbook
from playbook.schema import answers_schema

ENTRIES = 120
SAID = {
    Need.NOTE: "note: The board talked about it in September, and the chair wrote down what was agreed.",
    Need.EVIDENCE: "evidence: Board minute 2026/71",
    Need.DATE: "date: 2026-09-24",
    Need.UNTIL: "until: 2027-01-28",
}
OWNER = "owner: Company secretary"
YAMALE_FIELDS = ("note: str()", "evidence: str()", "date: day()", "until: day()", "owner: str()", "due: day()")


def write(folder: Path, number: int) -> None:
    """Write everything into `folder`, which has to exist."""
    playbook = load_playbook()
    (folder / "one.yaml").write_text(answers(playbook, 0), "utf-8")
    (folder / "many").mkdir()
    for at in range(number):
        (folder / "many" / f"{at:04}.yaml").write_text(answers(playbook, at), "utf-8")
    (folder / "answers.schema.json").write_text(json.dumps(answers_schema(playbook)), "utf-8")
    (folder / "yamale.yaml").write_text(yamale_schema(playbook), "utf-8")


def answers(playbook: Playbook, at: int) -> str:
    """An answers file with every question and row answered, by the option that `at` comes to.

    What the options need is said too; owners are added until choices and owners together are ENTRIES.
    """
    choices = sum(len(item.rows) or 1 for item in playbook.items.values())
    owners = iter(range(ENTRIES - choices))
    lines = [f"trust: Trust number {at}", f"edition: {playbook.edition}", "answers:"]
    for checklist in playbook.checklists.values():
        lines.append(f"  {checklist.id}:")
        for item in checklist.items:
            lines += _item(item, at, owners)
    return "\n".join(lines) + "\n"


def _item(item: Item, at: int, owners: Iterator[int]) -> list[str]:
    if not item.rows:
        return _answer(item.id, _option(item, at), "    ", owners)
    lines = [f"    {item.id}:", "      rows:"]
    for place, row in enumerate(item.rows):
        lines += _answer(row, _option(item, at + place), "        ", owners)
    return lines


def _answer(name: str, option: Option, indent: str, owners: Iterator[int]) -> list[str]:
    said = [*(SAID[need] for need in option.needs), *(OWNER for _ in islice(owners, 1))]
    if not said:
        return [f"{indent}{name}: {option.id}"]
    return [f"{indent}{name}:", *(f"{indent}  {line}" for line in (f"answer: {option.id}", *said))]


def _option(item: Item, at: int) -> Option:
    options = list(item.options.values())
    return options[at % len(options)]


def yamale_schema(playbook: Playbook) -> str:
    """What yamale can say of an answers file: which names stand where, and which options each item has."""
    lines = ["trust: str()", "edition: str()", "answers: include('checklists')", "---", "checklists:"]
    lines += [f"  {id_}: include('{id_}-list', required=False)" for id_ in playbook.checklists]
    for checklist in playbook.checklists.values():
        lines += [f"{checklist.id}-list:", *(f"  {item.id}: {_yamale_item(item)}" for item in checklist.items)]
    for item in playbook.items.values():
        lines += _yamale_parts(item)
    return "\n".join(lines) + "\n"


def _yamale_item(item: Item) -> str:
    return f"include('{item.id}-item', required=False)" if item.rows else _yamale_answer(item)


def _yamale_answer(item: Item) -> str:
    return f"any({_yamale_options(item)}, include('{item.id}-answer'), required=False)"


def _yamale_options(item: Item) -> str:
    """yamale reads `yes` and `no` as true and false, as YAML 1.1 has it."""
    words = [*item.options, "unknown"]
    return f"enum({', '.join(map(repr, words))}{', True, False' if 'yes' in words or 'no' in words else ''})"


def _yamale_parts(item: Item) -> list[str]:
    optional = [f"  {field.replace('()', '(required=False)')}" for field in YAMALE_FIELDS]
    lines = [f"{item.id}-answer:", f"  answer: {_yamale_options(item)}", *optional]
    if item.rows:
        rows = [f"  {row}: {_yamale_answer(item)}" for row in item.rows]
        lines += [f"{item.id}-rows:", *rows, f"{item.id}-item:", f"  rows: include('{item.id}-rows')", *optional]
    return lines


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
