"""Facts: the names, sums, days and sizes that drafts need and no list of answers could hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from playbook.model import Place
from playbook.words import day, listed

DRAFTS: Mapping[str, str] = {
    "job-description": "Job description",
    "candidate-pack": "Candidate pack",
    "advert": "Advert",
    "board-paper": "Board paper",
    "interview-pack": "Interview pack",
    "first-hundred-days": "First hundred days",
}
"""The kinds of draft, each with its title."""
Fact: TypeAlias = str | int | dt.date | tuple[str, ...]
YEARS = range(2001, 2099)
"""The years in which a day may lie: a plan around it needs bank holidays that are known."""
IN_ORDER = (("salary-from", "salary-to"), ("closing-date", "talks-from", "interview-day", "first-day"))
"""Facts of which none is greater, or later, than the next."""
OTHER_YEARS = f"Write a day between {YEARS.start} and {YEARS.stop - 1}."
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}")
_MONEY = re.compile(
    r"£?[ \xa0]?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}|[0-9]{1,6}\.[0-9]{1,3}(?=[ \xa0]?m))(?:[ \xa0]?(m|million))?"
)
_REACHED = re.compile(r"[^\s@]@[^\s@]|https?://\S+|(?:[0-9][\s()+-]*){6}", re.IGNORECASE)
_MILLION = 1_000_000


class FactForm(StrEnum):
    """What a fact looks like."""

    TEXT = "text"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    CONTACT = "contact"


class FactQuestion(NamedTuple):
    """A fact that may be told: its title inside a sentence, how it is asked for, an example, the drafts that use it."""

    id: str
    title: str
    ask: str
    form: FactForm
    example: str
    drafts: tuple[str, ...]
    place: Place


HOW: Mapping[FactForm, str] = {
    FactForm.TEXT: "Write it in your own words, in one line.",
    FactForm.MONEY: "Write it as: £128,000, or £9.1 million",
    FactForm.NUMBER: "Use figures alone, as in 5,200.",
    FactForm.DATE: "Write it as year-month-day: 2026-11-30",
    FactForm.LIST: "Write one on each line below the name, with “- ” before it.",
    FactForm.CONTACT: "Add a telephone number, an e-mail address or a web link: Marian Teal, 01632 960 271",
}
_WRONG: Mapping[FactForm, str] = {
    FactForm.MONEY: "is no sum of money",
    FactForm.NUMBER: "is no whole number",
    FactForm.CONTACT: "has neither a telephone number nor an address in it",
}


def read_fact(text: str, form: FactForm) -> int | str | None:
    """The fact that `text` tells, a sum in pounds; None where it has not this form, which is no date and no list."""
    if form is FactForm.NUMBER:
        return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
    if form is FactForm.MONEY:
        found = _MONEY.fullmatch(text)
        return round(float(found[1].replace(",", "")) * (_MILLION if found[2] else 1)) if found else None
    if form is FactForm.CONTACT and not _REACHED.search(text):
        return None
    return text


def why_not(text: str, form: FactForm) -> str:
    """What is wrong with a text that `read_fact` does not take."""
    return f"“{text}” {_WRONG[form]}"


def in_words(fact: Fact, form: FactForm) -> str:
    """The fact as a British reader writes it: £128,000, 22 January 2027, one and two."""
    if isinstance(fact, dt.date):
        return day(fact)
    if isinstance(fact, tuple):
        return listed(fact)
    if isinstance(fact, int):
        return _pounds(fact) if form is FactForm.MONEY else f"{fact:,}"
    return fact


def in_a_field(fact: Fact, form: FactForm) -> str:
    """The fact as a form in a page holds it: a day as 2027-01-22, each name of a list in a line of its own."""
    if isinstance(fact, tuple):
        return "\n".join(" ".join(name.split()) for name in fact)
    if isinstance(fact, dt.date):
        return fact.isoformat()
    return " ".join(line.strip() for line in in_words(fact, form).splitlines())


def _pounds(sum_: int) -> str:
    if sum_ >= _MILLION and sum_ % (_MILLION // 10) == 0:
        return f"£{sum_ / _MILLION:g} million" if sum_ < 1000 * _MILLION else f"£{sum_:,}"
    return f"£{sum_:,}"
