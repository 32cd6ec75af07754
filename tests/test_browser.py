"""How the tests come to a browser: found, fetched, or plainly missed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import browser as browsers
import pytest

APT = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]


class Nowhere:
    """A Playwright that has fetched no browser of its own."""

    executable_path = "/no/such/browser"


class Machine:
    """A machine with some programs. What it is told to run it notes; `brings` says which command brings Chromium."""

    def __init__(self, programs: set[str], brings: Callable[[list[str]], bool] = lambda _command: False) -> None:
        self.programs, self.brings = programs, brings
        self.ran: list[list[str]] = []

    def which(self, name: str) -> str | None:
        return f"/bin/{name}" if name in self.programs else None

    def run(self, command: list[str], **_more: Any) -> subprocess.CompletedProcess[bytes]:
        if command[1:] != ["--version"]:
            self.ran.append(command)
        if self.brings(command):
            self.programs.add("chromium")
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Machine]:
    def prepare(machine: Machine, *, is_root: bool) -> Machine:
        browsers.seen_to.cache_clear()
        monkeypatch.setattr(shutil, "which", machine.which)
        monkeypatch.setattr(subprocess, "run", machine.run)
        monkeypatch.setattr(browsers, "is_root", lambda: is_root)
        return machine

    return prepare


@pytest.fixture(autouse=True)
def _forget() -> Any:
    yield
    browsers.seen_to.cache_clear()


def test_what_is_there_is_used(install: Callable[..., Machine]) -> None:
    machine = install(Machine({"google-chrome", "apt-get"}), is_root=True)
    assert browsers.seen_to("") == "/bin/google-chrome"
    assert machine.ran == []


def test_what_playwright_fetched_before_is_used(install: Callable[..., Machine], tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    own.touch()
    machine = install(Machine(set()), is_root=False)
    assert browsers.seen_to(str(own)) == str(own)
    assert machine.ran == []


def test_a_program_that_does_not_start_is_no_browser(
    install: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(Machine({"chromium"}), is_root=False)
    monkeypatch.setattr(subprocess, "run", lambda command, **_more: subprocess.CompletedProcess(command, 1))
    assert browsers.seen_to("") == ""


def test_root_installs_the_package(install: Callable[..., Machine]) -> None:
    machine = install(Machine({"apt-get"}, lambda command: command == APT), is_root=True)
    assert browsers.seen_to("") == "/bin/chromium"
    assert machine.ran == [["apt-get", "update", "-qq"], APT]


@pytest.mark.parametrize(("is_root", "programs"), [(False, {"apt-get"}), (True, set())])
def test_others_let_playwright_fetch_one(is_root: bool, programs: set[str], install: Callable[..., Machine]) -> None:
    machine = install(
        Machine(programs, lambda command: command[2:] == ["playwright", "install", "chromium"]), is_root=is_root
    )
    assert browsers.seen_to("") == "/bin/chromium"
    assert len(machine.ran) == 1


@pytest.mark.parametrize("is_server", [True, False])
def test_a_missing_browser_fails_on_a_build_server(
    is_server: bool, install: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = install(Machine({"apt-get"}), is_root=True)
    monkeypatch.setenv("CI", "true" if is_server else "")
    outcome = pytest.fail.Exception if is_server else pytest.skip.Exception
    for _ in range(2):
        with pytest.raises(outcome, match="apt-get install chromium"):
            browsers.chromium(Nowhere())  # type: ignore[arg-type]
    assert [command[-1] for command in machine.ran] == ["-qq", "chromium", "chromium"]  # each way is tried, and once
    assert "--with-deps" in machine.ran[-1]


@pytest.mark.parametrize("is_root", [True, False])
def test_only_root_runs_it_unlocked(is_root: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from playwright.sync_api import BrowserType

    said: dict[str, Any] = {}

    def launch(_self: BrowserType, **options: Any) -> Any:
        said.update(options)
        raise InterruptedError

    monkeypatch.setattr(BrowserType, "launch", launch)
    monkeypatch.setattr(browsers, "is_root", lambda: is_root)
    with pytest.raises(InterruptedError), browsers.launched():
        pass
    assert said["chromium_sandbox"] is not is_root
    assert "--no-sandbox" not in said["args"]
