"""The domain `checklist`: where each item, checklist, gate, rule, claim and source is shown, carried and cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sphinx.domains import Domain, ObjType

from playbook.model import NONE, Playbook, Priority
from playbook.sphinx.depends import Rests
from playbook.sphinx.parts import ALL, CHECKLIST, CLAIM, GATE, ITEM, KINDS, RULE, SOURCE, anchor
from playbook.sphinx.roles import LinkRole
from playbook.sphinx.sentences import citation, citations
from playbook.sphinx.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from playbook.rule import Rule

NAME = "checklist"
VERSION = 6
PER_PAGE = ("shown", "carried", "cited", "gathering", "telling", "rests", "links")


class Home(NamedTuple):
    """The place that links to something lead to: a page, and the id of it there."""

    page: str
    anchor: str


def setup_domain(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(ChecklistDomain)


def checklist_domain(env: BuildEnvironment) -> ChecklistDomain:
    """The domain of this build."""
    return cast(ChecklistDomain, env.get_domain(NAME))


class ChecklistDomain(Domain):
    """Knows on which page what is shown, carried and cited.

    `settings`, `playbook` and `rules` are those of this build; the last two are None and empty where the data have
    problems. `data` is kept between builds, each part of it by the names of pages; but `written` is what the pages
    written last were told of each other.
    """

    name = NAME
    label = "Playbook"
    data_version = VERSION
    object_types = {kind: ObjType(kind, kind) for kind in KINDS}  # noqa: RUF012 (Sphinx declares these four so)
    roles = {kind: LinkRole(kind) for kind in KINDS}  # noqa: RUF012
    initial_data = {**{key: {} for key in PER_PAGE}, "written": {}}  # noqa: RUF012
    settings = Settings()
    playbook: Playbook | None = None
    rules: Mapping[str, Rule] = NONE
    _citations: Mapping[str, str] | None = None
    _homes: Mapping[str, Mapping[str, str]] | None = None

    @property
    def rests(self) -> Rests:
        """What the page being read rests on."""
        return cast(Rests, self.data["rests"].setdefault(self.env.docname, Rests()))

    def show(self, kind: str, target: str) -> None:
        """Note that the page being read shows something."""
        self.data["shown"].setdefault(self.env.docname, {}).setdefault(kind, {})[target] = True
        self._homes = None

    def shown(self, kind: str) -> Mapping[str, str]:
        """The page of everything of a kind that is shown; of several pages the first by name."""
        if self._homes is None:
            homes: dict[str, dict[str, str]] = {one: {} for one in KINDS}
            for page, kinds in sorted(self.data["shown"].items()):
                for one, targets in kinds.items():
                    homes[one] = dict.fromkeys(targets, page) | homes[one]
            self._homes = homes
        return self._homes[kind]

    def shown_on(self, kind: str) -> list[str]:
        """The pages that show something of a kind."""
        return [page for page, kinds in self.data["shown"].items() if kind in kinds]

    def home(self, kind: str, target: str) -> Home | None:
        """Where a link leads; to a gate without a place of its own, to the first of its checklists that has one."""
        page = self.shown(kind).get(target)
        if page is not None:
            return Home(page, anchor(kind, target))
        if kind != GATE or self.playbook is None:
            return None
        lists = (one.id for one in self.playbook.checklists.values() if one.gate == target)
        return next((home for id_ in lists if (home := self.home(CHECKLIST, id_))), None)

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
        for key in PER_PAGE:
            self.data[key].pop(docname, None)
        self._homes = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for key in PER_PAGE:
            self.data[key].update({page: found for page, found in otherdata[key].items() if page in docnames})
        self._homes = None

    def process_doc(self, _env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        from playbook.sphinx.links import links_of

        self.data["links"][docname] = links_of(docname, document)

    def resolve_any_xref(self, *_asked: Any, **_named: Any) -> list[tuple[str, nodes.reference]]:
        """Nothing: each item is a label of its page as well, and found twice it would be ambiguous."""
        return []

    def resolve_xref(self, *asked: Any, **_named: Any) -> nodes.reference | None:
        from playbook.sphinx.links import resolved

        env, docname, builder, _, _, node, text = asked
        return resolved(builder, checklist_domain(env), docname, cast("pending_xref", node), text)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything that is shown, for the search page and for other sites that link here."""
        for kind in KINDS:
            for target in self.known(kind) if kind == GATE else self.shown(kind):
                home = self.home(kind, target)
                if home and target != ALL:
                    yield target, self.title(kind, target), kind, home.page, home.anchor, 1

    def title(self, kind: str, target: str) -> str:
        """What a link shows: the question, the claim's id, the title of anything else; or the target itself."""
        known = self.known(kind).get(target)
        if kind == ITEM:
            return known.ask if known else target
        return target if kind == CLAIM or not known else str(known.title)

    def known(self, kind: str) -> Mapping[str, Any]:
        """All that the data have of a kind, by its id."""
        if kind == RULE or self.playbook is None:
            return self.rules if kind == RULE else NONE
        playbook = self.playbook
        return {
            ITEM: playbook.items,
            CLAIM: playbook.claims,
            SOURCE: playbook.sources,
            CHECKLIST: playbook.checklists,
            GATE: playbook.gates,
            "role": playbook.roles,
            "priority": {str(one): one for one in Priority},
        }[kind]

    @property
    def citations(self) -> Mapping[str, str]:
        """How pages cite each source; worked out once a build."""
        if self._citations is None:
            self._citations = citations(self.known(SOURCE))
        return self._citations

    def letter(self, source: str) -> str:
        """The letter by which a page tells a source from others of its author and year; mostly none."""
        return self.citations[source].removeprefix(citation(self.known(SOURCE)[source])).lstrip("-")
