"""The schema of a trust's answers file: every checklist, item, row and option by name.

`answer`, `table` and `row` are the long forms of an answer: to an item, to an item with rows, and to a row. What
differs from item to item, its options and rows, stands with the item; `-must` marks forms that cannot be set aside.
"""

from __future__ import annotations

from collections.abc import Iterable

from playbook.load.answers import ANSWER_FIELDS, ROW_FIELDS
from playbook.model import Checklist, Item, Playbook, Retired
from playbook.plain import option_text
from playbook.schema.facts import facts_schema
from playbook.schema.parts import Schema, date, filled, former, group, head, list_of, one_of, ref, text
from playbook.words import listed

_PARTS = {
    "answer": {"description": "The answer in one word."},
    "not-applicable": filled("Why the question does not apply to you. The reason stands in the report."),
    "note": text("What else a reader should know, in your own words."),
    "evidence": text("Where one can see that it is so: a minute, a page, a link."),
    "date": date("The day it happened. Never a day to come."),
    "until": date("The day until which the answer holds, or by which what is booked will have happened."),
    "owner": text("Who will see to it: a name or a post."),
    "due": date("The day by which the owner will have seen to it."),
    "rows": {"description": "One answer for each row."},
    "stands": list_of(
        ref("stand"), "Findings in your documents that you overrule. Each holds for the quoted words alone."
    ),
}
_FORMS = {
    "answer": tuple(name for name in ANSWER_FIELDS if name != "rows"),
    "table": ANSWER_FIELDS,
    "row": ROW_FIELDS,
}
_STAND = {
    "finding": filled("The rule whose finding you overrule, by its id."),
    "quote": filled(
        "The words of the document, as the report quotes them; left out where it says that nothing was found."
    ),
    "because": filled("Why your answer stands all the same."),
}
_NO_ANSWER = {"description": "No answer beside “not-applicable” or “rows”.", "type": "null"}
_NO_ROWS = {"description": "No rows beside an answer for the whole.", "maxProperties": 0}
_ALWAYS = {"unknown": "You don't know yet. The report says whom to ask.", None: "Not answered yet."}


def answers_schema(playbook: Playbook) -> Schema:
    """The JSON Schema of an answers file for this playbook."""
    made = head(
        f"answers:{playbook.edition}",
        "A trust's answers",
        "What a trust answers to the Board CIO Playbook. An item that you leave out, or leave empty, is not answered.",
    )
    return made | {
        "type": "object",
        "properties": _file(playbook),
        "additionalProperties": False,
        "required": ["answers"],
        "definitions": _forms() | _definitions(playbook),
    }


def _file(playbook: Playbook) -> dict[str, Schema]:
    papers = {id_: text(f"Where the file lies: {title}.") for id_, title in playbook.documents.items()}
    return {
        "trust": text("The name of the trust, as it should stand in the report."),
        "edition": text("The edition of the playbook that these answers were written for."),
        "documents": group("The trust's own papers, which the answers can be compared with.", papers),
        "facts": facts_schema(playbook.facts),
        "answers": group("The answers, by checklist and item.", _checklists(playbook.checklists.values())),
    }


def _checklists(checklists: Iterable[Checklist]) -> dict[str, Schema]:
    found = {one.id: ref(f"checklist.{one.id}") for one in checklists}
    for one in checklists:
        for old in one.formerly:
            found[old] = former(f"This checklist is now called “{one.id}”.", f"checklist.{one.id}")
    return found


def _forms() -> dict[str, Schema]:
    """The long forms, and what they are made of."""
    found = {f"part.{name}": part for name, part in _PARTS.items()}
    found["stand"] = group("One finding that you overrule.", _STAND, required=("finding", "because"))
    found["by-rows"] = one_of(_ALWAYS)
    for name, fields in _FORMS.items():
        found[name] = _form(fields)
        found[f"{name}-must"] = _form([field for field in fields if field != "not-applicable"])
    return found


