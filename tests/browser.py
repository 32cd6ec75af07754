"""The one place that finds a Chromium, and fetches one where there is none. Its path: `python tests/browser.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ADVICE = (
    "These tests need Chromium, and none was found or could be fetched. On Debian or Ubuntu: apt-get install chromium; "
    "elsewhere: python -m playwright install chromium"
)
QUIET = ("--disable-background-networking", "--disable-component-update")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
PHONE, DESK = 320, 1280


def is_root() -> bool:
    """Whether we may install, and Chromium cannot lock itself in."""
    return getattr(os, "geteuid", lambda: 1)() == 0


@cache
def seen_to(own: str) -> str:
    """The path of a Chromium, which is fetched if need be, or an empty text. Playwright's own would be at `own`."""
    commands = _commands()
    while not (path := _found(own)) and (command := next(commands, None)):
        _run(command)
    return path


def _found(own: str) -> str:
    on_path = filter(None, map(shutil.which, NAMES))
    return next(filter(_starts, on_path), own if Path(own).is_file() else "")


def _starts(path: str) -> bool:
    """Whether a program says its version: Ubuntu's package puts one there that only asks for another installer."""
    return _run([path, "--version"])


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _commands() -> Iterator[list[str]]:
    """What may bring a Chromium, best first."""
    has_packages = is_root() and shutil.which("apt-get") is not None
    if has_packages:
        yield ["apt-get", "update", "-qq"]
        yield ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    yield [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if has_packages else []), "chromium"]


def chromium(kind: BrowserType) -> str:
    """The path of a Chromium. Without one the tests fail on a build server, and are left out elsewhere."""
    if path := seen_to(kind.executable_path):
        return path
    if os.environ.get("CI"):
        pytest.fail(ADVICE)
    pytest.skip(ADVICE)


@contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = started(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def started(kind: BrowserType, **more: Any) -> Browser:
    """A Chromium, locked in unless we are root."""
    return kind.launch(executable_path=chromium(kind), chromium_sandbox=not is_root(), args=[*QUIET], **more)


@contextmanager
def opened(
    browser: Browser, scheme: str = "light", width: int = DESK, height: int = 800, **more: Any
) -> Iterator[BrowserContext]:
    """A window of its own, which keeps nothing from those before it."""
    size: Any = {"width": width, "height": height}
    look: Any = scheme
    context = browser.new_context(color_scheme=look, viewport=size, reduced_motion="reduce", **more)
    try:
        yield context
    finally:
        context.close()


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds wrong in a page."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def main() -> int:
    """Print the path of a Chromium; 1 where there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = seen_to(playwright.chromium.executable_path)
    print(path or ADVICE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
