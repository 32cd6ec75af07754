"""A Word file told as text: each paragraph with its style, each table row by row, each picture by what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def told(raw: bytes) -> str:
    """The body of a Word file, and the foot of its pages."""
    document = docx.Document(BytesIO(raw))
    lines = [line for part in document.iter_inner_content() for line in _part(part)]
    lines += [f"[Footer] {_text(one)}" for one in document.sections[0].footer.paragraphs]
    return "\n".join(lines) + "\n"


def pictures(raw: bytes) -> list[str]:
    """What each picture says that it shows."""
    body: Any = docx.Document(BytesIO(raw)).element.body
    return [one.get("descr", "") for one in body.iter(qn("wp:docPr"))]


def _part(part: Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield f"[{part.style.name if part.style else ''}] {_text(part)}".rstrip()
        return
    for row in part.rows:
        head = " (head)" if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else ""
        yield f"|{head} " + " | ".join(" // ".join(map(_text, cell.paragraphs)) for cell in row.cells)


def _text(paragraph: Paragraph) -> str:
    shown = [f"({one.get('descr')})" for one in paragraph._p.iter(qn("wp:docPr"))]
    return " ".join([*shown, paragraph.text.strip().replace("\n", " / ")])
