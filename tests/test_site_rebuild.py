"""A rebuild reads the pages that show what changed, and no other; a warning has a type and the line of its cause."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from hall import FOLDER, HALL
from site_build import ROOT, Project, build

READ = re.compile(r"reading sources\.\.\. \[ *\d+%\] (\S+)")
WRITTEN = re.compile(r"writing output\.\.\. \[ *\d+%\] (\S+)")
PAGES = {
    "index": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "hiring": "# Hiring\n\n```{checklist} hiring\n```\n",
    "keys": "# Keys\n\n```{checklist} keys\n```\n",
    "insurance": "# Insurance\n\n```{checklist} insurance\n```\n",
    "season": "# Season\n\n```{checklist} season\n```\n",
    "fee": "# Fee\n\n{item}`hire-fee`\n",
    "alarm": "# Alarm\n\n{item}`the alarm <alarm>`\n",
    "agree": "# Agree\n\n```{gate} agree\n```\n",
    "open": "# Open\n\n```{items}\n:gate: open\n```\n",
    "linked": "# Linked\n\n{gate}`open`\n",
    "claimed": "# Claimed\n\n{claim}`H1`\n",
    "cited": "# Cited\n\n{source}`parish-survey`\n\n```{cited}\n```\n",
    "noise": "# Noise\n\n{rule}`noise`\n",
    "rules": "# Rules\n\n```{rules}\n```\n",
    "claims": "# Claims\n\n```{claims}\n```\n",
    "sources": "# Sources\n\n```{sources}\n```\n",
    "ready": "# Ready\n\n```{readiness}\nPrint it.\n```\n",
    "told": "# Told\n\n```{trust-facts}\nWrite them down.\n```\n",
    "plain": "# Plain\n\nWords.\n",
}
FACTS = (
    "chair:\n  title: the chair\n  ask: Who chairs the hall?\n  form: text\n  example: Mrs Fenn\n  drafts: [advert]\n"
)
REGISTERS = {"rules", "claims", "sources"}
LISTS = {"hiring", "keys", "insurance", "season"}
SHOW = {
    "hiring.yaml": {"hiring", "keys", "season", "fee", "agree"},  # what is asked of whom hangs on a question there
    "keys.yaml": {"keys", "alarm", "open"},
    "insurance.yaml": {"insurance", "open"},
    "season.yaml": {"season"},
    "claims.yaml": {"hiring", "keys", "claimed"},
    "sources.yaml": {*LISTS, "cited"},
    "playbook.yaml": {*LISTS, "agree", "linked"},
    "rules/noise.yaml": {"noise"},
    "rules/capacity.yaml": {"insurance"},
}


def data_with_facts(folder: Path) -> Path:
    """A copy of the hall's data, with facts beside them."""
    data = Path(shutil.copytree(FOLDER, folder / "data"))
    (data / "facts.yaml").write_text(FACTS, "utf-8")
    return data


class Rebuilt:
    """A project with a folder of data of its own, built once."""

    def __init__(self, folder: Path) -> None:
        self.data = data_with_facts(folder)
        self.project = Project(folder, {f"{name}.md": text for name, text in PAGES.items()}, self.data)
        self.project.write("conf.py", (folder / "conf.py").read_text("utf-8") + "exclude_patterns = ['_build']\n")
        self.build()

    def build(self) -> tuple[set[str], set[str]]:
        """The pages that a build reads, and those that it writes."""
        done = self.project.build("-v", "-v")
        assert "WARNING" not in done.said, done.said
        return set(READ.findall(done.said)), set(WRITTEN.findall(done.said))

    def change(self, name: str, old: str = "", new: str = "") -> None:
        """Put new words for old; without any, touch the file."""
        path = self.data / name
        if old:
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), "utf-8")
        os.utime(path)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    return Rebuilt(tmp_path_factory.mktemp("rebuilt"))


def test_an_unchanged_rebuild_reads_and_writes_no_page(rebuilt: Rebuilt) -> None:
    assert rebuilt.build() == (set(), set())


@pytest.mark.parametrize("name", SHOW)
def test_a_file_that_changed_is_read_by_the_pages_that_show_it(name: str, rebuilt: Rebuilt) -> None:
    rebuilt.change(name)
    assert rebuilt.build()[0] == SHOW[name] | REGISTERS


def test_facts_are_read_again_by_the_page_that_asks_for_them(rebuilt: Rebuilt) -> None:
    rebuilt.change("facts.yaml", "Who chairs", "Who has chaired")
    assert rebuilt.build()[0] == {"told"}


def test_a_list_follows_what_joins_it_and_what_leaves(tmp_path: Path) -> None:
    project = Rebuilt(tmp_path)
    project.change("season.yaml", "gate: look-back", "gate: open")
    assert project.build()[0] == {"season", "open", *REGISTERS}
    later = (project.data / "season.yaml").read_text("utf-8").replace("review:", "again:").replace("thanks:", "card:")
    (project.data / "later.yaml").write_text(later.replace("gate: open", "gate: agree"), "utf-8")
    assert project.build()[0] == {"agree", *REGISTERS}
    (project.data / "later.yaml").unlink()
    assert project.build()[0] == {"agree", *REGISTERS}


