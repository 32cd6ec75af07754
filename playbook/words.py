"""Small words: days, lists and counts as a British reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: date) -> str:
    """22 November 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """Sunday 22 November 2026."""
    return f"{_WEEKDAYS[when.weekday()]} {day(when)}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    return f" {last} ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str = "") -> str:
    """1 must, 2 musts."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def spelt(number: int, one: str, many: str = "") -> str:
    """One must, two musts: a count inside a sentence, in words up to ten."""
    name = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{name} {one if number == 1 else many or one + 's'}"


def capital(sentence: str) -> str:
    """The sentence with a capital at its head."""
    return sentence[:1].upper() + sentence[1:]
