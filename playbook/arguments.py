"""What can be written on the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

from playbook import __version__, console
from playbook.plain import harmless

FORMATS = ("text", "json", "markdown", "junit")
COMPARE_FORMATS = ("text", "markdown", "html", "word", "json")
PLAN_FORMATS = ("text", "word", "markdown", "html", "ics")
LINT_FORMATS = ("text", "json", "markdown", "sarif", "junit")
PAPER_FORMATS = ("word", "markdown", "html")
LEVELS = ("flags", "missing", "ambiguous", "never")
SCHEMAS = ("answers", "checklist", "report", "documents", "comparison")
ENDINGS = {"json": ".json", "markdown": ".md", "junit": ".xml", "sarif": ".sarif"}
"""How the names of files end that hold a report on answers or papers in other forms than text."""
_FORCE = "write over FILE if it exists"
_ELSE = "else as the name of FILE ends, or text"
_ABOUT = "Is the trust ready to put a chief information officer on its board?"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with 2 and a message in which nothing of what was typed can act on the terminal."""
        super().error(harmless(message))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """A PATH that may be missing is taken behind an option as well, which argparse by itself does not."""
        found, rest = super().parse_known_args(args, namespace)
        if rest and getattr(found, "path", "") is None and not rest[0].startswith("-"):
            found.path = rest.pop(0)
        return found, rest

    def _print_message(self, message: str, file: object = None) -> None:
        if file is not sys.stdout:
            console.complain(message.removesuffix("\n"))
            return
        console.put(message)
        console.flush()


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the namespace it gives says in `command` which one was asked for."""
    data = _data()
    filters = _filters()
    made = _Parser(prog="playbook", description=_ABOUT)
    made.add_argument("--version", action="version", version=f"playbook {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)

    def command(name: str, about: str, *parents: _Parser) -> argparse.ArgumentParser:
        description = f"{about[0].upper()}{about[1:]}."
        return commands.add_parser(name, help=about, description=description, parents=[*parents, data])

    init = command("init", "begin a trust's folder with an answers file to fill in")
    init.add_argument("folder", metavar="DIR", type=_name)
    init.add_argument("--gate", metavar="GATE", help="only the questions up to this gate")
    ask = command("ask", "answer the questions in the terminal, one at a time", filters)
    ask.add_argument("path", metavar="PATH", type=_name, help="the trust's folder, or its answers file")
    ask.add_argument("--again", action="store_true", help="go through what passes already as well")
    ask.add_argument("--item", metavar="ITEM", help="only this question, or with --facts this fact: seat, chair, …")
    ask.add_argument("--facts", action="store_true", help="the facts that drafts need, and no questions")
    check = command("check", "say what is met, what blocks which gate, and who must act", filters)
    check.add_argument("paths", metavar="PATH", nargs="+", type=_name, help="a trust's folder, or its answers file")
    check.add_argument("--as-of", type=_day, metavar="DATE", help="judge by this day, as 2026-11-30 (else today)")
    check.add_argument("--format", choices=FORMATS, help=_ELSE)
    check.add_argument("-o", "--output", metavar="FILE", type=_output, help="write the report to FILE")
    check.add_argument("--force", action="store_true", help=_FORCE)
    _add_lint(command("lint", "say what a job description, an advert or a pack says well, says ill, and leaves out"))
    _add_report(command("report", "write the assessment as a paper for a board: Word, or one web page", filters))
    _add_compare(command("compare", "say what changed between two assessments, in sentences for minutes"))
    _add_plan(command("plan", "count back from a first day to the latest day for each step"))
    _add_draft(command("draft", "write a first draft of a paper from the answers and facts"))
    command("list", "list the checklists and their items")
    command("show", "show everything about one item").add_argument("item", metavar="ITEM")
    command("schema", "print a JSON Schema, for an editor or another program").add_argument("what", choices=SCHEMAS)
    migrate = command("migrate", "bring an answers file up to this edition")
    migrate.add_argument("path", metavar="PATH", type=_name)
    return made


def _add_lint(lint: argparse.ArgumentParser) -> None:
    lint.add_argument("paths", metavar="FILE", nargs="+", type=_name, help="a Word file, a PDF, a web page or a text")
    what = "what the files are: job-description, advert, candidate-pack and so on (else guessed)"
    lint.add_argument("--as", dest="kind", metavar="KIND", help=what)
    lint.add_argument(
        "--trust", metavar="NAME", default="", help="whose papers they are, to find names of other trusts"
    )
    lint.add_argument("--as-of", type=_day, metavar="DATE", help="the day by which dates have passed (else today)")
    lint.add_argument("--format", choices=LINT_FORMATS, help=_ELSE)
    lint.add_argument("-o", "--output", metavar="FILE", type=_output, help="write the report to FILE")
    lint.add_argument("--force", action="store_true", help=_FORCE)
    what = "write a copy of the one Word file, with each finding as a comment"
    lint.add_argument("--annotate", metavar="OUT.docx", type=_name, help=what)
    what = "end with 1 at this or a graver finding (flags is the default)"
    lint.add_argument("--fail-on", choices=LEVELS, default="flags", help=what)


def _add_compare(compare: argparse.ArgumentParser) -> None:
    what = "a trust's folder, its answers file, or a JSON report of playbook check"
    compare.add_argument("before", metavar="BEFORE", type=_name, help=what)
    compare.add_argument("after", metavar="AFTER", type=_name, help="the same, later")
    what = "judge the answers of BEFORE by this day (else by that of AFTER)"
    compare.add_argument("--before-as-of", type=_day, metavar="DATE", help=what)
    compare.add_argument(
        "--as-of", type=_day, metavar="DATE", help="judge the answers of AFTER by this day (else today)"
    )
    _add_output(compare, "the comparison", COMPARE_FORMATS)


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("path", metavar="PATH", type=_name, help="the trust's folder, or its answers file")
    report.add_argument("--as-of", type=_day, metavar="DATE", help="judge by this day, as 2026-11-30 (else today)")
    _add_output(report, "the report", PAPER_FORMATS, "else report.docx")


def _add_plan(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("path", metavar="PATH", type=_name, help="the trust's folder, or its answers file")
    what = "the new director's first day in post, to count back from (else the fact first-day of the answers file)"
    plan.add_argument("--start", type=_day, metavar="DATE", help=what)
    what = "the day by which days have gone by (else today)"
    plan.add_argument("--as-of", type=_day, metavar="DATE", help=what)
    _add_output(plan, "the plan", PLAN_FORMATS)


def _add_output(command: argparse.ArgumentParser, what: str, formats: tuple[str, ...], unnamed: str = "") -> None:
    help_ = f"else as the name of FILE ends, or {formats[0]}"
    command.add_argument("--format", choices=formats, help=help_)
    unnamed = f" ({unnamed})" if unnamed else ""
    command.add_argument("-o", "--output", metavar="FILE", type=_output, help=f"write {what} to FILE{unnamed}")
    command.add_argument("--force", action="store_true", help=_FORCE)


def _add_draft(draft: argparse.ArgumentParser) -> None:
    draft.add_argument(
        "kind",
        metavar="KIND",
        help="job-description, candidate-pack, advert, board-paper, interview-pack or first-hundred-days",
    )
    draft.add_argument("path", metavar="PATH", nargs="?", type=_name, help="the trust's folder, or its answers file")
    draft.add_argument("-o", "--output", metavar="FILE", type=_output, help="write the draft to FILE (else KIND.docx)")
    draft.add_argument("--format", choices=PAPER_FORMATS, help="else by the ending of FILE, or word")
    what = "a Markdown file in place of the playbook's text, or a Word file that gives the styles; may be given twice"
    draft.add_argument("--template", metavar="FILE", action="append", default=[], type=_name, help=what)
    draft.add_argument("--show-template", action="store_true", help="print or write the playbook's own text, to change")
    draft.add_argument("--as-of", type=_day, metavar="DATE", help="the day of the draft (else today)")
    draft.add_argument("--force", action="store_true", help="put the draft in the place of a file that is there")


def _data() -> _Parser:
    data = _Parser(add_help=False)
    what = "use the checklists in DIR instead of the playbook's own"
    data.add_argument("--checklists", metavar="DIR", type=_name, help=what)
    return data


def _filters() -> _Parser:
    filters = _Parser(add_help=False)
    filters.add_argument("--gate", metavar="GATE", help="decide, advertise, interview, appoint or settle-in")
    what = "only what this role acts on or helps with: hr-director, chair and so on"
    filters.add_argument("--for", dest="role", metavar="ROLE", help=what)
    return filters


def _name(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _output(text: str) -> str:
    """The name of a file to write; empty for “-”, which means the standard output."""
    if _name(text).endswith(("/", os.sep)):
        raise argparse.ArgumentTypeError(f"“{text}” is the name of a folder, and a file is written")
    return "" if text == "-" else text


def _day(text: str) -> dt.date:
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    from playbook.ask.days import read_day

    day = read_day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it as 2026-11-30 or 30/11/2026")
    return day
