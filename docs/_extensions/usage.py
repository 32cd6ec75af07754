"""The directive `{usage}`: what a command prints with `--help`, as it is when the site is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from playbook.sphinx.say import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PROGRAM = Path(__file__).resolve().parent.parent.parent / "playbook"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("usage", UsageDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class UsageDirective(SphinxDirective):
    """Takes the name of a command; without one, the help of the program itself."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        for path in PROGRAM.glob("*.py"):
            self.env.note_dependency(str(path))
        try:
            said = help_of(*self.arguments)
        except subprocess.CalledProcessError:
            say(f"there is no command “{self.arguments[0]}”", self.get_location(), "usage")
            return []
        return [nodes.literal_block(said, said, language="text")]


def help_of(*command: str) -> str:
    """What `playbook COMMAND --help` prints on a screen of 88 columns."""
    plain = os.environ | {"COLUMNS": "88", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(PROGRAM.parent)}
    line = [sys.executable, "-m", "playbook", *command, "--help"]
    return subprocess.run(line, env=plain, capture_output=True, encoding="utf-8", check=True).stdout.strip()
