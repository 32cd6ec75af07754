"""Somebody else's project, whole: the village hall's in each builder, and the parish's, which links to it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from hall import HALL
from site_build import ROOT, Built, build
from sphinx.util.inventory import InventoryFile

PROJECTS = ROOT / "tests" / "projects"
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "text", "latex")
PAGES = {"hire-fee": "hall", "review": "first-year", "noise": "rules", "H3": "register", "hall-handbook": "register"}
KEPT: list[TemporaryDirectory[str]] = []
ANCHOR = re.compile(r"\\label\{\\detokenize\{([^}]*)\}\}")
LINK = re.compile(r"\\hyperref\[\\detokenize\{([^}]*)\}\]")


@cache
def hall(builder: str) -> Built:
    """The village hall's project, with every warning an error, read by two processes; built once."""
    KEPT.append(TemporaryDirectory())
    folder = Path(KEPT[-1].name)
    options = ("-W", "--keep-going", "-j", "2", "-b", builder, "-d", str(folder / "trees"))
    return build(PROJECTS / "hall", PROJECTS / "hall", folder / "out", *options)


def text(builder: str) -> str:
    """All the words of the project, on one line, with straight quotation marks."""
    built = hall(builder)
    if builder in ("text", "latex"):
        ending = {"text": "txt", "latex": "tex"}[builder]
        said = " ".join(path.read_text("utf-8") for path in sorted(built.folder.rglob(f"*.{ending}")))
    else:
        said = " ".join(page.get_text(" ") for page in pages(builder).values())
    return plain(said)


def pages(builder: str) -> dict[str, BeautifulSoup]:
    """The pages of a builder that writes HTML, by their addresses."""
    folder, ending = hall(builder).folder, "xhtml" if builder == "epub" else "html"
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob(f"*.{ending}"))}
    return {name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for name, path in found.items()}


def plain(said: str) -> str:
    """Without what a builder makes of marks, spaces, hyphens and lines."""
    said = re.sub(r"\\(?:sphinxhyphen|textquotesingle|textasciigrave|sphinxcode)\{\}", "", said)
    return re.sub(r"[^\w£]+", "", said)


@pytest.mark.parametrize("builder", BUILDERS)
def test_it_builds_without_a_warning(builder: str) -> None:
    assert (hall(builder).code, hall(builder).said) == (0, "")


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("item", HALL.items.values(), ids=list(HALL.items))
def test_an_item_is_whole(item: object, builder: str) -> None:
    found = HALL.items[item.id]  # type: ignore[attr-defined]
    options = [option.text for option in found.options.values()]
    rows = [word for row in found.rows.values() for word in row.text.split()]  # the lines of a cell stand apart
    whole = [found.ask, *options, *rows, found.why, found.but, found.how, found.good, found.poor, found.set_aside]
    sources = [HALL.sources[id_].title for id_ in found.sources]
    said = text(builder)
    assert [part for part in (*whole, *sources) if plain(part) not in said] == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_gates_claims_and_rules_are_there(builder: str) -> None:
    gates = [part for id_ in ("agree", "open") for part in HALL.gates[id_][1:]]
    claims = [word for claim in HALL.claims.values() for word in claim.claim.split()]
    said = text(builder)
    assert [
        part for part in (*gates, *claims, "Strictly no noise.", "Seen on 22 November") if plain(part) not in said
    ] == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_links_lead_somewhere(builder: str) -> None:
    found = pages(builder)
    anchors = {name: {"", *(str(tag["id"]) for tag in page.find_all(id=True))} for name, page in found.items()}
    dead, count = [], 0
    for name, page in found.items():
        for link in page.select("[role=main] a[href], .body a[href]"):
            address = urlsplit(urljoin(f"https://hall.example/{name}", str(link["href"])))
            if address.netloc != "hall.example":
                continue
            path = address.path.removeprefix("/")
            path += "index.html" if path.endswith("/") or not path else ""
            count += 1
            if unquote(address.fragment) not in anchors.get(path, ()):
                dead.append((name, link["href"]))
    assert dead == []
    assert count > 40


def test_one_page_has_every_place_that_it_links_to() -> None:
    (page,) = (page for name, page in pages("singlehtml").items() if name == "index.html")
    ids = {str(tag["id"]) for tag in page.find_all(id=True)}
    links = {str(link["href"])[1:] for link in page.select(".body a[href^='#']")}
    assert {*HALL.items, "gate-agree", "claim-H3"} <= links
    assert sorted(links - ids) == []


