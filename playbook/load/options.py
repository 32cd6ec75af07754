"""The options of an item or of an answer set: each names its status by the word before its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playbook.load.form import Form, Reader
from playbook.load.nodes import Node, Scalar, Seq
from playbook.model import Need, Option, Status

STATUSES = (Status.MET, Status.PARTLY, Status.NOT_MET)
RESERVED = ("unknown", "not-applicable")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}


def read_options(reader: Reader, name: Scalar, node: Node) -> Mapping[str, Option]:
    """The options of the item or answer set called `name`: two or more."""
    found = {key.text: _option(reader, key, value) for key, value in reader.pairs(node, f"the options of {name.text}")}
    if len(found) < 2 and not isinstance(node, Seq):
        reader.report(name, f"{name.text}: a question needs at least two options")
    return found


def check_id(reader: Reader, key: Scalar, what: str) -> None:
    if key.text in RESERVED and what == "an option":
        reader.report(key, f"“{key.text}” is always a possible answer", "Delete the option; nobody needs to write it.")
    elif key.text in RESERVED or not ID.fullmatch(key.text):
        reader.report(key, f"“{key.text}” cannot name {what}", "Use lower-case words joined by hyphens: line-manager")


def _option(reader: Reader, key: Scalar, node: Node) -> Option:
    check_id(reader, key, "an option")
    form = Form(reader, f"option {key.text}", key, node, (*STATUSES, "needs", "fresh"))
    said = [status for status in STATUSES if status in form]
    if len(said) != 1:
        reader.report(key, f"option {key.text} says its words after exactly one of met, partly and not-met")
    status = said[0] if said else Status.NOT_MET
    needs = form.words("needs", tuple(Need))
    fresh = _months(form)
    if fresh and Need.DATE not in needs:
        reader.report(
            key,
            f"option {key.text} stays fresh for a time, counted from a date it does not ask for",
            "Add: needs: [date]",
        )
    text = form.text(status) if said else ""
    return Option(
        id=key.text, text=text, status=status, needs=tuple(need for need in Need if need in needs), fresh=fresh
    )


def _months(form: Form) -> int | None:
    text = form.text("fresh", required=False)
    if not text:
        return None
    number, _, unit = text.partition(" ")
    if number.isdecimal() and len(number) < 5 and int(number) and unit in _MONTHS:
        return int(number) * _MONTHS[unit]
    form.reader.report(form.fields["fresh"], f"fresh: “{text}” is not a time", "Write it as: 12 months, or 5 years")
    return None
