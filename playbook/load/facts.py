"""`facts.yaml` → the facts that can be told; and the facts of an answers file, each read in its form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise

from playbook.fact import (
    DRAFTS,
    HOW,
    IN_ORDER,
    OTHER_YEARS,
    YEARS,
    Fact,
    FactForm,
    FactQuestion,
    in_words,
    read_fact,
    why_not,
)
from playbook.load.form import Form, Reader
from playbook.load.frame import read_entries
from playbook.load.nodes import Map, Node, Scalar
from playbook.model import Problem

_FIELDS = ("title", "ask", "form", "example", "drafts")


def read_fact_questions(reader: Reader, node: Node) -> dict[str, FactQuestion]:
    """The facts that an answers file may tell. An example that has not the form is a problem."""
    return read_entries(reader, node, "facts", _question)


def _question(reader: Reader, key: Scalar, node: Node) -> FactQuestion:
    form = Form(reader, f"fact {key.text}", key, node, _FIELDS)
    kind = form.choice("form", FactForm) or FactForm.TEXT
    example = form.get("example", required=True)
    if isinstance(example, Scalar) and kind is not FactForm.LIST:
        _fact(reader, example, f"fact {key.text}: the example", kind)
    return FactQuestion(
        id=key.text,
        title=form.text("title"),
        ask=form.text("ask"),
        form=kind,
        example=form.text("example"),
        drafts=form.words("drafts", DRAFTS, required=True),
        place=reader.place(key),
    )


def read_facts(reader: Reader, node: Node | None, known: Mapping[str, FactQuestion]) -> dict[str, Fact]:
    """The facts of an answers file; what is left empty, or “unknown”, is not among them.

    Where the playbook declares none, every name is taken, and each fact is a text.
    """
    found: dict[str, Fact] = {}
    for key, value in reader.pairs(node, "facts"):
        if known and key.text not in known:
            reader.report_unknown(key, "fact", known)
            continue
        form = known[key.text].form if known else FactForm.TEXT
        if (fact := _fact(reader, value, key.text, form)) is not None:
            found[key.text] = fact
    return found


def contradictions(reader: Reader, node: Node | None, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """What two facts cannot both be: a salary to less than from, an interview before the closing date."""
    keys = {key.text: key for key, _ in node.pairs} if isinstance(node, Map) else {}
    for order in IN_ORDER:
        for low, high in pairwise(one for one in order if one in facts):
            least, most = facts[low], facts[high]
            if isinstance(least, int) and isinstance(most, int) and least > most:
                message = f"{high}: {in_words(most, FactForm.MONEY)} is less than {low}, "
                message += in_words(least, FactForm.MONEY)
            elif isinstance(least, dt.date) and isinstance(most, dt.date) and least > most:
                message = (
                    f"{high}: {in_words(most, FactForm.DATE)} comes before {low}, {in_words(least, FactForm.DATE)}"
                )
            else:
                continue
            yield reader.source.problem(keys[high].start, message, "One of the two is not right.")


def _fact(reader: Reader, node: Node, what: str, form: FactForm) -> Fact | None:
    if form is FactForm.LIST and not isinstance(node, Scalar):
        names = tuple(text for one in reader.nodes(node, what) if (text := one.text.strip()))
        return names or None
    text = reader.text(node, what)
    if not text or (isinstance(node, Scalar) and node.plain and text == "unknown"):
        return None
    if form is FactForm.DATE:
        return _day(reader, node, what)
    if form is FactForm.LIST:
        return (text,)
    fact = read_fact(text, form)
    if fact is None:
        reader.report(node, f"{what}: {why_not(text, form)}", HOW[form])
    return fact


def _day(reader: Reader, node: Node, what: str) -> dt.date | None:
    told = reader.date(node, what)
    if told and told.year not in YEARS:
        reader.report(node, f"{what}: nothing can be planned in the year {told.year}", OTHER_YEARS)
        return None
    return told
