"""Compare `playbook check` with check-jsonschema and yamale, on the same files: `python benchmarks/compare.py`.

Needs Linux or macOS, and the package index: a wheel is built from this clone, and the tools are installed, in a folder
that is deleted at the end. The tools take turns, so that a slow moment of the machine meets all of them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import HERE, Command, environment, in_turns, medians, ours, quietly, timed


def main() -> None:
    """Prepare, measure, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine, theirs = _prepared(folder, options.files)
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; {_versions(theirs)}")
        print(f"Peak memory of an empty process measured like this: {timed(('true',))[2]:.1f} MB\n")
        one, schema = str(folder / "one.yaml"), f"--schemafile={folder / 'answers.schema.json'}"
        check = (f"{mine}/bin/playbook", "check", "--as-of=2026-11-22")
        jsonschema = (f"{theirs}/bin/check-jsonschema", "--quiet", schema)
        _compare(
            "One file of 120 entries", {"playbook": (*check, one), "check-jsonschema": (*jsonschema, one)}, options.runs
        )
        many = tuple(map(str, sorted((folder / "many").iterdir())))
        yamale = (f"{theirs}/bin/yamale", "--cpu-num=1", f"--schema={folder / 'yamale.yaml'}", str(folder / "many"))
        commands = {"playbook": (*check, *many), "check-jsonschema": (*jsonschema, *many), "yamale": yamale}
        _compare(f"{len(many):,} such files in one process", commands, options.many_runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each tool checks the one file")
    parser.add_argument("--many-runs", type=int, default=5, help="how often each tool checks the many files")
    parser.add_argument("--files", type=int, default=1000, help="how many files are many")
    return parser.parse_args()


def _prepared(folder: Path, files: int) -> tuple[Path, Path]:
    """Two environments, ours from a wheel of this clone, with the files to check beside them."""
    mine = ours(folder)
    theirs = environment(folder / "theirs", "check-jsonschema", "yamale")
    quietly((f"{mine}/bin/python", "-I", str(HERE / "write_answers.py"), str(folder), str(files)))
    return mine, theirs


def _versions(folder: Path) -> str:
    names = "check-jsonschema", "jsonschema", "ruamel.yaml", "yamale", "PyYAML"
    code = "import importlib.metadata as m, sys; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"
    said = subprocess.run((f"{folder}/bin/python", "-c", code, *names), check=True, capture_output=True, text=True)
    return said.stdout.strip()


def _compare(title: str, commands: dict[str, Command], runs: int) -> None:
    """Run the commands in turns, and print the median of each and its ratio to the first."""
    for command in commands.values():
        _try(command)
    taken = in_turns(commands, runs)
    print(f"{title}, median of {runs} runs")
    print(f"  {'':17}{'wall':>9}{'least':>9}{'CPU':>9}{'memory':>11}   playbook takes")
    figures = {name: medians(done) for name, done in taken.items()}
    first = figures["playbook"]
    for name, (wall, cpu, memory) in figures.items():
        least = min(taken[name])[0]
        share = f"{first[0] / wall:.3f} of the wall time, {first[1] / cpu:.3f} of the CPU time"
        print(f"  {name:17}{wall:7.3f} s{least:7.3f} s{cpu:7.3f} s{memory:8.1f} MB   {share}")
    print(flush=True)


def _try(command: Command) -> None:
    """The command does its work: no complaint, and 1 only from ours, for trusts that are not ready."""
    tried = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if tried.stderr or tried.returncode != (1 if Path(command[0]).name == "playbook" else 0):
        raise SystemExit(f"{' '.join(command[:4])} … ended with {tried.returncode}:\n{tried.stderr}")


if __name__ == "__main__":
    main()
