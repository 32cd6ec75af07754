"""Checklists and items as docutils nodes: sections, paragraphs, lists and tables that every builder knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes

from playbook.model import Checklist, Condition, Item, Option, Playbook, Reading, Row, Source
from playbook.rule import Rule
from playbook.sphinx.parts import CLAIM, bullets, facet, facets, link, link_to, paragraphs, section, table
from playbook.sphinx.sentences import PASSES, RATINGS, conditions_of, kinds, shown_date, who
from playbook.words import day, listed

Rules = Mapping[str, Rule]


def checklist_section(playbook: Playbook, checklist: Checklist, rules: Rules) -> nodes.section:
    """The whole checklist; its anchor is `checklist-` and its id, that of each item the item's id."""
    made = section(checklist.title, f"checklist-{checklist.id}", "checklist", checklist.place)
    made += paragraphs(checklist.about)
    if checklist.when:
        made += _asked_only(playbook, "These questions are asked only where ", checklist.when)
    made += [_item_section(playbook, item, checklist.when, rules) for item in checklist.items]
    return made


def _item_section(playbook: Playbook, item: Item, said: tuple[Condition, ...], rules: Rules) -> nodes.section:
    """The item; the conditions of its checklist, `said` already, are not said again."""
    made = section(item.ask, item.id, "checklist-item", item.place, _former_ids(playbook, item))
    made += _standing(playbook, item)
    own = tuple(condition for condition in item.when if condition not in said)
    if own:
        made += _asked_only(playbook, "Asked only where ", own)
    made += facets(_facets(playbook, item, rules))
    for node in made.findall():
        node.source, node.line = item.place.file, item.place.line
    return made


def _former_ids(playbook: Playbook, item: Item) -> list[str]:
    return [id_ for id_, old in playbook.retired.items() if old.successor == item.id and "/" not in id_]


def _standing(playbook: Playbook, item: Item) -> nodes.paragraph:
    """Priority, rating, who, and the item's name in an answers file."""
    return nodes.paragraph(
        "",
        "",
        nodes.strong("", item.priority.value.capitalize(), classes=[f"priority-{item.priority}"]),
        nodes.Text(f", {RATINGS[item.rating]}. {who(tuple(playbook.roles[role].in_sentence for role in item.who))}"),
        nodes.Text(" In the answers file: "),
        nodes.literal("", item.id),
        classes=["checklist-standing"],
    )


def _asked_only(playbook: Playbook, lead: str, conditions: tuple[Condition, ...]) -> nodes.paragraph:
    paragraph = nodes.paragraph("", lead, classes=["checklist-when"])
    for number, condition in enumerate(conditions):
        switch = playbook.items[condition.item]
        texts = [f"“{switch.options[id_].text}”" for id_ in condition.options]
        paragraph += nodes.Text(", and " if number else "")
        paragraph += link_to(switch)
        paragraph += nodes.Text(f" is answered {listed(texts, 'or')}")
    paragraph += nodes.Text(".")
    return paragraph


def _facets(playbook: Playbook, item: Item, rules: Rules) -> Iterator[nodes.definition_list_item]:
    if item.rows:
        yield facet("Asked line by line", "rows", _rows_table(item.rows.values()))
    yield facet("Answers", "answers", _options_list(item))
    yield facet("Why", "why", *paragraphs(item.why))
    if item.but:
        yield facet("The other side", "but", *paragraphs(item.but))
    yield facet("How", "how", *paragraphs(item.how))
    yield facet("A good example", "good", *paragraphs(item.good))
    yield facet("A poor example", "poor", *paragraphs(item.poor))
    if readings := list(_readings(playbook, item, rules)):
        yield facet("In your papers", "readings", bullets(readings))
    yield facet("Sources", "sources", bullets(source_entry(playbook.sources[id_]) for id_ in _sources(playbook, item)))
    if item.claims:
        yield facet("Claims", "claims", bullets(_claim(playbook, id_) for id_ in item.claims))


def _options_list(item: Item) -> nodes.bullet_list:
    entries = [_option(option) for option in item.options.values()]
    if item.set_aside:
        entries.append([nodes.paragraph("", f"Not applicable, where this is so: {item.set_aside}")])
    return bullets(entries)


def _option(option: Option) -> list[nodes.Node]:
    more = conditions_of(option)
    status = nodes.strong("", PASSES[option.status], classes=[f"option-{option.status}"])
    said = nodes.paragraph("", "", status, nodes.Text(f". {more} In the file: " if more else ". In the file: "))
    said += nodes.literal("", option.id)
    said["classes"].append("checklist-aside")
    return [nodes.paragraph("", option.text), said]


def _sources(playbook: Playbook, item: Item) -> Iterable[str]:
    """The ids of the item's own sources, or of those behind its claims."""
    return item.sources or dict.fromkeys(id_ for claim in item.claims for id_ in playbook.claims[claim].sources)


def source_entry(source: Source) -> list[nodes.Node]:
    """A source with its link, author and date, and what was seen of it."""
    seen = f"Seen on {day(source.checked)}: {source.seen}"
    return [source_line(source), nodes.paragraph("", seen, classes=["checklist-aside"])]


def source_line(source: Source, letter: str = "") -> nodes.paragraph:
    """Author and date, then the title as a link; `letter` tells works of one author and year apart."""
    title = nodes.reference("", source.title, refuri=source.link, internal=False)
    date = shown_date(source.date) + (f" ({letter})" if letter else "")
    return nodes.paragraph("", "", nodes.Text(f"{source.author}, {date}: "), title)


def _claim(playbook: Playbook, id_: str) -> list[nodes.Node]:
    claim = playbook.claims[id_]
    mark = nodes.strong("", "", link(CLAIM, id_, id_))
    said = nodes.paragraph("", "", mark, nodes.Text(f" ({claim.rating}): {claim.claim}"))
    return [said]


def _rows_table(rows: Iterable[Row]) -> nodes.table:
    lines = ((nodes.Text(row.text), nodes.literal("", row.id)) for row in rows)
    return table(("Line", "In the file"), lines, (75, 25), "checklist-rows")


def _readings(playbook: Playbook, item: Item, rules: Rules) -> Iterator[list[nodes.Node]]:
    """From which papers which rule reads an answer, and which line of the item it is about."""
    yield from _reading(playbook, item.document, rules, "")
    for row in item.rows.values():
        yield from _reading(playbook, row.document, rules, row.text)


def _reading(playbook: Playbook, reading: Reading | None, rules: Rules, row: str) -> Iterator[list[nodes.Node]]:
    if reading and reading.rule in rules:
        said = nodes.paragraph("", f"{row}: " if row else "")
        said += link("rule", reading.rule, rules[reading.rule].title)
        said += nodes.Text(f", in the {kinds(playbook, reading.documents)}")
        yield [said]
