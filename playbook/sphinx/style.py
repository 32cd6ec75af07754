"""The style sheet of the checklists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent / "static"


def setup_style(app: Sphinx) -> None:
    """Add the style sheet to every HTML page."""
    app.connect("builder-inited", _add_folder)
    app.add_css_file("checklist.css")


def _add_folder(app: Sphinx) -> None:
    app.config.html_static_path.append(str(FOLDER))
