"""How a paper asks for a line: by the heading, the column, the lead-in, the letter or the label it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playbook.rule import Mark

STRONG = (Mark.ESSENTIAL, Mark.DESIRABLE)
_ESSENTIAL = re.compile(r"\b(essential|must[- ]haves?|minimum (?:requirements|criteria)|mandatory)\b", re.IGNORECASE)
_DESIRABLE = re.compile(
    r"\b(desirable|desired|preferred|nice[- ]to[- ]haves?|advantageous|ideally"
    r"|would be (?:an advantage|beneficial|helpful))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(person spec|specification|about you|the person\b|ideal candidate|successful candidate"
    r"|who (?:we are|we're) looking"
    r"|(?:we are|we're) looking for|requirements?|criteria|skills|qualifications?|experience|knowledge"
    r"|what you(?:'ll| will)? (?:need|bring)|you(?:'ll| will) (?:need|bring|have)|do you have"
    r"|can you demonstrate|attributes|aptitudes)",
    re.IGNORECASE,
)


_NOT_ESSENTIAL = re.compile(r"\bnon?t?[- ]essential\b", re.IGNORECASE)


def mark_of(text: str) -> Mark:
    """How a heading, a column or a lead-in says that what follows is asked for."""
    essential, desirable = _ESSENTIAL.search(text), _DESIRABLE.search(text)
    if essential and not desirable:
        return Mark.ESSENTIAL if not _NOT_ESSENTIAL.search(text) else Mark.DESIRABLE
    if desirable and not essential:
        return Mark.DESIRABLE
    return Mark.ASKED if _ASKED.search(text) else Mark.PLAIN


def path_mark(headings: Sequence[str]) -> Mark:
    """The nearest heading that says essential or desirable; else whether any says that this is asked of the person."""
    marks = [mark_of(heading) for heading in reversed(headings) if len(heading.split()) <= 12]
    nearest = next((mark for mark in marks if mark in STRONG), None)
    return nearest or (Mark.ASKED if Mark.ASKED in marks else Mark.PLAIN)


def strong(text: str) -> Mark | None:
    if text.strip().lower() in ("e", "d"):
        return Mark.ESSENTIAL if text.strip().lower() == "e" else Mark.DESIRABLE
    mark = mark_of(text)
    return mark if mark in STRONG else None


_SHORT_LEAD = 12
_NEEDED = re.compile(r"\b(must|(?:will |'ll )need|need to|required|requires?)\b", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(nice|bonus|plus|also (?:had|have|like)|helpful|would (?:like|help|love)|welcome|ideal)\b", re.IGNORECASE
)


def lead_in_of(text: str) -> Mark | None:
    """The mark that a line gives to the list below it."""
    is_short = len(text.split()) <= _SHORT_LEAD and not text.endswith(".")
    if not text.endswith((":", "?", "...")) and not is_short:
        return None
    mark = mark_of(text)
    if mark not in STRONG and len(text.split()) <= _SHORT_LEAD:
        mark = Mark.DESIRABLE if _WISHED.search(text) else Mark.ESSENTIAL if _NEEDED.search(text) else mark
    return mark if mark is not Mark.PLAIN else None


_LONG_CRITERION = 300
_TRAILING = re.compile(
    r" ([ED])(?: +(?:(?:A(?:pp\w*|F)?|I(?:nt\w*)?|P(?:res\w*)?|T(?:ests?)?|R(?:ef\w*)?|C(?:ert\w*)?"
    r"|forms?|centre|Ass\w*|D(?:ocs?)?)[ /,&+]*){1,6})?$"
)
_HINTS = ("ssential", "esirable", "(E)", "(D)", "(e)", "(d)", "SSENTIAL", "ESIRABLE")
_LABEL = re.compile(
    r"^\W*(essential|desirable)\b\s*(?:criteria)?\s*[-–:]|[\s([-](?:\((E|D|essential|desirable)\)"
    r"|[-–:] ?(essential|desirable))\W*$",
    re.IGNORECASE,
)


def label_mark(text: str) -> Mark | None:
    """The mark of a line that carries it: "Desirable - …", "… (E)", "… E Application form"."""
    if len(text) < _LONG_CRITERION and (" E" in text or " D" in text) and (found := _TRAILING.search(text)):
        return Mark.ESSENTIAL if found[1] == "E" else Mark.DESIRABLE
    if len(text) > 400 or not any(hint in text for hint in _HINTS) or not (found := _LABEL.search(text)):
        return None
    word = next(group for group in found.groups() if group).lower()
    return Mark.ESSENTIAL if word[0] == "e" else Mark.DESIRABLE


_TICKS = frozenset(["x", "✓", "✔", "☑", "☒", "√", "y", "yes", "●", "•", "*"])


def row_mark(cells: Sequence[str], columns: Sequence[str]) -> Mark | None:
    """The mark that a cell of the row gives to the whole row: an E, a D, or a tick under either."""
    for number, cell in enumerate(cells):
        word = cell.strip().lower()
        if word in ("e", "essential"):
            return Mark.ESSENTIAL
        if word in ("d", "desirable"):
            return Mark.DESIRABLE
        if word in _TICKS and number < len(columns) and (mark := strong(columns[number])):
            return mark
    return None
