"""The domain `checklist`: on which page each item and each rule is shown, and the roles that link to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from playbook.load.form import nearest
from playbook.model import NONE, Playbook

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node, system_message
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from playbook.rule import Rule

NAME = "checklist"
VERSION = 2
ITEM, RULE = "item", "rule"
logger = logging.getLogger(__name__)


def setup_domain(app: Sphinx) -> None:
    """Add the domain, and the roles under their short names."""
    app.add_domain(ChecklistDomain)
    app.add_role(ITEM, LinkRole(ITEM))
    app.add_role(RULE, LinkRole(RULE))
    app.connect("missing-reference", _link)
    app.connect("warn-missing-reference", _say_what_is_missing)


def checklist_domain(env: BuildEnvironment) -> ChecklistDomain:
    """The domain of this build."""
    return cast(ChecklistDomain, env.get_domain(NAME))


def rule_anchor(rule: str) -> str:
    """The id of a rule's section on its page."""
    return f"rule-{rule}"


class LinkRole(XRefRole):
    """A link to an item or a rule.

    ``{item}`seat` `` shows the item's question, ``{rule}`board-seat` `` the rule's title, and
    ``{item}`the seat <seat>` `` a text of its own.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self._kind = kind

    def run(self) -> tuple[list[Node], list[system_message]]:
        from playbook.sphinx.data import note_data

        note_data(self.env)
        self.name = f"{NAME}:{self._kind}"
        return super().run()


class ChecklistDomain(Domain):
    """Knows on which page each item and each rule stands.

    `playbook` and `rules` are the data of this build; None and empty where they have problems.
    """

    name = NAME
    label = "Checklist"
    data_version = VERSION
    object_types = {kind: ObjType(kind, kind) for kind in (ITEM, RULE)}  # noqa: RUF012 (Sphinx declares these four so)
    roles = {kind: LinkRole(kind) for kind in (ITEM, RULE)}  # noqa: RUF012
    initial_data = {"pages": {}, "rules": {}}  # noqa: RUF012
    playbook: Playbook | None = None
    rules: Mapping[str, Rule] = NONE

    @property
    def pages(self) -> dict[str, str]:
        """The page of each item."""
        return cast("dict[str, str]", self.data["pages"])

    @property
    def rule_pages(self) -> dict[str, str]:
        """The page of each rule."""
        return cast("dict[str, str]", self.data["rules"])

    def clear_doc(self, docname: str) -> None:
        for pages in (self.pages, self.rule_pages):
            for name in [name for name, page in pages.items() if page == docname]:
                del pages[name]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, dict[str, str]]) -> None:
        for kind in ("pages", "rules"):
            self.data[kind].update({name: page for name, page in otherdata[kind].items() if page in docnames})

    def resolve_any_xref(self, *_asked: Any, **_named: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: each item is a label of its page as well, and found twice it would be ambiguous."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Each item and each rule, for the search page and for other sites that link here."""
        for item, page in self.pages.items():
            yield item, self.question(item), ITEM, page, item, 1
        for rule, page in self.rule_pages.items():
            yield rule_anchor(rule), self.title(rule), RULE, page, rule_anchor(rule), 1

    def question(self, item: str) -> str:
        known = self.playbook.items.get(item) if self.playbook else None
        return known.ask if known else item

    def title(self, rule: str) -> str:
        known = self.rules.get(rule)
        return known.title if known else rule

    def problem_of(self, kind: str, target: str) -> str:
        """What to say of a link to what no page shows; nothing where the data itself has problems."""
        if self.playbook is None:
            return ""
        known = self.rules if kind == RULE else self.playbook.items
        if target in known:
            return f"no page shows the {kind} “{target}”"
        return f"there is no {kind} “{target}”. {nearest(target, known)}".strip()


def _link(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: Element) -> nodes.reference | None:
    """The link that a role or a section asked for, if it is one of ours and a page shows what it leads to."""
    domain, target = checklist_domain(env), node.get("reftarget", "")
    is_rule = node.get("reftype") == RULE
    pages = domain.rule_pages if is_rule else domain.pages
    if node.get("refdomain") != NAME or target not in pages:
        return None
    words = domain.title(target) if is_rule else domain.question(target)
    shown = text if node["refexplicit"] else nodes.inline("", words)
    anchor = rule_anchor(target) if is_rule else target
    return make_refnode(app.builder, node["refdoc"], pages[target], anchor, shown)


def _say_what_is_missing(_app: Sphinx, domain: Domain, node: pending_xref) -> bool | None:
    if not isinstance(domain, ChecklistDomain):
        return None
    problem = "" if node.get("quiet") else domain.problem_of(node["reftype"], node["reftarget"])
    if problem:
        logger.warning("%s", problem, location=node, type="playbook", subtype=node["reftype"])
    return True
