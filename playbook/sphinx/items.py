"""The directive `{items}`: links to the questions of a checklist, a gate, a role, a priority or a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from playbook.load.form import nearest
from playbook.model import Item, Playbook, Priority
from playbook.sphinx.data import note_data
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import bullets, link_to

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

MOST = 5
logger = logging.getLogger(__name__)

HAS: dict[str, Callable[[Item, str], bool]] = {
    "checklist": lambda item, id_: item.checklist == id_,
    "gate": lambda item, id_: item.gate == id_,
    "role": lambda item, id_: id_ in item.who,
    "acts": lambda item, id_: item.who[0] == id_,
    "priority": lambda item, id_: item.priority == id_,
    "claim": lambda item, id_: id_ in item.claims,
}


def setup_items(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("items", ItemsDirective)
    app.add_directive("readiness", ReadinessDirective)


class ItemsDirective(SphinxDirective):
    """Every item for which all options hold; `:role:` acts or helps, `:acts:` acts first."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(HAS, directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        note_data(self.env)
        playbook = checklist_domain(self.env).playbook
        if playbook is None or not all(self._is_known(name, playbook) for name in self.options):
            return []
        found = [item for item in playbook.items.values() if self._is_asked(item)]
        if not found:
            self._warn("no item is all of this")
        made = bullets([_entry(item)] for item in found)
        made["classes"].append("checklist-items")
        return [made] if found else []

    def _is_asked(self, item: Item) -> bool:
        return all(HAS[name](item, id_) for name, id_ in self.options.items())

    def _is_known(self, name: str, playbook: Playbook) -> bool:
        kinds = {"checklist": playbook.checklists, "gate": playbook.gates, "claim": playbook.claims}
        known = tuple(kinds.get(name, tuple(Priority) if name == "priority" else playbook.roles))
        id_ = self.options[name]
        if id_ not in known:
            self._warn(f"there is no {name} “{id_}”. {nearest(id_, known)}".strip())
        return id_ in known

    def _warn(self, message: str) -> None:
        logger.warning("%s", message, location=self.get_location(), type="playbook", subtype="items")


class ReadinessDirective(SphinxDirective):
    """Where a script gathers the answers to all checklists; its content stands there without one."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        note_data(self.env)
        checklist_domain(self.env).data["gathering"][self.env.docname] = True
        place = nodes.container(classes=["checklist-readiness"])
        place += self.parse_content_to_nodes()
        return [place]


def _entry(item: Item) -> nodes.paragraph:
    """The question with its priority, and what its lines are about, since it speaks of "these"."""
    priority = nodes.inline("", f" {item.priority}", classes=["item-priority", f"priority-{item.priority}"])
    rows = [row.text.partition(" (")[0] for row in item.rows.values()]
    more = [f"and {len(rows) - MOST} more"] if len(rows) > MOST + 1 else rows[MOST : MOST + 1]
    about = nodes.inline("", f" {'; '.join([*rows[:MOST], *more])}" if rows else "", classes=["item-rows"])
    return nodes.paragraph("", "", link_to(item), priority, about)
