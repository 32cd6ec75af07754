"""The site: every item is there, whole, in plain HTML that stands without script, style or another server."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from site_build import ROOT, site

from playbook.load import load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Item, Source, Status
from playbook.schema import report_schema

PLAYBOOK = load_playbook()
ITEMS = tuple(PLAYBOOK.items.values())
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
WORDS = {Status.MET: "Passes.", Status.PARTLY: "In part.", Status.NOT_MET: "Does not pass."}
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def plain(text: str) -> str:
    """Text on one line, with straight quotation marks; a hyphen may have ended a line."""
    return " ".join(text.translate(QUOTES).split()).replace("- ", "-")


def words(node: Tag | None) -> str:
    assert node is not None
    return plain(node.get_text(" ")).replace(" .", ".").replace(" ,", ",")


def section(item: Item) -> Tag:
    found = site().page(f"gates/{item.gate}").find("section", id=item.id)
    assert found is not None, f"no page shows {item.id}"
    return found


def facet(item: Item, kind: str) -> Tag | None:
    return section(item).find("dd", class_=f"checklist-{kind}")


def texts(item: Item) -> list[str]:
    """Everything about an item that a reader should find."""
    options = [option.text for option in item.options.values()]
    rows = [row.text for row in item.rows.values()]
    claims = [PLAYBOOK.claims[id_].claim for id_ in item.claims]
    return [item.ask, *options, *rows, item.why, item.but, item.how, item.good, item.poor, item.set_aside, *claims]


def blocks(page: str, kind: str) -> list[str]:
    found = BLOCK.findall((ROOT / "docs" / page).read_text("utf-8"))
    return [text for _, fence, text in found if fence == kind]


PAGES = [path.relative_to(ROOT / "docs").as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
LINES = re.compile(r":\d+:\d+")
INLINE = re.compile(r"`(playbook [^`]+)`")


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_builds_without_a_warning(builder: str) -> None:
    built = site(builder)
    assert (built.code, built.said) == (0, "")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_is_whole_at_its_anchor(item: Item) -> None:
    shown = section(item)
    assert plain(item.ask) in words(shown.find("h3"))
    everything = words(shown)
    assert [text for text in texts(item) if plain(text) not in everything] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_says_how_it_stands_in_a_line(item: Item) -> None:
    line = words(section(item).find("p", class_="checklist-standing"))
    first, *others = (PLAYBOOK.roles[role].in_sentence for role in item.who)
    assert line.startswith(item.priority.capitalize())
    assert item.rating in line
    assert f"The {first} answers" in line
    assert all(f"the {other}" in line for other in others)
    assert line.endswith(f"In the answers file: {item.id}")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_option_says_in_words_what_it_is_worth(item: Item) -> None:
    answers = facet(item, "answers")
    assert answers is not None
    entries = answers.find_all("li")
    for option, entry in zip(item.options.values(), entries, strict=False):
        text = words(entry)
        assert text.startswith(f"{plain(option.text)} {WORDS[option.status]}")
        assert text.endswith(f"In the file: {option.id}")
        assert ("Give " in text) == bool(option.needs)
        assert ("Fresh for " in text) == bool(option.fresh)
    assert len(entries) == len(item.options) + bool(item.set_aside)


@pytest.mark.parametrize("item", [item for item in ITEMS if item.rows], ids=lambda item: item.id)
def test_rows_are_a_table_with_headers(item: Item) -> None:
    shown = facet(item, "rows")
    assert shown is not None
    assert [words(cell) for cell in shown.select("thead th")] == ["Line", "In the file"]
    assert [words(cell) for cell in shown.select("tbody th")] == [plain(row.text) for row in item.rows.values()]
    assert [words(cell) for cell in shown.select("tbody td")] == list(item.rows)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_sources_are_named_and_linked(item: Item) -> None:
    shown = facet(item, "sources")
    assert shown is not None
    entries = dict(zip(item.sources, shown.find_all("li"), strict=True))
    assert entries
    for id_, entry in entries.items():
        source: Source = PLAYBOOK.sources[id_]
        assert entry.find("a", href=source.link, string=True) is not None
        said = words(entry)
        assert all(plain(text) in said for text in (source.title, source.author, source.seen))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_says_when_it_is_asked(item: Item) -> None:
    checklist = section(item).parent
    assert isinstance(checklist, Tag)
    said = [words(one) for one in (*checklist.find_all("p", class_="checklist-when", recursive=False),)]
    said += [words(one) for one in section(item).find_all("p", class_="checklist-when")]
    for condition in item.when:
        switch = PLAYBOOK.items[condition.item]
        options = [f'"{plain(switch.options[id_].text)}"' for id_ in condition.options]
        assert any(plain(switch.ask) in one and all(option in one for option in options) for one in said)
    assert bool(said) == bool(item.when)


def test_the_text_builder_says_it_all() -> None:
    folder = site("text").folder
    found = {gate: plain((folder / f"gates/{gate}.txt").read_text("utf-8")) for gate in PLAYBOOK.gates}
    for item in ITEMS:
        rows = [row.text for row in item.rows.values()]
        whole = [text for text in texts(item) if text not in rows]
        assert [text for text in whole if plain(text) not in found[item.gate]] == []
        assert [row for row in rows if plain(row)[:30] not in found[item.gate]] == []  # a cell may take several lines


def test_headings_step_down_one_at_a_time() -> None:
    for name, page in site().pages().items():
        article = page.find("article")
        assert article is not None
        levels = [int(heading.name[1]) for heading in article.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name


def test_pages_are_labelled_for_those_who_listen() -> None:
    for name, page in site().pages().items():
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), name
        html = page.find("html")
        assert html is not None
        assert html["lang"] == "en-GB", name
        assert page.title is not None
        asides = [str(aside.get("aria-label")) for aside in page.select(".page aside[class]")]
        assert len(asides) == 2, name
        assert len(set(asides)) == 2, name
        assert page.find("a", class_="skip-to-content", href="#furo-main-content") is not None, name
        assert [image for image in page.find_all("img") if not image.get("alt")] == [], name
        assert [box for box in page.find_all("input") if not named(page, box)] == [], name


def named(page: BeautifulSoup, box: Tag) -> bool:
    has_label = "id" in box.attrs and page.find("label", attrs={"for": box["id"]}) is not None
    return box.get("type") == "hidden" or bool(box.get("aria-label")) or has_label


def test_links_inside_the_site_lead_somewhere() -> None:
    pages = site().pages()
    anchors = {name: {"", *(str(tag["id"]) for tag in page.find_all(id=True))} for name, page in pages.items()}
    dead = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            address = urlsplit(str(link["href"]))
            if address.scheme or address.netloc:
                continue
            target = (
                PurePosixPath(name).parent.joinpath(address.path) if address.path else PurePosixPath(f"{name}.html")
            )
            known = anchors.get(resolved(target).removesuffix(".html"))
            if known is None or address.fragment not in known:
                dead.append((name, link["href"]))
    assert dead == []


def resolved(path: PurePosixPath) -> str:
    """The path without its `..`."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def test_nothing_is_fetched_from_elsewhere() -> None:
    fetched = []
    for page in site().pages().values():
        fetched += [str(tag["src"]) for tag in page.find_all(src=True)]
        fetched += [str(tag["href"]) for tag in page.find_all("link", href=True)]
        assert page.find(["iframe", "object", "embed"]) is None
    for style in site().folder.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", style.read_text("utf-8"), flags=re.DOTALL)
        fetched += re.findall(r"url\([\"']?((?!data:)[^)\"']+)", text) + re.findall(r"@import\s+[\"']([^\"']+)", text)
    assert len(fetched) > 100
    assert [address for address in fetched if urlsplit(address).netloc] == []


