"""The directives `{checklist}` and `{rules}`: items and rules, as sections of the page they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from playbook.load.form import nearest
from playbook.sphinx.data import note_data
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import ITEM, RULE
from playbook.sphinx.sections import checklist_section

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

logger = logging.getLogger(__name__)


def setup_directive(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("checklist", ChecklistDirective)
    app.add_directive("rules", RulesDirective)


class ChecklistDirective(SphinxDirective):
    """Takes the id of a checklist."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        note_data(self.env)
        playbook = checklist_domain(self.env).playbook
        if playbook is None:
            return []
        checklist = playbook.checklists.get(self.arguments[0])
        if checklist is None:
            self._warn_unknown(tuple(playbook.checklists))
            return []
        domain = checklist_domain(self.env)
        section = checklist_section(playbook, checklist, domain.rules)
        for part in section.findall(nodes.section):
            self.state.document.note_explicit_target(part, part)
        for item in checklist.items:
            domain.show(ITEM, item.id)
        return [section]

    def _warn_unknown(self, known: tuple[str, ...]) -> None:
        name = self.arguments[0]
        message = f"there is no checklist “{name}”. {nearest(name, known)}".strip()
        logger.warning("%s", message, location=self.get_location(), type="playbook", subtype="checklist")


class RulesDirective(SphinxDirective):
    """Shows every rule that reads papers; with `:index:`, links to them instead."""

    option_spec: ClassVar[OptionSpec] = {"index": directives.flag}

    def run(self) -> list[nodes.Node]:
        from playbook.sphinx.rule_sections import rule_index, rule_section

        note_data(self.env)
        domain = checklist_domain(self.env)
        if domain.playbook is None:
            return []
        if "index" in self.options:
            return [rule_index(domain.rules)]
        sections = [rule_section(domain.playbook, rule) for rule in domain.rules.values()]
        for rule, section in zip(domain.rules, sections, strict=True):
            self.state.document.note_explicit_target(section, section)
            domain.show(RULE, rule)
        return list(sections)
