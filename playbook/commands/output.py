"""Where what a command made goes: to the terminal, or to a file that is not there yet."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from playbook import console
from playbook.usage import bad_usage, spare_the_input

if TYPE_CHECKING:
    from playbook.writing.paper import Paper

_LONG = {".htm": ".html", ".markdown": ".md"}


def form_of(options: argparse.Namespace, forms: Mapping[str, str]) -> str:
    """The form asked for, else the one that the name of the output ends with, else the first of `forms`.

    `forms` maps each to how its file's name ends. Raises BadInput for a Word file without a name.
    """
    ending = os.path.splitext(options.output or "")[1].lower()
    by_ending = {suffix: form for form, suffix in forms.items()}
    form = options.format or by_ending.get(_LONG.get(ending, ending)) or next(iter(forms))
    if form == "word" and not options.output:
        raise bad_usage("a Word file needs a name", "Say where to put it: -o FILE.docx")
    return str(form)


def written(paper: Paper, form: str) -> bytes | str:
    """The paper in one of the forms of `playbook.writing`: bytes for a Word file, else a text."""
    from playbook.writing import write

    made = write(paper, form)
    return made if form == "word" else made.decode()


def spare(output: str | None, force: bool, *inputs: str, checklists: str | None) -> None:
    """Raises BadInput where `output` would overwrite what is read, or, without `force`, anything else."""
    if not output:
        return
    spare_the_input(argparse.Namespace(output=output, paths=inputs, checklists=checklists))
    if os.path.lexists(output) and not force:
        raise bad_usage(f"“{output}” exists already", "Give another name, or write over it with --force.")


def deliver(made: str | bytes, output: str | None) -> None:
    """Put a text on the terminal, or anything into the file `output`, whole or not at all."""
    from playbook.files import save, save_bytes

    if output and isinstance(made, bytes):
        save_bytes(output, made)
    elif output and isinstance(made, str):
        save(output, made)
    elif isinstance(made, str):
        console.put(made)
