"""What the forms in a page need of the checklists, as JSON beside the scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from playbook.fact import DRAFTS, HOW, IN_ORDER, YEARS
from playbook.model import Item, Option, Playbook
from playbook.schema.facts import PATTERNS


def page_json(playbook: Playbook, pages: Mapping[str, str], readiness: str = "") -> str:
    """The file `checklists.json`; `pages` says on which page each item is shown, `readiness` where all is gathered."""
    return json.dumps(page_data(playbook, pages) | {"readiness": readiness}, ensure_ascii=False, separators=(",", ":"))


def page_data(playbook: Playbook, pages: Mapping[str, str]) -> dict[str, Any]:
    """The playbook as the forms know it; items that no page shows are there too, since others may depend on them."""
    return {
        "edition": playbook.edition,
        "gates": [
            {"id": gate.id, "title": gate.title, "ready": gate.ready, "notReady": gate.not_ready}
            for gate in playbook.gates.values()
        ],
        "roles": {role.id: {"title": role.title, "inSentence": role.in_sentence} for role in playbook.roles.values()},
        "checklists": [{"id": one.id, "title": one.title, "gate": one.gate} for one in playbook.checklists.values()],
        "retired": {id_: old.successor for id_, old in playbook.retired.items() if old.successor},
        "facts": {fact.id: str(fact.form) for fact in playbook.facts.values()},
        "factForms": {str(form): {"pattern": PATTERNS.get(form, r"\S"), "how": how} for form, how in HOW.items()},
        "factDays": [f"{YEARS.start}-01-01", f"{YEARS.stop - 1}-12-31"],
        "factOrders": IN_ORDER,
        "drafts": dict(DRAFTS),
        "items": [_item(item, pages) for item in playbook.items.values()],
    }


def _item(item: Item, pages: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.id,
        "checklist": item.checklist,
        "gate": item.gate,
        "page": pages.get(item.id, ""),
        "ask": item.ask,
        "priority": str(item.priority),
        "who": list(item.who),
        "options": {id_: _option(option) for id_, option in item.options.items()},
        "when": [{"item": one.item, "options": list(one.options)} for one in item.when],
    }
    if item.rows:
        found["rows"] = {id_: row.text for id_, row in item.rows.items()}
    if item.set_aside:
        found["setAside"] = item.set_aside
    return found


def _option(option: Option) -> dict[str, Any]:
    found: dict[str, Any] = {"text": option.text, "status": str(option.status)}
    if option.needs:
        found["needs"] = list(map(str, option.needs))
    if option.fresh:
        found["fresh"] = option.fresh
    return found
