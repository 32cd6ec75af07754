"""What the checklists add to a build of the pages, and what a rebuild reads that has nothing to do.

The pages of docs/ are built with every checklist shown once, and in a copy without the directive `{checklist}`. Builds
take turns, each in a process of its own; the medians are compared.
"""

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
CHECKLIST = re.compile(r"^```\{checklist\}.*?^```\n", re.MULTILINE | re.DOTALL)
LINKS = re.compile(r"\]\(([^)]*)#checklist-[a-z-]+\)")
READ = re.compile(r"reading sources\.\.\. \[ *\d+%\]")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        pages = {name: copied(Path(folder) / name, shown=name == "with") for name in ("with", "without")}
        taken = in_turns(pages)
        again = [rebuilt(pages["with"]) for _ in range(RUNS)]
    with_, without = (statistics.median(taken[name]) for name in ("with", "without"))
    read = max(count for _, count in again)
    print(f"A clean build with every checklist: {with_:.2f} s; without: {without:.2f} s")
    print(f"Ratio: {with_ / without:.2f} (at most {BOUND})")
    print(f"An unchanged rebuild: {statistics.median(seconds for seconds, _ in again):.2f} s, {read} pages read")
    return int(with_ > BOUND * without or read > 0)


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


def in_turns(pages: dict[str, Path]) -> dict[str, list[float]]:
    """The seconds of each clean build; the pages take turns, so that a slow moment of the machine meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(RUNS):
        for name, folder in pages.items():
            shutil.rmtree(folder / "site", ignore_errors=True)
            taken[name].append(built(folder)[0])
    return taken


def rebuilt(folder: Path) -> tuple[float, int]:
    """The seconds of a build that has nothing to do, and how many pages it reads."""
    seconds, said = built(folder)
    return seconds, len(READ.findall(said))


def built(folder: Path) -> tuple[float, str]:
    command = (sys.executable, "-m", "sphinx", "-v", "-v", "--no-color", "-c", ".", "docs", "site")
    before = time.perf_counter()
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return time.perf_counter() - before, done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
