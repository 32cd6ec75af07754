"""What changed, in sentences for minutes: a summary first, then each question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from playbook.compare.compare import Change, Comparison, GateChange, Kind, Why
from playbook.compare.snapshot import Snapshot, Standing
from playbook.model import Status
from playbook.reports.report import STATUS_WORDS
from playbook.said import sentence
from playbook.words import capital, day, listed, spelt

_TITLES = {
    Kind.MET: "Now met",
    Kind.WENT_BACK: "Went back",
    Kind.MOVED: "Still open, and changed",
    Kind.ANSWERED_ANEW: "Answered differently, and still met",
    Kind.SET_ASIDE: "Set aside",
    Kind.ASKED: "Asked now, because of another answer",
    Kind.NOT_ASKED: "No longer asked, because of another answer",
    Kind.ADDED: "New in the checklists",
    Kind.RENAMED: "Renamed in the checklists",
    Kind.RETIRED: "No longer in the checklists",
}
_SOME_DOCUMENT = "A document"
_VERDICTS = {True: "ready", False: "not ready", None: "does not apply"}


class Entry(NamedTuple):
    """A question, and what is to be said of it: each line with its label."""

    ask: str
    lines: tuple[tuple[str, str], ...]


def title(comparison: Comparison) -> str:
    """From which day to which."""
    return f"What changed {_between(comparison)}"


def editions(comparison: Comparison) -> str:
    """A sentence on the checklists behind the two."""
    before, after = comparison.before.edition, comparison.after.edition
    if before == after:
        return f"Both by the checklists of edition {after}."
    return f"The earlier by the checklists of edition {before}, the later by those of {after}."


def summary(comparison: Comparison) -> tuple[str, ...]:
    """What the minutes need, in a few sentences."""
    return tuple(map(capital, filter(None, _summary(comparison))))


def verdicts(comparison: Comparison) -> tuple[str, ...]:
    """A sentence for each gate whose verdict or count is another."""
    return tuple(map(_verdict, comparison.gates))


def sections(comparison: Comparison) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Each kind of change that occurred, with its questions."""
    for kind, heading in _TITLES.items():
        if found := comparison.of(kind):
            yield heading, tuple(_entry(one) for one in found)


def _summary(comparison: Comparison) -> Iterator[str]:
    yield _other_trust(comparison.before, comparison.after)
    yield _narrow(comparison)
    if not (comparison.changes or comparison.gates):
        yield f"nothing changed {_between(comparison)}: {_as_they_did(comparison.unchanged)}."
        return
    if met := comparison.of(Kind.MET):
        yield f"{spelt(len(met), 'question is', 'questions are')} met that {_was(met)} not {_before(comparison)}."
    yield _went_back(comparison)
    yield _moved(comparison)
    yield _asked(comparison)
    yield _edition(comparison)
    yield _gates(comparison)
    if comparison.unchanged:
        yield f"{_as_they_did(comparison.unchanged)}."


def _between(comparison: Comparison) -> str:
    before, after = comparison.before.as_of, comparison.after.as_of
    return f"from {day(before)} to {day(after)}" if before != after else f"between the two, both judged by {day(after)}"


def _before(comparison: Comparison) -> str:
    before = comparison.before.as_of
    return "met before" if before == comparison.after.as_of else f"on {day(before)}"


def _other_trust(before: Snapshot, after: Snapshot) -> str:
    if before.trust == after.trust or not (before.trust and after.trust):
        return ""
    return f"the earlier is called {before.trust}, and the later {after.trust}."


def _narrow(comparison: Comparison) -> str:
    before, after = comparison.before, comparison.after
    gates = {**before.gates, **after.gates}
    left_out = [gates[id_].title for id_ in dict.fromkeys((*after.reach, *before.reach)) if id_ not in comparison.reach]
    return f"not compared, because one of the two leaves it out: {listed(left_out)}." if left_out else ""


def _as_they_did(number: int) -> str:
    return f"{spelt(number, 'question')} {'stands as it' if number == 1 else 'stand as they'} did"


def _was(changes: tuple[Change, ...]) -> str:
    return "was" if len(changes) == 1 else "were"


def _went_back(comparison: Comparison) -> str:
    found = comparison.of(Kind.WENT_BACK)
    if not found:
        return ""
    if len(found) == 1:
        return f"one went back: {_one_back(found[0])}."
    reasons = {why: sum(one.why is why for one in found) for why in Why}
    told = [_BACK[why](spelt(number, "answer"), number == 1) for why, number in reasons.items() if number]
    return f"{spelt(len(found), 'question')} went back: {listed(told)}."


def _one_back(change: Change) -> str:
    words = _ONE_BACK[change.why or Why.CHANGED]
    against = change.after.against if change.after else ()
    return words.replace(_SOME_DOCUMENT.lower(), f"the {against[0].document}") if against else words


