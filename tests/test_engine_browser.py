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

import docx
import pytest
from browser import opened, violations
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route
from site_build import ROOT, site
from site_server import served
from test_vectors import CASES
from test_vectors import HERE as TESTS
from vector import assessed, whole

from playbook.load import load_answers, load_playbook

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


# As a person meets it


def choose(page: Page, *papers: Path | FilePayload) -> None:
    chosen: Any = list(papers)
    page.set_input_files("#engine-files", chosen)


def paper(name: str, text: str = "# Job description\n\nReports to the chief executive.\n") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def shown(page: Page) -> list[str]:
    """The papers whose findings are shown, once the page has finished."""
    page.wait_for_function("() => !document.querySelector('.engine-progress:not([hidden])')", timeout=LONG)
    page.locator("#what-was-found").wait_for(timeout=LONG)
    page.wait_for_timeout(100)
    return page.locator(".engine-paper > h3").all_text_contents()


def refused(page: Page) -> str:
    return " ".join(page.locator(".engine-problem").all_text_contents())


def kept_answers(page: Page) -> Any:
    return page.evaluate("JSON.parse(sessionStorage.getItem('playbook-answers') ?? 'null')?.answers ?? {}")


def in_every_look(page: Page) -> list[str]:
    """What axe finds in the page as it stands: light and dark, on a phone and on a desk."""
    found = []
    looks: tuple[Any, ...] = ("light", "dark")
    for look in looks:
        for width in (320, 1280):
            page.emulate_media(color_scheme=look)
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{look} {width}: {one}" for one in violations(page)]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{look} {width}: {wide} pixels too wide"] if wide > 0 else []
    return found


def answered(context: BrowserContext, **answers: str) -> None:
    """Begin every page of a window with some answers in the forms."""
    state = {"trust": "Northmere", "answers": {id_: {"answer": option} for id_, option in answers.items()}, "wiped": 0}
    state["at"] = dict.fromkeys(("trust", *answers), 1)
    key, text = "'playbook-answers'", json.dumps(json.dumps(state))
    context.add_init_script(f"sessionStorage.getItem({key}) || sessionStorage.setItem({key}, {text})")


def test_nothing_is_loaded_before_somebody_asks(browser: Browser, home: str, sent: list[tuple[str, int]]) -> None:
    before = len(sent)
    with page_of(browser, home) as (_, page):
        assert in_every_look(page) == []
        page.wait_for_timeout(500)
        assert not [name for name, _ in sent[before:] if "/parts/" in name or "worker" in name or "offline" in name]
        assert "7." in (page.locator(".engine-drop").text_content() or "")


def test_without_scripts_the_page_says_what_else_can_be_done(browser: Browser, home: str) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(home + PAGE)
        assert "get the program" in (page.locator(".engine-place").text_content() or "")


def test_loading_shows_megabytes_can_be_cancelled_and_uses_nothing_damaged(browser: Browser, home: str) -> None:
    held: list[Route] = []
    with page_of(browser, home) as (context, page):
        context.route("**/python_stdlib*", lambda route: held.append(route))  # noqa: PLW0108
        choose(page, paper("jd.md"))
        words = page.locator(".engine-progress p")
        page.wait_for_function("() => /Loading: \\d/.test(document.querySelector('.engine-progress p').textContent)")
        assert re.fullmatch(r"Loading: \d\.\d of 7\.\d MB", words.text_content() or "")
        assert in_every_look(page) == []
        page.get_by_role("button", name="Cancel").click()
        page.get_by_text("Cancelled. Nothing was changed.").wait_for()
        assert not words.is_visible()
        context.unroute("**/python_stdlib*")
        context.route("**/python_stdlib*", lambda route: route.fulfill(body=bytes(2545637)))
        choose(page, paper("jd.md"))
        page.get_by_text("python_stdlib.zip: damaged on its way").wait_for(timeout=LONG)
        assert in_every_look(page) == []
        context.unroute("**/python_stdlib*")
        choose(page, paper("jd.md"))
        assert shown(page) == ["jd.md"]


