"""`playbook report`: the assessment as a paper, in Word or as one web page."""

from __future__ import annotations

import argparse
import datetime as dt

from playbook import console
from playbook.commands.codes import code_of
from playbook.commands.output import deliver, form_of, spare, written
from playbook.load import load_answers, load_playbook
from playbook.papers import PaperReader
from playbook.plain import harmless
from playbook.reports.make import report_on
from playbook.reports.paper import report_paper
from playbook.usage import check_known, spare_the_documents

FORMS = {"word": ".docx", "html": ".html", "markdown": ".md"}


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Write the report, and say how it ends; the exit code is that of `playbook check`."""
    form = form_of(options, FORMS, names_itself=True)
    output = f"report{FORMS[form]}" if options.output is None else options.output
    spare(output, options.force, options.path, checklists=options.checklists)
    playbook = load_playbook(options.checklists)
    check_known("gate", options.gate, playbook.gates)
    check_known("role", options.role, playbook.roles)
    answers = load_answers(options.path, playbook)
    spare_the_documents(output, answers)
    reader = PaperReader(playbook, options.checklists, options.as_of or today)
    report = report_on(answers, reader, gate=options.gate or "", role=options.role or "")
    deliver(written(report_paper(report), form), output)
    if output:
        console.say(f"Wrote {harmless(output)}\n{harmless(report.headline)}")
    return code_of(report)
