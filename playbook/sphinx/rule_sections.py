"""Rules as docutils nodes: what each reads, why, what to write instead, examples of both kinds, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from playbook.model import Item, Playbook, Rating, Reading
from playbook.rule import Outcome, Rule
from playbook.sphinx.parts import bullets, facet, facets, link, link_to, paragraphs, section, table
from playbook.sphinx.sentences import RATINGS, kinds
from playbook.words import listed

NUMBER = "number"
SAID = {
    Outcome.FLAGS: "worth changing",
    Outcome.MISSING: "missing",
    Outcome.AMBIGUOUS: "for a person to judge",
    Outcome.SUPPORTS: "this helps",
}


def rule_index(rules: Mapping[str, Rule]) -> nodes.bullet_list:
    """A link to each rule, in their order."""
    made = bullets([nodes.paragraph("", "", link("rule", id_, rule.title))] for id_, rule in rules.items())
    made["classes"].append("rule-index")
    return made


def rule_section(playbook: Playbook, rule: Rule) -> nodes.section:
    """The whole rule; its anchor is `rule-` and its id."""
    made = section(rule.title, f"rule-{rule.id}", "document-rule", rule.place)
    made += _standing(playbook, rule)
    made += facets(_facets(playbook, rule))
    for node in made.findall():
        node.source, node.line = rule.place.file, rule.place.line
    return made


def _standing(playbook: Playbook, rule: Rule) -> nodes.paragraph:
    """Its name in reports, how sure the advice is, and in which papers it counts."""
    rating = RATINGS[rule.rating]
    read = dict.fromkeys(kind for _, reading in readings(playbook, rule) for kind in reading.documents)
    where = f" It counts in the {kinds(playbook, read)}." if read else " No question rests on it."
    said = nodes.paragraph("", "", nodes.literal("", rule.id), classes=["checklist-standing"])
    said += [nodes.Text(", "), nodes.strong("", rating) if rule.rating is Rating.DISPUTED else nodes.Text(rating)]
    said += nodes.Text(f".{where}")
    return said


def _facets(playbook: Playbook, rule: Rule) -> Iterator[nodes.definition_list_item]:
    yield facet("What it reads", "values", _values(rule))
    yield facet("Why", "why", *paragraphs(rule.why))
    if rule.rating is Rating.DISPUTED and (other := _other_side(playbook, rule)):
        yield facet("The other side", "but", *other)
    yield facet("Write instead", "how", *paragraphs(rule.instead))
    yield facet("It reads this", "flags", *(node for value in rule.must_flag for node in _read_as(rule, value)))
    yield facet("It leaves this alone", "leaves", bullets([_example(text)] for text in rule.must_not_flag))
    if found := list(dict.fromkeys(item.id for item, _ in readings(playbook, rule))):
        links = [[nodes.paragraph("", "", link_to(playbook.items[id_]))] for id_ in found]
        yield facet("Questions", "readings", bullets(links))


def readings(playbook: Playbook, rule: Rule) -> Iterator[tuple[Item, Reading]]:
    """Every item that the rule is read for, by itself or in one of its lines."""
    for item in playbook.items.values():
        yield from ((item, reading) for reading in item.readings if reading.rule == rule.id)


def _other_side(playbook: Playbook, rule: Rule) -> list[nodes.paragraph]:
    """What the first of its questions that knows another side says of it."""
    sides = (item.but for item, _ in readings(playbook, rule) if item.but)
    return paragraphs(next(sides, ""))


def _values(rule: Rule) -> nodes.table:
    outcomes = _outcomes(rule)
    rows = (
        (nodes.literal("", value), nodes.Text(meaning), nodes.Text(_said(value, outcomes)))
        for value, meaning in rule.values.items()
    )
    return table(("Value", "Meaning", "In the report"), rows, (22, 50, 28), "checklist-values")


def _said(value: str, outcomes: Mapping[str, set[Outcome]]) -> str:
    """What the report on a paper says where this is read."""
    if value == NUMBER:
        return "depends on the number"
    return listed([SAID[one] for one in Outcome if one in outcomes.get(value, ())], "or") or "nothing"


def _outcomes(rule: Rule) -> dict[str, set[Outcome]]:
    """The outcomes of each value: those of its signs, and of its examples where it is worked out."""
    found: dict[str, set[Outcome]] = {value: set() for value in rule.values}
    for value, outcome in (*((sign.value, sign.outcome) for sign in rule.signs), *_measured(rule)):
        if outcome and value in found:
            found[value].add(outcome)
    for value, parts in rule.together.items():
        found[value] |= {outcome for part in parts for outcome in found[part]}
    if rule.missing and rule.otherwise in found:
        found[rule.otherwise].add(rule.missing)
    return found


def _measured(rule: Rule) -> Iterator[tuple[str, Outcome | None]]:
    """The value and the outcome of each sign that a measure makes of an example."""
    if not rule.measure:
        return
    from playbook.documents.judge import read_values
    from playbook.documents.markdown import markdown_blocks
    from playbook.documents.paper import paper
    from playbook.documents.scan import Scanner

    scanner = Scanner({rule.id: rule})
    for text in (text for texts in rule.must_flag.values() for text in texts):
        read = read_values(paper(markdown_blocks(text)), {rule.id: rule}, scanner)[rule.id]
        yield from ((seen.sign.value, seen.sign.outcome) for seen in read.seen)


def _read_as(rule: Rule, value: str) -> list[nodes.Node]:
    """A value, and the examples in which it is read."""
    lead = nodes.paragraph("", "Read as ", nodes.literal("", value), nodes.Text(":"), classes=["checklist-aside"])
    return [lead, bullets([_example(text)] for text in rule.must_flag[value])]


def _example(text: str) -> nodes.Node:
    """A text as a paper might have it; one of several lines as it stands."""
    if "\n" in text.strip():
        return nodes.literal_block(text, text.strip("\n"), language="text", classes=["rule-example"])
    return nodes.paragraph("", text.strip())