def test_findings_are_shown_beside_the_answers(browser: Browser, home: str) -> None:
    asked: list[str] = []
    with opened(browser) as context:
        context.on("request", lambda request: asked.append(request.url))
        answered(context, informatics="names-only")
        page = context.new_page()
        page.goto(home + PAGE)
        choose(page, *(NORTHMERE / "documents" / name for name in ("job-description.docx", "candidate-pack.pdf")))
        assert shown(page) == ["job-description.docx", "candidate-pack.pdf"]
        first = page.locator(".engine-paper").first
        assert "the Northmere Informatics Network" in (first.locator("blockquote").first.text_content() or "")
        assert "Your answer: " in (first.text_content() or "")
        question = first.get_by_role("link", name=re.compile("informatics")).first
        assert question.get_attribute("href") == f"{home}gates/advertise.html#informatics"
        page.evaluate("document.querySelectorAll('.engine-paper details').forEach((one) => { one.open = true; })")
        assert in_every_look(page) == []
        first.locator("select").select_option("advert")
        page.wait_for_function("() => document.activeElement.matches('.engine-paper select')")
        assert first.locator("select").input_value() == "advert"
        for name in ("web page", "Markdown"):
            with page.expect_download() as download:
                page.get_by_role("button", name=f"Save the report as {'a ' * (name == 'web page')}{name}").click()
            report = Path(download.value.path()).read_text("utf-8")
            assert "Northmere Informatics Network" in report
            assert "Not ready to advertise" in report
        with page.expect_download() as download:
            first.get_by_role("button", name="Save a copy with comments").click()
        assert download.value.suggested_filename == "job-description with comments.docx"
        comments = [one.text for one in docx.Document(str(download.value.path())).comments]
        assert any("informatics" in text for text in comments)
        first.get_by_role("button", name="Take this paper out").click()
        page.wait_for_function("() => document.querySelectorAll('.engine-paper').length === 1")
        one, other = "Salary: £120,000 a year", "Salary: £95,000 a year"
        jd, advert = f"# Job description\n\n{one}\n", f"# Advert\n\n{other}\n"
        choose(page, paper("job-description.md", jd), paper("advert.md", advert))
        assert len(shown(page)) == 3
        differ = page.locator("h3", has_text="Your papers differ").locator("+ ul").text_content() or ""
        assert one in differ
        assert other in differ
    assert [one for one in asked if not one.startswith((home, "blob:"))] == []


