"""The directives `{items}`, links to questions of a kind, and `{readiness}`, where answers are gathered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from playbook.sphinx.choice import HAS
from playbook.sphinx.depends import choose, note_one, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import item_list
from playbook.sphinx.say import say, unknown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec


def setup_items(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("items", ItemsDirective)
    app.add_directive("readiness", ReadinessDirective)


class ItemsDirective(SphinxDirective):
    """Every item for which all options hold; `:role:` acts or helps, `:acts:` acts first."""

    option_spec: ClassVar[OptionSpec] = dict.fromkeys(HAS, directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        playbook = playbook_for(self.env)
        if playbook is None or not all(self._is_known(name) for name in self.options):
            return []
        found = choose(self.env, playbook, self.options)
        if not found:
            say("no item is all of this", self.get_location(), "items")
        return [item_list(found)] if found else []

    def _is_known(self, name: str) -> bool:
        kind, id_ = "role" if name == "acts" else name, self.options[name]
        known = checklist_domain(self.env).known(kind)
        if id_ not in known:
            note_one(self.env, kind, id_)
            say(unknown(kind, id_, known), self.get_location(), "items")
        return id_ in known


class ReadinessDirective(SphinxDirective):
    """Where a script gathers the answers to all checklists; its content stands there without one."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        checklist_domain(self.env).data["gathering"][self.env.docname] = True
        place = nodes.container(classes=["checklist-readiness"])
        place += self.parse_content_to_nodes()
        return [place]
