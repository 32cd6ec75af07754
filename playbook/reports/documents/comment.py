"""A finding as a comment in the margin of a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.documents.finding import PaperFinding
from playbook.lint import LintReport
from playbook.reports.documents.words import MEANT, OUTCOMES, topic
from playbook.rule import Outcome


def comments(report: LintReport, findings: Sequence[PaperFinding]) -> list[str]:
    """A comment for each finding, in their order; the reasons stand in the first one of each rule."""
    told: set[tuple[str, Outcome]] = set()
    made = []
    for finding in findings:
        key = finding.rule, finding.outcome
        made.append(comment(report, finding, again=key in told))
        told.add(key)
    return made


def comment(report: LintReport, finding: PaperFinding, *, again: bool = False) -> str:
    """What was found, why it matters and what to write instead, a line each; `again` without the reasons."""
    about = topic(report, finding.rule, [finding])
    if finding.meant:
        lines = [f"{about.title}: {MEANT.lower()}", finding.because]
    elif finding.outcome is Outcome.SUPPORTS or again:
        lines = [f"{about.title}: {OUTCOMES[finding.outcome]}", finding.says]
    else:
        why, instead = " ".join(about.why.split()), " ".join(about.instead.split())
        lines = [f"{about.title}: {OUTCOMES[finding.outcome]}", finding.says, why and f"Why: {why}"]
        lines += [instead and f"Instead: {instead}", about.disputed]
    return "\n".join(line for line in lines if line)
