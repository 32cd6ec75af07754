"""Checklists + answers + findings + a day → assessment. Pure: the same input gives the same result, anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from playbook.findings import Bearing, bearing
from playbook.model import (
    Answer,
    Answers,
    Assessment,
    BadInput,
    Condition,
    Finding,
    Gate,
    Item,
    Need,
    Option,
    Playbook,
    Priority,
    Problem,
    Result,
    Status,
    Verdict,
)
from playbook.words import day, listed

Thing = TypeVar("Thing")
# Names are found faster than members of an enumeration.
_MET, _PARTLY, _NOT_MET = Status.MET, Status.PARTLY, Status.NOT_MET
_UNKNOWN, _UNANSWERED, _NOT_APPLICABLE = Status.UNKNOWN, Status.UNANSWERED, Status.NOT_APPLICABLE
_CONTRADICTED, _OUTDATED = Status.CONTRADICTED, Status.OUTDATED
_MISSING = {
    Need.NOTE: "say more in a note",
    Need.EVIDENCE: "name the evidence",
    Need.DATE: "give the date",
    Need.UNTIL: "say until when",
}


def evaluate(playbook: Playbook, answers: Answers, *, as_of: date, findings: Iterable[Finding] = ()) -> Assessment:
    """Every item's status and reason, and each gate's verdict, as of a day.

    Raises BadInput where an answer's `date` lies after `as_of`: what has not happened yet is no answer.
    """
    if ahead := tuple(_dates_ahead(answers, as_of)):
        raise BadInput(ahead)
    results = _Results(_Judge(playbook, answers, as_of, tuple(findings)))
    musts = [results[item.id] for item in playbook.by_priority[Priority.MUST]]
    verdicts = {gate.id: _verdict(gate, playbook, musts) for gate in playbook.gates.values()}
    return Assessment(trust=answers.trust, as_of=as_of, results=results, verdicts=verdicts)


def _dates_ahead(answers: Answers, as_of: date) -> Iterable[Problem]:
    for id_, answer in answers.answers.items():
        yield from _date_ahead(id_, answer, as_of) if answer.date else ()
        for row, said in answer.rows.items():
            yield from _date_ahead(f"{id_}, row {row}", said, as_of) if said.date else ()


def _date_ahead(name: str, answer: Answer, as_of: date) -> Iterable[Problem]:
    if answer.date and answer.date > as_of:
        message = f"{name}: the date {day(answer.date)} lies after {day(as_of)}, the day of this check"
        hint = "“date” is the day it happened. For what is still to come, write “until” or “due”."
        yield Problem(answer.place, message, hint)


def _verdict(gate: Gate, playbook: Playbook, musts: list[Result]) -> Verdict:
    if not any(one.applies or one.waits_for for one in musts if one.item.gate == gate.id):
        return Verdict(gate=gate, ready=None, blockers=())
    included = playbook.gates_up_to(gate.id)
    blockers = tuple(one for one in musts if one.item.gate in included and not one.status.passes)
    return Verdict(gate=gate, ready=not blockers, blockers=blockers)


class _Results(Mapping[str, Result]):
    """Each item's result, worked out when it is first asked for: who compares many trusts wants few of them."""

    def __init__(self, judge: _Judge) -> None:
        self._judge = judge

    def __getitem__(self, id_: str) -> Result:
        return self._judge.result(self._judge.playbook.items[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self._judge.playbook.items)

    def __len__(self) -> int:
        return len(self._judge.playbook.items)


class _Judge:
    def __init__(self, playbook: Playbook, answers: Answers, as_of: date, findings: tuple[Finding, ...]) -> None:
        self.playbook = playbook
        self.answers = answers.answers
        self.as_of = as_of
        self.findings = findings
        self.known: dict[str, Result] = {}
        self.held: dict[Condition, tuple[bool, str]] = {}

    def result(self, item: Item) -> Result:
        if item.id not in self.known:
            answer = self.answers.get(item.id)
            self.known[item.id] = self._not_asked(item, answer) or self._asked(item, answer)
        return self.known[item.id]

    def _not_asked(self, item: Item, answer: Answer | None) -> Result | None:
        """The result of an item whose `when` is not met; one whose switch is still open waits for it."""
        waits_for = ""
        for condition in item.when:
            if condition not in self.held:
                self.held[condition] = self._holds(condition)
            holds, open_switch = self.held[condition]
            if not holds and not open_switch:
                return Result(item=item, status=_NOT_APPLICABLE, reason=self._only_if(condition), answer=answer)
            waits_for = waits_for or open_switch
        if not waits_for:
            return None
        reason = f"Depends on the answer to “{self.playbook.items[waits_for].ask}”"
        return Result(item=item, status=_NOT_APPLICABLE, reason=reason, answer=answer, waits_for=waits_for)

    def _holds(self, condition: Condition) -> tuple[bool, str]:
        """Whether the condition holds, and the id of the item that is still open where that cannot be said."""
        switch = self.result(self.playbook.items[condition.item])
        if not switch.applies:
            return False, switch.waits_for
        option = switch.item.options.get(switch.answer.option) if switch.answer else None
        if option and option.id in condition.options:
            return True, ""
        settled = option is not None and option.status is not _NOT_MET
        return False, "" if settled else switch.item.id

    def _only_if(self, condition: Condition) -> str:
        switch = self.playbook.items[condition.item]
        texts = "; or ".join(switch.options[id_].text for id_ in condition.options)
        return f"Asked only where “{switch.ask}” is answered: {texts}"

    def _asked(self, item: Item, answer: Answer | None) -> Result:
        if answer is None and not item.rows and not self.findings:
            return Result(item=item, status=_UNANSWERED, reason="Not answered")
        said = answer or Answer(place=item.place)
        if item.rows and said.is_empty:
            return self._by_rows(item, said)._replace(answer=answer)
        status, reason = self._judged(item, said)
        result = Result(item, status, reason, answer, set_aside=status is _NOT_APPLICABLE)
        if result.set_aside or not item.document or not self.findings:
            return result
        return self._weighed(result, bearing(item, item.document, said, status, self.findings))

    def _weighed(self, result: Result, borne: Bearing) -> Result:
        weighed = result._replace(
            supported_by=_joined(result.supported_by, borne.supports),
            lowered_by=_joined(result.lowered_by, borne.lowers),
            overruled=_joined(result.overruled, borne.overruled),
            suggested=_joined(result.suggested, tuple(option for one in borne.suggests for option in one.options)),
            suggestions=_joined(result.suggestions, borne.suggests),
        )
        if not borne.lowers:
            return weighed
        return weighed._replace(status=_CONTRADICTED, reason="A document says otherwise")

    def _judged(self, item: Item, answer: Answer) -> tuple[Status, str]:
        """The status of one answer, of an item or a row, and why; documents apart."""
        if answer.not_applicable:
            return _NOT_APPLICABLE, f"Set aside: {answer.not_applicable}"
        if answer.unknown:
            return _UNKNOWN, f"Nobody knows yet; ask {self._whom_to_ask(item, answer)}"
        option = item.options.get(answer.option)
        if option is None:
            return _UNANSWERED, "Not answered"
        if (answer.until or option.fresh) and (why := self._out_of_date(option, answer)):
            return _OUTDATED, f"{option.text}: {why}"
        missing = [_MISSING[need] for need in option.needs if not getattr(answer, need)] if option.needs else []
        if missing:
            status = _PARTLY if option.status is _MET else option.status
            return status, f"{option.text}: {listed(missing)}"
        return option.status, option.text

    def _whom_to_ask(self, item: Item, answer: Answer) -> str:
        return answer.owner or f"the {self.playbook.roles[item.who[0]].in_sentence}"

    def _out_of_date(self, option: Option, answer: Answer) -> str:
        if option.status is _NOT_MET:
            return ""
        if answer.until and answer.until < self.as_of:
            return f"that was until {day(answer.until)}"
        if option.fresh and answer.date and _months_later(answer.date, option.fresh) < self.as_of:
            return f"{day(answer.date)} is more than {_span(option.fresh)} ago"
        return ""

    def _by_rows(self, item: Item, answer: Answer) -> Result:
        statuses = dict.fromkeys(item.rows, _UNANSWERED)
        statuses |= {row: self._judged(item, said)[0] for row, said in answer.rows.items()}
        result = Result(item=item, status=_UNANSWERED, reason="", answer=answer)
        if self.findings:
            result = self._rows_weighed(result, answer, statuses)
        open_rows = tuple(row for row, status in statuses.items() if not status.passes)
        return result._replace(
            status=_together(statuses.values()),
            reason=_rows_reason(item, answer, statuses, open_rows),
            set_aside=_NOT_APPLICABLE in statuses.values(),
            rows=statuses,
            open_rows=open_rows,
        )

    def _rows_weighed(self, result: Result, answer: Answer, statuses: dict[str, Status]) -> Result:
        """The result with what findings say of its rows; a row they lower is contradicted in `statuses`."""
        item = result.item
        for row in item.rows:
            reading = item.rows[row].document or (item.document if item.document and item.document.by_rows else None)
            if reading and statuses[row] is not _NOT_APPLICABLE:
                said = answer.rows.get(row) or Answer(place=item.place)
                borne = bearing(item, reading, said, statuses[row], self.findings, row=row, stands=answer.stands)
                result = self._weighed(result, borne)
                if borne.lowers:
                    statuses[row] = _CONTRADICTED
        return result


def _joined(first: tuple[Thing, ...], second: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Both without repeats: one finding may bear on several rows."""
    return tuple(dict.fromkeys(first + second)) if second else first


def _together(statuses: Iterable[Status]) -> Status:
    """Met when all applicable rows are; all alike, that status; else partly."""
    applicable = [status for status in statuses if status is not _NOT_APPLICABLE]
    if not applicable:
        return _NOT_APPLICABLE
    first = applicable[0]
    return first if all(status is first for status in applicable) else _PARTLY


def _rows_reason(item: Item, answer: Answer, statuses: Mapping[str, Status], open_rows: tuple[str, ...]) -> str:
    if all(status is _UNANSWERED for status in statuses.values()):
        return "Not answered"
    found = _open_rows_reason(item, open_rows) if open_rows else f"All {len(item.rows)} rows"
    aside = [row for row, status in statuses.items() if status is _NOT_APPLICABLE]
    if not aside:
        return found
    reasons = "; ".join(f"{item.rows[row].text} ({answer.rows[row].not_applicable})" for row in aside)
    return f"Set aside: {reasons}" if len(aside) == len(statuses) else f"{found}. Set aside: {reasons}"


def _open_rows_reason(item: Item, open_rows: tuple[str, ...]) -> str:
    named = [item.rows[row].text for row in open_rows[:3]]
    if len(open_rows) > 3:
        named.append(f"and {len(open_rows) - 3} more")
    is_open = "is" if len(open_rows) == 1 else "are"
    return f"{len(open_rows)} of {len(item.rows)} {is_open} open: {'; '.join(named)}"


def _months_later(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year = min(start.year + years, date.max.year - 1)
    try:
        return date(year, month + 1, start.day)
    except ValueError:
        return date(year, month + 2, 1) - timedelta(days=1)


def _span(months: int) -> str:
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"a {unit}" if number == 1 else f"{number} {unit}s"