def test_no_script_stands_in_a_page() -> None:
    for name, page in site().pages().items():
        assert [script.get_text() for script in page.find_all("script", src=False)] == [], name
        handlers = [key for tag in page.find_all(True) for key in tag.attrs if key.startswith("on")]
        assert handlers == [], name


def test_every_page_says_what_it_is_not() -> None:
    for name, page in site().pages().items():
        footer = words(page.find("footer"))
        assert "Not an NHS publication, and not legal advice." in footer, name
        assert "CC BY 4.0" in footer, name
        assert "MIT licence" in footer, name


@pytest.mark.parametrize("gate", PLAYBOOK.gates)
def test_a_gate_has_a_short_introduction_and_all_its_checklists(gate: str) -> None:
    text = (ROOT / "docs" / "gates" / f"{gate}.md").read_text("utf-8")
    introduction = text.partition("\n# ")[2].partition("\n")[2].partition("```")[0]
    assert 80 <= len(introduction.split()) <= 150
    assert re.findall(r"```\{checklist\} (\S+)", text) == [
        one.id for one in PLAYBOOK.checklists.values() if one.gate == gate
    ]


def fragments() -> list[str]:
    """Every YAML of the pages: answers files, and items as they stand in a checklist."""
    return [text for page in PAGES for text in blocks(page, "yaml")]


