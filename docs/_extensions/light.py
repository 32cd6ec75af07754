"""Keeps from a page what would only hold it up: style sheets that it has no use for, and scripts that can wait.

Lighthouse counts each request that stands before the first words of a page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.sphinx.style import lighten

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# A file, and what stands in the body of each page that needs it.
NEEDED_BY = {
    "_static/pygments.css": ('class="highlight',),
    "_static/sphinx-design.min.css": ('class="sd-',),
    "_static/styles/furo-extensions.css": ('class="sd-',),
    "_static/design-tabs.js": ('class="sd-tab-',),
}
OWN_SCRIPTS = ("menus.js", "theme.js")
LATE = 900  # after the extensions that add files


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("html-page-context", _lighten, priority=LATE)
    app.connect("build-finished", _lighten_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _lighten(_app: Sphinx, pagename: str, _name: str, context: dict[str, Any], _doctree: object) -> None:
    body = context.get("body", "")
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if needed(str(getattr(file, "filename", file)), body)]
    if pagename != "search":  # whose own scripts do not wait for these
        context["script_files"] = [waiting(script) for script in context["script_files"]]


def _lighten_scripts(app: Sphinx, exception: Exception | None) -> None:
    folder = Path(app.outdir) / "_static"
    for script in (folder / name for name in OWN_SCRIPTS):
        if not exception and script.is_file():
            lighten(script)


def waiting(script: Any) -> Any:
    """A script that runs once the page is read; a module does so by itself. Pages share the script as it came."""
    if script.attributes.get("type") == "module":
        return script
    return type(script)(script.filename, priority=script.priority, **script.attributes, defer="defer")


def needed(file: str, body: str) -> bool:
    """Whether a page with this body needs a file."""
    marks = NEEDED_BY.get(file)
    return marks is None or any(mark in body for mark in marks)
