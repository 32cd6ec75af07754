"""Where what a command made goes: to the terminal, or to a file that is not there yet."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from playbook import console
from playbook.usage import bad_usage, by_ending, spare_the_input

if TYPE_CHECKING:
    from playbook.writing.paper import Paper


def form_of(options: argparse.Namespace, forms: Mapping[str, str], *, names_itself: bool = False) -> str:
    """The form asked for, else the one that the name of the output ends with, else the first of `forms`.

    `forms` maps each to how its file's name ends. Raises BadInput for a name that says nothing or something else, and
    for a Word file without one, unless it `names_itself`.
    """
    by_name = by_ending(options.output, forms)
    if options.output and not (by_name or options.format):
        message = f"the ending of “{options.output}” does not say what it is to be"
        raise bad_usage(message, f"End it with {', '.join(forms.values())}, or add --format.")
    if by_name and options.format and by_name != options.format:
        raise bad_usage(
            f"“{options.output}” and --format {options.format} do not go together", "Leave one of them out."
        )
    form = options.format or by_name or next(iter(forms))
    if form == "word" and not options.output and _is_shown(options, names_itself):
        raise bad_usage("a Word file needs a name", "Say where to put it: -o FILE.docx")
    return str(form)


def _is_shown(options: argparse.Namespace, names_itself: bool) -> bool:
    """Whether what has no name would come to a terminal; the name “-” asks for that, or for another program."""
    return console.is_watched() if options.output == "" else not names_itself


def written(paper: Paper, form: str) -> bytes | str:
    """The paper in one of the forms of `playbook.writing`: bytes for a Word file, else a text."""
    from playbook.writing import write

    made = write(paper, form)
    return made if form == "word" else made.decode()


def spare(output: str | None, force: bool, *inputs: str, checklists: str | None) -> None:
    """Raises BadInput where `output` would overwrite what is read, or, without `force`, anything else."""
    if not output:
        return
    spare_the_input(argparse.Namespace(output=output, force=force, paths=inputs, checklists=checklists))


def deliver(made: str | bytes, output: str | None) -> None:
    """Put what was made on the standard output, or into the file `output`, whole or not at all."""
    from playbook.files import save, save_bytes

    if output and isinstance(made, bytes):
        save_bytes(output, made)
    elif output and isinstance(made, str):
        save(output, made)
    elif isinstance(made, str):
        console.put(made)
    else:
        console.put_bytes(made)
