"""Where the gates stand, for a template."""

from __future__ import annotations

from typing import NamedTuple

from playbook.drafts.known import Known


class Open(NamedTuple):
    """A must that is open: the question, why it is open, and who acts by when."""

    ask: str
    why: str
    who: str


class GateStand(NamedTuple):
    """A gate: its verdict in words, "4 of 5" of its own musts met, and those that are open."""

    title: str
    verdict: str
    met: str
    open: list[Open]


def gates(known: Known) -> list[GateStand]:
    """Where each gate stands, in their order."""
    from playbook.reports.report import why

    report = known.report
    made = []
    for id_, verdict in known.assessment.verdicts.items():
        words = verdict.gate.ready if verdict.ready else verdict.gate.not_ready
        musts = report.musts_of(id_)
        made.append(
            GateStand(
                title=verdict.gate.title,
                verdict="Does not apply" if verdict.ready is None else words,
                met=f"{musts.passed} of {musts.applicable}",
                open=[
                    Open(one.item.ask, why(one, "The trust"), report.who(one))
                    for one in verdict.blockers
                    if one.item.gate == id_
                ],
            )
        )
    return made