_ONE_BACK = {
    Why.EXPIRED: "its answer is out of date",
    Why.CONTRADICTED: "a document says otherwise",
    Why.REMOVED: "its answer was taken out",
    Why.CHANGED: "its answer was changed",
    Why.LACKING: "its answer no longer says all that is needed",
    Why.EDITION: "the checklists judge the answer otherwise",
}
_BACK: dict[Why, Callable[[str, bool], str]] = {
    Why.EXPIRED: lambda answers, one: f"{answers} {'is' if one else 'are'} out of date",
    Why.CONTRADICTED: lambda answers, one: f"{answers} {'is' if one else 'are'} contradicted by a document",
    Why.REMOVED: lambda answers, one: f"{answers} {'was' if one else 'were'} taken out",
    Why.CHANGED: lambda answers, one: f"{answers} {'was' if one else 'were'} changed",
    Why.LACKING: lambda answers, one: f"{answers} no longer {'says' if one else 'say'} all that is needed",
    Why.EDITION: lambda answers, one: f"{answers} {'is' if one else 'are'} judged otherwise by the checklists",
}


def _moved(comparison: Comparison) -> str:
    parts = []
    if moved := comparison.of(Kind.MOVED):
        parts.append(f"{spelt(len(moved), 'question')} changed and {'is' if len(moved) == 1 else 'are'} still open")
    if anew := comparison.of(Kind.ANSWERED_ANEW):
        parts.append(f"{spelt(len(anew), 'answer')} changed and {'passes' if len(anew) == 1 else 'pass'} as before")
    if aside := comparison.of(Kind.SET_ASIDE):
        parts.append(f"{spelt(len(aside), 'question')} {_was(aside)} set aside")
    return f"{listed(parts)}." if parts else ""


def _asked(comparison: Comparison) -> str:
    parts = []
    if asked := comparison.of(Kind.ASKED):
        met = sum(one.after is not None and one.after.status is Status.MET for one in asked)
        told = f", and {spelt(met, 'of them is', 'of them are')} met" if met else ""
        parts.append(f"other answers made {spelt(len(asked), 'more question')} apply{told}")
    if dropped := comparison.of(Kind.NOT_ASKED):
        parts.append(f"{spelt(len(dropped), 'question')} no longer {'applies' if len(dropped) == 1 else 'apply'}")
    return f"{listed(parts)}." if parts else ""


def _edition(comparison: Comparison) -> str:
    parts = []
    for kind, word in ((Kind.ADDED, "added"), (Kind.RENAMED, "renamed"), (Kind.RETIRED, "retired")):
        if found := comparison.of(kind):
            parts.append(f"{word} {spelt(len(found), 'question')}")
    return f"edition {comparison.after.edition} {listed(parts)}." if parts else ""


def _gates(comparison: Comparison) -> str:
    turned = [one.after for one in comparison.gates if one.is_verdict]
    if not turned:
        return "no gate's verdict changed."
    told = [f"{gate.title} ({_VERDICTS[gate.ready]} now)" for gate in turned]
    return f"the verdict changed of {spelt(len(turned), 'gate')}: {listed(told)}."


def _verdict(gate: GateChange) -> str:
    before, after = gate.before, gate.after
    verdict = f"{_VERDICTS[after.ready]} now, before: {_VERDICTS[before.ready]}"
    if not gate.is_verdict:
        verdict = f"{_VERDICTS[after.ready]}, as before"
    counts = f"Musts met: {after.passed} of {after.applicable}, before: {before.passed} of {before.applicable}."
    return f"{after.title}: {verdict}. {counts}"


def _entry(change: Change) -> Entry:
    before, after = change.before, change.after
    lines: list[tuple[str, str]] = []
    if change.kind is Kind.RENAMED and after:
        lines.append(("", f"It was called “{change.id}”, and is now “{after.id}”."))
    elif after:
        lines.append(("now", _standing(after)))
    if change.because:
        lines.append(("because", sentence(change.because)))
    if before and change.kind is not Kind.RENAMED:
        lines.append(("before", _standing(before)))
    named = after or before
    return Entry(named.ask if named else change.id, tuple(lines))


def _standing(one: Standing) -> str:
    """How it stood, and why: "in part. One is booked for the day given."""
    words = "set aside" if one.is_set_aside else STATUS_WORDS[one.status]
    reason = one.reason.removeprefix("Set aside: ")
    if one.status is Status.UNANSWERED or not reason:
        return f"{words}."
    if one.against:
        reason = f"{reason.replace(_SOME_DOCUMENT, f'The {one.against[0].document}')}: “{one.against[0].quote}”"
    return f"{words}. {sentence(reason)}"
