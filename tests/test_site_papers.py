"""The pages about papers: every rule is there, whole, and what they show of reports and figures is so today."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import Tag
from hall import FOLDER, HALL
from site_build import ROOT, Project, site

from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.load import load_playbook
from playbook.load.rules import load_rules
from playbook.model import Item, Rating
from playbook.rule import Mark, Rule, Sign, Where
from playbook.schema import documents_schema

PLAYBOOK = load_playbook(str(ROOT / "checklists"))
RULES = load_rules(PLAYBOOK, str(ROOT / "checklists"))
HALL_RULES = load_rules(HALL, str(FOLDER))
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "\u00a0": " "})
EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.id))
SCORE = re.compile(r"\| `([\w-]+)` \| (\d+) \| ([\d.–]+) \| ([\d.–]+) \|")


def plain(text: str) -> str:
    return " ".join(text.translate(QUOTES).replace("---", "-").replace("--", "-").split()).replace("- ", "-")


def words(node: Tag | None) -> str:
    assert node is not None
    return plain(node.get_text(" "))


def shown(rule: Rule) -> Tag:
    found = site().page("rules").find("section", id=f"rule-{rule.id}")
    assert found is not None, f"no page shows {rule.id}"
    return found


def read_for(rule: Rule) -> list[Item]:
    readings = {
        item.id: [one for one in (item.document, *(row.document for row in item.rows.values())) if one]
        for item in PLAYBOOK.items.values()
    }
    return [PLAYBOOK.items[id_] for id_, found in readings.items() if any(one.rule == rule.id for one in found)]


@EVERY
def test_a_rule_is_whole_at_its_anchor(rule: Rule) -> None:
    everything = words(shown(rule)).replace(" ", "")
    examples = [text for texts in (*rule.must_flag.values(), rule.must_not_flag) for text in texts]
    texts = [rule.title, rule.id, *rule.values.values(), rule.why, rule.instead, *examples]
    assert [text for text in texts if plain(text).replace(" ", "") not in everything] == []


@EVERY
def test_the_values_of_a_rule_are_a_table_with_headers(rule: Rule) -> None:
    table = shown(rule).find("table", class_="checklist-values")
    assert isinstance(table, Tag)
    assert [words(cell) for cell in table.select("thead th")] == ["Value", "Meaning", "In the report"]
    assert [words(cell) for cell in table.select("tbody th")] == list(rule.values)


@EVERY
def test_a_disputed_rule_says_so(rule: Rule) -> None:
    said = words(shown(rule).find("p", class_="checklist-standing"))
    assert ("disputed" in said) == (rule.rating is Rating.DISPUTED)


@EVERY
def test_a_rule_and_its_questions_link_to_each_other(rule: Rule) -> None:
    links = {str(link["href"]) for link in shown(rule).select("dd.checklist-readings a")}
    items = read_for(rule)
    assert links == {f"gates/{item.gate}.html#{item.id}" for item in items}
    for item in items:
        section = site().page(f"gates/{item.gate}").find("section", id=item.id)
        assert isinstance(section, Tag)
        assert section.select_one(f"dd.checklist-readings a[href='../rules.html#rule-{rule.id}']") is not None


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        ("board-seat", "voting", "this helps"),
        ("board-seat", "unclear", "worth changing"),
        ("board-seat", "absent", "missing"),
        ("salary", "stated", "this helps"),
        ("leftovers", "yes", "worth changing"),
        ("leftovers", "no", "nothing"),
        ("essential-count", "number", "depends on the number"),
    ],
)
def test_a_value_says_what_it_does_in_the_report(rule: str, value: str, said: str) -> None:
    row = next(row for row in shown(RULES[rule]).select("tbody tr") if words(row.find("th")) == value)
    assert words(row.find_all("td")[-1]) == said


def test_the_report_shown_is_what_the_command_prints() -> None:
    page = site().page("documents")
    command = next(block.get_text() for block in page.find_all("pre") if block.get_text().startswith("playbook lint"))
    path, *more = command.splitlines()[0].removeprefix("playbook lint ").split()
    environment = os.environ | {"PYTHONUTF8": "1", "COLUMNS": "88"}
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "lint", path, *more],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    shown = next(text for block in page.find_all("pre") if (text := block.get_text()).startswith(path))
    said = done.stdout.strip()
    for part in shown.strip().split("\n\n  […]\n\n"):
        assert part in said
        said = said.partition(part)[2]
    assert said == ""
    assert {"Worth changing", "Missing"} <= set(shown.splitlines())


def test_the_page_of_rules_begins_with_links_to_them_all() -> None:
    links = site().page("rules").select("ul.rule-index a")
    assert [str(link["href"]) for link in links] == [f"#rule-{rule}" for rule in RULES]
    assert [words(link) for link in links] == [plain(rule.title) for rule in RULES.values()]


def test_the_figures_shown_are_what_the_script_counts() -> None:
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path("benchmarks") / "score.py"), str(Path("tests") / "corpus")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    counted = {rule: figures for rule, *figures in SCORE.findall(done.stdout)}
    assert len(counted) > 20, done.stderr
    rows = site().page("documents").select("table.rule-scores tbody tr")
    for row in rows[:-1]:
        link = row.find("a")
        assert isinstance(link, Tag)
        figures = [words(cell).partition(",")[0].replace("none", "-") for cell in row.find_all("td")]
        assert figures == [plain(figure) for figure in counted.pop(str(link["href"]).removeprefix("rules.html#rule-"))]
    assert counted == {}


def test_every_kind_and_every_level_is_explained() -> None:
    page = (ROOT / "docs" / "documents.md").read_text("utf-8")
    levels = documents_schema()["properties"]["fail_on"]["enum"]
    assert [word for word in (*PLAYBOOK.documents, *levels) if f"`{word}`" not in page] == []


@pytest.mark.parametrize(
    ("link", "text"), [("{rule}`noise`", HALL_RULES["noise"].title), ("{rule}`noise <noise>`", "noise")]
)
def test_a_link_to_a_rule_shows_its_title_or_its_own_text(link: str, text: str, tmp_path: Path) -> None:
    index = f"# Home\n\n{link}\n\n```{{toctree}}\nrules\n```\n"
    built = Project(tmp_path, {"index.md": index, "rules.md": "# Rules\n\n```{rules}\n```\n"}).build("-W")
    assert built.code == 0, built.said
    found = built.page("index").select_one("p > a[href='rules.html#rule-noise']")
    assert found is not None
    assert found.get_text() == text


def test_a_link_to_a_rule_that_is_not_there_is_named(tmp_path: Path) -> None:
    built = Project(tmp_path, {"index.md": "# Home\n\n{rule}`noises` and {rule}`noise`\n"}).build()
    assert "there is no rule “noises”. Did you mean “noise”? [playbook.rule]" in built.said
    assert "no page shows the rule “noise” [playbook.rule]" in built.said


def test_a_page_of_rules_follows_them(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    project = Project(tmp_path, {"index.md": "# Rules\n\n```{rules}\n```\n"}, data)
    project.build()
    file = data / "rules" / "noise.yaml"
    title = HALL_RULES["noise"].title
    file.write_text(file.read_text("utf-8").replace(title, f"{title} at night"), "utf-8")
    heading = project.build().page("index").select_one("#rule-noise > h2")
    assert heading is not None
    assert "at night" in heading.get_text()


def test_rules_with_problems_are_named_at_their_own_place(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    file = data / "rules" / "noise.yaml"
    file.write_text(file.read_text("utf-8").replace("rating: ", "rating: un"), "utf-8")
    built = Project(tmp_path, {"index.md": "# Rules\n\n```{rules}\n```\n"}, data).build()
    assert built.code == 0
    assert re.search(r"noise\.yaml:\d+:\d+: WARNING: .*\[playbook\.data\]", built.said)
    assert "Traceback" not in built.said


def test_the_rule_that_the_guide_shows_loads_and_reads_its_examples(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    shown = re.findall(r"```yaml\n(title:.*?)```", text, re.DOTALL)
    assert len(shown) == 1
    (data / "rules" / "made-up.yaml").write_text(shown[0], "utf-8")
    rule = load_rules(HALL, str(data))["made-up"]
    assert min(sum(map(len, rule.must_flag.values())), len(rule.must_not_flag)) >= 3, "as every rule needs"
    linter = Linter(HALL, {"made-up": rule})
    for value, texts in {**rule.must_flag, rule.otherwise: rule.must_not_flag}.items():
        for one in texts:
            assert linter.read("", markdown_blocks(one)).values["made-up"] == value, one


def test_the_guide_explains_every_part_of_a_rule() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    parts = [field.replace("_", "-") for field in Rule._fields if field not in {"id", "place"}]
    assert [part for part in parts if f"\n| `{part}` |" not in text] == []


def test_the_guide_explains_every_part_of_a_sign() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    words = [field.strip("_").replace("_", "-") for field in Sign._fields if field != "id"]
    assert [word for word in (*words, *Mark, *Where) if f"`{word}`" not in text and f"{word}:" not in text] == []
