"""The directive and the role, in small projects: what they show, and what they say when something is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hall import FOLDER, HALL
from site_build import Project

BOTH = "# Hall\n\n```{checklist} hiring\n```\n\n```{checklist} keys\n```\n"


def warnings(said: str) -> list[str]:
    """The warnings without the folders of this machine."""
    return [line.replace("\\", "/").rsplit("/", 1)[-1] for line in said.splitlines() if "WARNING" in line]


def test_every_item_of_the_checklist_is_shown(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": BOTH}).build("-W")
    assert built.code == 0, built.said
    page = built.page("index")
    shown = [section["id"] for section in page.find_all("section", class_="checklist-item")]
    assert shown == [item.id for name in ("hiring", "keys") for item in HALL.checklists[name].items]


def test_a_page_in_restructured_text_can_show_one_too(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.rst": "Hall\n====\n\n.. checklist:: hiring\n\nSee :item:`hire-fee`.\n"}).build(
        "-W"
    )
    assert built.code == 0, built.said
    assert built.page("index").find("section", id="hire-fee") is not None


def test_what_may_be_set_aside_says_when(tmp_path: Path) -> None:
    page = Project(tmp_path, {"index.md": BOTH}).build().page("index")
    section = page.find("section", id="one-decides")
    assert section is not None
    assert "Not applicable, where this is so: You take no bookings" in section.get_text()


def test_the_condition_of_a_checklist_is_said_once(tmp_path: Path) -> None:
    page = Project(tmp_path, {"index.md": BOTH}).build().page("index")
    said = [part.get_text() for part in page.select("#checklist-keys .checklist-when")]
    assert [text.split(" where ")[0] for text in said] == ["These questions are asked only", "Asked only"]
    assert "Who may hire the hall? is answered “Anybody who asks” or “Members only”." in said[0]


def test_the_sources_of_its_claims_stand_in_for_an_items_own(tmp_path: Path) -> None:
    page = Project(tmp_path, {"index.md": BOTH}).build().page("index")
    assert page.select_one("#key-holders dd.checklist-sources a[href='https://example.org/survey']") is not None


def test_an_old_link_to_a_renamed_item_still_leads_to_it(tmp_path: Path) -> None:
    page = Project(tmp_path, {"index.md": BOTH}).build().page("index")
    assert page.select_one("section#hire-fee > h3#rent") is not None
    assert page.find(id="hire-out/everyone") is None


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("{item}`hire-fee`", "What does an evening cost?"),
        ("{item}`the fee <hire-fee>`", "the fee"),
        ("{ref}`hire-fee`", "What does an evening cost?"),
        ("[the fee](#hire-fee)", "the fee"),
    ],
)
def test_a_link_to_an_item_shows_its_question_or_its_own_text(link: str, text: str, tmp_path: Path) -> None:
    index = f"# Home\n\n{link}\n\n```{{toctree}}\nhall\n```\n"
    built = Project(tmp_path, {"index.md": index, "hall.md": BOTH}).build("-W")
    assert built.code == 0, built.said
    found = built.page("index").select_one("p > a[href='hall.html#hire-fee']")
    assert found is not None
    assert found.get_text() == text


def test_a_link_to_an_item_that_no_page_shows_is_named(tmp_path: Path) -> None:
    index = "# Home\n\n{item}`hire-free` and {item}`hire-fee`\n"
    built = Project(tmp_path, {"index.md": index}).build()
    assert warnings(built.said) == [
        "index.md:3: WARNING: there is no item “hire-free”. Did you mean “hire-fee”? [playbook.item]",
        "index.md:3: WARNING: no page shows the item “hire-fee” [playbook.item]",
    ]


def test_a_condition_on_an_item_that_no_page_shows_is_no_fault(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": "# Hall\n\n```{checklist} keys\n```\n"}).build("-W")
    assert built.code == 0, built.said
    assert "Who may hire the hall? is answered" in built.page("index").get_text()


def test_an_unknown_checklist_is_named_with_the_nearest(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": "# Hall\n\n```{checklist} hirings\n```\n"}).build()
    assert built.code == 0
    assert warnings(built.said) == [
        "index.md:3: WARNING: there is no checklist “hirings”. Did you mean “hiring”? [playbook.checklist]"
    ]


def test_problems_of_the_data_stand_at_their_own_place(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    text = (data / "hiring.yaml").read_text("utf-8").replace("priority: must", "priority: very", 1)
    (data / "hiring.yaml").write_text(text, "utf-8")
    line = text[: text.index("very")].count("\n") + 1
    built = Project(tmp_path, {"index.md": f"{BOTH}\n{{item}}`hire-fee`\n"}, data).build()
    assert built.code == 0
    found = warnings(built.said)
    assert (
        f"hiring.yaml:{line}:15: WARNING: priority: “very” is not one of must, should, could [playbook.data]" in found
    )
    assert all("[playbook.data]" in warning for warning in found)
    assert "Traceback" not in built.said


def test_a_folder_that_is_not_there_is_named_with_its_setting(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": BOTH}, tmp_path / "nowhere").build()
    assert built.code == 0
    (said,) = built.said.replace("\\", "/").splitlines()
    conf = (tmp_path / "conf.py").read_text("utf-8")
    line = conf[: conf.index("playbook_data")].count("\n") + 1
    assert f"conf.py:{line}: WARNING: playbook_data: there is no folder" in said
    assert said.endswith("[playbook.config]")


def test_without_facts_in_the_data_none_are_asked_for(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": "# Hall\n\n```{trust-facts}\n```\n"}).build()
    assert warnings(built.said) == [
        "index.md:3: WARNING: there are no facts to ask for: the data have no facts.yaml [playbook.facts]"
    ]
    assert "facts.js" not in str(built.page("index"))


def test_a_page_follows_its_data(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    project = Project(
        tmp_path, {"index.md": BOTH, "other.md": ":orphan:\n# Other\n\n```{checklist} later\n```\n"}, data
    )
    project.build()
    text = (data / "hiring.yaml").read_text("utf-8")
    (data / "hiring.yaml").write_text(text.replace("Who may hire the hall?", "Who may have the hall?"), "utf-8")
    later = (data / "season.yaml").read_text("utf-8").replace("review:", "second-look:").replace("thanks:", "card:")
    (data / "later.yaml").write_text(later, "utf-8")
    built = project.build()
    assert "Who may have the hall?" in built.page("index").get_text()
    assert built.page("other").find("section", id="second-look") is not None


def test_reading_in_parallel_finds_every_item(tmp_path: Path) -> None:
    pages = {f"p{number}.md": f"# Page {number}\n\n{{item}}`alarm`\n" for number in range(8)}
    pages |= {"index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n", "hall.md": BOTH}
    built = Project(tmp_path, pages).build("-W", "-j", "2")
    assert built.code == 0, built.said
    assert all(built.page(f"p{number}").find("a", href="hall.html#alarm") is not None for number in range(8))


def test_two_parts_of_a_checklist_with_one_name_are_told(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    (file,) = data.rglob("hiring.yaml")
    file.write_text(file.read_text("utf-8").replace("one-decides:", "checklist-hiring:", 1), "utf-8")
    built = Project(tmp_path, {"index.md": "# Hall\n\n```{checklist} hiring\n```\n"}, data).build()
    assert any("the page has a place called “checklist-hiring” already" in line for line in warnings(built.said))
    assert "Duplicate ID" not in built.said
