"""What a template puts into a paper: each value stands there as a mark, so that nothing in it is read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from playbook.writing.paper import Span

_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}(\\d+){_END}")


class Gap(Markup):
    """The mark of what is not known; false, so that a template can ask for it."""

    def __bool__(self) -> bool:
        return False


class Values:
    """The values of one paper, each behind its mark."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def mark(self, value: object) -> object:
        """What stands in the text for a value; what is marked already, or made by the template itself, stays."""
        if value is None:
            return ""
        return value if isinstance(value, Markup) else Markup(self._kept(Span(str(value))))

    def gap(self, what: str) -> Gap:
        """The mark of something that is to be completed."""
        return Gap(self._kept(Span(what, to_complete=True)))

    def linked(self, address: str) -> Markup:
        """The mark of an address that is a link to itself."""
        return Markup(self._kept(Span(address, link=address)))

    def spans(self, text: str, like: Span) -> Iterator[Span]:
        """The text with its values, in spans that are bold, italic and linked like `like`."""
        for number, piece in enumerate(_MARK.split(text)):
            if number % 2:
                value = self._spans[int(piece)] if int(piece) < len(self._spans) else Span("")
                yield like._replace(text=value.text, to_complete=value.to_complete, link=value.link or like.link)
            elif piece:
                yield like._replace(text=piece)

    def _kept(self, span: Span) -> str:
        self._spans.append(span)
        return f"{_BEGIN}{len(self._spans) - 1}{_END}"


def without_marks(text: str) -> str:
    """A template's text without characters that would be taken for marks."""
    return text.replace(_BEGIN, "").replace(_END, "")
