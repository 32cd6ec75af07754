"""Where a trust stood on a day: what two assessments are compared by, whether they come from answers or from JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from playbook.model import NONE, Answers, Playbook, Status


class Against(NamedTuple):
    """Words of a document that say otherwise than an answer; `document` is its kind, as in "job description"."""

    document: str
    quote: str


class Standing(NamedTuple):
    """Where one item stood; `answer` is the id of the option chosen, empty for every other answer.

    `against` is what documents say otherwise.
    """

    id: str
    ask: str
    gate: str
    priority: str
    status: Status
    reason: str
    answer: str = ""
    set_aside: bool = False
    rows: Mapping[str, Status] = NONE
    against: tuple[Against, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether it applies, or was set aside as a whole: in both cases it was asked."""
        return self.status is not Status.NOT_APPLICABLE or self.set_aside

    @property
    def is_set_aside(self) -> bool:
        return self.set_aside and self.status is Status.NOT_APPLICABLE


class GateStanding(NamedTuple):
    """A gate's verdict, and how many of its own musts applied and passed."""

    id: str
    title: str
    ready: bool | None
    applicable: int
    passed: int


class Snapshot(NamedTuple):
    """A trust's assessment as of a day, by the questions of an edition; items and gates by their ids, in order."""

    trust: str
    as_of: dt.date
    edition: str
    gates: Mapping[str, GateStanding]
    items: Mapping[str, Standing]

    @property
    def reach(self) -> tuple[str, ...]:
        """The gates up to the last whose items are there: a report may have been made for the earlier ones only."""
        ids = tuple(self.gates)
        last = max((ids.index(item.gate) for item in self.items.values() if item.gate in ids), default=-1)
        return ids[: last + 1]


def snapshot(made: Mapping[str, Any]) -> Snapshot:
    """The report that `playbook check --format json` makes, as plain values → its snapshot.

    Raises KeyError, TypeError, ValueError or AttributeError where it is no such report.
    """
    return Snapshot(
        trust=_text(made["trust"]),
        as_of=dt.date.fromisoformat(made["as_of"]),
        edition=_text(made["playbook"]["edition"]),
        gates={_text(one["id"]): _gate(one) for one in made["gates"]},
        items={_text(one["id"]): _standing(one) for one in made["items"]},
    )


def as_then_asked(found: Snapshot, answers: Answers, playbook: Playbook) -> Snapshot:
    """The snapshot without the questions that the edition of its answers file did not have, and it does not answer."""
    if not answers.edition or answers.edition >= found.edition:
        return found
    items = playbook.items
    kept = {
        id_: one for id_, one in found.items.items() if items[id_].added <= answers.edition or id_ in answers.answers
    }
    return found._replace(edition=answers.edition, items=kept)


def _gate(made: Mapping[str, Any]) -> GateStanding:
    if not (made["ready"] is None or isinstance(made["ready"], bool)):
        raise TypeError(made["ready"])
    musts = made["musts"]
    return GateStanding(
        _text(made["id"]), _text(made["title"]), made["ready"], _number(musts["applicable"]), _number(musts["passed"])
    )


def _standing(made: Mapping[str, Any]) -> Standing:
    return Standing(
        id=_text(made["id"]),
        ask=_text(made["ask"]),
        gate=_text(made["gate"]),
        priority=_text(made["priority"]),
        status=Status(made["status"]),
        reason=_text(made["reason"]),
        answer=_text(made["answer"] or ""),
        set_aside=bool(made["set_aside"]),
        rows={_text(row): Status(status) for row, status in made["rows"].items()},
        against=tuple(_against(one) for one in made["findings"] if one["bearing"] == "lowers" and one["quote"]),
    )


def _against(made: Mapping[str, Any]) -> Against:
    return Against(_text(made["document"] or "document").replace("-", " "), _text(made["quote"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
