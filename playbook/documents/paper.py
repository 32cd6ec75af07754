"""A paper as rules see it: its passages, the title of the post, its opening, and where it says what the job is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from playbook.documents.blocks import Block, Kind
from playbook.documents.passages import Passage, passages

_LABELLED = re.compile(
    r"^(?:job title|post title|position title|position designation|title of post|title|post|role"
    r"|position|vacancy|job role)\s*[:–-]\s*(.{3,90})$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:job title|post title|position(?: title)?|title of post|title|post|role|job role)\s*:?$", re.IGNORECASE
)
_POST = (
    r"(\b(?:Group |Joint |Interim |Acting |Deputy |Associate |Assistant |Executive |Senior ){0,4}"
    r"(?:Chief(?: [A-Z&][\w&,/'-]{0,30}| and){0,8} Officer"
    r"|(?:[A-Z&][\w&,/'-]{0,30} ){0,6}Director(?: of(?: the)?(?: [A-Z&][\w&,/'-]{0,30}| and"
    r"| of){1,8})?"
    r"|C[CDMN]?[CDIT]IO|CIO|CDO|CTO|Head of(?: [A-Z&][\w&,/'-]{0,30}| and){1,8}"
    r"|(?:[A-Z][\w&/'-]{0,30} ){1,6}(?:Manager|Lead|Leader|Officer|Architect|Specialist|Partner"
    r"|Engineer|Analyst|Designer|Midwife|Owner)))"
)
_INTRODUCED = re.compile(
    r"\b(?:role of|post of|position of|appoint(?:ing)?|recruit(?:ing)?(?: an?| our| its)?"
    r"|seeking(?: to appoint| to recruit)?(?: an?| our| its)?"
    r"|looking for(?: an?| our| its)?|opportunity for(?: an?| our)?|[Aa]s(?: the| our| an?)"
    r"|become(?: our| the)?|join\w* (?:us )?as(?: an?| the| our)?|need(?: an?)?)"
    r"(?: (?:an?|the|our|its|new|exceptional|experienced|outstanding|first|next))* " + _POST
)
_A_POST = re.compile(
    r"\b(chief\b.{0,90}\bofficer|director|head of|manager|lead|officer|c[cd]?io|cdio|cto)\b", re.IGNORECASE
)
_OPENING = re.compile(r"\b(welcome|foreword|introduction|message|letter|dear|hello)\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(purpose|summary|overview|aim of the (?:role|post|job)|about the (?:role|post|job)|the (?:role"
    r"|post|job)$|role of the)\b",
    re.IGNORECASE,
)
TRUST = re.compile(r"\b(?:[A-Z][\w'&-]{0,30},? (?:(?:and|of|the|for) ){0,2}){1,7}?NHS (?:Foundation )?Trust\b")
_EARLY = 12
_MOST_LINES = 60
_LONGEST_SALUTATION = 40
_CONTACT_LINES = 3
_CONTACT = re.compile(
    r"^name\b|\bcontact\b|further (?:details|information)|informal (?:visit|discussion|chat)", re.IGNORECASE
)
_FIRST_WORDS = 250


class Paper(NamedTuple):
    """`title` is a passage that holds the title of the post alone; `opening` and `purpose` are numbers of passages.

    `trust` is whose paper it is, empty where that cannot be told; `as_of` the day by which dates have passed, if any.
    """

    passages: Sequence[Passage]
    title: Passage | None
    opening: frozenset[int]
    purpose: frozenset[int]
    trust: str = ""
    as_of: date | None = None


def paper(blocks: Sequence[Block], *, trust: str = "", as_of: date | None = None) -> Paper:
    """The paper that blocks make up; `trust` is found in it where it is not given."""
    found = passages(blocks)
    return Paper(found, _title(found), _opening(found), _purpose(found), trust or _trust(found), as_of)


def _trust(found: Sequence[Passage]) -> str:
    """The trust that the paper names most often, and in its first lines."""
    named = [name for one in found if "NHS" in one.text for name in TRUST.findall(one.text)]
    name = max(dict.fromkeys(named), key=named.count) if named else ""
    before, _, rest = name.rpartition(", ")
    return rest if _A_POST.search(before) else name


def _title(found: Sequence[Passage]) -> Passage | None:
    """The title of the post: behind a label, as a first line, or in the sentence that offers the post."""
    early = found[:60]
    for at, passage in enumerate(early):
        before = early[max(0, at - _CONTACT_LINES) : at]
        if (title := _labelled(before[-1] if before else None, passage)) and not any(map(_is_contact, before)):
            return passage._replace(text=title, label="")
    for at, passage in enumerate(early[:4]):
        if _is_titled(passage) and not any(map(_is_contact, early[:at])):
            return passage
    for passage in early:
        if introduced := _INTRODUCED.search(passage.text):
            return passage._replace(text=introduced[1])
    return None


def _is_titled(passage: Passage) -> bool:
    """Whether the line may be the title of a post and nothing else."""
    text = passage.text
    return len(text.split()) <= _EARLY and not text.endswith((".", ":")) and _A_POST.search(text) is not None


def _is_contact(passage: Passage) -> bool:
    """Whether the line belongs to the name and the post of somebody to ask."""
    return _CONTACT.search(passage.text) is not None


def _labelled(before: Passage | None, passage: Passage) -> str:
    if match := _LABELLED.match(passage.text):
        return match[1].strip() if _A_POST.search(match[1]) else ""
    is_short = len(passage.text.split()) <= _EARLY and _A_POST.search(passage.text)
    if passage.label and _LABEL.match(passage.label) and is_short:
        return passage.text
    if before and _LABEL.match(before.text) and is_short:
        return passage.text
    return ""


def _opening(found: Sequence[Passage]) -> frozenset[int]:
    """The first letter or welcome, from its heading or "Dear …" to the next heading; else the first words."""
    start = next((at for at, one in enumerate(found) if _opens(one)), None)
    if start is None:
        return _first(found)
    inside = [found[start].number]
    for one in found[start + 1 : start + _MOST_LINES]:
        if one.kind is Kind.HEADING and len(one.headings) <= len(found[start].headings):
            break
        inside.append(one.number)
    return frozenset(inside)


def _opens(passage: Passage) -> bool:
    """Whether a letter or a welcome begins here."""
    if passage.kind is Kind.HEADING:
        return _OPENING.search(passage.text) is not None
    return passage.text.startswith("Dear ") and len(passage.text) < _LONGEST_SALUTATION


def _under(found: Sequence[Passage], is_meant: Callable[[tuple[str, ...]], bool]) -> set[int]:
    """The numbers of the passages whose headings are meant."""
    meant = {headings: is_meant(headings) for headings in {one.headings for one in found}}
    return {one.number for one in found if meant[one.headings]}


def _purpose(found: Sequence[Passage]) -> frozenset[int]:
    """The first lines, and what stands under a heading about the purpose of the job."""
    return _first(found) | _under(found, lambda headings: any(map(_PURPOSE.search, headings[-2:])))


def _first(found: Sequence[Passage]) -> frozenset[int]:
    numbers, words = set(), 0
    for passage in found:
        if words > _FIRST_WORDS:
            break
        if passage.kind is not Kind.HEADING:
            words += len(passage.text.split())
        numbers.add(passage.number)
    return frozenset(numbers)
