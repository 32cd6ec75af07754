"""The small parts that the schemas share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook.model import Priority, Rating

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ID = "[a-z0-9]+(-[a-z0-9]+)*"
PRIORITIES = {
    Priority.MUST: "The gate stays shut until it is met: a dated rule, or what nobody can decide without.",
    Priority.SHOULD: "Worth doing before the gate; it blocks nothing.",
    Priority.COULD: "Worth a thought.",
}
RATINGS = {
    Rating.EVIDENCED: "A rule or a study says that the met answers are better than the others.",
    Rating.SENSIBLE: "Experience says so; nobody has measured it.",
    Rating.DISPUTED: "Informed people differ: never a must, and “but” gives the other side.",
}


def head(name: str, title: str, description: str) -> Schema:
    """What a schema says of itself; `name` is the last part of its id."""
    return {"$schema": DRAFT, "$id": f"urn:board-cio-playbook:{name}", "title": title, "description": description}


def text(description: str) -> Schema:
    """A text that may be empty. What looks like a number or a truth value is a text as well: `note: 2026`."""
    return {"description": description, "type": ["string", "number", "boolean", "null"]}


def filled(description: str) -> Schema:
    """A text that says something."""
    return {"description": description, "type": ["string", "number", "boolean"], "pattern": r"\S"}


def date(description: str) -> Schema:
    """A day in its ISO form. A loader that turns such a text into a date must turn it back before it validates."""
    return {
        "description": f"{description} Written as year-month-day: 2026-11-30.",
        "type": ["string", "null"],
        "pattern": r"^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        "format": "date",
        "patternErrorMessage": "Write it as year-month-day: 2026-11-30",
    }


def one_of(words: Mapping[Any, str], description: str = "") -> Schema:
    """One of `words`, each with what it means, which an editor shows."""
    known = [word if word is None else str(word) for word in words]
    made: Schema = {"enum": known, "enumDescriptions": list(words.values())}
    return {"description": description, **made} if description else made


def list_of(words: Schema, description: str, *, at_least: int = 0) -> Schema:
    made: Schema = {"description": description, "type": "array", "items": words}
    return made | ({"minItems": at_least} if at_least else {})


def group(description: str, properties: Mapping[str, Schema], *, required: tuple[str, ...] = ()) -> Schema:
    """A mapping with these properties and no others; unless something is required, it may be left empty."""
    made: Schema = {"description": description, "type": "object" if required else ["object", "null"]}
    made |= {"properties": dict(properties), "additionalProperties": False}
    return made | ({"required": list(required)} if required else {})


def whole(description: str, properties: Mapping[str, Schema]) -> Schema:
    """An object with all of these properties and no others."""
    return group(description, properties, required=tuple(properties))


def words(description: str) -> Schema:
    """A text, in what the program writes."""
    return {"description": description, "type": "string"}


def map_of(value: Schema, description: str) -> Schema:
    """An object whose names the description tells."""
    return {"description": description, "type": "object", "additionalProperties": value}


def entries(description: str, names: str, value: Schema) -> Schema:
    """A mapping whose names its author chooses, as the pattern `names` allows."""
    return {
        "description": description,
        "type": "object",
        "propertyNames": {"pattern": f"^{names}$"},
        "additionalProperties": value,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def former(description: str, name: str = "") -> Schema:
    """A former name of what `name` defines; anything may stand below it where nothing took its place."""
    made: Schema = {"description": description, "deprecated": True, "deprecationMessage": description}
    return made | ({"allOf": [ref(name)]} if name else {})
