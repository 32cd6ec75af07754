"""How a vector of `vectors/` is read and what is compared: in Python, and by the engine in a browser."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from playbook.evaluate import evaluate
from playbook.load import parse_answers
from playbook.load.text import Text
from playbook.model import Assessment, Finding, Playbook, Result


def assessed(playbook: Playbook, case: dict[str, Any]) -> Assessment:
    """JSON is YAML too, so that the answers are read as an answers file is."""
    text = Text("answers.yaml", json.dumps({"answers": case["answers"]}, ensure_ascii=False))
    findings = [finding(one) for one in case.get("findings", ())]
    answers = parse_answers(text, playbook)
    return evaluate(playbook, answers, as_of=dt.date.fromisoformat(case["as_of"]), findings=findings)


def finding(one: dict[str, Any]) -> Finding:
    value = frozenset(one["value"]) if isinstance(one["value"], list) else one["value"]
    silent, whole = tuple(one.get("silent", ())), one.get("whole", True)
    return Finding(one["rule"], value, one.get("document", ""), "", one.get("quote", ""), whole=whole, silent=silent)


def as_shown(result: Result) -> dict[str, Any]:
    return {
        "status": result.status.value,
        "waits_for": result.waits_for,
        "set_aside": result.set_aside,
        "reason": result.reason,
        "rows": {row: status.value for row, status in result.rows.items()},
        "open_rows": list(result.open_rows),
        "supported_by": [one.quote for one in result.supported_by],
        "lowered_by": [one.quote for one in result.lowered_by],
        "overruled": [one.quote for one, _ in result.overruled],
        "suggested": list(result.suggested),
    }


def whole(assessment: Assessment) -> dict[str, Any]:
    """All of an assessment, in plain values."""
    verdicts = assessment.verdicts.items()
    return {
        "items": {id_: as_shown(result) for id_, result in assessment.results.items()},
        "gates": {
            id_: {"ready": one.ready, "blockers": [result.item.id for result in one.blockers]} for id_, one in verdicts
        },
    }
