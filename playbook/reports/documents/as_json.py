"""The report on papers as JSON, for other programs. Its form has a schema: `playbook schema documents`."""

from __future__ import annotations

import json
from typing import Any

from playbook import __version__
from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.lint import LintReport
from playbook.reports.documents.words import topic


def as_json(report: LintReport) -> str:
    """The report as one object; in ASCII, so that no terminal acts on it."""
    return dumped(report_object(report))


def dumped(data: object) -> str:
    """JSON in ASCII, without any character that a terminal acts on."""
    return json.dumps(data, indent=2).replace("\x7f", "\\u007f") + "\n"


def report_object(report: LintReport) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "playbook": {"version": __version__, "edition": report.playbook.edition},
        "as_of": report.as_of.isoformat(),
        "trust": plain(report.trust),
        "fail_on": report.fail_on,
        "passes": report.passes,
        "documents": [_document(report, one) for one in report.documents],
        "unreadable": [{name: plain(text) for name, text in one._asdict().items()} for one in report.unread],
        "rules": {id_: _rule(report, id_) for id_ in report.rules},
    }


def plain(text: str) -> str:
    """The text; halves of characters, and bytes of a name that are no UTF-8, which no JSON can hold, as an escape."""
    return text.encode(errors="backslashreplace").decode()


def _document(report: LintReport, paper: Linted) -> dict[str, Any]:
    return {
        "file": plain(paper.file),
        "format": report.formats[paper.file],
        "kind": paper.kind or None,
        "kind_is_guessed": bool(paper.kind) and paper.is_guessed,
        "values": paper.values,
        "findings": [_finding(report, one) for one in paper.findings],
    }


def _finding(report: LintReport, one: PaperFinding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "outcome": one.outcome.value,
        "value": one.value,
        "fails": report.fails(one),
        "item": one.item or None,
        "where": plain(one.where),
        "page": one.page or None,
        "line": report.line(one) or None,
        "quote": plain(one.quote),
        "words": plain(one.words),
        "says": plain(one.says),
        "meant": one.meant,
        "because": plain(one.because),
    }


def _rule(report: LintReport, id_: str) -> dict[str, Any]:
    about = topic(report, id_)
    return {
        "title": about.title,
        "rating": report.rules[id_].rating.value,
        "why": about.why,
        "instead": about.instead,
        "item": about.item or None,
    }
