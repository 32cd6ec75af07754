"""What a published site has more than one at home: cards, a site map, and a 404 page that works at any depth."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import social_card
import yaml
from browser import opened
from measure_site import medians
from playwright.sync_api import Browser
from site_build import ROOT, Built, build, site
from site_server import served
from sphinx.errors import ConfigError

sys.path.insert(0, str(ROOT / "docs" / "_extensions"))
import light
import publishing

PLACE = "https://example.org/play/book"
COMMAND = ".venv/bin/sphinx-build -W -n -c . docs site"
LINKED = re.compile(r"\]\((\S+\.md)")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A few pages, built by the site's own settings for a place; a second build changes nothing."""
    source = tmp_path_factory.mktemp("pages")
    missing = (ROOT / "docs" / "404.md").read_text("utf-8")
    pages = {
        page: f"# Page {page}\n\nSome “words” & more, enough of them to make a whole sentence. And another.\n"
        for page in LINKED.findall(missing)
    }
    tree = "".join(f"{page.removesuffix('.md')}\n" for page in pages if page != "index.md")
    pages["index.md"] = (
        f'---\nmyst:\n  html_meta:\n    description: Is it "so"?\n---\n# Home\n\n```{{toctree}}\n{tree}```\n'
    )
    for page, text in (pages | {"404.md": missing}).items():
        (source / page).parent.mkdir(exist_ok=True)
        (source / page).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_SITE_URL", PLACE)
        build(ROOT, source, source / "_build", "-W")
        yield build(ROOT, source, source / "_build", "-W")


def tags(built: Built, page: str) -> dict[str, str]:
    """The social tags of a page."""
    return {str(tag["property"]): str(tag["content"]) for tag in built.page(page).find_all("meta", property=True)}


def test_it_builds_without_a_warning(published: Built) -> None:
    assert (published.code, published.said) == (0, "")


def test_a_page_says_what_its_card_shows(published: Built) -> None:
    found = tags(published, "index")
    assert found["og:title"] == "Home"
    assert found["og:description"] == 'Is it "so"?'
    assert found["og:url"] == f"{PLACE}/index.html"
    assert found["og:image"] == f"{PLACE}/_static/social-card.png"
    assert (published.folder / "_static" / "social-card.png").is_file()
    assert published.page("how/decide").select("link[rel=canonical]")[0]["href"] == f"{PLACE}/how/decide.html"


def test_a_page_without_a_description_gives_its_first_sentence(published: Built) -> None:
    said = tags(published, "how/decide")["og:description"]
    assert said == "Some “words” & more, enough of them to make a whole sentence."


def test_the_site_map_lists_every_page_to_read(published: Built) -> None:
    found = [
        str(place.text)
        for place in ElementTree.parse(published.folder / "sitemap.xml").iter()
        if place.text and place.text.strip()
    ]
    pages = sorted(set(published.pages()) - {"404", "search"})
    assert found == [f"{PLACE}/{page}.html" for page in pages]
    assert f"Sitemap: {PLACE}/sitemap.xml" in (published.folder / "robots.txt").read_text("utf-8")
    for page in ("404", "search"):
        assert published.page(page).select("meta[name=robots][content=noindex]")
        assert tags(published, page) == {}


def test_the_page_for_what_is_missing_works_at_any_depth(published: Built, browser: Browser) -> None:
    with served(published.folder, "/play/book/") as address, opened(browser) as context:
        page = context.new_page()
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        lost = f"{address}how/no/such/page.html"
        page.goto(lost)
        links = page.locator("a[href], link[href]").evaluate_all("links => links.map(link => link.href)")
        own = {link.partition("#")[0] for link in links if link.startswith(address) and not link.startswith(lost)}
        assert len(own) > 7
        assert [link for link in own if context.request.get(link).status != 200] == []
        page.locator("article").get_by_role("link", name="How to appoint one").click()
        assert page.url == f"{address}how/decide.html"
        assert failed == [lost]


