"""The Word file that a paper is written into: a trust's own, or an empty one in the playbook's look."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from playbook.writing import BadBase
from playbook.writing.clean import line
from playbook.writing.paper import Paper
from playbook.writing.word_words import element

if TYPE_CHECKING:
    from docx.document import Document

_LANGUAGE = "en-GB"
_FIRST_DAY, _LAST_DAY = dt.date(1980, 1, 1), dt.date(2107, 12, 31)
"""The days that a ZIP file can tell."""
_LARGEST = 50_000_000
_ACTS = ("vbaProject", "attachedTemplate", "keyMapCustomizations", "extensibility")
"""The last words of relations to what a new paper is not to hand on."""
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


def opened(base: bytes | None, paper: Paper) -> Document:
    """The document to write into: empty, in British English, with the paper's properties. Raises BadBase."""
    import docx

    document = docx.Document() if base is None else _opened(base)
    if base is None:
        from playbook.writing.word_look import dress

        dress(document, paper.footer)
    else:
        from playbook.writing.word_lend import lend_styles

        lend_styles(document)
        _drop_what_acts(document)
    _empty(document)
    _set_language(document)
    _set_properties(document, paper)
    return document


def file_of(document: Document, paper: Paper) -> bytes:
    """The document as a file; the same paper gives the same bytes."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    day = min(max(paper.made, _FIRST_DAY), _LAST_DAY)
    with ZipFile(saved) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _opened(base: bytes) -> Document:
    import docx

    try:
        document = docx.Document(BytesIO(_as_document(base)))
        _ = document.styles.element, document.element.body.sectPr, document.core_properties
    except BadBase:
        raise
    except Exception:  # python-docx raises nearly anything over a file that it does not expect
        raise BadBase("this is no Word file that can be written into") from None
    return document


def _as_document(base: bytes) -> bytes:
    """The file as an ordinary document, where it is a template (.dotx)."""
    made = BytesIO()
    with ZipFile(BytesIO(base)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        if sum(one.file_size for one in old.infolist()) > _LARGEST:
            raise BadBase("this Word file is too large: unpacked it has more than 50 MB")
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(_TEMPLATE, _DOCUMENT) if name == "[Content_Types].xml" else data)
    return made.getvalue()


def _drop_what_acts(document: Document) -> None:
    """Leave out macros, their keys and buttons, and the template that Word would fetch from elsewhere."""
    package: Any = document.part.package
    for part in [package, *package.iter_parts()]:
        for id_ in [id_ for id_, one in part.rels.items() if one.reltype.rsplit("/", 1)[-1] in _ACTS]:
            del part.rels[id_]
    for one in list(document.settings.element):
        if one.tag.rsplit("}", 1)[-1] == "attachedTemplate":
            document.settings.element.remove(one)


def _empty(document: Document) -> None:
    body: Any = document.element.body
    for one in list(body):
        if not one.tag.endswith("}sectPr"):
            body.remove(one)


def _set_language(document: Document) -> None:
    from docx.oxml.ns import qn

    styles = document.styles.element
    for one in styles.iter(qn("w:lang")):
        one.set(qn("w:val"), _LANGUAGE)
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("lang", val=_LANGUAGE))


def _set_properties(document: Document, paper: Paper) -> None:
    about = document.core_properties
    made = dt.datetime.combine(paper.made, dt.time(), dt.UTC)
    about.title, about.author, about.last_modified_by = line(paper.title)[:255], line(paper.author)[:255], ""
    about.subject = about.keywords = about.comments = about.category = ""
    about.language = _LANGUAGE
    about.created = about.modified = made
    about.revision = 1
