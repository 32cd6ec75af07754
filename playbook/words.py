"""Small words: days, lists and counts as a British reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """22 November 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    return f" {last} ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str = "") -> str:
    """1 must, 2 musts."""
    return f"{number} {one if number == 1 else many or one + 's'}"
