"""The schema of a comparison as JSON."""

from __future__ import annotations

from playbook.compare.compare import Kind, Why
from playbook.schema.parts import Schema, date, head, list_of, one_of, ref, whole, words
from playbook.schema.report import STATUSES

_KINDS = {
    Kind.MET: "Met now, and not before.",
    Kind.WENT_BACK: "It passed before, and does not now.",
    Kind.MOVED: "Still open, and answered otherwise.",
    Kind.ANSWERED_ANEW: "Answered otherwise, and still met.",
    Kind.SET_ASIDE: "Set aside with a reason.",
    Kind.ASKED: "Asked now, because of another answer.",
    Kind.NOT_ASKED: "No longer asked, because of another answer.",
    Kind.ADDED: "Added by an edition of the checklists.",
    Kind.RENAMED: "It has another id in the later edition.",
    Kind.RETIRED: "The later edition asks it no more.",
}
_WHYS = {
    Why.EXPIRED: "The answer is out of date.",
    Why.CONTRADICTED: "A document says otherwise.",
    Why.REMOVED: "The answer was taken out.",
    Why.CHANGED: "The answer was changed.",
    Why.LACKING: "The same answer no longer says all that is needed.",
    Why.EDITION: "The checklists judge the same answer otherwise.",
    None: "It did not go back.",
}


def comparison_schema() -> Schema:
    """The JSON Schema of `playbook compare --format json`."""
    made = head("comparison", "A comparison", "What changed between two assessments of a trust.")
    return (
        made
        | whole(made["description"], _comparison())
        | {
            "definitions": {
                "side": whole("One of the two assessments.", _side()),
                "verdict": whole("A gate's verdict, and its own musts.", _verdict()),
                "gate": whole("A gate of which the verdict or the counts are others.", _gate()),
                "standing": whole("Where a question stands.", _standing()),
                "change": whole("What happened to one question.", _change()),
            }
        }
    )


def _comparison() -> dict[str, Schema]:
    return {
        "before": _described("The earlier one.", "side"),
        "after": _described("The later one.", "side"),
        "summary": list_of({"type": "string"}, "The sentences for the minutes."),
        "compared": _number("How many questions are in both."),
        "unchanged": _number("How many of these stand as they did."),
        "gates": list_of(ref("gate"), "The gates of which the verdict or the counts are others."),
        "changes": list_of(ref("change"), "What happened to the questions, the best news first."),
    }


def _side() -> dict[str, Schema]:
    return {
        "trust": words("The trust's name; empty where the answers give none."),
        "as_of": date("The day by which the answers were judged.") | {"type": "string"},
        "edition": words("The edition of the checklists."),
    }


def _gate() -> dict[str, Schema]:
    return {
        "id": words("The gate's id."),
        "title": words("The gate's name."),
        "before": _described("As it was.", "verdict"),
        "after": _described("As it is.", "verdict"),
    }


def _verdict() -> dict[str, Schema]:
    counts = {"applicable": _number("Those that apply."), "passed": _number("Those of them that pass.")}
    return {
        "ready": {
            "description": "Whether it may be passed; null where it does not apply.",
            "type": ["boolean", "null"],
        },
        "musts": whole("The musts of this gate alone.", counts),
    }


def _change() -> dict[str, Schema]:
    return {
        "kind": one_of(_KINDS, "What happened."),
        "id": words("The question's id; the former one where it was renamed or retired."),
        "ask": _or_null("The question; null where neither side holds it."),
        "why": one_of(_WHYS, "Why it went back."),
        "because": _or_null("Why the checklists renamed or retired it."),
        "before": _standing_or_null("As it stood; null where it was not there."),
        "after": _standing_or_null("As it stands; null where it is there no more."),
    }


def _standing() -> dict[str, Schema]:
    return {
        "id": words("Its id on that day."),
        "status": one_of(STATUSES, "Where it stands."),
        "answer": _or_null("The id of the option chosen; null for every other answer."),
        "reason": words("Why, in a sentence."),
        "set_aside": {"description": "Whether it was set aside with a reason.", "type": "boolean"},
    }


def _described(description: str, name: str) -> Schema:
    return {"description": description, "allOf": [ref(name)]}


def _standing_or_null(description: str) -> Schema:
    return {"description": description, "anyOf": [ref("standing"), {"type": "null"}]}


def _or_null(description: str) -> Schema:
    return {"description": description, "type": ["string", "null"]}


def _number(description: str) -> Schema:
    return {"description": description, "type": "integer", "minimum": 0}
