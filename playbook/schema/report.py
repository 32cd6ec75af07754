"""The schema of the report as JSON."""

from __future__ import annotations

from playbook.model import Priority, Status
from playbook.schema.parts import (
    PRIORITIES,
    RATINGS,
    Schema,
    date,
    group,
    head,
    list_of,
    map_of,
    one_of,
    ref,
    whole,
    words,
)

STATUSES = {
    Status.MET: "The answer passes.",
    Status.PARTLY: "On the way; it does not pass.",
    Status.NOT_MET: "It does not pass.",
    Status.UNKNOWN: "The trust does not know yet.",
    Status.UNANSWERED: "Nothing was answered.",
    Status.NOT_APPLICABLE: "Not asked, because of another answer, or set aside with a reason.",
    Status.CONTRADICTED: "A document says otherwise.",
    Status.OUTDATED: "Older than the answer may be, or past its day.",
}
_BEARINGS = {
    "supports": "It says what the answer says.",
    "lowers": "It says otherwise, and the answer does not pass.",
    "overruled": "It says otherwise, and the trust lets its answer stand, with a reason.",
    "suggests": "It speaks for another answer; a person has to confirm it.",
}


def report_schema() -> Schema:
    """The JSON Schema of `playbook check --format json`: one report, or a list of them for several paths."""
    made = head("report", "A report", "Where a trust stands, as of a day: a report, or a list of reports.")
    return made | {
        "anyOf": [ref("report"), {"type": "array", "items": ref("report")}],
        "definitions": {
            "report": whole("What one answers file comes to.", _report()),
            "gate": whole("A gate, and whether the trust may pass it.", _gate()),
            "item": whole("One question, and where it stands.", _item()),
            "finding": _finding(),
            "source": whole("What statements rest on.", _source()),
            "count": whole("How many items of a kind apply, pass, or wait.", _count()),
            "status": one_of(STATUSES, "Where it stands."),
        },
    }


def _words_or_null(description: str) -> Schema:
    return {"description": description, "type": ["string", "null"]}


def _ids(description: str) -> Schema:
    return list_of({"type": "string"}, description)


def _number(description: str) -> Schema:
    return {"description": description, "type": "integer", "minimum": 0}


def _report() -> dict[str, Schema]:
    version = {
        "version": words("The version of the program."),
        "edition": words("The edition of the checklists."),
    }
    counts: dict[str, Schema] = {
        priority.value: {"description": f"The {priority}s of all gates.", "allOf": [ref("count")]}
        for priority in Priority
    }
    return {
        "playbook": whole("What made the report.", version),
        "path": words("The answers file."),
        "trust": words("The trust, as its answers file names it; empty where it does not."),
        "as_of": date("The day by which the answers were judged.") | {"type": "string"},
        "lead": words("The id of the gate whose verdict leads."),
        "role": _words_or_null("The role for which the items were picked; null for all."),
        "headline": words("The verdict of the leading gate in a sentence."),
        "gates": list_of(ref("gate"), "Every gate, in order. A role narrows the items and never the verdicts."),
        "counts": whole("How many items apply, pass and wait, by priority.", counts),
        "items": list_of(ref("item"), "The items asked for, in the order of gates and checklists."),
        "sources": map_of(ref("source"), "The sources that the items name, by id."),
        "documents": map_of({"type": "string"}, "The documents that were read: the file of each kind."),
        "notices": _ids("What was read as something else, or can be mended, each with its place."),
    }


def _gate() -> dict[str, Schema]:
    return {
        "id": words("The gate's id."),
        "title": words("The gate's name."),
        "ready": {
            "description": "Whether every must of it and of earlier gates is met; null where it does not apply.",
            "type": ["boolean", "null"],
        },
        "verdict": words("The verdict in words."),
        "musts": {"description": "The musts of this gate alone.", "allOf": [ref("count")]},
        "blockers": _ids("The ids of the musts in the way, those of earlier gates included."),
    }


def _item() -> dict[str, Schema]:
    return {
        "checklist": words("The id of its checklist."),
        "gate": words("The id of the gate that it guards."),
        "id": words("The item's id."),
        "ask": words("The question."),
        "status": ref("status"),
        "priority": one_of(PRIORITIES, "How much depends on it."),
        "rating": one_of(RATINGS, "How sure the playbook is that the met answers are better than the others."),
        "reason": words("Why it stands there, in a sentence."),
        "place": words("Where the answer stands, as file:line:column; the file alone where there is none."),
        "answer": _words_or_null("The id of the option chosen; null for every other answer."),
        "who": _ids("The ids of the roles that answer: the first acts, the others help."),
        "owner": _words_or_null("Who will see to it, as the trust wrote it."),
        "due": date("The day by which the owner will have seen to it."),
        "waits_for": _words_or_null("The id of the item whose answer decides whether this one applies."),
        "set_aside": {"description": "Whether the trust set it aside with a reason.", "type": "boolean"},
        "rows": map_of(ref("status"), "Where each row stands, by its id; empty for an item without rows."),
        "sources": _ids("The ids of the sources behind it."),
        "findings": list_of(ref("finding"), "What the trust's own documents say of it."),
    }


def _finding() -> Schema:
    always: dict[str, Schema] = {
        "bearing": one_of(_BEARINGS, "How it bears on the answer."),
        "rule": words("The id of the rule that read it."),
        "value": {
            "description": "What the rule read: one of its values, a number, or the ids of the rows covered.",
            "type": ["string", "integer", "array"],
            "items": {"type": "string"},
        },
        "document": _words_or_null("The kind of document; null where documents are silent."),
        "where": words("The place in words."),
        "quote": words("The words of the document."),
        "silent": _ids("The kinds of document that were read and have no word of it."),
    }
    more = {
        "because": words("Why the trust lets its answer stand."),
        "options": _ids("The options that the document speaks for."),
        "row": _words_or_null("The row they belong to."),
    }
    return group("What a document says of an answer.", always | more, required=tuple(always))


def _source() -> dict[str, Schema]:
    return {
        "title": words("Its title."),
        "author": words("Who wrote or issued it."),
        "date": words("The date that it shows, or “not shown”."),
        "link": words("Where it was found."),
        "seen": words("What was seen of it."),
    }


def _count() -> dict[str, Schema]:
    return {
        "applicable": _number("Those that apply, with those set aside."),
        "passed": _number("Those of them that pass."),
        "waiting": _number("Those that wait for another answer."),
    }
