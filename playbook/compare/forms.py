"""A comparison as text, as a paper for minutes, and as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from playbook.compare.compare import Change, Comparison, GateChange
from playbook.compare.sentences import Entry, editions, sections, summary, title, verdicts
from playbook.compare.snapshot import GateStanding, Snapshot, Standing
from playbook.plain import harmless, wrapped
from playbook.writing.paper import Block, Heading, Items, Note, Paper, Paragraph, Span, Title, Words

_LABEL = 8


def as_text(comparison: Comparison, *, width: int) -> str:
    """In lines of at most `width` characters, unless a word is longer."""
    return "\n".join(_text_lines(comparison, width)) + "\n"


def _text_lines(comparison: Comparison, width: int) -> Iterator[str]:
    yield from wrapped(comparison.after.trust or "The trust", width=width)
    yield from wrapped(f"{title(comparison)}. {editions(comparison)}", width=width)
    yield ""
    yield from wrapped(" ".join(summary(comparison)), width=width)
    if gates := verdicts(comparison):
        yield from ("", "Gates")
        for one in gates:
            yield from wrapped(one, "  ", "      ", width=width)
    for heading, entries in sections(comparison):
        yield from ("", heading)
        for entry in entries:
            yield from _text_entry(entry, width)


def _text_entry(entry: Entry, width: int) -> Iterator[str]:
    yield from wrapped(entry.ask, "  ", "  ", width=width)
    for label, words in entry.lines:
        lead = f"      {label:<{_LABEL}} " if label else "      "
        yield from wrapped(words, lead, width=width)


def as_paper(comparison: Comparison) -> Paper:
    """The same as a paper for the minutes."""
    trust = comparison.after.trust or "The trust"
    return Paper(
        title=f"{trust}: {title(comparison)}",
        blocks=tuple(_blocks(comparison, trust)),
        made=comparison.after.as_of,
        footer=trust,
    )


def _blocks(comparison: Comparison, trust: str) -> Iterator[Block]:
    yield Title(trust)
    yield Paragraph(f"{title(comparison)}. {editions(comparison)}")
    yield Note(" ".join(summary(comparison)))
    if gates := verdicts(comparison):
        yield from (Heading(1, "Gates"), Items(gates))
    for heading, entries in sections(comparison):
        yield Heading(1, heading)
        yield Items(tuple(map(_item, entries)))


def _item(entry: Entry) -> Words:
    told = (f"\n{label.capitalize()}: {words}" if label else f"\n{words}" for label, words in entry.lines)
    return (Span(entry.ask, bold=True), *map(Span, told))


def as_json(comparison: Comparison) -> str:
    """In ASCII, so that no terminal acts on it. Its form has a schema: `playbook schema comparison`."""
    return json.dumps(comparison_object(comparison), indent=2).replace("\x7f", "\\u007f") + "\n"


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    return {
        "before": _snapshot(comparison.before),
        "after": _snapshot(comparison.after),
        "summary": list(map(harmless, summary(comparison))),
        "compared": comparison.compared,
        "unchanged": comparison.unchanged,
        "gates": [_gate(one) for one in comparison.gates],
        "changes": [_change(one) for one in comparison.changes],
    }


def _snapshot(one: Snapshot) -> dict[str, str]:
    return {"trust": one.trust, "as_of": one.as_of.isoformat(), "edition": one.edition}


def _gate(change: GateChange) -> dict[str, Any]:
    after = change.after
    return {
        "id": after.id,
        "title": after.title,
        "before": _verdict(change.before),
        "after": _verdict(after),
    }


def _verdict(gate: GateStanding) -> dict[str, Any]:
    return {"ready": gate.ready, "musts": {"applicable": gate.applicable, "passed": gate.passed}}


def _change(change: Change) -> dict[str, Any]:
    named = change.after or change.before
    return {
        "kind": change.kind.value,
        "id": change.id,
        "ask": named.ask if named else None,
        "why": change.why.value if change.why else None,
        "because": change.because or None,
        "before": _standing(change.before),
        "after": _standing(change.after),
    }


def _standing(one: Standing | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "status": one.status.value,
        "answer": one.answer or None,
        "reason": one.reason,
        "set_aside": one.is_set_aside,
    }
