"""Figures and dated rules that pages name: the role `{fact}` and the directive `{facts}`, from `docs/facts.yaml`.

A fact prints its words and its source with the date, so neither can be forgotten or go stale in one place only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from playbook.load.data import SOURCES, parse_file
from playbook.load.form import Form, Reader, nearest
from playbook.load.frame import shown_date as shown_date_of
from playbook.load.nodes import Node, Scalar
from playbook.model import BadInput, Problem
from playbook.sphinx.depends import note_files, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import SOURCE, link, table
from playbook.sphinx.say import say, say_problem, unknown
from playbook.sphinx.sentences import shown_date, year
from playbook.words import day

if TYPE_CHECKING:
    from docutils.nodes import Node as DocNode
    from docutils.nodes import system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

FACTS = Path(__file__).resolve().parent.parent / "facts.yaml"
A_YEAR = dt.timedelta(days=365)
FIGURES, RULES, STANDARDS = KINDS = ("figures", "rules", "standards")
NOT_SHOWN = "not shown"
_FIELDS = {FIGURES: ("says", "counts", "leaves-out", "when", "source")}
_DATED = ("title", "says", "means", "source")
Fact = Mapping[str, Any]
Facts = dict[str, dict[str, Fact]]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_role("fact", FactRole())
    app.add_directive("facts", FactsDirective)
    app.connect("builder-inited", _say_problems)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def facts() -> Facts:
    """The figures, the rules and the standards, each by its name; what has problems is left out."""
    return _read_once(str(FACTS), FACTS.stat().st_mtime_ns)[0]


@cache
def _read_once(path: str, _changed: int) -> tuple[Facts, list[Problem]]:
    """A build names facts a hundred times and more."""
    return read_facts(path)


def read_facts(path: str) -> tuple[Facts, list[Problem]]:
    """The facts of a file, and every problem in it."""
    found: Facts = {kind: {} for kind in KINDS}
    try:
        text, root, problems = parse_file(path)
    except BadInput as bad:
        return found, list(bad.problems)
    reader = Reader(text)
    for kind, entries in reader.pairs(root, "the facts"):
        if kind.text not in KINDS:
            reader.report_unknown(kind, "kind of fact", KINDS)
        for key, node in reader.pairs(entries, kind.text):
            if any(key.text in named for named in found.values()):
                reader.report(key, f"the name “{key.text}” is used twice", "Give one of the two another name.")
            found.setdefault(kind.text, {})[key.text] = _fact(reader, kind.text, key, node)
    return found, [*problems, *reader.problems]


def _fact(reader: Reader, kind: str, key: Scalar, node: Node) -> Fact:
    texts = _FIELDS.get(kind, _DATED)
    more = ("percent",) if kind == FIGURES else ("checked", "since", "as-of")
    form = Form(reader, f"fact {key.text}", key, node, (*texts, *more))
    made: dict[str, Any] = {field: form.text(field) for field in texts}
    made["place"] = reader.place(key)
    if kind == FIGURES:
        made["percent"] = _percent(form)
        return made
    made["checked"] = form.date("checked") if form.get("checked", required=True) else None
    return made | _when_from(form)


def _percent(form: Form) -> int:
    """What a picture draws; nothing where the fact is in none."""
    text = form.text("percent", required=False)
    if text and not (text.isdecimal() and int(text[:4]) <= 100):
        form.reader.report(form.fields["percent"], f"percent: “{text}” is no share", "Write it as: 36")
    return int(text) if text.isdecimal() else 0


def _when_from(form: Form) -> dict[str, str]:
    """`since` or `as-of`, one of them."""
    said = {field: shown_date_of(form, field) for field in ("since", "as-of") if field in form}
    if len(said) != 1:
        hint = "Write “since”, the day from which it holds, or “as-of”, the date of the page."
        form.reader.report(form.name, f"{form.what} needs one of “since” and “as-of”", hint)
    return said


def _say_problems(app: Sphinx) -> None:
    """Warn of each problem at its place; a source that does not exist is one too."""
    known = checklist_domain(app.env).known(SOURCE)
    found, problems = read_facts(str(FACTS))
    for name, fact in _all(found).items():
        if known and fact["source"] not in known:
            message = f"fact {name}: there is no source “{fact['source']}”"
            problems.append(Problem(fact["place"], message, nearest(fact["source"], known)))
    for problem in problems:
        say_problem(problem, "fact")


def _all(found: Facts) -> dict[str, Fact]:
    return {name: fact for named in found.values() for name, fact in named.items()}


def note_facts(env: BuildEnvironment) -> None:
    """Note that the page being read shows facts, and cites the sources of them."""
    playbook_for(env)
    note_files(env, [SOURCES])
    env.note_dependency(str(FACTS))


def to_check_again(as_of: dt.date) -> list[str]:
    """The rules and standards that nobody has looked at for a year, with the day of the last look."""
    found = facts()
    dated = (*found[RULES].values(), *found[STANDARDS].values())
    return [f"{rule['title']}: last checked on {day(rule['checked'])}" for rule in dated if is_old(rule, as_of)]


def is_old(rule: Fact, as_of: dt.date) -> bool:
    return bool(as_of - rule["checked"] > A_YEAR)


class FactRole(SphinxRole):
    """``{fact}`board-cios` `` prints the fact, and in brackets its source and year."""

    def run(self) -> tuple[list[DocNode], list[system_message]]:
        note_facts(self.env)
        known = _all(facts())
        fact = known.get(self.text)
        if fact is None:
            more = " This role takes one name." if "," in self.text else ""
            say(f"{unknown('fact', self.text, known)}{more}", self.get_location(), "fact")
            return [], []
        domain = checklist_domain(self.env)
        source = domain.known(SOURCE).get(fact["source"])
        if source is None:
            return [nodes.Text(fact["says"])], []
        domain.cite(source.id)
        says = nodes.inline("", _dated(fact, year(source.date)), classes=["fact"])
        return [says, nodes.Text(" ("), link(SOURCE, source.id, domain.citations[source.id]), nodes.Text(")")], []


def _dated(fact: Fact, published: str) -> str:
    """The words, with the year they are of where it is another than that of the source."""
    when = fact.get("when", published)
    return str(fact["says"]) if when == published or not when.isdecimal() else f"{fact['says']} in {when}"


class FactsDirective(SphinxDirective):
    """A table of all `figures`, of all dated `rules` or of all `standards`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        note_facts(self.env)
        kind = self.arguments[0]
        if kind not in KINDS:
            say(unknown("kind of fact", kind, KINDS), self.get_location(), "fact")
            return []
        head, row, widths = _TABLES[kind]
        return [table(head, (tuple(row(self, fact)) for fact in facts()[kind].values()), widths, f"facts-{kind}")]

    def cited(self, id_: str) -> nodes.Node:
        domain = checklist_domain(self.env)
        source = domain.known(SOURCE).get(id_)
        if source is None:
            return nodes.Text(id_)
        domain.cite(id_)
        return link(SOURCE, id_, source.author)


