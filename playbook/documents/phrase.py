"""The form of a phrase, and its parts.

A phrase is written in lower case and found in any case; one with a capital letter is found only as written. `(a|b)` gives
a choice, also inside a word: `user(s|)`. `...` stands for up to eight words, `#` for a number, `£#` for a sum.
"""

from __future__ import annotations

import re

GAP, NUMBER, SUM = "...", "#", "£#"
MOST_FORMS = 1000
_TOKENS = re.compile(r"[()|]|\s+|[^\s()|]+")
BLANKS = {ord(char): " " for char in '-/,:;.!?()[]{}"“”<>|*_+&=@~`^\\%$•·…–—‑\n\t\r'} | {ord("'"): None, ord("’"): None}
Words = list[str]
Part = list["Words | Sequence"]


def words_of(text: str) -> Words:
    """The words of a text as they are written, without their punctuation."""
    return text.translate(BLANKS).split()


class Sequence(list[Part]):
    """Parts that follow each other, each a choice of words or of further sequences."""


def parse(phrase: str) -> Sequence:
    """The parts of a phrase. Raises ValueError where a bracket is open or too many, or a word has too many forms."""
    parser = _Parser(_TOKENS.findall(phrase))
    found = parser.choice()
    if parser.at < len(parser.tokens) or len(found) > 1:
        raise ValueError("has a bracket too many, or a choice without brackets around it")
    return found[0]


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def choice(self) -> list[Sequence]:
        """The sequences up to the end of this choice."""
        found = [Sequence()]
        is_glued = False
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token == ")":
                break
            self.at += 1
            if token == "|":
                found.append(Sequence())
                is_glued = False
            elif token.isspace():
                is_glued = False
            else:
                part = self._bracket() if token == "(" else [_keys(token)]
                self._add(found[-1], part, is_glued)
                is_glued = True
        return found

    def _bracket(self) -> Part:
        found = self.choice()
        if self.at == len(self.tokens):
            raise ValueError("has a bracket that is not closed")
        self.at += 1
        return [_plain(sequence) for sequence in found]

    def _add(self, sequence: Sequence, part: Part, is_glued: bool) -> None:
        if is_glued:
            before = sequence.pop()
            part = [words_of(left + right) for left in _texts(before) for right in _texts(part)]
        sequence.append(part)


def _keys(token: str) -> Words:
    return [token] if token.isalnum() or token in (GAP, NUMBER, SUM) else words_of(token)


def _plain(sequence: Sequence) -> Words | Sequence:
    """A sequence as words alone, where it offers no choice."""
    if all(len(part) == 1 and not isinstance(part[0], Sequence) and part[0] != [GAP] for part in sequence):
        return [word for part in sequence for word in part[0]]  # type: ignore[misc]
    return sequence


def _texts(part: Part) -> list[str]:
    """Every way in which a part can be written."""
    found = [text for one in part for text in (_sequence_texts(one) if isinstance(one, Sequence) else [" ".join(one)])]
    if len(found) > MOST_FORMS:
        raise ValueError(f"can be written in more than {MOST_FORMS} ways")
    return found


def _sequence_texts(sequence: Sequence) -> list[str]:
    texts = [""]
    for part in sequence:
        texts = [f"{before} {text}".strip() for before in texts for text in _texts(part)]
        if len(texts) > MOST_FORMS:
            raise ValueError(f"can be written in more than {MOST_FORMS} ways")
    return texts
