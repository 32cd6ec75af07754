"""A list of texts told anew in a YAML text: no comment in it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from playbook.load.nodes import Node, Scalar, Seq
from playbook.load.text import LINE_END

_COMMENT = re.compile(r"#[^\r\n]*")


class OldEntry(NamedTuple):
    """An entry as it stands: what it says, its lines, and the comments above and behind it."""

    says: str
    lines: list[str]
    comments: list[str]

    @classmethod
    def of(cls, piece: str, item: Node, at: int, end: int) -> OldEntry:
        """The entry `item` of a piece of the text that begins at `at`; what it says ends at `end`."""
        lines = LINE_END.split(piece)
        lines = lines[:-1] if not lines[-1] else lines
        above = LINE_END.split(piece[: item.start - at])[:-1]
        column = lines[len(above)][: lines[len(above)].index("-")]
        behind = _COMMENT.findall(piece[end - at :])
        said = item.text.strip() if isinstance(item, Scalar) else ""
        return cls(said, lines, [*filter(str.strip, above), *(f"{column}{comment}" for comment in behind)])


def retold(olds: Sequence[OldEntry], texts: Sequence[str], written: Callable[[str], str]) -> list[str]:
    """The lines of the list: those of an entry that stays as they were, and the comments of others above them all."""
    left = list(olds)
    lines: list[str] = []
    for text in texts:
        stays = next((one for one in left if one.says == text.strip()), None)
        if stays:
            left.remove(stays)
        lines += stays.lines if stays else [written(text)]
    return [*(comment for one in left for comment in one.comments), *lines]


def comments_in(content: str, node: Node) -> Iterator[str]:
    """The comments between the entries of a list in brackets."""
    if isinstance(node, Seq) and node.flow:
        at = node.start
        for start, end in [*((one.start, one.end) for one in node.items), (node.end, node.end)]:
            yield from _COMMENT.findall(content[at:start])
            at = end
