"""The report on papers as the page shows it: by paper and by kind of finding, beside the answers."""

from __future__ import annotations

from typing import Any

from playbook.documents.agree import disagreements
from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.lint import LintReport
from playbook.model import Result
from playbook.reports.documents.words import (
    ADVICE,
    DISPUTED,
    MEANT,
    SECTIONS,
    Topic,
    authors,
    counts,
    kind_words,
    meant,
    shortened,
    summary,
    topic,
    topics,
)
from playbook.reports.report import STATUS_WORDS, Report, why


def view(report: LintReport, answers: Report | None) -> dict[str, Any]:
    """Plain values for the page; without `answers`, nothing is set beside the findings."""
    differing = disagreements(report.documents, report.items)
    return {
        "summary": summary(report),
        "advice": f"{ADVICE} {authors(report)}".strip(),
        "kinds": dict(report.playbook.documents),
        "documents": [_document(report, one) for one in report.documents],
        "unread": [one._asdict() for one in report.unread],
        "differing": [_differing(report, one) for found in differing.values() for one in found],
        "answers": _beside(report, answers) if answers else {},
        "headline": answers.headline if answers else "",
        "otherwise": [_answer(answers, one) for one in answers.differing] if answers else [],
        "confirm": [_answer(answers, one) for one in answers.to_confirm] if answers else [],
    }


def _document(report: LintReport, paper: Linted) -> dict[str, Any]:
    sections = [
        {"outcome": outcome.value, "title": title, "topics": [_topic(report, one) for one in found]}
        for outcome, title in SECTIONS.items()
        if (found := topics(report, paper, outcome))
    ]
    marked = [{**_finding(report, one), "title": topic(report, one.rule).title} for one in meant(paper)]
    return {
        "file": paper.file,
        "format": report.formats[paper.file],
        "kind": paper.kind,
        "guessed": paper.is_guessed,
        "named": kind_words(report, paper),
        "counts": counts([paper]),
        "sections": sections,
        "meant": {"title": MEANT, "findings": marked} if marked else None,
    }


def _topic(report: LintReport, about: Topic) -> dict[str, Any]:
    return {
        "rule": about.rule,
        "title": about.title,
        "why": about.why,
        "instead": about.instead,
        "disputed": DISPUTED if about.is_disputed else "",
        "item": about.item,
        "findings": [_finding(report, one) for one in about.findings if one.quote or one.says],
    }


def _finding(report: LintReport, one: PaperFinding) -> dict[str, Any]:
    line = report.line(one)
    place = f"{one.where}, line {line}" if line and one.where else one.where
    quote = shortened(one.quote, one.words)
    return {"where": place, "quote": quote, "says": one.says, "because": one.because}


def _differing(report: LintReport, one: PaperFinding) -> dict[str, Any]:
    return {"file": one.file, "title": topic(report, one.rule, [one]).title, "item": one.item} | _finding(report, one)


def _beside(report: LintReport, answers: Report) -> dict[str, Any]:
    """The answers to the questions that the findings are about, by their ids."""
    ids = {one.item for paper in report.documents for one in paper.findings if one.item}
    return {id_: _answer(answers, answers.assessment.results[id_]) for id_ in ids if id_ in answers.assessment.results}


def _answer(report: Report, one: Result) -> dict[str, Any]:
    option = one.item.options.get(one.answer.option) if one.answer else None
    return {
        "item": one.item.id,
        "ask": one.item.ask,
        "status": one.status.value,
        "words": STATUS_WORDS[one.status],
        "answer": option.text if option else "",
        "why": why(one),
        "says": [*report.disagreements(one), *(report.suggestions(one) if not one.lowered_by else ())],
    }
