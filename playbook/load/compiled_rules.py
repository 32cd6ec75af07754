"""The playbook's own rules as one JSON text, made when the wheel is built; only who reads documents needs it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from playbook.model import Place, Rating
from playbook.rule import Mark, Outcome, Rule, Sign, Where


def packed(rules: Mapping[str, Rule]) -> str:
    """All rules as JSON; each record is a list of its fields in their order."""
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":"), default=dict)


def unpacked(text: str) -> dict[str, Rule]:
    """The rules that `packed` wrote."""
    return {id_: _rule(values) for id_, values in json.loads(text).items()}


def _rule(values: list[Any]) -> Rule:
    one = Rule._make(values)
    return one._replace(
        signs=tuple(_sign(sign) for sign in one.signs),
        rating=Rating(one.rating),
        must_flag=_tuples(one.must_flag),
        must_not_flag=tuple(one.must_not_flag),
        place=Place._make(one.place),
        words=_tuples(one.words),
        together=_tuples(one.together),
        missing=one.missing and Outcome(one.missing),
    )


def _sign(values: Iterable[Any]) -> Sign:
    one = Sign._make(tuple(value) if isinstance(value, list) else value for value in values)
    return one._replace(
        outcome=one.outcome and Outcome(one.outcome),
        marked=tuple(map(Mark, one.marked)),
        where=one.where and Where(one.where),
    )


def _tuples(lists: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(texts) for name, texts in lists.items()}
