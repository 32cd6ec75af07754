"""Answers as the forms of the site keep them, and back."""

from __future__ import annotations

from typing import Any

from playbook.model import Answer, Answers

_TEXTS = {
    "answer": "option",
    "notApplicable": "not_applicable",
    "note": "note",
    "evidence": "evidence",
    "owner": "owner",
}
_DATES = ("date", "until", "due")


def as_state(answers: Answers) -> dict[str, Any]:
    """What the forms keep of an answers file; answers that say nothing are left out."""
    kept = {id_: _kept(answer) for id_, answer in answers.answers.items()}
    return {"trust": answers.trust, "answers": {id_: one for id_, one in kept.items() if one}}


def _kept(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {key: text for key, name in _TEXTS.items() if (text := getattr(answer, name))}
    found |= {key: day.isoformat() for key in _DATES if (day := getattr(answer, key))}
    if answer.unknown:
        found["unknown"] = True
    if rows := {row: kept for row, said in answer.rows.items() if (kept := _kept(said))}:
        found["rows"] = rows
    return found
