"""The engine in a browser: it says what the terminal says, asks nobody else for anything, and takes bad input well."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import opened, violations
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route
from site_build import ROOT, site
from site_server import served
from test_vectors import CASES
from test_vectors import HERE as TESTS
from vector import assessed, whole

from playbook.load import load_playbook

HALL = load_playbook(str(TESTS / "checklists"))
CORPUS = TESTS / "corpus"
NORTHMERE = ROOT / "examples" / "northmere"
DAY = "2026-11-22"
LONG = 120_000
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
PAGE = "check-your-documents.html"
CLIENT = """async (asOf) => {
  const {Client} = await import(new URL("_static/checklist-engine/client.js", location.href));
  const home = new URL("_static/checklist-engine/parts/", location.href).href;
  globalThis.client = new Client(home, asOf, () => {});
  await globalThis.client.start();
}"""
ASK = """async ([method, words, data]) => {
  const bytes = data === null ? undefined : Uint8Array.from(atob(data), (one) => one.charCodeAt(0)).buffer;
  if (method === "read") await globalThis.client.ask("pdf", {}, undefined, 0);
  return globalThis.client.ask(method, words, bytes);
}"""
PYTHON = """async ([files, code]) => {
  const {started} = await import(new URL("_static/checklist-engine/start.js", location.href));
  const {python} = await started(new URL("_static/checklist-engine/parts/", location.href).href, () => {});
  for (const [path, text] of Object.entries(files)) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, text);
  }
  return python.runPython(code);
}"""
VECTORS = """
import json, sys
sys.path.append("/tests")
from vector import assessed, whole
from playbook.load import load_playbook
hall = load_playbook("/tests/checklists")
json.dumps([whole(assessed(hall, case)) for case in json.loads(open("/tests/cases.json").read())])
"""


@pytest.fixture(scope="module")
def sent() -> list[tuple[str, int]]:
    """What the server has sent, and how many bytes."""
    return []


@pytest.fixture(scope="module")
def home(sent: list[tuple[str, int]]) -> Iterator[str]:
    """The address of the site with the engine, under a strict policy."""
    folder = site().folder
    if not (folder / "_static" / "checklist-engine" / "parts").is_dir():
        advice = "The site was built without the engine: npm, pip and their registries are needed"
        pytest.fail(advice) if os.environ.get("CI") else pytest.skip(advice)
    with served(folder, policy=POLICY, sent=sent) as address:
        yield address


@contextmanager
def page_of(browser: Browser, home: str, **more: Any) -> Iterator[tuple[BrowserContext, Page]]:
    with opened(browser, **more) as context:
        page = context.new_page()
        page.goto(home + PAGE)
        page.locator(".engine-drop").wait_for()
        yield context, page


@pytest.fixture(scope="module")
def shared(browser: Browser, home: str) -> Iterator[Page]:
    """A page with a running engine, and the network logged; what is asked of it leaves nothing behind."""
    with page_of(browser, home) as (context, page):
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page.evaluate(CLIENT, DAY)
        yield page
        assert asked
        assert [one for one in asked if not one.startswith(home)] == []


def ask(page: Page, method: str, data: bytes | None = None, **words: Any) -> Any:
    return page.evaluate(ASK, [method, words, None if data is None else b64encode(data).decode()])


def read(page: Page, *papers: Path, kind: str = "") -> None:
    for path in papers:
        data = path.read_bytes()
        assert ask(page, "read", data, name=path.name, size=len(data), kind=kind) == {}


def terminal(*arguments: str, folder: Path) -> str:
    command = [sys.executable, "-m", "playbook", *arguments, "--as-of", DAY]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


# The same as in the terminal


def test_law_6_holds_in_the_engine(browser: Browser, home: str) -> None:
    cases = [json.loads(file.read_text("utf-8")) for file in CASES]
    files = {"/tests/vector.py": (TESTS / "vector.py").read_text("utf-8"), "/tests/cases.json": json.dumps(cases)}
    for path in (TESTS / "checklists").rglob("*.yaml"):
        files[f"/tests/{path.relative_to(TESTS).as_posix()}"] = path.read_text("utf-8")
    with page_of(browser, home) as (_, page):
        found = json.loads(page.evaluate(PYTHON, [files, VECTORS]))
    assert len(found) > 40
    for case, one, file in zip(cases, found, CASES, strict=True):
        assert one == json.loads(json.dumps(whole(assessed(HALL, case)))), file.stem


def test_every_paper_of_the_corpus_gives_the_findings_of_the_terminal(shared: Page) -> None:
    papers = [path for path in sorted(CORPUS.iterdir()) if path.name[:2].isdigit()]
    read(shared, *papers)
    found = json.loads(ask(shared, "lint", trust=""))
    expected = json.loads(terminal("lint", "--format", "json", *(path.name for path in papers), folder=CORPUS))
    for path in papers:
        ask(shared, "forget", name=path.name)
    assert {one["format"] for one in found["documents"]} == {"word", "pdf", "html", "markdown", "text"}
    assert found == expected


def test_a_whole_trust_gives_the_assessment_of_the_terminal(shared: Page) -> None:
    opened_file = ask(shared, "opened", (NORTHMERE / "answers.yaml").read_bytes(), name="answers.yaml")
    for name, kind in opened_file["documents"].items():
        read(shared, NORTHMERE / "documents" / name, kind=kind)
    found = json.loads(ask(shared, "check", text=opened_file["text"]))
    expected = json.loads(terminal("check", "--format", "json", str(NORTHMERE), folder=ROOT))
    for name in opened_file["documents"]:
        ask(shared, "forget", name=name)
    for one in (found, expected):
        del one["path"], one["documents"]
        for item in one["items"]:
            item["place"] = Path(item["place"]).name.rpartition("answers.yaml")[2]
    assert found == expected


def test_a_broken_answers_file_gets_the_words_of_the_terminal(shared: Page) -> None:
    for file in sorted((TESTS / "bad" / "answers").glob("*.yaml"))[::6]:
        found = ask(shared, "opened", file.read_bytes(), name=file.name)
        command = [sys.executable, "-m", "playbook", "check", file.name]
        done = subprocess.run(command, cwd=file.parent, capture_output=True, encoding="utf-8", check=False)
        said = [line for line in done.stderr.splitlines() if line.startswith(file.name)]
        if "problems" in found:
            assert [f"{one['place']}: {one['message']}" for one in found["problems"]] == said, file.stem
        else:
            assert done.returncode != 2, file.stem
