"""Which kind of document a paper is, by its name and by what it says of itself."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence

from playbook.documents.blocks import Kind
from playbook.documents.passages import Passage

_NAMES = (
    ("person-specification", re.compile(r"person[ _.-]*spec|\bps\b", re.IGNORECASE)),
    ("candidate-pack", re.compile(
        r"(?<!interview[ _.-])(?:\b|candidate|applicant|recruitment|information|info)packs?\b|candidate[ _.-]*brief"
        r"|applicant[ _.-]*info|brochure|prospectus", re.IGNORECASE)),
    ("board-paper", re.compile(r"board[ _.-]*(?:paper|report)|\bremcom\b|committee[ _.-]*paper", re.IGNORECASE)),
    ("job-description", re.compile(r"job[ _.-]*desc|role[ _.-]*(?:desc|profile)|\bjds?\b", re.IGNORECASE)),
    ("advert", re.compile(r"adver|vacancy|\bjob ad\b|\bad$", re.IGNORECASE)),
)  # fmt: skip
_HEADS = (
    ("candidate-pack", re.compile(
        r"\b(?:candidate|applicant|recruitment|information)\W+(?:information\W+)?(?:pack|brief|brochure)",
        re.IGNORECASE)),
    ("board-paper", re.compile(
        r"\b(?:report to the board|board paper|agenda item|the board is asked|paper for the board"
        r"|executive summary for the board)\b", re.IGNORECASE)),
    ("job-description", re.compile(
        r"^\W*(?:job|role)\W+(?:description|profile)|\b(?:main|key) (?:duties|responsibilities)"
        r"|duties and responsibilities|\bjob purpose|job summary", re.IGNORECASE)),
    ("person-specification", re.compile(r"^\W*person(?:nel)? specification", re.IGNORECASE)),
    ("advert", re.compile(
        r"\bclosing date|apply (?:now|online|by|via|at)|how to apply|for an? (?:informal"
        r"|confidential) (?:discussion|conversation|chat)|we are (?:looking|seeking|recruiting)"
        r"|exciting opportunity", re.IGNORECASE)),
)  # fmt: skip
_LONG_FOR_ADVERT = 1200
_SHORT = 14


def guessed_kind(file: str, passages: Sequence[Passage], known: Collection[str]) -> str:
    """The kind of the document, one of `known`; empty where nothing tells."""
    name = os.path.splitext(os.path.basename(file))[0].replace("_", " ").replace("-", " ")
    by_name = (kind for kind, sign in _NAMES if kind in known and sign.search(name))
    return next(by_name, "") or _by_content(passages, known)


def _by_content(passages: Sequence[Passage], known: Collection[str]) -> str:
    words = sum(len(one.text.split()) for one in passages)
    heads = [one.text for one in passages if one.kind is Kind.HEADING or len(one.text.split()) <= _SHORT]
    for kind, sign in _HEADS[:-1]:
        if kind in known and any(map(sign.search, heads)):
            return kind
    kind, sign = _HEADS[-1]
    is_advert = words <= _LONG_FOR_ADVERT and any(sign.search(one.text) for one in passages)
    return kind if is_advert and kind in known else ""
