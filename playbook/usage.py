"""What a command line means, and what is wrong with it, beyond what its parser knows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection, Mapping

from playbook.load import ANSWERS_FILE, data_folder
from playbook.model import Answers, BadInput, Place, Problem

_LONG = {".htm": ".html", ".markdown": ".md"}


def check_known(what: str, given: str | None, known: Collection[str]) -> None:
    """Raises BadInput where `given` is none of `known`."""
    if given is not None and given not in known:
        from playbook.load.form import nearest

        raise bad_usage(f"there is no {what} “{given}”", nearest(given, known))


def spare_the_input(options: argparse.Namespace) -> None:
    """Raises BadInput where the report would overwrite answers or checklists, or, without `force`, anything else."""
    if options.output and _is_input(options.output, options):
        message = f"“{options.output}” holds answers or checklists, and a report would overwrite them"
        raise bad_usage(message, "Give the report another name.")
    _spare_what_is_there(options)


def spare_the_documents(output: str, answers: Answers) -> None:
    """Raises BadInput where the report would overwrite a document that the answers name."""
    folder = os.path.dirname(answers.place.file)
    for document in answers.documents.values():
        if output and _is_same(output, os.path.join(folder, document.path)):
            raise bad_usage(f"“{output}” is a document that the answers name", "Give the report another name.")


def spare_the_papers(options: argparse.Namespace) -> None:
    """Raises BadInput where what is written would overwrite a document, answers or checklists, or another file."""
    for output in filter(None, (options.output, options.annotate)):
        if _is_input(output, options):
            message = f"“{output}” is a document to be read, or holds answers or checklists, and would be overwritten"
            raise bad_usage(message, "Give what is written another name.")
    _spare_what_is_there(options)
    if not options.annotate:
        return
    if len({os.path.realpath(path) for path in options.paths}) > 1:
        raise bad_usage("--annotate takes one Word file", "Name one file, and lint the others by themselves.")
    if os.path.exists(options.annotate):
        raise bad_usage(f"“{options.annotate}” exists already, and may hold somebody's replies", "Give another name.")
    if not options.annotate.lower().endswith(".docx"):
        raise bad_usage(f"“{options.annotate}” is no name for a Word file", "End it with .docx.")
    if options.output and os.path.realpath(options.output) == os.path.realpath(options.annotate):
        raise bad_usage("the report and the copy cannot be one file", "Give one of them another name.")


def _spare_what_is_there(options: argparse.Namespace) -> None:
    if options.output and os.path.lexists(options.output) and not options.force:
        hint = "Give another name with -o, or put it in the place of that file with --force."
        raise BadInput((Problem(Place(options.output), "the file is there already; nothing was written", hint),))


def _is_input(name: str, options: argparse.Namespace) -> bool:
    output = os.path.realpath(name)
    data = os.path.join(os.path.realpath(options.checklists or data_folder()), "")
    is_answers = ANSWERS_FILE in (os.path.basename(name), os.path.basename(output))
    return is_answers or output.startswith(data) or any(_is_same(output, path) for path in options.paths)


def _is_same(output: str, path: str) -> bool:
    """Whether both are there, and lead to one file; `path` may be the folder of the answers."""
    inside = os.path.join(path, ANSWERS_FILE)
    there = [one for one in (path, inside) if os.path.exists(one) and os.path.exists(output)]
    return any(os.path.samefile(output, one) for one in there)


def bad_usage(message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place("playbook"), message, hint),))


def by_ending(output: str | None, forms: Mapping[str, str]) -> str:
    """The form that the name of the output ends with; empty where it ends otherwise."""
    ending = os.path.splitext(output or "")[1].lower()
    return {suffix: form for form, suffix in forms.items()}.get(_LONG.get(ending, ending), "")
