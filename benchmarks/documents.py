"""Measure `playbook lint`, beside textlint and proselint on the same text: `python benchmarks/documents.py`.

Needs Linux or macOS, and the package index: a wheel is built from this clone, and installed in a folder that is deleted
at the end. textlint, proselint and Chromium are used where they are installed.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import HERE, Command, in_turns, medians, ours, quietly, timed

MEGABYTES = (1, 2, 5, 10)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Prepare, measure, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = Path(options.python) if options.python else ours(folder) / "bin" / "python"
        quietly((str(python), "-I", str(HERE / "write_documents.py"), str(folder), *map(str, MEGABYTES)))
        lint = (str(python.parent / "playbook"), "lint", "--as-of=2026-11-22")
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
        _documents(folder, lint, options)
        _side_by_side(folder, lint, options)
        _rules(folder, python)
        _lengths(folder, lint, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each tool reads a text")
    parser.add_argument("--python", help="measure what is installed beside this Python, and build no wheel")
    parser.add_argument("--textlint", default="textlint", metavar="COMMAND", help="with its options; the file is added")
    parser.add_argument("--proselint", default="proselint check", metavar="COMMAND", help="likewise")
    parser.add_argument("--chromium", metavar="COMMAND", help="prints a PDF, as browsers do")
    return parser.parse_args()


def _documents(folder: Path, lint: Command, options: argparse.Namespace) -> None:
    """A long Word file and long PDFs, each as a whole process; and a process that reads nothing, for comparison."""
    browser = options.chromium or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        _print_pdf(browser, folder)
    files = {
        "Word, 10,000 words": folder / "long.docx",
        "PDF, 20 pages": folder / "long.pdf",
        "PDF by a browser": folder / "printed.pdf",
    }
    commands = {name: (*lint, str(path)) for name, path in files.items() if path.exists()}
    commands["an empty Python"] = (str(Path(lint[0]).parent / "python"), "-c", "pass")
    in_turns(commands, 1)
    print(f"\nOne document, median of {3 * options.runs} runs of a whole process")
    for name, runs in in_turns(commands, 3 * options.runs).items():
        wall, cpu, memory = medians(runs)
        print(f"  {name:20}{wall:7.3f} s (least {min(runs)[0]:.3f} s){cpu:7.3f} s of CPU{memory:7.1f} MB")


def _print_pdf(browser: str, folder: Path) -> None:
    printed, page = f"--print-to-pdf={folder / 'printed.pdf'}", str(folder / "long.html")
    command = (browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", printed, page)
    subprocess.run(command, check=False, capture_output=True, timeout=120)


def _side_by_side(folder: Path, lint: Command, options: argparse.Namespace) -> None:
    """The same megabyte of text, read by each tool with its own rules."""
    (folder / ".textlintrc.json").write_text('{"rules": {"terminology": true}}', encoding="utf-8")
    text = str(folder / "text-1.txt")
    commands = {"playbook": (*lint, text)}
    for name, given in (("textlint", options.textlint), ("proselint", options.proselint)):
        command = tuple(shlex.split(given))
        if not shutil.which(command[0]):
            print(f"\n{name} is not installed, and left out; name its command with --{name}.")
            continue
        config = (f"--config={folder / '.textlintrc.json'}",) if name == "textlint" else ()
        commands[name] = (*command, *config, text)
    for name, command in commands.items():
        _try(name, command)
    figures = {name: medians(runs) for name, runs in in_turns(commands, options.runs).items()}
    first = figures["playbook"]
    print(f"\nA megabyte of text, median of {options.runs} runs")
    for name, (wall, cpu, memory) in figures.items():
        ratio = f"{wall / first[0]:.1f} times playbook's wall time, {cpu / first[1]:.1f} of its CPU time"
        print(f"  {name:10}{wall:8.3f} s{cpu:8.3f} s of CPU{memory:8.1f} MB   {ratio}", flush=True)


def _try(name: str, command: Command) -> None:
    """The command does its work: each finds something in this text, and ends with 1."""
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    if tried.returncode != 1 or not tried.stdout.strip():
        raise SystemExit(f"{name} ended with {tried.returncode}:\n{tried.stdout[-500:]}{tried.stderr[-500:]}")


def _rules(folder: Path, python: Path) -> None:
    """The same text with few and with many rules."""
    command = (str(python), "-I", str(HERE / "many_rules.py"), str(folder / "text-1.txt"))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print("\nA megabyte of text with made-up rules")
    first = 0.0
    for count, built, read, seen in map(str.split, said.splitlines()):
        first = first or float(read)
        print(
            f"  {count:>5} rules: put together in {float(built):.3f} s, read in {float(read):.3f} s "
            f"({float(read) / first:.2f} times), {seen} lines found"
        )


def _lengths(folder: Path, lint: Command, options: argparse.Namespace) -> None:
    """Ever longer texts: what each megabyte takes stays the same."""
    print("\nLength, least of a whole process")
    for megabytes in MEGABYTES:
        command = (*lint, str(folder / f"text-{megabytes}.txt"))
        wall, cpu, memory = min(timed(command) for _ in range(max(1, options.runs // 2)))
        each = f"{wall / megabytes:.3f} s a megabyte"
        print(f"  {megabytes:>3} MB{wall:8.3f} s{cpu:8.3f} s of CPU{memory:8.1f} MB   {each}", flush=True)


if __name__ == "__main__":
    main()
