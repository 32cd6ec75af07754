"""Law 6 in a page: the script of the forms gives what the engine gives, for every vector without documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from test_vectors import CASES, HALL

from playbook.load import parse_answers
from playbook.load.text import Text
from playbook.model import Answer
from playbook.sphinx.page_data import page_data

STATIC = Path(__file__).parent.parent / "playbook" / "sphinx" / "static" / "checklist-form"
RUN = """async ([source, playbook, cases]) => {
  const blob = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const {evaluate} = await import(blob);
  return cases.map(({answers, asOf}) => evaluate(playbook, answers, asOf));
}"""
SHOWN = {"waits_for": "waitsFor", "set_aside": "setAside", "open_rows": "openRows"}


def cases() -> list[tuple[str, dict[str, Any]]]:
    """What documents say is for the engine alone: the page reads none."""
    found = [(file.stem, json.loads(file.read_text("utf-8"))) for file in CASES]
    return [(name, case) for name, case in found if not case.get("findings")]


def as_in_the_page(answer: Answer) -> dict[str, Any]:
    """An answer as the forms keep it."""
    texts = {"answer": answer.option, "notApplicable": answer.not_applicable, "note": answer.note}
    texts |= {"evidence": answer.evidence, "owner": answer.owner}
    dates = {"date": answer.date, "until": answer.until, "due": answer.due}
    found: dict[str, Any] = {key: text for key, text in texts.items() if text}
    found |= {key: date.isoformat() for key, date in dates.items() if date}
    if answer.unknown:
        found["unknown"] = True
    if answer.rows:
        found["rows"] = {row: as_in_the_page(said) for row, said in answer.rows.items()}
    return found


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture(scope="module")
def assessed(page: Page) -> dict[str, Any]:
    """What the script makes of every case, by its name."""
    asked = []
    for _, case in cases():
        text = Text("answers.yaml", json.dumps({"answers": case["answers"]}, ensure_ascii=False))
        answers = parse_answers(text, HALL).answers
        asked.append({"answers": {id_: as_in_the_page(one) for id_, one in answers.items()}, "asOf": case["as_of"]})
    found = page.evaluate(RUN, [(STATIC / "evaluate.js").read_text("utf-8"), page_data(HALL, {}), asked])
    return {name: one for (name, _), one in zip(cases(), found, strict=True)}


@pytest.mark.parametrize(("name", "case"), cases(), ids=[name for name, _ in cases()])
def test_vector_in_a_page(name: str, case: dict[str, Any], assessed: dict[str, Any]) -> None:
    found = assessed[name]
    for id_, expected in case["items"].items():
        wanted = expected if isinstance(expected, dict) else {"status": expected}
        empty = {"waits_for": "", "set_aside": False, "rows": {}, "open_rows": []}
        empty |= {key: [] for key in ("supported_by", "lowered_by", "overruled", "suggested")}
        shown = {key: found["results"][id_].get(SHOWN.get(key, key), empty.get(key)) for key in wanted}
        assert shown == wanted, id_
    for gate, wanted in case.get("gates", {}).items():
        assert found["verdicts"][gate] == wanted, gate


def test_most_vectors_need_no_documents() -> None:
    assert len(cases()) > 40
