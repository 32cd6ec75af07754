"""The schema of what `playbook lint` says as JSON."""

from __future__ import annotations

from playbook.model import Rating
from playbook.rule import Outcome
from playbook.schema.parts import RATINGS, Schema, date, head, list_of, map_of, one_of, ref, whole, words

_OUTCOMES = {
    Outcome.FLAGS: "A line worth changing.",
    Outcome.MISSING: "The document lacks what one of its kind should say.",
    Outcome.AMBIGUOUS: "A line that a person must judge.",
    Outcome.SUPPORTS: "A line that helps.",
}
_LEVELS = {
    "flags": "Lines worth changing.",
    "missing": "Those, and what is missing.",
    "ambiguous": "Those, and lines that a person must judge.",
    "never": "Nothing fails.",
}
_FORMATS = {
    "word": "A Word document.",
    "pdf": "A PDF.",
    "html": "A page of the web.",
    "markdown": "Markdown.",
    "text": "Plain text.",
}


def documents_schema() -> Schema:
    """The JSON Schema of `playbook lint --format json`."""
    made = head("documents", "A report on documents", "What the rules read in documents, and find in them.")
    return (
        made
        | whole("What came of reading some documents.", _report())
        | {
            "description": made["description"],
            "definitions": {
                "document": whole("A document that was read.", _document()),
                "finding": whole("What a rule says of a line, or of what the document leaves out.", _finding()),
                "unread": whole("A file that could not be read.", _unread()),
                "rule": whole("What is looked for, and what it reads.", _rule()),
            },
        }
    )


def _or_null(description: str, kind: str) -> Schema:
    least = {"minimum": 1} if kind == "integer" else {}
    return {"description": description, "type": [kind, "null"], **least}


def _truth(description: str) -> Schema:
    return {"description": description, "type": "boolean"}


def _report() -> dict[str, Schema]:
    version = {
        "version": words("The version of the program."),
        "edition": words("The edition of the checklists."),
    }
    return {
        "playbook": whole("What made the report.", version),
        "as_of": date("The day by which days in the documents have passed.") | {"type": "string"},
        "trust": words("Whose documents they are, as it was said; empty where it was not."),
        "fail_on": one_of(_LEVELS, "What fails."),
        "passes": _truth("Whether every file was read and no finding fails."),
        "documents": list_of(ref("document"), "The documents that were read, in the order given, each once."),
        "unreadable": list_of(ref("unread"), "The files that could not be read."),
        "rules": map_of(ref("rule"), "Every rule, by its id."),
    }


def _document() -> dict[str, Schema]:
    return {
        "file": words("Its name, as it was given."),
        "format": one_of(_FORMATS, "What it is, by what it holds."),
        "kind": _or_null("The id of its kind, as said or guessed; null where it is not known.", "string"),
        "kind_is_guessed": _truth("Whether the kind was guessed."),
        "values": map_of({"type": "string"}, "What every rule reads in it, by the rule's id."),
        "findings": list_of(ref("finding"), "What the rules say of it."),
    }


def _finding() -> dict[str, Schema]:
    return {
        "rule": words("The id of the rule, or of what is compared between documents."),
        "outcome": one_of(_OUTCOMES, "What it means for the document."),
        "value": words("What the rule reads in the whole document."),
        "fails": _truth("Whether it is at the level asked for or above, and not meant."),
        "item": _or_null("The id of the question that the rule belongs to.", "string"),
        "where": words("The place in words; empty where the whole document lacks something."),
        "page": _or_null("The page, in a format that has pages.", "integer"),
        "line": _or_null("The line of the file, in a format that has lines.", "integer"),
        "quote": words("The sentence; empty where the whole document lacks something."),
        "words": words("The words of it that gave it away, without their punctuation."),
        "says": words("What is special about it, in a sentence; mostly empty."),
        "meant": _truth("Whether the author marked the line as meant."),
        "because": words("The reason that the author gave."),
    }


def _unread() -> dict[str, Schema]:
    return {
        "file": words("Its name, as it was given."),
        "message": words("What is wrong with it."),
        "hint": words("What to do."),
    }


def _rule() -> dict[str, Schema]:
    return {
        "title": words("What it is about."),
        "rating": one_of({rating: RATINGS[rating] for rating in Rating}, "How sure the playbook is of its advice."),
        "why": words("Why it matters."),
        "instead": words("What to write instead."),
        "item": _or_null("The id of the first question that the rule belongs to.", "string"),
    }
