"""Answers and what papers say → the report that somebody asked to see."""

from __future__ import annotations

from datetime import date

from playbook.evaluate import evaluate
from playbook.model import Answers, Playbook
from playbook.papers import NO_PAPERS, Papers, with_unused_stands
from playbook.reports.report import Report

LEAD = "advertise"


def assessed(
    playbook: Playbook, answers: Answers, papers: Papers = NO_PAPERS, *, as_of: date, gate: str = "", role: str = ""
) -> Report:
    """The report on all gates; with `gate`, on that one and those before it."""
    assessment = evaluate(playbook, answers, as_of=as_of, findings=papers.findings)
    return Report(
        playbook=playbook,
        answers=answers,
        assessment=assessment,
        lead=gate or (LEAD if LEAD in playbook.gates else list(playbook.gates)[-1]),
        whole=not gate,
        role=role,
        papers=with_unused_stands(papers, answers, assessment),
    )
