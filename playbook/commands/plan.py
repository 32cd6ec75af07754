"""`playbook plan`: the latest day for each step towards a first day."""

from __future__ import annotations

import argparse
import datetime as dt

from playbook import console
from playbook.commands.codes import NOTHING, PASSED
from playbook.commands.output import deliver, form_of, spare, written
from playbook.fact import OTHER_YEARS, YEARS
from playbook.load import load_answers, load_playbook
from playbook.load.plan import load_plan
from playbook.model import Answers
from playbook.papers import PaperReader
from playbook.plain import harmless
from playbook.planning.sentences import headline
from playbook.planning.trust_plan import TrustPlan, leads_nowhere, trust_plan
from playbook.reports.make import report_on
from playbook.usage import bad_usage, spare_the_documents
from playbook.working_days import english_working_days

FIRST_DAY = "first-day"
FORMS = {"text": ".txt", "word": ".docx", "markdown": ".md", "html": ".html", "ics": ".ics"}


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Print or write the plan; 3 where the answers leave nobody to plan for."""
    spare(options.output, options.force, options.path, checklists=options.checklists)
    form = form_of(options, FORMS)
    as_of = options.as_of or today
    playbook = load_playbook(options.checklists)
    steps = load_plan(playbook, options.checklists)
    answers = load_answers(options.path, playbook)
    spare_the_documents(options.output or "", answers)
    start = options.start or _first_day(answers)
    _check_years(start, as_of)
    report = report_on(answers, PaperReader(playbook, options.checklists, as_of))
    if not steps or leads_nowhere(report, steps):
        console.complain(_NO_STEPS if not steps else _NO_POST)
        return NOTHING
    plan = trust_plan(report, steps, start, english_working_days())
    deliver(_in_form(plan, form), options.output)
    for notice in answers.notices:
        console.complain(harmless(f"To note: {notice.place}: {notice.message}. {notice.hint}"))
    if options.output:
        console.say(f"Wrote {harmless(options.output)}\n{harmless(headline(plan))}")
    return PASSED


_NO_STEPS = "Nothing was planned: these checklists have no plan.yaml."
_NO_POST = "Nothing was planned: by the answers there is no such post, so nobody starts in it."


def _first_day(answers: Answers) -> dt.date:
    """The first day that the trust's facts tell. Raises BadInput where they tell none."""
    told = answers.facts.get(FIRST_DAY)
    if not isinstance(told, dt.date):
        hint = f"Write it as --start 2027-09-06, or below “facts:” in the answers file as {FIRST_DAY}: 2027-09-06"
        raise bad_usage("a plan needs the new director's first day in post", hint)
    return told


def _check_years(*days: dt.date) -> None:
    for day in days:
        if day.year not in YEARS:
            raise bad_usage(f"the bank holidays of {day.year} are not known", OTHER_YEARS)


def _in_form(plan: TrustPlan, form: str) -> str | bytes:
    if form == "ics":
        from playbook.planning.calendar import as_calendar

        return as_calendar(plan)
    from playbook.planning.forms import as_paper, as_text

    return as_text(plan, width=console.width()) if form == "text" else written(as_paper(plan), form)
