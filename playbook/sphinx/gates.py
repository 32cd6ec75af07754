"""The directive `{gate}`: a decision that checklists guard, with its verdicts in words and links to its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from playbook.load.data import FRAME
from playbook.model import Gate, Item, Playbook
from playbook.sphinx.depends import choose, note_files
from playbook.sphinx.directive import SectionDirective
from playbook.sphinx.parts import GATE, anchor, facet, facets, item_list, paragraphs
from playbook.words import counted

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_gates(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("gate", GateDirective)


class GateDirective(SectionDirective):
    """Takes the id of a gate."""

    kind = GATE

    def shown(self, playbook: Playbook, id_: str) -> nodes.section:
        note_files(self.env, [FRAME])
        return gate_section(playbook.gates[id_], choose(self.env, playbook, {GATE: id_}))


def gate_section(gate: Gate, items: Sequence[Item]) -> nodes.section:
    """The gate with its `items`; its anchor is `gate-` and its id."""
    id_ = anchor(GATE, gate.id)
    made = nodes.section("", nodes.title("", f"The gate: {gate.title}"), ids=[id_], names=[id_], classes=["gate"])
    made += paragraphs(gate.about)
    musts = sum(item.is_must for item in items)
    count = f"{counted(len(items), 'question')}, {counted(musts, 'must')}."
    made += facets(
        [
            facet(f"“{gate.ready}”", "ready", nodes.paragraph("", _ready(musts))),
            facet(f"“{gate.not_ready}”", "not-ready", nodes.paragraph("", "Where one that applies does not.")),
            facet("Asked here", "asked", nodes.paragraph("", count), *([item_list(items)] if items else [])),
        ]
    )
    return made


def _ready(musts: int) -> str:
    own = "every must that applies passes, here and " if musts else "every must that applies passes "
    return f"Where {own}at the gates before."
