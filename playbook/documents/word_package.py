"""The parts of a .docx file, which is a zip of XML; what is no such file is refused in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from playbook.documents.blocks import Unreadable
from playbook.documents.word_xml import RELATIONSHIP, children, elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 50_000_000
MOST_UNPACKED = 500_000_000
_PIECE = 1 << 14
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_AS = "Open it in Word and save it as a Word document (.docx)."
_STARTS = {
    b"%PDF": ("This is a PDF, not a Word document", "Rename it so that its name ends in .pdf, or give the Word file."),
    rb"{\rtf": ("This is a rich text file (.rtf), not a Word document", _SAVE_AS),
}
_INSIDE = {
    "word/vbaproject.bin": ("The Word file holds macros", "Save it as a Word document without macros (.docx)."),
    "index/document.iwa": ("This is a Pages document, not a Word document", "In Pages: File, Export to, Word."),
    "xl/workbook.xml": ("This is an Excel workbook, not a Word document", "Give the Word file."),
    "xl/workbook.bin": ("This is an Excel workbook, not a Word document", "Give the Word file."),
    "ppt/presentation.xml": ("This is a PowerPoint file, not a Word document", "Give the Word file."),
}
_DAMAGED = ("The Word file is damaged or cut short", "Open it in Word, save it again, and give the new file.")
_TOO_LARGE = (f"The Word file holds more than {MOST_BYTES // 1_000_000} MB of text", "Is it the right file?")
_NO_TEXT = ("The file holds no Word document", f"Is it the right file? If it is: {_SAVE_AS[0].lower()}{_SAVE_AS[1:]}")


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turns whatever a library raises over a user's file into Unreadable."""
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception:  # a broken file makes the libraries raise nearly anything
        raise Unreadable(*_DAMAGED) from None


class Package:
    """The parts of the file, by their names in small letters. Raises Unreadable where it is no .docx."""

    def __init__(self, data: bytes) -> None:
        from zipfile import ZipFile

        _refuse_other_kinds(data)
        self._zip = ZipFile(BytesIO(data))
        self._members = {plain_name(info.filename): info for info in self._zip.infolist()}
        self._left = 2 * MOST_BYTES
        self._refuse_other_packages()
        self.document = next((part for kind, part in self._related("") if kind == "officedocument"), "")
        if self.document not in self._members:
            raise Unreadable(*_NO_TEXT)
        self.related = tuple(dict.fromkeys(self._related(self.document)))

    def elements(self, part: str, depth: int) -> Iterator[Element]:
        """The part's elements at that depth, in their order; none where there is no such part."""
        return elements(self._pieces(part), depth) if part in self._members else iter(())

    def children(self, part: str) -> list[Element]:
        """The children of the root of a small part; none where there is no such part."""
        return children(self._pieces(part)) if part in self._members else []

    def parts(self, *kinds: str) -> Iterator[str]:
        """The parts that belong to the document and are of one of those kinds, such as "header"."""
        return (part for kind, part in self.related if kind in kinds and part in self._members)

    def check(self) -> None:
        """Raises Unreadable where the document cannot be read, or the whole file would unpack to far too much."""
        for _ in self.elements(self.document, 3):
            pass
        if sum(info.file_size for info in self._members.values()) > MOST_UNPACKED:
            raise Unreadable("The Word file unpacks to far more than a document holds", "Is it the right file?")

    def _pieces(self, part: str) -> Iterator[bytes]:
        info = self._members[part]
        if info.file_size > MOST_BYTES:
            raise Unreadable(*_TOO_LARGE)
        if info.compress_type not in (0, 8):  # what Word never uses may unpack to any size at once
            raise Unreadable(*_DAMAGED)
        with self._zip.open(info) as member:
            while piece := member.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise Unreadable(*_TOO_LARGE)
                yield piece

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        """The kind and the name of each part that `part` points to."""
        folder, _, name = part.rpartition("/")
        for element in self.children(f"{folder}/_rels/{name}.rels".lstrip("/")):
            if element.tag == RELATIONSHIP and element.get("TargetMode") != "External":
                kind = element.get("Type", "").rpartition("/")[2]
                yield kind.lower(), _target(folder, element.get("Target", ""))

    def _refuse_other_packages(self) -> None:
        for part, refusal in _INSIDE.items():
            if part in self._members:
                raise Unreadable(*refusal)
        if "mimetype" in self._members and b"opendocument" in b"".join(self._pieces("mimetype")):
            raise Unreadable("This is an OpenDocument file (.odt), not a Word document", _SAVE_AS)
        types = b"".join(self._pieces("[content_types].xml")) if "[content_types].xml" in self._members else b""
        if b"macroenabled" in types.lower():
            raise Unreadable(*_INSIDE["word/vbaproject.bin"])


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise Unreadable("The file is empty", "Give the file that holds the text.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(
                "The file is locked with a password", "Open it in Word and save a copy without a password."
            )
        raise Unreadable("This is an old Word file (.doc), or another old Office file", _SAVE_AS)
    for start, refusal in _STARTS.items():
        if data.startswith(start):
            raise Unreadable(*refusal)
    if not data.startswith(b"PK"):
        raise Unreadable("This is not a Word document (.docx)", _NO_TEXT[1])


def plain_name(name: str) -> str:
    """The name of a part in small letters, from the root."""
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    """The part that a relationship points to: from the root where it begins with a slash, else from the folder."""
    steps: list[str] = []
    for step in (target if target.startswith("/") else f"{folder}/{target}").replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps).lower()
