"""Values that are worked out and not just found: numbers, sets, letters, dates.

A measure takes the paper and the signs that its rule saw, and gives the rule's value with the signs that speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from playbook.documents.blocks import Kind
from playbook.documents.dates import days_in
from playbook.documents.paper import TRUST, Paper
from playbook.documents.passages import Passage
from playbook.documents.scan import Seen
from playbook.rule import Mark, Outcome, Rule, Sign
from playbook.words import day

Value = str | int | frozenset[str]
Measured = tuple[Value, list[Seen]]
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_CRITERION = 3
_MOST_CRITERIA = 10
_LONGEST_CRITERION = 40
_ASSESSED = re.compile(r"\b(assess|evidence|method|seen|measured|tested|how)", re.IGNORECASE)
_MOST_YEARS = 40
_FIRST_DUTIES = 6
_DUTIES = re.compile(
    r"\b(dut(?:y|ies)|responsibilit(?:y|ies)|accountabilit(?:y|ies)|what you(?:'ll| will) do|key tasks|main tasks)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"£ ?(\d{2,3}(?:[, ]?\d{3})|\d{2,3}(?:\.\d+)?(?: ?- ?£?\d{2,3})? ?k)\b(?!,\d| ?(?:m|bn|million|billion)\b)",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(salary|pay|per annum|p\.?a\.?|vsm|band \d|grade|remuneration|a year|circa|up to|range|package"
    r"|pro rata|pension|full time)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(budget|turnover|income|saving|allowance|weighting|contract value|investment|capital|sponsor)", re.IGNORECASE
)
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b",
    re.IGNORECASE,
)
_TO_COMPLETE = "This is still to be written."
_LEFT_OPEN = "A gap was left to be filled in."
_ANOTHER = "This is the name of another trust."
_GAP_MARKS = ("[", "<", "{{", "XX", "orem", "INSERT")
_GAP = re.compile(
    r"\[(?!image|meant|reviewed|sic\]|link|\.\.\.|see )[A-Za-z\xa3\u2026._][^\][]{1,120}\](?!\()"
    r"|<\s*(?:insert|enter|name of|trust name)[^<>]{0,80}>|\{\{[^{}]{0,80}\}\}"
    r"|\bX{3,}\b|\xa3 ?X{2,}|\bX{2,}/X{2,}|\b[Ll]orem [Ii]psum\b|\bINSERT [A-Z]{3,}"
)
_AS_OWN = re.compile(
    r"\b(?:is committed|premises of|are committed|employee|employed by|we at|join|policies|policy"
    r"|values|'s|on behalf of|welcome to|aims to|expects)",
    re.IGNORECASE,
)
_IN_EVERY_NAME = {
    "nhs", "foundation", "trust", "hospital", "hospitals", "university", "teaching", "the", "and", "of", "for", "care",
    "health", "healthcare", "group", "community", "partnership", "at",
}  # fmt: skip


def _sign(value: str, outcome: Outcome | None) -> Sign:
    return Sign(id="measured", value=value, outcome=outcome, phrases=())


def every_value(rule: Rule, _: Paper, seen: Sequence[Seen]) -> Measured:
    """The set of all values that have a sign."""
    return frozenset(one.sign.value for one in seen), list(seen)


def greatest_number(_: Rule, __: Paper, seen: Sequence[Seen]) -> Measured:
    """The greatest number of years among the words that the signs saw; 0 where there is none."""
    numbers = {one: number for one in seen if 0 < (number := _number(one.words)) <= _MOST_YEARS}
    if not numbers:
        return 0, []
    greatest = max(numbers.values())
    return greatest, [one for one in seen if numbers.get(one) == greatest][:1]


def _number(words: Sequence[str]) -> int:
    found = [int(digits[0]) for word in words if (digits := re.match(r"\d{1,3}", word))]
    found += [_NUMBER_WORDS[word.lower()] for word in words if word.lower() in _NUMBER_WORDS]
    return max(found, default=0)


def essential_criteria(rule: Rule, paper: Paper, _: Sequence[Seen]) -> Measured:
    """How many lines are asked for as essential; a row that a letter or a tick marks is one."""
    lines: dict[tuple[int, int, int], Passage] = {}
    listed = {one.headings for one in paper.passages if one.kind is Kind.ITEM}
    for one in filter(_is_criterion, paper.passages):
        if one.kind is Kind.PARAGRAPH and not one.row and one.headings in listed:
            continue
        by_row = one.row > 0 and not one.column.lower().startswith("essential")
        lines.setdefault((one.table, one.row, 0) if by_row else (0, 0, one.number), one)
    sign = _sign(rule.otherwise, Outcome.FLAGS if len(lines) > _MOST_CRITERIA else None)
    sign = sign._replace(says=f"{len(lines)} lines are asked for as essential; this is the first.")
    return len(lines), [Seen(rule.id, sign, one, one.text, ()) for one in list(lines.values())[:1]]


def _is_criterion(passage: Passage) -> bool:
    return (
        passage.mark is Mark.ESSENTIAL
        and (passage.kind is Kind.ITEM or passage.row > 0 or _is_listed(passage))
        and passage.kind is not Kind.HEADING
        and len(passage.text) > 2
        and not passage.text.endswith(":")
        and not _ASSESSED.search(passage.column)
    )


def _is_listed(passage: Passage) -> bool:
    """Whether it is a short line below a heading."""
    return bool(passage.headings) and len(passage.text.split()) <= _LONGEST_CRITERION


def opening(rule: Rule, paper: Paper, seen: Sequence[Seen]) -> Measured:
    """Whether the opening is signed from the top (a `yes` sign) and speaks of digital (two words of `about`)."""
    signed = [one for one in seen if one.sign.id.startswith("signed")]
    others = [one for one in seen if one.sign.id.startswith("other")]
    about = [one for one in seen if one.sign.id.startswith("about")]
    yes, no, *_ = rule.values
    if signed and len(about) > 1:
        return yes, signed[:1]
    return (no, others[:1]) if others and not signed else (rule.otherwise, [])


def first_duties(rule: Rule, paper: Paper, seen: Sequence[Seen]) -> Measured:
    """The first value where half of the first duties have a sign, the second where fewer do, else the last."""
    duties = [one for one in paper.passages if _is_duty(one)][:_FIRST_DUTIES]
    yes, no, *_ = rule.values
    if len(duties) < 3:
        return rule.otherwise, []
    numbers = {one.number for one in duties}
    found = [one for one in seen if one.passage.number in numbers]
    return (yes, found) if 2 * len({one.passage.number for one in found}) >= len(duties) else (no, [])


def _is_duty(passage: Passage) -> bool:
    return (
        passage.kind in (Kind.ITEM, Kind.PARAGRAPH)
        and any(_DUTIES.search(heading) for heading in passage.headings)
        and len(passage.text.split()) >= _CRITERION
        and not passage.text.endswith(":")
    )


def salary(rule: Rule, paper: Paper, seen: Sequence[Seen]) -> Measured:
    """Whether a sum or a range in pounds is named as pay."""
    for passage in paper.passages:
        if "£" in passage.text and _names_pay(passage):
            found = _SUM.search(passage.text)
            first = next(iter(rule.values))
            return first, [
                Seen(rule.id, _sign(first, Outcome.SUPPORTS), passage, passage.text, (found[0],) if found else ())
            ]
    return rule.otherwise, [one for one in seen if one.sign.value == rule.otherwise]


def _names_pay(passage: Passage) -> bool:
    text = f"{' '.join(passage.headings[-1:])} {passage.column} {passage.label} {passage.text}"
    return bool(_SUM.search(passage.text) and _PAY.search(text) and not _NOT_PAY.search(passage.text))


def sums_in(text: str) -> list[int]:
    """Every sum of the size of a yearly pay, in pounds."""
    return [_pounds(found[1]) for found in _SUM.finditer(text)]


def _pounds(figures: str) -> int:
    if figures[-1] in "kK":
        return int(float(re.findall(r"[\d.]+", figures)[-1]) * 1000)
    return int(figures.replace(",", "").replace(" ", ""))


def closing_date(rule: Rule, paper: Paper, seen: Sequence[Seen]) -> Measured:
    """Whether the paper names the day by which to apply; its signs are words such as "closing date"."""
    found = [one for one in seen if days_in(one.passage.text) or _DAY.search(one.passage.text)]
    return (next(iter(rule.values)), found[:1]) if found else (rule.otherwise, [])


def leftovers(rule: Rule, paper: Paper, seen: Sequence[Seen]) -> Measured:
    """Gaps to fill in, days that have passed (in a line with a sign), and other trusts' names where the own belongs.

    What a draft marks as to be completed is missing, and no fault.
    """
    yes = next(iter(rule.values))
    open_ = _sign(yes, Outcome.MISSING)._replace(says=_TO_COMPLETE)
    to_complete = [
        Seen(rule.id, open_, passage, words, (words,)) for passage in paper.passages for words in passage.to_complete
    ]
    told = [
        *((passage, words, _LEFT_OPEN) for passage in paper.passages for words in _gaps(passage.text)),
        *((one.passage, "", f"{day(when)} has passed.") for one in seen for when in _past(one.sentence, paper.as_of)),
        *((passage, name, _ANOTHER) for passage in paper.passages for name in _other_trusts(passage.text, paper.trust)),
    ]
    found = [
        Seen(rule.id, _sign(yes, Outcome.FLAGS)._replace(says=says), passage, passage.text, (words,))
        for passage, words, says in dict.fromkeys(told)
    ]
    return (yes, [*found, *to_complete]) if found or to_complete else (rule.otherwise, [])


def _gaps(text: str) -> list[str]:
    return [gap[0]] if any(mark in text for mark in _GAP_MARKS) and (gap := _GAP.search(text)) else []


def _past(text: str, as_of: date | None) -> list[date]:
    return [when for when in days_in(text) if as_of and when < as_of]


def _other_trusts(text: str, own: str) -> list[str]:
    if not own or "NHS" not in text or "Trust" not in text:
        return []
    return [
        found[0]
        for found in TRUST.finditer(text)
        if _is_other(found[0], own) and _AS_OWN.search(text[max(0, found.start() - 30) : found.end() + 40])
    ]


def _is_other(name: str, own: str) -> bool:
    first, second = (set(re.findall(r"[a-z]+", one.lower())) - _IN_EVERY_NAME for one in (name, own))
    return bool(first) and not first & second


MEASURES: Mapping[str, Callable[[Rule, Paper, Sequence[Seen]], Measured]] = {
    "every-value": every_value,
    "greatest-number": greatest_number,
    "essential-criteria": essential_criteria,
    "opening": opening,
    "first-duties": first_duties,
    "salary": salary,
    "closing-date": closing_date,
    "leftovers": leftovers,
}
