"""YAML → model: every problem at once, with file:line:column, a hint, and the nearest known name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from playbook.model import Playbook

if TYPE_CHECKING:
    from playbook.load.answers import answers_path, load_answers, parse_answers

__all__ = ["ANSWERS_FILE", "answers_path", "data_folder", "load_answers", "load_playbook", "parse_answers"]
ANSWERS_FILE = "answers.yaml"


def data_folder() -> str:
    """Where the playbook's own data lies: inside the installed package, or beside it in a clone."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "checklists")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "checklists")


def load_playbook(folder: str | None = None) -> Playbook:
    """Load the checklists of `folder`, or the playbook's own, with their claims and sources.

    Raises BadInput with every problem of every file.
    """
    compiled = os.path.join(data_folder(), "compiled.json")
    if folder is None and os.path.exists(compiled):
        from playbook.load.compiled import unpacked

        with open(compiled, encoding="utf-8") as file:
            return unpacked(file.read())
    from playbook.load.data import read_folder

    return read_folder(folder or data_folder())


def __getattr__(name: str) -> Any:
    """What reads answers files is imported when it is asked for: who reads none has no use for YAML."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from playbook.load import answers

    return getattr(answers, name)
