"""The working days of England: neither a Saturday, nor a Sunday, nor a bank holiday."""

from __future__ import annotations

import datetime as dt
from functools import cache

from playbook.fact import YEARS
from playbook.plan import IsWorking

FIRST_YEAR, LAST_YEAR = YEARS.start - 1, YEARS.stop


@cache
def english_working_days() -> IsWorking:
    """Says of a day whether it is one, for the years from `FIRST_YEAR` to `LAST_YEAR`.

    The bank holidays are those that the library `holidays` knows: one that is proclaimed later comes with its next
    version.
    """
    from holidays import country_holidays

    known = country_holidays("GB", subdiv="ENG")

    def is_working(day: dt.date) -> bool:
        return day.weekday() < 5 and day not in known

    return is_working
