"""The pages that people read: every claim is carried, every figure has its source, every role finds its questions."""

from __future__ import annotations

import datetime as dt
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

import pytest
from bs4 import Tag
from site_build import ROOT, site

from playbook.arguments import parser
from playbook.load import load_playbook
from playbook.model import Rating

sys.path.insert(0, str(ROOT / "docs" / "_extensions"))
import facts
import usage

PLAYBOOK = load_playbook()
ARGUED = ("why/", "who/", "how/", "summary", "candidates")
A_FIGURE = re.compile(r"\d\s?%|£\s?\d|\bper ?cent\b")
MAY_HOLD_FIGURES = ".fact, table[class*=facts-], figure, .example, .poor, pre, .cited-sources"


def argued() -> list[str]:
    """The pages that make a case or give advice."""
    return [name for name in site().pages() if name.startswith(ARGUED)]


def article(name: str) -> Tag:
    found = site().page(name).find("article")
    assert isinstance(found, Tag)
    return found


def cited(name: str) -> set[str]:
    """The addresses of the sources that a page lists."""
    return {str(link["href"]) for link in article(name).select(".cited-sources a.external")}


def carried(name: str) -> set[str]:
    return {str(mark["id"]).removeprefix("carries-") for mark in article(name).select(".claim-mark[id]")}


# Law 1: coverage


@pytest.mark.parametrize("claim", PLAYBOOK.claims.values(), ids=list(PLAYBOOK.claims))
def test_every_claim_is_carried_and_the_table_shows_where(claim: object) -> None:
    id_ = claim.id  # type: ignore[attr-defined]
    lead = article("reference/claims").find(id=f"claim-{id_}")
    assert lead is not None
    row = lead.find_parent("tr")
    assert row is not None
    links = {str(link["href"]) for link in row.find_all("td")[-1].find_all("a")}
    items = {item.id for item in PLAYBOOK.items.values() if id_ in item.claims}
    pages = {name for name in site().pages() if id_ in carried(name)}
    assert items | pages, f"no question and no page carries {id_}: put {{claim}}`{id_}` after the words that say it"
    assert {link.partition("#")[2] for link in links} == items | ({f"carries-{id_}"} if pages else set())
    assert len(links) == len(items) + len(pages)


def test_what_no_question_asks_a_page_says() -> None:
    prose = [id_ for id_, claim in PLAYBOOK.claims.items() if claim.kind == ("prose",)]
    said = {id_ for name in [*argued(), "about"] for id_ in carried(name)}
    assert len(prose) >= 6
    assert [id_ for id_ in prose if id_ not in said] == []


def test_every_claim_is_argued_in_a_page_too() -> None:
    said = {id_ for name in site().pages() for id_ in carried(name)}
    mend = "put {claim}`…` with these ids after the words that say it, on a page below why, who or how"
    assert sorted(set(PLAYBOOK.claims) - said) == [], mend


@pytest.mark.parametrize("name", argued())
def test_a_page_cites_its_sources_and_lists_them_last(name: str) -> None:
    sections = article(name).select("section > section")
    assert cited(name)
    last = [part for part in sections if part.find_parent("section").find_parent("section") is None][-1]  # type: ignore[union-attr]
    assert last.find("ul", class_="cited-sources") is not None


@pytest.mark.parametrize("name", argued())
def test_a_page_that_carries_a_claim_cites_a_source_of_it(name: str) -> None:
    links = cited(name)
    for id_ in carried(name):
        sources = PLAYBOOK.claims[id_].sources
        assert any(PLAYBOOK.sources[source].link in links for source in sources), f"{id_}: cite one of {sources}"


def test_a_disputed_claim_is_marked_where_it_stands() -> None:
    for name in site().pages():
        for mark in article(name).select(".claim-mark"):
            id_, _, word = mark.get_text().partition(", ")
            assert (word == "disputed") == (PLAYBOOK.claims[id_].rating is Rating.DISPUTED)


# Figures and rules


@pytest.mark.parametrize("name", argued())
def test_every_figure_carries_its_source_and_date(name: str) -> None:
    page = site().page(name)
    found = page.find("article")
    assert isinstance(found, Tag)
    loose = [
        text
        for text in found.find_all(string=A_FIGURE)
        if not any(parent in found.select(MAY_HOLD_FIGURES) for parent in text.parents)
    ]
    assert loose == [], "put it in docs/facts.yaml, and write {fact}`its name` here"
    for fact in found.select(".fact"):
        after = "".join(part.get_text() for part in list(fact.next_siblings)[:3])
        assert re.match(r" \(.+, (\d{4}[a-z]?|undated(-[a-z]+)?)\)", after), fact.get_text()


def all_facts() -> Iterator[tuple[str, str]]:
    for kind, found in facts.facts().items():
        yield from ((kind, name) for name in found)


@pytest.mark.parametrize(("kind", "name"), list(all_facts()))
def test_a_fact_is_whole(kind: str, name: str) -> None:
    fact = facts.facts()[kind][name]
    wanted = ("counts", "leaves-out", "when") if kind == facts.FIGURES else ("title", "means", "checked")
    assert all(fact[field] for field in ("says", "source", *wanted))
    assert fact["source"] in PLAYBOOK.sources
    if kind != facts.FIGURES:
        assert ("since" in fact) != ("as-of" in fact)
        assert isinstance(fact["checked"], dt.date)


