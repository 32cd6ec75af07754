"""Which items a list shows. Pure: model in, items out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playbook.model import Item, Playbook

HAS: Mapping[str, Callable[[Item, str], bool]] = {
    "checklist": lambda item, id_: item.checklist == id_,
    "gate": lambda item, id_: item.gate == id_,
    "role": lambda item, id_: id_ in item.who,
    "acts": lambda item, id_: item.who[0] == id_,
    "priority": lambda item, id_: item.priority == id_,
    "claim": lambda item, id_: id_ in item.claims,
}


def chosen(playbook: Playbook, options: Mapping[str, str]) -> list[Item]:
    """The items for which every option holds, in the playbook's order; `options` are some of `HAS` with an id each."""
    return [item for item in playbook.items.values() if all(HAS[name](item, id_) for name, id_ in options.items())]
