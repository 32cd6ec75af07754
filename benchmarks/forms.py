"""How long one change takes in a page with forms: from the click to the new verdict, as script in the page.

    python benchmarks/forms.py SITE

SITE is a built site. Prints the median of several changes on the page with the most questions, and its weight.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from browser import launched
from site_server import served

PAGE = "gates/advertise.html"
CHANGE = """number => {
    const radios = [...document.querySelectorAll("section.checklist-item:not(.is-not-asked) input[type=radio]")];
    const radio = radios[(number * 7) % radios.length];
    const before = performance.now();
    radio.click();
    return performance.now() - before;
}"""


def changes(page: Page, runs: int) -> list[float]:
    """Milliseconds of script for each of `runs` changes, after two that warm up."""
    return [float(page.evaluate(CHANGE, number)) for number in range(runs + 2)][2:]


def weights(site: Path, addresses: list[str]) -> dict[str, int]:
    """The compressed size in bytes of each file that a page loaded."""
    return {one: len(gzip.compress((site / one).read_bytes(), 9)) for one in addresses if (site / one).is_file()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--runs", type=int, default=15)
    asked = options.parse_args()
    with served(asked.site) as base, launched() as browser:
        page = browser.new_page(bypass_csp=True)
        loaded: list[str] = []
        page.on("response", lambda answer: loaded.append(answer.url.removeprefix(base).partition("?")[0]))
        page.goto(base + PAGE, wait_until="networkidle")
        page.locator(".answer-bar").wait_for()
        questions = page.locator("section.checklist-item").count()
        took = changes(page, asked.runs)
    found = weights(asked.site, loaded)
    own = sum(size for name, size in found.items() if "checklist-form" in name and name.endswith(".js"))
    print(f"{PAGE}, {questions} questions: one change {statistics.median(took):.1f} ms (most {max(took):.1f} ms)")
    print(f"weight {sum(found.values()) / 1000:.0f} kB compressed, of it own scripts {own / 1000:.1f} kB")


if __name__ == "__main__":
    sys.exit(main())