def test_latex_has_every_place_that_it_links_to() -> None:
    (tex,) = hall("latex").folder.glob("*.tex")
    said = tex.read_text("utf-8")
    links = set(LINK.findall(said))
    assert {"hall:hire-fee", "hall:carries-H3", "register:claim-H3", "register:source-parish-survey"} <= links
    assert sorted(links - set(ANCHOR.findall(said))) == []


def test_latex_keeps_the_place_of_a_former_id() -> None:
    (tex,) = hall("latex").folder.glob("*.tex")
    assert "hall:rent" in ANCHOR.findall(tex.read_text("utf-8"))


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "hall.html"), ("dirhtml", "hall/index.html"), ("singlehtml", "index.html")]
)
def test_a_page_with_questions_finds_the_forms_and_their_data(builder: str, page: str) -> None:
    folder = hall(builder).folder
    scripts = [str(tag["src"]).partition("?")[0] for tag in pages(builder)[page].select("script[type=module]")]
    assert [name.rpartition("/")[2] for name in scripts if "form.js" in name] == ["form.js"]
    assert all((folder / page).parent.joinpath(name).resolve().is_file() for name in scripts)
    data = folder / "_static" / "checklist-form" / "checklists.json"
    items = json.loads(data.read_text("utf-8"))["items"]
    found = pages(builder)
    for item in items:
        path = urlsplit(urljoin("https://hall.example/", item["page"])).path[1:]
        path += "index.html" if path.endswith("/") or not path else ""
        assert found[path].find(id=item["id"]) is not None, item["page"]


def test_a_book_runs_no_script() -> None:
    assert [page for page in pages("epub").values() if page.find("script")] == []
    (book,) = hall("epub").folder.glob("*.epub")
    assert "hall.xhtml" in ZipFile(book).namelist()


def test_the_inventory_has_every_kind() -> None:
    inventory = InventoryFile.loads((hall("html").folder / "objects.inv").read_bytes(), uri="").data
    found = {kind.removeprefix("checklist:"): inventory[kind] for kind in inventory if kind.startswith("checklist:")}
    rules = {path.stem for path in (ROOT / "tests" / "checklists" / "rules").glob("*.yaml")}
    assert {kind: set(targets) for kind, targets in found.items()} == {
        "item": set(HALL.items),
        "checklist": set(HALL.checklists),
        "gate": set(HALL.gates),
        "claim": set(HALL.claims),
        "source": set(HALL.sources),
        "rule": rules,
    }
    assert found["item"]["hire-fee"].uri == "hall.html#hire-fee"
    assert found["item"]["hire-fee"].display_name == "What does an evening cost?"
    assert found["gate"]["open"].uri == "hall.html#gate-open"
    assert found["gate"]["look-back"].uri == "first-year.html#checklist-season"


def test_the_search_knows_every_kind() -> None:
    index = (hall("html").folder / "searchindex.js").read_text("utf-8")
    for kind in ("item", "checklist", "gate", "rule", "claim", "source"):
        assert f'"Playbook {kind}"' in index


def test_another_project_links_to_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALL_INVENTORY", str(hall("html").folder / "objects.inv"))
    built = build(PROJECTS / "parish", PROJECTS / "parish", tmp_path / "out", "-W", "-d", str(tmp_path / "trees"))
    assert (built.code, built.said) == (0, "")
    links = built.page("index").select("[role=main] li a.external")
    assert [(link.get_text(), str(link["href"]).removeprefix("https://hall.example/")) for link in links] == [
        ("What does an evening cost?", "hall.html#hire-fee"),
        ("the fee", "hall.html#hire-fee"),
        ("Keys and rooms", "hall.html#checklist-keys"),
        ("Open", "hall.html#gate-open"),
        ("Look back", "first-year.html#checklist-season"),
        ("No noise", "rules.html#rule-noise"),
        ("H3", "register.html#claim-H3"),
        ("The hall keeper's handbook", "register.html#source-hall-handbook"),
    ]


def test_the_project_uses_all_there_is() -> None:
    said = "".join(path.read_text("utf-8") for path in (PROJECTS / "hall").iterdir() if path.is_file())
    for name in ("checklist", "gate", "items", "readiness", "rules", "claims", "sources", "cited"):
        assert f"```{{{name}}}" in said
    for name in ("item", "gate", "rule", "claim", "source"):
        assert f":{name}:`" in said
    for option in ("gate", "role", "priority", "checklist", "acts", "claim"):
        assert f":{option}: " in said
