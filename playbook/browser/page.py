"""A Sphinx extension that puts the engine into a page: the directives `{engine}` and `{engine-parts}`.

The engine's parts come from registries. Where these cannot be reached the site is built without them, and what stands
inside `{engine}` tells the reader what to do instead. `PLAYBOOK_ENGINE=required` makes that an error, for the build
that is published; `PLAYBOOK_ENGINE=off` leaves the engine out and asks no registry.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from playbook.browser.bundle import Bundle, gathered
from playbook.browser.fetch import ROOT, Unavailable
from playbook.load import load_playbook
from playbook.model import BadInput

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

HERE = Path(__file__).parent
ENGINE, FORM, OFFLINE = "checklist-engine", "checklist-form", "offline.js"
SWITCH = "PLAYBOOK_ENGINE"
BUILDERS = ("html", "dirhtml")
SHOWN, TOLD = "playbook_engine_pages", "playbook_engine_told"
LATE = 900
log = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the two directives, and what stands beside the pages."""
    app.add_directive("engine", EngineDirective)
    app.add_directive("engine-parts", PartsDirective)
    app.connect("builder-inited", _gather)
    app.connect("env-get-outdated", _read_again)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write, priority=LATE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class EngineDirective(SphinxDirective):
    """Where the engine is put; its content is what a reader sees without it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        _pages(self.env).add(self.env.docname)
        bundle = _bundle(self.env.app)
        sizes = [bundle.size(with_pdf=with_pdf) for with_pdf in (False, True)] if bundle else []
        told = f' data-load="{sizes[0]}" data-pdf="{sizes[1] - sizes[0]}"' if sizes else ""
        begin = nodes.raw("", f'<div class="engine-place"{told}>', format="html")
        return [begin, *self.parse_content_to_nodes(), nodes.raw("", "</div>", format="html")]


class PartsDirective(SphinxDirective):
    """The software that is sent along, with its licences; nothing where there is no engine."""

    option_spec: ClassVar[OptionSpec] = {"caption": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        _pages(self.env).add(self.env.docname)
        bundle = _bundle(self.env.app)
        if bundle is None:
            return [
                nodes.paragraph("", "This copy of the site was built without the engine, so nothing is sent along.")
            ]
        head = _row("Name", "Version", "Licence")
        rows = [_row(_link(one.name, one.home), one.version, one.licence) for one in bundle.licences]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (2, 1, 3)), cols=3)
        group += [nodes.thead("", head), nodes.tbody("", *rows)]
        return [nodes.table("", group)]


def _row(*cells: str | nodes.Node) -> nodes.row:
    texts = (nodes.Text(cell) if isinstance(cell, str) else cell for cell in cells)
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", text)) for text in texts))


def _link(name: str, address: str) -> nodes.Node:
    return nodes.reference("", name, refuri=address) if address.startswith("https://") else nodes.Text(name)


def _pages(env: BuildEnvironment) -> set[str]:
    """The pages that speak of the engine."""
    if not hasattr(env, SHOWN):
        setattr(env, SHOWN, set())
    found: set[str] = getattr(env, SHOWN)
    return found


def _bundle(app: Sphinx) -> Bundle | None:
    found: Bundle | None = getattr(app, "playbook_engine", None)
    return found


def _gather(app: Sphinx) -> None:
    wanted = os.environ.get(SWITCH, "")
    if app.builder.name not in BUILDERS or wanted == "off":
        return
    try:
        app.playbook_engine = gathered()  # type: ignore[attr-defined]
    except Unavailable as error:
        if _has_faults():
            log.info("The site is built without the engine for the browser: the checklists have faults, told below")
        elif wanted == "required":
            raise ExtensionError(f"the engine for the browser could not be had: {error}") from None
        else:
            log.info("The site is built without the engine for the browser: %s", error)
    else:
        app.config.html_static_path.append(str(HERE / "static"))


def _has_faults() -> bool:
    """Whether the checklists cannot be packed, since they cannot be read: the pages name each line."""
    folder = ROOT / "checklists"
    try:
        load_playbook(str(folder))
    except BadInput:
        return folder.is_dir()
    return False


def _read_again(app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    """The pages to be read once more, where what they say of the engine is no longer so."""
    told = _told(_bundle(app))
    if told == getattr(env, TOLD, ""):
        return []
    setattr(env, TOLD, told)
    return [page for page in _pages(env) if page in env.all_docs]


def _told(bundle: Bundle | None) -> str:
    """What pages say of the engine."""
    return repr((bundle.size(with_pdf=False), bundle.size(with_pdf=True), bundle.licences)) if bundle else ""


def _forget(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    _pages(env).discard(page)


def _merge(_app: Sphinx, env: BuildEnvironment, _names: object, other: BuildEnvironment) -> None:
    _pages(env).update(_pages(other))


def _add_scripts(app: Sphinx, pagename: str, *_more: object) -> None:
    if _bundle(app) and pagename in _pages(app.env):
        app.add_css_file(f"{ENGINE}/engine.css")
        app.add_js_file(f"{ENGINE}/page.js", type="module")


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Put the engine beside the pages, and tell the forms on which page it is."""
    bundle = _bundle(app)
    if exception or app.builder.name not in BUILDERS:
        return
    home = Path(app.outdir, "_static", ENGINE)
    if bundle is None:
        shutil.rmtree(home, ignore_errors=True)
        return
    bundle.write(home / "parts")
    shutil.copy(HERE / "site" / OFFLINE, Path(app.outdir, OFFLINE))
    data, pages = Path(app.outdir, "_static", FORM, "checklists.json"), sorted(_pages(app.env))
    if pages and data.is_file():
        told = json.loads(data.read_text("utf-8")) | {"engine": app.builder.get_target_uri(pages[0])}
        data.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "utf-8")
