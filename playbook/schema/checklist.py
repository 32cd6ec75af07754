"""The schema of a checklist file, for those who write checklists. Ids of the register are those of the data."""

from __future__ import annotations

from playbook.load.checklists import CHECKLIST_FIELDS
from playbook.model import Playbook
from playbook.schema.item import NAME, item, option, row, row_document, whole_document
from playbook.schema.parts import ID, Schema, entries, filled, group, head, list_of, one_of, ref, text


def checklist_schema(playbook: Playbook) -> Schema:
    """The JSON Schema of a file in `checklists/` that holds a checklist."""
    made = head(f"checklist:{playbook.edition}", "A checklist", "Questions about one subject. They guard one gate.")
    fields = _fields(playbook)
    form = group(
        made["description"], {name: fields[name] for name in CHECKLIST_FIELDS}, required=("title", "gate", "items")
    )
    return made | form | {"definitions": _definitions(playbook)}


def _fields(playbook: Playbook) -> dict[str, Schema]:
    gates = {gate.id: f"{gate.title}: {gate.about}" for gate in playbook.gates.values()}
    old_ids = f"{ID}(/{ID})?"
    return {
        "title": filled("What the checklist is called in reports and on its page."),
        "gate": one_of(gates, "The gate that this checklist guards."),
        "order": _order(),
        "about": text("What the checklist asks, and what it leaves to others."),
        "when": ref("when"),
        "formerly": list_of({"type": "string"}, "Names this checklist had, so that old answers still load."),
        "items": entries("The questions, each under its id.", NAME, ref("item")),
        "retired": entries("Former ids: item, item/option or item/row.", old_ids, ref("retired")),
    }


def _order() -> Schema:
    return {
        "description": "Its place among the checklists of its gate, from 1; those without a number come last.",
        "type": ["integer", "string", "null"],
        "minimum": 0,
        "pattern": r"^\d*$",
    }


def _definitions(playbook: Playbook) -> dict[str, Schema]:
    return {
        "item": item(playbook),
        "option": option(),
        "row": row(),
        "document": whole_document(playbook),
        "row-document": row_document(playbook),
        "when": _when(),
        "retired": _retired(),
    }


def _when() -> Schema:
    return {
        "description": "Asked only where each of these items was answered with one of the options named.",
        "type": ["object", "null"],
        "additionalProperties": list_of({"type": "string"}, "Options of that item.", at_least=1),
    }


def _retired() -> Schema:
    fields = {
        "edition": filled("The edition since which it is gone."),
        "because": filled("Why, in a sentence that the trust will read."),
        "successor": text("The id that took its place; leave it out where there is none."),
    }
    return group("A former id, kept so that old answers still load.", fields, required=("edition", "because"))
