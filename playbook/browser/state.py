"""Answers and facts as the forms of the site keep them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.fact import FactQuestion, in_a_field
from playbook.model import Answer, Answers

_TEXTS = {
    "answer": "option",
    "notApplicable": "not_applicable",
    "note": "note",
    "evidence": "evidence",
    "owner": "owner",
}
_DATES = ("date", "until", "due")


def as_state(answers: Answers, known: Mapping[str, FactQuestion]) -> dict[str, Any]:
    """What the forms keep of an answers file, of its facts those that are `known`; what says nothing is left out."""
    facts = {id_: in_a_field(fact, known[id_].form) for id_, fact in answers.facts.items() if id_ in known}
    kept = {id_: _kept(answer) for id_, answer in answers.answers.items()}
    return {"trust": answers.trust, "facts": facts, "answers": {id_: one for id_, one in kept.items() if one}}


def _kept(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {key: text for key, name in _TEXTS.items() if (text := getattr(answer, name))}
    found |= {key: day.isoformat() for key in _DATES if (day := getattr(answer, key))}
    if answer.unknown:
        found["unknown"] = True
    if rows := {row: kept for row, said in answer.rows.items() if (kept := _kept(said))}:
        found["rows"] = rows
    return found
