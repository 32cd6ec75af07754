"""The schema of one item of a checklist: its fields, options and rows, and what must hold between them."""

from __future__ import annotations

from playbook.load.checklists import ITEM_FIELDS
from playbook.load.options import RESERVED, STATUSES
from playbook.model import Need, Playbook, Priority, Rating, Status
from playbook.schema.parts import ID, PRIORITIES, RATINGS, Schema, entries, filled, group, list_of, one_of, ref, text

NAME = f"(?!({'|'.join(RESERVED)})$){ID}"
_REQUIRED = ("ask", "options", "priority", "rating", "who", "why", "how", "good", "poor")
_STATUSES = {
    Status.MET: "The answer in words, where it passes.",
    Status.PARTLY: "The answer in words, where it is on the way and does not pass.",
    Status.NOT_MET: "The answer in words, where it does not pass.",
}
_NEEDS = {
    Need.NOTE: "Say more in a note.",
    Need.EVIDENCE: "Name the evidence.",
    Need.DATE: "Give the date.",
    Need.UNTIL: "Say until when.",
}
_READS = "For each value of the rule, the options that it agrees with. A value left out proves nothing."


def item(playbook: Playbook) -> Schema:
    """One question."""
    fields = _fields(playbook)
    made = group("One question.", {name: fields[name] for name in ITEM_FIELDS}, required=_REQUIRED)
    return made | {"allOf": _laws(playbook)}


def _fields(playbook: Playbook) -> dict[str, Schema]:
    claims = {claim.id: claim.claim for claim in playbook.claims.values()}
    sources = {source.id: f"{source.title} ({source.author})" for source in playbook.sources.values()}
    roles = {role.id: role.title for role in playbook.roles.values()}
    return {
        "ask": filled("The question, in one sentence."),
        "options": _options(),
        "rows": entries("The lines of a question asked as a table.", NAME, ref("row")) | {"type": ["object", "null"]},
        "when": ref("when"),
        "set-aside": text("Only for a must: when it may be set aside with a reason."),
        "priority": one_of(PRIORITIES, "How much depends on it."),
        "rating": one_of(RATINGS, "How sure the playbook is that the met answers are better than the others."),
        "claims": list_of(one_of(claims, "A claim of the register."), "The claims that this item carries."),
        "sources": list_of(one_of(sources, "A source of the register."), "What the item rests on."),
        "who": list_of(one_of(roles, "A role."), "Who answers: the first acts, the others help.", at_least=1),
        "why": filled("Why it matters. No sentence says more than its source."),
        "but": text("The other side, wherever informed people differ."),
        "how": filled("How to meet it, or to find the answer."),
        "good": filled("What a good case says."),
        "poor": filled("What a poor case says."),
        "document": ref("document"),
        "added": text("The edition that brought this item."),
    }


def _options() -> Schema:
    answer_set = {"type": "string", "pattern": f"^{ID}$"}
    own = entries("The item's own answers.", NAME, ref("option")) | {"minProperties": 2}
    about = "The possible answers, two or more, or the name of an answer set."
    return {"description": about, "anyOf": [answer_set, own]}


def option() -> Schema:
    """One possible answer, which says its words after its status."""
    fields = {status.value: filled(_STATUSES[status]) for status in STATUSES}
    fields["needs"] = list_of(one_of(_NEEDS, "A part of the answer."), "What the answer must say besides.")
    fields["fresh"] = {
        "description": "How long the answer stays fresh, counted from its date: 12 months, or 5 years.",
        "type": "string",
        "pattern": r"^0*[1-9]\d* (month|year)s?$",
    }
    return group("One possible answer. It says its words after its status.", fields) | {
        "type": "object",
        "oneOf": [{"required": [status.value]} for status in STATUSES],
        "dependencies": {"fresh": _has("needs", "A date to count from.", {"contains": {"const": Need.DATE.value}})},
    }


def row() -> Schema:
    """One line of the table: its words, or its words and where a document tells the answer."""
    short = filled("The words of the line.")
    long = group("The words, and where a document tells the answer.", _row_fields(), required=("text",))
    return {"description": "One line of the table.", "anyOf": [short, long]}


def _row_fields() -> dict[str, Schema]:
    return {"text": filled("The words of the line."), "document": ref("row-document")}


def whole_document(playbook: Playbook) -> Schema:
    """Where a document tells the answer to an item; the word `rows` stands for all of its rows."""
    about = f"{_READS} Or the word “rows”, where the rule reads which rows are met."
    return _document(playbook, {"description": about, "anyOf": [{"const": "rows"}, _values()]})


def row_document(playbook: Playbook) -> Schema:
    """Where a document tells the answer for one row."""
    return _document(playbook, {"description": _READS, **_values()})


def _document(playbook: Playbook, reads: Schema) -> Schema:
    fields = {
        "in": list_of(one_of(playbook.documents, "A kind of document."), "The papers that tell it.", at_least=1),
        "rule": filled("The rule that reads them, by its id."),
        "reads": reads,
    }
    return group("Where a document tells the answer, and how it is read.", fields, required=tuple(fields))


def _values() -> Schema:
    return {"type": ["object", "null"], "additionalProperties": list_of({"type": "string"}, "Options of this item.")}


def _laws(playbook: Playbook) -> list[Schema]:
    """What must hold between the fields of one item."""
    disputed = [claim.id for claim in playbook.claims.values() if claim.rating is Rating.DISPUTED]
    is_disputed = _has("rating", "A disputed item.", {"const": Rating.DISPUTED.value})
    carries_one = _has("claims", "A disputed claim among them.", {"contains": {"enum": disputed}})
    by_rows = _has("document", "Read row by row.", _has("reads", "The word “rows”.", {"const": "rows"}))
    return [
        {"anyOf": [_has(name, "At least one.", {"minItems": 1}) for name in ("claims", "sources")]},
        {"if": is_disputed, "then": _has("priority", "Never a must.", {"not": {"const": Priority.MUST.value}})},
        {
            "if": {"anyOf": [is_disputed, carries_one]},
            "then": _has("but", "The other side.", {"type": ["string", "number", "boolean"], "pattern": r"\S"}),
        },
        {"if": by_rows, "then": _has("rows", "The rows that are read.", {"type": "object", "minProperties": 1})},
    ]


def _has(name: str, description: str, form: Schema) -> Schema:
    """An object that has `name`, and in this form."""
    return {"required": [name], "properties": {name: {"description": description, **form}}}
