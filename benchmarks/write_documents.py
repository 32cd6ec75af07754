"""Write long papers of invented trusts into a folder: `python benchmarks/write_documents.py FOLDER MEGABYTES…`.

`text-1.txt` is plain text of one megabyte, and so on; `long.docx`, `long.pdf` and `long.html` have about 10,000 words.
All are made of the texts in tests/corpus, again and again in another order and with other names and numbers, and always
the same. Needs python-docx.
"""

import random
import re
import sys
from collections.abc import Iterator
from html import escape
from itertools import takewhile
from pathlib import Path
from textwrap import wrap

TESTS = Path(__file__).resolve().parent.parent / "tests"
CORPUS = TESTS / "corpus"
WORDS = 10_000
LINES_ON_A_PAGE = 49
_PLACES = ("Marram", "Eastwold", "Northmere", "Brackwater", "Corbeck", "Harrowmoor", "Saltreach", "Penwithen")
_PLACE = re.compile("|".join(_PLACES))
_NUMBER = re.compile(r"\b\d\b")


def main() -> None:
    folder = Path(sys.argv[1])
    for megabytes in sys.argv[2:]:
        (folder / f"text-{megabytes}.txt").write_bytes(plain(int(megabytes) * 1_000_000))
    long = list(lines(WORDS))
    write_word(folder / "long.docx", long)
    (folder / "long.html").write_text(html(long), encoding="utf-8")
    (folder / "long.pdf").write_bytes(pdf(long))


def plain(size: int) -> bytes:
    """Text of nearly `size` bytes, as people paste it: without the signs of headings and tables."""
    parts: list[bytes] = []
    for line in lines():
        sign, text = _parts(line)
        part = f"{'- ' if sign == '-' else ''}{text.replace('|', '-')}\n\n".encode()
        size -= len(part)
        if size < 0:
            break
        parts.append(part)
    return b"".join(parts)


def lines(words: int = 0) -> Iterator[str]:
    """Paragraphs, "# headings", "- list items" and "| rows | of tables |": without end, or about so many words."""
    papers = [list(_joined(path.read_text(encoding="utf-8"))) for path in sorted(CORPUS.glob("*.md"))]
    chance = random.Random(1)
    left = words or float("inf")
    while True:
        chance.shuffle(papers)
        for line in (line for paper in papers for line in paper):
            yield _varied(line, chance)
            left -= len(line.split())
            if left <= 0:
                return


def _joined(text: str) -> Iterator[str]:
    """The lines of a text in Markdown, those of one paragraph as one."""
    begun = ""
    for line in map(str.strip, text.replace("*", "").split("\n")):
        if begun and (not line or line[0] in "#-|" or begun[0] in "#|"):
            yield begun
            begun = ""
        if not set(line) <= set("|-: "):
            begun = f"{begun} {line}".strip()
    if begun:
        yield begun


def _varied(line: str, chance: random.Random) -> str:
    line = _PLACE.sub(lambda _: chance.choice(_PLACES), line)
    return _NUMBER.sub(lambda _: str(chance.randint(1, 9)), line)


def _parts(line: str) -> tuple[str, str]:
    """The sign that a line begins with, if any, and its words."""
    sign = "".join(takewhile("#-|".__contains__, line))
    return sign, line[len(sign) :].strip("| ")


def write_word(path: Path, long: list[str]) -> None:
    """With the styles that it uses, as Word saves it: the template of python-docx has a hundred more for tables."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    for style in [one for one in document.styles if one.type == WD_STYLE_TYPE.TABLE and one.name != "Normal Table"]:
        style.delete()
    for line in long:
        sign, text = _parts(line)
        if sign.startswith("#"):
            document.add_heading(text, min(len(sign), 3))
        elif sign == "-":
            document.add_paragraph(text, style="List Bullet")
        elif sign == "|":
            cells = text.split("|")
            row = document.add_table(rows=1, cols=len(cells)).rows[0]
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words.strip()
        else:
            document.add_paragraph(text)
    document.save(str(path))


def html(long: list[str]) -> str:
    made = ["<!DOCTYPE html><meta charset=utf-8><title>Papers</title><style>body{font:9pt sans-serif}</style>"]
    for line in long:
        sign, text = _parts(line)
        text = escape(text)
        if sign.startswith("#"):
            made.append(f"<h2>{text}</h2>")
        elif sign == "-":
            made.append(f"<ul><li>{text}</ul>")
        elif sign == "|":
            cells = "".join(f"<td>{words}" for words in text.split("|"))
            made.append(f"<table border=1><tr>{cells}</table>")
        else:
            made.append(f"<p>{text}")
    return "\n".join(made)


def pdf(long: list[str]) -> bytes:
    """Each line of a page written at a stroke, as word processors do."""
    sys.path.insert(0, str(TESTS))
    from pdf_maker import Put
    from pdf_maker import pdf as made

    put = [one for line in long for one in _wrapped(line)]
    pages = [put[at : at + LINES_ON_A_PAGE] for at in range(0, len(put), LINES_ON_A_PAGE)]
    return made(
        [
            [
                Put(72 if sign else 60, 790 - 14 * at, text.encode("cp1252", "replace").decode("cp1252"), 10, is_bold)
                for at, (sign, text, is_bold) in enumerate(page)
            ]
            for page in pages
        ]
    )


def _wrapped(line: str) -> Iterator[tuple[str, str, bool]]:
    sign, text = _parts(line)
    for at, part in enumerate(wrap(text.replace("|", " "), 92)):
        bullet = "\N{BULLET} " if sign == "-" and not at else ""
        yield sign, bullet + part, sign.startswith("#")


if __name__ == "__main__":
    main()
