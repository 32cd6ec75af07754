"""The styles that a trust's own Word file lacks, lent to it: Word keeps in a file those alone that were used in it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from playbook.writing.word_look import dress

if TYPE_CHECKING:
    from docx.document import Document

_NEEDED = (
    *("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number", "Caption"),
    *("Note", "Table text", "Table heading", "After table", "To complete", "Hyperlink"),
)
_OF_OTHERS = ("link", "next", "rsid", "rFonts")


def lend_styles(document: Document) -> None:
    """Add each style that papers need and the document has not, in the document's own typeface."""
    there = {style.name for style in document.styles}
    missing = [name for name in _NEEDED if name not in there]
    if not missing:
        return
    import docx

    lender = docx.Document()
    dress(lender, "")
    for name in missing:
        document.styles.element.append(_lent(name, lender, document))


def _lent(name: str, lender: Document, document: Document) -> Any:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    style: Any = deepcopy(lender.styles[name].element)
    for part in [one for of in _OF_OTHERS for one in style.iter(qn(f"w:{of}"))]:
        part.getparent().remove(part)
    based = style.find(qn("w:basedOn"))
    ordinary = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if based is not None and ordinary is not None and style.type == WD_STYLE_TYPE.PARAGRAPH:
        based.set(qn("w:val"), ordinary.style_id)
    elif based is not None:
        style.remove(based)
    number = style.find(f".//{qn('w:numId')}")
    if number is not None:
        number.set(qn("w:val"), _lent_number(int(number.get(qn("w:val"))), lender, document))
    return style


def _lent_number(number: int, lender: Document, document: Document) -> str:
    """The id, in the document, of a form of counting or of bullets that the lender has."""
    from docx.oxml.ns import qn

    given = lender.part.numbering_part.element
    wanted = given.num_having_numId(number).abstractNumId.val
    numbering = _numbering(document)
    forms = numbering.findall(qn("w:abstractNum"))
    id_ = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in forms), default=0)
    form = next(
        deepcopy(one) for one in given.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(wanted)
    )
    form.set(qn("w:abstractNumId"), str(id_))
    for one in list(form.iter(qn("w:pStyle"), qn("w:nsid"))):
        one.getparent().remove(one)
    if (first := numbering.find(qn("w:num"))) is None:
        numbering.append(form)
    else:
        first.addprevious(form)
    return str(numbering.add_num(id_).numId)


def _numbering(document: Document) -> Any:
    """The document's forms of counting; an empty set is made where it has none, which python-docx cannot."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    from playbook.writing.word_words import element

    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element("numbering"), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part.element
