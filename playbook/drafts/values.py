"""What a template puts into a paper: each value stands there as a mark, so that nothing in it is read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar, cast

from jinja2 import Undefined
from markupsafe import Markup

from playbook.writing.paper import Span

_BEGIN, _END, _ZERO = "\ue000", "\ue001", 0xE010
_DIGITS = "".join(chr(_ZERO + digit) for digit in range(10))
_MARK = re.compile(f"{_BEGIN}([{_DIGITS}]+){_END}")
_OURS = re.compile(f"[{_BEGIN}{_END}{_DIGITS}]")
_SEVERAL = (list, tuple, set, frozenset, Mapping, Iterator)
_Any = TypeVar("_Any")


class Mistake(Exception):
    """Raised where a template asks for what there is not; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


class Gap(Markup):
    """The mark of what is not known; false, so that a template can ask for it, and no number."""

    def __bool__(self) -> bool:
        return False

    def __int__(self) -> NoReturn:
        raise Mistake("what is not known is no number", "Ask first whether it is told: {% if … %}")

    __float__ = __int__


class Values:
    """The values of one paper, each behind its mark."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def mark(self, value: object) -> object:
        """What stands in the text for a value; what is marked already, or made by the template itself, stays.

        Raises Mistake for what is no text, and where a mark was cut in two.
        """
        if value is None:
            return ""
        text = str(value)
        if isinstance(value, Undefined):
            return text
        if isinstance(value, _SEVERAL) or callable(value):
            _refuse_what_is_no_text(value)
        if isinstance(value, Markup):
            self.check(text)
            return value
        return Markup("".join(self._marked(text)))

    def gap(self, what: object) -> Gap:
        """The mark of something that is to be completed."""
        return Gap(self._kept(Span(self._read(str(what)), to_complete=True)))

    def linked(self, address: str) -> Markup:
        """The mark of an address that is a link to itself."""
        return Markup(self._kept(Span(address, link=address)))

    def spans(self, text: str, like: Span) -> Iterator[Span]:
        """The text with its values, in spans that are bold, italic and linked like `like`."""
        for number, piece in enumerate(_MARK.split(text)):
            if number % 2:
                value = self._span(piece)
                yield like._replace(text=value.text, to_complete=value.to_complete, link=value.link or like.link)
            elif piece:
                yield like._replace(text=piece)

    def check(self, text: str) -> None:
        """Raises Mistake where the text holds a part of a mark."""
        if _OURS.search(_MARK.sub("", text)):
            raise Mistake("a value was cut or changed in its middle", "Put it in whole, without a filter or [ ].")

    def _marked(self, text: str) -> Iterator[str]:
        """The text as marks: those in it stay, and what stands between them is a value of its own."""
        self.check(text)
        for number, piece in enumerate(_MARK.split(text)):
            if number % 2:
                yield f"{_BEGIN}{piece}{_END}"
            elif piece:
                yield self._kept(Span(piece))

    def _read(self, text: str) -> str:
        """The text with its values in words."""
        self.check(text)
        return "".join(span.text for span in self.spans(text, Span("")))

    def _span(self, digits: str) -> Span:
        number = int("".join(str(ord(one) - _ZERO) for one in digits))
        return self._spans[number] if number < len(self._spans) else Span("")

    def _kept(self, span: Span) -> str:
        self._spans.append(span)
        number = "".join(_DIGITS[int(digit)] for digit in str(len(self._spans) - 1))
        return f"{_BEGIN}{number}{_END}"


def _refuse_what_is_no_text(value: object) -> NoReturn:
    if callable(value):
        name = str(getattr(value, "__name__", None) or getattr(value, "name", "it"))
        raise Mistake(f"“{name}” stands without what it is to be asked", f"Write what you want of it: {name}(…)")
    raise Mistake("this is several things, and no text", "Go through them: {% for one in … %}{{ one }}{% endfor %}")


def without_marks(told: _Any) -> _Any:
    """A text, or all texts of what was told, without characters that would be taken for marks."""
    return cast("_Any", _without_marks(told))


def _without_marks(told: Any) -> Any:
    if isinstance(told, str):
        return _OURS.sub("", told) if _OURS.search(told) else told
    if isinstance(told, Mapping):
        return {key: _without_marks(value) for key, value in told.items()}
    if isinstance(told, tuple):
        parts = map(_without_marks, told)
        return told._make(parts) if hasattr(told, "_make") else tuple(parts)
    return told
