"""A file → the blocks in it, by whichever reader can read what it holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from playbook.documents.blocks import Block, Unreadable
from playbook.documents.decode import decoded
from playbook.documents.sniff import kind_of

MAX_BYTES = 50_000_000
MAX_TEXT_BYTES = 10_000_000
_RIGHT_FILE = "Is it the right file?"
_CHECK_SAVED = "Save it again in another format, such as .docx, and try that one."
_CHECK = "Check the name and that you may open it."


def read_blocks(path: str) -> tuple[str, list[Block]]:
    """What the file is ("word", "pdf", "html", "markdown" or "text") and its blocks.

    Raises Unreadable with what is wrong, without the file's name.
    """
    return blocks_of(path, _read(path))


def blocks_of(name: str, data: bytes) -> tuple[str, list[Block]]:
    """The same from the bytes of a file; its name counts only where they do not tell what it is."""
    if not data:
        raise Unreadable("is empty", "Save the document again, or choose another file.")
    check_size(len(data), MAX_BYTES)
    try:
        kind = kind_of(name, data)
        blocks = _blocks(kind, data)
    except Unreadable:
        raise
    except Exception:
        raise Unreadable("cannot be read, for a reason that nobody has met yet", _CHECK_SAVED) from None
    if not _has_text(blocks):
        raise Unreadable("holds no text", _RIGHT_FILE)
    return kind, blocks


def _blocks(kind: str, data: bytes) -> list[Block]:
    if kind == "word":
        from playbook.documents.word import word_blocks

        return word_blocks(data)
    if kind == "pdf":
        from playbook.documents.apart import apart
        from playbook.documents.pdf import pdf_blocks

        return apart(pdf_blocks, data)
    check_size(len(data), MAX_TEXT_BYTES)
    return _text_blocks(kind, decoded(data))


def _text_blocks(kind: str, text: str) -> list[Block]:
    if kind == "html":
        from playbook.documents.html import html_blocks

        return html_blocks(text)
    if kind == "markdown":
        from playbook.documents.markdown import markdown_blocks

        return markdown_blocks(text)
    from playbook.documents.text import text_blocks

    return text_blocks(text)


def _read(path: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("is a folder", "Name the file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("is a device or a pipe, and no file", "Save what comes out of it in a file first.")
        check_size(status.st_size, MAX_BYTES)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("does not exist", "Check the name and the folder.") from None
    except PermissionError:
        raise Unreadable("may not be opened by you", "Ask its owner, or copy it to a folder of your own.") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}", _CHECK) from None
    except ValueError:
        raise Unreadable("is not a file name", "Check the name.") from None


def check_size(size: int, most: int) -> None:
    """Raises Unreadable where a file is larger than `most` bytes."""
    if size > most:
        raise Unreadable(f"is too large: {size:,} bytes; the most is {most:,}", _RIGHT_FILE)


def _has_text(blocks: Iterable[Block]) -> bool:
    """Nested tables are looked into without recursion, since they may be deep."""
    rest = list(blocks)
    while rest:
        block = rest.pop()
        if block.text:
            return True
        for cell in block.cells:
            rest += cell
    return False