def test_what_was_missing_is_found_when_it_comes(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    pages = {
        "index.md": "# Home\n\n{item}`again`\n",
        "hall.md": "---\norphan: true\n---\n# Hall\n\n```{checklist} later\n```\n",
    }
    project = Project(tmp_path, pages, data)
    assert "there is no item “again”" in project.build().said
    later = (data / "season.yaml").read_text("utf-8").replace("review:", "again:").replace("thanks:", "card:")
    (data / "later.yaml").write_text(later, "utf-8")
    built = project.build()
    assert "WARNING" not in built.said
    assert built.page("index").find("a", href="hall.html#again") is not None


def test_pages_come_back_when_the_data_are_mended(tmp_path: Path) -> None:
    data = shutil.copytree(FOLDER, tmp_path / "data")
    good = (data / "keys.yaml").read_text("utf-8")
    (data / "keys.yaml").write_text(good.replace("gate: open", "gate: opened"), "utf-8")
    project = Project(tmp_path, {"index.md": "# Home\n\n```{checklist} hiring\n```\n"}, data)
    assert "[playbook.data]" in project.build().said
    (data / "keys.yaml").write_text(good, "utf-8")
    assert project.build().page("index").find("section", id="hire-fee") is not None


def test_links_follow_what_moves_to_another_page(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n{item}`alarm` {gate}`open`\n", "hall.md": PAGES["keys"], "old.md": "# Old\n"}
    project = Project(tmp_path, {name: f"---\norphan: true\n---\n{text}" for name, text in pages.items()})
    assert project.build().page("index").find("a", href="hall.html#alarm") is not None
    project.write("hall.md", "---\norphan: true\n---\n# Hall\n")
    project.write("old.md", f"---\norphan: true\n---\n{PAGES['keys']}")
    page = project.build().page("index")
    assert page.find("a", href="old.html#alarm") is not None
    assert page.find("a", href="old.html#checklist-keys") is not None


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_item_on_two_pages_has_one_home(jobs: str, tmp_path: Path) -> None:
    pages = {f"{name}.md": f"# {name}\n\n```{{checklist}} keys\n```\n" for name in "bcdefghi"}
    pages["index.md"] = "# Home\n\n{item}`alarm` {ref}`alarm` [](#alarm)\n\n```{toctree}\n:glob:\n\n*\n```\n"
    built = Project(tmp_path, pages).build("-W", "-j", jobs)
    assert built.code == 0, built.said
    links = built.page("index").select("p > a.internal")
    assert [link["href"] for link in links] == ["b.html#alarm"] * 3


OPEN = "```{gate} open\n```\n"
TAKEN = "the page has a place called “gate-open” already [playbook.gate]"
SLIPS = [
    ("```{gate} opens\n```", 3, "there is no gate “opens”. Did you mean “open”? [playbook.gate]"),
    ("{gate}`opens`", 3, "there is no gate “opens”. Did you mean “open”? [playbook.gate]"),
    ("{gate}`open`", 3, "no page shows the gate “open” [playbook.gate]"),
    ("{rule}`nois`", 3, "there is no rule “nois”. Did you mean “noise”? [playbook.rule]"),
    ("```{items}\n:gate: opens\n```", 3, "there is no gate “opens”. Did you mean “open”? [playbook.items]"),
    (f"{OPEN}\n{OPEN}", 6, TAKEN),
    (f"(gate-open)=\n## Words\n\n{OPEN}", 6, TAKEN),
]


@pytest.mark.parametrize(("text", "line", "warning"), SLIPS)
def test_a_slip_has_a_type_and_its_line(text: str, line: int, warning: str, tmp_path: Path) -> None:
    (said,) = Project(tmp_path, {"index.md": f"# Home\n\n{text}\n"}).build().said.replace("\\", "/").splitlines()
    assert said.rpartition("/")[2] == f"index.md:{line}: WARNING: {warning}"


@pytest.mark.parametrize(("value", "words"), [("7", "playbook_data is 7, which is no path"), ("'lists'", "no folder")])
def test_a_wrong_setting_is_named_with_its_line(value: str, words: str, tmp_path: Path) -> None:
    project = Project(tmp_path, {"index.md": "# Home\n\n```{checklist} keys\n```\n{gate}`open`\n"})
    project.write("conf.py", f'extensions = ["myst_parser", "playbook.sphinx"]\n\nplaybook_data = {value}\n')
    (said,) = project.build().said.replace("\\", "/").splitlines()
    assert "conf.py:3: WARNING: playbook_data" in said
    assert words in said
    assert said.endswith("[playbook.config]")


def test_reading_in_parallel_is_the_same_for_every_kind(tmp_path: Path) -> None:
    pages = {f"{name}.md": text for name, text in PAGES.items()}
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        folder.mkdir()
        assert Project(folder, pages, data_with_facts(folder)).build("-W", "-j", jobs).said == ""
    one, two = tmp_path / "1" / "_build", tmp_path / "2" / "_build"
    for name in PAGES:
        assert (one / f"{name}.html").read_text("utf-8") == (two / f"{name}.html").read_text("utf-8"), name
    assert (one / "objects.inv").read_bytes() == (two / "objects.inv").read_bytes()


def test_these_pages_are_read_once(tmp_path: Path) -> None:
    """The pages of this repository: built twice, the second build reads none and writes none."""
    build(ROOT, ROOT / "docs", tmp_path / "out")
    said = build(ROOT, ROOT / "docs", tmp_path / "out", "-v", "-v").said
    assert (READ.findall(said), WRITTEN.findall(said)) == ([], [])


def test_every_checklist_of_the_hall_is_tested_here() -> None:
    assert set(HALL.checklists) == LISTS
