"""The commands. The only place that reads the clock, prints, or ends the program.

Exit codes: 0 the gate is passed; 1 it is not; 2 bad input or usage; 3 nothing was evaluated.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NoReturn

from playbook import console
from playbook.arguments import parser
from playbook.evaluate import evaluate
from playbook.load import answers_path, data_folder, load_answers, load_playbook
from playbook.load.answers import ANSWERS_FILE
from playbook.load.form import nearest
from playbook.model import BadInput, Place, Playbook, Problem
from playbook.papers import PaperReader
from playbook.plain import harmless
from playbook.reports.report import Report

PASSED, NOT_PASSED, BAD_INPUT, NOTHING = 0, 1, 2, 3
LEAD = "advertise"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end with its exit code."""
    console.open_closed_streams()
    try:
        options = parser().parse_args(arguments)
        code = _COMMANDS[options.command](options)
        console.flush()
    except BadInput as bad:
        code = _say_problems(bad.problems)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _check(options: argparse.Namespace) -> int:
    playbook = load_playbook(options.checklists)
    _known("gate", options.gate, playbook.gates)
    _known("role", options.role, playbook.roles)
    _spare_the_input(options)
    asked = _Asked(playbook, options)
    with _no_collector():
        text = _in_form(options.format, asked.reports(), options)
    if asked.problems:
        raise BadInput(tuple(asked.problems))
    if options.output:
        from playbook.files import save

        save(options.output, text)
    else:
        console.put(text)
    return asked.code


