"""The data behind the pages, read once per build; what is wrong with them is a warning at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.load import load_playbook
from playbook.load.rules import load_rules
from playbook.model import BadInput, Playbook
from playbook.sphinx.depends import outdated
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.say import say_problem
from playbook.sphinx.settings import read_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from playbook.rule import Rule


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
            say_problem(problem, "data")


def _loaded(folder: str) -> tuple[Playbook, dict[str, Rule]]:
    playbook = load_playbook(folder)
    return playbook, load_rules(playbook, folder)