def _figure(directive: FactsDirective, fact: Fact) -> Iterator[Any]:
    said = re.sub(r"^(at|in|from) (?=\d)", "", fact["says"])
    yield [
        nodes.paragraph("", "", nodes.strong("", said[:1].upper() + said[1:])),
        nodes.paragraph("", "", directive.cited(fact["source"]), nodes.Text(f", {fact['when']}")),
    ]
    yield nodes.Text(fact["counts"])
    yield nodes.Text(fact["leaves-out"])


def _rule(directive: FactsDirective, rule: Fact) -> Iterator[Any]:
    yield [nodes.paragraph("", "", nodes.strong("", rule["title"]))]
    yield nodes.Text(rule["means"])
    when = nodes.paragraph("", f"{_when(rule)}. ")
    when += directive.cited(rule["source"])
    yield [when]
    yield nodes.Text(day(rule["checked"]) if rule["checked"] else "")


def _when(rule: Fact) -> str:
    """From which day the rule holds; or of when the text is that was read."""
    if "as-of" in rule:
        return f"As of {shown_date(rule['as-of'])}"
    since = rule.get("since", NOT_SHOWN)
    return "Start not shown" if since == NOT_SHOWN else f"Since {shown_date(since)}"


_TABLES: Mapping[str, Any] = {
    FIGURES: (("Figure", "What it counts", "What it leaves out"), _figure, (30, 32, 38)),
    RULES: (("Rule", "What it says", "When, and source", "Last read"), _rule, (22, 40, 23, 15)),
    STANDARDS: (("Standard or policy", "What it says", "When, and source", "Last read"), _rule, (22, 40, 23, 15)),
}
