"""A finding as a comment in the margin of a Word document."""

from __future__ import annotations

from playbook.documents.finding import PaperFinding
from playbook.lint import LintReport
from playbook.reports.documents.words import MEANT, OUTCOMES, topic
from playbook.rule import Outcome


def comment(report: LintReport, finding: PaperFinding) -> str:
    """What was found, why it matters, what to write instead, and where to read more: a line each."""
    about = topic(report, finding.rule, [finding])
    if finding.meant:
        lines = [f"{about.title}: {MEANT.lower()}", finding.because]
    elif finding.outcome is Outcome.SUPPORTS:
        lines = [f"{about.title}: {OUTCOMES[finding.outcome]}", finding.says]
    else:
        why, instead = " ".join(about.why.split()), " ".join(about.instead.split())
        lines = [f"{about.title}: {OUTCOMES[finding.outcome]}", finding.says, why and f"Why: {why}"]
        lines += [instead and f"Instead: {instead}", about.disputed]
    if about.item:
        lines.append(f"More: playbook show {about.item}")
    return "\n".join(line for line in lines if line)
