"""What the checklists add to a build of the pages, and what a rebuild reads that has nothing to do.

The pages of docs/ are built with every checklist shown once, and in a copy without the directive `{checklist}`. Builds
take turns, each in a process of its own; the medians are compared. Seconds of the processor are told beside those of
the clock: other work on the machine hardly changes them.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
BOUND = 1.15
CLOCK, PROCESSOR = SECONDS = ("by the clock", "by the processor")
CHECKLIST = re.compile(r"^```\{checklist\}.*?^```\n", re.MULTILINE | re.DOTALL)
LINKS = re.compile(r"\]\(([^)]*)#checklist-[a-z-]+\)")
READ = re.compile(r"reading sources\.\.\. \[ *\d+%\]")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        pages = {name: copied(Path(folder) / name, shown=name == "with") for name in ("with", "without")}
        taken = in_turns(pages)
        again = [rebuilt(pages["with"]) for _ in range(RUNS)]
    read = max(count for _, count in again)
    ratios = [told(what, *(median(taken[name], what) for name in ("with", "without"))) for what in SECONDS]
    print(f"An unchanged rebuild: {median([cost for cost, _ in again], CLOCK):.2f} s, {read} pages read")
    return int(min(ratios) > BOUND or read > 0)


def told(what: str, with_: float, without: float) -> float:
    """The ratio of two clean builds, printed."""
    print(f"A clean build, {what}: {with_:.2f} s with every checklist, {without:.2f} s without; ", end="")
    print(f"ratio {with_ / without:.2f} (at most {BOUND})")
    return with_ / without


def median(costs: list[dict[str, float]], what: str) -> float:
    return statistics.median(cost[what] for cost in costs)


def copied(folder: Path, *, shown: bool) -> Path:
    """A copy of the pages and of what they need; without the checklists where they are not shown."""
    wanted = ("conf.py", "docs", "playbook", "checklists", "examples", "benchmarks", "tests/corpus")
    for name in wanted:
        source = ROOT / name
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        if not shown:
            page.write_text(LINKS.sub(r"](\1)", CHECKLIST.sub("", text)), "utf-8")
    return folder


def in_turns(pages: dict[str, Path]) -> dict[str, list[dict[str, float]]]:
    """What each clean build costs; the pages take turns, so that a slow moment of the machine meets all of them."""
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    for _ in range(RUNS):
        for name, folder in pages.items():
            shutil.rmtree(folder / "site", ignore_errors=True)
            taken[name].append(built(folder)[0])
    return taken


def rebuilt(folder: Path) -> tuple[dict[str, float], int]:
    """The cost of a build that has nothing to do, and how many pages it reads."""
    cost, said = built(folder)
    return cost, len(READ.findall(said))


def built(folder: Path) -> tuple[dict[str, float], str]:
    """The seconds of a build, and what it says."""
    command = (sys.executable, "-m", "sphinx", "-v", "-v", "--no-color", "-c", ".", "docs", "site")
    before, used = time.perf_counter(), processor()
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return {CLOCK: time.perf_counter() - before, PROCESSOR: processor() - used}, done.stdout


def processor() -> float:
    """The seconds that processes started from here have used so far."""
    return sum(os.times()[2:4])


if __name__ == "__main__":
    raise SystemExit(main())
