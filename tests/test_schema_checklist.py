"""The schema of a checklist knows what the loader knows, and refuses what the loader refuses."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from schema_tools import FRAME_FILES, REAL, SMALL, Check, Core, Way, Words, check_by, parts_of, planted, read, written

from playbook.load import checklists as checklist_loader
from playbook.load import load_playbook, options
from playbook.load.checklists import CHECKLIST_FIELDS, ITEM_FIELDS
from playbook.load.form import Form
from playbook.model import BadInput
from playbook.schema import checklist_schema

FILES = sorted(path for folder in (REAL, SMALL) for path in folder.glob("*.yaml") if path.name not in FRAME_FILES)
KEYS = read((SMALL / "keys.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def accepts() -> dict[Path, Check]:
    """What the schema of each folder's playbook says."""
    return {folder: check_by(checklist_schema(load_playbook(str(folder)))) for folder in (REAL, SMALL)}


@pytest.mark.parametrize("reading", [Words, Core])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_checklists_are_valid(path: Path, reading: type[yaml.BaseLoader], accepts: dict[Path, Check]) -> None:
    assert accepts[path.parent](read(path.read_text("utf-8"), reading))


def test_it_knows_the_fields_of_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    known: set[frozenset[str]] = set()

    class Spy(Form):
        def __init__(self, reader: Any, what: str, name: Any, node: Any, fields: Any) -> None:
            known.add(frozenset(map(str, fields)))
            super().__init__(reader, what, name, node, fields)

    for module in (checklist_loader, options):
        monkeypatch.setattr(module, "Form", Spy)
    schema = checklist_schema(load_playbook(str(SMALL)))
    closed = [part for part in parts_of(schema) if part.get("additionalProperties") is False]
    assert {frozenset(part["properties"]) for part in closed} == known
    assert {frozenset(CHECKLIST_FIELDS), frozenset(ITEM_FIELDS)} <= known


FAULTS: dict[str, tuple[Way, object]] = {
    "an unknown field": (("titel",), "x"),
    "no title": (("title",), ...),
    "an unknown gate": (("gate",), "shut"),
    "an order in words": (("order",), "first"),
    "names in one word": (("formerly",), "old"),
    "a former id without a reason": (("retired", "key-holders/shed"), {"edition": "2026-11"}),
    "an unknown part of a former id": (("retired", "key-holders/shed", "now"), "x"),
    "an id in capitals": (("items", "Alarm"), {}),
    "an unknown field of an item": (("items", "alarm", "whys"), "x"),
    "no question": (("items", "alarm", "ask"), ...),
    "an empty reason": (("items", "alarm", "why"), None),
    "no answerer": (("items", "alarm", "who"), ...),
    "a list of no answerers": (("items", "alarm", "who"), []),
    "an unknown role": (("items", "alarm", "who"), ["cleaner"]),
    "a role in one word": (("items", "alarm", "who"), "chair"),
    "an unknown priority": (("items", "alarm", "priority"), "may"),
    "an unknown rating": (("items", "alarm", "rating"), "sure"),
    "a disputed must": (("items", "deposit", "priority"), "must"),
    "an unknown claim": (("items", "alarm", "claims"), ["H9"]),
    "an unknown source": (("items", "alarm", "sources"), ["rumour"]),
    "neither claim nor source": (("items", "alarm", "sources"), []),
    "a disputed item without the other side": (("items", "deposit", "but"), ...),
    "a disputed claim without the other side": (("items", "alarm", "claims"), ["H3"]),
    "a disputed item with an empty other side": (("items", "deposit", "but"), None),
    "an unknown answer set": (("items", "key-holders", "options"), "Held"),
    "one option alone": (("items", "alarm", "options"), {"fitted": {"met": "It has one"}}),
    "an option always known": (("items", "alarm", "options", "unknown"), {"met": "Unknown"}),
    "an option of no status": (("items", "alarm", "options", "fitted"), {"needs": []}),
    "an option of two": (("items", "alarm", "options", "fitted", "partly"), "Both"),
    "an option without words": (("items", "alarm", "options", "fitted", "met"), None),
    "an unknown part of an option": (("items", "alarm", "options", "fitted", "text"), "x"),
    "an unknown need": (("items", "alarm-code", "options", "changed", "needs"), ["date", "proof"]),
    "a time without a unit": (("items", "alarm-code", "options", "changed", "fresh"), "12"),
    "a time of nothing": (("items", "alarm-code", "options", "changed", "fresh"), "0 months"),
    "a time without a date": (("items", "alarm-code", "options", "changed", "needs"), ["note"]),
    "a condition in one word": (("items", "alarm-code", "when", "alarm"), "fitted"),
    "a condition of no answers": (("items", "alarm-code", "when", "alarm"), []),
    "a row always known": (("items", "key-holders", "rows", "not-applicable"), "x"),
    "a row without words": (("items", "key-holders", "rows", "kitchen"), None),
    "a row with empty words": (("items", "key-holders", "rows", "store", "text"), None),
    "a row in a list": (("items", "key-holders", "rows", "kitchen"), ["x"]),
    "an unknown kind of document": (("items", "key-holders", "document", "in"), ["poster"]),
    "a document without a rule": (("items", "key-holders", "document", "rule"), ...),
    "a document without what it reads": (("items", "key-holders", "document", "reads"), ...),
    "rows read where there are none": (("items", "alarm", "document"), KEYS["items"]["key-holders"]["document"]),
    "rows read in a row": (("items", "rooms-told", "rows", "capacity", "document", "reads"), "rows"),
}


@pytest.mark.parametrize(("path", "value"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_refused_by_both(path: Way, value: object, accepts: dict[Path, Check], tmp_path: Path) -> None:
    data = planted(KEYS, path, value)
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "keys.yaml").write_text(written(KEYS), "utf-8")
    load_playbook(str(tmp_path))
    (tmp_path / "keys.yaml").write_text(written(data), "utf-8")
    assert not accepts[SMALL](data)
    with pytest.raises(BadInput):
        load_playbook(str(tmp_path))