@contextmanager
def _no_collector() -> Iterator[None]:
    """Records hold no circles, so there is nothing to collect, and looking for it takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Asked:
    """The reports asked for, one at a time; what is wrong with a file is kept until all have been read."""

    def __init__(self, playbook: Playbook, options: argparse.Namespace) -> None:
        self.playbook = playbook
        self.options = options
        self.as_of = options.as_of or dt.date.today()
        self.papers = PaperReader(playbook, options.checklists or data_folder(), self.as_of)
        self.problems: list[Problem] = []
        self.code = PASSED

    def reports(self) -> Iterator[Report]:
        for path in self.options.paths:
            try:
                report = self._report(path)
            except BadInput as bad:
                self.problems += bad.problems
            else:
                self.code = max(self.code, _code(report), key=(PASSED, NOTHING, NOT_PASSED).index)
                yield report

    def _report(self, path: str) -> Report:
        answers = load_answers(path, self.playbook)
        papers = self.papers.papers(answers)
        assessment = evaluate(self.playbook, answers, as_of=self.as_of, findings=papers.findings)
        gate = self.options.gate
        lead = gate or (LEAD if LEAD in self.playbook.gates else list(self.playbook.gates)[-1])
        return Report(
            playbook=self.playbook,
            answers=answers,
            assessment=assessment,
            lead=lead,
            whole=not gate,
            role=self.options.role or "",
            papers=papers,
        )


def _code(report: Report) -> int:
    if not report.items or report.verdict.ready is None:
        return NOTHING
    return PASSED if report.verdict.ready else NOT_PASSED


def _in_form(form: str, reports: Iterator[Report], options: argparse.Namespace) -> str:
    if form == "text":
        from playbook.reports.terminal import overview, terminal

        if len(options.paths) > 1:
            return overview(reports, width=console.width())
        return "".join(
            terminal(one, width=console.width(), colour=not options.output and console.has_colour()) for one in reports
        )
    found = list(reports)
    if not found:
        return ""
    if form == "json":
        from playbook.reports.as_json import as_json as render
    elif form == "markdown":
        from playbook.reports.markdown import markdown as render
    else:
        from playbook.reports.junit import junit as render
    return render(found)


def _init(options: argparse.Namespace) -> int:
    from playbook.scaffold import init_folder

    playbook = load_playbook(options.checklists)
    _known("gate", options.gate, playbook.gates)
    for path in init_folder(playbook, options.folder, gate=options.gate):
        console.say(f"Wrote {harmless(path)}")
    folder = harmless(options.folder)
    console.say(f"Next: playbook ask {folder}, or open answers.yaml in an editor; then playbook check {folder}")
    return PASSED


def _ask(options: argparse.Namespace) -> int:
    from playbook.ask import Interview

    playbook = load_playbook(options.checklists)
    _known("gate", options.gate, playbook.gates)
    _known("role", options.role, playbook.roles)
    _known("item", options.item, playbook.items)
    Interview(
        playbook,
        options.path,
        as_of=dt.date.today(),
        gate=options.gate,
        role=options.role,
        item=options.item,
        again=options.again,
        checklists=options.checklists,
        read=console.read_line,
        write=console.say,
        papers=PaperReader(playbook, options.checklists or data_folder(), dt.date.today()).papers,
    ).run()
    return PASSED


def _list(options: argparse.Namespace) -> int:
    from playbook.reports.show import contents

    console.put(contents(load_playbook(options.checklists), width=console.width()))
    return PASSED


def _show(options: argparse.Namespace) -> int:
    from playbook.reports.show import page

    playbook = load_playbook(options.checklists)
    _known("item", options.item, playbook.items)
    console.put(page(playbook, playbook.items[options.item], width=console.width(), colour=console.has_colour()))
    return PASSED


def _schema(options: argparse.Namespace) -> int:
    import json

    from playbook import schema

    playbook = load_playbook(options.checklists)
    made: dict[str, Callable[[], object]] = {
        "answers": lambda: schema.answers_schema(playbook),
        "checklist": lambda: schema.checklist_schema(playbook),
        "report": schema.report_schema,
    }
    console.put(json.dumps(made[options.what](), ensure_ascii=False, indent=2) + "\n")
    return PASSED


def _migrate(options: argparse.Namespace) -> int:
    from playbook.files import locked, save_answers
    from playbook.load.text import read_text
    from playbook.migrate import migrated

    playbook = load_playbook(options.checklists)
    path = answers_path(options.path)
    with locked(path):
        text = read_text(path)
        new, changes = migrated(text, playbook)
        if new != text.content:
            save_answers(path, new)
    for sentence in changes:
        console.say(sentence)
    return PASSED


def _known(what: str, given: str | None, known: Collection[str]) -> None:
    if given is not None and given not in known:
        raise _bad_usage(f"there is no {what} “{given}”", nearest(given, known))


def _spare_the_input(options: argparse.Namespace) -> None:
    """Raises BadInput where the report would overwrite answers or checklists."""
    if not options.output:
        return
    output = os.path.realpath(options.output)
    data = os.path.join(os.path.realpath(options.checklists or data_folder()), "")
    is_answers = ANSWERS_FILE in (os.path.basename(options.output), os.path.basename(output))
    if is_answers or output.startswith(data) or any(_is_same(output, path) for path in options.paths):
        message = f"“{options.output}” holds answers or checklists, and a report would overwrite them"
        raise _bad_usage(message, "Give the report another name.")


def _is_same(output: str, path: str) -> bool:
    """Whether both are there, and lead to one file; `path` may be the folder of the answers."""
    inside = os.path.join(path, ANSWERS_FILE)
    there = [one for one in (path, inside) if os.path.exists(one) and os.path.exists(output)]
    return any(os.path.samefile(output, one) for one in there)


def _bad_usage(message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place("playbook"), message, hint),))


def _say_problems(problems: Sequence[Problem]) -> int:
    for problem in problems:
        console.complain(f"{harmless(str(problem.place))}: {harmless(problem.message)}")
        for line in problem.hint.split("\n") if problem.hint else ():
            console.complain(f"    {harmless(line)}")
    found = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
    console.complain(f"{found}; nothing more was done.")
    return BAD_INPUT


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "ask": _ask,
    "check": _check,
    "list": _list,
    "show": _show,
    "schema": _schema,
    "migrate": _migrate,
}
