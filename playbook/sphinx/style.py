"""What stands beside the pages: the style sheet of the checklists, the scripts of the forms, and their data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.page_data import page_json
from playbook.sphinx.parts import ITEM

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER = Path(__file__).parent / "static"
FORM = "checklist-form"
NOT_CODE = re.compile(r"^ *//.*|^ +| +// .*$", re.MULTILINE)  # comments and indents


def setup_style(app: Sphinx) -> None:
    """Add the style sheet to every HTML page, and the forms to those that show items."""
    app.connect("builder-inited", _add_folder)
    app.connect("html-page-context", _add_forms)
    app.connect("build-finished", _write_data)
    app.add_css_file("checklist.css")


def _add_folder(app: Sphinx) -> None:
    app.config.html_static_path.append(str(FOLDER))


def _add_forms(app: Sphinx, pagename: str, *_more: Any) -> None:
    """Add the scripts that a page needs; a page that holds all others needs them all, and one inside a book none."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.embedded:
        return
    domain = checklist_domain(app.env)
    holds_all = isinstance(builder, SingleFileHTMLBuilder)
    wanted = {
        "form.js": domain.shown_on(ITEM),
        "readiness.js": domain.data["gathering"],
        "facts.js": domain.data["telling"],
    }
    for name, pages in wanted.items():
        if pagename in pages or (holds_all and pages):
            app.add_js_file(f"{FORM}/{name}", type="module")


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write `checklists.json` beside the scripts, where every page that shows items finds it."""
    folder = Path(app.outdir) / "_static" / FORM
    domain = checklist_domain(app.env)
    if exception or app.builder.format != "html" or domain.playbook is None or not folder.is_dir():
        return
    pages = {item: _address(app.builder, page) for item, page in domain.shown(ITEM).items()}
    readiness = next((_address(app.builder, page) for page in sorted(domain.data["gathering"])), "")
    (folder / "checklists.json").write_text(page_json(domain.playbook, pages, readiness), "utf-8")
    for script in folder.glob("*.js"):
        lighten(script)


def lighten(script: Path) -> None:
    """Leave out of a script what need not travel; its lines keep their numbers."""
    script.write_text(NOT_CODE.sub("", script.read_text("utf-8")), "utf-8")


def _address(builder: Builder, page: str) -> str:
    """The address of a page from the site's root; the root itself has an empty name where pages are folders."""
    if isinstance(builder, SingleFileHTMLBuilder):
        return f"{builder.config.root_doc}{builder.out_suffix}"
    return builder.get_target_uri(page) or "./"