def _form(fields: Iterable[str]) -> Schema:
    """A long form. It answers as a whole, sets aside, or answers row by row: one of the three."""
    parts = {name: ref(f"part.{name}") for name in fields}
    made: Schema = {"type": "object", "properties": parts, "additionalProperties": False}
    apart: Schema = {"answer": _NO_ANSWER}
    conflicts: Schema = {}
    if "rows" in parts:
        apart["rows"] = _NO_ROWS
        conflicts["answer"] = {"anyOf": [{"properties": {"answer": _NO_ANSWER}}, {"properties": {"rows": _NO_ROWS}}]}
    if "not-applicable" in parts:
        conflicts["not-applicable"] = {"properties": apart}
    return made | ({"dependencies": conflicts} if conflicts else {})


def _definitions(playbook: Playbook) -> dict[str, Schema]:
    found = {f"checklist.{one.id}": _checklist(one, playbook) for one in playbook.checklists.values()}
    for item in playbook.items.values():
        found[f"options.{item.id}"] = _options(item, playbook)
        if item.rows:
            found[f"row.{item.id}"] = _answer(item, "row")
        found[f"item.{item.id}"] = _item(item, playbook)
    return found


def _checklist(checklist: Checklist, playbook: Playbook) -> Schema:
    items = {item.id: ref(f"item.{item.id}") for item in checklist.items}
    for old in playbook.retired.values():
        if "/" not in old.id:
            items[old.id] = former(_now(old), f"item.{old.successor}" if old.successor else "")
    return group(f"{checklist.title}. {checklist.about}".rstrip(), items)


def _item(item: Item, playbook: Playbook) -> Schema:
    roles = listed([playbook.roles[role].title for role in item.who])
    gate = playbook.gates[item.gate].title
    about = f"{item.ask} A {item.priority} for the gate “{gate}”. Who answers: {roles}. {item.how}"
    if not item.rows:
        return {"description": about, **_answer(item, "answer")}
    rows = group("One answer for each row.", _rows(item, playbook))
    return {"description": f"{about} Each row is answered below “rows”.", **_answer(item, "table", rows)}


def _answer(item: Item, form: str, rows: Schema | None = None) -> Schema:
    """The short form, one word, or the long form with its parts.

    What is described lies outside: an editor shows the innermost description of a value, and here that is the question.
    """
    one_word = ref("by-rows" if rows else f"options.{item.id}")
    whole = ref(f"{form}-must" if item.is_must and not item.set_aside else form)
    own: Schema = {"answer": {"description": _PARTS["answer"]["description"], "allOf": [one_word]}}
    if rows:
        own["rows"] = rows
    return {"anyOf": [one_word, {"allOf": [whole], "properties": own}]}


def _options(item: Item, playbook: Playbook) -> Schema:
    words = {option.id: option_text(option) for option in item.options.values()} | _ALWAYS
    made = one_of(words)
    former_words = [
        {"const": word, "deprecated": True, "description": _now(old)}
        for word, old in _former(item, playbook)
        if old.successor not in item.rows
    ]
    return {"anyOf": [made, *former_words]} if former_words else made


def _rows(item: Item, playbook: Playbook) -> dict[str, Schema]:
    one = f"row.{item.id}"
    rows = {row.id: {"description": row.text, "allOf": [ref(one)]} for row in item.rows.values()}
    for name, old in _former(item, playbook):
        if old.successor not in item.options:
            rows[name] = former(_now(old), one if old.successor else "")
    return rows


def _former(item: Item, playbook: Playbook) -> list[tuple[str, Retired]]:
    """The former names of the item's options and rows. Which of the two it was, only a successor can tell."""
    start = f"{item.id}/"
    return [(id_.removeprefix(start), old) for id_, old in playbook.retired.items() if id_.startswith(start)]


def _now(old: Retired) -> str:
    now = f"It is now called “{old.successor}”" if old.successor else "It is no longer asked"
    return f"{now}, since edition {old.edition}. {old.because}"
