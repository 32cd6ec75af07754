"""A new folder for a trust: its answers file, and the schema that helps an editor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from playbook.files import save
from playbook.load import ANSWERS_FILE
from playbook.model import BadInput, Place, Playbook, Problem
from playbook.scaffold.form import scaffold
from playbook.scaffold.head import SCHEMA_FILE


def init_folder(playbook: Playbook, folder: str, *, gate: str | None = None) -> tuple[str, ...]:
    """Write a new answers file and its schema into `folder`, which is made if need be; the paths written.

    Raises BadInput where one of the two is there already or the folder cannot be written; then nothing is.
    """
    import json

    from playbook.schema import answers_schema

    texts = {
        os.path.join(folder, ANSWERS_FILE): scaffold(playbook, gate=gate),
        os.path.join(folder, SCHEMA_FILE): json.dumps(answers_schema(playbook), ensure_ascii=False, indent=2) + "\n",
    }
    there = tuple(path for path in texts if os.path.lexists(path))
    if there:
        hint = "Nothing was written. Choose another folder, or go on with: playbook ask"
        raise BadInput(tuple(Problem(Place(path), "the file is there already", hint) for path in there))
    _write_all(folder, texts)
    return tuple(texts)


def _write_all(folder: str, texts: dict[str, str]) -> None:
    """Make the folder and write each text to its path; what was made so far goes again where that fails."""
    missing = _missing(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        for path, text in texts.items():
            save(path, text)
    except BaseException as error:
        _undo(os.unlink, texts)
        _undo(os.rmdir, missing)
        if isinstance(error, OSError):
            hint = "Choose a folder in which you may write."
            raise BadInput((Problem(Place(folder), f"the folder cannot be made: {error.strerror}", hint),)) from None
        raise


def _missing(folder: str) -> Sequence[str]:
    """The folder and those above it that are not there, the innermost first."""
    missing = []
    path = os.path.abspath(folder)
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    return missing


def _undo(remove: Callable[[str], None], paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(OSError):
            remove(path)
