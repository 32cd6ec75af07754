"""The roles: links to items, gates and rules, the marks of claims, and citations of sources."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from playbook.model import Rating
from playbook.sphinx.depends import note_one
from playbook.sphinx.parts import CLAIM, GATE, ITEM, RULE, SOURCE, link
from playbook.sphinx.say import say, unknown

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx


def setup_roles(app: Sphinx) -> None:
    """Add the roles under their short names."""
    for kind in (ITEM, GATE, RULE):
        app.add_role(kind, LinkRole(kind))
    app.add_role(CLAIM, ClaimRole())
    app.add_role(SOURCE, SourceRole())


class LinkRole(XRefRole):
    """A link to an item, a gate or a rule; in the domain, to a checklist, a claim or a source too.

    ``{item}`seat` `` shows the item's question, ``{gate}`decide` `` and ``{rule}`board-seat` `` the title, and
    ``{item}`the seat <seat>` `` a text of its own.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self._kind = kind

    def run(self) -> tuple[list[Node], list[system_message]]:
        note_one(self.env, self._kind, self.target)
        self.name = f"checklist:{self._kind}"
        return super().run()


class _Several(SphinxRole, ABC):
    """A role that takes one id or several, parted by commas."""

    kind: str

    def run(self) -> tuple[list[Node], list[system_message]]:
        return list(self.shown(list(self._ids()))), []

    @abstractmethod
    def shown(self, ids: list[str]) -> Iterator[Node]:
        """What the page has in the place of the known ones of `ids`."""

    def _ids(self) -> Iterator[str]:
        from playbook.sphinx.domain import checklist_domain

        domain = checklist_domain(self.env)
        known = domain.known(self.kind)
        for id_ in (part.strip() for part in self.text.split(",")):
            note_one(self.env, self.kind, id_)
            if id_ in known:
                yield id_
            elif domain.playbook is not None:
                say(unknown(self.kind, id_, known), self.get_location(), self.kind)


class ClaimRole(_Several):
    """``{claim}`A17` `` marks the place that carries a claim, says if it is disputed, and links to the claim."""

    kind = CLAIM

    def shown(self, ids: list[str]) -> Iterator[Node]:
        from playbook.sphinx.domain import checklist_domain

        domain = checklist_domain(self.env)
        for number, id_ in enumerate(ids):
            rating = domain.known(CLAIM)[id_].rating
            mark = nodes.inline("", "", classes=["claim-mark", f"claim-{rating}"])
            if domain.carry(id_):
                mark["ids"].append(f"carries-{id_}")
            mark += link(CLAIM, id_, f"{id_}, disputed" if rating is Rating.DISPUTED else id_)
            yield from ([nodes.Text(" ")] if number else [])
            yield mark


class SourceRole(_Several):
    """``{source}`hoeksma-2016` `` cites a source by its author and year, in brackets."""

    kind = SOURCE

    def shown(self, ids: list[str]) -> Iterator[Node]:
        from playbook.sphinx.domain import checklist_domain

        domain = checklist_domain(self.env)
        for number, id_ in enumerate(ids):
            domain.cite(id_)
            yield nodes.Text("; " if number else "(")
            yield link(SOURCE, id_, domain.citations[id_])
        if ids:
            yield nodes.Text(")")