def test_rules_that_nobody_checked_for_a_year_are_listed() -> None:
    """The list stands at the end of the run, so that somebody looks again before anybody relies on it."""
    rules = facts.facts()[facts.RULES] | facts.facts()[facts.STANDARDS]
    first = min(rule["checked"] for rule in rules.values())
    assert facts.to_check_again(first + dt.timedelta(days=365)) == []
    assert len(facts.to_check_again(dt.date(2999, 1, 1))) == len(rules) > 10
    if old := facts.to_check_again(dt.date.today()):  # noqa: DTZ011 (a year is long enough for any zone)
        listed = "\n".join(f"  {one}" for one in old)
        warnings.warn(f"Rules for a person to look at again:\n{listed}", UserWarning, stacklevel=1)


@pytest.mark.parametrize(("name", "kind"), [("how/appoint", "rules"), ("reference/standards", "standards")])
def test_dated_rules_show_when_they_were_checked(name: str, kind: str) -> None:
    table = article(name).find("table", class_=f"facts-{kind}")
    assert table is not None
    rows = table.find_all("tr")[1:]
    assert len(rows) == len(facts.facts()[kind])
    assert all(re.search(r"\d{1,2} \w+ \d{4}$", row.get_text(" ", strip=True)) for row in rows)


# A reader finds the way


@pytest.mark.parametrize("role", PLAYBOOK.roles)
def test_a_role_reaches_its_checklist_in_two_clicks(role: str) -> None:
    home = {str(link["href"]) for link in article("index").find_all("a")}
    assert f"start.html#{role}" in home
    own = article("start").find("section", id=role)
    assert own is not None
    heading = own.find("h3")
    assert heading is not None
    assert heading.get_text().rstrip("¶") == PLAYBOOK.roles[role].title
    steps = own.find("ol")
    assert isinstance(steps, Tag)
    assert len(steps.find_all("a")) == 3
    assert own.find("a", href=re.compile(r"^gates/[a-z-]+\.html$")) is not None
    asked = own.select("ul.checklist-items a")
    assert asked
    assert all("#" in str(link["href"]) for link in asked)


def test_the_register_of_checklists_has_every_question() -> None:
    links = {str(link["href"]).partition("#")[2] for link in article("reference/checklists").find_all("a")}
    assert set(PLAYBOOK.items) <= links


@pytest.mark.parametrize("name", [name for name in argued() if name.startswith("how/") and name != "how/plan"])
def test_a_chapter_has_its_parts(name: str) -> None:
    headings = [heading.get_text() for heading in article(name).find_all("h2")]
    for wanted in ("What good looks like", "The mistakes", "Its checklist", "What it leads to", "Sources"):
        assert any(wanted in heading for heading in headings), wanted
    assert article(name).select("ul.checklist-items a, ul a.reference.internal")
    assert article(name).select(".example")


def test_every_page_has_a_description_of_its_own() -> None:
    said: dict[str, str] = {}
    for name, page in site().pages().items():
        tag = page.find("meta", attrs={"name": "description"})
        if not name.startswith(("decisions/", "search")):
            assert tag is not None, name
            assert 40 <= len(str(tag["content"])) <= 155, name
            assert str(tag["content"]) not in said, name
            said[str(tag["content"])] = name


# Pictures


@pytest.mark.parametrize(("name", "picture"), [("index", "gates"), ("start", "roles"), ("why/numbers", "holders")])
def test_a_picture_has_a_name_and_the_same_in_words(name: str, picture: str) -> None:
    drawn = article(name).find("figure", class_="picture")
    assert isinstance(drawn, Tag)
    svg = drawn.find("svg", role="img")
    assert isinstance(svg, Tag)
    for id_ in str(svg["aria-labelledby"]).split():
        assert len(svg.find(id=id_).get_text()) > 10  # type: ignore[union-attr]
    assert drawn.find("figcaption") is not None
    words = drawn.find("details")
    assert words is not None
    said = words.get_text(" ")
    shown = [text.get_text() for text in svg.find_all("text")]
    assert [text for text in shown if re.fullmatch(r"\d+%?", text) and text not in said] == [] or picture == "gates"
    assert not svg.find_all(style=True)


def test_the_gates_are_drawn_from_the_data() -> None:
    drawn = article("index").find("figure", class_="picture")
    assert isinstance(drawn, Tag)
    for gate in PLAYBOOK.gates.values():
        items = [item for item in PLAYBOOK.items.values() if item.gate == gate.id]
        assert f"{len(items)} questions, {sum(item.is_must for item in items)} musts" in drawn.get_text(" ")
        assert gate.title in drawn.get_text(" ")


def test_without_pictures_the_words_are_there() -> None:
    text = (site("text").folder / "start.txt").read_text("utf-8")
    assert "leads on" in text
    assert "<svg" not in text


# Reference


def commands() -> list[str]:
    actions = [action for action in parser()._actions if action.dest == "command"]
    return list(actions[0].choices or ())


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_reference_as_it_explains_itself(command: str) -> None:
    own = article("commands").find("section", id=command)
    assert isinstance(own, Tag)
    assert usage.help_of(command) in [block.get_text().strip() for block in own.find_all("pre")]


def test_the_python_of_the_docs_runs_and_prints_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```\n(?:[^`]*?^```text\n(.*?)^```)?", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for code, wanted in blocks:
        with redirect_stdout(StringIO()) as said:
            exec(compile(code, "python.md", "exec"), names)
        assert said.getvalue().strip() == wanted.strip()


@pytest.mark.parametrize("path", ["CHANGELOG.md", "docs/reference/editions.md"])
def test_counts_in_the_text_are_those_of_the_data(path: str) -> None:
    musts = sum(item.is_must for item in PLAYBOOK.items.values())
    assert f"{len(PLAYBOOK.items)} questions, {musts} of them musts" in (ROOT / path).read_text("utf-8")
