"""The data behind the pages: read once per build, and a reason to write a page again when it changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.util import logging

from playbook.load import data_folder, load_playbook
from playbook.load.rule_files import RULES
from playbook.load.rules import load_rules
from playbook.model import BadInput, Playbook, Problem
from playbook.sphinx.domain import checklist_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from playbook.rule import Rule

logger = logging.getLogger(__name__)


def setup_data(app: Sphinx) -> None:
    """Add the setting `playbook_data`: a folder of checklists, from conf.py; the playbook's own where it is empty."""
    app.add_config_value("playbook_data", "", "env", types=frozenset((str,)))
    app.connect("builder-inited", _read)
    app.connect("env-get-outdated", _outdated)


def note_data(env: BuildEnvironment) -> None:
    """Note that the page being read depends on every file of the data."""
    for path in _files(_folder(env.app)):
        env.note_dependency(path)


def _read(app: Sphinx) -> None:
    domain = checklist_domain(app.env)
    domain.playbook, domain.rules, domain._citations = None, {}, None
    try:
        domain.playbook, domain.rules = _loaded(_folder(app))
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


def _outdated(app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    """The pages to read again because a file has joined the data; Sphinx itself sees one that changed or left."""
    files = set(_files(_folder(app)))
    seen = {page: {os.path.join(env.srcdir, path) for path in paths} for page, paths in env.dependencies.items()}
    return [page for page, paths in seen.items() if paths & files and files - paths]


def _folder(app: Sphinx) -> str:
    given: str = app.config.playbook_data
    return os.path.join(app.confdir, given) if given else data_folder()


def _files(folder: str) -> list[str]:
    """The checklists and what belongs to them, and the rules."""
    return sorted(
        os.path.join(place, name)
        for place in (folder, os.path.join(folder, RULES))
        if os.path.isdir(place)
        for name in os.listdir(place)
        if name.endswith(".yaml")
    )