def test_an_answers_file_comes_in_and_goes_out_as_it_was_written(browser: Browser, home: str, tmp_path: Path) -> None:
    text = (NORTHMERE / "answers.yaml").read_text("utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(f"# Ours, with a comment\n{text}", "utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text("answers:\n  decision:\n    seat: vooting\n", "utf-8")
    with opened(browser) as context:
        answered(context, seat="attends")
        page = context.new_page()
        page.goto(home + PAGE)
        page.set_input_files("#engine-answers", broken)
        page.get_by_text("broken.yaml was not opened").wait_for(timeout=LONG)
        assert "broken.yaml:3:11: “seat” has no answer “vooting”" in (page.locator(".engine-open").text_content() or "")
        assert kept_answers(page) == {"seat": {"answer": "attends"}}
        page.set_input_files("#engine-answers", mine)
        page.get_by_role("button", name="Keep them").click(timeout=LONG)
        assert kept_answers(page) == {"seat": {"answer": "attends"}}
        page.set_input_files("#engine-answers", mine)
        page.get_by_role("button", name="Replace them by mine.yaml").click(timeout=LONG)
        assert len(kept_answers(page)) > 50
        assert saved(page) == mine.read_text("utf-8")
        page.goto(f"{home}gates/decide.html")
        page.locator("#answer-seat-voting").check()
        page.locator(".bar-menu summary").click()
        page.get_by_role("button", name="Save as answers.yaml").click()
        page.locator(".engine-open").wait_for()
        changed = mine.read_text("utf-8").replace("answer: non-voting", "answer: voting")
        assert saved(page) == changed
        page.goto(f"{home}trust-facts.html")
        assert page.locator("#tell-chair").input_value() == "Ruth Amadi"
        page.locator("#tell-staff").fill("5,300")
        page.locator(".bar-menu summary").click()
        page.get_by_role("button", name="Save as answers.yaml").click()
        page.locator(".engine-open").wait_for()
        assert saved(page) == changed.replace("staff: 5,200", "staff: 5,300")


def test_who_has_written_nothing_yet_opens_a_file_without_being_asked(browser: Browser, home: str) -> None:
    with page_of(browser, home) as (_, page):
        assert "You have not answered any question yet" in (page.locator(".engine-open").text_content() or "")
        page.set_input_files("#engine-answers", NORTHMERE / "answers.yaml")
        page.get_by_text("answers.yaml is open: ").wait_for(timeout=LONG)
        assert f"and {len(load_answers(str(NORTHMERE), load_playbook()).facts)} facts" in (
            page.locator(".engine-open").text_content() or ""
        )


def saved(page: Page) -> str:
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Save as answers.yaml").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        return file.read()


# Bad input


def test_what_cannot_be_read_is_said_and_the_next_paper_works(browser: Browser, home: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge.docx"
    with huge.open("wb") as file:
        file.truncate(60_000_000)
    corrupt = tmp_path / "corrupt.docx"
    corrupt.write_bytes((NORTHMERE / "documents" / "job-description.docx").read_bytes()[:9000])
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    empty = tmp_path / "empty.md"
    empty.touch()
    bad = [huge, corrupt, sheet, empty]
    with opened(browser) as context:
        answered(context, seat="attends")
        page = context.new_page()
        page.goto(home + PAGE)
        choose(page, *bad)
        assert shown(page) == []
        said = refused(page)
        assert "huge.docx: the file is too large: 60,000,000 bytes; the most is 50,000,000" in said
        for path in bad[1:]:
            assert f"{path.name}: the file " in said
        assert kept_answers(page) == {"seat": {"answer": "attends"}}
        hostile = "<img src=x onerror=alert(1)>.md"
        choose(page, paper(hostile, "<script>alert(1)</script> It reports to the board."))
        assert shown(page) == [hostile]
        # Mended and chosen again, a paper takes the place of the broken one.
        corrupt.write_bytes((NORTHMERE / "documents" / "job-description.docx").read_bytes())
        choose(page, corrupt)
        assert "corrupt.docx" in shown(page)
        assert "corrupt.docx" not in refused(page)
        choose(page, *(paper("jd.md", f"# Job description {number}\n\nText.\n") for number in range(30)))
        assert len(shown(page)) == 32


DYING = """
const later = globalThis.setTimeout;
let tooLate;
globalThis.setTimeout = (act, time, ...more) => {
  if (time === 60000) tooLate = act;
  return later(act, time, ...more);
};
const real = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (asked, ...more) {
  const name = asked.method === "read" ? asked.words.name : "";
  if (name === "deadly.md") later(() => this.dispatchEvent(new ErrorEvent("error", {message: "out of memory"})));
  else if (name === "endless.md") later(tooLate);
  else real.call(this, asked, ...more);
};
"""


def test_a_worker_that_dies_or_never_ends_takes_one_paper_with_it(browser: Browser, home: str) -> None:
    with opened(browser) as context:
        answered(context, seat="attends")
        context.add_init_script(DYING)
        page = context.new_page()
        page.goto(home + PAGE)
        choose(page, paper("before.md"), paper("deadly.md"), paper("endless.md"), paper("after.md"))
        assert shown(page) == ["before.md", "after.md"]
        assert "deadly.md: the engine broke down over it" in refused(page)
        assert "endless.md: it takes longer to read than such a paper should" in refused(page)
        assert kept_answers(page) == {"seat": {"answer": "attends"}}
        choose(page, paper("next.md"))
        assert shown(page) == ["before.md", "after.md", "next.md"]


def test_a_tab_closed_midway_leaves_answers_and_engine_whole_and_later_it_works_offline(
    browser: Browser, home: str, sent: list[tuple[str, int]]
) -> None:
    with opened(browser) as context:
        answered(context, seat="attends")
        page = context.new_page()
        page.goto(f"{home}gates/decide.html")
        page.locator(".bar-menu summary").click()
        page.locator("#bar--keep").check()
        page.goto(home + PAGE)
        choose(page, paper("jd.md"))
        page.wait_for_function(
            "() => /Loading|Starting/.test(document.querySelector('.engine-progress p').textContent)"
        )
        page.close()
        page = context.new_page()
        page.goto(home + PAGE)
        choose(page, paper("jd.md"))
        assert shown(page) == ["jd.md"]
        assert kept_answers(page) == {"seat": {"answer": "attends"}}
        page.wait_for_function("async () => (await (await caches.open('playbook-page')).keys()).length > 10")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        page.close()
        context.set_offline(True)
        before = len(sent)
        page = context.new_page()
        page.goto(home + PAGE)
        choose(page, NORTHMERE / "documents" / "job-description.docx")
        assert shown(page) == ["job-description.docx"]
        assert not [name for name, _ in sent[before:] if not name.endswith("offline.js")]
