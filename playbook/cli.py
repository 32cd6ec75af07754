"""The commands. The only place that reads the clock, prints, or ends the program.

Exit codes: 0 the gate is passed; 1 it is not; 2 bad input or usage; 3 nothing was evaluated.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from playbook import console
from playbook.arguments import ENDINGS, FORMATS, LINT_FORMATS, parser
from playbook.commands.codes import BAD_INPUT, NOT_PASSED, NOTHING, PASSED, code_of
from playbook.load import load_playbook
from playbook.model import BadInput, Playbook, Problem
from playbook.plain import as_word, harmless
from playbook.usage import bad_usage, by_ending, check_known, spare_the_documents, spare_the_input, spare_the_papers

if TYPE_CHECKING:
    from playbook.lint import LintReport, Unread
    from playbook.reports.report import Report


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
    check_known("gate", options.gate, playbook.gates)
    check_known("role", options.role, playbook.roles)
    spare_the_input(options)
    asked = _Asked(playbook, options)
    text = _in_form(_form(options, FORMATS), asked.reports(), options)
    if asked.problems:
        raise BadInput(tuple(asked.problems))
    _deliver(text, options)
    return asked.code


def _form(options: argparse.Namespace, forms: Sequence[str]) -> str:
    """The form asked for, else that of `forms` which the name of the output ends with, else text."""
    endings = {form: ENDINGS[form] for form in forms if form in ENDINGS}
    return options.format or by_ending(options.output, endings) or "text"


def _deliver(text: str, options: argparse.Namespace) -> None:
    """The report, to where it was asked for."""
    if options.output:
        from playbook.files import save

        save(options.output, text)
    else:
        console.put(text)


class _Asked:
    """The reports asked for, one at a time; what is wrong with a file is kept until all have been read."""

    def __init__(self, playbook: Playbook, options: argparse.Namespace) -> None:
        from playbook.papers import PaperReader

        self.playbook = playbook
        self.options = options
        self.as_of = options.as_of or dt.date.today()
        self.papers = PaperReader(playbook, options.checklists, self.as_of)
        self.problems: list[Problem] = []
        self.code = PASSED

    def reports(self) -> Iterator[Report]:
        for path in self.options.paths:
            try:
                report = self._report(path)
            except BadInput as bad:
                self.problems += bad.problems
            else:
                self.code = max(self.code, code_of(report), key=(PASSED, NOTHING, NOT_PASSED).index)
                yield report

    def _report(self, path: str) -> Report:
        from playbook.load import load_answers
        from playbook.reports.make import report_on

        answers = load_answers(path, self.playbook)
        spare_the_documents(self.options.output or "", answers)
        return report_on(answers, self.papers, gate=self.options.gate or "", role=self.options.role or "")


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


def _lint(options: argparse.Namespace) -> int:
    from playbook.reports.documents.forms import rendered

    report = _read_papers(options)
    for unread in report.unread:
        _say_unread(unread)
    if options.annotate and report.documents:
        report = _annotated(report, options.annotate)
    text = rendered(
        report, _form(options, LINT_FORMATS), width=console.width(), colour=not options.output and console.has_colour()
    )
    if text:
        _deliver(text, options)
    if not report.documents:
        return NOTHING
    return PASSED if report.passes else NOT_PASSED


def _read_papers(options: argparse.Namespace) -> LintReport:
    from playbook.lint import lint_files
    from playbook.load.rules import load_rules

    playbook = load_playbook(options.checklists)
    check_known("kind of document", options.kind, playbook.documents)
    spare_the_papers(options)
    rules = load_rules(playbook, options.checklists)
    with console.progress(options.paths) as progress:
        return lint_files(
            playbook,
            rules,
            options.paths,
            as_of=options.as_of or dt.date.today(),
            kind=options.kind or "",
            trust=options.trust,
            fail_on=options.fail_on,
            progress=progress,
        )


def _annotated(report: LintReport, path: str) -> LintReport:
    """Writes the copy with the comments; the report then says so."""
    from playbook.files import save_bytes
    from playbook.lint import annotated_copy

    save_bytes(path, annotated_copy(report))
    return report._replace(copy=path)


def _say_unread(unread: Unread) -> None:
    console.complain(harmless(f"{unread.file}: {unread.message}."))
    if unread.hint:
        console.complain(f"    {harmless(unread.hint)}")


def _init(options: argparse.Namespace) -> int:
    from playbook.scaffold import init_folder

    playbook = load_playbook(options.checklists)
    check_known("gate", options.gate, playbook.gates)
    for path in init_folder(playbook, options.folder, gate=options.gate):
        console.say(f"Wrote {harmless(path)}")
    folder = as_word(options.folder)
    console.say(f"Next: playbook ask {folder}, or open answers.yaml in an editor; then playbook check {folder}")
    return PASSED


def _ask(options: argparse.Namespace) -> int:
    from playbook.ask import Interview
    from playbook.papers import PaperReader

    playbook = load_playbook(options.checklists)
    check_known("gate", options.gate, playbook.gates)
    check_known("role", options.role, playbook.roles)
    if options.facts:
        return _ask_facts(playbook, options)
    check_known("item", options.item, playbook.items)
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
        papers=PaperReader(playbook, options.checklists, dt.date.today()).papers,
    ).run()
    return PASSED


def _ask_facts(playbook: Playbook, options: argparse.Namespace) -> int:
    from playbook.ask.facts import FactInterview

    check_known("fact", options.item, playbook.facts)
    if options.gate or options.role:
        raise bad_usage("facts belong to no gate and to no role", "Leave --gate and --for out, or --facts.")
    FactInterview(
        playbook,
        options.path,
        as_of=dt.date.today(),
        again=options.again,
        only=options.item or "",
        read=console.read_line,
        write=console.say,
    ).run()
    return PASSED


def _draft(options: argparse.Namespace) -> int:
    from playbook.commands.draft import run

    return run(options, dt.date.today())


def _list(options: argparse.Namespace) -> int:
    from playbook.reports.show import contents

    console.put(contents(load_playbook(options.checklists), width=console.width()))
    return PASSED


def _show(options: argparse.Namespace) -> int:
    from playbook.reports.show import page

    playbook = load_playbook(options.checklists)
    check_known("item", options.item, playbook.items)
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
        "documents": schema.documents_schema,
        "comparison": schema.comparison_schema,
    }
    console.put(json.dumps(made[options.what](), ensure_ascii=False, indent=2) + "\n")
    return PASSED


def _migrate(options: argparse.Namespace) -> int:
    from playbook.files import locked, save_answers
    from playbook.load import answers_path
    from playbook.load.text import read_text
    from playbook.migrate import migrated

    playbook = load_playbook(options.checklists)
    path = answers_path(options.path)
    with locked(path):
        text = read_text(path)
        new, changes = migrated(text, playbook)
        if new != text.content:
            save_answers(path, new)
    for sentence in changes or [f"Nothing to change: the file fits edition {playbook.edition}."]:
        console.say(sentence)
    return PASSED


def _compare(options: argparse.Namespace) -> int:
    from playbook.commands.compare import run

    return run(options, dt.date.today())


def _plan(options: argparse.Namespace) -> int:
    from playbook.commands.plan import run

    return run(options, dt.date.today())


def _report(options: argparse.Namespace) -> int:
    from playbook.commands.report import run

    return run(options, dt.date.today())


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
    "lint": _lint,
    "draft": _draft,
    "list": _list,
    "show": _show,
    "schema": _schema,
    "migrate": _migrate,
    "compare": _compare,
    "plan": _plan,
    "report": _report,
}
