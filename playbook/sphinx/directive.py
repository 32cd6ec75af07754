"""The directives `{checklist}` and `{rules}`: items and rules, as sections of the page they stand on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from playbook.model import Playbook
from playbook.sphinx.depends import note_all, note_checklist, note_one, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import CHECKLIST, ITEM, RULE
from playbook.sphinx.say import say, unknown
from playbook.sphinx.sections import checklist_section

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec


def setup_directive(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("checklist", ChecklistDirective)
    app.add_directive("rules", RulesDirective)


class SectionDirective(SphinxDirective, ABC):
    """Takes the id of what it shows as a section of the page; `kind` is what that is."""

    required_arguments = 1
    kind: str

    def run(self) -> list[nodes.Node]:
        domain, id_ = checklist_domain(self.env), self.arguments[0]
        playbook = playbook_for(self.env)
        if playbook is None:
            return []
        if id_ not in domain.known(self.kind):
            note_one(self.env, self.kind, id_)
            say(unknown(self.kind, id_, domain.known(self.kind)), self.get_location(), self.kind)
            return []
        section = self.shown(playbook, id_)
        if not self.anchored(section):
            return []
        domain.show(self.kind, id_)
        return [section]

    @abstractmethod
    def shown(self, playbook: Playbook, id_: str) -> nodes.section:
        """The section; notes what it rests on."""

    def anchored(self, section: nodes.section) -> bool:
        """Make the section and its parts places to link to; false where the page has such a place already."""
        return anchored(self, section, self.kind)


class ChecklistDirective(SectionDirective):
    """Takes the id of a checklist."""

    kind = CHECKLIST

    def shown(self, playbook: Playbook, id_: str) -> nodes.section:
        domain, checklist = checklist_domain(self.env), playbook.checklists[id_]
        note_checklist(self.env, checklist)
        return checklist_section(playbook, checklist, domain.rules)

    def anchored(self, section: nodes.section) -> bool:
        is_new = super().anchored(section)
        for part in section.findall(nodes.section) if is_new else ():
            if "checklist-item" in part["classes"]:
                checklist_domain(self.env).show(ITEM, part["ids"][0])
        return is_new


class RulesDirective(SphinxDirective):
    """Shows every rule that reads papers; with `:index:`, links to them instead."""

    option_spec: ClassVar[OptionSpec] = {"index": directives.flag}

    def run(self) -> list[nodes.Node]:
        from playbook.sphinx.rule_sections import rule_index, rule_section

        note_all(self.env)
        domain, playbook = checklist_domain(self.env), playbook_for(self.env)
        if playbook is None:
            return []
        if "index" in self.options:
            return [rule_index(domain.rules)]
        sections = {rule.id: rule_section(playbook, rule) for rule in domain.rules.values()}
        new = {id_: section for id_, section in sections.items() if anchored(self, section, RULE)}
        for id_ in new:
            domain.show(RULE, id_)
        return list(new.values())


def anchored(directive: SphinxDirective, section: nodes.section, kind: str) -> bool:
    """Make a section and its parts places to link to; false, with a warning, where the page has one of them already."""
    document = directive.state.document
    parts = list(section.findall(nodes.section))
    ids = [id_ for part in parts for id_ in part["ids"]]
    taken = [id_ for number, id_ in enumerate(ids) if id_ in document.ids or id_ in ids[:number]]
    for id_ in taken:
        say(f"the page has a place called “{id_}” already", directive.get_location(), kind)
    for part in () if taken else parts:
        document.note_explicit_target(part, part)
    return not taken
