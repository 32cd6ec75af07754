"""Warnings, all in one form: of the type `playbook` with a subtype, and at the place of their cause."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from playbook.load.form import nearest

if TYPE_CHECKING:
    from playbook.model import Problem

logger = logging.getLogger(__name__)


def say(message: str, where: Any, subtype: str) -> None:
    """Warn; `where` is a node, or what Sphinx takes for a location."""
    logger.warning("%s", message, location=where, type="playbook", subtype=subtype)


def say_problem(problem: Problem, subtype: str) -> None:
    """Warn of a problem in a file, at its line; one of the file as a whole at the first."""
    where = str(problem.place) if problem.place.line else f"{problem.place.file}:1"
    say(f"{problem.message}. {problem.hint}" if problem.hint else problem.message, where, subtype)


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """There is no such thing; with the nearest that there is."""
    return f"there is no {what} “{name}”. {nearest(name, known)}".strip()
