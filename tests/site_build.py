"""Builds of the site, and of small projects that show the village hall's checklists."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from hall import FOLDER

ROOT = Path(__file__).resolve().parent.parent
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


class Built(NamedTuple):
    """A finished build: its folder, its exit code, and what it said."""

    folder: Path
    code: int
    said: str

    def page(self, name: str) -> BeautifulSoup:
        """An HTML page, by its name without `.html`."""
        path = self.folder / f"{name}.html"
        return _parsed(path, path.stat().st_mtime_ns)

    def pages(self) -> dict[str, BeautifulSoup]:
        """Every HTML page by its name."""
        names = (path.relative_to(self.folder).with_suffix("") for path in sorted(self.folder.rglob("*.html")))
        return {name.as_posix(): self.page(name.as_posix()) for name in names}


@cache
def _parsed(path: Path, _changed: int) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def build(config: Path, source: Path, out: Path, *options: str) -> Built:
    """Build `source` with the conf.py in `config`."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        *(() if "-v" in options else ("-q",)),
        "-n",
        "--no-color",
        *options,
        "-c",
        str(config),
        str(source),
        str(out),
    ]
    utf8 = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=utf8, capture_output=True, encoding="utf-8", check=False)
    return Built(out, done.returncode, done.stdout + done.stderr)


@cache
def site(builder: str = "html") -> Built:
    """The project's own site, every warning an error; built once."""
    _KEPT.append(tempfile.TemporaryDirectory())
    folder = Path(_KEPT[-1].name)
    options = ("-W", "--keep-going", "-E", "-b", builder, "-d", str(folder / "d"))
    built = build(ROOT, ROOT / "docs", folder / "out", *options)
    if not any((folder / "out").glob("index.*")) and builder != "latex":
        raise RuntimeError(f"the site was not built, so no page can be tested:\n{built.said}")
    return built


class Project:
    """A small project of pages; its data are the village hall's, or those of another folder."""

    def __init__(self, folder: Path, pages: dict[str, str], data: Path = FOLDER) -> None:
        self.folder = folder
        settings = 'extensions = ["myst_parser", "playbook.sphinx"]\nmyst_heading_anchors = 2\n'
        self.write("conf.py", f"{settings}playbook_data = {str(data)!r}\n")
        for name, text in pages.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def build(self, *options: str) -> Built:
        return build(self.folder, self.folder, self.folder / "_build", *options)
