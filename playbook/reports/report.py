"""What every form of report says: which items stand where, in words. The forms decide only how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from playbook.model import (
    Answers,
    Assessment,
    Count,
    Item,
    Place,
    Playbook,
    Priority,
    Problem,
    Result,
    Source,
    Status,
    Verdict,
)
from playbook.papers import NO_PAPERS, Papers
from playbook.said import disagreements, document_title, said_in, sentence, suggested
from playbook.words import counted, day, listed

STATUS_WORDS = {
    Status.MET: "met",
    Status.PARTLY: "in part",
    Status.NOT_MET: "not yet",
    Status.UNKNOWN: "don't know",
    Status.UNANSWERED: "not answered",
    Status.NOT_APPLICABLE: "does not apply",
    Status.CONTRADICTED: "papers differ",
    Status.OUTDATED: "out of date",
}
ADVICE = "The gate advises; the board decides."


class Report:
    """An assessment as somebody asked to see it.

    `lead` is the gate whose verdict leads. With `whole`, later gates are listed too. `papers` are the documents read.
    `role` narrows the lists to the items that a role acts on or helps with, and never the verdicts.
    """

    def __init__(
        self,
        *,
        playbook: Playbook,
        answers: Answers,
        assessment: Assessment,
        lead: str,
        whole: bool = True,
        role: str = "",
        papers: Papers = NO_PAPERS,
    ) -> None:
        self.playbook = playbook
        self.answers = answers
        self.assessment = assessment
        self.lead = lead
        self.whole = whole
        self.role = role
        self.papers = papers

    @property
    def papers_read(self) -> str:
        """A sentence on the documents that were read and what they bear out, or nothing."""
        if not self.papers.read:
            return ""
        files: dict[str, list[str]] = {}
        for kind, file in self.papers.read.items():
            files.setdefault(file, []).append(document_title(self.playbook, kind))
        named = [f"{listed(kinds)} ({file})" for file, kinds in files.items()]
        borne_out = sum(bool(one.supported_by and not one.lowered_by) for one in self.shown)
        answers = f"; they bear out {counted(borne_out, 'answer')}" if borne_out else ""
        return f"Papers read: {listed(named)}{answers}"

    def disagreements(self, result: Result) -> tuple[str, ...]:
        """What documents say against an answer, each with its place and its words."""
        return disagreements(self.playbook, result)

    def suggestions(self, result: Result) -> tuple[str, ...]:
        """Which answers the documents speak for, and where."""
        return suggested(self.playbook, result.item, result.suggestions)

    @property
    def overrulings(self) -> tuple[str, ...]:
        """What documents say and the trust let its answer stand against, with its reasons."""
        return tuple(
            f"{one.item.ask} {sentence(said_in(self.playbook, finding))} The answer stands: {stand.because}"
            for one in self.shown
            for finding, stand in one.overruled
        )

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was read as something else, and which documents could not be read."""
        return (*self.answers.notices, *self.papers.notices)

    @property
    def differing(self) -> tuple[Result, ...]:
        """Where a document says otherwise than the answer, and nobody let the answer stand."""
        return tuple(one for one in self.shown if one.lowered_by)

    @property
    def to_confirm(self) -> tuple[Result, ...]:
        """What the documents answer, also of single rows, and a person has not confirmed."""
        return tuple(one for one in self.shown if one.suggestions and (one.rows or not one.lowered_by))

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdicts[self.lead]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that the filters leave, in order."""
        gates = tuple(self.playbook.gates) if self.whole else self.playbook.gates_up_to(self.lead)
        return tuple(item for item in self.playbook.items.values() if item.gate in gates and self._is_for(item))

    @cached_property
    def shown(self) -> tuple[Result, ...]:
        """The results of those items."""
        return tuple(self.assessment.results[item.id] for item in self.items)

    @property
    def blockers(self) -> tuple[Result, ...]:
        """What stands in the way of the leading gate, as far as the role is concerned."""
        return tuple(one for one in self.verdict.blockers if self._is_for(one.item))

    @cached_property
    def worth_doing(self) -> tuple[Result, ...]:
        """The open shoulds and coulds of the leading gate and those before it, without those where papers differ."""
        near = self.playbook.gates_up_to(self.lead)
        found = [one for one in self.shown if one.item.gate in near and not one.item.is_must and not one.status.passes]
        found = [one for one in found if not one.lowered_by]
        return tuple(sorted(found, key=lambda one: one.item.priority is Priority.COULD))

    @property
    def set_aside(self) -> tuple[Result, ...]:
        return tuple(one for one in self.shown if one.set_aside)

    @property
    def not_asked(self) -> tuple[Result, ...]:
        """Answers to questions that do not apply: kept, and said."""
        return tuple(one for one in self.shown if not one.applies and not one.set_aside and _says_something(one))

    @property
    def headline(self) -> str:
        """The verdict in a sentence."""
        gate, verdict = self.verdict.gate, self.verdict
        count = self.count(Priority.MUST, self.playbook.gates_up_to(self.lead))
        if verdict.ready is None:
            return f"{self._earlier_verdict}{gate.title}: this gate does not apply to what was answered."
        if verdict.ready:
            return f"{gate.ready}: {counted(count.applicable, 'must is', 'musts are')} met."
        left = count.applicable - count.passed
        sentence = (
            f"{gate.not_ready}: {left} of {counted(count.applicable, 'must')} {'is' if left == 1 else 'are'} open"
        )
        return f"{sentence}, and {count.waiting} more wait for them." if count.waiting else f"{sentence}."

    @property
    def _earlier_verdict(self) -> str:
        """The last verdict before the leading gate, for a trust that need not go as far as that."""
        before = [self.assessment.verdicts[id_] for id_ in self.playbook.gates_up_to(self.lead)]
        settled = [one for one in before if one.ready is not None]
        if not settled:
            return ""
        return f"{settled[-1].gate.ready if settled[-1].ready else settled[-1].gate.not_ready}. "

    @property
    def left_to_others(self) -> str:
        """A sentence on what is in the way of the gate and left out by the role, or nothing."""
        others = [one for one in self.verdict.blockers if not self._is_for(one.item)]
        if not others:
            return ""
        named = "; ".join(f"“{one.item.ask}” ({self.who(one)})" for one in others[:3])
        more = f"; and {len(others) - 3} more" if len(others) > 3 else ""
        return f"Also in the way, and for others: {named}{more}"

    @property
    def waiting(self) -> str:
        """A sentence on the questions that hang on an open one, or nothing."""
        open_switches: dict[str, int] = {}
        for one in self.shown:
            if one.waits_for:
                open_switches[one.waits_for] = open_switches.get(one.waits_for, 0) + 1
        if not open_switches:
            return ""
        total = sum(open_switches.values())
        names = listed([f"“{self.playbook.items[id_].ask}”" for id_ in open_switches])
        return f"{counted(total, 'more question depends', 'more questions depend')} on {names}"

    def musts_of(self, gate: str) -> Count:
        return self.count(Priority.MUST, (gate,))

    def count(self, priority: Priority, gates: Iterable[str]) -> Count:
        """How many items of `priority` in `gates` apply, pass, and wait for another answer; every role counts."""
        found = [self.assessment.results[item.id] for item in self.playbook.by_priority[priority] if item.gate in gates]
        applicable = [one for one in found if one.applies or one.set_aside]
        return Count(
            applicable=len(applicable),
            passed=sum(one.status.passes for one in applicable),
            waiting=sum(bool(one.waits_for) for one in found),
        )

    def place(self, result: Result) -> Place:
        """Where the answer stands in the file; the file as a whole where nothing was written."""
        return result.answer.place if result.answer else self.answers.place

    def who(self, result: Result) -> str:
        """Who acts: the owner the trust named, or the role the playbook names first; and by when, if that was said."""
        answer, who = result.answer, self.owner(result)
        if not (answer and answer.due):
            return who
        return f"{who}, {'was due' if answer.due < self.assessment.as_of else 'by'} {day(answer.due)}"

    def owner(self, result: Result) -> str:
        """Who acts, without a day."""
        named = result.answer.owner if result.answer else ""
        return named or self.playbook.roles[result.item.who[0]].title

    def helpers(self, result: Result) -> str:
        """The roles that help the first, inside a sentence, but for the one that the trust named to act."""
        roles = [self.playbook.roles[id_] for id_ in result.item.who[1:]]
        owner = self.owner(result).casefold()
        return listed([f"the {role.in_sentence}" for role in roles if role.title.casefold() != owner])

    def to_do(self, result: Result) -> str:
        """What to do about an open item, beginning with what its own answer calls for."""
        answer = result.answer
        if answer and answer.until and result.status is Status.OUTDATED:
            return f"The day has come: answer again. {result.item.how}"
        if answer and answer.until and result.status is Status.PARTLY:
            return f"Answer again after {day(answer.until)}. {result.item.how}"
        return result.item.how

    def sources(self, item: Item) -> tuple[Source, ...]:
        """The item's own sources, or those of its claims."""
        ids = item.sources or tuple(id_ for claim in item.claims for id_ in self.playbook.claims[claim].sources)
        return tuple(self.playbook.sources[id_] for id_ in dict.fromkeys(ids))

    def _is_for(self, item: Item) -> bool:
        return not self.role or self.role in item.who


def cited(source: Source) -> str:
    """A source in a line: title, author, date."""
    date = "date not shown" if source.date == "not shown" else source.date
    return f"{source.title} ({source.author}, {date})"


def why(result: Result, who: str = "You") -> str:
    """Why an item stands where it does; where a document differs, with the answer that it differs from.

    `who` answered: papers for others say "The trust".
    """
    option = result.item.options.get(result.answer.option) if result.answer else None
    if result.status is Status.CONTRADICTED and option:
        return f"{who} answered “{option.text}”; a document says otherwise"
    return result.reason


def _says_something(result: Result) -> bool:
    answer = result.answer
    return answer is not None and (not answer.is_empty or any(not row.is_empty for row in answer.rows.values()))