def test_at_home_nothing_of_it_is_there() -> None:
    for name in ("sitemap.xml", "robots.txt"):
        assert not (site().folder / name).exists()
    assert tags(site(), "index") == {}
    assert not site().page("index").select("link[rel=canonical]")
    assert site().page("404").select("article a[href='index.html']")


def test_the_card_is_what_is_drawn() -> None:
    card = social_card.CARD.read_bytes()
    assert struct.unpack(">II", card[16:24]) == (1200, 630)
    assert len(card) < 300_000
    assert social_card.digest().encode() in card, "run: python tests/social_card.py"


def test_a_mark_leaves_the_picture_whole() -> None:
    card = social_card.marked(b"x" * social_card.HEAD + b"rest", "words")
    assert card.endswith(b"rest")
    assert b"tEXtSource\0words" in card


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="a/b.html">', '<a href="/book/a/b.html">'),
        ('<a href="./">', '<a href="/book/">'),
        ('<html data-content_root="./">', '<html data-content_root="/book/">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="/book/a.html">', '<a href="/book/a.html">'),
        ('<a href="https://x.org/">', '<a href="https://x.org/">'),
        ('<a href="mailto:a@x.org">', '<a href="mailto:a@x.org">'),
    ],
)
def test_addresses_from_the_root(before: str, after: str) -> None:
    assert publishing.from_the_root(before, "https://x.org/book/") == after


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a b/ü ", "https://example.org/a%20b/%C3%BC/"),
        ("http://127.0.0.1:8000/book/", "http://127.0.0.1:8000/book/"),
    ],
)
def test_the_address_of_the_site(text: str, base: str) -> None:
    assert publishing.base_address(text) == base
    assert publishing.base_address(base) == base


@pytest.mark.parametrize(
    "text",
    [
        "example.org/book",
        "//example.org",
        "/book",
        "https://",
        "   ",
        "javascript:alert(1)",
        "http://[::1",
        "https://a/?x",
    ],
)
def test_what_is_no_address_of_a_site_ends_the_build(text: str) -> None:
    with pytest.raises(ConfigError, match="PLAYBOOK_SITE_URL"):
        publishing.base_address(text)


@pytest.mark.parametrize("file", [".github/workflows/site.yml", ".readthedocs.yaml", "CONTRIBUTING.md"])
def test_everybody_builds_with_the_same_command(file: str) -> None:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    assert [line for line in lines if line.endswith(COMMAND)] != []


def test_only_the_deployment_may_write() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text("utf-8"))
    assert jobs["permissions"] == {"contents": "read"}
    assert set(jobs["jobs"]["build"]["permissions"].values()) == {"read"}
    assert jobs["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_a_page_loads_only_the_styles_it_needs() -> None:
    assert light.needed("_static/site.css", "")
    assert not light.needed("_static/sphinx-design.min.css", "<p>")
    assert light.needed("_static/sphinx-design.min.css", '<div class="sd-card">')
    for name, page in site().pages().items():
        sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
        for mark, sheet in (("highlight", "pygments"), ("sd-", "sphinx-design")):
            needs = any(str(tag["class"][0]).startswith(mark) for tag in page.select("article [class]") if tag["class"])
            assert needs <= any(sheet in one for one in sheets), (name, sheet)


def test_scripts_wait_until_a_page_is_read() -> None:
    for name, page in site().pages().items():
        if name != "search":
            scripts = [script for script in page.select("script[src]") if "theme.js" not in str(script["src"])]
            assert [str(one) for one in scripts if not (one.has_attr("defer") or one.get("type") == "module")] == [], (
                name
            )


def test_the_median_counts() -> None:
    assert medians([{"seo": 90}, {"seo": 100}, {"seo": 100}]) == {"seo": 100}


def test_the_lock_file_names_no_registry() -> None:
    folder = ROOT / "tests" / "lighthouse"
    assert '"resolved"' not in (folder / "package-lock.json").read_text("utf-8")
    assert "omit-lockfile-registry-resolved=true" in (folder / ".npmrc").read_text("utf-8")
