"""The forms in the pages, as a person fills them in: what they say, what they keep, and the file they give."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import opened, started, violations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

from playbook.evaluate import evaluate
from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Answer, Answers

PLAYBOOK = load_playbook()
ROOT = Path(__file__).resolve().parent.parent
KEY = "playbook-answers"
FOUR_TIMES_AS_LARGE = 256  # what is left of a screen 1024 pixels high; of its 1280 in width 320 are left
HOSTILE = (
    "yes", "null", "# no comment", "a: b", "- dash", "'quoted'", '"double"', "back\\slash", "<script>alert(1)</script>",
    "&amp; {brace} [bracket]", "two\nlines\n\n  and one further in", " blank before and after ", "2026-11-30",
    "1.10", "~",
    "مرحبا بالعالم", "🙂 \u200d", "tab\there", "@at `tick` %per", "x" * 1000, "long words " * 100, "ends with colon:",
    "a #hash", "\u2028separator", "? question", "| pipe", "> fold", "*star", "&anchor", "!tag", "line\r\nend",
)  # fmt: skip


@contextmanager
def gate(browser: Browser, base: str, name: str = "decide", **more: Any) -> Iterator[tuple[BrowserContext, Page]]:
    with opened(browser, bypass_csp=True, **more) as context:
        page = context.new_page()
        page.goto(f"{base}gates/{name}.html")
        page.locator(".answer-bar").wait_for()
        yield context, page


def verdict(page: Page) -> str:
    return page.locator(".bar-verdict").text_content() or ""


def saved(page: Page) -> str:
    """The file that the button gives."""
    if page.locator(".bar-menu").count():
        page.locator(".bar-menu").evaluate("menu => { menu.open = true; }")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as answers.yaml").click()
    assert download.value.suggested_filename == "answers.yaml"
    return Path(download.value.path()).read_text("utf-8")


def read(text: str) -> Answers:
    return parse_answers(Text("answers.yaml", text), PLAYBOOK)


# Filling in


def test_every_question_becomes_a_group_of_radio_buttons_with_its_words(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        for item in PLAYBOOK.items.values():
            if item.gate != "decide" or item.rows:
                continue
            own = page.locator(f"[id='{item.id}'] fieldset")
            assert own.locator("legend").text_content() == item.ask
            labels = own.locator(".answer-option label").all_text_contents()
            assert labels[: len(item.options)] == [option.text for option in item.options.values()]
            assert "We don’t know" in labels
            may_be_set_aside = not item.is_must or bool(item.set_aside)
            assert any(label.startswith("Does not apply") for label in labels) == may_be_set_aside


def test_the_verdict_follows_the_answers_as_the_engine_says(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        assert verdict(page) == "The decision is not made yet. Musts here: 0 of 1. Waiting for another answer: 4."
        assert page.locator(".bar-next a").first.text_content() == PLAYBOOK.items["seat"].ask
        page.locator("#answer-seat-attends").check()
        page.locator("#answer-reach-one-trust").check()
        page.locator("#answer-line-manager-chief-executive").check()
        assert verdict(page) == "The decision is not made yet. Musts here: 3 of 4."
        page.locator("#answer-difference-from-it-agreed").check()
        assert "say more in a note" in (page.locator("#difference-from-it .answer-said").text_content() or "")
        page.locator("#answer-difference-from-it-note").fill("One runs it. The other changes it.")
        assert verdict(page) == "The decision is made. Musts here: 4 of 4."
        assessment = evaluate(PLAYBOOK, read(saved(page)), as_of=dt.date.today())  # noqa: DTZ011
        assert assessment.verdicts["decide"].ready


def test_only_the_questions_that_apply_are_asked(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        waiting = page.locator("#seat-allowed .answer-not-asked")
        assert waiting.text_content() == "This counts only once you have answered What seat will the post have?"
        assert waiting.locator("a").get_attribute("href") == f"{base}gates/decide.html#seat"
        page.locator("#answer-seat-voting").check()
        assert not waiting.is_visible()
        assert page.locator("#seat-allowed fieldset").is_visible()
        page.locator("#answer-seat-no-post").check()
        assert not page.locator("#seat-allowed fieldset").is_visible()


def test_a_role_sees_its_own_questions(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator(".bar-menu summary").click()
        page.locator("#bar--role").select_option("chair")
        shown = page.locator("section.checklist-item:visible").evaluate_all("all => all.map(one => one.id)")
        assert shown == [one.id for one in PLAYBOOK.items.values() if one.gate == "decide" and "chair" in one.who]


def test_a_link_shows_a_question_of_another_role(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator(".bar-menu summary").click()
        page.locator("#bar--role").select_option("chair")
        assert not page.locator("#seat-allowed").is_visible()
        assert "those of the chair" in (page.locator(".bar-shown").text_content() or "")
        page.locator("dd.checklist-asked a[href='#seat-allowed']").click()
        assert page.locator("#seat-allowed").is_visible()
        assert not page.locator(".bar-shown").is_visible()


def test_a_line_of_a_question_is_answered_by_itself(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-information-risk--siro-another-director").check()
        page.locator("#answer-information-risk--cyber-unknown").check()
        rows = read(saved(page)).answers["information-risk"].rows
        assert rows["siro"].option == "another-director"
        assert rows["cyber"].unknown
        assert "2 more" not in (page.locator("#information-risk .answer-said").text_content() or "")


def test_an_answer_can_be_set_aside_with_a_reason_and_cleared(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-board-session-not-applicable").check()
        page.locator("#answer-board-session-notApplicable").fill("We are being merged.")
        assert read(saved(page)).answers["board-session"].not_applicable == "We are being merged."
        page.locator("#board-session .answer-clear").click()
        assert page.locator("#answer-board-session-not-applicable").is_checked()
        page.get_by_role("button", name="Press again to clear the answer and what you wrote").click()
        assert "board-session" not in read(saved(page)).answers


def test_what_does_not_apply_needs_a_reason(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-board-session-not-applicable").check()
        said = page.locator("#board-session .answer-said")
        assert said.text_content() == "Not counted yet: say why it does not apply."
        page.reload()
        page.locator(".answer-bar").wait_for()
        assert page.locator("#answer-board-session-not-applicable").is_checked()
        assert said.text_content() == "Not counted yet: say why it does not apply."
        assert "board-session" not in read(saved(page)).answers


def test_a_day_that_has_not_come_does_not_count(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-board-session-held").check()
        page.locator("#answer-board-session-date").fill("2999-05-05")
        assert (page.locator("#board-session .answer-said").text_content() or "").startswith("This day does not count")
        assert read(saved(page)).answers["board-session"].date is None
        page.locator("#answer-board-session-date").fill("2025-05-05")
        assert read(saved(page)).answers["board-session"].date == dt.date(2025, 5, 5)


def test_a_checklist_can_be_filled_in_by_keyboard_alone(browser: Browser, base: str) -> None:
    with gate(browser, base, "interview") as (_, page):
        page.locator("#chief-executive-access input").first.focus()
        page.keyboard.press("Space")
        for _ in range(150):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.type + ' ' + document.activeElement.name")
            if focused.startswith("radio") and not page.evaluate("document.activeElement.checked"):
                page.keyboard.press("Space")
        chosen = page.locator("input[type=radio]:checked").evaluate_all("all => all.map(one => one.name)")
        asked = [one.id for one in PLAYBOOK.items.values() if one.gate == "interview" and not one.rows]
        assert [f"answer-{id_}" for id_ in asked] == chosen


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_filled_forms_shut_nobody_out(scheme: str, width: int, browser: Browser, base: str) -> None:
    with gate(browser, base, scheme=scheme, width=width) as (_, page):
        page.locator("#answer-seat-non-voting").check()
        page.locator("#answer-seat-allowed-allowed").check()
        page.locator("#seat .answer-more summary").click()
        page.locator(".bar-menu summary").click()
        assert violations(page) == []
        page.goto(f"{base}ready.html")
        page.locator(".checklist-readiness table").wait_for()
        assert violations(page) == []


@pytest.mark.parametrize("height", [800, FOUR_TIMES_AS_LARGE])
def test_the_bar_hides_nothing_that_has_the_focus(height: int, browser: Browser, base: str) -> None:
    with gate(browser, base, width=320, height=height) as (_, page):
        page.locator("#answer-seat-voting").focus()
        for _ in range(40):
            page.keyboard.press("Tab")
            page.wait_for_function("""() => {
                const box = document.activeElement.getBoundingClientRect();
                const bar = document.querySelector(".answer-bar");
                return bar.contains(document.activeElement) || box.bottom <= bar.getBoundingClientRect().top + 1;
            }""")


def test_four_times_as_large_everything_can_be_filled_in(browser: Browser, base: str) -> None:
    with gate(browser, base, width=320, height=FOUR_TIMES_AS_LARGE) as (_, page):
        page.locator("#answer-line-manager-two-unclear").check()
        page.locator("#line-manager .answer-more summary").click()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        bar = page.locator(".answer-bar").bounding_box()
        assert bar is not None
        assert bar["height"] < FOUR_TIMES_AS_LARGE / 2
        page.locator(".bar-menu summary").click()
        page.get_by_role("button", name="Wipe all answers").click()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_in_the_colours_of_the_system_everything_is_told_apart(browser: Browser, base: str) -> None:
    with gate(browser, base, forced_colors="active") as (_, page):
        page.locator("#answer-seat-voting").check()
        chosen, other = (page.locator(f"#answer-seat-{option}").screenshot() for option in ("voting", "attends"))
        assert chosen != other
        page.keyboard.press("ArrowDown")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.locator(".bar-menu summary").click()
        for button in page.locator(".bar-buttons button").all():
            assert button.evaluate("button => parseFloat(getComputedStyle(button).borderTopWidth)") >= 1
        assert page.locator(".answer-bar").evaluate("bar => getComputedStyle(bar).borderTopStyle") == "solid"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_verdict_is_always_in_reach(width: int, browser: Browser, base: str) -> None:
    with gate(browser, base, width=width) as (_, page):
        for place in ("#seat", "#board-session"):
            page.locator(f"{place} fieldset").scroll_into_view_if_needed()
            box = page.locator(".bar-verdict").bounding_box()
            assert box is not None
            assert 0 < box["y"] < 800


def test_what_changed_is_said_to_those_who_listen(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-seat-voting").check()
        page.wait_for_function("document.querySelector('.bar-aloud').textContent !== ''")
        assert page.locator(".bar-aloud").text_content() == f"Passes. {verdict(page)}"
        page.locator("#answer-seat-undecided").check()
        page.wait_for_function("document.querySelector('.bar-aloud').textContent.startsWith('Does not pass.')")


# Keeping


def test_answers_stay_in_the_tab_and_in_the_browser_only_if_asked(browser: Browser, base: str) -> None:
    with gate(browser, base) as (context, page):
        page.locator("#answer-seat-voting").check()
        page.reload()
        assert page.locator("#answer-seat-voting").is_checked()
        assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
        other = context.new_page()
        other.goto(f"{base}gates/decide.html")
        assert not other.locator("#answer-seat-voting").is_checked()
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        other.locator("#answer-seat-voting:checked").wait_for()
        assert "?" not in page.url
        assert "#" not in page.url
        page.locator("#bar--keep").uncheck()
        assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_two_tabs_lose_nothing_of_each_other(browser: Browser, base: str) -> None:
    with gate(browser, base) as (context, page):
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        other = context.new_page()
        other.goto(f"{base}gates/decide.html")
        page.locator("#answer-seat-voting").check()
        other.locator("#answer-board-session-none").check()
        page.locator("#answer-board-session-none:checked").wait_for()
        other.locator("#answer-seat-voting:checked").wait_for()
        assert set(read(saved(page)).answers) == {"seat", "board-session"} == set(read(saved(other)).answers)


def test_going_back_finds_what_other_pages_wrote(browser: Browser, base: str) -> None:
    """The browser puts a page aside and shows it again as it was; Playwright would rather it did not."""
    unlike_playwright = ["--disable-back-forward-cache"]
    other = started(browser.browser_type, ignore_default_args=unlike_playwright)
    with closing(other), gate(other, base) as (_, page):
        page.evaluate("addEventListener('pageshow', (event) => { window.wasAside = event.persisted; })")
        page.locator("#answer-seat-voting").check()
        page.goto(f"{base}gates/advertise.html")
        page.locator("#answer-on-call-not-on-rota").check()
        page.go_back(wait_until="commit")
        page.wait_for_function("window.wasAside")
        page.locator("#answer-reach-one-trust").check()
        assert set(read(saved(page)).answers) == {"seat", "on-call", "reach"}
        page.goto(f"{base}gates/advertise.html")
        page.locator(".bar-menu summary").click()
        page.get_by_role("button", name="Wipe all answers").click()
        page.get_by_role("button", name="Press again to wipe 3 answers").click()
        page.go_back(wait_until="commit")
        page.locator("#answer-seat-voting").wait_for()
        assert not page.locator("input[type=radio]:checked").count()


def test_wiping_reaches_other_tabs(browser: Browser, base: str) -> None:
    with gate(browser, base) as (context, page):
        page.locator("#answer-seat-voting").check()
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        other = context.new_page()
        other.goto(f"{base}gates/decide.html")
        other.locator("#answer-seat-voting:checked").wait_for()
        page.get_by_role("button", name="Wipe all answers").click()
        page.get_by_role("button", name="Press again to wipe 1 answer").click()
        other.wait_for_function("!document.querySelector('input[type=radio]:checked')")
        assert not read(saved(other)).answers


KEPT: dict[str, Any] = {"seat": {"answer": "voting"}}
DAMAGED: dict[str, Any] = {
    "no moments": {"answers": KEPT, "at": None},
    "moments that are words": {"answers": KEPT, "at": {"seat": "x"}},
    "a wipe after the end of time": {"answers": KEPT, "at": {"seat": 1}, "wiped": 1e308},
    "no day": {"answers": {"seat": {"answer": "voting", "until": "1-x", "due": "junk", "date": "2026-02-31"}}},
    "numbers for words": {"trust": 5, "answers": {"seat": {"answer": 7, "note": 5, "owner": {}}}},
    "names of the language": {"answers": {"__proto__": {"answer": "voting"}, "seat": {"answer": "constructor"}}},
    "rows where there are none": {"answers": {"seat": {"answer": "voting", "rows": {"a": {"answer": "voting"}}}}},
    "what nobody asks": {"answers": {"weather": {"answer": "fine"}, "seat": {"answer": "throne", "note": "Kept."}}},
    "a must set aside": {"answers": {"line-manager": {"notApplicable": "We would rather not."}}},
    "facts of other forms": {"answers": KEPT, "facts": {"staff": "many", "closing-date": "1999-02-03", "aims": [1]}},
    "facts that nobody asks for": {
        "answers": KEPT,
        "facts": {"weather": "fine", "__proto__": "x"},
        "at": {"weather": 5},
    },
    "facts that are a text": {"answers": KEPT, "facts": "staff"},
    "a list": [1, 2],
    "a list of answers": {"answers": [KEPT]},
}


@pytest.mark.parametrize("what", DAMAGED)
def test_damaged_answers_do_no_harm(what: str, browser: Browser, base: str) -> None:
    with opened(browser, bypass_csp=True) as context:
        text = json.dumps(DAMAGED[what])
        context.add_init_script(f"localStorage.getItem('begun') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{base}gates/decide.html")
        page.locator(".answer-bar").wait_for()
        page.evaluate("localStorage.setItem('begun', 'yes')")
        read(saved(page))
        page.locator("#answer-seat-attends").check()
        page.reload()
        page.locator("#answer-seat-attends:checked").wait_for()
        page.goto(f"{base}ready.html")
        page.locator(".checklist-readiness table").wait_for()
        assert wrong == []


def test_wiping_takes_two_presses_and_leaves_nothing(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-seat-voting").check()
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        page.get_by_role("button", name="Wipe all answers").click()
        assert page.locator("#answer-seat-voting").is_checked()
        page.get_by_role("button", name="Press again to wipe 1 answer").click()
        assert not page.locator("#answer-seat-voting").is_checked()
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("broken", ["full", "forbidden"])
def test_without_storage_it_says_so_and_the_file_is_whole(broken: str, browser: Browser, base: str) -> None:
    refuse = {
        "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        "forbidden": "for (const name of ['localStorage', 'sessionStorage']) "
        "Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});",
    }
    with opened(browser, bypass_csp=True) as context:
        context.add_init_script(refuse[broken])
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        page.locator("#answer-seat-voting").check()
        assert page.locator(".bar-menu summary").text_content() == "Your 1 answer, not stored"
        page.locator(".bar-menu summary").click()
        assert "Save your answers as a file" in (page.locator(".bar-where").text_content() or "")
        assert read(saved(page)).answers["seat"].option == "voting"


# The file


def test_the_file_reads_as_if_a_person_had_written_it(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator(".bar-menu summary").click()
        page.locator("#bar--trust").fill("Northmere and Vale NHS Foundation Trust")
        page.locator("#answer-seat-non-voting").check()
        page.locator("#seat .answer-more summary").click()
        page.locator("#answer-seat-note").fill("All six voting executive places are taken: see the minute.")
        page.locator("#answer-line-manager-unknown").check()
        page.locator("#answer-information-risk--siro-another-director").check()
        assert saved(page) == (
            "trust: Northmere and Vale NHS Foundation Trust\n"
            f"edition: {PLAYBOOK.edition}\n"
            "answers:\n"
            "  decision:\n"
            "    seat:\n"
            "      answer: non-voting\n"
            "      note: >\n"
            "        All six voting executive places are taken: see the minute.\n"
            "    line-manager: unknown\n"
            "    information-risk:\n"
            "      rows:\n"
            "        siro: another-director\n"
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_comes_through_unharmed(text: str, browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-seat-no-post").check()
        page.locator("#answer-seat-note").fill(text)
        kept = page.evaluate(f"JSON.parse(sessionStorage.getItem('{KEY}')).answers.seat.note")
        found = read(saved(page)).answers["seat"].note
        assert found == kept.strip()
        assert re.sub(r"\s", "", found) == re.sub(r"\s", "", text)
        assert page.locator("script:not([src])").count() == 0


WRITE = """async ([base, playbook, answers]) => {
  const {yamlOf} = await import(`${base}_static/checklist-form/yaml.js`);
  return yamlOf(playbook, {trust: "", facts: {}, answers});
}"""


def test_any_text_comes_through(browser: Browser, base: str) -> None:
    """Of letters, marks and spaces of every kind; what no YAML file may hold is not typed either."""
    from playbook.sphinx.page_data import page_data

    data = page_data(PLAYBOOK, {})
    signs = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    with gate(browser, base) as (_, page):

        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.text(signs | st.sampled_from(" \n:#-'\"\\"), min_size=1).filter(str.strip))
        def through(text: str) -> None:
            answers = {"seat": {"answer": "no-post", "note": text}}
            written = page.evaluate(WRITE, [base, data, answers])
            assert read(written).answers["seat"].note == text.strip()

        through()


def test_an_example_goes_through_the_page_and_back(browser: Browser, base: str) -> None:
    from test_form_vectors import as_in_the_page

    from playbook.sphinx.page_data import page_data

    trust = load_answers(str(ROOT / "examples" / "northmere"), PLAYBOOK)
    answers = {id_: as_in_the_page(one) for id_, one in trust.answers.items()}
    with gate(browser, base) as (_, page):
        written = page.evaluate(WRITE, [base, page_data(PLAYBOOK, {}), answers])
    found = read(written).answers
    assert {id_: plain(one) for id_, one in found.items()} == {id_: plain(one) for id_, one in trust.answers.items()}


def plain(answer: Answer) -> Answer:
    """Without what the page does not hold: places, and what stands against papers."""
    rows = {row: plain(said) for row, said in answer.rows.items()}
    return answer._replace(place=PLAYBOOK.items["seat"].place, rows=rows, stands=())


# The whole picture


def test_everything_is_gathered_with_links_to_the_questions(browser: Browser, base: str) -> None:
    with gate(browser, base) as (_, page):
        page.locator("#answer-seat-attends").check()
        page.locator("#answer-line-manager-two-unclear").check()
        page.locator("#line-manager .answer-more summary").click()
        page.locator("#answer-line-manager-owner").fill("Edda Marlowe")
        page.locator("#answer-line-manager-due").fill("2026-11-30")
        page.goto(f"{base}ready.html")
        page.locator(".checklist-readiness table").wait_for()
        table = page.locator(".checklist-readiness tbody tr")
        assert table.count() == len(PLAYBOOK.gates)
        assert table.first.locator("td").all_text_contents()[:2] == ["The decision is not made yet", "1 of 4"]
        text = page.locator(".checklist-readiness").text_content() or ""
        assert "Edda Marlowe. By 30 November 2026." in text
        assert "What was answered" in text
        assert "By date" in text
        assert "By person" in text
        page.locator(".checklist-readiness a", has_text=PLAYBOOK.items["line-manager"].ask).first.click()
        assert page.url == f"{base}gates/decide.html#line-manager"


def test_the_whole_picture_says_what_it_is_without_a_script(browser: Browser, base: str) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}ready.html")
        assert page.get_by_text("This part of the page needs JavaScript").is_visible()
