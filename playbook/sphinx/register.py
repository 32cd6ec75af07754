"""The directives `{claims}`, `{sources}` and `{cited}`: what is claimed where, every source, and those of a page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.docutils import SphinxDirective

from playbook.load.data import SOURCES
from playbook.model import Claim, Playbook, Rating, Source
from playbook.sphinx.depends import note_all, note_files, playbook_for
from playbook.sphinx.domain import ChecklistDomain, Home, checklist_domain
from playbook.sphinx.links import reference
from playbook.sphinx.parts import ALL, CLAIM, SOURCE, anchor, bullets, link, link_to, table
from playbook.sphinx.sections import source_entry, source_line
from playbook.sphinx.sentences import RATINGS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup_register(app: Sphinx) -> None:
    """Add the directives; what depends on other pages is filled in when all of them have been read."""
    app.add_directive("claims", ClaimsDirective)
    app.add_directive("sources", SourcesDirective)
    app.add_directive("cited", CitedDirective)
    app.add_node(CitedSources)
    app.add_node(PagesOf)
    app.connect("doctree-read", _fill_cited)
    app.connect("doctree-resolved", _fill_pages)
    app.connect("env-updated", _registers)


class CitedSources(nodes.General, nodes.Element):
    """Stands for the sources that a page cites, until all of the page has been read."""


class PagesOf(nodes.General, nodes.Element):
    """Stands for links from `page` to those that carry a claim or cite a source, until all have been read."""


class _Register(SphinxDirective, ABC):
    kind: str

    def run(self) -> list[nodes.Node]:
        note_all(self.env)
        domain, playbook = checklist_domain(self.env), playbook_for(self.env)
        if playbook is None:
            return []
        for id_ in (ALL, *domain.known(self.kind)):
            domain.show(self.kind, id_)
        made = self.shown(playbook)
        for node in (node for one in made for node in one.findall(PagesOf)):
            node["page"] = self.env.docname
        return made

    @abstractmethod
    def shown(self, playbook: Playbook) -> list[nodes.Node]:
        """The register."""


class ClaimsDirective(_Register):
    """Every claim, how sure it is, its sources, and which questions and pages carry it."""

    kind = CLAIM

    def shown(self, playbook: Playbook) -> list[nodes.Node]:
        rows = ((_claim(claim, playbook), _carriers(claim, playbook)) for claim in playbook.claims.values())
        return [table(("Claim", "Carried by"), rows, (60, 40), "claims")]


class SourcesDirective(_Register):
    """Every source, by author and date, with how much of it was seen and which claims and pages rest on it."""

    kind = SOURCE

    def shown(self, playbook: Playbook) -> list[nodes.Node]:
        found = sorted(playbook.sources.values(), key=lambda source: (source.author.lower(), source.date, source.title))
        return [bullets((*_anchored(source), _rests_on(source, playbook)) for source in found)]


class CitedDirective(SphinxDirective):
    """The sources that this page cites."""

    def run(self) -> list[nodes.Node]:
        note_files(self.env, [SOURCES])
        return [CitedSources()]


def _claim(claim: Claim, playbook: Playbook) -> list[nodes.Node]:
    lead = nodes.paragraph("", "", nodes.strong("", claim.id), nodes.Text(f", {RATINGS[claim.rating]}"))
    lead["ids"].append(anchor(CLAIM, claim.id))
    lead["classes"] += ["claim-lead", f"claim-{claim.rating}"]
    said = [nodes.paragraph("", claim.claim)]
    if claim.note:
        other = claim.rating is Rating.DISPUTED
        said.append(nodes.paragraph("", "", nodes.emphasis("", "The other side: " if other else "Note: ")))
        said[-1] += nodes.Text(claim.note)
    sources = nodes.paragraph("", "Sources: ", classes=["checklist-aside"])
    for number, id_ in enumerate(claim.sources):
        sources += [nodes.Text("; " if number else ""), link(SOURCE, id_, playbook.sources[id_].title)]
    return [lead, *said, sources]


def _carriers(claim: Claim, playbook: Playbook) -> list[nodes.Node]:
    items = [item for item in playbook.items.values() if claim.id in item.claims]
    links = [nodes.paragraph("", "", link_to(item)) for item in items]
    return [*links, PagesOf(kind=CLAIM, target=claim.id)]


def _anchored(source: Source) -> list[nodes.Node]:
    first, *rest = source_entry(source)
    assert isinstance(first, nodes.Element)
    first["ids"].append(anchor(SOURCE, source.id))
    return [first, *rest]


def _rests_on(source: Source, playbook: Playbook) -> nodes.Node:
    claims = [claim.id for claim in playbook.claims.values() if source.id in claim.sources]
    said = nodes.paragraph("", "", classes=["checklist-aside"])
    for number, id_ in enumerate(claims):
        said += [nodes.Text(", " if number else "Claims: "), link(CLAIM, id_, id_)]
    said += [nodes.Text(". " if claims else ""), PagesOf(kind=SOURCE, target=source.id)]
    return said


def _fill_cited(app: Sphinx, doctree: nodes.document) -> None:
    domain = checklist_domain(app.env)
    for node in list(doctree.findall(CitedSources)):
        known = domain.known(SOURCE)
        found = sorted(
            (known[id_] for id_ in domain.cited(app.env.docname) if id_ in known), key=lambda one: one.author.lower()
        )
        list_ = bullets([source_line(source, domain.letter(source.id))] for source in found)
        list_["classes"].append("cited-sources")
        node.replace_self([list_, _how_much_was_seen()] if found else [])


def _how_much_was_seen() -> nodes.paragraph:
    said = nodes.paragraph("", "How much of each we saw, and when, stands in ", classes=["checklist-aside"])
    said += [link(SOURCE, ALL, "the list of all sources"), nodes.Text(".")]
    return said


def _fill_pages(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    domain = checklist_domain(app.env)
    for node in list(doctree.findall(PagesOf)):
        node.replace_self(list(_links(app, domain, node)))


def _links(app: Sphinx, domain: ChecklistDomain, node: PagesOf) -> Iterator[nodes.Node]:
    """A paragraph for each page that carries a claim; the pages that cite a source, within a sentence."""
    kind, target = node["kind"], node["target"]
    pages = domain.carriers(target) if kind == CLAIM else domain.citing(target)
    for number, page in enumerate(pages):
        place = f"carries-{target}" if kind == CLAIM else ""
        title = nodes.inline("", app.env.titles[page].astext())
        found = _reference(app, node["page"], Home(page, place), title)
        if kind == CLAIM:
            yield nodes.paragraph("", "", found)
        else:
            yield nodes.Text(", " if number else "Cited in: ")
            yield found


def _reference(app: Sphinx, page: str, home: Home, title: nodes.inline) -> nodes.Element:
    """A link to a page; its title alone where a book leaves the page out."""
    try:
        return reference(app.builder, page, home, title)
    except NoUri:
        return title


def _registers(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """The pages with a register, where what they say of the others is not what it was when they were written."""
    domain = checklist_domain(env)
    carried, cited = domain.data["carried"], domain.data["cited"]
    pages = sorted({*carried, *cited})
    said = [(page, carried.get(page), cited.get(page), env.titles[page].astext()) for page in pages]
    before, domain.data["written"]["registers"] = domain.data["written"].get("registers"), said
    return [] if said == before else sorted({page for kind in (CLAIM, SOURCE) for page in domain.shown(kind).values()})
