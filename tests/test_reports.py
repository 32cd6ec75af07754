"""Every folder in `tests/reports` is an answers file and the reports it ought to give, judged on 22 November 2026.

To write the reports anew after a change that is meant: `python -m tests.test_reports`, and read the difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from playbook.evaluate import evaluate
from playbook.load import load_playbook, parse_answers
from playbook.load.text import read_text
from playbook.model import Finding, Playbook
from playbook.reports.as_json import as_json
from playbook.reports.junit import junit
from playbook.reports.markdown import markdown
from playbook.reports.report import Report
from playbook.reports.terminal import terminal

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in (HERE / "reports").glob("*/answers.yaml"))
FORMS = ("report.txt", "report.md", "report.json", "report.xml")


def village_hall() -> Playbook:
    return load_playbook(str(HERE / "checklists"))


def report(folder: Path) -> Report:
    """The case's report on the gate that its file `gate` names, or on the one called open."""
    playbook = village_hall()
    text = read_text(str(folder / "answers.yaml"))
    text.file = "answers.yaml"
    answers = parse_answers(text, playbook)
    assessment = evaluate(playbook, answers, as_of=date(2026, 11, 22), findings=findings(folder))
    return Report(playbook=playbook, answers=answers, assessment=assessment, lead="open")


def findings(folder: Path) -> Iterator[Finding]:
    path = folder / "findings.json"
    if path.exists():
        yield from (Finding(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))


def rendered(folder: Path) -> dict[str, str]:
    one = report(folder)
    texts = (terminal(one), markdown([one]), as_json([one]), junit([one]))
    return dict(zip(FORMS, texts, strict=True))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_the_report_reads_as_it_did(folder: Path, form: str) -> None:
    wanted = (folder / form).read_text(encoding="utf-8")
    version = json.loads(rendered(folder)["report.json"])["playbook"]["version"]
    assert rendered(folder)[form].replace(f'"{version}"', '"VERSION"') == wanted


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_no_line_is_wider_than_the_terminal(folder: Path) -> None:
    assert max(len(line) for line in terminal(report(folder), width=72).splitlines()) <= 72


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_colour_changes_no_word(folder: Path) -> None:
    plain, coloured = terminal(report(folder)), terminal(report(folder), colour=True)
    for code in ("1", "2", "1;31", "1;32", "1;33", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def rewrite() -> None:
    """Write what the reports say today into the folders."""
    for folder in CASES:
        for form, text in rendered(folder).items():
            version = json.loads(rendered(folder)["report.json"])["playbook"]["version"]
            (folder / form).write_text(text.replace(f'"{version}"', '"VERSION"'), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
