"""The report as JSON, for other programs. Its form is stable and has a schema: `playbook schema report`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from playbook import __version__
from playbook.model import Count, Finding, Gate, Priority, Result
from playbook.reports.report import Report


def as_json(reports: Sequence[Report]) -> str:
    """One report as an object, several as a list of such objects; in ASCII, so that no terminal acts on it."""
    found = [report_object(report) for report in reports]
    return json.dumps(found[0] if len(found) == 1 else found, indent=2).replace("\x7f", "\\u007f") + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    shown = report.shown
    return {
        "playbook": {"version": __version__, "edition": report.playbook.edition},
        "path": _named(report.answers.place.file),
        "trust": report.answers.trust,
        "as_of": report.assessment.as_of.isoformat(),
        "lead": report.lead,
        "role": report.role or None,
        "headline": report.headline,
        "gates": [_gate(report, gate) for gate in report.playbook.gates.values()],
        "counts": {priority.value: _count(report.count(priority, report.playbook.gates)) for priority in Priority},
        "items": [_item(report, one) for one in shown],
        "sources": {source.id: _source(source) for one in shown for source in report.sources(one.item)},
        "documents": {kind: _named(file) for kind, file in report.papers.read.items()},
        "notices": [_named(notice) for notice in report.notices],
    }


def _named(place: object) -> str:
    """What names a file, in words; bytes of the name that are no UTF-8, which no JSON can hold, as an escape."""
    return str(place).encode(errors="backslashreplace").decode()


def _gate(report: Report, gate: Gate) -> dict[str, Any]:
    verdict = report.assessment.verdicts[gate.id]
    words = {True: gate.ready, False: gate.not_ready, None: "Does not apply"}[verdict.ready]
    return {
        "id": gate.id,
        "title": gate.title,
        "ready": verdict.ready,
        "verdict": words,
        "musts": _count(report.musts_of(gate.id)),
        "blockers": [one.item.id for one in verdict.blockers],
    }


def _count(count: Count) -> dict[str, int]:
    return {"applicable": count.applicable, "passed": count.passed, "waiting": count.waiting}


def _source(source: Any) -> dict[str, str]:
    return {name: getattr(source, name) for name in ("title", "author", "date", "link", "seen")}


def _item(report: Report, one: Result) -> dict[str, Any]:
    item, answer = one.item, one.answer
    return {
        "checklist": item.checklist,
        "gate": item.gate,
        "id": item.id,
        "ask": item.ask,
        "status": one.status.value,
        "priority": item.priority.value,
        "rating": item.rating.value,
        "reason": one.reason,
        "place": _named(report.place(one)),
        "answer": (answer.option or None) if answer else None,
        "who": list(item.who),
        "owner": (answer.owner or None) if answer else None,
        "due": answer.due.isoformat() if answer and answer.due else None,
        "waits_for": one.waits_for or None,
        "set_aside": one.set_aside,
        "rows": {row: status.value for row, status in one.rows.items()},
        "sources": [source.id for source in report.sources(item)],
        "findings": [
            *(_finding("supports", finding) for finding in one.supported_by),
            *(_finding("lowers", finding) for finding in one.lowered_by),
            *(_finding("overruled", finding, because=stand.because) for finding, stand in one.overruled),
            *(
                _finding("suggests", told.finding, options=list(told.options), row=told.row or None)
                for told in one.suggestions
            ),
        ],
    }


def _finding(bearing: str, finding: Finding, **more: Any) -> dict[str, Any]:
    """What a document says of the answer; `document` is null where those named in `silent` have no word of it."""
    value = sorted(finding.value) if isinstance(finding.value, frozenset) else finding.value
    return {
        "bearing": bearing,
        "rule": finding.rule,
        "value": value,
        "document": finding.document or None,
        "where": finding.where,
        "quote": finding.quote,
        "silent": list(finding.silent),
        **more,
    }
