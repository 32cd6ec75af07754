"""A folder, an answers file or a JSON report → the snapshot it stands for."""

from __future__ import annotations

import json
import os
from typing import Any

from playbook.compare.snapshot import Snapshot, as_then_asked, snapshot
from playbook.load.text import read_text
from playbook.model import BadInput, Place, Problem
from playbook.papers import PaperReader

_HINT = "Make one with: playbook check FOLDER --format json -o report.json"


def is_report(path: str) -> bool:
    """Whether `path` names a JSON report, and neither a folder nor an answers file."""
    return path.lower().endswith(".json") and not os.path.isdir(path)


def read_report(path: str) -> Snapshot:
    """The snapshot of a report that `playbook check --format json` wrote. Raises BadInput where it is none."""
    try:
        made = json.loads(read_text(path).content)
    except (ValueError, RecursionError):
        raise _refused(path, "is no JSON", _HINT) from None
    if isinstance(made, list) and len(made) != 1:
        raise _refused(path, f"holds reports on {len(made)} trusts; a comparison takes one", _HINT)
    return _snapshot(path, made[0] if isinstance(made, list) else made)


def read_answers(path: str, reader: PaperReader) -> Snapshot:
    """The snapshot of a trust's folder or answers file, judged by the day of `reader`. Raises BadInput."""
    from playbook.load import load_answers
    from playbook.reports.as_json import report_object
    from playbook.reports.make import report_on

    answers = load_answers(path, reader.playbook)
    return as_then_asked(snapshot(report_object(report_on(answers, reader))), answers, reader.playbook)


def _snapshot(path: str, made: Any) -> Snapshot:
    try:
        role = made["role"]
        found = snapshot(made)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _refused(path, "is no report that “playbook check --format json” made", _HINT) from None
    if role:
        raise _refused(path, "is a report on the questions of one role", "Make it again without --for.")
    return found


def _refused(path: str, message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place(path), f"the file {message}", hint),))
