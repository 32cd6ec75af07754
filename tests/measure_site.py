"""Measures a built site with Lighthouse, from a server that compresses: `python tests/measure_site.py site`.

Each page is measured three times, and the median counts; the third time is spared where the first two agree. Where the
median is below 100 the machine may have been busy: up to three rounds are made, and a page passes with the first round
that is at 100. What stays below is named, and the command ends with 1. Lighthouse comes from npm:
`npm ci --prefix tests/lighthouse`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from browser import ADVICE, is_root, seen_to
from site_server import served

LIGHTHOUSE = Path(__file__).resolve().parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = ("index.html", "how/role.html", "gates/decide.html")
WANTED = 100
ROUNDS = 3
OPTIONS = (
    "--quiet",
    "--no-enable-error-reporting",
    "--disable-full-page-screenshot",
    "--only-categories=performance,accessibility,best-practices,seo",
    "--output=json",
    "--output-path=stdout",
)
Scores = dict[str, int]


def main(folder: Path) -> int:
    """Measure the pages of a built site; 0 if each is at 100 in all four."""
    low = []
    with served(folder) as address:
        for page in PAGES:
            found = best_round(f"{address}{page}")
            print(f"{page}: {', '.join(f'{name} {score}' for name, score in found.items())}", flush=True)
            low += [f"{page}: {name} is {score}, not {WANTED}" for name, score in found.items() if score < WANTED]
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


def best_round(address: str) -> Scores:
    """The medians of the first round that is at 100 throughout, or of the last."""
    for _ in range(ROUNDS):
        found = settled(address)
        if min(found.values()) >= WANTED:
            break
    return found


def settled(address: str) -> Scores:
    """The medians of three runs."""
    first, second = measured(address), measured(address)
    return first if first == second else medians([first, second, measured(address)])


def medians(runs: list[Scores]) -> Scores:
    """The median of each score."""
    return {name: int(statistics.median(run[name] for run in runs)) for name in runs[0]}


def measured(address: str) -> Scores:
    """The scores of one run, as whole numbers."""
    sandbox = " --no-sandbox" if is_root() else ""
    command = ["node", str(LIGHTHOUSE), address, *OPTIONS, f"--chrome-flags=--headless=new{sandbox}"]
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": _chromium()}, stdout=subprocess.PIPE, check=True)
    report = json.loads(done.stdout)
    if wrong := report.get("runtimeError"):
        raise SystemExit(f"{address}: {wrong['message']}")
    _explain(report)
    return {name: round(found["score"] * 100) for name, found in report["categories"].items()}


def _explain(report: dict[str, Any]) -> None:
    """Name what costs points."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.995:
                print(f"  {audit['id']} {audit['score']:.2f} {audit.get('displayValue', '')}", flush=True)


def _chromium() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = seen_to(playwright.chromium.executable_path)
    return path or sys.exit(ADVICE)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
