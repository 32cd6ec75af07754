"""PDFs of a few words, made by hand, for the tests of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

A4 = (0, 0, 595, 842)


class Put(NamedTuple):
    """A text at a place of the page, from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    matrix: str = "1 0 0 1"


def pdf(pages: Sequence[Sequence[Put]], *, drawn: str = "", page_entries: str = "", trailer: str = "") -> bytes:
    """A PDF with these texts on its pages; `drawn` are operators that each page begins with."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(1, len(pages) + 1))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< >>",
    ]
    for number, puts in enumerate(pages, 1):
        bodies.append(_page(5 + 2 * number, page_entries))
        content = "\n".join([drawn, *map(_shown, puts)]).encode("cp1252")
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(bodies, trailer)


def _page(content: int, entries: str) -> bytes:
    fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
    box = " ".join(map(str, A4))
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << {fonts} >> /Contents {content} 0 R {entries} >>"
    ).encode()


def _shown(put: Put) -> str:
    text = put.text.replace("\\", "\\\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{1 + put.bold} {put.size} Tf {put.matrix} {put.x} {put.y} Tm ({text}) Tj ET"


def _file(bodies: Sequence[bytes], trailer: str) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


def down(lines: Sequence[str], *, x: float = 60, top: float = 780, step: float = 13, size: float = 11) -> list[Put]:
    """Lines one below the other."""
    return [Put(x, top - step * number, line, size) for number, line in enumerate(lines)]
