"""The frame and the register: gates, roles, kinds of document, answer sets; claims and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from playbook.load.form import Form, Reader
from playbook.load.nodes import Node, Scalar
from playbook.load.options import read_options
from playbook.model import Claim, Gate, Option, Rating, Role, Source

_SHOWN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|not shown")
_ADDRESS = re.compile(r"https?://\S+")
CLAIM_KINDS = ("asked", "scanned", "prose")
Entry = TypeVar("Entry")


class Frame(NamedTuple):
    """What every checklist may refer to."""

    edition: str
    gates: Mapping[str, Gate]
    roles: Mapping[str, Role]
    documents: Mapping[str, str]
    answer_sets: Mapping[str, Mapping[str, Option]]


def read_frame(reader: Reader, node: Node) -> Frame:
    form = Form(reader, "the playbook", node, node, ("edition", "gates", "roles", "documents", "answer-sets"))
    return Frame(
        edition=form.text("edition"),
        gates=read_entries(reader, form.get("gates", required=True), "gates", _gate),
        roles=read_entries(reader, form.get("roles", required=True), "roles", _role),
        documents=read_entries(
            reader, form.get("documents"), "documents", lambda r, key, value: r.text(value, key.text)
        ),
        answer_sets=read_entries(reader, form.get("answer-sets"), "answer-sets", read_options),
    )


def read_entries(
    reader: Reader, node: Node | None, what: str, read: Callable[[Reader, Scalar, Node], Entry]
) -> dict[str, Entry]:
    """The entries of a mapping, each read by `read`."""
    return {key.text: read(reader, key, value) for key, value in reader.pairs(node, what)}


def read_claims(reader: Reader, node: Node, sources: Collection[str] | None) -> dict[str, Claim]:
    """The register; with `sources` at hand, a source that is not among them is a problem."""
    return read_entries(reader, node, "claims", lambda _, key, value: _claim(reader, key, value, sources))


def read_sources(reader: Reader, node: Node) -> dict[str, Source]:
    return read_entries(reader, node, "sources", _source)


def _claim(reader: Reader, key: Scalar, node: Node, sources: Collection[str] | None) -> Claim:
    form = Form(reader, f"claim {key.text}", key, node, ("claim", "kind", "rating", "sources", "note"))
    return Claim(
        id=key.text,
        claim=form.text("claim"),
        kind=form.words("kind", CLAIM_KINDS, required=True),
        rating=form.choice("rating", Rating) or Rating.SENSIBLE,
        sources=form.words("sources", sources, required=True),
        place=reader.place(key),
        note=form.text("note", required=False),
    )


def _source(reader: Reader, key: Scalar, node: Node) -> Source:
    form = Form(reader, f"source {key.text}", key, node, ("title", "author", "date", "link", "seen", "checked"))
    form.get("checked", required=True)
    return Source(
        id=key.text,
        title=form.text("title"),
        author=form.text("author"),
        date=shown_date(form, "date"),
        link=_like(form, "link", _ADDRESS, "address", "Begin with https://"),
        seen=form.text("seen"),
        checked=form.date("checked") or date.min,
    )


def shown_date(form: Form, field: str) -> str:
    """A date as a source shows it: to the day, the month or the year; or the words "not shown"."""
    return _like(form, field, _SHOWN_DATE, "date", "Write it as: 2023-09-30, 2023-09, 2023, or not shown")


def _like(form: Form, field: str, pattern: re.Pattern[str], called: str, hint: str) -> str:
    """A text of a certain form."""
    text = form.text(field)
    if text and not pattern.fullmatch(text):
        form.reader.report(form.fields[field], f"{form.what}: “{text}” is no {called}", hint)
    return text


def _gate(reader: Reader, key: Scalar, node: Node) -> Gate:
    form = Form(reader, f"gate {key.text}", key, node, ("title", "about", "ready", "not-ready"))
    return Gate(
        id=key.text,
        title=form.text("title"),
        about=form.text("about"),
        ready=form.text("ready"),
        not_ready=form.text("not-ready"),
    )


def _role(reader: Reader, key: Scalar, node: Node) -> Role:
    form = Form(reader, f"role {key.text}", key, node, ("title", "note"))
    return Role(id=key.text, title=form.text("title"), note=form.text("note", required=False))
