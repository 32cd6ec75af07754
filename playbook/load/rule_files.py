"""The rules' folder → `Rule`s, each with the words it shares with others filled in."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from playbook.documents.measures import MEASURES
from playbook.documents.phrase import GAP, Sequence, first_words, names_in, parse
from playbook.load.data import ENDING, parse_file
from playbook.load.form import Form, Reader, nearest
from playbook.load.frame import read_entries
from playbook.load.nodes import Map, Node, Scalar, Seq
from playbook.load.options import ID, check_id
from playbook.model import BadInput, Place, Problem, Rating
from playbook.rule import Mark, Outcome, Rule, Sign, Where

RULES, WORDS = "rules", "words.yaml"
_FIELDS = (
    "title", "rating", "values", "measure", "together", "missing", "words", "signs",
    "why", "instead", "must-flag", "must-not-flag",
)  # fmt: skip
_SIGN_FIELDS = (
    "value", "outcome", "phrases", "with", "unless", "part-of", "under", "not-under", "marked", "where", "says",
)  # fmt: skip
_OF_TWO = ("opening", "first-duties")
_TWO_GAPS = re.compile(r"\.\.\.\s+\.\.\.")
_GLUED_NUMBER = re.compile(r"[^\s(|£]#|#[^\s|)]")
_EXAMPLE = "Add a line below: - a sentence from such a paper"
Choice = TypeVar("Choice", bound=StrEnum)
Words = Mapping[str, tuple[str, ...]]


def read_rules(folder: str) -> tuple[dict[str, Rule], list[Problem]]:
    """Every rule of `folder/rules`, by its id, with the problems of every file."""
    reader = _FolderReader(os.path.join(folder, RULES))
    reader.read()
    return reader.rules, reader.problems


class _FolderReader:
    """Reads the shared words, and then every rule; a file that cannot be read keeps none of the others back."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.words: Words = {}
        self.rules: dict[str, Rule] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        for name in sorted(self._names(), key=lambda name: (name != WORDS, name)):
            try:
                self._file(name)
            except BadInput as bad:
                self.problems += bad.problems

    def _names(self) -> list[str]:
        names = os.listdir(self.place) if os.path.isdir(self.place) else []
        for name in names:
            if name.endswith(".yml"):
                place = Place(os.path.join(self.place, name))
                self.problems.append(Problem(place, "the file is not read", f"Let its name end in {ENDING}."))
        return [name for name in names if name.endswith(ENDING) and not name.startswith(".")]

    def _file(self, name: str) -> None:
        text, node, problems = parse_file(os.path.join(self.place, name))
        self.problems += problems
        if node is None:
            return
        reader = Reader(text)
        if name == WORDS:
            self.words = _words(reader, node, {})
        else:
            rule = _RuleReader(reader, name.removesuffix(ENDING), self.words).rule(node)
            self.rules[rule.id] = rule
        self.problems += reader.problems


def _words(reader: Reader, node: Node | None, known: Words) -> Words:
    """The named lists of words, with those known before."""
    found = dict(known)
    for key, value in reader.pairs(node, "words"):
        if key.text in found:
            reader.report(key, f"there are words called <{key.text}> already", "Give these another name.")
            continue
        found[key.text] = _sound(reader, reader.nodes(value, key.text), found)
    return found


def _sound(reader: Reader, nodes: Iterable[Scalar], words: Words) -> tuple[str, ...]:
    """The phrases of a list; one that is none, or names a list that is not there, is a problem."""
    return tuple(one.text.strip() for one in nodes if _is_sound(reader, one, words))


def _is_sound(reader: Reader, node: Scalar, words: Words) -> bool:
    unknown = [name for name in names_in(node.text) if name not in words]
    for name in unknown:
        reader.report(node, f"there are no words called <{name}>", nearest(name, words))
    message, hint = _fault(node.text)
    if message:
        reader.report(node, f"“{node.text}” {message}", hint)
    return not (unknown or message)


def _fault(phrase: str) -> tuple[str, str]:
    """Why a phrase could never be found, and what to do; nothing where it can be."""
    try:
        found = parse(phrase, {})
    except ValueError as error:
        return str(error), "Write it as several phrases." if "ways" in str(error) else "A choice is written (one|two)."
    if not phrase.strip("() |"):
        return "holds no word", "A phrase begins and ends with a word."
    if {GAP} == set(first_words(found)) or GAP in first_words(_turned(found)):
        return "begins or ends with a gap", "A phrase begins and ends with a word."
    if _TWO_GAPS.search(phrase):
        return "has two gaps in a row", "One gap stands for up to eight words; no phrase reaches further."
    if _GLUED_NUMBER.search(phrase):
        return "has a number that hangs on a word", "Leave a blank on both sides of #; a sum is written £#."
    return "", ""


def _is_optional(phrase: str) -> bool:
    """Whether every part of a phrase may be left out."""
    try:
        found = parse(phrase, {})
    except ValueError:
        return False
    return bool(phrase.strip("() |")) and all(part and not all(part) for part in found)


def _turned(sequence: Sequence) -> Sequence:
    """A sequence from its end to its beginning."""
    return Sequence(
        [_turned(one) if isinstance(one, Sequence) else one[::-1] for one in part] for part in reversed(sequence)
    )


