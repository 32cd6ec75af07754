"""Bytes of a text → the text, in whichever encoding it was saved."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup

from playbook.documents.blocks import Unreadable

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I)
_KNOWN = re.compile(r"(?:iso-?8859-?(?:[2-9]|1[0-6])|windows-125[0-8]|cp125[0-8]|koi8-[ru]|macintosh)", re.IGNORECASE)
_LOOKED_AT = 4096
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a]")


def decoded(data: bytes) -> str:
    """Raises Unreadable where the bytes are no text."""
    text = _text(data)
    head = text[: _LOOKED_AT * 4]
    if "\0" in text or len(_CONTROL.findall(head)) * 20 > len(head):
        raise Unreadable(
            "is no text, and no format that can be read here", "Save it as .docx or .pdf, or choose another file."
        )
    return text


def _text(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data[:400].count(0) * 5 > len(data[:400]):
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_declared(data), "replace")


def _declared(data: bytes) -> str:
    """The encoding that a page in HTML names for itself, or the one that Windows in Western Europe uses."""
    found = _DECLARED.search(data, 0, _LOOKED_AT)
    name = found[1].decode("ascii", "replace") if found else ""
    try:
        return lookup(name).name if _KNOWN.fullmatch(name) else "cp1252"
    except LookupError:  # iso-8859-12 was never made
        return "cp1252"
