"""The site as people meet it, in a real browser: light and dark, telephone and desk, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from browser import DESK, PHONE, RULES, opened, violations
from playwright.sync_api import Browser, Locator, Page
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from site_build import site

# Contrast takes most of the time: it is measured in light and dark, and on both screens, but not in all four pairs.
WITHOUT_CONTRAST = RULES | {"rules": {"color-contrast": {"enabled": False}}}
CONTRAST = (("light", 1280), ("dark", 320))
FOCUSED = """() => {
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    return {what: focused.outerHTML.slice(0, 200), left: box.left, right: box.right};
}"""
SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (PHONE, DESK)]


def names() -> list[str]:
    return [f"{name}.html" for name in site().pages()]


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_no_page_shuts_anybody_out(scheme: str, width: int, browser: Browser, base: str) -> None:
    with opened(browser, scheme, width, bypass_csp=True) as context:
        page = context.new_page()
        found = {}
        for name in names():
            page.goto(base + name)
            if wrong := violations(page, RULES if (scheme, width) in CONTRAST else WITHOUT_CONTRAST):
                found[name] = wrong
        assert found == {}


MENUS = {
    "All pages": ("__navigation", ".sidebar-tree a[href='advertise.html']"),
    "On this page": ("__toc", ".toc-tree a[href='#seat']"),
}


def in_view(page: Page, link: str) -> None:
    """Wait until a link stands on the screen."""
    page.wait_for_function(f"""() => {{
        const box = document.querySelector("{link}").getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth;
    }}""")


def reached(page: Page, name: str) -> Locator:
    """The button of a menu, walked to by Tab."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            return button
    raise AssertionError(f"Tab does not reach “{name}”")


