"""`playbook draft`: a first draft of a paper in a file, and what is left to complete in it."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from playbook import console
from playbook.commands.codes import NOTHING
from playbook.commands.output import deliver, form_of, spare
from playbook.fact import DRAFTS
from playbook.load import load_answers, load_playbook
from playbook.model import Answers, BadInput, Place, Playbook, Problem
from playbook.papers import PaperReader
from playbook.plain import as_word, harmless, wrapped
from playbook.reports.make import report_on
from playbook.said import sentence
from playbook.usage import bad_usage, by_ending, check_known, spare_the_documents
from playbook.words import counted
from playbook.writing import FORMS, write

if TYPE_CHECKING:
    from playbook.reports.report import Report
    from playbook.writing.paper import Paper

_DECIDES = "board-paper"
_NO_POST = (
    "Nothing was written: by the answers there is no such post, so these papers have nothing to say of it. "
    "The board paper can be written: playbook draft board-paper"
)
_TEXTS, _WORD_FILES = (".md", ".markdown", ".txt"), (".docx", ".dotx")


class _Templates(NamedTuple):
    """A template of one's own: its text and the name of its file, and the Word file that gives the styles."""

    text: str | None = None
    file: str = ""
    word: bytes | None = None
    word_file: str = ""


def run(options: argparse.Namespace, today: dt.date) -> int:
    """Write the draft and say what is left; 0, or 3 where by the answers there is no post to write of.

    Raises BadInput, and then nothing was written.
    """
    if options.show_template:
        return _show_template(options)
    if options.path in DRAFTS:
        hint = f"Write: playbook draft {options.path} {as_word(options.kind)}"
        raise bad_usage("the kind of draft comes first, then the trust", hint)
    check_known("kind of draft", options.kind, DRAFTS)
    if not options.path:
        raise bad_usage("whose draft is it to be?", f"Name the trust's folder: playbook draft {options.kind} our-trust")
    form = form_of(options, FORMS, names_itself=True)
    output = f"{options.kind}{FORMS[form]}" if options.output is None else options.output
    _spare(output, options)
    playbook = load_playbook(options.checklists)
    answers = load_answers(options.path, playbook)
    spare_the_documents(output, answers)
    templates = _read(options.template)
    reader = PaperReader(playbook, options.checklists, options.as_of or today)
    report = report_on(answers, reader)
    if options.kind != _DECIDES and _has_no_post(reader, report):
        console.complain(_NO_POST)
        return NOTHING
    paper = _drafted(reader, report, templates, options)
    _save(output, paper, form, templates)
    say = console.say if output else console.complain
    if output:
        say(f"Wrote {harmless(output)}")
    gaps, flags = _gaps(playbook, paper, options), _flags(reader, paper, answers, options)
    for line in (*_notices(answers), *gaps, *_differing(report), *flags):
        say(line)
    return 0


def _has_no_post(reader: PaperReader, report: Report) -> bool:
    """Whether nobody is to be appointed, by the answers."""
    from playbook.load.plan import load_plan
    from playbook.planning.trust_plan import leads_nowhere

    steps = load_plan(report.playbook, reader.folder)
    return bool(steps) and leads_nowhere(report, steps)


def _show_template(options: argparse.Namespace) -> int:
    """Print the text of a template, or of the phrases that all share, or put it into a new file."""
    from playbook.drafts import template_text
    from playbook.files import save

    check_known("template", options.kind, (*DRAFTS, "phrases"))
    if by_ending(options.output, {"another": ".docx", "page": ".html"}):
        raise bad_usage("a template is a text in Markdown", "End its name with .md.")
    text = template_text(options.kind)
    if not options.output:
        console.put(text)
        return 0
    _spare(options.output, options)
    save(options.output, text)
    console.say(f"Wrote {harmless(options.output)}")
    return 0


def _spare(output: str, options: argparse.Namespace) -> None:
    paths = [*filter(None, [options.path]), *options.template]
    spare(output, options.force, *paths, checklists=options.checklists)


def _read(paths: Sequence[str]) -> _Templates:
    """Raises BadInput where a template cannot be read."""
    from playbook.load.text import read_text

    found = _Templates()
    for path in paths:
        ending = os.path.splitext(path)[1].lower()
        if ending not in (*_TEXTS, *_WORD_FILES):
            raise bad_usage(
                f"“{path}” is no template", "Give a Markdown file (.md), a Word file (.docx), or one of each."
            )
        if ending in _TEXTS and found.text is None:
            found = found._replace(text=read_text(path).content, file=path)
        elif ending in _WORD_FILES and found.word is None:
            found = found._replace(word=_bytes_of(path), word_file=path)
        else:
            raise bad_usage(f"“{path}” is a second template of its kind", "Give one Markdown file and one Word file.")
    return found


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is no name of a file"
        raise BadInput((Problem(Place(path), f"the file cannot be read: {reason}", "Check its name."),)) from None


def _drafted(reader: PaperReader, report: Report, templates: _Templates, options: argparse.Namespace) -> Paper:
    from playbook.drafts import draft

    return draft(
        reader.playbook,
        report.answers,
        options.kind,
        as_of=reader.as_of,
        template=templates.text,
        file=templates.file or "the template",
        checklists=options.checklists,
        findings=report.papers.findings,
    )


def _save(output: str, paper: Paper, form: str, templates: _Templates) -> None:
    from playbook.writing import BadBase

    try:
        made = write(paper, form, templates.word)
        deliver(made if output or form == "word" else made.decode(), output)
    except BadBase as bad:
        hint = "Open it in Word, save it as an ordinary Word document (.docx), and give the new file."
        raise BadInput((Problem(Place(templates.word_file), str(bad), hint),)) from None


def _notices(answers: Answers) -> Iterator[str]:
    if answers.notices:
        yield "To note:"
        yield from _list([f"{harmless(str(one.place))}: {one.message}. {one.hint}" for one in answers.notices])


def _gaps(playbook: Playbook, paper: Paper, options: argparse.Namespace) -> Iterator[str]:
    from playbook.writing.paper import to_complete

    gaps, facts = to_complete(paper), {question.title for question in playbook.facts.values()}
    if gaps:
        yield f"To complete ({len(gaps)}), each marked in the draft:"
        yield from _list([f"{gap} (a fact)" if gap in facts else gap for gap in gaps])
    if facts & {*gaps}:
        yield f"To be asked for the facts: playbook ask {as_word(options.path)} --facts"


def _differing(report: Report) -> Iterator[str]:
    """The answers that the trust's own papers speak against: the draft tells them as they were given."""
    if report.differing:
        yield "Your papers say otherwise than these answers, which the draft takes as you gave them:"
        yield from _list(
            [" ".join((one.item.ask, *map(sentence, report.disagreements(one)))) for one in report.differing]
        )


def _flags(reader: PaperReader, paper: Paper, answers: Answers, options: argparse.Namespace) -> Iterator[str]:
    """The words that `lint` would flag: they come from the trust's own answers and facts, or from its own template."""
    from playbook.drafts.flags import flags

    found = flags(reader.linter, paper, options.kind, trust=answers.trust, as_of=reader.as_of)
    if found:
        words = counted(len(found), "line of your own words is", "lines of your own words are")
        yield f"{words} worth changing, as playbook lint would say:"
        yield from _list(
            [" ".join(filter(None, [f"“{one.quote}” {one.title}.", one.says, one.instead])) for one in found]
        )


def _list(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from wrapped(text, "  - ", "    ", width=console.width())
