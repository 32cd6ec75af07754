"""Law 6: the same answer everywhere. Every file in `vectors/` is a case; its README says how it is read."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from playbook.evaluate import evaluate
from playbook.load import load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Assessment, Finding, Result

HERE = Path(__file__).parent
CASES = sorted((HERE / "vectors").glob("*.json"))
HALL = load_playbook(str(HERE / "checklists"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: str(file.stem))
def test_vector(file: Path) -> None:
    case = json.loads(file.read_text(encoding="utf-8"))
    assessment = assessed(case)
    for id_, expected in case["items"].items():
        shown = as_shown(assessment.results[id_])
        wanted = expected if isinstance(expected, dict) else {"status": expected}
        assert {key: shown[key] for key in wanted} == wanted, id_
    for id_, wanted in case.get("gates", {}).items():
        verdict = assessment.verdicts[id_]
        assert {"ready": verdict.ready, "blockers": [one.item.id for one in verdict.blockers]} == wanted, id_


def test_every_status_and_verdict_is_shown() -> None:
    found = [assessed(json.loads(file.read_text(encoding="utf-8"))) for file in CASES]
    assert len(CASES) >= 40
    assert len({result.status for one in found for result in one.results.values()}) == 8
    assert {verdict.ready for one in found for verdict in one.verdicts.values()} == {True, False, None}


def assessed(case: dict[str, Any]) -> Assessment:
    """JSON is YAML too, so that the answers are read as an answers file is."""
    text = Text("answers.yaml", json.dumps({"answers": case["answers"]}, ensure_ascii=False))
    findings = [finding(one) for one in case.get("findings", ())]
    return evaluate(HALL, parse_answers(text, HALL), as_of=dt.date.fromisoformat(case["as_of"]), findings=findings)


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
