"""What the README and the pages show of a report is what the command says today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.cli import main

ROOT = Path(__file__).parent.parent
EXCERPT = re.compile(r"```text\n(Northmere and Vale .*?)\n```", re.DOTALL)
PAGES = [
    path for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if EXCERPT.search(path.read_text("utf-8"))
]


def test_there_are_excerpts_to_compare() -> None:
    assert {path.name for path in PAGES} >= {"README.md", "report.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_an_excerpt_is_how_the_report_begins(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit):
        main(["check", str(Path("examples") / "northmere"), "--as-of", "2026-11-22"])
    shown = EXCERPT.search(page.read_text("utf-8"))
    assert shown
    assert capsys.readouterr().out.startswith(f"{shown[1]}\n")
