"""What the pages say of an item, in sentences. Pure: model in, text out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

from playbook.model import Need, Option, Playbook, Rating, Source, Status
from playbook.words import counted, day, listed

PASSES = {Status.MET: "Passes", Status.PARTLY: "In part", Status.NOT_MET: "Does not pass"}
RATINGS = {
    Rating.EVIDENCED: "rated evidenced",
    Rating.SENSIBLE: "rated sensible",
    Rating.DISPUTED: "disputed",
}
_NEEDS = {
    Need.NOTE: "a note",
    Need.EVIDENCE: "the evidence",
    Need.DATE: "the date",
    Need.UNTIL: "the day it holds until",
}
_NO_DATE = "not shown"
_UNDATED = "undated"


def who(roles: tuple[str, ...]) -> str:
    """Who answers; the first of `roles` acts, the others help."""
    first, *others = (f"the {role}" for role in roles)
    help_ = f", with help from {listed(others)}" if others else ""
    return f"{first[:1].upper()}{first[1:]} answers{help_}."


def conditions_of(option: Option) -> str:
    """What an answer must say besides the option, and how long it stays fresh; nothing where it needs nothing."""
    needs = f"Give {listed([_NEEDS[need] for need in option.needs])}." if option.needs else ""
    fresh = f"Fresh for {_span(option.fresh)} from the date." if option.fresh else ""
    return f"{needs} {fresh}".strip()


def kinds(playbook: Playbook, ids: Iterable[str]) -> str:
    """Kinds of document within a sentence: job description, advert or candidate pack."""
    titles = (playbook.documents[id_] for id_ in ids)
    return listed([title if title[:2].isupper() else title[:1].lower() + title[1:] for title in titles], "or")


def shown_date(date: str) -> str:
    """A source's date as a British reader writes it: 31 October 2021, April 2016, 2012, or that there is none."""
    if date == _NO_DATE:
        return "date not shown"
    year, *rest = date.split("-")
    if not rest:
        return year
    month_and_year = day(dt.date(int(year), int(rest[0]), 1)).removeprefix("1 ")
    return f"{int(rest[1])} {month_and_year}" if len(rest) > 1 else month_and_year


def citations(sources: Mapping[str, Source]) -> dict[str, str]:
    """How a page cites each source: its author and year, and a letter where several would read alike."""
    alike: dict[str, list[str]] = {}
    for id_, source in sources.items():
        alike.setdefault(citation(source), []).append(id_)
    return {
        id_: said if len(ids) == 1 else f"{said}{'-' * said.endswith(_UNDATED)}{letter}"
        for said, ids in alike.items()
        for id_, letter in zip(ids, _letters(), strict=False)
    }


def citation(source: Source) -> str:
    """The author and the year."""
    return f"{source.author}, {year(source.date)}"


def _letters() -> Iterator[str]:
    """a to z, then aa, ab and so on."""
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)


def year(date: str) -> str:
    """The year of a source's date, for a citation."""
    return _UNDATED if date == _NO_DATE else date[:4]


def _span(months: int) -> str:
    return counted(months // 12, "year") if months % 12 == 0 and months > 12 else counted(months, "month")
