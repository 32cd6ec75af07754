"""What the engine in the page costs a reader: bytes, time until it is ready, time for a paper, and memory.

    python benchmarks/engine.py SITE

SITE is a built site with the engine. It is served compressed by gzip, under a strict content security policy, to the
Chromium that the tests use. The engine and a bare Pyodide, from the same files, start in turns, each in a fresh window.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from browser import launched, opened  # noqa: E402
from site_server import POLICY, served  # noqa: E402
from write_documents import lines, write_word  # noqa: E402

from playbook.browser.bundle import KEPT  # noqa: E402
from playbook.browser.fetch import runtime  # noqa: E402

PAGE = "check-your-documents.html"
STRICT = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
PACK = ROOT / "examples" / "northmere" / "documents" / "candidate-pack.pdf"
ADVERT = ROOT / "examples" / "northmere" / "documents" / "advert.md"
PAGES_OF_WORDS = 20 * 500
BOUNDS = {"load": 7.5, "with PDF": 10.5, "ratio": 1.8, "paper": 1.0, "task": 100.0, "memory": 400.0}
BARE = """
onmessage = async ({data: [loader, home]}) => {
  const begun = performance.now();
  const {loadPyodide} = await import(loader);
  await loadPyodide({indexURL: home});
  postMessage(performance.now() - begun);
};
"""
START_BARE = """([loader, home]) => new Promise((resolve) => {
  const begun = performance.now();
  const worker = new Worker("bare/worker.js", {type: "module"});
  worker.onmessage = () => resolve(performance.now() - begun);
  worker.postMessage([loader, home]);
})"""
START = """async () => {
  const {Client} = await import(new URL("_static/checklist-engine/client.js", location.href));
  const begun = performance.now();
  const home = new URL("_static/checklist-engine/parts/", location.href).href;
  globalThis.client = new Client(home, "2026-11-22", () => {});
  await globalThis.client.start();
  return performance.now() - begun;
}"""
WATCH = """globalThis.tasks = [];
new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({type: "longtask", buffered: true});"""
READ = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0)).buffer;
  const begun = performance.now();
  await globalThis.client.ask("read", {name: "long.docx", size: bytes.byteLength, kind: ""}, bytes);
  await globalThis.client.ask("show", {text: "", trust: ""});
  return performance.now() - begun;
}"""
Sent = list[tuple[str, int]]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--runs", type=int, default=5)
    asked = options.parse_args()
    sent: Sent = []
    with tempfile.TemporaryDirectory() as made, launched() as browser:
        folder = Path(made)
        loader = with_bare(folder, asked.site)
        paper = folder / "long.docx"
        write_word(paper, list(lines(PAGES_OF_WORDS)))
        with served(folder / "site", policy=STRICT, sent=sent) as address:
            bench = Bench(browser, address, sent, paper, loader)
            return told(bench.measured(asked.runs))


def with_bare(folder: Path, site: Path) -> str:
    """A copy of the site with a bare Pyodide beside it; the name of what loads that."""
    shutil.copytree(site, folder / "site", ignore=shutil.ignore_patterns("_sources", ".doctrees"))
    shutil.copytree(runtime(KEPT), folder / "site" / "bare")
    (folder / "site" / "bare" / "worker.js").write_text(BARE, "utf-8")
    return "./pyodide.mjs"


class Bench:
    def __init__(self, browser: Browser, address: str, sent: Sent, paper: Path, loader: str) -> None:
        self.browser = browser
        self.address = address
        self.sent = sent
        self.paper = paper
        self.loader = loader

    def measured(self, runs: int) -> dict[str, list[float]]:
        """Each figure once a run."""
        found: dict[str, list[float]] = {}
        for _ in range(runs):
            for name, figure in self._run():
                found.setdefault(name, []).append(figure)
        return found

    def _run(self) -> Iterator[tuple[str, float]]:
        with self._page() as page:
            yield "bare", page.evaluate(START_BARE, [self.loader, f"{self.address}bare/"])
        with self._page() as page:
            before = len(self.sent)
            yield "ready", page.evaluate(START)
            yield "load", self._moved(before)
            yield "paper", page.evaluate(READ, b64encode(self.paper.read_bytes()).decode())
            page.evaluate("globalThis.client.ask('pdf', {})")
            yield "with PDF", self._moved(before)
            second = page.context.new_page()
            second.goto(self.address + PAGE)
            before = len(self.sent)
            yield "ready again", second.evaluate(START)
            yield "load again", self._moved(before)
        with self._page() as page:
            page.evaluate(WATCH)
            page.set_input_files("#engine-files", [self.paper, PACK, ADVERT])
            page.locator("#what-was-found").wait_for(timeout=120_000)
            page.locator(".engine-paper").nth(2).wait_for()
            page.wait_for_timeout(300)
            yield "task", max(page.evaluate("globalThis.tasks"), default=0)
            yield "memory", self._memory()

    @contextmanager
    def _page(self) -> Iterator[Page]:
        with opened(self.browser) as context:
            page = context.new_page()
            page.goto(self.address + PAGE)
            page.locator(".engine-drop").wait_for()
            yield page

    def _moved(self, before: int) -> float:
        """Megabytes of the engine since then."""
        return sum(size for name, size in self.sent[before:] if "/checklist-engine/" in name) / 1e6

    def _memory(self) -> float:
        """The peak of the largest process that shows pages, as the system counts it, in megabytes."""
        processes = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        return max(map(peak, (one["id"] for one in processes if one["type"] == "renderer")))


def peak(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def told(found: dict[str, list[float]]) -> int:
    """Print the medians; 1 where one is over its bound."""
    middle = {name: statistics.median(figures) for name, figures in found.items()}
    middle["ratio"] = middle["ready"] / middle["bare"]
    middle["paper"] /= 1000
    print(f"First load: {middle['load']:.2f} MB, {middle['with PDF']:.2f} MB with the reader of PDF files (gzip)")
    print(f"Second visit: {middle['load again']:.3f} MB, ready in {middle['ready again'] / 1000:.2f} s")
    ready = f"{middle['ready'] / 1000:.2f} s, bare Pyodide {middle['bare'] / 1000:.2f} s"
    print(f"Ready: {ready}; ratio {middle['ratio']:.2f} (at most {BOUNDS['ratio']})")
    print(f"A Word file of 20 pages, the first that is read: {middle['paper']:.2f} s (at most {BOUNDS['paper']})")
    print(f"Longest task on the page's own thread: {middle['task']:.0f} ms (at most {BOUNDS['task']:.0f}; 0: below 50)")
    print(f"Memory of the page's process at its peak: {middle['memory']:.0f} MB (at most {BOUNDS['memory']:.0f})")
    return int(any(middle[name] > bound for name, bound in BOUNDS.items()))


if __name__ == "__main__":
    sys.exit(main())
