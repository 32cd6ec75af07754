"""Links between pages: where each leads, what is said of one that leads nowhere, and which pages have to follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import make_refnode

from playbook.sphinx.domain import NAME, ChecklistDomain, Home, checklist_domain
from playbook.sphinx.parts import CHECKLIST, CLAIM, GATE, ITEM, KINDS, RULE, anchor
from playbook.sphinx.say import say, unknown
from playbook.sphinx.sentences import RATINGS

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

LABELLED = (CHECKLIST, ITEM, RULE, GATE)


def setup_links(app: Sphinx) -> None:
    """Follow what is shown elsewhere, and say what is missing."""
    app.add_transform(LeaveLabels)
    app.connect("env-updated", _follow)
    app.connect("warn-missing-reference", _say_what_is_missing)


def links_of(docname: str, document: nodes.document) -> set[tuple[str, str]]:
    """The kind and the id of everything that a page links to; each link is told on which page it stands."""
    found = [node for node in document.findall(pending_xref) if node.get("refdomain") == NAME]
    for node in found:
        node["refdoc"] = docname
    return {(node["reftype"], node["reftarget"]) for node in found}


class LeaveLabels(SphinxTransform):
    """Takes from a page the labels of what another shows as well: Sphinx would call each of them a duplicate."""

    default_priority = 840  # before the domains gather them, at 850

    def apply(self, **_named: Any) -> None:
        page, labels = self.env.docname, self.env.domains.standard_domain.labels
        for kind, targets in checklist_domain(self.env).data["shown"].get(page, {}).items():
            for name in (anchor(kind, target) for target in targets if kind in LABELLED):
                if name in labels and labels[name][0] != page:
                    self.document.nametypes.pop(name, None)


def resolved(
    builder: Builder, domain: ChecklistDomain, docname: str, node: pending_xref, text: Element
) -> nodes.reference | None:
    """The link that a role or a section asked for, if a page shows what it leads to."""
    kind, target = node["reftype"], node["reftarget"]
    home = domain.home(kind, target)
    if home is None:
        return None
    shown = text if node["refexplicit"] else nodes.inline("", domain.title(kind, target))
    return reference(builder, docname, home, shown, _hint(domain, kind, target))


def reference(builder: Builder, docname: str, home: Home, shown: Element, hint: str | None = None) -> nodes.reference:
    """A link from a page to a place; where all pages are one, the place alone says where it leads."""
    made = make_refnode(builder, docname, home.page, home.anchor, shown, hint)
    if made.get("refuri", "").startswith("#") and home.anchor:
        made["refuri"] = f"#{home.anchor}"
    return made


def _hint(domain: ChecklistDomain, kind: str, target: str) -> str | None:
    """What stands beside the pointer over a mark of a claim; for a reader who listens, it is more than a letter."""
    claim = domain.known(kind).get(target)
    return f"Claim {target}, {RATINGS[claim.rating]}: {claim.claim}" if kind == CLAIM and claim else None


def _follow(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Give each label to the page that links lead to; the pages to write again since what they link to has moved."""
    domain = checklist_domain(env)
    homes = {(kind, target): domain.home(kind, target) for kind in KINDS for target in _targets(domain, kind)}
    labels = env.domains.standard_domain
    for (kind, target), home in homes.items():
        if kind in LABELLED and home and home.anchor == anchor(kind, target):
            labels.anonlabels[home.anchor] = home
            labels.labels[home.anchor] = (*home, domain.title(kind, target))
    before = domain.data["written"].get("homes", homes)
    domain.data["written"]["homes"] = homes
    moved = {one for one in homes.keys() | before.keys() if homes.get(one) != before.get(one)}
    return sorted(page for page, links in domain.data["links"].items() if moved & links)


def _targets(domain: ChecklistDomain, kind: str) -> Iterable[str]:
    return domain.known(kind) if kind == GATE else domain.shown(kind)


def _say_what_is_missing(_app: Sphinx, domain: Domain, node: pending_xref) -> bool | None:
    if not isinstance(domain, ChecklistDomain):
        return None
    problem = "" if node.get("quiet") else _problem(domain, node["reftype"], node["reftarget"])
    if problem:
        say(problem, node, node["reftype"])
    return True


def _problem(domain: ChecklistDomain, kind: str, target: str) -> str:
    """What to say of a link to what no page shows; nothing where the data itself has problems."""
    if domain.playbook is None:
        return ""
    if target in domain.known(kind):
        return f"no page shows the {kind} “{target}”"
    return unknown(kind, target, domain.known(kind))
