"""Paragraphs and runs of a Word file, made as its own elements: that is ten times as fast as asking the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from playbook.writing.clean import by_direction, flat, link_of, runs_leftwards, shown
from playbook.writing.paper import Parts, Span, Words, spans

if TYPE_CHECKING:
    from docx.document import Document

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def element(name: str, /, *inside: Any, **attributes: str) -> Any:
    """A WordprocessingML element `w:name`; `attributes` are of the same namespace."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(inside)
    return made


class WordWords:
    """Makes the paragraphs of one document, in its styles."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._style_id = cache(self._find_style)

    def paragraph(self, words: Words, style: str, *, new_page: bool = False, stays: bool = False) -> Any:
        """A paragraph of the words in the style; on a new page, or on the page of what follows it."""
        text = flat(words)
        about = [element("pStyle", val=self._style_id(style))]
        about += [element("keepNext")] if stays else []
        about += [element("pageBreakBefore")] if new_page else []
        about += [element("bidi")] if runs_leftwards(text) else []
        return element("p", element("pPr", *about), *self._runs(words))

    def new_numbers(self) -> str:
        """The id of numbers that begin at 1 again, as the style for numbered lists has them; "" where it has none."""
        from docx.oxml.ns import qn

        style = self._document.styles.element.get_by_id(self._style_id("List Number"))
        found = style.find(f".//{qn('w:numId')}") if style is not None else None
        if found is None:
            return ""
        numbering = self._document.part.numbering_part.element
        abstract = numbering.num_having_numId(int(found.get(qn("w:val")))).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(number.numId)

    def give_number(self, paragraph: Any, number: str) -> None:
        """Let the paragraph count with those of the same number."""
        about = paragraph.pPr
        at = next((i for i, one in enumerate(about) if one.tag.endswith("}bidi")), len(about))
        about.insert(at, element("numPr", element("ilvl", val="0"), element("numId", val=number)))

    def _find_style(self, name: str) -> str:
        """Its id; where a base lacks the style, that of its ordinary paragraphs."""
        styles = {style.name: style.style_id for style in self._document.styles}
        return styles.get(name) or styles.get("Normal") or "Normal"

    def _runs(self, words: Words) -> Iterator[Any]:
        for span in spans(words):
            if sum(number for _, number in span.bar):
                yield self._bar(span.bar)
            runs = [self._run(piece, span, back) for piece, back in by_direction(shown(span))]
            if link := link_of(span):
                yield self._linked(link, runs)
            else:
                yield from runs

    def _run(self, text: str, span: Span, back: bool) -> Any:
        about = []
        if span.to_complete:
            about.append(element("rStyle", val=self._style_id("To complete")))
        elif link_of(span):
            about.append(element("rStyle", val=self._style_id("Hyperlink")))
        about += [element("b")] if span.bold else []
        about += [element("i")] if span.italic else []
        about += [element("rtl")] if back else []
        run = element("r", element("rPr", *about)) if about else element("r")
        for at, one in enumerate(text.split("\n")):
            if at:
                run.append(element("br"))
            if one:
                run.append(_text(one))
        return run

    def _bar(self, parts: Parts) -> Any:
        """A bar as a picture that says what it shows, with a line of its own."""
        from docx.shared import Cm

        from playbook.writing.bar import HEIGHT_CM, WIDTH_CM, in_words, png

        inline = self._document.part.new_pic_inline(BytesIO(png(parts)), Cm(WIDTH_CM), Cm(HEIGHT_CM))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", in_words(parts))
        inline.docPr.set("name", "Bar")
        return element("r", element("drawing", inline), element("br"))

    def _linked(self, link: str, runs: list[Any]) -> Any:
        from docx.oxml.ns import qn

        made = element("hyperlink", *runs)
        made.set(qn("r:id"), self._document.part.relate_to(link, _LINK, is_external=True))
        return made


def _text(text: str) -> Any:
    made = element("t")
    made.text = text
    if text != text.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
