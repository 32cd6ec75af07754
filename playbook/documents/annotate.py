"""Remarks written into a copy of a Word document, as comments on the words that they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from playbook.documents.blocks import Unreadable
from playbook.documents.tidy import tidy
from playbook.documents.word import read_styles
from playbook.documents.word_comments import CommentedFile, referring
from playbook.documents.word_package import Package, in_plain_words
from playbook.documents.word_runs import run_from, run_to
from playbook.documents.word_text import Inline, Piece
from playbook.documents.word_xml import TEXT_BOX, P, W
from playbook.documents.xml_edit import Node

if TYPE_CHECKING:
    from playbook.documents.word_styles import Styles

AUTHOR = "Board CIO Playbook"
INITIALS = "BCP"
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFUSED = (
    "Comments cannot be written into this kind of Word file",
    "Open it in Word, save it as an ordinary Word document (.docx), and give the new file.",
)


class Remark(NamedTuple):
    """What to say (`text`) of some words in the paragraph that a block's `anchor` names; "": of all of it."""

    anchor: int
    words: str
    text: str


def annotated(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """A copy of a .docx file in which each remark is a comment; all else stays.

    Words that are not found are taken as the whole paragraph, and a paragraph that is not in the body as the first
    that holds text. Raises Unreadable as `word_blocks` does.
    """
    with in_plain_words():
        package = Package(data)
        package.check()
        styles = read_styles(package)
        for part in ("[content_types].xml", next(package.parts("comments"), "")):
            package.children(part)
    try:
        file = CommentedFile(data, package)
        copy = _Copy(file, styles)
        for remark in remarks:
            copy.add(remark)
        return file.saved()
    except Exception:  # a file that is built in another way makes this raise nearly anything
        raise Unreadable(*_REFUSED) from None


class _Mark(NamedTuple):
    """What marks a comment's place in the text."""

    start: Any
    end: Any
    reference: Any


class _Copy:
    """The document that is written into. Its paragraphs are counted as in the file, whatever is added."""

    def __init__(self, file: CommentedFile, styles: Styles) -> None:
        self._file = file
        self._styles = styles
        self._paragraphs: list[Any] = list(file.root.iter(P)) or [file.paragraph()]
        self._first = next(filter(self._has_text, self._paragraphs), self._paragraphs[0])

    def add(self, remark: Remark) -> None:
        is_known = 0 < remark.anchor <= len(self._paragraphs)
        paragraph = _outside_boxes(self._paragraphs[remark.anchor - 1] if is_known else self._first)
        pieces = Inline(paragraph, self._styles).pieces
        place = _place(pieces, remark.words)
        mark = self._comment(remark.text)
        if place is None:
            _mark_whole(paragraph, mark)
        else:
            _mark_words(paragraph, pieces, place, mark)

    def _has_text(self, paragraph: Any) -> bool:
        return any(piece.text.strip() for piece in Inline(paragraph, self._styles).pieces)

    def _comment(self, text: str) -> _Mark:
        """A new comment, not dated: its beginning, its end and its reference, to be put into the text."""
        lines = [_NO_XML.sub("", line) for line in text.splitlines()]
        id_ = self._file.add(lines, AUTHOR, INITIALS)
        start, end = (Node(f"{W}commentRange{side}", {f"{W}id": id_}) for side in ("Start", "End"))
        return _Mark(start, end, referring(f"{W}commentReference", id=id_))


def _outside_boxes(paragraph: Any) -> Any:
    """The paragraph, or the one that holds the text box that it stands in: Word knows no comments in text boxes."""
    boxes = [above for above in paragraph.all_above() if above.tag == TEXT_BOX]
    holders = [above for box in boxes[-1:] for above in box.all_above() if above.tag == P]
    return holders[0] if holders else paragraph


def _place(pieces: list[Piece], words: str) -> tuple[int, int] | None:
    """Where the words begin and end in the text of the pieces; as whole words if they can be found so."""
    sought = re.escape(tidy(words))
    text, origins = _tidied("".join(piece.text for piece in pieces))
    if not sought:
        return None
    for pattern in (rf"(?<!\w){sought}(?!\w)", sought, f"(?i:{sought})"):
        if match := re.search(pattern, text):
            return origins[match.start()], origins[match.end() - 1] + 1
    return None


def _tidied(raw: str) -> tuple[str, list[int]]:
    """The text as `tidy` makes it, and where each of its characters comes from."""
    signs: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(raw):
        for sign in _tidy_char(char):
            if sign != " " or signs[-1:] != [" "]:
                signs.append(sign)
                origins.append(at)
    return "".join(signs), origins


@cache
def _tidy_char(char: str) -> str:
    return tidy(f"a{char}a")[1:-1]


def _mark_whole(paragraph: Any, mark: _Mark) -> None:
    start, end, reference = mark
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.extend((end, reference))


def _mark_words(paragraph: Any, pieces: list[Piece], place: tuple[int, int], mark: _Mark) -> None:
    """Put the marks around the text of `place`; the end comes first, so that places stay right."""
    (first, last), (start, end, reference) = place, mark
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    at = next(n for n in reversed(range(len(pieces))) if starts[n] < last)
    run = run_to(pieces[at], last - starts[at], paragraph)
    run.add_next(reference)
    run.add_next(end)
    at = next(n for n in reversed(range(len(pieces))) if starts[n] <= first)
    run_from(pieces[at], first - starts[at], paragraph).add_previous(start)
