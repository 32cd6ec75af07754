"""Claims and sources in small projects: what is marked, cited and registered, and what is said of a slip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hall import FOLDER, HALL
from site_build import Project
from test_site_extension import BOTH, warnings

TREE = "\n```{toctree}\n:glob:\n\n*\n```\n"
REGISTERS = {"claims.md": "# Claims\n\n```{claims}\n```\n", "sources.md": "# Sources\n\n```{sources}\n```\n"}
PAGE = (
    "# Fees\n\nA fee on the door helps. {claim}`H2, H3`\n\nA deposit helps, some say {source}`hall-handbook`.\n"
    "{claim}`H3` Others differ {source}`parish-survey, hall-handbook`.\n\n## Sources\n\n```{cited}\n```\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    pages = {"index.md": f"# Home\n{TREE}", "hall.md": BOTH, "fees.md": PAGE, **REGISTERS}
    done = Project(tmp_path_factory.mktemp("register"), pages).build("-W", "-j", "2")
    assert done.code == 0, done.said
    return {name: done.page(name) for name in ("fees", "claims", "sources", "hall")}


def only(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def test_a_claim_is_marked_where_it_stands_and_says_if_it_is_disputed(built: dict[str, BeautifulSoup]) -> None:
    marks = built["fees"].select(".claim-mark")
    assert [mark.get_text() for mark in marks] == ["H2", "H3, disputed", "H3, disputed"]
    assert [mark.get("id") for mark in marks] == ["carries-H2", "carries-H3", None]
    assert [mark.a["href"] for mark in marks if mark.a] == [f"claims.html#claim-{id_}" for id_ in ("H2", "H3", "H3")]


def test_a_citation_names_author_and_year(built: dict[str, BeautifulSoup]) -> None:
    text = " ".join(only(built["fees"], "[role=main]").get_text().split())
    assert "A deposit helps, some say (Hallkeepers of the Vale, 2024)." in text
    assert "Others differ (The parish council, undated; Hallkeepers of the Vale, 2024)." in text
    assert built["fees"].find("a", href="sources.html#source-parish-survey") is not None


def test_a_page_lists_what_it_cites_once(built: dict[str, BeautifulSoup]) -> None:
    links = [link["href"] for link in built["fees"].select(".cited-sources a")]
    assert links == [HALL.sources["hall-handbook"].link, HALL.sources["parish-survey"].link]


def test_the_table_of_claims_says_where_each_is_carried(built: dict[str, BeautifulSoup]) -> None:
    rows = {}
    for row in built["claims"].select("tbody tr"):
        lead = row.select_one(".claim-lead")
        assert lead is not None
        rows[str(lead["id"])] = [str(link["href"]) for link in row.find_all("td")[-1].find_all("a")]
    assert rows == {
        "claim-H1": ["hall.html#hire-out", "hall.html#key-holders"],
        "claim-H2": ["hall.html#hire-fee", "fees.html#carries-H2"],
        "claim-H3": ["hall.html#deposit", "fees.html#carries-H3"],
        "claim-H4": [],
    }


def test_a_claim_gives_its_note_and_its_sources(built: dict[str, BeautifulSoup]) -> None:
    row = only(built["claims"], "#claim-H3").find_parent("tr")
    assert row is not None
    text = " ".join(row.get_text(" ").split())
    assert "H3 , disputed" in text
    assert "The other side: Some halls found that it kept the hirers away instead." in text
    assert row.find("a", href="sources.html#source-hall-handbook") is not None


def test_a_source_says_what_rests_on_it(built: dict[str, BeautifulSoup]) -> None:
    entry = only(built["sources"], "#source-hall-handbook").find_parent("li")
    assert entry is not None
    assert "Claims: H2, H3. Cited in: Fees" in " ".join(entry.get_text().split())
    assert "Seen on 22 November 2026: The whole booklet." in entry.get_text()
    assert entry.find("a", href="fees.html") is not None


def test_a_question_links_its_claims(built: dict[str, BeautifulSoup]) -> None:
    assert built["hall"].select_one("#deposit dd.checklist-claims a[href='claims.html#claim-H3']") is not None


def test_the_register_follows_a_page_that_changes(tmp_path: Path) -> None:
    project = Project(tmp_path, {"index.md": f"# Home\n{TREE}", "fees.md": PAGE, **REGISTERS})
    assert project.build().page("claims").find("a", href="fees.html#carries-H2") is not None
    project.write("fees.md", "# Fees\n\nHalls are old. {claim}`H4`\n")
    claims = project.build().page("claims")
    assert claims.find("a", href="fees.html#carries-H2") is None
    assert claims.find("a", href="fees.html#carries-H4") is not None
    (tmp_path / "fees.md").unlink()
    assert project.build().page("claims").find("a", href="fees.html#carries-H4") is None


def test_a_citation_follows_its_source(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    project = Project(tmp_path, {"index.md": PAGE}, data)
    project.build()
    text = (data / "sources.yaml").read_text("utf-8")
    (data / "sources.yaml").write_text(text.replace("2024-03-01", "2025-03-01"), "utf-8")
    assert "(Hallkeepers of the Vale, 2025)" in project.build().page("index").get_text()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("{claim}`H9`", "there is no claim “H9”. Known: H1, H2, H3, H4 [playbook.claim]"),
        ("{source}`hall-book`", "there is no source “hall-book”. Did you mean “hall-handbook”? [playbook.source]"),
        ("```{items}\n:role: caretakr\n```", "there is no role “caretakr”. Did you mean “caretaker”? [playbook.items]"),
        ("```{items}\n:claim: H4\n```", "no item is all of this [playbook.items]"),
    ],
)
def test_a_slip_is_named_with_the_nearest(text: str, warning: str, tmp_path: Path) -> None:
    said = warnings(Project(tmp_path, {"index.md": f"# Home\n\n{text}\n"}).build().said)
    assert [line.partition("WARNING: ")[2] for line in said] == [warning]


@pytest.mark.parametrize(
    ("options", "items"),
    [
        (":checklist: hiring", [item.id for item in HALL.checklists["hiring"].items]),
        (":claim: H1", ["hire-out", "key-holders"]),
        (":priority: must\n:gate: agree", [i.id for i in HALL.items.values() if i.is_must and i.gate == "agree"]),
        (":acts: caretaker", [item.id for item in HALL.items.values() if item.who[0] == "caretaker"]),
        (":role: caretaker", [item.id for item in HALL.items.values() if "caretaker" in item.who]),
    ],
)
def test_items_are_listed_by_what_they_are(options: str, items: list[str], tmp_path: Path) -> None:
    every = "".join(f"```{{checklist}} {id_}\n```\n\n" for id_ in HALL.checklists)
    pages = {"index.md": f"# Home\n\n```{{items}}\n{options}\n```\n{TREE}", "hall.md": f"# Hall\n\n{every}"}
    page = Project(tmp_path, pages).build().page("index")
    listed = page.select("ul.checklist-items li")
    assert [str(entry.a["href"]) for entry in listed if entry.a] == [f"hall.html#{id_}" for id_ in items]
    assert [priority.get_text().strip() for priority in page.select(".checklist-items .item-priority")] == [
        HALL.items[id_].priority for id_ in items
    ]
    assert items


def test_every_builder_can_show_a_register(tmp_path: Path) -> None:
    project = Project(tmp_path, {"index.md": f"# Home\n{TREE}", "hall.md": BOTH, "fees.md": PAGE, **REGISTERS})
    for builder in ("text", "latex", "singlehtml", "epub"):
        done = project.build("-b", builder, "-d", str(tmp_path / "trees"))
        unknown = [line for line in warnings(done.said) if "playbook" in line or "unknown node" in line.lower()]
        assert (done.code, unknown) == (0, []), done.said


@pytest.mark.parametrize("builder", ["latex", "html"])
def test_a_page_that_a_book_leaves_out_is_named_without_a_link(builder: str, tmp_path: Path) -> None:
    tree = "# Home\n\n```{toctree}\nclaims\nsources\n```\n"
    alone = "---\norphan: true\n---\n# Alone\n\nSee {source}`parish-survey` and {claim}`H1`.\n"
    built = Project(tmp_path, {"index.md": tree, "alone.md": alone, **REGISTERS}).build("-b", builder)
    assert built.code == 0, built.said
