"""The directive `{trust-facts}`: what drafts need besides answers, as a list, and in HTML as fields to fill in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from playbook.fact import DRAFTS, FactForm, FactQuestion
from playbook.load.data import FACTS
from playbook.sphinx.depends import note_files, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.say import say
from playbook.words import day, listed

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_trust_facts(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("trust-facts", TrustFactsDirective)


class TrustFactsDirective(SphinxDirective):
    """Every fact that a trust may tell, with an example and the drafts that use it. Its content gives way to fields."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        domain, playbook = checklist_domain(self.env), playbook_for(self.env)
        if playbook is None:
            return []
        note_files(self.env, [FACTS])
        if not playbook.facts:
            say(f"there are no facts to ask for: the data have no {FACTS}", self.get_location(), "facts")
            return []
        domain.data["telling"][self.env.docname] = True
        entries = map(_entry, playbook.facts.values())
        without = nodes.container("", *self.parse_content_to_nodes(), classes=["trust-facts-without"])
        list_ = nodes.definition_list("", *entries, classes=["simple", "trust-facts"])
        return [without, list_] if without.children else [list_]


def _entry(fact: FactQuestion) -> nodes.definition_list_item:
    """The question, at an anchor for the script, and what helps to answer it."""
    term = nodes.term("", fact.ask, ids=[f"fact-{fact.id}"], classes=[f"for-{draft}" for draft in fact.drafts])
    used = f"Needed for the {listed([DRAFTS[draft].lower() for draft in fact.drafts])}."
    help_ = nodes.paragraph("", f"{_how(fact)} {used}", classes=["fact-help"])
    return nodes.definition_list_item("", term, nodes.definition("", help_))


def _how(fact: FactQuestion) -> str:
    if fact.form is FactForm.LIST:
        return f"One in each line. For example: {fact.example.replace(', ', '; ')}."
    example = day(dt.date.fromisoformat(fact.example)) if fact.form is FactForm.DATE else fact.example
    return f"For example: {example}."
