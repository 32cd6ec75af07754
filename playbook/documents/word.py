"""A Word document (.docx) → its blocks, as a reader sees them once all tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.documents.blocks import Block, Kind
from playbook.documents.word_package import Package, in_plain_words
from playbook.documents.word_story import Story
from playbook.documents.word_styles import Styles

_AT_THE_END = ("header", "footer", "footnotes", "endnotes")


def word_blocks(data: bytes) -> list[Block]:
    """The blocks of a .docx file in reading order; text of headers, footers and notes stands at the end.

    Raises Unreadable where the file is none, is locked, holds macros, or is damaged.
    """
    with in_plain_words():
        package = Package(data)
        styles = read_styles(package)
        body = Story(styles)
        for element in package.elements(package.document, 3):
            body.read(element)
        blocks = body.all()
        return blocks + list(_around(package, styles, blocks))


def read_styles(package: Package) -> Styles:
    """The styles of the document; none where it has none."""
    return Styles(package.children(next(package.parts("styles"), "")))


def _around(package: Package, styles: Styles, body: list[Block]) -> Iterator[Block]:
    """What headers, footers and notes say that the body does not, each once."""
    parts = list(package.parts(*_AT_THE_END))
    seen = {text.casefold() for text in _texts(body)} if parts else set()
    for part in parts:
        story = Story(styles, is_body=False)
        for element in package.elements(part, 2):
            story.read(element)
        for text in _texts(story.all()):
            if text.casefold() not in seen:
                seen.add(text.casefold())
                yield Block(Kind.PARAGRAPH, text)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.text:
            yield block.text
        for cell in block.cells:
            yield from _texts(cell)
