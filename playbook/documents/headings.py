"""Whether a short line of a text without styles is a heading. Where it is not sure it says no.

A wrong heading does more harm than a missed one: headings say what the lines below them are about.
"""

from __future__ import annotations

import re

from playbook.documents.blocks import Block, Kind

SHORT = 90
ROUND = ".!?:;"
_MOST_WORDS = 9
_NEVER = re.compile(r"[\[\]@£$|]| [-–] |:.|[.,;!]$|://")
_ALWAYS = re.compile(
    r"(?:the )?(?:essential|desirable)(?: (?:and|or|/) desirable)?"
    r"(?: (?:criteria|requirements?|skills|experience|knowledge|qualifications?|attributes))*:?",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"""(?:(?:the|your|main|key|primary|specific|job|role|our|other|personal|professional|general|about)\ )*
    (?:job|role|us|you|person|purpose|summary|description|specification|responsibilit(?:y|ies)|dut(?:y|ies)
    |criteria|qualifications?|knowledge|skills?|experience|abilit(?:y|ies)|education|training|attributes|qualities
    |background|benefits|salary|location|accountabilit(?:y|ies)|relationships|context|values|competenc(?:y|ies|es)
    |requirements?|dimensions?)
    (?:(?:,|\ and|\ &|\ /|\ of|\ the|\ this|/)*\ ?(?:job|role|post|person|purpose|summary|description|specification
    |overview|responsibilities|duties|criteria|qualifications?|knowledge|skills|experience|abilities|education|training
    |attributes|qualities|professional|personal|technical|specific|accountabilities|competenc(?:ies|es)|requirements))*:?""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile("[0-9]")
_STEM = re.compile(
    r"\b(?:a|an|and|as|at|be|by|for|from|in|is|of|or|that|the|to|which|will|with|you|your)$", re.IGNORECASE
)
_REQUIREMENT = re.compile(
    r"""(?:\S+\ ){0,3}?(?:experience|ability|able|knowledge|understanding|awareness|evidence|skills?|degree|record)
    \ (?:of|to|in|with|working|using|leading|managing|and\ ability)\b
    | (?:strong|excellent|good|proven|demonstrable|demonstrate[sd]?|highly|effective|educated|manage[sd]?|ability|able
    |experienced?\ \S+ing)\ """,
    re.IGNORECASE | re.VERBOSE,
)


def is_mark(text: str) -> bool:
    """Whether the line says "Essential", "Desirable criteria" or the like, and no more."""
    return len(text) < SHORT and text[:1] in "eEdDtT" and _ALWAYS.fullmatch(text.strip()) is not None


def looks_short(text: str) -> bool:
    """Whether the text could be a heading: a few words, no end of a sentence, no name, address or sum."""
    return 2 < len(text) <= SHORT and text.count(" ") < _MOST_WORDS and not _NEVER.search(text)


def is_heading(text: str, before: Block | None, after: Block | None) -> bool:
    """Whether a text that looks short enough is a heading, between what stands before and after it."""
    if text.isupper():
        return text[-1] != ":" and sum(map(str.isalpha, text)) > 5
    if after is None or not text[0].isupper():
        return False
    return _is_known(text, after) or ((_is_lead(text, after) or _is_guess(text, after)) and not _is_listed(before))


def _is_known(text: str, after: Block) -> bool:
    """Whether it is a heading that such documents have ("Person specification"), above something that it can head."""
    if _ALWAYS.fullmatch(text):
        return True
    return (after.kind is not Kind.PARAGRAPH or _has_body(after)) and _KNOWN.fullmatch(text) is not None


def _has_body(after: Block) -> bool:
    return len(after.text) > 48 or ":" in after.text


def _is_lead(text: str, after: Block) -> bool:
    """Whether it leads a list in: "You will:"."""
    return text[-1] == ":" and after.kind in (Kind.ITEM, Kind.ROW)


def _is_guess(text: str, after: Block) -> bool:
    """Whether it stands above a list, a table or a paragraph of whole sentences, and is no requirement itself."""
    if not (after.kind in (Kind.ITEM, Kind.ROW) or (len(after.text) > 60 and after.text[-1] in ROUND)):
        return False
    return text[-1] != ":" and not _STEM.search(text) and not _REQUIREMENT.match(text) and not _DIGIT.search(text)


def _is_listed(before: Block | None) -> bool:
    """Whether what stands before is like an item of a list that has no bullets: long, and not ended."""
    if before is None or before.kind is not Kind.PARAGRAPH:
        return False
    return len(before.text) > SHORT and before.text[-1] not in ROUND
