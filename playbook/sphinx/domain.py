"""The domain `checklist`: where each item, rule, claim and source is shown, and which pages carry or cite it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from playbook.load.form import nearest
from playbook.model import NONE, Playbook
from playbook.sphinx.parts import ALL, CLAIM, ITEM, KINDS, RULE, SOURCE, anchor
from playbook.sphinx.roles import LinkRole
from playbook.sphinx.sentences import RATINGS, citation, citations

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from playbook.rule import Rule

NAME = "checklist"
VERSION = 4
logger = logging.getLogger(__name__)


def setup_domain(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(ChecklistDomain)
    app.connect("missing-reference", _link)
    app.connect("warn-missing-reference", _say_what_is_missing)


def checklist_domain(env: BuildEnvironment) -> ChecklistDomain:
    """The domain of this build."""
    return cast(ChecklistDomain, env.get_domain(NAME))


class ChecklistDomain(Domain):
    """Knows on which page what is shown, carried and cited.

    `playbook` and `rules` are the data of this build; None and empty where they have problems.
    """

    name = NAME
    label = "Checklist"
    data_version = VERSION
    object_types = {kind: ObjType(kind, kind) for kind in KINDS}  # noqa: RUF012 (Sphinx declares these four so)
    roles = {kind: LinkRole(kind) for kind in (ITEM, RULE)}  # noqa: RUF012
    initial_data = {"shown": {}, "carried": {}, "cited": {}, "gathering": {}}  # noqa: RUF012
    playbook: Playbook | None = None
    rules: Mapping[str, Rule] = NONE
    _citations: Mapping[str, str] | None = None

    def show(self, kind: str, target: str) -> None:
        """Note that the page being read shows an item, a rule, a claim or a source."""
        self.data["shown"].setdefault(kind, {})[target] = self.env.docname

    def shown(self, kind: str) -> Mapping[str, str]:
        """The page of each item, rule, claim or source."""
        return cast("Mapping[str, str]", self.data["shown"].get(kind, {}))

    def carry(self, claim: str) -> bool:
        """Note that the page being read carries a claim; true where it is its first mark on the page."""
        claims = self.data["carried"].setdefault(self.env.docname, [])
        is_first = claim not in claims
        if is_first:
            claims.append(claim)
        return is_first

    def carriers(self, claim: str) -> list[str]:
        """The pages that carry a claim, by their names."""
        return sorted(page for page, claims in self.data["carried"].items() if claim in claims)

    def cite(self, source: str) -> None:
        """Note that the page being read cites a source."""
        self.data["cited"].setdefault(self.env.docname, {})[source] = True

    def cited(self, page: str) -> tuple[str, ...]:
        """The sources that a page cites, in the order of their first mention."""
        return tuple(self.data["cited"].get(page, ()))

    def citing(self, source: str) -> list[str]:
        """The pages that cite a source, by their names."""
        return sorted(page for page, sources in self.data["cited"].items() if source in sources)

    def clear_doc(self, docname: str) -> None:
        for pages in self.data["shown"].values():
            for name in [name for name, page in pages.items() if page == docname]:
                del pages[name]
        for pages in (self.data["carried"], self.data["cited"], self.data["gathering"]):
            pages.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for kind, pages in otherdata["shown"].items():
            mine = self.data["shown"].setdefault(kind, {})
            mine.update({name: page for name, page in pages.items() if page in docnames})
        for key in ("carried", "cited", "gathering"):
            self.data[key].update({page: found for page, found in otherdata[key].items() if page in docnames})

    def resolve_any_xref(self, *_asked: Any, **_named: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: each item is a label of its page as well, and found twice it would be ambiguous."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything that is shown, for the search page and for other sites that link here."""
        for kind in KINDS:
            for target, page in self.shown(kind).items():
                if target == ALL:
                    continue
                yield anchor(kind, target), self.title(kind, target), kind, page, anchor(kind, target), 1

    def title(self, kind: str, target: str) -> str:
        """What a link shows: the question, the rule's or the source's title, the claim's id; else the target itself."""
        known = self.known(kind).get(target)
        if kind == ITEM:
            return known.ask if known else target
        return target if kind == CLAIM or not known else str(known.title)

    def known(self, kind: str) -> Mapping[str, Any]:
        """Every item, rule, claim or source of the data, by its id."""
        if kind == RULE or self.playbook is None:
            return self.rules if kind == RULE else NONE
        return {ITEM: self.playbook.items, CLAIM: self.playbook.claims, SOURCE: self.playbook.sources}[kind]

    @property
    def citations(self) -> Mapping[str, str]:
        """How pages cite each source; worked out once a build."""
        if self._citations is None:
            self._citations = citations(self.known(SOURCE))
        return self._citations

    def letter(self, source: str) -> str:
        """The letter by which a page tells a source from others of its author and year; mostly none."""
        return self.citations[source].removeprefix(citation(self.known(SOURCE)[source])).lstrip("-")

    def problem_of(self, kind: str, target: str) -> str:
        """What to say of a link to what no page shows; nothing where the data itself has problems."""
        if self.playbook is None:
            return ""
        if target in self.known(kind):
            return f"no page shows the {kind} “{target}”"
        return f"there is no {kind} “{target}”. {nearest(target, self.known(kind))}".strip()


def _link(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: Element) -> nodes.reference | None:
    """The link that a role or a section asked for, if it is one of ours and a page shows what it leads to."""
    if node.get("refdomain") != NAME:
        return None
    domain, kind, target = checklist_domain(env), node["reftype"], node["reftarget"]
    page = domain.shown(kind).get(target)
    if page is None:
        return None
    shown = text if node["refexplicit"] else nodes.inline("", domain.title(kind, target))
    return make_refnode(app.builder, node["refdoc"], page, anchor(kind, target), shown, _hint(domain, kind, target))


def _hint(domain: ChecklistDomain, kind: str, target: str) -> str | None:
    """What stands beside the pointer over a mark of a claim; for a reader who listens, it is more than a letter."""
    claim = domain.known(kind).get(target)
    return f"Claim {target}, {RATINGS[claim.rating]}: {claim.claim}" if kind == CLAIM and claim else None


def _say_what_is_missing(_app: Sphinx, domain: Domain, node: pending_xref) -> bool | None:
    if not isinstance(domain, ChecklistDomain):
        return None
    problem = "" if node.get("quiet") else domain.problem_of(node["reftype"], node["reftarget"])
    if problem:
        logger.warning("%s", problem, location=node, type="playbook", subtype=node["reftype"])
    return True
