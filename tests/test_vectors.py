"""Law 6: the same answer everywhere. Every file in `vectors/` is a case; its README says how it is read."""

import json
from pathlib import Path

import pytest
from vector import as_shown, assessed

from playbook.load import load_playbook

HERE = Path(__file__).parent
CASES = sorted((HERE / "vectors").glob("*.json"))
HALL = load_playbook(str(HERE / "checklists"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: str(file.stem))
def test_vector(file: Path) -> None:
    case = json.loads(file.read_text(encoding="utf-8"))
    assessment = assessed(HALL, case)
    for id_, expected in case["items"].items():
        shown = as_shown(assessment.results[id_])
        wanted = expected if isinstance(expected, dict) else {"status": expected}
        assert {key: shown[key] for key in wanted} == wanted, id_
    for id_, wanted in case.get("gates", {}).items():
        verdict = assessment.verdicts[id_]
        assert {"ready": verdict.ready, "blockers": [one.item.id for one in verdict.blockers]} == wanted, id_


def test_every_status_and_verdict_is_shown() -> None:
    found = [assessed(HALL, json.loads(file.read_text(encoding="utf-8"))) for file in CASES]
    assert len(CASES) >= 40
    assert len({result.status for one in found for result in one.results.values()}) == 8
    assert {verdict.ready for one in found for verdict in one.verdicts.values()} == {True, False, None}
