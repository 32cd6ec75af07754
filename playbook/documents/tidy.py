"""Text as people typed it → text that a rule can read."""

from __future__ import annotations

import re

_SIGNS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u3000": " ", "\t": " ",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\u200e": None, "\u200f": None, "\u061c": None, "\u202a": None, "\u202b": None, "\u202c": None, "\u202d": None,
        "\u202e": None, "\u2066": None, "\u2067": None, "\u2068": None, "\u2069": None,
        "\u2028": " ", "\u2029": " ", "\x85": " ",
        "\u00ae": None, "\u2122": None, "\u00a9": None, "\u2026": "...",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[\x20-\x7e]*", re.ASCII)


def tidy(text: str) -> str:
    """`text` on one line: straight quotes, plain hyphens and spaces, no soft hyphens, no signs such as ®."""
    if not _PLAIN.fullmatch(text):
        text = text.translate(_SIGNS)
    return " ".join(text.split())
