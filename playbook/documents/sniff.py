"""What a file is, by its first bytes rather than by its name."""

from __future__ import annotations

import re
from io import BytesIO

from playbook.documents.blocks import Unreadable
from playbook.documents.decode import decoded

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_AS_DOCX = "Open it in the program that made it and save it as .docx or .pdf."
_IN_WORD = "Open it in Word and save it as .docx."
_UNPACK = "Take the document out of it first."
_SAVE_TEXT = "Save the document that is attached to it, or copy its words into a Word file."
_PICTURE = ("is a picture", "Ask for the document itself (.docx or .pdf), or type its words into a Word file.")
_SPREADSHEET = ("is a spreadsheet", "Copy its cells into a Word file and save that as .docx.")
_SLIDES = ("is a presentation", "Save it as .pdf.")
_OLD_WORD = ("is in the old Word format", _IN_WORD)
_LOCKED = (
    "is locked with a password",
    "Open it in Word, remove the password (File, Info, Protect Document), and save it.",
)
_MAIL = ("is an email", _SAVE_TEXT)
_ARCHIVE = ("is a packed file", _UNPACK)

_REFUSED_BEGINNINGS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"{\\rtf", ("is in the Rich Text Format", _IN_WORD)),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\0\0\0\x18ftyp", _PICTURE),
    (b"\0\0\0\x1cftyp", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"BZh9", _ARCHIVE),
    (b"PK\x05\x06", _ARCHIVE),
)
_OLE_PARTS = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", _OLD_WORD),
    ("__substg1.0_", _MAIL),
    ("Workbook", _SPREADSHEET),
    ("PowerPoint Document", _SLIDES),
)
_ZIP_PARTS = (
    (
        "word/vbaProject.bin",
        ("is a Word file with macros (.docm)", "Open it in Word and save it as .docx, without them."),
    ),
    ("xl/", _SPREADSHEET),
    ("ppt/", _SLIDES),
    ("content.xml", ("is in the OpenDocument format", "Open it in LibreOffice or Word and save it as .docx.")),
    ("Index/", ("is a Pages document", "Open it in Pages and export it to Word (File, Export To).")),
    ("Index.zip", ("is a Pages document", "Open it in Pages and export it to Word (File, Export To).")),
)
_XML_WORD = re.compile(rb"mso-application|schemas\.microsoft\.com/office/(?:word/2003|2006/xmlPackage)")
_HEADERS = re.compile(rb"(?:Received|Return-Path|Delivered-To|MIME-Version|X-MS-[\w-]+|Message-ID):\s", re.IGNORECASE)
_PAGE = re.compile(
    r"(?>\s*(?:<\?xml[^>]*+>|<!--.*?-->))*+\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|table|td|span|br|html|body)\b[^<>]{0,500}>", re.IGNORECASE)


def kind_of(name: str, data: bytes) -> str:
    """ "word", "pdf", "html", "markdown" or "text". Raises Unreadable with what to do about any other file."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        raise _refusal(_ole_reason(data))
    for beginning, reason in _REFUSED_BEGINNINGS:
        if data.startswith(beginning):
            raise _refusal(reason)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise _refusal(_PICTURE)
    return _text_kind(name.lower(), data)


def _refusal(reason: tuple[str, str]) -> Unreadable:
    return Unreadable(*reason)


def _zip_kind(data: bytes) -> str:
    """Word files, Excel files and others are all zip files: the names of their parts tell them apart."""
    names = _part_names(data)
    for part, reason in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            raise _refusal(reason)
    if "[Content_Types].xml" in names or any(name.startswith("word/") for name in names):
        return "word"
    raise _refusal(_ARCHIVE)


def _part_names(data: bytes) -> list[str]:
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(data)) as package:
            return package.namelist()
    except Exception:  # a damaged file raises whatever its damage leads to
        raise Unreadable("is damaged, or was not copied to its end", "Copy or download it again.") from None


def _ole_reason(data: bytes) -> tuple[str, str]:
    for part, reason in _OLE_PARTS:
        if part.encode("utf-16-le") in data:
            return reason
    return ("is in an old Office format", _AS_DOCX)


def _text_kind(name: str, data: bytes) -> str:
    head = data[:4096]
    if _XML_WORD.search(head):
        raise Unreadable("is a Word file saved as XML", _IN_WORD)
    if name.endswith((".eml", ".mht", ".mhtml")) or _HEADERS.match(head):
        raise _refusal(_MAIL)
    text = decoded(data[:40_000])
    if _PAGE.match(text) or (name.endswith((".html", ".htm", ".xhtml")) and _TAG.search(text)):
        return "html"
    return "markdown" if name.endswith((".md", ".markdown", ".mdown")) else "text"
