"""Which parts of a page in HTML nobody sees."""

from __future__ import annotations

import re

from playbook.documents.html_tags import Tag, words

_NEVER = words("script style template noscript svg math iframe canvas audio video object select datalist textarea")
_AROUND = frozenset(("nav", "header", "footer"))
_VOID = words("area base br col embed hr img input link meta param source track wbr")
_MAIN = re.compile(r"<main[\s>]", re.IGNORECASE)
_HIDES = re.compile(r"hidden|display|visibility", re.IGNORECASE)
_NO_DISPLAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HEAD = words("head title meta link base script style template noscript")
_LEFT_OPEN = {
    "p": words("p div ul ol dl table section article main h1 h2 h3 h4 h5 h6 form hr"),
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr", "tbody")),
    "th": frozenset(("td", "th", "tr", "tbody")),
    "tr": frozenset(("tr", "tbody")),
}
_AROUND_OPEN = words("ul ol dl table div section article main body")


class Hidden:
    """Follows the tags of a page and says of each, and of each text, whether it shows."""

    def __init__(self, text: str) -> None:
        self._has_main = _MAIN.search(text) is not None
        self._main = 0
        self._head = ""
        self._hiding = ""
        self._depth = 0
        self._around = 0

    def shows(self, tag: Tag) -> bool:
        if self._hiding and not self._ends_before(tag):
            return False
        if self._head and not self._shows_in_head(tag):
            return False
        if not tag.name:
            return True
        if tag.name == "main":
            self._main = max(0, self._main + (-1 if tag.is_end else 1))
        elif tag.name == "head" and not tag.is_end:
            self._head = "head"
        if not tag.is_end and self._hides(tag):
            self._hiding, self._depth, self._around = tag.name, 1, 0
        return not self._hiding

    def _ends_before(self, tag: Tag) -> bool:
        """Whether what is hidden has ended before the tag; where the tag is its end, it is still hidden."""
        step = -1 if tag.is_end else 1
        if tag.name == self._hiding and not (step == 1 and self._around == 0 and tag.name in _LEFT_OPEN):
            self._depth += step
            if self._depth <= 0:
                self._hiding = ""
            return False
        if self._hiding in _LEFT_OPEN and self._around == 0 and _is_beyond(self._hiding, tag):
            self._hiding = ""
            return True
        if tag.name in _AROUND_OPEN:
            self._around = max(0, self._around + step)
        return False

    def _shows_in_head(self, tag: Tag) -> bool:
        """Of the head only the title shows; a tag that cannot stand in it ends it."""
        if tag.name == "title":
            self._head = "head" if tag.is_end else "title"
        elif tag.name and (tag.name not in _HEAD or (tag.name == "head" and tag.is_end)):
            self._head = ""
            return True
        return self._head == "title" or tag.name == "title"

    def _hides(self, tag: Tag) -> bool:
        if tag.name in _VOID:
            return False
        if tag.name in _NEVER or (self._has_main and not self._main and tag.name in _AROUND):
            return True
        if not _HIDES.search(tag.text):
            return False
        found = tag.attributes()
        hidden = "hidden" in found or found.get("aria-hidden", "").strip().lower() == "true"
        return hidden or _NO_DISPLAY.search(found.get("style", "")) is not None


def _is_beyond(name: str, tag: Tag) -> bool:
    """Whether the tag cannot stand in an element of that name, so that the element ended before it."""
    return tag.name in _AROUND_OPEN if tag.is_end else tag.name in _LEFT_OPEN[name]
