"""The compiled checklists say exactly what the YAML says, and the wheel carries both."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from playbook.load import data_folder, load_playbook
from playbook.load.compiled import packed, unpacked

ROOT = Path(__file__).parent.parent
FOLDERS = (data_folder(), str(Path(__file__).parent / "checklists"))


@pytest.mark.parametrize("folder", FOLDERS, ids=("the playbook's own", "the village hall"))
def test_nothing_is_lost_on_the_way(folder: str) -> None:
    playbook = load_playbook(folder)
    again = unpacked(packed(playbook))
    assert vars(again) == vars(playbook)
    assert packed(again) == packed(playbook)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_carries_the_checklists_as_yaml_and_compiled(wheel: zipfile.ZipFile) -> None:
    carried = {name.rpartition("/")[2] for name in wheel.namelist() if name.startswith("playbook/checklists/")}
    assert carried >= {path.name for path in (ROOT / "checklists").glob("*.yaml")} | {"compiled.json"}


def test_the_wheel_names_no_place_of_the_machine_it_was_built_on(wheel: zipfile.ZipFile) -> None:
    compiled = wheel.read("playbook/checklists/compiled.json").decode("utf-8")
    assert str(ROOT) not in compiled
    assert unpacked(compiled).items["seat"].place.file == str(Path("checklists") / "decision.yaml")


def test_the_wheel_runs_without_the_clone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from playbook.cli import main; main()"
    arguments = ["check", str(ROOT / "examples" / "northmere"), "--as-of", "2026-11-22"]
    command = [sys.executable, "-c", program, *arguments]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"Not ready to advertise: 2 of 12 musts are open." in ran.stdout
