"""What changed between two snapshots. Pure: nothing is read, and no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from playbook.compare.snapshot import GateStanding, Snapshot, Standing
from playbook.model import NONE, Retired, Status


class Kind(StrEnum):
    """What happened to a question, in the order in which it is told."""

    MET = "met"
    WENT_BACK = "went-back"
    MOVED = "moved"
    ANSWERED_ANEW = "answered-anew"
    SET_ASIDE = "set-aside"
    ASKED = "asked"
    NOT_ASKED = "not-asked"
    ADDED = "added"
    RENAMED = "renamed"
    RETIRED = "retired"


class Why(StrEnum):
    """Why a question that was met is open again."""

    EXPIRED = "expired"
    CONTRADICTED = "contradicted"
    REMOVED = "answer-removed"
    CHANGED = "answer-changed"
    LACKING = "lacking"
    EDITION = "edition"


class Change(NamedTuple):
    """One question's change; `id` is its own, and where it was renamed or retired the former one.

    `before` is None where it was not there, `after` where it is there no more. `why` is given where it went back;
    `because` is the checklists' own reason where it was renamed or retired.
    """

    kind: Kind
    id: str
    before: Standing | None
    after: Standing | None
    why: Why | None = None
    because: str = ""


class GateChange(NamedTuple):
    """A gate whose verdict, or whose count of musts, is another."""

    before: GateStanding
    after: GateStanding

    @property
    def is_verdict(self) -> bool:
        return self.before.ready is not self.after.ready


class Comparison(NamedTuple):
    """What changed from `before` to `after`; `compared` counts the questions that are in both.

    `reach` are the ids of the gates that both reports cover.
    """

    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]
    gates: tuple[GateChange, ...]
    compared: int
    reach: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of a kind, in the order of the questions."""
        return tuple(one for one in self.changes if one.kind is kind)

    @property
    def unchanged(self) -> int:
        """How many questions stand as they did."""
        moved = [one for one in self.changes if one.before and one.after and one.kind is not Kind.RENAMED]
        return self.compared - len(moved)


def compare(before: Snapshot, after: Snapshot, *, retired: Mapping[str, Retired] = NONE) -> Comparison:
    """What changed from `before` to `after`. `retired` are the former ids, as `Playbook.retired` has them."""
    return _Comparing(before, after, retired).comparison()


class _Comparing:
    def __init__(self, before: Snapshot, after: Snapshot, retired: Mapping[str, Retired]) -> None:
        self.before = before
        self.after = after
        self.retired = {id_: old for id_, old in retired.items() if before.edition < old.edition <= after.edition}
        self.reach = tuple(gate for gate in after.reach if gate in before.reach)
        self.earlier = {self._today(id_): one for id_, one in before.items.items()}

    def comparison(self) -> Comparison:
        changes = [*self._changes(), *self._former(), *self._gone()]
        order = list(Kind)
        return Comparison(
            before=self.before,
            after=self.after,
            changes=tuple(sorted(changes, key=lambda one: order.index(one.kind))),
            gates=tuple(self._gates()),
            compared=len([one for one in self._later() if one.id in self.earlier]),
            reach=self.reach,
        )

    def _later(self) -> Iterator[Standing]:
        """Today's items, of the gates that both cover."""
        yield from (one for one in self.after.items.values() if one.gate in self.reach or one.id in self.earlier)

    def _changes(self) -> Iterator[Change]:
        for now in self._later():
            was = self.earlier.get(now.id)
            if was is None:
                yield Change(Kind.ADDED, now.id, None, now)
            elif kind := self._kind(was, now):
                yield Change(kind, now.id, was, now, self._why(was, now) if kind is Kind.WENT_BACK else None)

    def _kind(self, was: Standing, now: Standing) -> Kind | None:
        if not (was.is_asked and now.is_asked):
            return Kind.ASKED if now.is_asked else Kind.NOT_ASKED if was.is_asked else None
        if now.is_set_aside or was.is_set_aside:
            return self._aside(was, now)
        if was.status is not Status.MET and now.status is not Status.MET:
            return Kind.MOVED if was.status is not now.status or self._is_otherwise(was, now) else None
        if was.status is now.status:
            return Kind.ANSWERED_ANEW if self._answer(was) != now.answer else None
        return Kind.MET if now.status is Status.MET else Kind.WENT_BACK

    def _aside(self, was: Standing, now: Standing) -> Kind | None:
        if now.is_set_aside:
            return None if was.is_set_aside else Kind.SET_ASIDE
        return Kind.MET if now.status is Status.MET else Kind.WENT_BACK

    def _is_otherwise(self, was: Standing, now: Standing) -> bool:
        """Whether the answer, or that of any row, is another, though the question stands alike."""
        rows = {self._today(row, f"{now.id}/"): status for row, status in was.rows.items()}
        return self._answer(was) != now.answer or bool(rows and now.rows and rows != dict(now.rows))

    def _answer(self, was: Standing) -> str:
        """The earlier answer, by the name it has today."""
        return self._today(was.answer, f"{self._today(was.id)}/") if was.answer else ""

    def _today(self, id_: str, prefix: str = "") -> str:
        """Today's name of an id, however often it was renamed; the id itself where it has no successor."""
        seen: set[str] = set()
        while (old := self.retired.get(f"{prefix}{id_}")) and old.successor and id_ not in seen:
            seen.add(id_)
            id_ = old.successor
        return id_

    def _why(self, was: Standing, now: Standing) -> Why:
        """Why it is open again; of a question asked row by row, what the rows say that are open."""
        known = {self._today(row, f"{now.id}/") for row in was.rows}
        of_rows = {status for row, status in now.rows.items() if row in known and not status.passes}
        statuses = of_rows if now.rows else {now.status}
        for status, why in _BY_STATUS.items():
            if status in statuses:
                return why
        if of_rows or self._answer(was) != now.answer or now.status is Status.UNKNOWN:
            return Why.CHANGED
        return Why.EDITION if self.before.edition != self.after.edition else Why.LACKING

    def _former(self) -> Iterator[Change]:
        """The questions that the editions in between renamed or retired, whether or not the trust had answered them."""
        for id_, old in self.retired.items():
            was, now = self.before.items.get(id_), self.after.items.get(self._today(id_))
            if "/" in id_ or (now and now.gate not in self.reach):
                continue
            yield Change(Kind.RENAMED if now else Kind.RETIRED, id_, was, now, because=old.because)

    def _gone(self) -> Iterator[Change]:
        """The questions that are there no more, and nobody said why."""
        for id_, was in self.before.items.items():
            if was.gate in self.reach and id_ not in self.retired and id_ not in self.after.items:
                yield Change(Kind.RETIRED, id_, was, None)

    def _gates(self) -> Iterator[GateChange]:
        for id_, now in self.after.gates.items():
            was = self.before.gates.get(id_)
            if was and (was.ready is not now.ready or (was.applicable, was.passed) != (now.applicable, now.passed)):
                yield GateChange(was, now)


_BY_STATUS = {
    Status.CONTRADICTED: Why.CONTRADICTED,
    Status.OUTDATED: Why.EXPIRED,
    Status.UNANSWERED: Why.REMOVED,
}
