"""What the benchmarks share: an environment with a wheel of this clone, and what a command takes as a whole process."""

import os
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3  # what ru_maxrss counts in
Command = tuple[str, ...]
Run = tuple[float, float, float]


def ours(folder: Path) -> Path:
    """A new environment in `folder` with a wheel of this clone."""
    quietly((sys.executable, "-m", "pip", "wheel", "--no-deps", f"--wheel-dir={folder}", str(HERE.parent)))
    return environment(folder / "ours", *map(str, folder.glob("*.whl")))


def environment(folder: Path, *packages: str) -> Path:
    venv.create(folder, with_pip=True)
    quietly((f"{folder}/bin/python", "-m", "pip", "install", "--no-cache-dir", *packages))
    return folder


def quietly(command: Command) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def in_turns(commands: Mapping[str, Command], runs: int) -> dict[str, list[Run]]:
    """What each command took, each time; they take turns, so that a slow moment of the machine meets all of them."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(timed(command))
    return taken


def medians(runs: list[Run]) -> Run:
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    return wall, cpu, memory


def timed(command: Command) -> Run:
    """Wall time and CPU time in seconds, and peak memory in megabytes, of one process."""
    output = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=output)
    _, _, usage = os.wait4(process, 0)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE
