"""The one place that finds a LibreOffice and Poppler's tools, and fetches them where there are none.

Their paths: `python tests/libreoffice.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGES = ("libreoffice-writer-nogui", "poppler-utils")
NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
ADVICE = (
    "These tests open Word files in LibreOffice and read them with pdftotext, and one of the two was not found and "
    f"could not be fetched. On Debian or Ubuntu: apt-get install --no-install-recommends {' '.join(PACKAGES)}"
)
_LONGEST = 600


@cache
def seen_to() -> tuple[str, str]:
    """The paths of LibreOffice and of pdftotext, which are fetched if need be; empty texts where they cannot be."""
    commands = _commands()
    while not all(found := (_office(), shutil.which("pdftotext") or "")) and (command := next(commands, None)):
        _run(command)
    return found


def _office() -> str:
    return next((path for path in (*map(shutil.which, NAMES), *PLACES) if path and Path(path).is_file()), "")


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _commands() -> Iterator[list[str]]:
    """What may bring them: Debian's packages, where we may install."""
    if getattr(os, "geteuid", lambda: 1)() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "update", "-qq"]
        yield ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]


def tools() -> tuple[str, str]:
    """LibreOffice and pdftotext. Without them the tests fail on a Linux build server, and are left out elsewhere."""
    found = seen_to()
    if all(found):
        return found
    if os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(ADVICE)
    pytest.skip(ADVICE)


def as_pdf(files: list[Path], folder: Path) -> list[Path]:
    """The Word files as PDFs in the folder, all in one run of LibreOffice with a profile of its own."""
    office, _ = tools()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
    made = [folder / f"{file.stem}.pdf" for file in files]
    assert all(file.is_file() for file in made), ran.stderr
    return made


def pdf_text(file: Path) -> str:
    """The words of a PDF, in the order of the file."""
    _, reader = tools()
    ran = subprocess.run([reader, "-raw", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    return ran.stdout.decode()


def main() -> int:
    """Print the paths; 1 where one of the two is missing."""
    found = seen_to()
    print("\n".join(found) if all(found) else ADVICE, file=sys.stdout if all(found) else sys.stderr)
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
