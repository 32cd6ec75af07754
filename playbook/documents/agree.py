"""Where the papers of one post differ: its title, seat, line manager, pay and closing date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from playbook.documents.dates import days_in
from playbook.documents.finding import PaperFinding
from playbook.documents.measures import sums_in
from playbook.documents.passages import Passage
from playbook.rule import Outcome

if TYPE_CHECKING:
    from playbook.documents.lint import Linted

NOTHING = ("unclear", "absent")
_MEMBERS = ("voting", "non-voting", "member")
_LETTERS = {
    "cio": "chief information officer",
    "cdio": "chief digital information officer",
    "cido": "chief information digital officer",
    "cdo": "chief digital officer",
    "cto": "chief technology officer",
    "ccio": "chief clinical information officer",
    "cnio": "chief nursing information officer",
    "it": "information technology",
    "ict": "information communications technology",
}
_SMALL = frozenset(("and", "of", "the", "for", "group", "a"))


class _Said(NamedTuple):
    """What a paper says of one thing, in a form that can be compared, and where it does."""

    value: frozenset[str]
    passage: Passage


def disagreements(documents: Sequence[Linted], items: Mapping[str, str]) -> dict[str, list[PaperFinding]]:
    """For each file, how it differs from those before it."""
    found: dict[str, list[PaperFinding]] = {}
    for rule, (what, said, differ) in _COMPARED.items():
        for first, second in combinations(documents, 2):
            one, other = said(first, rule), said(second, rule)
            if one and other and differ(one.value, other.value):
                found.setdefault(second.file, []).append(_finding(rule, what, (first, one), (second, other), items))
    return found


def _finding(
    rule: str, what: str, first: tuple[Linted, _Said], second: tuple[Linted, _Said], items: Mapping[str, str]
) -> PaperFinding:
    (document, one), (differing, other) = first, second
    return PaperFinding(
        rule=rule,
        outcome=Outcome.FLAGS,
        value=differing.values.get(rule, ""),
        file=differing.file,
        kind=differing.kind,
        item=items.get(rule, ""),
        where=other.passage.where,
        quote=other.passage.text,
        says=f"{document.file} says something else of {what}: “{one.passage.text}”.",
        page=other.passage.page,
        anchor=other.passage.anchor,
    )


def _title(document: Linted, rule: str) -> _Said | None:
    title = document.paper.title
    if title is None or any(one.rule == rule for one in title.meant):
        return None
    plain = re.sub(r"\([^()]*\)", " ", title.text.replace("&", " and ")).lower()
    words = " ".join(_LETTERS.get(word, word) for word in re.findall(r"[a-z]+", plain))
    return _Said(frozenset(words.split()) - _SMALL, title)


def _value(document: Linted, rule: str) -> _Said | None:
    read = document.reads.get(rule)
    if read is None or not read.is_found or read.words in NOTHING or not (seen := read.first_sure):
        return None
    return _Said(frozenset([read.words]), seen.passage)


def _pay(document: Linted, rule: str) -> _Said | None:
    read = document.reads.get(rule)
    if read is None or not (seen := read.first_sure) or not (sums := sums_in(seen.passage.text)):
        return None
    return _Said(frozenset(map(str, sums)), seen.passage)


def _closing(document: Linted, rule: str) -> _Said | None:
    read = document.reads.get(rule)
    if read is None or not (seen := read.first_sure):
        return None
    days = days_in(seen.sentence) or days_in(seen.passage.text)
    return _Said(frozenset([days[0].isoformat()]), seen.passage) if days else None


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return one != other


def _titles_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether neither title is a part of the other."""
    return not (one <= other or other <= one)


def _seats_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    both = one | other
    return len(both) > 1 and not ("member" in both and both.issubset(_MEMBERS))


_COMPARED: Mapping[
    str,
    tuple[str, Callable[[Linted, str], _Said | None], Callable[[frozenset[str], frozenset[str]], bool]],
] = {
    "title": ("the title of the post", _title, _titles_differ),
    "board-seat": ("the seat", _value, _seats_differ),
    "reporting-line": ("the line manager", _value, _differ),
    "salary": ("the pay", _pay, _differ),
    "closing-date": ("the closing date", _closing, _differ),
}
