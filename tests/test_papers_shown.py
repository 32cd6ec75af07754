"""The papers as a program of the reader's shows them: the pages in a browser, the Word files in LibreOffice."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from browser import DESK, PHONE, opened, violations
from libreoffice import as_pdf, pdf_text
from playwright.sync_api import Browser
from test_cli import EXAMPLES
from test_report_papers import START, TODAY, example
from test_writing import squeezed

from playbook.compare.compare import compare
from playbook.compare.forms import as_paper as comparison_paper
from playbook.compare.read import read_answers
from playbook.load import load_playbook
from playbook.load.plan import load_plan
from playbook.papers import PaperReader
from playbook.planning.forms import as_paper as plan_paper
from playbook.planning.trust_plan import trust_plan
from playbook.reports.paper import report_paper
from playbook.working_days import english_working_days
from playbook.writing import write
from playbook.writing.paper import Paper

PLAYBOOK = load_playbook()


@cache
def papers() -> dict[str, Paper]:
    """A report, a plan and a comparison for each example, by their names."""
    found: dict[str, Paper] = {}
    for folder in EXAMPLES:
        report = example(folder)
        plan = trust_plan(report, load_plan(PLAYBOOK), START, english_working_days())
        days = (TODAY, dt.date(2028, 1, 3))
        before, after = (read_answers(str(folder), PaperReader(PLAYBOOK, None, day)) for day in days)
        found |= {
            f"{folder.name}-report": report_paper(report),
            f"{folder.name}-plan": plan_paper(plan),
            f"{folder.name}-comparison": comparison_paper(compare(before, after)),
        }
    return found


def test_libreoffice_shows_every_word(tmp_path: Path) -> None:
    files = {name: write(paper, "word") for name, paper in papers().items()}
    for name, raw in files.items():
        (tmp_path / f"{name}.docx").write_bytes(raw)
    for name, pdf in zip(files, as_pdf([tmp_path / f"{name}.docx" for name in files], tmp_path), strict=True):
        shown = re.sub(re.escape(squeezed(papers()[name].footer)) + r"Page\d+of\d+", "", squeezed(pdf_text(pdf)))
        document = docx.Document(BytesIO(files[name]))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        told = [line for text in (*(one.text for one in document.paragraphs), *cells) for line in text.split("\n")]
        assert told
        assert [line for line in told if squeezed(line) not in shown] == [], name


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_are_for_everybody(width: int, browser: Browser, tmp_path: Path) -> None:
    asked: list[str] = []
    with opened(browser, width=width, bypass_csp=True) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name, paper in papers().items():
            path = tmp_path / f"{name}.html"
            path.write_bytes(write(paper, "html"))
            page.goto(path.as_uri())
            assert violations(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} runs over"
    assert all(one.startswith("file://") for one in asked)
