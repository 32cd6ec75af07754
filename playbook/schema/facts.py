"""The part of an answers file's schema that is about facts."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.fact import DRAFTS, HOW, FactForm, FactQuestion
from playbook.schema.parts import Schema, date, group, text
from playbook.words import listed

_ABOUT = "Names, sums, days and sizes that drafts need."
_BLANK = r"^\s*$|^\s*unknown\s*$|"
_ANY_YEAR, _YEARS = r"(?!0000)\d{4}", r"20(0[1-9]|[1-8]\d|9[0-8])"
PATTERNS: Mapping[FactForm, str] = {
    FactForm.NUMBER: r"^\s*(\d{1,3}(,\d{3})+|\d{1,12})\s*$",
    FactForm.MONEY: (
        r"^\s*£?[ \u00a0]?((\d{1,3}(,\d{3})+|\d{1,12})([ \u00a0]?(m|million))?"
        r"|\d{1,6}\.\d{1,3}[ \u00a0]?(m|million))\s*$"
    ),
    FactForm.DATE: rf"^{_YEARS}-\d\d-\d\d$",
    FactForm.CONTACT: r"[^\s@]@[^\s@]|[hH][tT][tT][pP][sS]?://\S+|(\d[\s()+-]*){6}",
}
"""What a fact of a form looks like, in the regular expressions of JavaScript and of Python."""


def facts_schema(questions: Mapping[str, FactQuestion]) -> Schema:
    """The schema of `facts`: each fact in its form. Where the playbook declares none, every name is taken."""
    made = group(_ABOUT, {id_: _fact(question) for id_, question in questions.items()})
    return made if questions else made | {"additionalProperties": text("A fact, by the name a draft gives it.")}


def _fact(question: FactQuestion) -> Schema:
    used = listed([DRAFTS[draft].lower() for draft in question.drafts])
    about = f"{question.ask} For example: {question.example}. Used in: {used}."
    if question.form is FactForm.DATE:
        made = date(about)
        made["pattern"] = rf"^(unknown|)$|{made['pattern'].replace(_ANY_YEAR, _YEARS)}"
        return {name: value for name, value in made.items() if name != "format"}
    if question.form is FactForm.LIST:
        one = {"type": ["string", "number", "boolean", "null"]}
        return {"description": about, "anyOf": [one, {"type": "array", "items": one}]}
    made = text(about)
    if pattern := PATTERNS.get(question.form):
        made |= {"pattern": _BLANK + pattern, "patternErrorMessage": HOW[question.form]}
    return made
