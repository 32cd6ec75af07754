"""The rules' folder → `Rule`s, each with the words it shares with others filled in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from playbook.documents.measures import MEASURES
from playbook.documents.phrase import names_in, parse
from playbook.load.data import ENDING, parse_file
from playbook.load.form import Form, Reader, nearest
from playbook.load.frame import read_entries
from playbook.load.nodes import Map, Node, Scalar, Seq
from playbook.load.options import check_id
from playbook.load.text import in_order
from playbook.model import BadInput, Place, Playbook, Problem, Rating
from playbook.rule import Mark, Outcome, Rule, Sign, Where

RULES, WORDS = "rules", "words.yaml"
_FIELDS = (
    "title", "rating", "values", "measure", "together", "missing", "words", "signs",
    "why", "instead", "must-flag", "must-not-flag",
)  # fmt: skip
_SIGN_FIELDS = (
    "value", "outcome", "phrases", "with", "unless", "part-of", "under", "not-under", "marked", "where", "says",
)  # fmt: skip
Choice = TypeVar("Choice", bound=StrEnum)
Words = Mapping[str, tuple[str, ...]]


def load_rules(playbook: Playbook, folder: str) -> dict[str, Rule]:
    """Every rule of `folder/rules`, by its id. Raises BadInput with the problems of every file, items' readings included."""
    problems: list[Problem] = []
    place = os.path.join(folder, RULES)
    words: Words = {}
    rules: dict[str, Rule] = {}
    names = sorted(name for name in os.listdir(place) if name.endswith(ENDING)) if os.path.isdir(place) else []
    for name in [WORDS, *names] if WORDS in names else names:
        text, node, found = parse_file(os.path.join(place, name))
        problems += found
        if node is None:
            continue
        reader = Reader(text)
        if name == WORDS:
            words = words or _words(reader, node, {})
        else:
            rule = _RuleReader(reader, name.removesuffix(ENDING), words).rule(node)
            rules[rule.id] = rule
        problems += reader.problems
    problems += _reading_problems(playbook, rules)
    if problems:
        raise BadInput(in_order(problems))
    return rules


def _words(reader: Reader, node: Node | None, known: Words) -> Words:
    """The named lists of words, with those known before."""
    found = dict(known)
    for key, value in reader.pairs(node, "words"):
        found[key.text] = _phrases(reader, reader.nodes(value, key.text), found)
    return found


def _phrases(reader: Reader, nodes: Iterable[Scalar], words: Words) -> tuple[str, ...]:
    """The phrases of a list; one that is none, or names a list that is not there, is a problem."""
    return tuple(one.text for one in nodes if _is_sound(reader, one, words))


def _is_sound(reader: Reader, node: Scalar, words: Words) -> bool:
    ends = node.text.split(" ")[0], node.text.split(" ")[-1]
    unknown = [name for name in names_in(node.text) if name not in words]
    for name in unknown:
        reader.report(node, f"there are no words called <{name}>", nearest(name, words))
    if "..." in ends or not node.text.strip("() |"):
        reader.report(node, f"“{node.text}” begins or ends with a gap", "A phrase begins and ends with a word.")
        return False
    try:
        parse(node.text, {})
    except ValueError as error:
        reader.report(node, f"“{node.text}” {error}", "A choice is written (one|two).")
        return False
    return not unknown


class _RuleReader:
    def __init__(self, reader: Reader, name: str, words: Words) -> None:
        self.reader = reader
        self.name = name
        self.words = words

    def rule(self, node: Node) -> Rule:
        form = Form(self.reader, f"rule {self.name}", node, node, _FIELDS)
        values = read_entries(
            self.reader, form.get("values", required=True), "values", lambda r, key, value: r.text(value, key.text)
        )
        self.words = _words(self.reader, form.get("words"), self.words)
        measure = form.text("measure", required=False)
        if measure and measure not in MEASURES:
            self.reader.report_unknown(form.fields["measure"], "measure", MEASURES, measure)  # type: ignore[arg-type]
        must_flag = read_entries(
            self.reader,
            form.get("must-flag", required=True),
            "must-flag",
            lambda r, key, value: self._examples(value, key.text),
        )
        signs = tuple(self._signs(form, values))
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

    def _not_flagged(self, form: Form) -> tuple[str, ...]:
        node = form.get("must-not-flag", required=True)
        return self._examples(node, "must-not-flag") if node else ()

    def _examples(self, node: Node, what: str) -> tuple[str, ...]:
        found = tuple(one.text for one in self.reader.nodes(node, what))
        if not found and isinstance(node, Seq):
            self.reader.report(node, f"{what} has no example", "Add a line below: - a sentence from such a paper")
        return found

    def _together(self, form: Form, values: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        return {
            key.text: self.reader.words(value, "value", values) for key, value in self.reader.pairs(form.get("together"), "together")
        }

    def _signs(self, form: Form, values: Mapping[str, str]) -> list[Sign]:
        node = form.get("signs")
        return [self._sign(key, value, values) for key, value in self.reader.pairs(node, "signs")] if node else []

    def _sign(self, key: Scalar, node: Node, values: Mapping[str, str]) -> Sign:
        check_id(self.reader, key, "a sign")
        form = Form(self.reader, f"sign {key.text}", key, node, _SIGN_FIELDS)
        return Sign(
            id=key.text,
            value=form.word("value", values),
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
        return _phrases(self.reader, self.reader.nodes(node, field), self.words) if node else ()

    def _choice(self, form: Form, field: str, kind: type[Choice]) -> Choice | None:
        return form.choice(field, kind) if field in form else None


def _used(words: Words, signs: Sequence[Sign]) -> Words:
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


def _reading_problems(playbook: Playbook, rules: Mapping[str, Rule]) -> list[Problem]:
    """What items say of rules: the rule exists, and so do the values they read."""
    found = []
    for item in playbook.items.values():
        for reading in (item.document, *(row.document for row in item.rows.values())):
            if reading is None:
                continue
            if reading.rule not in rules:
                message = f"item {item.id}: there is no rule “{reading.rule}”"
                found.append(Problem(item.place, message, nearest(reading.rule, rules)))
                continue
            known = rules[reading.rule].values
            strange = [value for value in reading.agrees if value not in known and not value[:1].isdigit()]
            found += [
                Problem(item.place, f"item {item.id}: rule {reading.rule} reads no “{value}”", nearest(value, known))
                for value in strange
            ]
    return found
