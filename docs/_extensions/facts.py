"""Figures and dated rules that pages name: the role `{fact}` and the directive `{facts}`, from `docs/facts.yaml`.

A fact prints its words and its source with the date, so neither can be forgotten or go stale in one place only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from playbook.load.data import SOURCES
from playbook.load.form import nearest
from playbook.sphinx.depends import note_files, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import SOURCE, link, table
from playbook.sphinx.sentences import shown_date, year
from playbook.words import day

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

FACTS = Path(__file__).resolve().parent.parent / "facts.yaml"
A_YEAR = dt.timedelta(days=365)
FIGURES, RULES, STANDARDS = "figures", "rules", "standards"
logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_role("fact", FactRole())
    app.add_directive("facts", FactsDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def facts() -> dict[str, dict[str, Mapping[str, Any]]]:
    """The figures and the rules, each by its name."""
    found: dict[str, dict[str, Mapping[str, Any]]] = yaml.safe_load(FACTS.read_text("utf-8"))
    return found


def note_facts(env: BuildEnvironment) -> None:
    """Note that the page being read shows facts, and cites the sources of them."""
    playbook_for(env)
    note_files(env, [SOURCES])
    env.note_dependency(str(FACTS))


def to_check_again(as_of: dt.date) -> list[str]:
    """The rules that nobody has looked at for a year, with the day of the last look."""
    rules = (*facts()[RULES].values(), *facts()[STANDARDS].values())
    return [f"{rule['title']}: last checked on {day(rule['checked'])}" for rule in rules if is_old(rule, as_of)]


def is_old(rule: Mapping[str, Any], as_of: dt.date) -> bool:
    return bool(as_of - rule["checked"] > A_YEAR)


class FactRole(SphinxRole):
    """``{fact}`board-cios` `` prints the fact, and in brackets its source and year."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        note_facts(self.env)
        known = {name: fact for kind in facts().values() for name, fact in kind.items()}
        fact = known.get(self.text)
        if fact is None:
            message = f"there is no fact “{self.text}”. {nearest(self.text, known)}".strip()
            logger.warning("%s", message, location=self.get_location(), type="playbook", subtype="fact")
            return [], []
        domain = checklist_domain(self.env)
        domain.cite(fact["source"])
        source = domain.known(SOURCE).get(fact["source"])
        if source is None:
            return [nodes.Text(fact["says"])], []
        says = nodes.inline("", _dated(fact, year(source.date)), classes=["fact"])
        return [says, nodes.Text(" ("), link(SOURCE, source.id, domain.citations[source.id]), nodes.Text(")")], []


def _dated(fact: Mapping[str, Any], published: str) -> str:
    """The words, with the year they are of where it is another than that of the source."""
    when = str(fact.get("when", published))
    return str(fact["says"]) if when == published or not when.isdecimal() else f"{fact['says']} in {when}"


class FactsDirective(SphinxDirective):
    """A table of all `figures`, of all dated `rules` or of all `standards`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        note_facts(self.env)
        kind = self.arguments[0]
        head, row, widths = _TABLES[kind]
        return [table(head, (tuple(row(self, fact)) for fact in facts()[kind].values()), widths, f"facts-{kind}")]

    def cited(self, id_: str) -> nodes.Node:
        domain = checklist_domain(self.env)
        domain.cite(id_)
        source = domain.known(SOURCE).get(id_)
        return link(SOURCE, id_, source.author) if source else nodes.Text(id_)


def _figure(directive: FactsDirective, fact: Mapping[str, Any]) -> Iterator[Any]:
    said = re.sub(r"^(at|in|from) (?=\d)", "", fact["says"])
    yield [
        nodes.paragraph("", "", nodes.strong("", said[:1].upper() + said[1:])),
        nodes.paragraph("", "", directive.cited(fact["source"]), nodes.Text(f", {fact['when']}")),
    ]
    yield nodes.Text(fact["counts"])
    yield nodes.Text(fact["leaves-out"])


def _rule(directive: FactsDirective, rule: Mapping[str, Any]) -> Iterator[Any]:
    yield [nodes.paragraph("", "", nodes.strong("", rule["title"]))]
    yield nodes.Text(rule["means"])
    when = nodes.paragraph("", f"{_when(rule)}. ")
    when += directive.cited(rule["source"])
    yield [when]
    yield nodes.Text(day(rule["checked"]))


def _when(rule: Mapping[str, Any]) -> str:
    """From which day the rule holds; or of when the text is that was read."""
    if "as-of" in rule:
        return f"As of {shown_date(str(rule['as-of']))}"
    since = str(rule["since"])
    return f"Since {shown_date(since)}" if since[:1].isdigit() else "Start not shown"


_TABLES: Mapping[str, Any] = {
    FIGURES: (("Figure", "What it counts", "What it leaves out"), _figure, (30, 32, 38)),
    STANDARDS: (("Standard or policy", "What it says", "When, and source", "Last read"), _rule, (22, 40, 23, 15)),
    RULES: (("Rule", "What it says", "When, and source", "Last read"), _rule, (22, 40, 23, 15)),
}
