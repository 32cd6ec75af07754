"""Answers, and the papers they name → a report. The one way there, for the commands and for the page."""

from __future__ import annotations

from datetime import date

from playbook.evaluate import evaluate
from playbook.model import Answers, Playbook
from playbook.papers import NO_PAPERS, PaperReader, Papers, with_unused_stands
from playbook.reports.report import Report

LEAD = "advertise"


def report_on(answers: Answers, reader: PaperReader, *, gate: str = "", role: str = "") -> Report:
    """The report on a trust's answers by the playbook and the day of `reader`, which reads the papers they name.

    It is on the gate asked for and those before it; without one, on all, and led by that of the advert. Raises BadInput
    where an answer lies ahead of the day, or a paper outside the trust's folder.
    """
    return assessed(reader.playbook, answers, reader.papers(answers), as_of=reader.as_of, gate=gate, role=role)


def assessed(
    playbook: Playbook, answers: Answers, papers: Papers = NO_PAPERS, *, as_of: date, gate: str = "", role: str = ""
) -> Report:
    """The report on answers and what was found in papers. Raises BadInput where an answer lies ahead of the day."""
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
