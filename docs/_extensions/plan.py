"""The directive `{plan}`: the backward plan, for a first day that its argument names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from playbook.load.data import FRAME, PLAN
from playbook.load.plan import load_plan
from playbook.model import BadInput, Playbook
from playbook.plan import Timed, backward_plan
from playbook.sphinx.depends import note_files, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import table
from playbook.sphinx.say import say, say_problem
from playbook.words import counted, day, listed
from playbook.working_days import english_working_days

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HEAD = ("Step, and who sees to it", "Typical time", "Begin by", "Why so long")
WIDTHS = (36, 12, 16, 36)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("plan", PlanDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class PlanDirective(SphinxDirective):
    """Takes the first day of the new director, as 2027-09-06."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        note_files(self.env, [FRAME, PLAN])
        playbook = playbook_for(self.env)
        if playbook is None:
            return []
        try:
            start = dt.date.fromisoformat(self.arguments[0])
            steps = load_plan(playbook, checklist_domain(self.env).settings.folder)
            timed = backward_plan(steps, start, english_working_days())
        except (ValueError, OverflowError):
            message = f"“{self.arguments[0]}” is no day. Write the first day as: 2027-09-06"
            say(message, self.get_location(), "plan")
            return []
        except BadInput as bad:
            for problem in bad.problems:
                say_problem(problem, "plan")
            return []
        rows = [*(tuple(_row(playbook, one, start)) for one in timed), _first_day(start)]
        return [table(HEAD, rows, WIDTHS, "backward-plan")]


def _first_day(start: dt.date) -> tuple[Any, ...]:
    title = [nodes.paragraph("", "", nodes.strong("", "The first day"))]
    return title, nodes.Text(""), [nodes.paragraph("", day(start))], nodes.Text("Everything above is done.")


def _row(playbook: Playbook, timed: Timed, start: dt.date) -> Iterator[Any]:
    who = listed([playbook.roles[id_].title for id_ in timed.step.who])
    before = (start - timed.begin).days // 7
    yield [nodes.paragraph("", "", nodes.strong("", timed.step.title)), nodes.paragraph("", who)]
    yield nodes.Text(counted(timed.step.weeks, "week"))
    yield [nodes.paragraph("", day(timed.begin)), nodes.paragraph("", f"{counted(before, 'week')} before")]
    yield nodes.Text(timed.step.why)