@pytest.mark.parametrize("name", MENUS)
def test_the_menus_of_a_telephone_are_buttons(name: str, browser: Browser, base: str) -> None:
    _, link = MENUS[name]
    with opened(browser, width=PHONE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        button = reached(page, name)
        assert button.get_attribute("aria-expanded") == "false"
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        in_view(page, link)
        assert violations(page) == []
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.sidebar-drawer, .toc-drawer') !== null")
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert button.evaluate("button => button === document.activeElement")
        assert not page.locator(link).is_visible()


def test_a_menu_closes_when_the_focus_leaves_it_or_a_link_is_followed(browser: Browser, base: str) -> None:
    with opened(browser, width=PHONE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        button = page.get_by_role("button", name="On this page", exact=True)
        button.click()
        page.locator(MENUS["On this page"][1]).click()
        assert page.url.endswith("#seat")
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        page.keyboard.press("Shift+Tab")
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        page.locator(".toc-overlay").click(position={"x": 5, "y": 300})
        assert button.get_attribute("aria-expanded") == "false"
        assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("name", MENUS)
def test_the_menus_open_by_keyboard_without_javascript(name: str, browser: Browser, base: str) -> None:
    box, link = MENUS[name]
    with opened(browser, width=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        assert not page.locator(link).is_visible()
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.locator(f"#{box}:focus").count():
                break
        page.keyboard.press("Space")
        assert page.locator(link).is_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_is_wider_than_the_screen(width: int, browser: Browser, base: str) -> None:
    with opened(browser, width=width) as context:
        page = context.new_page()
        wide = []
        for name in names():
            page.goto(base + name)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                wide.append(name)
        assert wide == []


def test_who_asks_for_less_motion_sees_none(browser: Browser, base: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
        const style = getComputedStyle(one);
        return style.scrollBehavior !== "auto" || style.animationName !== "none"
            || style.transitionDuration.split(", ").some(time => time !== "0s");
    }).map(one => one.outerHTML.slice(0, 80))"""
    with opened(browser, width=PHONE, bypass_csp=True) as context:
        page = context.new_page()
        for name in ("index", "gates/decide", "ready", "search"):
            page.goto(f"{base}{name}.html")
            assert page.evaluate(moving) == []


def test_the_longest_form_is_light(browser: Browser, base: str) -> None:
    sizes: dict[str, int] = {}
    with opened(browser) as context:
        page = context.new_page()
        page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers["content-length"])}))
        page.goto(f"{base}gates/advertise.html", wait_until="networkidle")
        assert page.locator("section.checklist-item").count() > 20
    own = [
        size for address, size in sizes.items() if re.search(r"/(checklist-form/\w+|menus|theme)\.js(\?|$)", address)
    ]
    assert len(own) > 6
    assert sum(own) <= 12_000
    assert sum(sizes.values()) <= 80_000


def test_no_request_leaves_the_site_and_no_page_complains(browser: Browser, base: str) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    with opened(browser) as context:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for name in [*names(), "search.html?q=finance+director"]:
            page.goto(base + name, wait_until="networkidle")
    assert len(requests) > len(names())
    assert [address for address in requests if not address.startswith((base, "data:"))] == []
    assert complaints == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_reads_without_javascript(width: int, browser: Browser, base: str) -> None:
    with opened(browser, width=width, java_script_enabled=False) as context:
        page = context.new_page()
        for name, soup in site().pages().items():
            page.goto(f"{base}{name}.html")
            sections = [section["id"] for section in soup.find_all("section", class_="checklist-item")]
            shown = page.locator("article")
            assert shown.is_visible()
            for id_ in sections:
                assert page.locator(f"[id='{id_}'] dd.checklist-answers").is_visible()
                assert page.locator(f"[id='{id_}'] dd.checklist-sources").is_visible()


def test_the_keyboard_never_lands_outside_the_screen(browser: Browser, base: str) -> None:
    """A closed menu waits beside the screen; its links must not take the focus there."""
    with opened(browser, width=PHONE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{base}gates/appoint.html")
        stops = []
        for _ in range(30):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
        assert [stop for stop in stops if stop["right"] < 0 or stop["left"] >= PHONE] == []
        assert len({stop["what"] for stop in stops}) > 20


def test_the_keyboard_reaches_the_text_first(browser: Browser, base: str) -> None:
    with opened(browser, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        page.locator("a.skip-to-content").first.focus()
        page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
        page.keyboard.press("Enter")
        assert page.url.endswith("#furo-main-content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_search_works_from_a_folder_without_a_server(browser: Browser) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(f"{(site().folder / 'search.html').as_uri()}?q=fit+and+proper")
        page.locator("#search-results li a").first.wait_for()
        targets = page.locator("#search-results li a").evaluate_all("links => links.map(link => link.href)")
        assert any("gates/appoint.html" in target for target in targets)


def test_the_page_for_the_chair_prints_on_one_sheet(browser: Browser, base: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(f"{base}summary.html")
        with PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as printed:
            assert len(printed) == 1
            text = printed[0].get_textpage().get_text_bounded()
        assert "One page for the chair" in text
        assert "Sources" in text


def test_pictures_have_colours_in_light_and_dark(browser: Browser, base: str) -> None:
    fills = set()
    for scheme in ("light", "dark"):
        with opened(browser, scheme) as context:
            page = context.new_page()
            page.goto(f"{base}why/numbers.html")
            drawn = page.locator("svg .drawn-fill").first
            fills.add(drawn.evaluate("shape => getComputedStyle(shape).fill"))
    assert len(fills) == 2
    assert not fills & {"rgb(0, 0, 0)", "none"}


def test_on_paper_there_are_only_the_questions_and_the_addresses(browser: Browser, base: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(f"{base}gates/decide.html")
        page.emulate_media(media="print")
        assert not page.locator(".sidebar-drawer").is_visible()
        assert not page.locator(".toc-drawer").is_visible()
        assert page.locator("#seat dd.checklist-answers").is_visible()
        link = page.locator("#seat dd.checklist-sources a").first
        assert "(https://" in link.evaluate("link => getComputedStyle(link, '::after').content")
