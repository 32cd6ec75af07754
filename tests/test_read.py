"""A file → its blocks, by what it holds rather than by its name."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.documents import read
from playbook.documents.blocks import Block, Unreadable
from playbook.documents.read import blocks_of, read_blocks

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return made.getvalue()


def ole(part: str) -> bytes:
    return OLE + part.encode("utf-16-le")


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        blocks_of(name, data)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Plain *text*", "text"),
        ("a.md", b"# Head", "markdown"),
        ("a.html", b"<p>Text", "html"),
        ("a.htm", b"no tag < at all", "text"),
        ("a.docx", b"<!-- x -->\n<!DOCTYPE html><p>Text", "html"),
        ("a.doc", b"<html><body>Text", "html"),
        ("a.docx", b"Plain text", "text"),
        ("a", "Plain text".encode("utf-16"), "text"),
    ],
)
def test_the_content_chooses_the_reader(name: str, data: bytes, kind: str) -> None:
    found, blocks = blocks_of(name, data)
    assert found == kind
    assert blocks[0].text


def test_word_and_pdf_are_known_by_their_content(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def record(kind: str, _: bytes) -> list[Block]:
        seen.append(kind)
        return []

    monkeypatch.setattr(read, "_blocks", record)
    for data in (packed("[Content_Types].xml", "word/document.xml"), b"\n%PDF-1.7 ..."):
        with pytest.raises(Unreadable, match="no text"):
            blocks_of("a.txt", data)
    assert seen == ["word", "pdf"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ole("WordDocument"), "old Word format"),
        (ole("EncryptedPackage"), "password"),
        (ole("__substg1.0_"), "email"),
        (ole("Workbook"), "spreadsheet"),
        (OLE, "old Office"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (packed("mimetype", "content.xml"), "OpenDocument"),
        (packed("Index/Document.iwa"), "Pages"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "presentation"),
        (packed("cv.docx"), "packed"),
        (packed("cv.docx")[:40], "damaged"),
        (rb"{\rtf1 text}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n\0", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"Received: from x\r\n", "email"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", "no text"),
        (b"text with \0 in it" * 9, "no text"),
        (b"", "empty"),
        (b" \n\xc2\xa0\n", "no text"),
        (b"<html><body></body></html>", "no text"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_nobody_can_read_gives_one_clear_message(data: bytes, message: str) -> None:
    assert message in refused("cv.docx", data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é café".encode("cp1252"), "é café"),
        ("é café".encode(), "é café"),
        ("é café".encode("utf-8-sig"), "é café"),
        ("é café".encode("utf-16"), "é café"),
        ("cafés au lait".encode("utf-16-le"), "cafés au lait"),
        ('<meta charset="windows-1250"><p>Łódź'.encode("cp1250"), "Łódź"),
        (b'<meta charset="punycode"><p>caf\xe9', "café"),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert [block.text for block in blocks_of("a.html", data)[1]] == [text]


def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "too large: 10,000,001 bytes" in refused("a.txt", b"x" * 10_000_001)
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(Unreadable, match="too large"):
        read_blocks(str(path))


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "é job.md"
    path.write_text("# Head", "utf-8")
    kind, blocks = read_blocks(str(path))
    assert (kind, blocks[0].text, blocks[0].level) == ("markdown", "Head", 1)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "folder"), (tmp_path / "none", "does not exist"), ("a\0b", "not a file name")):
        with pytest.raises(Unreadable, match=message):
            read_blocks(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="pipe"):
        read_blocks(str(tmp_path / "pipe"))


@given(
    st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.docx"]),
    st.sampled_from([b"", b"PK\x03\x04", OLE[:8], b"\xff\xfe", b"\xef\xbb\xbf", b"<html>", b"{\\rtf", b"\0\0"]),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
)
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(name: str, beginning: bytes, rest: bytes) -> None:
    try:
        kind, blocks = blocks_of(name, beginning + rest)
    except Unreadable:
        return
    assert kind in ("word", "pdf", "html", "markdown", "text")
    assert blocks
