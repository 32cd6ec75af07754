"""The exit codes: 0 the gate is passed; 1 it is not; 2 bad input or usage; 3 nothing was evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.reports.report import Report

PASSED, NOT_PASSED, BAD_INPUT, NOTHING = 0, 1, 2, 3


def code_of(report: Report) -> int:
    """The exit code that a report comes to."""
    if not report.items or report.verdict.ready is None:
        return NOTHING
    return PASSED if report.verdict.ready else NOT_PASSED
