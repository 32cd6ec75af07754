"""Builds the Word and PDF papers of the two example trusts from the HTML beside them. Run by hand after a change:

    python tests/example_documents.py

Word comes from python-docx, PDF from Chromium, which `PLAYBOOK_CHROMIUM` may name.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path
from typing import Any

from docx import Document
from lxml import html  # type: ignore[import-untyped]

EXAMPLES = Path(__file__).parent.parent / "examples"
CHROMIUM = os.environ.get("PLAYBOOK_CHROMIUM", "chromium")
WHEN = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def main() -> None:
    for source in sorted(EXAMPLES.glob("*/documents/sources/*.html")):
        folder = source.parent.parent
        if source.stem == "candidate-pack":
            print_pdf(source, folder / f"{source.stem}.pdf")
        else:
            write_word(source, folder / f"{source.stem}.docx")


def print_pdf(source: Path, target: Path) -> None:
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    command = [CHROMIUM, *options, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def write_word(source: Path, target: Path) -> None:
    page = html.fromstring(source.read_text(encoding="utf-8"))
    document = Document()
    about = document.core_properties
    about.author, about.title, about.created, about.modified = "Recruitment", page.findtext(".//title"), WHEN, WHEN
    for part in page.find("body"):
        add(document, part)
    document.save(str(target))


def add(document: Any, part: Any) -> None:
    """One heading, paragraph, list or table. A paragraph in bold stays one: many a template has no other headings."""
    if part.tag in ("h1", "h2"):
        document.add_heading(words(part), int(part.tag[1]))
    elif part.tag in LISTS:
        for item in part:
            document.add_paragraph(words(item), style=LISTS[part.tag])
    elif part.tag == "table":
        add_table(document, part)
    else:
        document.add_paragraph().add_run(words(part)).bold = part.find("b") is not None


def add_table(document: Any, part: Any) -> None:
    rows = part.findall(".//tr")
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row in rows:
        for cell, written in zip(row, table.add_row().cells, strict=True):
            fill(written, cell)


def fill(written: Any, cell: Any) -> None:
    items = cell.findall("ul/li")
    written.text = words(items[0] if items else cell)
    if items:
        written.paragraphs[0].style = LISTS["ul"]
    for item in items[1:]:
        written.add_paragraph(words(item), style=LISTS["ul"])
    for run in written.paragraphs[0].runs:
        run.bold = cell.tag == "th"


def words(part: Any) -> str:
    return " ".join(part.text_content().split())


if __name__ == "__main__":
    main()