class _RuleReader:
    def __init__(self, reader: Reader, name: str, words: Words) -> None:
        self.reader = reader
        self.name = name
        self.words = words

    def rule(self, node: Node) -> Rule:
        form = Form(self.reader, f"rule {self.name}", node, node, _FIELDS)
        self._check_name(node)
        values = read_entries(
            self.reader, self._group(form, "values"), "values", lambda r, key, value: r.text(value, key.text)
        )
        self.words = _words(self.reader, form.get("words"), self.words)
        measure = form.text("measure", required=False)
        if measure and measure not in MEASURES:
            self.reader.report_unknown(form.fields["measure"], "measure", MEASURES, measure)  # type: ignore[arg-type]
        if measure in _OF_TWO and len(values) == 1:
            hint = "In their order: it is so, it is not."
            self.reader.report(form.fields["values"], f"the measure {measure} reads one of two values or more", hint)
        must_flag = read_entries(
            self.reader,
            self._group(form, "must-flag"),
            "must-flag",
            lambda _, key, value: self._flagged(key, value, values),
        )
        signs = tuple(self._signs(form, values, required=not measure))
        return Rule(
            id=self.name,
            title=form.text("title"),
            values=values,
            signs=signs,
            why=form.text("why"),
            instead=form.text("instead"),
            rating=form.choice("rating", Rating) or Rating.SENSIBLE,
            must_flag=must_flag,
            must_not_flag=self._not_flagged(form),
            place=Place(self.reader.source.file, 1, 1),
            words=_used(self.words, signs),
            measure=measure,
            together=self._together(form, values),
            missing=self._choice(form, "missing", Outcome),
        )

    def _check_name(self, node: Node) -> None:
        if not ID.fullmatch(self.name):
            hint = "Rename the file in lower-case words joined by hyphens, as in user-needs.yaml."
            self.reader.report(node, f"“{self.name}” cannot name a rule", hint)

    def _group(self, form: Form, field: str, *, required: bool = True) -> Node | None:
        """A field with entries; one without any is a problem."""
        node = form.get(field, required=required)
        if (isinstance(node, Scalar) and node.is_null) or (isinstance(node, Map) and not node.pairs):
            self.reader.report(node, f"{form.what}: “{field}” is empty", "Put each entry on a line below: name: value")
        return node

    def _flagged(self, key: Scalar, node: Node, values: Collection[str]) -> tuple[str, ...]:
        if values and not _may_be_read(key.text, values):
            self.reader.report_unknown(key, "value", values)
        return self._examples(node, key.text)

    def _not_flagged(self, form: Form) -> tuple[str, ...]:
        node = form.get("must-not-flag", required=True)
        return self._examples(node, "must-not-flag") if node else ()

    def _examples(self, node: Node, what: str) -> tuple[str, ...]:
        if (isinstance(node, Scalar) and node.is_null) or (isinstance(node, Seq) and not node.items):
            self.reader.report(node, f"{what} has no example", _EXAMPLE)
            return ()
        found = self.reader.nodes(node, what)
        for one in found:
            if not one.text.strip():
                self.reader.report(one, f"{what}: an example is empty", "Write a sentence from such a paper.")
        return tuple(one.text.strip() for one in found)

    def _together(self, form: Form, values: Collection[str]) -> dict[str, tuple[str, ...]]:
        pairs = self.reader.pairs(form.get("together"), "together")
        for key, _ in pairs:
            if values and key.text not in values:
                self.reader.report_unknown(key, "value", values)
        return {key.text: self.reader.words(value, "value", values or None) for key, value in pairs}

    def _signs(self, form: Form, values: Collection[str], *, required: bool) -> list[Sign]:
        node = self._group(form, "signs", required=required)
        return [self._sign(key, value, values) for key, value in self.reader.pairs(node, "signs")]

    def _sign(self, key: Scalar, node: Node, values: Collection[str]) -> Sign:
        check_id(self.reader, key, "a sign")
        form = Form(self.reader, f"sign {key.text}", key, node, _SIGN_FIELDS)
        return Sign(
            id=key.text,
            value=form.word("value", values) if values else form.text("value"),
            outcome=self._choice(form, "outcome", Outcome),
            phrases=self._phrases(form, "phrases", required=True),
            with_=self._phrases(form, "with"),
            unless=self._phrases(form, "unless"),
            part_of=self._phrases(form, "part-of"),
            under=self._phrases(form, "under"),
            not_under=self._phrases(form, "not-under"),
            marked=tuple(Mark(word) for word in form.words("marked", tuple(Mark)) if word in tuple(Mark)),
            where=self._choice(form, "where", Where),
            says=form.text("says", required=False),
        )

    def _phrases(self, form: Form, field: str, *, required: bool = False) -> tuple[str, ...]:
        node = form.get(field, required=required)
        if isinstance(node, Seq) and not node.items:
            self.reader.report(node, f"{form.what}: “{field}” is empty", "Add a line below: - a phrase")
        nodes = self.reader.nodes(node, field) if node else ()
        for one in nodes:
            if _is_optional(one.text):
                hint = "At least one word must stand for sure: (board|trust board), and not (board|)."
                self.reader.report(one, f"“{one.text}” may be left out altogether", hint)
        return _sound(self.reader, nodes, self.words)

    def _choice(self, form: Form, field: str, kind: type[Choice]) -> Choice | None:
        return form.choice(field, kind) if field in form else None


def _may_be_read(word: str, values: Collection[str]) -> bool:
    """Whether a rule with these values can read this: one of them, several of them, or a number."""
    return word.isdecimal() if "number" in values else all(part in values for part in word.split(", "))


def _used(words: Words, signs: Iterable[Sign]) -> Words:
    """The lists that the phrases of a rule name, in their order, with those that these name."""
    needed: set[str] = set()
    waiting = [name for sign in signs for phrases in sign if isinstance(phrases, tuple) for name in _names(phrases)]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _names(words.get(name, ()))
    return {name: phrases for name, phrases in words.items() if name in needed}


def _names(phrases: Iterable[str]) -> list[str]:
    return [name for phrase in phrases for name in names_in(phrase)]
