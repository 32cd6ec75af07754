"""What the words of the playbook are: frozen, typed, and with no behaviour beyond their own.

Ids are words (``line-manager``). Dates are :class:`datetime.date`. Every text is as its author wrote it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from playbook.fact import Fact, FactQuestion

NONE: Mapping[str, Any] = MappingProxyType({})


class Status(StrEnum):
    """Where an item stands. The last two come from the engine only."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not-applicable"
    CONTRADICTED = "contradicted"
    OUTDATED = "outdated"

    @property
    def passes(self) -> bool:
        """Whether a must with this status lets its gate be passed."""
        return self is _MET or self is _NOT_APPLICABLE


_MET, _NOT_APPLICABLE = Status.MET, Status.NOT_APPLICABLE  # a name is found faster than a member of an enumeration


class Priority(StrEnum):
    """How much depends on an item, the most first."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class Rating(StrEnum):
    """How sure the playbook is that the met answers are better than the others."""

    EVIDENCED = "evidenced"
    SENSIBLE = "sensible"
    DISPUTED = "disputed"


class Need(StrEnum):
    """What an option may ask an answer to say besides the option itself."""

    NOTE = "note"
    EVIDENCE = "evidence"
    DATE = "date"
    UNTIL = "until"


class Place(NamedTuple):
    """A place in a file; line and column count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """Something its author has to mend: where, what is wrong, and what to do."""

    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


class BadInput(Exception):
    """Raised with every problem found, never with the first alone, in the order of their places."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Gate(NamedTuple):
    """A decision that checklists guard; `ready` and `not_ready` are its two verdicts in words."""

    id: str
    title: str
    about: str
    ready: str
    not_ready: str


class Role(NamedTuple):
    id: str
    title: str
    note: str = ""

    @property
    def in_sentence(self) -> str:
        """The title inside a sentence: chief executive, but HR director."""
        return self.title if self.title[:2].isupper() else self.title[:1].lower() + self.title[1:]


class Source(NamedTuple):
    """What a statement rests on; `date` is the date shown or the words "not shown", `seen` what was seen of it."""

    id: str
    title: str
    author: str
    date: str
    link: str
    seen: str
    checked: dt.date


class Claim(NamedTuple):
    """One statement of the register; `kind` says whether it is `asked`, `scanned`, both, or `prose` only."""

    id: str
    claim: str
    kind: tuple[str, ...]
    rating: Rating
    sources: tuple[str, ...]
    place: Place
    note: str = ""


class Option(NamedTuple):
    """One possible answer in words. `fresh` is in months, counted from the answer's `date`."""

    id: str
    text: str
    status: Status
    needs: tuple[Need, ...] = ()
    fresh: int | None = None


class Reading(NamedTuple):
    """Which rule reads an answer from which kinds of document.

    `agrees` maps a value of the rule to the options it agrees with; a value it leaves out proves nothing.
    With `by_rows` the rule's value is the set of the rows that are met.
    """

    documents: tuple[str, ...]
    rule: str
    agrees: Mapping[str, tuple[str, ...]] = NONE
    by_rows: bool = False


class Row(NamedTuple):
    id: str
    text: str
    document: Reading | None = None


class Condition(NamedTuple):
    """Holds when `item` was answered with one of `options`."""

    item: str
    options: tuple[str, ...]


class Item(NamedTuple):
    """One question of a checklist, with all that a reader needs to answer and to judge it."""

    id: str
    checklist: str
    gate: str
    ask: str
    options: Mapping[str, Option]
    priority: Priority
    rating: Rating
    who: tuple[str, ...]
    why: str
    how: str
    good: str
    poor: str
    place: Place
    rows: Mapping[str, Row] = NONE
    when: tuple[Condition, ...] = ()
    set_aside: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    but: str = ""
    document: Reading | None = None
    added: str = ""

    @property
    def is_must(self) -> bool:
        return self.priority is Priority.MUST

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How the answer, and those of its rows, are read from documents."""
        found = (self.document, *(row.document for row in self.rows.values()))
        return tuple(reading for reading in found if reading)


class Checklist(NamedTuple):
    """Items about one subject; it guards one gate. `when` is already part of each item's own `when`."""

    id: str
    title: str
    about: str
    gate: str
    order: int
    items: tuple[Item, ...]
    place: Place
    when: tuple[Condition, ...] = ()
    formerly: tuple[str, ...] = ()


class Retired(NamedTuple):
    """A former id: `seat` of an item, `seat/member` of an option or a row; `successor` is empty where there is none."""

    id: str
    edition: str
    because: str
    place: Place
    successor: str = ""


