"""The parts that sections of checklists and of rules are made of, as docutils nodes that every builder knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.addnodes import pending_xref

from playbook.model import Item, Place

ITEM, RULE, CLAIM, SOURCE, CHECKLIST, GATE = KINDS = ("item", "rule", "claim", "source", "checklist", "gate")
ALL = ""
MOST = 5


def anchor(kind: str, target: str) -> str:
    """The id of what is shown on its page: an item's own, else its kind and id; none for `ALL`."""
    return target if kind == ITEM or target == ALL else f"{kind}-{target}"


def section(title: str, id_: str, kind: str, place: Place, former: Iterable[str] = ()) -> nodes.section:
    """An empty section; `former` ids still lead to its title."""
    made = nodes.section("", nodes.title("", title, ids=list(former)), ids=[id_], names=[id_], classes=[kind])
    made.source, made.line = place.file, place.line
    return made


def facets(entries: Iterable[nodes.definition_list_item]) -> nodes.definition_list:
    """The labelled parts of a section."""
    return nodes.definition_list("", *entries, classes=["simple", "checklist-facets"])


def facet(label: str, kind: str, *body: nodes.Node) -> nodes.definition_list_item:
    """One part with its label; `kind` names it for the style sheet."""
    kind = f"checklist-{kind}"
    definition = nodes.definition("", *body, classes=[kind])
    return nodes.definition_list_item("", nodes.term("", label), definition, classes=[kind])


def paragraphs(text: str) -> list[nodes.paragraph]:
    """A paragraph for each line of a text."""
    return [nodes.paragraph("", part) for part in text.split("\n") if part]


def bullets(entries: Iterable[Sequence[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", *entry) for entry in entries), bullet="-")


Cell = nodes.Node | Sequence[nodes.Node]


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int], kind: str) -> nodes.table:
    """A table whose first column names its rows; a cell is one node that stands in a paragraph, or several blocks."""
    columns = [nodes.colspec(colwidth=width) for width in widths]
    columns[0]["stub"] = 1
    title = nodes.thead("", _row([nodes.Text(text) for text in head]))
    body = nodes.tbody("", *map(_row, rows))
    return nodes.table("", nodes.tgroup("", *columns, title, body, cols=len(columns)), classes=[kind])


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *_blocks(cell)) for cell in cells))


def _blocks(cell: Cell) -> Sequence[nodes.Node]:
    return [nodes.paragraph("", "", cell)] if isinstance(cell, nodes.Node) else cell


def link(kind: str, target: str, text: str) -> pending_xref:
    """A link to what is of one of `KINDS`, on whichever page shows it; the text alone where none does."""
    return pending_xref(
        "",
        nodes.inline("", text),
        refdomain="checklist",
        reftype=kind,
        reftarget=target,
        refexplicit=True,
        quiet=True,
    )


def link_to(item: Item) -> pending_xref:
    return link(ITEM, item.id, item.ask)


def item_list(items: Iterable[Item]) -> nodes.bullet_list:
    """Links to items, each with its priority and what its lines are about."""
    made = bullets([_item(item)] for item in items)
    made["classes"].append("checklist-items")
    return made


def _item(item: Item) -> nodes.paragraph:
    """The question with its priority, and what its lines are about, since it speaks of "these"."""
    priority = nodes.inline("", f" {item.priority}", classes=["item-priority", f"priority-{item.priority}"])
    rows = [row.text.partition(" (")[0] for row in item.rows.values()]
    more = [f"and {len(rows) - MOST} more"] if len(rows) > MOST + 1 else rows[MOST : MOST + 1]
    about = nodes.inline("", f" {'; '.join([*rows[:MOST], *more])}" if rows else "", classes=["item-rows"])
    return nodes.paragraph("", "", link_to(item), priority, about)
