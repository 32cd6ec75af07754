"""The data behind the pages, read once per build; what is wrong with them is a warning at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from playbook.load import load_playbook
from playbook.load.rules import load_rules
from playbook.model import BadInput, Playbook, Problem
from playbook.sphinx.depends import outdated
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.settings import read_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from playbook.rule import Rule

logger = logging.getLogger(__name__)


def setup_data(app: Sphinx) -> None:
    """Read the data when a build begins, and say which pages they make outdated."""
    app.connect("builder-inited", _read)
    app.connect("env-get-outdated", outdated)


def _read(app: Sphinx) -> None:
    domain = checklist_domain(app.env)
    domain.settings = read_settings(app)
    domain.playbook, domain.rules, domain._citations = None, {}, None
    if not domain.settings.folder:
        return
    try:
        domain.playbook, domain.rules = _loaded(domain.settings.folder)
    except BadInput as bad:
        for problem in bad.problems:
            _warn(problem)


def _loaded(folder: str) -> tuple[Playbook, dict[str, Rule]]:
    playbook = load_playbook(folder)
    return playbook, load_rules(playbook, folder)


def _warn(problem: Problem) -> None:
    message = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    place = str(problem.place) if problem.place.line else f"{problem.place.file}:1"
    logger.warning("%s", message, location=place, type="playbook", subtype="data")
