"""`playbook report`, `plan` and `compare` as papers: what they say is kept in `tests/papers`, a folder a trust.

To write them anew after a change that is meant: `python tests/test_report_papers.py`, and read the difference.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import word_dump
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_cli import EXAMPLES, HOSTILE, NO_POST, NORTHMERE, Run, answers_file, run
from test_reports import CASES
from test_reports import report as hall_report

from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.plan import load_plan
from playbook.load.text import Text
from playbook.model import Answers, Priority
from playbook.papers import PaperReader
from playbook.planning.calendar import as_calendar
from playbook.planning.forms import as_text
from playbook.planning.trust_plan import trust_plan
from playbook.reports.make import report_on
from playbook.reports.owners import owners
from playbook.reports.paper import report_paper
from playbook.reports.report import Report
from playbook.working_days import english_working_days
from playbook.writing import FORMS, write

__all__ = ["run"]
HERE = Path(__file__).parent
KEPT = HERE / "papers"
PLAYBOOK = load_playbook()
TODAY, START = dt.date(2026, 11, 22), dt.date(2027, 9, 6)
AS_OF = "--as-of=2026-11-22"


def example(folder: Path) -> Report:
    answers = load_answers(str(folder), PLAYBOOK)
    return report_on(answers, PaperReader(PLAYBOOK, None, TODAY))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_paper_speaks_of_the_trust_and_says_nothing_twice(folder: Path) -> None:
    told = write(report_paper(example(folder)), "markdown").decode()
    for words in ("You answered", "Your note", "You overruled", "Your papers", "Not yet: Not", "know: Nobody"):
        assert words not in told, words
    assert not re.search(r"Who: (.+?)[,;].* with .*the \1\b", told, re.IGNORECASE)


def rendered(folder: Path) -> dict[str, str]:
    """What is kept of a trust: its report as a page and as a Word file, its plan as text and for a calendar."""
    report = example(folder)
    plan = trust_plan(report, load_plan(PLAYBOOK), START, english_working_days())
    paper = report_paper(report)
    return {
        "report.html": write(paper, "html").decode(),
        "report.docx.txt": word_dump.told(write(paper, "word")),
        "plan.txt": as_text(plan, width=88),
        "plan.ics": as_calendar(plan).replace("\r\n", "\n"),
    }


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_papers_read_as_they_did(folder: Path) -> None:
    mend = "where the change is meant, run `python tests/test_report_papers.py` and read the difference"
    for name, made in rendered(folder).items():
        assert made == (KEPT / folder.name / name).read_text("utf-8"), f"{name}: {mend}"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_same_report_gives_the_same_bytes(folder: Path) -> None:
    paper = report_paper(example(folder))
    for form in FORMS:
        assert write(paper, form) == write(paper, form)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_form_says_what_a_chair_wants_first(folder: Path) -> None:
    """The verdict, the gates, and what is in the way with who acts stand before everything else."""
    report = hall_report(folder)
    paper = report_paper(report)
    for text in (write(paper, "markdown").decode(), word_dump.told(write(paper, "word"))):
        plain = text.replace("\\", "")
        wanted = [report.headline, "Musts met", *(one.item.ask for one in report.blockers), "Appendix: all answers"]
        places = [plain.index(one) for one in wanted]
        assert places == sorted(places)
        assert all(plain.count(one.item.ask) >= 1 for one in report.shown)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_owners_share_out_all_that_is_open(folder: Path) -> None:
    report = hall_report(folder)
    near = report.playbook.gates_up_to(report.lead)
    told = [result.item.id for owner in owners(report) for result in owner.open]
    wanted = {one.item.id for one in report.shown if one.item.gate in near and not one.status.passes}
    assert (set(told), len(told)) == (wanted, len(wanted))
    musts = [owner.count(Priority.MUST) for owner in owners(report)]
    assert musts == sorted(musts, reverse=True)
    assert sum(musts) == len(report.blockers)


def structure(raw: bytes) -> BeautifulSoup:
    return BeautifulSoup(raw, "html.parser")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_page_needs_nothing_else_and_tells_its_bars(folder: Path) -> None:
    raw = write(report_paper(example(folder)), "html")
    page = structure(raw)
    assert not page.find_all(["script", "link", "iframe", "object"])
    assert not page.find_all(src=True)
    assert all(str(one["href"]).startswith("https://") for one in page.find_all(href=True))
    bars = page.find_all("svg")
    assert len(bars) >= 8
    for bar in bars:
        assert bar["role"] == "img"
        assert bar["aria-label"]
        assert ElementTree.fromstring(str(bar)).findall("rect")
    for table in page.find_all("table"):
        assert table.find("th", scope="col")
    levels = [int(one.name[1]) for one in page.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_bar_is_as_long_as_its_share() -> None:
    page = structure(write(report_paper(example(NORTHMERE)), "html"))
    bar = page.find("svg", attrs={"aria-label": "4 met, 1 in part, 0 open"})
    assert bar is not None
    widths = [int(str(one["width"])) for one in bar.find_all("rect")]
    assert len(widths) == 2
    assert abs(widths[0] / sum(widths) - 4 / 5) < 0.01
    begins = [int(str(one["x"])) for one in bar.find_all("rect")]
    assert begins[1] - begins[0] == widths[0]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_word_file_is_built_for_everybody(folder: Path) -> None:
    raw = write(report_paper(example(folder)), "word")
    told = word_dump.told(raw).splitlines()
    assert told[0].startswith("[Title] ")
    assert "[Heading 1] In the way" in told
    assert not [line for line in told if line in ("[Title]", "[Heading 1]", "[Heading 2]")]
    shown = word_dump.pictures(raw)
    assert len(shown) >= 8
    assert all(shown)
    with ZipFile(BytesIO(raw)) as package:
        assert b'w:val="en-GB"' in package.read("word/styles.xml")
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))


def test_the_code_is_that_of_check_and_the_verdict_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    ran = run("report", NORTHMERE, AS_OF, "-o", path)
    assert (ran.code, ran.out, ran.err) == (1, f"Wrote {path}\nNot ready to advertise: 2 of 12 musts are open.\n", "")
    assert path.read_bytes().startswith(b"PK")
    assert run("report", answers_file(tmp_path, NO_POST), "--gate", "decide", "--format", "html", "-o", "-").code == 0
    assert run("report", answers_file(tmp_path, NO_POST), "--format", "markdown", "-o", "-").code == 3


@pytest.mark.parametrize(("more", "name"), [((), "report.docx"), (("--format", "html"), "report.html")])
def test_a_report_without_a_name_has_its_own(
    run: Run, more: tuple[str, ...], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust = NORTHMERE.resolve()
    monkeypatch.chdir(tmp_path)
    assert run("report", trust, AS_OF, *more).out.startswith(f"Wrote {name}\n")
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert "--force" in run("report", trust, AS_OF, *more).err


def test_a_role_and_a_gate_narrow_it(run: Run) -> None:
    out = run("report", NORTHMERE, AS_OF, "--for", "hr-director", "--format", "markdown", "-o", "-").out
    assert "what the HR director acts on or helps with" in out
    assert (
        "### Settle" not in run("report", NORTHMERE, AS_OF, "--gate", "decide", "--format", "markdown", "-o", "-").out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([NORTHMERE, "--gate", "advertize", "-o", "x.docx"], "Did you mean “advertise”?"),
        ([NORTHMERE, "--format", "pdf"], "invalid choice"),
        (["nowhere", "-o", "x.docx"], "there is no such file or folder"),
        (
            [NORTHMERE, "-o", str(NORTHMERE / "documents" / "advert.md"), "--force"],
            "is a document that the answers name",
        ),
        ([NORTHMERE, "-o", str(NORTHMERE / "answers.yaml"), "--format", "html", "--force"], "would overwrite them"),
        ([NORTHMERE, "-o", "/nowhere/at/all/report.docx"], "cannot be written"),
    ],
)
def test_bad_usage_ends_with_two_and_writes_nothing(run: Run, arguments: list[str], words: str) -> None:
    before = {path: path.read_bytes() for path in NORTHMERE.rglob("*") if path.is_file()}
    ran = run("report", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert {path: path.read_bytes() for path in NORTHMERE.rglob("*") if path.is_file()} == before
    assert not Path("x.docx").exists()


def test_nothing_is_written_over_unless_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("Mine.")
    ran = run("report", NORTHMERE, AS_OF, "-o", path)
    assert (ran.code, path.read_text()) == (2, "Mine.")
    assert "--force" in ran.err
    assert run("report", NORTHMERE, AS_OF, "-o", path, "--force").code == 1
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def said(text: str) -> Answers:
    """Answers in which every text that a trust can write is `text`."""
    yaml = "answers:\n  decision:\n    seat: voting\n    line-manager: two-unclear\n    most-senior:\n"
    answers = parse_answers(Text("answers.yaml", yaml), PLAYBOOK)
    told = {
        id_: one._replace(note=text, evidence=text, owner=text)
        if id_ != "most-senior"
        else one._replace(not_applicable=text)
        for id_, one in answers.answers.items()
    }
    return answers._replace(trust=text, answers=told)


READER = PaperReader(PLAYBOOK, None, TODAY)
PLAIN = report_paper(report_on(said("x"), READER, gate="decide"))
texts = st.text() | st.sampled_from(
    [HOSTILE, "word" * 4000, "=1+1", "\u202eback", "a\u0000b\ud800", "| a | b |", "#", "\n\n"]
)


@given(texts)
def test_what_a_trust_writes_is_no_element_of_a_page(text: str) -> None:
    page = structure(write(report_paper(report_on(said(text), READER, gate="decide")), "html"))
    plain = structure(write(PLAIN, "html"))
    assert {one.name for one in page.find_all()} <= {one.name for one in plain.find_all()} | {"bdi", "br"}
    assert [one["href"] for one in page.find_all(href=True)] == [one["href"] for one in plain.find_all(href=True)]


@given(texts)
def test_what_a_trust_writes_is_text_in_markdown(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    page = structure(
        reader.render(write(report_paper(report_on(said(text), READER, gate="decide")), "markdown").decode()).encode()
    )
    plain = structure(reader.render(write(PLAIN, "markdown").decode()).encode())
    assert {one.name for one in page.find_all()} <= {one.name for one in plain.find_all()} | {"br"}
    assert len(page.find_all(["h1", "h2", "h3"])) <= len(plain.find_all(["h1", "h2", "h3"]))


@given(texts)
def test_what_a_trust_writes_breaks_no_word_file(text: str) -> None:
    raw = write(report_paper(report_on(said(text), READER, gate="decide")), "word")
    with ZipFile(BytesIO(raw)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
    assert "Appendix: all answers" in word_dump.told(raw)


def rewrite() -> None:
    """Write what the papers say today into the folders."""
    for folder in EXAMPLES:
        for name, text in rendered(folder).items():
            (KEPT / folder.name).mkdir(parents=True, exist_ok=True)
            (KEPT / folder.name / name).write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite()


@pytest.mark.parametrize(
    ("arguments", "begin"),
    [
        (("report", NORTHMERE), b"PK"),
        (("report", NORTHMERE, "--format", "html"), b"<!doctype"),
        (("plan", NORTHMERE, "--start", "2027-09-06", "--format", "word"), b"PK"),
        (("plan", NORTHMERE, "--start", "2027-09-06"), b"Northmere"),
        (("compare", NORTHMERE, NORTHMERE, "--format", "word"), b"PK"),
        (("draft", "advert", NORTHMERE), b"PK"),
        (("draft", "advert", NORTHMERE, "--format", "markdown"), b"# "),
        (("draft", "advert", "--show-template"), b"{"),
        (("check", NORTHMERE), b"Northmere"),
    ],
)
def test_a_line_for_the_name_means_the_standard_output(
    arguments: tuple[str, ...], begin: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = [str(Path(one).resolve()) if Path(one).exists() else one for one in map(str, arguments)]
    command = [sys.executable, "-m", "playbook", *absolute, "-o", "-"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert ran.stdout.startswith(begin), ran.stderr
    assert list(tmp_path.iterdir()) == []
    if begin == b"PK":
        assert ZipFile(BytesIO(ran.stdout)).testzip() is None


@pytest.mark.parametrize("arguments", [("report", NORTHMERE), ("draft", "advert", NORTHMERE)])
def test_a_word_file_is_not_put_on_a_terminal(
    run: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playbook.console.is_watched", lambda: True)
    ran = run(*arguments, "-o", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "a Word file needs a name" in ran.err


def test_the_name_of_a_folder_is_no_name_for_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("report", NORTHMERE, "-o", f"{tmp_path}/new.md/")
    assert (ran.code, ran.out) == (2, "")
    assert "is the name of a folder" in ran.err
    assert list(tmp_path.iterdir()) == []
