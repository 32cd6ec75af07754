"""The domain `checklist`: on which page each item is shown, and the role `{item}` that links to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from playbook.load.form import nearest
from playbook.model import Playbook

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NAME = "checklist"
VERSION = 1
logger = logging.getLogger(__name__)


def setup_domain(app: Sphinx) -> None:
    """Add the domain, and the role under its short name."""
    app.add_domain(ChecklistDomain)
    app.add_role("item", ItemRole())
    app.connect("missing-reference", _link)
    app.connect("warn-missing-reference", _say_what_is_missing)


def checklist_domain(env: BuildEnvironment) -> ChecklistDomain:
    """The domain of this build."""
    return cast(ChecklistDomain, env.get_domain(NAME))


class ItemRole(XRefRole):
    """A link to an item: ``{item}`seat` `` shows its question, ``{item}`the seat <seat>` `` a text of its own."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def run(self) -> tuple[list[Node], list[system_message]]:
        from playbook.sphinx.data import note_data

        note_data(self.env)
        self.name = f"{NAME}:item"
        return super().run()


class ChecklistDomain(Domain):
    """Knows on which page each item stands. `playbook` is the data of this build, None where it has problems."""

    name = NAME
    label = "Checklist"
    data_version = VERSION
    object_types = {"item": ObjType("item", "item")}  # noqa: RUF012 (Sphinx declares these four so)
    roles = {"item": ItemRole()}  # noqa: RUF012
    initial_data = {"pages": {}}  # noqa: RUF012
    playbook: Playbook | None = None

    @property
    def pages(self) -> dict[str, str]:
        """The page of each item."""
        return cast("dict[str, str]", self.data["pages"])

    def clear_doc(self, docname: str) -> None:
        self.data["pages"] = {item: page for item, page in self.pages.items() if page != docname}

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, dict[str, str]]) -> None:
        self.pages.update({item: page for item, page in otherdata["pages"].items() if page in docnames})

    def resolve_any_xref(self, *_asked: Any, **_named: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: each item is a label of its page as well, and found twice it would be ambiguous."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Each item, for the search page and for other sites that link here."""
        for item, page in self.pages.items():
            yield item, self.question(item), "item", page, item, 1

    def question(self, item: str) -> str:
        known = self.playbook.items.get(item) if self.playbook else None
        return known.ask if known else item

    def problem_of(self, target: str) -> str:
        """What to say of a link to an item that no page shows; nothing where the data itself has problems."""
        if self.playbook is None:
            return ""
        if target in self.playbook.items:
            return f"no page shows the item “{target}”"
        return f"there is no item “{target}”. {nearest(target, self.playbook.items)}".strip()


def _link(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: Element) -> nodes.reference | None:
    """The link that a role or a section asked for, if it is one of ours and a page shows the item."""
    domain, target = checklist_domain(env), node.get("reftarget", "")
    if node.get("refdomain") != NAME or target not in domain.pages:
        return None
    shown = text if node["refexplicit"] else nodes.inline("", domain.question(target))
    return make_refnode(app.builder, node["refdoc"], domain.pages[target], target, shown)


def _say_what_is_missing(_app: Sphinx, domain: Domain, node: pending_xref) -> bool | None:
    if not isinstance(domain, ChecklistDomain):
        return None
    problem = "" if node.get("quiet") else domain.problem_of(node["reftarget"])
    if problem:
        logger.warning("%s", problem, location=node, type="playbook", subtype="item")
    return True
