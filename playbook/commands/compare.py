"""`playbook compare`: what changed between two assessments."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import NamedTuple

from playbook import console
from playbook.commands.codes import NOTHING, PASSED
from playbook.commands.output import deliver, form_of, spare, written
from playbook.compare.compare import Comparison, compare
from playbook.compare.read import is_report, read_answers, read_report
from playbook.compare.sentences import summary
from playbook.compare.snapshot import Snapshot
from playbook.load import load_answers, load_playbook
from playbook.model import BadInput, Playbook, Problem
from playbook.papers import PaperReader
from playbook.plain import harmless
from playbook.usage import bad_usage, spare_the_documents
from playbook.words import day

FORMS = {"text": ".txt", "markdown": ".md", "html": ".html", "word": ".docx", "json": ".json"}


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Print or write the comparison; 3 where the two have no question in common."""
    spare(options.output, options.force, options.before, options.after, checklists=options.checklists)
    form = form_of(options, FORMS)
    playbook = load_playbook(options.checklists)
    found = _compared(playbook, options, options.as_of or today)
    if not found.compared:
        console.complain("Nothing could be compared: the two have no question in common.")
        return NOTHING
    deliver(_in_form(found, form), options.output)
    if options.output:
        console.say(f"Wrote {harmless(options.output)}\n{harmless(' '.join(summary(found)))}")
    return PASSED


def _compared(playbook: Playbook, options: argparse.Namespace, today: dt.date) -> Comparison:
    wanted = (
        _Wanted(options.before, options.before_as_of, options.before_as_of or today, "--before-as-of"),
        _Wanted(options.after, options.as_of, today, "--as-of"),
    )
    found: list[Snapshot] = []
    problems: list[Problem] = []
    for one in wanted:
        try:
            found.append(_snapshot(playbook, one, options))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(tuple(problems))
    before, after = found
    if before.as_of > after.as_of:
        message = f"the first is of {day(before.as_of)}, and the second of {day(after.as_of)}"
        raise bad_usage(message, "Name the earlier one first.")
    return compare(before, after, retired=playbook.retired)


class _Wanted(NamedTuple):
    """One of the two: its path, the day given for it, the day to judge it by, and the option that gives it."""

    path: str
    given: dt.date | None
    as_of: dt.date
    option: str


def _snapshot(playbook: Playbook, one: _Wanted, options: argparse.Namespace) -> Snapshot:
    if not is_report(one.path):
        if options.output:
            spare_the_documents(options.output, load_answers(one.path, playbook))
        return read_answers(one.path, PaperReader(playbook, options.checklists, one.as_of))
    if one.given:
        raise bad_usage(f"“{one.path}” is a report, which has a day of its own", f"Leave {one.option} out.")
    return read_report(one.path)


def _in_form(found: Comparison, form: str) -> str | bytes:
    from playbook.compare.forms import as_json, as_paper, as_text

    if form == "json":
        return as_json(found)
    return as_text(found, width=console.width()) if form == "text" else written(as_paper(found), form)
