"""The engine's parts → files below the site's own address, with a list of their sizes and hashes."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from base64 import b64encode
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
PYODIDE = ("Pyodide", "MPL-2.0", "https://github.com/pyodide/pyodide")
PYTHON = ("Python", "PSF-2.0", "https://www.python.org")
HOMES = ("homepage", "source", "source code", "documentation")


class Part(NamedTuple):
    """One file as it is sent; `role` tells the loader what it is for. A `packed` one has to be unpacked by gzip."""

    role: str
    name: str
    data: bytes
    packed: bool = False

    @property
    def integrity(self) -> str:
        """The hash, in the form that browsers check."""
        return f"sha256-{b64encode(hashlib.sha256(self.data).digest()).decode()}"

    @property
    def moved(self) -> int:
        """How many bytes come over the line: hosts compress scripts."""
        return len(gzip.compress(self.data)) if self.name.endswith(".js") else len(self.data)

    @property
    def file(self) -> str:
        """Its name in the site: another one whenever it holds anything else, so that caches cannot mix them."""
        stem, _, ending = self.name.rpartition(".")
        digest = hashlib.sha256(self.data).hexdigest()[:10]
        return f"{stem}-{digest}.{'packed' if self.packed else ending}"


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
    info: dict[str, str]

    def size(self, *, with_pdf: bool) -> int:
        """How many bytes a first visit moves."""
        return sum(one.moved for one in self.parts if with_pdf or one.role != "pdf")

    def write(self, folder: Path) -> None:
        """Put the files into `folder`, and take away all that is no longer one of them."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for part in self.parts:
            (folder / part.file).write_bytes(part.data)
        (folder / LIST).write_text(json.dumps(self.listed(), indent=1), "utf-8")

    def listed(self) -> dict[str, object]:
        names = ("role", "file", "name", "integrity", "moved")
        files = [{name: getattr(one, name) for name in names} | {"size": len(one.data)} for one in self.parts]
        return {"info": self.info, "files": files}


def gathered(kept: Path = KEPT) -> Bundle:
    """The bundle; its parts are fetched where `kept` does not hold them yet. Raises Unavailable."""
    own = own_wheel(kept)
    home = runtime(kept)
    found = [own, *wheels(kept)]
    info = json.loads((home / "pyodide-lock.json").read_text("utf-8"))["info"]
    version = json.loads((home / "package.json").read_text("utf-8"))["version"]
    runtimes = Licence(PYODIDE[0], version, *PYODIDE[1:]), Licence(PYTHON[0], info["python"], *PYTHON[1:])
    parts = (*_runtime_parts(home), *map(_wheel_part, found))
    return Bundle(parts, (*runtimes, *map(_licence, found)), info)


def _runtime_parts(home: Path) -> Iterator[Part]:
    """Scripts get the ending that every web server knows; what hosts often send as it is, is packed beforehand."""
    for role, name in SCRIPTS.items():
        yield Part(role, name.replace(".mjs", ".js"), (home / name).read_bytes())
    yield Part("python", "pyodide.asm.wasm", (home / PACKED).read_bytes(), True)
    yield Part("library", "python_stdlib.zip", (home / "python_stdlib.zip").read_bytes())


def _wheel_part(path: Path) -> Part:
    return Part("pdf" if path.name.startswith(PDF) else "wheel", path.name, path.read_bytes())


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
