"""The facts told in a page, as a person tells them: what is counted, what is said, and the file that comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from browser import opened, violations
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page
from test_forms import FOUR_TIMES_AS_LARGE, HOSTILE, KEY, PLAYBOOK, read, saved
from test_trust_facts import facts_in_forms

from playbook.browser.state import as_state
from playbook.fact import DRAFTS, HOW, Fact, FactForm, in_a_field, read_fact
from playbook.model import Answers, Place
from playbook.sphinx.page_data import page_data

DATA = page_data(PLAYBOOK, {})


@contextmanager
def facts(browser: Browser, base: str, **more: Any) -> Iterator[tuple[BrowserContext, Page]]:
    with opened(browser, bypass_csp=True, **more) as context:
        page = context.new_page()
        page.goto(f"{base}trust-facts.html")
        page.locator(".answer-bar").wait_for()
        yield context, page


def tell(page: Page, **told: str) -> None:
    """Fill the fields of some facts, and go on."""
    for name, text in told.items():
        field = page.locator(f"#tell-{name.replace('_', '-')}")
        field.fill(text)
        field.blur()


def wrong(page: Page, id_: str) -> str:
    return page.locator(f"#tell-{id_}--wrong").text_content() or ""


def count(page: Page) -> str:
    return page.locator(".bar-verdict").text_content() or ""


def example_of(id_: str) -> str:
    """The example of a fact as somebody writes it into its field."""
    question = PLAYBOOK.facts[id_]
    return question.example.replace(", ", "\n") if question.form is FactForm.LIST else question.example


def curled(text: str) -> str:
    """With the quotation marks of a page."""
    opens, shuts = "“", "”"
    return re.sub('"([^"]*)"', lambda found: f"{opens}{found[1]}{shuts}", text.replace("'", "’"))


def test_every_fact_has_a_field_with_its_question_and_its_example(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        for question in PLAYBOOK.facts.values():
            field = page.get_by_label(curled(question.ask), exact=True)
            assert field.get_attribute("id") == f"tell-{question.id}"
            help_ = page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[0]}").text_content() or ""
            assert all(DRAFTS[draft].lower() in help_ for draft in question.drafts)
            assert question.form is FactForm.DATE or question.example.split(", ")[0] in help_
        assert count(page) == f"0 of {len(PLAYBOOK.facts)} facts told."


def test_what_is_told_stands_in_the_file(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        for id_ in PLAYBOOK.facts:
            page.locator(f"#tell-{id_}").fill(example_of(id_))
        assert count(page) == f"{len(PLAYBOOK.facts)} of {len(PLAYBOOK.facts)} facts told."
        assert not page.locator(".fact-wrong").filter(has_text="e").count()
        found = read(saved(page)).facts
    for id_, question in PLAYBOOK.facts.items():
        assert in_a_field(found[id_], question.form) == example_of(id_)


def test_the_file_of_facts_reads_as_if_a_person_had_written_it(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        told = {"staff": "5,200", "aims": "shorter waits\n\n  no: more # waits ", "budget": "£9.1 million"}
        tell(page, **told, closing_date="2027-01-22", contact="Marian Teal, 01632 960 271")
        assert saved(page) == (
            f"edition: {PLAYBOOK.edition}\n"
            "facts:\n"
            "  staff: 5,200\n"
            "  aims:\n"
            "    - shorter waits\n"
            '    - "no: more # waits"\n'
            "  budget: £9.1 million\n"
            "  closing-date: 2027-01-22\n"
            "  contact: Marian Teal, 01632 960 271\n"
            "answers:\n"
        )


def test_what_has_another_form_is_not_counted_and_the_field_says_how(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        page.locator("#tell-staff").press_sequentially("about 5")
        assert wrong(page, "staff") == ""
        page.locator("#tell-staff").blur()
        assert wrong(page, "staff") == f"Not counted yet. {HOW[FactForm.NUMBER]}"
        assert page.locator("#tell-staff").get_attribute("aria-invalid") == "true"
        tell(page, salary_from="plenty", contact="Marian", first_day="1999-01-01")
        assert wrong(page, "salary-from") == f"Not counted yet. {HOW[FactForm.MONEY]}"
        assert wrong(page, "contact") == f"Not counted yet. {HOW[FactForm.CONTACT]}"
        assert wrong(page, "first-day").startswith("Not counted yet. ")
        assert count(page).startswith("0 of")
        page.locator("#tell-staff").fill("5200")
        assert wrong(page, "staff") == ""
        assert page.locator("#tell-staff").get_attribute("aria-invalid") == "false"
        assert read(saved(page)).facts == {"staff": 5200}


def test_two_facts_that_cannot_both_be_are_named(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        tell(
            page,
            salary_from="£1.2 million",
            salary_to="£146,000",
            closing_date="2027-01-22",
            interview_day="2027-01-20",
        )
        ask = PLAYBOOK.facts["salary-from"].ask
        assert wrong(page, "salary-to") == f"This is less than the answer to “{ask}” One of the two is not right."
        assert "comes before the answer to “By which day do people apply?”" in wrong(page, "interview-day")
        assert len(read(saved(page)).notices) == 2
        tell(page, first_day="2027-01-01", salary_to="")
        assert "comes before" in wrong(page, "first-day")
        tell(page, first_day="", salary_from="£128,000", salary_to="£146,000")
        tell(page, salary_from="£150,000")
        assert wrong(page, "salary-to").startswith("This is less than")
        tell(page, salary_from="£128,000", closing_date="")
        assert wrong(page, "salary-to") == wrong(page, "interview-day") == ""
        assert read(saved(page)).notices == ()


def test_a_paper_shows_what_it_needs(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        tell(page, chair="Ruth Amadi")
        page.get_by_label("Show what is needed for").select_option("advert")
        needed = [one.id for one in PLAYBOOK.facts.values() if "advert" in one.drafts]
        shown = page.locator(".trust-facts dt:visible").evaluate_all("all => all.map(one => one.id)")
        assert shown == [f"fact-{id_}" for id_ in needed]
        assert count(page) == f"0 of {len(needed)} facts told for the advert."


def test_facts_are_kept_beside_the_answers_and_wiped_with_them(browser: Browser, base: str) -> None:
    with facts(browser, base) as (context, page):
        tell(page, staff="5,200", chair="Ruth Amadi")
        page.goto(f"{base}gates/decide.html")
        page.locator("#answer-seat-voting").check()
        assert (
            page.locator(".bar-menu summary").text_content()
            == "Your 1 answer and 2 facts, lost when you close this tab"
        )
        assert set(read(saved(page)).facts) == {"staff", "chair"}
        page.locator("#bar--keep").check()
        other = context.new_page()
        other.goto(f"{base}trust-facts.html")
        assert other.locator("#tell-staff").input_value() == "5,200"
        other.locator("#tell-staff").fill("")
        assert set(read(saved(page)).facts) == {"chair"}
        page.get_by_role("button", name="Wipe all answers").click()
        page.get_by_role("button", name="Press again to wipe 1 answer and 1 fact").click()
        other.wait_for_function("document.querySelector('#tell-chair').value === ''")
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_told_comes_through_unharmed(text: str, browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        tell(page, chair=text, aims=text)
        kept = page.evaluate(f"JSON.parse(sessionStorage.getItem('{KEY}')).facts")
        found = read(saved(page)).facts
        assert found["chair"] == kept["chair"].strip()
        assert found["aims"] == tuple(line.strip() for line in kept["aims"].split("\n") if line.strip())
        assert page.locator("script:not([src])").count() == 0


WRITE = """async ([base, playbook, facts]) => {
  const {yamlOf} = await import(`${base}_static/checklist-form/yaml.js`);
  return yamlOf(playbook, {trust: "", answers: {}, facts});
}"""
IS_FACT = """async ([base, playbook, text, id]) => {
  const {isFact} = await import(`${base}_static/checklist-form/sound.js`);
  return isFact(text, id, playbook);
}"""


def test_any_facts_go_through_the_page_and_back(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):

        @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(facts_in_forms(), max_size=5).map(dict))
        def through(told: dict[str, Fact | None]) -> None:
            known = {id_: fact for id_, fact in told.items() if fact is not None and fact != "unknown"}
            trust = Answers(trust="", edition="", answers={}, facts=known, place=Place(""))
            written = page.evaluate(WRITE, [base, DATA, as_state(trust, PLAYBOOK.facts)["facts"]])
            found = read(written).facts
            assert {id_: in_a_field(fact, PLAYBOOK.facts[id_].form) for id_, fact in found.items()} == {
                id_: in_a_field(fact, PLAYBOOK.facts[id_].form) for id_, fact in known.items()
            }

        through()


ID_OF = {question.form: question.id for question in PLAYBOOK.facts.values()}
FIGURES = st.text("0123456789,.£ m", max_size=12)
NEAR = (
    FIGURES
    | st.text("0123456789 +()-@:/.htpsHTPSa", max_size=14)
    | st.from_regex(r"£?\d{1,3}(,\d{3}){0,2}( ?m)?", fullmatch=True)
)


def test_the_page_and_the_loader_agree_on_what_a_fact_is(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):

        @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
        @given(NEAR.map(str.strip).filter(bool), st.sampled_from([FactForm.MONEY, FactForm.NUMBER, FactForm.CONTACT]))
        @example("£9.1", FactForm.MONEY)
        @example("HTTPS://a", FactForm.CONTACT)
        def agree(text: str, form: FactForm) -> None:
            is_fact = page.evaluate(IS_FACT, [base, DATA, text, ID_OF[form]])
            assert is_fact == (read_fact(text, form) is not None)

        agree()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_filled_facts_shut_nobody_out(scheme: str, width: int, browser: Browser, base: str) -> None:
    with facts(browser, base, scheme=scheme, width=width) as (_, page):
        tell(page, staff="many", salary_from="£2", salary_to="£1", aims="one\ntwo")
        page.locator(".bar-menu summary").click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_not_right_yet_is_kept_left_out_of_the_file_and_wiped(browser: Browser, base: str) -> None:
    with facts(browser, base) as (context, page):
        tell(page, contact="Marian Teal", staff="5,200", chair="unknown")
        page.reload()
        assert page.locator("#tell-contact").input_value() == "Marian Teal"
        assert wrong(page, "contact").startswith("Not counted yet. ")
        assert page.locator(".bar-menu summary").text_content() == "Your 2 facts, lost when you close this tab"
        assert count(page).startswith("1 of")
        assert read(saved(page)).facts == {"staff": 5200}
        page.locator(".bar-aloud", has_text="without 1 fact not yet in the right form").wait_for()
        page.locator("#bar--keep").check()
        other = context.new_page()
        other.goto(f"{base}trust-facts.html")
        page.get_by_role("button", name="Wipe all answers").click()
        page.get_by_role("button", name="Press again to wipe 2 facts").click()
        other.wait_for_function("document.querySelector('#tell-contact').value === ''")
        assert page.locator("#tell-contact").input_value() == page.locator("#tell-chair").input_value() == ""


def test_nobody_is_told_off_while_they_write(browser: Browser, base: str) -> None:
    with facts(browser, base) as (context, page):
        tell(page, chair="Ruth Amadi")
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        other = context.new_page()
        other.goto(f"{base}trust-facts.html")
        page.locator("#tell-staff").press_sequentially("about")
        tell(other, chair="Ruth Amadi-Fenn")
        page.wait_for_function("document.querySelector('#tell-chair').value.endsWith('Fenn')")
        assert wrong(page, "staff") == ""
        assert page.locator("#tell-staff").input_value() == "about"


@pytest.mark.parametrize("height", [800, FOUR_TIMES_AS_LARGE])
def test_the_bar_hides_no_field_that_has_the_focus(height: int, browser: Browser, base: str) -> None:
    with facts(browser, base, width=320, height=height) as (_, page):
        page.locator("#tell-kind-of-trust").focus()
        for _ in range(30):
            page.keyboard.press("Tab")
            page.wait_for_function("""() => {
                const box = document.activeElement.getBoundingClientRect();
                const bar = document.querySelector(".answer-bar").getBoundingClientRect();
                const isInBar = document.activeElement.closest(".answer-bar");
                return bar.bottom >= innerHeight - 1 && (isInBar || bar.top >= box.bottom - 1);
            }""")


@pytest.mark.parametrize(("script", "words"), [("keeping", "try this page again"), ("saving", "Are you connected?")])
def test_a_script_that_does_not_load_is_said(script: str, words: str, browser: Browser, base: str) -> None:
    with facts(browser, base) as (context, page):
        context.route(f"**/{script}.js", lambda route: route.abort())
        page.locator(".bar-menu summary").click()
        if script == "saving":
            page.get_by_role("button", name="Save as answers.yaml").click()
        page.locator(".bar-menu", has_text=words).wait_for()


def test_on_paper_a_list_is_whole(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        tell(page, aims="\n".join(f"aim {number}" for number in range(12)))
        page.emulate_media(media="print")
        assert page.locator("#tell-aims").evaluate("field => field.scrollHeight <= field.clientHeight")


def test_what_is_wrong_is_said_to_those_who_listen(browser: Browser, base: str) -> None:
    with facts(browser, base) as (_, page):
        tell(page, staff="many")
        page.locator(".bar-aloud", has_text="Not counted yet").wait_for()


def test_without_scripts_there_is_the_list_and_what_else_can_be_done(browser: Browser, base: str) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}trust-facts.html")
        shown = page.locator(".trust-facts dt").all_text_contents()
        assert shown == [curled(one.ask) for one in PLAYBOOK.facts.values()]
        assert "write the facts in a file" in page.locator(".trust-facts-without").inner_text().replace("\n", " ")
