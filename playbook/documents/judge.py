"""What rules saw in a paper → each rule's value, and the signs that speak for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from playbook.documents.measures import MEASURES, Value
from playbook.documents.paper import Paper
from playbook.documents.scan import Scanner, Seen
from playbook.rule import Outcome, Rule


class Read(NamedTuple):
    """What one rule read in one paper: its value, and what it saw of that value; nothing where it saw none."""

    rule: Rule
    value: Value
    seen: Sequence[Seen]

    @property
    def is_found(self) -> bool:
        """Whether the paper says something here; else the value stands for its silence."""
        if isinstance(self.value, str):
            return self.value != self.rule.otherwise
        return bool(self.value)

    @property
    def first_sure(self) -> Seen | None:
        """The first sign that proves something, if there is one."""
        return next((one for one in self.seen if not is_doubtful(one)), None)

    @property
    def nothing(self) -> Value:
        """The value of a paper that says nothing here."""
        if isinstance(self.value, frozenset):
            return frozenset()
        return 0 if isinstance(self.value, int) else self.rule.otherwise

    @property
    def words(self) -> str:
        """The value as one text: a set as its parts in the rule's order, or "none"."""
        if isinstance(self.value, frozenset):
            return ", ".join(one for one in self.rule.values if one in self.value) or "none"
        return str(self.value)


def read_values(paper: Paper, rules: Mapping[str, Rule], scanner: Scanner) -> dict[str, Read]:
    """What each rule reads in a paper."""
    found: dict[str, list[Seen]] = {id_: [] for id_ in rules}
    for one in scanner.seen(paper):
        found[one.rule].append(one)
    return {id_: _read(rule, paper, found[id_]) for id_, rule in rules.items()}


def _read(rule: Rule, paper: Paper, seen: list[Seen]) -> Read:
    if rule.measure:
        return Read(rule, *MEASURES[rule.measure](rule, paper, seen))
    values = {one.sign.value for one in seen}
    for value, parts in rule.together.items():
        if values.issuperset(parts):
            return Read(rule, value, [one for one in seen if one.sign.value in parts])
    strongest = next((value for value in rule.values if value in values), rule.otherwise)
    return Read(rule, strongest, [one for one in seen if one.sign.value == strongest])


def is_doubtful(seen: Seen) -> bool:
    """Whether a sign proves nothing: it is ambiguous, or the author marked its line as meant."""
    return seen.sign.outcome is Outcome.AMBIGUOUS or any(one.rule == seen.rule for one in seen.passage.meant)
