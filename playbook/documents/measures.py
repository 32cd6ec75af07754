"""Values that are worked out and not just found: numbers, sets, letters, dates.

A measure takes the paper and the signs that its rule saw, and gives the rule's value with the signs that speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from playbook.documents.blocks import Kind
from playbook.documents.dates import days_in
from playbook.documents.paper import Paper
from playbook.documents.passages import Passage
from playbook.documents.scan import Seen
from playbook.rule import Mark, Outcome, Rule, Sign

Value = str | int | frozenset[str]
Measured = tuple[Value, list[Seen]]
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_CRITERION = 3
_MOST_YEARS = 40
_FIRST_DUTIES = 6
_DUTIES = re.compile(
    r"\b(dut(?:y|ies)|responsibilit(?:y|ies)|accountabilit(?:y|ies)|what you(?:'ll| will) do|key tasks|main tasks)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"£ ?(\d{2,3}(?:[, ]?\d{3})|\d{2,3}(?:\.\d+)? ?k)\b(?! ?(?:m|bn|million|billion)\b)", re.IGNORECASE)
_PAY = re.compile(
    r"\b(salary|pay|per annum|p\.?a\.?|vsm|band \d|grade|remuneration|a year|circa|up to|range|package|pro rata|allowance)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(budget|turnover|income|saving|allowance|weighting|contract value|investment|capital|sponsor)", re.IGNORECASE
)
_CLOSES = re.compile(r"\b(clos(?:es|ing) (?:date|on|at)|closing|apply by|applications? (?:by|before|close)|deadline)\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE)
_INTERVIEW = re.compile(r"\b(interview|shortlisting|assessment (?:centre|day)|stakeholder)", re.IGNORECASE)
_GAP = re.compile(
    r"\[\s*(?:insert|enter|add|name|trust|date|delete|tbc|to be confirmed|number|amount|job title|post title|\.{2,}|x{2,}|…)[^\]]*\]"
    r"|<\s*(?:insert|enter|name of|trust name)[^>]*>|\{\{[^}]*\}\}|\b(?-i:X{2,})\b|\blorem ipsum\b|_{4,}|\b(?-i:INSERT [A-Z]{3,})",
    re.IGNORECASE,
)
_TRUST = re.compile(r"\b((?:[A-Z][\w'&-]{0,30},? (?:and |of |the |for )?){1,7}NHS (?:Foundation )?Trust)\b")
_AS_OWN = re.compile(r"\b(?:is committed|are committed|employee|employed by|we at|join|policies|policy|values|'s|on behalf of|welcome to|aims to|expects)", re.IGNORECASE)
_IN_EVERY_NAME = frozenset("nhs foundation trust hospital hospitals university teaching the and of for care health healthcare group community partnership at".split())


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
    """How many lines of a person specification are asked for as essential."""
    lines = [one for one in paper.passages if _is_criterion(one)]
    sign = _sign(rule.otherwise, Outcome.FLAGS if len(lines) > 10 else None)
    return len(lines), [Seen(rule.id, sign, one, one.text, ()) for one in lines[:1]]


def _is_criterion(passage: Passage) -> bool:
    is_line = passage.kind is Kind.ITEM or passage.row > 0 or _is_strong_heading(passage)
    return (
        passage.mark is Mark.ESSENTIAL
        and is_line
        and passage.kind is not Kind.HEADING
        and len(passage.text.split()) >= _CRITERION
        and not passage.text.endswith(":")
    )


def _is_strong_heading(passage: Passage) -> bool:
    return bool(passage.headings) and passage.headings[-1].lower().startswith("essential")


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
            return first, [Seen(rule.id, _sign(first, Outcome.SUPPORTS), passage, passage.text, (found[0],) if found else ())]
    return rule.otherwise, [one for one in seen if one.sign.value == rule.otherwise]


def _names_pay(passage: Passage) -> bool:
    text = f"{' '.join(passage.headings[-1:])} {passage.column} {passage.label} {passage.text}"
    return bool(_SUM.search(passage.text) and _PAY.search(text) and not _NOT_PAY.search(passage.text))


def sums_in(text: str) -> list[int]:
    """Every sum of the size of a yearly pay, in pounds."""
    return [_pounds(found[1]) for found in _SUM.finditer(text)]


def _pounds(figures: str) -> int:
    if figures[-1] in "kK":
        return int(float(figures[:-1]) * 1000)
    return int(figures.replace(",", "").replace(" ", ""))


def closing_date(rule: Rule, paper: Paper, _: Sequence[Seen]) -> Measured:
    """Whether the paper names the day by which to apply."""
    for passage in paper.passages:
        text = f"{passage.label} {' '.join(passage.headings[-1:])} {passage.text}"
        if _CLOSES.search(text) and (days_in(passage.text) or _DAY.search(passage.text)):
            first = next(iter(rule.values))
            return first, [Seen(rule.id, _sign(first, None), passage, passage.text, ())]
    return rule.otherwise, []


def leftovers(rule: Rule, paper: Paper, _: Sequence[Seen]) -> Measured:
    """Gaps to fill in, days that have passed, and the names of other trusts where the own belongs."""
    yes = next(iter(rule.values))
    found = [
        Seen(rule.id, _sign(yes, Outcome.FLAGS)._replace(says=says), passage, passage.text, (words,))
        for passage in paper.passages
        for words, says in _left_over(passage, paper)
    ]
    return (yes, found) if found else (rule.otherwise, [])


def _left_over(passage: Passage, paper: Paper) -> Iterator[tuple[str, str]]:
    if gap := _GAP.search(passage.text):
        yield gap[0], "A gap was left to be filled in."
    if paper.as_of and (_CLOSES.search(passage.text) or _INTERVIEW.search(passage.text)):
        for day in days_in(passage.text):
            if day < paper.as_of:
                yield "", f"{day.day} {day:%B %Y} has passed."
    for found in _TRUST.finditer(passage.text) if paper.trust and "Trust" in passage.text else ():
        other = found[1]
        if _is_other(other, paper.trust) and _AS_OWN.search(passage.text[max(0, found.start() - 30) : found.end() + 40]):
            yield other, "This is the name of another trust."


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
