"""A day as people type it."""

from __future__ import annotations

import datetime as dt
import re

from playbook.words import day

HOW = "Write it as 14 November 2026, 14/11/2026 or 2026-11-14."
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})([a-z]{2})?[ ./-]+(?P<month>[a-z]+|[0-9]{1,2})[ ./,-]+(?P<year>[0-9]{4})", re.IGNORECASE
)
_MONTHS = tuple(day(dt.date(2000, number, 1)).split()[1].lower() for number in range(1, 13))


def read_day(typed: str) -> dt.date | None:
    """2026-11-14, 14/11/2026, 14.11.2026, 14 November 2026, 14 Nov 2026: day before month. None where it is no day."""
    found = _ISO.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)
    try:
        return dt.date(int(found["year"]), _month(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _month(word: str) -> int:
    """The month of this number, or whose name begins so; 0 where there is none."""
    if word.isdigit():
        return int(word)
    names = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()) and len(word) > 2]
    return names[0] if names else 0
