"""One checklist file → `Checklist`, with what it refers to inside the frame checked as it is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from playbook.load.form import Form, Reader
from playbook.load.frame import Frame, read_entries
from playbook.load.nodes import Map, Node, Scalar
from playbook.load.options import ID, check_id, read_options
from playbook.model import Checklist, Condition, Item, Option, Priority, Rating, Reading, Retired, Row

CHECKLIST_FIELDS = ("title", "gate", "order", "about", "when", "formerly", "items", "retired")
ITEM_FIELDS = (
    "ask", "options", "rows", "when", "set-aside", "priority", "rating", "claims", "sources", "who",
    "why", "but", "how", "good", "poor", "document", "added",
)  # fmt: skip


class Register(NamedTuple):
    """The ids of the claims and the sources; None where their file could not be read."""

    claims: Collection[str] | None
    sources: Collection[str] | None


class ChecklistReader:
    """Reads the file of one checklist; `retired` holds the former ids it names."""

    def __init__(self, reader: Reader, name: str, frame: Frame, register: Register) -> None:
        self.reader = reader
        self.name = name
        self.frame = frame
        self.register = register
        self.retired: dict[str, Retired] = {}

    def checklist(self, node: Node) -> Checklist:
        if not ID.fullmatch(self.name):
            self.reader.report(
                node,
                f"“{self.name}” cannot name a checklist",
                "Rename the file in lower-case words joined by hyphens, as in candidate-pack.yaml.",
            )
        form = Form(self.reader, f"checklist {self.name}", node, node, CHECKLIST_FIELDS)
        gate = form.word("gate", self.frame.gates)
        when = self._when(form.get("when"))
        self.retired = read_entries(self.reader, form.get("retired"), "retired", _retired)
        items = read_entries(
            self.reader,
            form.get("items", required=True),
            "items",
            lambda _, key, value: self._item(key, value, gate, when),
        )
        return Checklist(
            id=self.name,
            title=form.text("title"),
            about=form.text("about", required=False),
            gate=gate,
            order=self._order(form),
            items=tuple(items.values()),
            when=when,
            formerly=form.words("formerly"),
            place=self.reader.place(node),
        )

    def _order(self, form: Form) -> int:
        text = form.text("order", required=False)
        is_number = text.isdecimal() and len(text) < 5
        if text and not is_number:
            self.reader.report(form.fields["order"], f"order: “{text}” is not a number", "Write it as: order: 2")
        return int(text) if is_number else 99

    def _item(self, key: Scalar, node: Node, gate: str, when: tuple[Condition, ...]) -> Item:
        check_id(self.reader, key, "an item")
        form = Form(self.reader, f"item {key.text}", key, node, ITEM_FIELDS)
        options = self._options(form, key)
        rows = read_entries(self.reader, form.get("rows"), "rows", lambda _, row, value: self._row(row, value, options))
        return Item(
            id=key.text,
            checklist=self.name,
            gate=gate,
            ask=form.text("ask"),
            options=options,
            rows=rows,
            when=when + self._when(form.get("when")),
            set_aside=form.text("set-aside", required=False),
            priority=form.choice("priority", Priority) or Priority.MUST,
            rating=form.choice("rating", Rating) or Rating.SENSIBLE,
            claims=form.words("claims", self.register.claims),
            sources=form.words("sources", self.register.sources),
            who=form.words("who", self.frame.roles, required=True),
            why=form.text("why"),
            but=form.text("but", required=False),
            how=form.text("how"),
            good=form.text("good"),
            poor=form.text("poor"),
            document=self._reading(form, options, rows),
            added=form.text("added", required=False),
            place=self.reader.place(key),
        )

    def _options(self, form: Form, key: Scalar) -> Mapping[str, Option]:
        node = form.get("options", required=True)
        if not isinstance(node, Scalar) or node.is_null:
            return read_options(self.reader, key, node) if node else {}
        if node.text not in self.frame.answer_sets:
            self.reader.report_unknown(node, "answer set", self.frame.answer_sets)
        return self.frame.answer_sets.get(node.text, {})

    def _row(self, key: Scalar, node: Node, options: Mapping[str, Option]) -> Row:
        check_id(self.reader, key, "a row")
        if not isinstance(node, Map):
            text = self.reader.text(node, f"row {key.text}")
            if not text and isinstance(node, Scalar):
                self.reader.report(key, f"row {key.text} is empty", "Write what the row asks for after the colon.")
            return Row(id=key.text, text=text)
        form = Form(self.reader, f"row {key.text}", key, node, ("text", "document"))
        return Row(id=key.text, text=form.text("text"), document=self._reading(form, options, {}))

    def _when(self, node: Node | None) -> tuple[Condition, ...]:
        return tuple(
            Condition(item=key.text, options=self.reader.words(value, "when"))
            for key, value in self.reader.pairs(node, "when")
        )

    def _reading(self, form: Form, options: Mapping[str, Option], rows: Mapping[str, Row]) -> Reading | None:
        node = form.get("document")
        if node is None:
            return None
        inner = Form(self.reader, f"the document of {form.what}", node, node, ("in", "rule", "reads"))
        reads = inner.get("reads", required=True)
        by_rows = isinstance(reads, Scalar) and reads.text == "rows"
        if by_rows and not rows and reads:
            self.reader.report(reads, "“reads: rows” needs an item with rows")
        agrees = (
            {}
            if by_rows
            else {
                key.text: self.reader.words(value, "option", options or None)
                for key, value in self.reader.pairs(reads, "reads")
            }
        )
        documents = inner.words("in", self.frame.documents, required=True)
        return Reading(documents=documents, rule=inner.text("rule"), agrees=agrees, by_rows=by_rows)


def _retired(reader: Reader, key: Scalar, node: Node) -> Retired:
    form = Form(reader, f"retired {key.text}", key, node, ("edition", "because", "successor"))
    return Retired(
        id=key.text,
        edition=form.text("edition"),
        because=form.text("because"),
        place=reader.place(key),
        successor=form.text("successor", required=False),
    )