class Playbook:
    """Everything the data says, in its order. `items` holds every item by its id, `by_priority` the items of each."""

    def __init__(
        self,
        *,
        edition: str,
        gates: Mapping[str, Gate],
        roles: Mapping[str, Role],
        documents: Mapping[str, str],
        checklists: Iterable[Checklist],
        claims: Mapping[str, Claim],
        sources: Mapping[str, Source],
        retired: Mapping[str, Retired] = NONE,
        facts: Mapping[str, FactQuestion] = NONE,
    ) -> None:
        self.edition = edition
        self.gates = gates
        self.roles = roles
        self.documents = documents
        self.checklists = {checklist.id: checklist for checklist in checklists}
        self.claims = claims
        self.sources = sources
        self.retired = retired
        self.facts = facts
        self.items = {item.id: item for checklist in self.checklists.values() for item in checklist.items}
        self.by_priority = {
            priority: tuple(item for item in self.items.values() if item.priority is priority) for priority in Priority
        }

    def gates_up_to(self, gate: str) -> tuple[str, ...]:
        """The ids of `gate` and of all before it."""
        ids = tuple(self.gates)
        return ids[: ids.index(gate) + 1]


class Stand(NamedTuple):
    """A finding that a person overruled: the rule, the words as quoted (none for silence), and the reason."""

    finding: str
    quote: str
    because: str


class Answer(NamedTuple):
    """What a trust says of one item, or of one row of it.

    At most one of `option`, `unknown` and `not_applicable` (a reason) says something; none of them is "unanswered".
    """

    place: Place
    option: str = ""
    unknown: bool = False
    not_applicable: str = ""
    note: str = ""
    evidence: str = ""
    date: dt.date | None = None
    until: dt.date | None = None
    owner: str = ""
    due: dt.date | None = None
    rows: Mapping[str, Answer] = NONE
    stands: tuple[Stand, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.option or self.unknown or self.not_applicable)


class Document(NamedTuple):
    """A file that an answers file names, as it is written there."""

    path: str
    place: Place


class Answers(NamedTuple):
    """A trust's answers file; `documents` are by their kind.

    `notices` are sentences about what was read as something else, or can be mended.
    """

    trust: str
    edition: str
    answers: Mapping[str, Answer]
    place: Place
    documents: Mapping[str, Document] = NONE
    facts: Mapping[str, Fact] = NONE
    notices: tuple[Problem, ...] = ()


class Finding(NamedTuple):
    """What a rule read in a document: one of its values, a number, or a set of row ids; with the words quoted.

    `document` is its kind. A set that is not `whole` says nothing of the rows it leaves out. A finding of silence names
    in `silent` the kinds of document that were read and have no word of it; it speaks where those are all that count.
    """

    rule: str
    value: str | int | frozenset[str]
    document: str
    where: str = ""
    quote: str = ""
    whole: bool = True
    silent: tuple[str, ...] = ()


class Suggestion(NamedTuple):
    """Options that a finding speaks for, of an item or of one `row` of it; a person has to confirm one."""

    finding: Finding
    options: tuple[str, ...]
    row: str = ""


class Result(NamedTuple):
    """Where one item stands, and why in a sentence.

    `waits_for` is the id of the item whose answer decides whether this one applies; `open_rows` are the ids of the
    rows that do not pass; `supported_by`, `lowered_by` and `overruled` are findings, `suggested` the options that
    findings speak for, and `suggestions` say which finding speaks for which.
    """

    item: Item
    status: Status
    reason: str
    answer: Answer | None = None
    waits_for: str = ""
    set_aside: bool = False
    open_rows: tuple[str, ...] = ()
    rows: Mapping[str, Status] = NONE
    supported_by: tuple[Finding, ...] = ()
    lowered_by: tuple[Finding, ...] = ()
    overruled: tuple[tuple[Finding, Stand], ...] = ()
    suggested: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def applies(self) -> bool:
        return self.status is not Status.NOT_APPLICABLE


class Verdict(NamedTuple):
    """A gate's verdict. `ready` is None where the gate does not apply; `blockers` are cumulative, in order."""

    gate: Gate
    ready: bool | None
    blockers: tuple[Result, ...]


class Count(NamedTuple):
    """How many items of a priority apply, pass, or wait for another answer."""

    applicable: int
    passed: int
    waiting: int


class Assessment(NamedTuple):
    """The result: every item's status and reason, and each gate's verdict, as of a day."""

    trust: str
    as_of: dt.date
    results: Mapping[str, Result]
    verdicts: Mapping[str, Verdict]
