"""The commands. The only place that reads the clock, prints, or ends the program.

Exit codes: 0 the gate is passed; 1 it is not; 2 bad input or usage; 3 nothing was evaluated.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from playbook import __version__, console
from playbook.evaluate import evaluate
from playbook.load import load_answers, load_playbook
from playbook.load.form import nearest
from playbook.model import BadInput, Place, Playbook, Problem
from playbook.plain import harmless
from playbook.reports.report import Report

PASSED, NOT_PASSED, BAD_INPUT, NOTHING = 0, 1, 2, 3
LEAD = "advertise"
FORMATS = ("text", "json", "markdown", "junit")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end with its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except BadInput as bad:
        code = _say_problems(bad.problems)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PASSED
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _check(options: argparse.Namespace) -> int:
    playbook = load_playbook(options.checklists)
    _known("gate", options.gate, playbook.gates)
    _known("role", options.role, playbook.roles)
    _not_an_input(options.output, options.paths)
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
        assessment = evaluate(self.playbook, answers, as_of=self.options.as_of or dt.date.today())
        gate = self.options.gate
        lead = gate or (LEAD if LEAD in self.playbook.gates else list(self.playbook.gates)[-1])
        return Report(
            playbook=self.playbook,
            answers=answers,
            assessment=assessment,
            lead=lead,
            whole=not gate,
            role=self.options.role or "",
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
        console.say(f"Wrote {path}")
    console.say(
        f"Next: playbook ask {options.folder}, or open answers.yaml in an editor; then playbook check {options.folder}"
    )
    return PASSED


def _ask(options: argparse.Namespace) -> int:
    from playbook.ask import Interview

    playbook = load_playbook(options.checklists)
    _known("gate", options.gate, playbook.gates)
    _known("role", options.role, playbook.roles)
    Interview(
        playbook,
        options.path,
        as_of=dt.date.today(),
        gate=options.gate,
        role=options.role,
        again=options.again,
        read=console.read_line,
        write=console.say,
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
    from playbook.files import save
    from playbook.load import answers_path
    from playbook.load.text import read_text
    from playbook.migrate import migrated

    playbook = load_playbook(options.checklists)
    path = answers_path(options.path)
    text = read_text(path)
    new, changes = migrated(text, playbook)
    if new != text.content:
        save(path, new)
    for sentence in changes:
        console.say(sentence)
    return PASSED


def _known(what: str, given: str | None, known: Collection[str]) -> None:
    if given is not None and given not in known:
        raise _bad_usage(f"there is no {what} “{given}”", nearest(given, known))


def _not_an_input(output: str | None, paths: Sequence[str]) -> None:
    if not output:
        return
    inputs = {os.path.realpath(file) for path in paths for file in (path, os.path.join(path, "answers.yaml"))}
    if os.path.realpath(output) in inputs:
        raise _bad_usage(
            f"“{output}” is the file to be checked; a report would overwrite it", "Give the report another name."
        )


def _bad_usage(message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place("playbook"), message, hint),))


def _say_problems(problems: Sequence[Problem]) -> int:
    for problem in problems:
        for line in str(problem).split("\n"):
            console.complain(harmless(line))
    found = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
    console.complain(f"{found}; nothing more was done.")
    return BAD_INPUT


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it as 2026-11-30") from None


def _parser() -> argparse.ArgumentParser:
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--checklists", metavar="DIR", help="use the checklists in DIR instead of the playbook's own")
    filters = argparse.ArgumentParser(add_help=False)
    filters.add_argument("--gate", metavar="GATE", help="decide, advertise, interview, appoint or settle-in")
    filters.add_argument(
        "--for", dest="role", metavar="ROLE", help="only what this role acts on or helps with: hr-director, chair, …"
    )
    parser = argparse.ArgumentParser(
        prog="playbook", description="Is the trust ready to put a chief information officer on its board?"
    )
    parser.add_argument("--version", action="version", version=f"playbook {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=about, description=about[0].upper() + about[1:] + ".", parents=[*parents, data]
        )
        made.set_defaults(run=run)
        return made

    init = command("init", _init, "begin a trust's folder with an answers file to fill in")
    init.add_argument("folder", metavar="DIR")
    init.add_argument("--gate", metavar="GATE", help="only the questions up to this gate")
    ask = command("ask", _ask, "answer the questions in the terminal, one at a time", filters)
    ask.add_argument("path", metavar="PATH", help="the trust's folder, or its answers file")
    ask.add_argument("--again", action="store_true", help="go through what is answered as well")
    check = command("check", _check, "say what is met, what blocks which gate, and who must act", filters)
    check.add_argument("paths", metavar="PATH", nargs="+", help="a trust's folder, or its answers file")
    check.add_argument(
        "--as-of", type=_day, metavar="DATE", help="the day to judge by, as 2026-11-30 (today if left out)"
    )
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument("-o", "--output", metavar="FILE", help="write the report to FILE")
    command("list", _list, "list the checklists and their items")
    show = command("show", _show, "show everything about one item")
    show.add_argument("item", metavar="ITEM")
    schema = command("schema", _schema, "print a JSON Schema, for an editor or another program")
    schema.add_argument("what", choices=("answers", "checklist", "report"))
    migrate = command("migrate", _migrate, "bring an answers file up to this edition")
    migrate.add_argument("path", metavar="PATH")
    return parser


if __name__ == "__main__":
    main()
