"""Papers written as Word, Markdown and HTML: what is in them is found again, and nothing in them acts."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from bs4 import BeautifulSoup
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import as_pdf, pdf_text
from markdown_it import MarkdownIt

from playbook.documents.markdown import markdown_blocks
from playbook.documents.word import word_blocks
from playbook.writing import FORMS, BadBase, write
from playbook.writing.clean import flat, lines
from playbook.writing.paper import (
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    Title,
    to_complete,
)
from playbook.writing.word_words import element

DAY = dt.date(2026, 11, 22)
HOSTILE = [
    "<script>alert(1)</script>",
    "&amp; & &lt;",
    '=HYPERLINK("https://evil.example")',
    "a\x00b\x07c\x1b[31m",
    "\ufffe\uffff\ud800",
    "x" * 500,
    "שלום עולם and more",
    "\u202eevil\u202c",
    "# no heading",
    "- no item",
    "1. no number",
    "| no | table |",
    "[text](javascript:alert(1))",
    "*no* _emphasis_ `code`",
    "---",
    "{{ 7 * 7 }}{% raw %}",
    "]]> <!-- -->",
    "a\nb\r\nc",
]


def png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def a_paper(*blocks: Block) -> Paper:
    return Paper("A title", blocks, author="Northmere", made=DAY, footer="Foot")


WHOLE = a_paper(
    Title("A paper"),
    Note("What to know first."),
    Heading(1, "Part one"),
    Paragraph(
        [Span("Some "), Span("bold", bold=True), Span(" and "), Span("linked", link="https://a.example/?b=1&c=2")]
    ),
    Items(["one", "two"]),
    Items(["first", "second"], numbered=True),
    Heading(2, "Part two"),
    Items(["first again"], numbered=True),
    Table(
        ["Question", "Answer"], [["Who?", [Span("the name", to_complete=True)]], ["When?", "Today"]], "Two questions"
    ),
    PageBreak(),
    Heading(1, "Last"),
    Picture("One of two gates is passed", png=png(), svg="<svg xmlns='http://www.w3.org/2000/svg'/>"),
)


def opened(paper: Paper, base: bytes | None = None) -> Any:
    return docx.Document(BytesIO(write(paper, "word", base)))


def page(paper: Paper) -> BeautifulSoup:
    return BeautifulSoup(write(paper, "html"), "html.parser")


def words_of(document: Any) -> list[str]:
    """The text of every paragraph that has some, in tables too."""
    return [text for one in document.element.iter(qn("w:p")) if (text := texts(one))]


def texts(element: Any) -> str:
    return "".join(one.text or " " for one in element.iter(qn("w:t"), qn("w:br")))


def test_a_word_file_has_real_headings_lists_and_tables() -> None:
    document = opened(WHOLE)
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.text]
    assert styles[:3] == [("Title", "A paper"), ("Note", "What to know first."), ("Heading 1", "Part one")]
    assert [text for style, text in styles if style == "List Bullet"] == ["one", "two"]
    assert [text for style, text in styles if style == "List Number"] == ["first", "second", "first again"]
    numbers = [one.find(f".//{qn('w:numId')}").get(qn("w:val")) for one in document.element.iter(qn("w:p"))
               if texts(one) in ("first", "second", "first again")]  # fmt: skip
    assert numbers[0] == numbers[1] != numbers[2]
    (table,) = document.tables
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert heads == [True, False, False]
    assert "Two questions" in [text for style, text in styles if style == "Caption"]


def test_a_word_file_says_its_language_title_author_and_day() -> None:
    document = opened(WHOLE)
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("A title", "Northmere", "en-GB")
    assert about.created.date() == about.modified.date() == DAY
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    foot = document.sections[0].footer._element
    assert "Foot" in texts(foot)
    assert [one.get(qn("w:instr")).strip() for one in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_picture_is_told_in_words() -> None:
    shape = opened(WHOLE).inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "One of two gates is passed"
    assert page(WHOLE).find("img")["alt"] == "One of two gates is passed"  # type: ignore[index]
    assert "One of two gates is passed" in write(WHOLE, "markdown").decode()
    assert "no picture" in words_of(opened(a_paper(Picture("no picture"))))


def test_what_is_to_complete_is_marked_and_listed() -> None:
    assert to_complete(WHOLE) == ("the name",)
    (run,) = [one for one in opened(WHOLE).element.iter(qn("w:r")) if "To complete" in texts(one)]
    assert run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}").get(qn("w:val")) == "Tocomplete"
    assert page(WHOLE).find("mark").text == "[To complete: the name]"  # type: ignore[union-attr]
    assert "**\\[To complete: the name\\]**" in write(WHOLE, "markdown").decode()


def test_a_page_needs_nothing_else_and_is_in_order() -> None:
    made = page(WHOLE)
    assert made.html
    assert made.html["lang"] == "en-GB"
    assert not made.find_all(["script", "link", "iframe", "object"])
    assert [one.name for one in made.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3", "h2"]
    assert [one["scope"] for one in made.find_all("th")] == ["col", "col", "row", "row"]
    assert made.caption
    assert made.caption.text == "Two questions"
    assert "default-src 'none'" in str(made.find("meta", {"http-equiv": "Content-Security-Policy"}))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert all(write(WHOLE, form) == write(WHOLE, form) for form in FORMS)
    assert {one.date_time[:3] for one in ZipFile(BytesIO(write(WHOLE, "word"))).infolist()} == {(2026, 11, 22)}


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="no such form: pdf"):
        write(WHOLE, "pdf")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:text/html,x"])
def test_a_link_that_may_not_be_followed_is_text(link: str) -> None:
    paper = a_paper(Paragraph([Span("words", link=link)]))
    assert not page(paper).find("a")
    assert "](" not in write(paper, "markdown").decode()
    assert not list(opened(paper).element.iter(qn("w:hyperlink")))


def hostile_paper(text: str) -> Paper:
    many = (Title(text), Heading(1, text), Paragraph(text), Note(text), Items([text]), Picture(text))
    return Paper(text, [*many, Table([text, "b"], [[text, [Span(text, to_complete=True)]]], text)], text, DAY, text)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_words_are_words(text: str) -> None:
    paper = hostile_paper(text)
    told = [" ".join(line.split()) for line in lines(text) if line.strip()]
    assert all(line in " ".join(words_of(opened(paper))) for line in told)
    made = page(paper)
    assert not made.find_all("script")
    assert len(made.find_all("table")) == len(made.find_all("h1")) == len(made.find_all("li")) == 1
    assert all(line in " ".join(made.get_text(" ").split()) or "שלום" in line for line in told)
    tokens = MarkdownIt("commonmark").enable("table").parse(write(paper, "markdown").decode())
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == 2
    assert kinds.count("table_open") == kinds.count("bullet_list_open") == kinds.count("blockquote_open") == 1
    assert not {"html_block", "fence", "hr", "ordered_list_open"} & set(kinds)
    inline = [child for token in tokens for child in token.children or () if child.content != "<br>"]
    assert not {"html_inline", "link_open", "code_inline"} & {child.type for child in inline}


TEXT = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(HOSTILE[:-1])


@settings(max_examples=settings().max_examples // 2)
@given(TEXT.filter(lambda text: bool(flat(text))))
def test_any_words_are_read_back_from_each_form(text: str) -> None:
    paper = a_paper(Heading(1, "Head"), Paragraph(f"begin {text} end"), Table(["a", "b"], [["c", f"begin {text} end"]]))
    told = squeezed(flat(f"begin {text} end"))
    assert [squeezed(one) for one in words_of(opened(paper))].count(told) == 2
    assert squeezed(page(paper).get_text()).count(told) == 2
    html = MarkdownIt("commonmark").enable("table").render(write(paper, "markdown").decode())
    assert squeezed(BeautifulSoup(html, "html.parser").get_text()).count(told) == 2


def squeezed(text: str) -> str:
    """Without blanks of any kind."""
    return "".join(text.split())


def test_words_from_right_to_left_are_marked() -> None:
    paper = a_paper(Paragraph("שלום עולם"), Paragraph("see שלום here"))
    first, second, *_ = opened(paper).paragraphs
    assert first._p.pPr.find(qn("w:bidi")) is not None
    assert second._p.pPr.find(qn("w:bidi")) is None
    assert [texts(one).strip() for one in second._p.iter(qn("w:r")) if one.find(f".//{qn('w:rtl')}") is not None] == [
        "שלום"
    ]
    assert [one.get("dir") for one in page(paper).find_all("p")[:2]] == ["rtl", None]


def base(change: Any = None) -> bytes:
    document = docx.Document()
    document.add_heading("Old text", 1)
    document.sections[0].header.paragraphs[0].text = "The trust's own head"
    if change:
        change(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_trusts_own_word_file_gives_the_styles_and_the_head() -> None:
    def red(document: Any) -> None:
        document.styles["Heading 1"].font.name = "Georgia"

    document = opened(WHOLE, base(red))
    assert "Old text" not in words_of(document)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].header.paragraphs[0].text == "The trust's own head"
    assert "Part one" in [one.text for one in document.paragraphs if one.style.name == "Heading 1"]


def test_a_base_without_the_styles_is_no_trouble() -> None:
    def bare(document: Any) -> None:
        for style in list(document.styles):
            if style.name in ("List Bullet", "List Number", "Caption", "Title", "Heading 3"):
                style.delete()

        part = document.part
        for id_, one in list(part.rels.items()):
            if one.reltype.endswith("/numbering"):
                part.rels.pop(id_)

    for document in (opened(WHOLE, base(bare)), opened(WHOLE, base(without_lists))):
        assert set(words_of(opened(WHOLE))) <= set(words_of(document)) | {"Foot"}
        styles = [one.style.name for one in document.paragraphs]
        assert {"Title", "Heading 1", "List Bullet", "List Number", "Note", "Caption"} <= set(styles)
        numbered = document.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        form = document.part.numbering_part.element.num_having_numId(int(numbered)).abstractNumId.val
        assert f'w:abstractNumId="{form}"' in document.part.numbering_part.blob.decode()
        assert "To complete" in {style.name for style in document.styles}


def without_lists(document: Any) -> None:
    for name in ("List Bullet", "List Number", "Heading 1"):
        document.styles[name].delete()


def test_a_word_template_is_taken_as_a_base() -> None:
    made = BytesIO()
    with ZipFile(BytesIO(base())) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"document.main+xml", b"template.main+xml"))
    assert "Part one" in words_of(opened(WHOLE, made.getvalue()))


@pytest.mark.parametrize("data", [b"", b"no zip", base()[:500]])
def test_what_is_no_word_file_is_no_base(data: bytes) -> None:
    with pytest.raises(BadBase, match="no Word file"):
        write(WHOLE, "word", data)


def changed(name: str, change: Callable[[bytes], bytes], data: bytes = b"") -> bytes:
    """The base with one of its parts changed."""
    made = BytesIO()
    with ZipFile(BytesIO(data or base(without_lists))) as old, ZipFile(made, "w") as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/numbering.xml", rb' w:abstractNumId="\d+"', b""),
        ("word/numbering.xml", rb'w:abstractNumId="\d+"', b'w:abstractNumId="x"'),
        ("docProps/core.xml", rb"(?s).+", b"<x/>"),
    ],
)
def test_a_base_that_opens_and_is_broken_is_no_base(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises(BadBase, match="broken"):
        write(WHOLE, "word", changed(part, lambda data: re.sub(old, new, data)))


def test_a_base_without_a_page_is_no_trouble() -> None:
    bare = changed("word/document.xml", lambda data: re.sub(rb"(?s)<w:sectPr.*</w:sectPr>", b"", data))
    assert "Who?" in words_of(opened(WHOLE, bare))


def test_macros_and_a_template_from_elsewhere_are_not_handed_on() -> None:
    def acting(document: Any) -> None:
        kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        document.part.relate_to(Part(PackURI("/word/vbaProject.bin"), "application/x", b"macro"), kind)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        settings = document.part._settings_part
        id_ = settings.relate_to("http://elsewhere.example/a.dotm", kind, is_external=True)
        settings.element.append(element("attachedTemplate", id=id_))

    given = base(acting)
    with ZipFile(BytesIO(given)) as acts, ZipFile(BytesIO(write(WHOLE, "word", given))) as made:
        assert "word/vbaProject.bin" in acts.namelist()
        assert "word/vbaProject.bin" not in made.namelist()
        whole = b"".join(map(made.read, made.namelist()))
        assert not re.search(rb"vbaProject|attachedTemplate|elsewhere", whole)


def test_a_base_that_unpacks_without_end_is_refused() -> None:
    made = BytesIO(base())
    with ZipFile(made, "a", ZIP_DEFLATED) as file:
        file.writestr("word/media/large.bin", bytes(50_000_000))
    with pytest.raises(BadBase, match="too large"):
        write(WHOLE, "word", made.getvalue())


@pytest.mark.parametrize("year", [1, 1979, 2107, 2108, 9999])
def test_a_word_file_is_made_on_any_day(year: int) -> None:
    with ZipFile(BytesIO(write(WHOLE._replace(made=dt.date(year, 12, 31)), "word"))) as made:
        assert {one.date_time[0] for one in made.infolist()} == {min(max(year, 1980), 2107)}


def test_our_own_readers_read_what_was_written() -> None:
    for blocks in (word_blocks(write(WHOLE, "word")), markdown_blocks(write(WHOLE, "markdown").decode())):
        read = " ".join(one.text for one in blocks)
        assert all(word in read for word in ("A paper", "Part one", "second"))


def test_libreoffice_opens_it_and_shows_every_word(tmp_path: Path) -> None:
    rest = [text for text in HOSTILE if text.isprintable() and "\u05e9" not in text]
    files = {"whole": WHOLE, "hostile": a_paper(*(Paragraph(text) for text in rest))}
    for name, paper in files.items():
        (tmp_path / f"{name}.docx").write_bytes(write(paper, "word"))
    made = as_pdf([tmp_path / f"{name}.docx" for name in files], tmp_path)
    for paper, pdf in zip(files.values(), made, strict=True):
        shown = squeezed(pdf_text(pdf))
        assert [text for text in words_of(opened(paper)) if squeezed(text) not in shown] == []
