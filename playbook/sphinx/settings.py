"""The settings of the extension in conf.py: read once per build, each wrong value named with its line."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from playbook.load import data_folder
from playbook.sphinx.say import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DATA = "playbook_data"


class Settings(NamedTuple):
    """What conf.py says: the folder of the checklists, as a path; empty where what it says is no folder."""

    folder: str = ""


def setup_settings(app: Sphinx) -> None:
    """Add the setting `playbook_data`: a folder of checklists, from conf.py; the playbook's own where it is empty."""
    app.add_config_value(DATA, "", "env", types=frozenset((Any,)))  # a wrong type is named here, as all else is


def read_settings(app: Sphinx) -> Settings:
    """The settings of this build, with a warning for each value that cannot be meant."""
    given = getattr(app.config, DATA)
    if not isinstance(given, (str, os.PathLike)):
        return _wrong(app, f"{DATA} is {given!r}, which is no path. Write it as a text: {DATA} = “checklists”")
    folder = os.path.join(app.confdir, os.fspath(given)) if given else data_folder()
    if not os.path.isdir(folder):
        hint = "Give the path of a folder with your checklists, from the folder of conf.py."
        return _wrong(app, f"{DATA}: there is no folder “{folder}”. {hint}")
    return Settings(folder)


def _wrong(app: Sphinx, message: str) -> Settings:
    say(message, _place(app), "config")
    return Settings()


def _place(app: Sphinx) -> str:
    """The line of conf.py that sets the folder; without one it was set elsewhere, as on the command line."""
    path = os.path.join(app.confdir, "conf.py")
    if os.path.exists(path):
        with open(path, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if re.match(rf"\s*{DATA}\b", line):
                    return f"{path}:{number}"
    return path
