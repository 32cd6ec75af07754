"""What a site needs once its address is known: a social card for each page, a site map, and a 404 page for any depth.

The address is `html_baseurl`, which conf.py takes from the variable `PLAYBOOK_SITE_URL`. Only publishing sets it.
Without it nothing here does anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from docutils import nodes
from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MISSING = "404"
CARD = "_static/social-card.png"
CARD_WORDS = "A CIO on the board? Why, how, and are we ready? Board CIO Playbook."
RELATIVE = re.compile(r'(\s(?:href|src|action|data-content_root)=")(?![a-z]+:|[/#])(?:\./)?')


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("config-inited", _end_with_a_slash)
    app.connect("html-page-context", _add_card)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _end_with_a_slash(_app: Sphinx, config: Any) -> None:
    if config.html_baseurl:
        config.html_baseurl = base_address(config.html_baseurl)


def base_address(text: str) -> str:
    """An address fit to put in front of pages: encoded, and with a slash at its end. ConfigError for any other text."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        message = f"PLAYBOOK_SITE_URL is “{text}”. Write the address of the site, such as https://example.org/playbook/"
        raise ConfigError(message)
    return urlunsplit(parts._replace(path=quote(parts.path.rstrip("/"), safe="/%") + "/"))


def _add_card(app: Sphinx, pagename: str, _name: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give a page the tags from which others draw a card for it; keep out of searches what is no page to read."""
    if not app.config.html_baseurl:
        return
    if doctree is None or pagename == MISSING:
        tags: Iterator[str] = iter(['<meta name="robots" content="noindex">'])
        context["pageurl"] = None
    else:
        tags = _card(app, pagename, context["title"], doctree)
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def _card(app: Sphinx, pagename: str, title: str, doctree: nodes.document) -> Iterator[str]:
    """The tags of a page's card; `title` is HTML."""
    base = app.config.html_baseurl
    told = {
        "og:type": "website",
        "og:site_name": app.config.project,
        "og:title": re.sub(r"<[^>]*>", "", title),
        "og:description": escape(description(doctree)),
        "og:url": escape(base + app.builder.get_target_uri(pagename)),
        "og:image": escape(base + CARD),
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": escape(CARD_WORDS),
    }
    yield from (f'<meta property="{name}" content="{content}">' for name, content in told.items())
    yield '<meta name="twitter:card" content="summary_large_image">'


def description(doctree: nodes.document) -> str:
    """What a page says of itself; failing that, its first sentence that is not only a date or a status."""
    said = next((one["content"] for one in doctree.findall(nodes.meta) if one.get("name") == "description"), "")
    paragraphs = (one.astext().replace("\n", " ") for one in doctree.findall(nodes.paragraph))
    return said or next((text.split(". ")[0].rstrip(".") + "." for text in paragraphs if len(text) > 60), "")


def _finish(app: Sphinx, exception: Exception | None) -> None:
    base = app.config.html_baseurl
    if exception or not base or app.builder.name != "html":
        return
    folder = Path(app.outdir)
    pages = sorted(app.builder.get_target_uri(page) for page in app.env.found_docs if page != MISSING)
    (folder / "sitemap.xml").write_text(site_map(base, pages), "utf-8")
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n", "utf-8")
    page = folder / f"{MISSING}.html"
    if page.is_file():
        page.write_text(from_the_root(page.read_text("utf-8"), base), "utf-8")


def site_map(base: str, pages: list[str]) -> str:
    """The site map of some pages, whose addresses follow `base`."""
    entries = "".join(f"<url><loc>{escape(base + page)}</loc></url>\n" for page in pages)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n'


def from_the_root(page: str, base: str) -> str:
    """A page of the site's root with addresses that hold wherever it is shown; a second time nothing changes."""
    prefix = urlsplit(base).path or "/"
    return RELATIVE.sub(lambda found: found[1] + escape(prefix), page)
