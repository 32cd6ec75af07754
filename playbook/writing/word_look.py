"""The look of a Word file that is not built on a trust's own: styles, page, and the page's number at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook.writing.clean import line
from playbook.writing.look import COLOUR, FONT, INK, MARK, PALE
from playbook.writing.word_words import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

_HEADINGS = {
    "Title": (24, 0, 14),
    "Heading 1": (16, 22, 6),
    "Heading 2": (13, 16, 4),
    "Heading 3": (11.5, 12, 3),
    "Heading 4": (11, 10, 2),
}
"""Size, room above and room below, in points."""
_OWN = ("Note", "Table text", "Table heading", "After table")


def dress(document: Document, footer: str) -> None:
    """Give python-docx's empty document the playbook's look."""
    from docx.enum.style import WD_STYLE_TYPE

    _set_page(document)
    for name in _OWN:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _set_text(document)
    _set_headings(document)
    _set_tables(document)
    _set_marks(document)
    _set_footer(document, line(footer))
    _set_mode(document)


def _set_page(document: Document) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _style(document: Document, name: str, size: float, above: float, below: float) -> ParagraphStyle:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[name]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), FONT)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(COLOUR if name in _HEADINGS or name == "Caption" else INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    made: ParagraphStyle = style
    return made


def _set_text(document: Document) -> None:
    from docx.shared import Cm

    normal = _style(document, "Normal", 11, 0, 8)
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    for name in ("List Bullet", "List Number"):
        _style(document, name, 11, 0, 4).paragraph_format.line_spacing = 1.2
    note: Any = _style(document, "Note", 11, 6, 12)
    sides = (element(side, val="single", sz="6", space="6", color=PALE) for side in ("top", "bottom", "right"))
    top, bottom, right = sides
    bar = element("left", val="single", sz="24", space="8", color=COLOUR)
    about = note.element.get_or_add_pPr()
    about.insert(0, element("shd", val="clear", color="auto", fill=PALE))
    about.insert(0, element("pBdr", top, bar, bottom, right))
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Cm(0.35)


def _set_headings(document: Document) -> None:
    from docx.oxml.ns import qn

    for name, (size, above, below) in _HEADINGS.items():
        style: Any = _style(document, name, size, above, below)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.keep_with_next = True
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)


def _set_tables(document: Document) -> None:
    _style(document, "Table text", 10, 0, 0).paragraph_format.line_spacing = 1.1
    heading = _style(document, "Table heading", 10, 0, 0)
    heading.font.bold = True
    _style(document, "After table", 6, 0, 6)
    caption = _style(document, "Caption", 10, 10, 5)
    caption.font.bold = True
    caption.paragraph_format.keep_with_next = True


def _set_marks(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    mark: Any = document.styles.add_style("To complete", WD_STYLE_TYPE.CHARACTER)
    mark.element.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=MARK))
    link: Any = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(COLOUR)
    link.font.underline = True


def _set_footer(document: Document, footer: str) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Length

    section = document.sections[0]
    width = (section.page_width or 0) - 2 * (section.left_margin or 0)
    stops = _style(document, "Footer", 9, 0, 0).paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Length(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{footer}\tPage ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    shown = element("r", element("t"))
    shown[0].text = "1"
    paragraph._p.append(element("fldSimple", shown, instr=f" {name} "))


def _set_mode(document: Document) -> None:
    """Say that the file is of today's Word: without this, Word opens it in the mode of an older one."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), "en-GB")