@pytest.mark.parametrize("text", fragments())
def test_yaml_in_the_docs_loads(text: str, tmp_path: Path) -> None:
    if not text.startswith(" "):
        assert parse_answers(Text("answers.yaml", text), PLAYBOOK).answers
        return
    shutil.copytree(ROOT / "checklists", tmp_path / "checklists")
    with (tmp_path / "checklists" / "candidate-pack.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    items = set(load_playbook(str(tmp_path / "checklists")).items) - set(PLAYBOOK.items)
    assert items == {text.strip().partition(":")[0]}


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "shell")])
def test_every_command_in_the_docs_runs(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "tests" / "corpus", tmp_path / "tests" / "corpus")
    lines = [line for text in blocks(page, "shell") for line in text.split("\n") if line.strip()]
    assert lines
    for line in lines:
        command, _, output = line.strip().partition(" > ")
        done = playbook(command, tmp_path)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"
        if output:
            (tmp_path / output).write_text(done.stdout, "utf-8")


def inline() -> list[str]:
    """Every command that stands within a sentence."""
    found = (INLINE.findall((ROOT / "docs" / page).read_text("utf-8")) for page in PAGES)
    return sorted({line for lines in found for line in lines})


@pytest.mark.parametrize("line", inline())
def test_a_command_within_a_sentence_exists(line: str, tmp_path: Path) -> None:
    _, command, *rest = shlex.split(line)
    help_ = playbook(f"playbook {command} --help", tmp_path)
    assert help_.returncode == 0
    assert [option for option in rest if option.startswith("-") and option not in help_.stdout] == []


def test_the_worked_example_says_what_the_checks_say(tmp_path: Path) -> None:
    (item,) = blocks("contribute.md", "yaml")
    (shown,) = blocks("contribute.md", "console")
    shutil.copytree(ROOT / "checklists", tmp_path / "checklists")
    broken = re.sub(r"    good: >\n.*\n(?=    poor)", "", item).replace("london-toolkit", "london-tool-kit")
    why = "    why: The toolkit says it: no jargon in adverts.\n"
    broken = re.sub(r"    why: >\n(?:      .*\n)+", why, broken)
    with (tmp_path / "checklists" / "candidate-pack.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{broken}")
    done = playbook(shown.splitlines()[0].removeprefix("$ "), tmp_path)
    assert done.returncode == 2
    assert LINES.sub(":…", done.stderr.strip()) == LINES.sub(":…", shown.partition("\n")[2].strip())


def playbook(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line of the docs, with nobody at the keyboard."""
    name, *arguments = shlex.split(line)
    assert name == "playbook"
    command = [sys.executable, "-m", "playbook", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_field_of_the_report_is_documented() -> None:
    page = (ROOT / "docs" / "report.md").read_text("utf-8")
    parts = report_schema()["definitions"].values()
    fields = {field for part in parts for field in part.get("properties", {})} | {str(status) for status in Status}
    assert len(fields) > 30
    assert sorted(field for field in fields if f"`{field}`" not in page) == []
