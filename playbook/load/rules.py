"""The rules of a folder, checked against what the items say of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from playbook.load import data_folder
from playbook.model import BadInput, Playbook, Problem
from playbook.rule import Rule

COMPILED = "rules.json"


def load_rules(playbook: Playbook, folder: str | None = None) -> dict[str, Rule]:
    """Every rule in the checklists' `folder`, or the playbook's own, by its id.

    Raises BadInput with the problems of every file, those of the items' readings included.
    """
    compiled = os.path.join(data_folder(), COMPILED)
    if folder is None and os.path.exists(compiled):
        from playbook.load.compiled_rules import unpacked

        with open(compiled, encoding="utf-8") as file:
            return unpacked(file.read())
    from playbook.load.rule_files import read_rules
    from playbook.load.text import in_order

    rules, problems = read_rules(folder or data_folder())
    bad = {os.path.basename(problem.place.file) for problem in problems}
    problems += _reading_problems(playbook, rules, bad)
    if problems:
        raise BadInput(in_order(problems))
    return rules


def _reading_problems(playbook: Playbook, rules: Mapping[str, Rule], bad: Collection[str]) -> list[Problem]:
    """What items say of rules: the rule exists, and so do the values they read; those of `bad` files are left out."""
    from playbook.load.data import ENDING
    from playbook.load.form import nearest

    found = []
    for item in playbook.items.values():
        for reading in item.readings:
            if f"{reading.rule}{ENDING}" in bad:
                continue
            if reading.rule not in rules:
                message = f"item {item.id}: there is no rule “{reading.rule}”"
                found.append(Problem(item.place, message, nearest(reading.rule, rules)))
                continue
            known = rules[reading.rule].values
            strange = [value for value in reading.agrees if value not in known and not value[:1].isdigit()]
            found += [
                Problem(item.place, f"item {item.id}: rule {reading.rule} reads no “{value}”", nearest(value, known))
                for value in strange
            ]
    return found
