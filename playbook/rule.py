"""What a document rule is: data, read from `checklists/rules/`, one file a rule."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from playbook.model import NONE, Place, Rating


class Outcome(StrEnum):
    """What a finding means for the paper it stands in, the gravest first."""

    FLAGS = "flags"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    SUPPORTS = "supports"


class Where(StrEnum):
    """A place that a sign may be bound to; without one it is looked for everywhere.

    `TITLE` is the title of the post, as the paper gives it; `OPENING` the first section, or a letter of welcome;
    `HEADING` any heading; `PURPOSE` the first lines and what stands under a heading about the purpose of the job.
    """

    TITLE = "title"
    OPENING = "opening"
    HEADING = "heading"
    PURPOSE = "purpose"


class Mark(StrEnum):
    """How a paper asks for something: by the column, the heading, the lead-in or the label it stands under."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    ASKED = "asked"
    PLAIN = "plain"


class Sign(NamedTuple):
    """Words that speak for one value of a rule.

    One of `phrases` must stand in a sentence, together with one of `with_`, where there are any, and none of `unless`.
    A phrase inside one of `part_of` does not count. `under` and `not_under` are looked for in the headings and the
    column above; `marked` says how the line must be asked for.
    """

    id: str
    value: str
    outcome: Outcome | None
    phrases: tuple[str, ...]
    with_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    marked: tuple[Mark, ...] = ()
    where: Where | None = None
    says: str = ""


class Rule(NamedTuple):
    """What is looked for, and what it reads.

    `values` maps each value to its meaning, the strongest first: the first that has a sign is the paper's, and the
    last stands where there is none. `words` are the lists that its phrases name. `together` maps a value to those
    that make it up. With `measure`, the value is worked out by the function of that name: a number, a set, or one of
    `values`. `missing` is the outcome where a whole document has no sign. `must_flag` maps a value to texts in
    Markdown that have it; those of `must_not_flag` have none.
    """

    id: str
    title: str
    values: Mapping[str, str]
    signs: tuple[Sign, ...]
    why: str
    instead: str
    rating: Rating
    must_flag: Mapping[str, tuple[str, ...]]
    must_not_flag: tuple[str, ...]
    place: Place
    words: Mapping[str, tuple[str, ...]] = NONE
    measure: str = ""
    together: Mapping[str, tuple[str, ...]] = NONE
    missing: Outcome | None = None

    @property
    def otherwise(self) -> str:
        """The value of a paper without any sign."""
        return list(self.values)[-1]
