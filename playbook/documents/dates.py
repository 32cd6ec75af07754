"""Days as papers write them: 12 noon on 20th November 2026, 20/11/2026."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? (\d{4})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def days_in(text: str) -> list[date]:
    """Every day that the text names with its year, in order."""
    worded = [
        (found.start(), found[1], _MONTHS.index(found[2].lower()) + 1, found[3]) for found in _WORDED.finditer(text)
    ]
    figures = [(found.start(), found[1], int(found[2]), found[3]) for found in _FIGURES.finditer(text)]
    return [when for _, day, month, year in sorted(worded + figures) if (when := _day(day, month, year))]


def _day(day: str, month: int, year: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
