"""What is read from a Word file, and what is said of files that are none."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import cell, para, part, run, table, word, word_parts, zipped

from playbook.documents.blocks import Block, Kind, Unreadable
from playbook.documents.word import word_blocks

BOLD = "<w:b/>"
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
BREAK = "<w:r><w:br/></w:r>"
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"


def said(body: str, **others: str) -> list[tuple[str, str]]:
    """The kind and the text of each block; a row as its cells, with their texts."""
    return [_said(block) for block in word_blocks(word(body, **others))]


def _said(block: Block) -> tuple[str, str]:
    cells = " | ".join("; ".join(_said(inside)[1] for inside in one) for one in block.cells)
    return block.kind.value, f"[{cells}]" if block.kind is Kind.ROW else block.text


def texts(body: str, **others: str) -> list[str]:
    return [text for _, text in said(body, **others)]


def style(id_: str, name: str, inside: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{based}{inside}</w:style>'


def styled(text: str, id_: str) -> str:
    return para(text, f'<w:pStyle w:val="{id_}"/>')


def test_paragraphs_come_in_their_order_with_their_numbers() -> None:
    body = para("One") + para("") + table(cell("Two") + cell("Three")) + para("Four")
    blocks = word_blocks(word(body))
    assert [(block.kind, block.text, block.anchor) for block in blocks] == [
        (Kind.PARAGRAPH, "One", 1),
        (Kind.ROW, "", 3),
        (Kind.PARAGRAPH, "Four", 5),
    ]
    assert [one[0].anchor for one in blocks[1].cells] == [3, 4]


def test_an_empty_document_has_no_blocks() -> None:
    assert word_blocks(word("")) == []
    assert word_blocks(word(para("") + para(run("  ")))) == []


def test_a_file_of_python_docx_is_read() -> None:
    document = docx.Document()
    document.add_heading("Chief Digital Officer", 0)
    document.add_heading("About Aldermoor", 2)
    document.add_paragraph("We are a trust.")
    document.add_paragraph("Lead", style="List Bullet")
    made = BytesIO()
    document.save(made)
    blocks = word_blocks(made.getvalue())
    assert [(block.kind.value, block.text, block.level) for block in blocks] == [
        ("heading", "Chief Digital Officer", 1),
        ("heading", "About Aldermoor", 2),
        ("paragraph", "We are a trust.", 0),
        ("item", "Lead", 0),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    gone = "<w:r><w:delText>gone</w:delText></w:r><w:r><w:t>gone</w:t></w:r>"
    body = para(f"{run('We ')}<w:ins>{run('will ')}</w:ins><w:del>{gone}</w:del><w:moveTo>{run('go')}</w:moveTo>")
    assert texts(body + para(f"<w:moveFrom>{run('go')}</w:moveFrom>")) == ["We will go"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>"])
def test_a_deleted_paragraph_mark_joins_two_paragraphs(mark: str) -> None:
    body = para("The chief ", f"<w:rPr>{mark}</w:rPr>") + para("officer") + para("Next")
    assert [(block.text, block.anchor) for block in word_blocks(word(body))] == [("The chief officer", 1), ("Next", 3)]


def test_a_deleted_paragraph_mark_does_not_join_a_table() -> None:
    body = para("Before", "<w:rPr><w:del/></w:rPr>") + table(cell("Inside"))
    assert texts(body) == ["Before", "[Inside]"]


def test_deleted_rows_are_gone() -> None:
    assert texts(table(cell("Stays"), f"<w:trPr><w:del/></w:trPr>{cell('Gone')}")) == ["[Stays]"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = BOX.format(para("In the box"))
    both = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
    both += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    blocks = word_blocks(word(para(run("Before ") + both + run("and on")) + para("After")))
    assert [(block.text, block.anchor) for block in blocks] == [("Before and on", 1), ("In the box", 2), ("After", 4)]


def test_content_controls_are_looked_through_at_each_level() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(cell('C'))}{cell(control(para('D')))}</w:tr>"
    body = control(para("A")) + para(control(run("B"))) + f"<w:tbl>{control(row)}</w:tbl>"
    assert texts(body) == ["A", "B", "[C | D]"]


def test_merged_cells_keep_the_columns() -> None:
    wide, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (cell("A", wide) + cell("B"), cell("C", down) + cell("D") + cell("E"), cell("c", "<w:vMerge/>") + cell("F"))
    left_out = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("G")}'
    assert texts(table(*rows, left_out)) == ["[A |  | B]", "[C | D | E]", "[ | F]", "[ | G]"]


def test_no_number_of_columns_is_believed() -> None:
    assert len(word_blocks(word(table(cell("A", '<w:gridSpan w:val="99999999"/>'))))[0].cells) <= 63


def test_each_table_begins_with_level_1_and_nested_tables_are_inside_cells() -> None:
    inner = table(cell("I"), cell("J"))
    rows = word_blocks(word(table(cell(""), cell("A"), cell(para("B") + inner)) + para("") + table(cell("C"))))
    assert [row.level for row in rows] == [1, 0, 1]
    assert [(block.kind, block.level) for block in rows[1].cells[0]] == [
        (Kind.PARAGRAPH, 0),
        (Kind.ROW, 1),
        (Kind.ROW, 0),
    ]


def test_bullets_in_a_cell_are_blocks_of_the_cell() -> None:
    (row,) = word_blocks(word(table(cell(para("Lead", NUMBERED) + para("• Serve") + para("Own")))))
    assert [(block.kind.value, block.text) for block in row.cells[0]] == [
        ("item", "Lead"),
        ("item", "Serve"),
        ("paragraph", "Own"),
    ]


STYLES = (
    style("berschrift2", "heading 2")
    + style("Ours", "Our heading", based_on="berschrift2")
    + style("Deep", "Deep", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>')
    + style("Not", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "berschrift2")
    + style("Titel", "Title")
    + style("Dots", "Dots", f"<w:pPr>{NUMBERED}</w:pPr>")
    + style("Thick", "Thick", f"<w:rPr>{BOLD}</w:rPr>")
    + style("Round", "Round", based_on="Trip")
    + style("Trip", "Trip", based_on="Round")
)


@pytest.mark.parametrize(
    ("id_", "kind", "level"),
    [
        ("berschrift2", Kind.HEADING, 2),
        ("Ours", Kind.HEADING, 2),
        ("Deep", Kind.HEADING, 4),
        ("Titel", Kind.HEADING, 1),
        ("Heading3", Kind.HEADING, 3),
        ("Thick", Kind.HEADING, 0),
        ("Not", Kind.PARAGRAPH, 0),
        ("Round", Kind.PARAGRAPH, 0),
        ("Unknown", Kind.PARAGRAPH, 0),
        ("Dots", Kind.ITEM, 0),
    ],
)
def test_styles_say_what_a_paragraph_is(id_: str, kind: Kind, level: int) -> None:
    (block,) = word_blocks(word(styled("The post", id_), styles=STYLES))
    assert (block.kind, block.level) == (kind, level)


def test_a_paragraph_overrides_its_style() -> None:
    none = '<w:pStyle w:val="Dots"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    level = '<w:outlineLvl w:val="1"/>'
    assert said(para("A post", none) + para("Pay", level), styles=STYLES) == [
        ("paragraph", "A post"),
        ("heading", "Pay"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        (para(run("About the trust", BOLD)), "heading"),
        (para(run("About the trust", '<w:b w:val="0"/>')), "paragraph"),
        (para(run("About ", BOLD) + run(" ") + run("us", BOLD)), "heading"),
        (para(run("Pay:", BOLD) + run(" £100")), "paragraph"),
        (para(run("You lead.", BOLD)), "paragraph"),
        (para(run("one two three four five six seven eight nine ten eleven twelve", BOLD)), "heading"),
        (para(run("one two three four five six seven eight nine ten eleven twelve 13", BOLD)), "paragraph"),
        (para(run("About us", BOLD), NUMBERED), "item"),
        (para("PERSON SPECIFICATION"), "heading"),
        (para(run("Person specification", "<w:caps/>")), "heading"),
        (para("CIO of the trust"), "paragraph"),
        (para("2026"), "paragraph"),
    ],
)
def test_headings_by_their_look(paragraph: str, kind: str) -> None:
    assert [one for one, _ in said(paragraph)] == [kind]
    assert word_blocks(word(paragraph))[0].level == 0


def test_a_bold_line_in_a_cell_is_no_heading() -> None:
    (row,) = word_blocks(word(table(cell(para(run("Essential", BOLD))))))
    assert row.cells[0][0].kind is Kind.PARAGRAPH


@pytest.mark.parametrize("typed", ["• Lead", "- Lead", "– Lead", "·Lead", "\uf0b7 Lead", "o\tLead", "* Lead"])
def test_bullets_typed_by_hand_make_items(typed: str) -> None:
    assert said(para(typed)) == [("item", "Lead")]


@pytest.mark.parametrize("typed", ["-5 degrees", "o Lead", "-", "*note"])
def test_what_is_no_bullet_stays(typed: str) -> None:
    assert said(para(typed)) == [("paragraph", typed)]


def test_lines_broken_by_hand() -> None:
    assert texts(para(run("Chief") + BREAK + run("officer"))) == ["Chief officer"]
    assert texts(para(run("You:") + BREAK + run("• lead") + BREAK + run("• serve"))) == ["You:", "lead", "serve"]
    assert texts(para(BREAK.join(map(run, ("Lead", "Serve", "Own"))))) == ["Lead", "Serve", "Own"]
    assert texts(para(BREAK.join(map(run, ("We lead the", "whole trust and", "serve."))))) == [
        "We lead the whole trust and serve."
    ]
    assert said(para(run("About us", BOLD) + BREAK + run("We are one."))) == [
        ("heading", "About us"),
        ("paragraph", "We are one."),
    ]
    assert texts(para(run("One") + BREAK + BREAK + run("two"))) == ["One", "two"]


def test_signs_inside_a_run() -> None:
    inside = "<w:t>co</w:t><w:noBreakHyphen/><w:t>opt</w:t><w:tab/><w:t>elec</w:t><w:softHyphen/><w:t>ted</w:t>"
    assert texts(para(f"<w:r>{inside}<w:cr/><w:t>once</w:t></w:r>")) == ["co-opt elected once"]


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "✓"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>', "✓"),
        (run("\uf0fc"), "✓"),
        (run("✓"), "✓"),
        (run("ü"), "ü"),
    ],
)
def test_ticks(content: str, sign: str) -> None:
    assert texts(para(content)) == [sign]


def test_a_symbol_that_is_not_known_is_nothing() -> None:
    assert texts(para(run("A") + '<w:r><w:sym w:font="Odd" w:char="zz"/><w:sym/></w:r>' + run("B"))) == ["AB"]


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inside = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return char("begin") + inside + char("separate") + result + char("end")


def test_of_fields_the_result_is_read() -> None:
    assert texts(para(run("See ") + field(" REF x ", run("Pay")) + run("."))) == ["See Pay."]
    nested = field(" IF ", run("A") + field(" PAGE ", run("7")))
    assert texts(para(run("So ") + nested + run(" on"))) == ["So A on"]
    assert texts(para('<w:fldSimple w:instr="DATE">' + run("May") + "</w:fldSimple>")) == ["May"]


def test_a_field_that_never_ends_hides_no_other_paragraph() -> None:
    assert texts(para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("lost")) + para("Kept")) == ["Kept"]


def test_hidden_text_is_dropped_and_links_are_kept() -> None:
    link = f'<w:hyperlink r:id="r9">{run("the site")}</w:hyperlink>'
    assert texts(para(run("See ") + run("secret ", "<w:vanish/>") + link)) == ["See the site"]
    hidden = style("Hid", "Hid", "<w:rPr><w:vanish/></w:rPr>")
    assert texts(styled("Secret", "Hid") + para("Open"), styles=hidden) == ["Open"]


def test_headers_and_footers_come_once_at_the_end_without_page_numbers() -> None:
    pages = para(run("Page ") + field("PAGE", run("1")) + run(" of ") + field("NUMPAGES", run("9")))
    header = para("Aldermoor Trust") + para("CHIEF DIGITAL OFFICER") + table(cell("Aldermoor trust"))
    blocks = word_blocks(word(para("Chief Digital Officer"), header=header, footer=pages + para("Ref 12")))
    assert [(block.kind.value, block.text, block.anchor) for block in blocks] == [
        ("paragraph", "Chief Digital Officer", 1),
        ("paragraph", "Aldermoor Trust", 0),
        ("paragraph", "Ref 12", 0),
    ]


def test_the_strict_format_is_read() -> None:
    parts = word_parts(styled("The post", "x"), styles=style("x", "heading 3"))
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = zipped({name: content.replace(usual, strict) for name, content in parts.items()})
    assert [(block.text, block.level) for block in word_blocks(data)] == [("The post", 3)]


def test_utf_16_is_read() -> None:
    parts = {name: content.encode() for name, content in word_parts("").items()}
    parts["word/document.xml"] = (
        word_parts(para("Naïve"))["word/document.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    )
    assert [block.text for block in word_blocks(zipped(parts))] == ["Naïve"]


def with_part(name: str, content: str | bytes) -> bytes:
    parts = {other: text.encode() for other, text in word_parts(para("A post")).items()}
    parts[name] = content if isinstance(content, bytes) else content.encode()
    return zipped(parts)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Dear all", "not a Word document"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "rtf"),
        (OLE, "old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
        (word(para("A post"))[:-40], "damaged"),
        (with_part("word/vbaProject.bin", "x"), "macros"),
        (with_part("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"Index/Document.iwa": "x"}), "Pages"),
        (zipped({"xl/workbook.xml": "x"}), "Excel"),
        (zipped({"ppt/presentation.xml": "x"}), "PowerPoint"),
        (zipped({"notes.txt": "x"}), "no Word document"),
        (with_part("_rels/.rels", '<Relationships xmlns="x"/>'), "no Word document"),
        (with_part("word/document.xml", ""), "damaged"),
        (with_part("word/document.xml", part("document", "<w:body>")[:-9]), "damaged"),
        (with_part("word/document.xml", "<html/>"), "no Word document"),
        (with_part("word/document.xml", b'<?xml version="1.0" encoding="ebcdic-odd"?><a/>'), "damaged"),
        (with_part("word/document.xml", f'<?xml version="1.0"?>{ENTITY}<x>&b;</x>'), "document type"),
        (
            with_part("word/document.xml", part("document", f"<w:body>{'<w:p>' * 300}{'</w:p>' * 300}</w:body>")),
            "built",
        ),
        (with_part("word/document.xml", b" " * 50_000_001), "50 MB"),
    ],
)
def test_what_is_no_word_document_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as raised:
        word_blocks(data)
    assert words in raised.value.message
    assert raised.value.hint.endswith((".", "?"))


def test_a_damaged_part_is_refused() -> None:
    data = word(para("A post" * 50))
    at = data.index(b"word/document.xml") + 40
    with pytest.raises(Unreadable):
        word_blocks(data[:at] + bytes(byte ^ 255 for byte in data[at : at + 20]) + data[at + 20 :])


@given(st.integers(min_value=0, max_value=2000), st.binary(min_size=1, max_size=30))
def test_whatever_the_file_holds_nothing_else_is_raised(at: int, noise: bytes) -> None:
    data = word(para("A post") + table(cell("B")), styles=STYLES)
    with suppress(Unreadable):
        assert all(isinstance(block, Block) for block in word_blocks(data[:at] + noise + data[at + len(noise) :]))
