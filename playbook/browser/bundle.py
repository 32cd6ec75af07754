"""The engine's parts → files below the site's own address, with a list of their sizes and hashes."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from playbook.browser.fetch import PACKED, ROOT, own_wheel, runtime, wheels

KEPT = ROOT / "build" / "engine"
LIST = "engine.json"
PDF = "pypdfium2"
SCRIPTS = {"loader": "pyodide.mjs", "machine": "pyodide.asm.mjs"}
PYODIDE = ("Pyodide", "MPL-2.0", "https://pyodide.org")
PYTHON = ("Python", "PSF-2.0", "https://www.python.org")
HOMES = ("homepage", "source", "source code", "documentation")


class Part(NamedTuple):
    """One file as it is sent. `role` tells the loader what it is for; `packed`, that it has to be unpacked by gzip."""

    role: str
    name: str
    data: bytes
    packed: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file(self) -> str:
        """Its name in the site: another one whenever it holds anything else, so that caches cannot mix them."""
        stem, _, ending = self.name.rpartition(".")
        return f"{stem}-{self.sha256[:10]}.{'packed' if self.packed else ending}"


class Licence(NamedTuple):
    """A piece of software that is sent along."""

    name: str
    version: str
    licence: str
    home: str


class Bundle(NamedTuple):
    """All that the page needs to run the engine."""

    parts: tuple[Part, ...]
    licences: tuple[Licence, ...]
    pyodide: str

    def size(self, *, with_pdf: bool) -> int:
        """How many bytes a first visit moves, where the host compresses scripts; most of them do."""
        wanted = [one for one in self.parts if with_pdf or one.role != "pdf"]
        return sum(len(gzip.compress(one.data) if one.name.endswith(".js") else one.data) for one in wanted)

    def write(self, folder: Path) -> None:
        """Put the files into `folder`, and take away all that is no longer one of them."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for part in self.parts:
            (folder / part.file).write_bytes(part.data)
        (folder / LIST).write_text(json.dumps(self.listed(), indent=1), "utf-8")

    def listed(self) -> dict[str, object]:
        files = [
            {"role": one.role, "file": one.file, "name": one.name, "size": len(one.data), "sha256": one.sha256}
            | ({"packed": True} if one.packed else {})
            for one in self.parts
        ]
        return {"pyodide": self.pyodide, "files": files}


def gathered(kept: Path = KEPT) -> Bundle:
    """The bundle; its parts are fetched where `kept` does not hold them yet. Raises Unavailable."""
    home = runtime(kept)
    found = [own_wheel(kept), *wheels(kept)]
    version = json.loads((home / "package.json").read_text("utf-8"))["version"]
    parts = (*_runtime_parts(home), *map(_wheel_part, found))
    return Bundle(parts, (*_runtime_licences(home, version), *map(_licence, found)), version)


def _runtime_parts(home: Path) -> Iterator[Part]:
    """Scripts get the ending that every web server knows; what hosts often send as it is, is packed beforehand."""
    for role, name in SCRIPTS.items():
        yield Part(role, name.replace(".mjs", ".js"), (home / name).read_bytes())
    yield Part("python", "pyodide.asm.wasm", (home / PACKED).read_bytes(), True)
    yield Part("library", "python_stdlib.zip", (home / "python_stdlib.zip").read_bytes())


def _wheel_part(path: Path) -> Part:
    return Part("pdf" if path.name.startswith(PDF) else "wheel", path.name, path.read_bytes())


def _runtime_licences(home: Path, version: str) -> Iterator[Licence]:
    lock = json.loads((home / "pyodide-lock.json").read_text("utf-8"))
    yield Licence(PYODIDE[0], version, *PYODIDE[1:])
    yield Licence(PYTHON[0], lock["info"]["python"], *PYTHON[1:])


def _licence(path: Path) -> Licence:
    """What a wheel says of itself."""
    with ZipFile(path) as wheel:
        name = next(one for one in wheel.namelist() if one.endswith(".dist-info/METADATA"))
        said = HeaderParser().parsestr(wheel.read(name).decode())
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    licence = said["License-Expression"] or said["License"] or ", ".join(classified) or "see the wheel"
    split = [one.partition(", ") for one in said.get_all("Project-URL", [])]
    homes = {label.lower(): address for label, _, address in split}
    home = said["Home-page"] or next((homes[label] for label in HOMES if label in homes), "")
    return Licence(said["Name"], said["Version"], licence, home)

