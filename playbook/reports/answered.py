"""All answers of a trust as blocks of a paper: the appendix of whoever has to look one up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from playbook.model import Answer, Item, Result, Status
from playbook.reports.report import STATUS_WORDS, Report
from playbook.words import capital, day
from playbook.writing.paper import Block, Heading, Span, Table, Words

_PARTS = {"note": "Note", "evidence": "Evidence", "date": "Date", "until": "Until", "owner": "Who", "due": "By"}


def answer_blocks(report: Report, *, level: int = 2) -> Iterator[Block]:
    """A heading of `level` and a table for each checklist, with the questions that the report shows."""
    for checklist in report.playbook.checklists.values():
        found = [one for one in report.shown if one.item.checklist == checklist.id]
        if found:
            yield Heading(level, checklist.title)
            yield Table(
                header=("Question asked", "Answer", "How it stands"),
                rows=[(one.item.ask, _answer(one), capital(_stands(one))) for one in found],
                widths=(37, 46, 17),
            )


def answer_lines(item: Item, answer: Answer | None) -> Iterator[str]:
    """An answer in the words of its option, and what it says besides, a line each; nothing where it says nothing."""
    if answer is None:
        return
    if option := item.options.get(answer.option):
        yield option.text
    elif answer.unknown:
        yield "Not known yet"
    elif answer.not_applicable:
        yield f"Not applicable: {answer.not_applicable}"
    for part, label in _PARTS.items():
        if value := getattr(answer, part):
            yield f"{label}: {day(value) if isinstance(value, dt.date) else value}"
    for row, said in answer.rows.items():
        lines = "; ".join(answer_lines(item, said))
        yield f"{item.rows[row].text}: {lines or 'not answered'}"


def _answer(one: Result) -> Words:
    lines = list(answer_lines(one.item, one.answer))
    if one.answer and one.answer.is_empty and not one.answer.rows:
        lines = ["–", *lines]
    return [Span("\n".join(lines) or "–")]


def _stands(one: Result) -> str:
    if one.set_aside and one.status is Status.NOT_APPLICABLE:
        return "set aside"
    return STATUS_WORDS[one.status]
