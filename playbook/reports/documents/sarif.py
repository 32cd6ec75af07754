"""The report on papers as SARIF 2.1.0, for code hosts and editors that show findings beside a line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playbook import __version__
from playbook.documents.finding import PaperFinding
from playbook.lint import LintReport, Unread
from playbook.reports.documents.as_json import dumped, plain
from playbook.reports.documents.words import OUTCOMES, topic
from playbook.rule import Outcome

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Outcome.FLAGS: {"level": "warning", "kind": "fail"},
    Outcome.MISSING: {"level": "warning", "kind": "fail"},
    Outcome.AMBIGUOUS: {"level": "note", "kind": "fail"},
    Outcome.SUPPORTS: {"level": "none", "kind": "pass"},
}
_MARKS = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def sarif(report: LintReport) -> str:
    """One run over all papers; in ASCII."""
    found = [one for paper in report.documents for one in paper.findings]
    rules = list(dict.fromkeys((*report.rules, *(one.rule for one in found))))
    driver = {
        "name": "Board CIO Playbook",
        "version": __version__,
        "rules": [_rule(report, rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.unread,
                "toolExecutionNotifications": [_notification(one) for one in report.unread],
            }
        ],
        "results": [_result(report, one, rules.index(one.rule)) for one in found],
        "properties": {"edition": report.playbook.edition, "asOf": report.as_of.isoformat()},
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(file: str) -> str:
    """The name of a file as a reference, relative as it was given."""
    if os.path.isabs(file):
        return Path(file).as_uri()
    return quote(os.fsencode(file.replace(os.sep, "/")))


def _rule(report: LintReport, id_: str) -> dict[str, Any]:
    about = topic(report, id_)
    known = report.rules.get(id_)
    made: dict[str, Any] = {"id": id_, "shortDescription": _message(about.title)}
    if about.why:
        made["fullDescription"] = _message(about.why)
    if about.instead:
        made["help"] = _message(" ".join(filter(None, (about.instead, about.disputed))))
    made["properties"] = {"rating": known.rating.value} if known else {}
    made["properties"] |= {"item": about.item} if about.item else {}
    return made


def _result(report: LintReport, one: PaperFinding, index: int) -> dict[str, Any]:
    made: dict[str, Any] = {"ruleId": one.rule, "ruleIndex": index, **_LEVELS[one.outcome]}
    made["message"] = _message(_said(report, one))
    made["locations"] = [_location(report, one)]
    if one.meant:
        made["suppressions"] = [{"kind": "inSource", "justification": plain(one.because)}]
    made["properties"] = {"outcome": one.outcome.value, "value": one.value, "documentKind": one.kind}
    return made


def _said(report: LintReport, one: PaperFinding) -> str:
    words = f"{topic(report, one.rule, [one]).title}: {OUTCOMES[one.outcome]}."
    quoted = f" “{one.quote}”" if one.quote else ""
    return f"{words}{quoted} {one.says}".strip()


def _location(report: LintReport, one: PaperFinding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(one.file)}}
    if line := report.line(one):
        physical["region"] = {"startLine": line}
    made: dict[str, Any] = {"physicalLocation": physical}
    if one.where:
        made["logicalLocations"] = [{"fullyQualifiedName": plain(one.where)}]
    return made


def _notification(one: Unread) -> dict[str, Any]:
    return {
        "level": "error",
        "message": _message(f"{one.message}. {one.hint}".strip()),
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(one.file)}}}],
    }


def _message(text: str) -> dict[str, str]:
    """A message; signs that would make a link or a placeholder of its words are escaped, as the standard asks."""
    return {"text": plain(" ".join(text.split())).translate(_MARKS)}
