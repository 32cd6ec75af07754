"""Checklists and items as docutils nodes: sections, paragraphs, lists and tables that every builder knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.addnodes import pending_xref

from playbook.model import Checklist, Condition, Item, Option, Place, Playbook, Row, Source
from playbook.sphinx.sentences import PASSES, RATINGS, conditions_of, shown_date, who
from playbook.words import day, listed


def checklist_section(playbook: Playbook, checklist: Checklist) -> nodes.section:
    """The whole checklist; its anchor is `checklist-` and its id, that of each item the item's id."""
    section = _section(checklist.title, f"checklist-{checklist.id}", "checklist", checklist.place)
    section += _paragraphs(checklist.about)
    if checklist.when:
        section += _asked_only(playbook, "These questions are asked only where ", checklist.when)
    section += [_item_section(playbook, item, checklist.when) for item in checklist.items]
    return section


def _item_section(playbook: Playbook, item: Item, said: tuple[Condition, ...]) -> nodes.section:
    """The item; the conditions of its checklist, `said` already, are not said again."""
    section = _section(item.ask, item.id, "checklist-item", item.place, _former_ids(playbook, item))
    section += _standing(playbook, item)
    own = tuple(condition for condition in item.when if condition not in said)
    if own:
        section += _asked_only(playbook, "Asked only where ", own)
    facets = nodes.definition_list("", *_facets(playbook, item), classes=["simple", "checklist-facets"])
    section += facets
    for node in section.findall():
        node.source, node.line = item.place.file, item.place.line
    return section


def _former_ids(playbook: Playbook, item: Item) -> list[str]:
    return [id_ for id_, old in playbook.retired.items() if old.successor == item.id and "/" not in id_]


def _section(title: str, id_: str, kind: str, place: Place, former: Iterable[str] = ()) -> nodes.section:
    """An empty section; `former` ids still lead to its title."""
    section = nodes.section("", nodes.title("", title, ids=list(former)), ids=[id_], names=[id_], classes=[kind])
    section.source, section.line = place.file, place.line
    return section


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
        paragraph += _link_to(switch)
        paragraph += nodes.Text(f" is answered {listed(texts, 'or')}")
    paragraph += nodes.Text(".")
    return paragraph


def _link_to(item: Item) -> pending_xref:
    """A link to an item on whichever page shows it; its question alone where none does."""
    return pending_xref(
        "",
        nodes.inline("", item.ask),
        refdomain="checklist",
        reftype="item",
        reftarget=item.id,
        refexplicit=True,
        quiet=True,
    )


def _facets(playbook: Playbook, item: Item) -> Iterator[nodes.definition_list_item]:
    if item.rows:
        yield _facet("Asked line by line", "rows", _rows_table(item.rows.values()))
    yield _facet("Answers", "answers", _options_list(item))
    yield _facet("Why", "why", *_paragraphs(item.why))
    if item.but:
        yield _facet("The other side", "but", *_paragraphs(item.but))
    yield _facet("How", "how", *_paragraphs(item.how))
    yield _facet("A good example", "good", *_paragraphs(item.good))
    yield _facet("A poor example", "poor", *_paragraphs(item.poor))
    yield _facet("Sources", "sources", _list(_source(playbook.sources[id_]) for id_ in _sources(playbook, item)))
    if item.claims:
        yield _facet("Claims", "claims", _list(_claim(playbook, id_) for id_ in item.claims))


def _facet(label: str, kind: str, *body: nodes.Node) -> nodes.definition_list_item:
    kind = f"checklist-{kind}"
    definition = nodes.definition("", *body, classes=[kind])
    return nodes.definition_list_item("", nodes.term("", label), definition, classes=[kind])


def _options_list(item: Item) -> nodes.bullet_list:
    entries = [_option(option) for option in item.options.values()]
    if item.set_aside:
        entries.append([nodes.paragraph("", f"Not applicable, where this is so: {item.set_aside}")])
    return _list(entries)


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


def _source(source: Source) -> list[nodes.Node]:
    link = nodes.reference("", source.title, refuri=source.link, internal=False)
    seen = f"Seen on {day(source.checked)}: {source.seen}"
    return [
        nodes.paragraph("", "", link, nodes.Text(f" – {source.author}, {shown_date(source.date)}")),
        nodes.paragraph("", seen, classes=["checklist-aside"]),
    ]


def _claim(playbook: Playbook, id_: str) -> list[nodes.Node]:
    claim = playbook.claims[id_]
    said = nodes.paragraph("", "", nodes.strong("", id_), nodes.Text(f" ({claim.rating}): {claim.claim}"))
    return [said]


def _rows_table(rows: Iterable[Row]) -> nodes.table:
    head = nodes.thead("", _table_row("Line", nodes.Text("In the file")))
    body = nodes.tbody("", *(_table_row(row.text, nodes.literal("", row.id)) for row in rows))
    columns = nodes.colspec(colwidth=75, stub=1), nodes.colspec(colwidth=25)
    return nodes.table("", nodes.tgroup("", *columns, head, body, cols=2), classes=["checklist-rows"])


def _table_row(first: str, second: nodes.Node) -> nodes.row:
    entries = nodes.paragraph("", first), nodes.paragraph("", "", second)
    return nodes.row("", *(nodes.entry("", entry) for entry in entries))


def _list(entries: Iterable[list[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", *entry) for entry in entries), bullet="-")


def _paragraphs(text: str) -> list[nodes.paragraph]:
    return [nodes.paragraph("", part) for part in text.split("\n") if part]
