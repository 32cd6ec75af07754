"""What the README and the pages show of a report is what the command says today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.cli import main

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```text\n(.*?)\n```", re.DOTALL)
EXCERPT = re.compile(r"```text\n(Northmere and Vale .*?)\n```", re.DOTALL)
PAGES = [
    path for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if EXCERPT.search(path.read_text("utf-8"))
]


def shown(trust: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit):
        main(["check", str(Path("examples") / trust), "--as-of", "2026-11-22"])
    return capsys.readouterr().out


def test_there_are_excerpts_to_compare() -> None:
    assert {path.name for path in PAGES} >= {"README.md", "report.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_an_excerpt_is_how_the_report_begins(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    excerpt = EXCERPT.search(page.read_text("utf-8"))
    assert excerpt
    mend = f"{page.name} shows an older report: run `playbook check examples/northmere --as-of 2026-11-22` and paste it"
    assert shown("northmere", capsys, monkeypatch).startswith(f"{excerpt[1]}\n"), mend


def test_the_page_on_the_report_shows_what_papers_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = "".join(shown(trust, capsys, monkeypatch) for trust in ("northmere", "eastwold"))
    blocks = BLOCK.findall((ROOT / "docs" / "report.md").read_text("utf-8"))
    assert len(blocks) == 3
    assert [block for block in blocks if block not in reports] == []


def said_by(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit):
        main(list(arguments))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "arguments"),
    [
        ("how/plan.md", ("plan", "examples/northmere", "--start", "2027-09-06", "--as-of", "2026-11-22")),
        (
            "compare.md",
            ("compare", *["examples/northmere"] * 2, "--before-as-of", "2026-11-22", "--as-of", "2027-12-22"),
        ),
    ],
)
def test_a_page_shows_what_its_command_says(
    page: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = BLOCK.findall((ROOT / "docs" / page).read_text("utf-8"))
    assert f"\n{block}\n" in said_by(capsys, monkeypatch, *arguments), f"{page}: paste what the command says today"
