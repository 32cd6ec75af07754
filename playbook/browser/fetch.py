"""The parts of the engine, from the registries and from this tree. What was had once is kept in a folder."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

PARTS = Path(__file__).parent / "parts"
ROOT = Path(__file__).resolve().parent.parent.parent
OWN_SOURCES = ("playbook", "checklists", "pyproject.toml", "hatch_build.py", "README.md")
PYTHON, PLATFORM = "3.14", "pyemscripten_2026_0_wasm32"
RUNTIME, PROGRAM = Path("node_modules", "pyodide"), "pyodide.asm.wasm"
PACKED = f"{PROGRAM}.gz"
LONGEST = 300  # seconds


class Unavailable(Exception):
    """A part could not be had; the message says why."""


def runtime(kept: Path) -> Path:
    """The folder of Python for the browser, its program also packed. Raises Unavailable."""

    def make(folder: Path) -> None:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(PARTS / name, folder)
        _run([_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        program = folder / RUNTIME / PROGRAM
        program.with_name(PACKED).write_bytes(gzip.compress(program.read_bytes(), 9, mtime=0))

    lock = PARTS / "package-lock.json"
    return _made(kept / f"npm-{_digest([lock])}", make) / RUNTIME


def wheels(kept: Path) -> list[Path]:
    """The wheels that the playbook needs there. Raises Unavailable."""

    def make(folder: Path) -> None:
        for_browser = ["--platform", PLATFORM, "--python-version", PYTHON, "--only-binary=:all:"]
        _pip(folder, "download", *for_browser, "-d", str(folder), *_pinned("wheels.txt"))
        _pip(folder, "wheel", "--no-binary=:all:", "-w", str(folder), *_pinned("source.txt"))

    pins = [PARTS / "wheels.txt", PARTS / "source.txt"]
    return sorted(_made(kept / f"wheels-{_digest(pins)}", make).glob("*.whl"))


def own_wheel(kept: Path) -> Path:
    """The wheel of this tree. Raises Unavailable."""
    if not (ROOT / "pyproject.toml").is_file():
        raise Unavailable("it is built from a clone of the playbook, and this is an installed copy")

    def make(folder: Path) -> None:
        _pip(folder, "wheel", "--no-deps", "-w", str(folder), str(ROOT))

    found = _made(kept / f"own-{_digest(_own_files())}", make)
    return next(found.glob("*.whl"))


def _own_files() -> list[Path]:
    paths = [ROOT / name for name in OWN_SOURCES]
    inside = [path for folder in paths if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in (*paths, *inside) if path.is_file() and "__pycache__" not in path.parts]


def _digest(paths: Iterable[Path]) -> str:
    """What tells these files, and how they are fetched, from others."""
    made = hashlib.sha256(Path(__file__).read_bytes())
    for path in paths:
        made.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return made.hexdigest()[:16]


def _made(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that is there only once it is complete; another build may make it at the same time."""
    if folder.is_dir():
        return folder
    begun = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    try:
        make(begun)
        begun.rename(folder)
    except OSError as error:
        if not folder.is_dir():
            raise Unavailable(str(error)) from None
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return folder


def _pinned(name: str) -> list[str]:
    return ["--no-deps", "--require-hashes", "-r", str(PARTS / name)]


def _pip(folder: Path, *arguments: str) -> None:
    _run([sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"], folder)


def _program(name: str) -> str:
    if path := shutil.which(name):
        return path
    raise Unavailable(f"there is no program “{name}”")


def _run(command: list[str], folder: Path) -> None:
    """Run a command; PyYAML heeds the two settings and leaves its part in C out."""
    pure = os.environ | {"PYYAML_FORCE_CYTHON": "0", "PYYAML_FORCE_LIBYAML": "0"}
    try:
        subprocess.run(command, cwd=folder, env=pure, check=True, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.CalledProcessError as error:
        raise Unavailable(_last_line(error.stderr)) from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"{command[0]} took longer than {LONGEST} seconds") from None


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() and not line.startswith(("note:", "hint:"))]
    return (errors or lines or ["it failed without a word"])[-1]
