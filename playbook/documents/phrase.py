"""The form of a phrase, and its parts.

A phrase is written in lower case and found in any case; one with a capital letter is found only as written. `(a|b)`
gives a choice, also inside a word: `user(s|)`. `...` stands for up to eight words, `#` for a number, `£#` for a sum,
and `<name>` for any phrase of the list of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

GAP, NUMBER, SUM = "...", "#", "£#"
MOST_FORMS = 1000
REACH = 9  # a gap holds up to eight words
COMMON = frozenset(
    (
        "a",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "no",
        "not",
        "of",
        "on",
        "our",
        "the",
        "this",
        "to",
        "we",
        "will",
        "with",
        "you",
        "your",
    )
)
_TOKENS = re.compile(r"\((?:[^\W_]|[ |])*\)|[()|]|\s+|[^\s()|]+")  # a choice of plain words is one token
_NAME = re.compile(r"<([^<>]+)>")
_BLANKS = {ord(char): " " for char in '-/,:;.!?()[]{}"“”<>|*_+&=@~`^\\%$•·…–—‑\n\t\r'} | {
    ord("'"): None,
    ord("’"): None,
}
Words = list[str]
Part = list["Words | Sequence"]
Lists = Mapping[str, Part]


class Sequence(list[Part]):
    """Parts that follow each other, each a choice of words or of further sequences."""


def plain(text: str) -> str:
    """A text without its punctuation, its words parted by blanks."""
    return text.translate(_BLANKS)


def words_of(text: str) -> Words:
    """The words of a text as they are written, without their punctuation."""
    return text.translate(_BLANKS).split()


def parse(phrase: str, lists: Lists) -> Sequence:
    """The parts of a phrase. Raises ValueError where a bracket is open or too many, or a word has too many forms."""
    parser = _Parser(_TOKENS.findall(phrase), lists)
    found = parser.choice()
    if parser.at < len(parser.tokens) or len(found) > 1:
        raise ValueError("has a bracket too many, or a choice without brackets around it")
    return found[0]


def parse_lists(words: Mapping[str, tuple[str, ...]]) -> Lists:
    """Each named list as a part; a list may name those before it. Raises ValueError as `parse` does."""
    lists: dict[str, Part] = {}
    for name, phrases in words.items():
        lists[name] = [_flat(parse(phrase, lists)) for phrase in phrases]
    return lists


def names_in(phrase: str) -> list[str]:
    """The lists that a phrase names."""
    return _NAME.findall(phrase)


def first_words(sequence: Sequence) -> Iterator[str]:
    """The words with which a phrase can begin."""
    for part in sequence:
        is_optional = False
        for one in part:
            if isinstance(one, Sequence):
                yield from first_words(one)
                is_optional = is_optional or not one
            elif one:
                yield one[0]
            else:
                is_optional = True
        if not is_optional:
            return


def anchored(sequence: Sequence) -> Iterator[tuple[Sequence, frozenset[str], int]]:
    """The same phrase as others that begin with a rarer word, each with the words of which one must stand before it.

    The number says how many words before it that may be. What may be left out at the beginning is left out.
    """
    while sequence and any(not one for one in sequence[0]):
        sequence = Sequence(sequence[1:])
    if not sequence:
        return
    first, rest = sequence[0], sequence[1:]
    reach, after = (REACH, rest[1:]) if rest[:1] == [[[GAP]]] else (1, rest)
    single: set[str] = set()
    left: Part = []
    for one in first:
        if isinstance(one, Sequence) or one[0] not in COMMON or (len(one) == 1 and not after):
            left.append(one)
        elif len(one) == 1:
            single.add(one[0])
        else:
            yield Sequence([[one[1:]], *rest]), frozenset(one[:1]), 1
    if single:
        yield Sequence(after), frozenset(single), reach
    if left:
        yield Sequence([left, *rest]), frozenset(), 1


class _Parser:
    def __init__(self, tokens: list[str], lists: Lists) -> None:
        self.tokens = tokens
        self.lists = lists
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
            if token.isspace():
                is_glued = False
            elif token == "|":
                found.append(Sequence())
                is_glued = False
            else:
                self._add(found[-1], self._part(token), is_glued)
                is_glued = True
        return found

    def _part(self, token: str) -> Part:
        if token.isalnum():
            return [[token]]
        if token == "(":
            return self._bracket()
        if token[0] == "(":
            return [words.split() for words in token[1:-1].split("|")]
        if named := _NAME.fullmatch(token):
            return self.lists.get(named[1], [])
        return [[token] if token in (GAP, NUMBER, SUM) else words_of(token)]

    def _bracket(self) -> Part:
        found = self.choice()
        if self.at == len(self.tokens):
            raise ValueError("has a bracket that is not closed")
        self.at += 1
        return [_flat(sequence) for sequence in found]

    def _add(self, sequence: Sequence, part: Part, is_glued: bool) -> None:
        if is_glued:
            before = sequence.pop()
            part = [words_of(left + right) for left in _texts(before) for right in _texts(part)]
        sequence.append(part)


def _flat(sequence: Sequence) -> Words | Sequence:
    """A sequence as words alone, where it offers no choice."""
    words: Words = []
    for part in sequence:
        only = part[0] if len(part) == 1 else None
        if only is None or isinstance(only, Sequence) or only == [GAP]:
            return sequence
        words += only
    return words


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
