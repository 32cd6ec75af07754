"""The compiled checklists and rules say exactly what the YAML says, and the wheel carries both."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from playbook.load import compiled_rules, data_folder, load_playbook
from playbook.load.compiled import packed, unpacked
from playbook.load.rules import load_rules

ROOT = Path(__file__).parent.parent
FOLDERS = (data_folder(), str(Path(__file__).parent / "checklists"))


@pytest.mark.parametrize("folder", FOLDERS, ids=("the playbook's own", "the village hall"))
def test_nothing_is_lost_on_the_way(folder: str) -> None:
    playbook = load_playbook(folder)
    again = unpacked(packed(playbook))
    assert vars(again) == vars(playbook)
    assert packed(again) == packed(playbook)


@pytest.mark.parametrize("folder", FOLDERS, ids=("the playbook's own", "the village hall"))
def test_no_rule_is_changed_on_the_way(folder: str) -> None:
    rules = load_rules(load_playbook(folder), folder)
    again = compiled_rules.unpacked(compiled_rules.packed(rules))
    assert again == rules
    assert list(again) == list(rules)
    assert repr(again) == repr(rules)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_carries_the_checklists_as_yaml_and_compiled(wheel: zipfile.ZipFile) -> None:
    carried = {name.rpartition("/")[2] for name in wheel.namelist() if name.startswith("playbook/checklists/")}
    assert carried >= {path.name for path in (ROOT / "checklists").rglob("*.yaml")} | {"compiled.json", "rules.json"}


def test_the_wheel_names_no_place_of_the_machine_it_was_built_on(wheel: zipfile.ZipFile) -> None:
    compiled = wheel.read("playbook/checklists/compiled.json").decode("utf-8")
    rules = wheel.read("playbook/checklists/rules.json").decode("utf-8")
    assert str(ROOT) not in compiled + rules
    assert compiled_rules.unpacked(rules)["title"].place.file == str(Path("checklists") / "rules" / "title.yaml")
    assert unpacked(compiled).items["seat"].place.file == str(Path("checklists") / "decision.yaml")


def run(
    wheel: zipfile.ZipFile, folder: Path, *arguments: str, at_the_end: str = ""
) -> subprocess.CompletedProcess[bytes]:
    wheel.extractall(folder)
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); from playbook.cli import main"
    program = f"{start}\ntry: main()\nfinally: {at_the_end or 'pass'}"
    command = [sys.executable, "-c", program, *arguments, "--as-of", "2026-11-22"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)


def test_the_wheel_runs_without_the_clone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    ran = run(wheel, tmp_path, "check", str(ROOT / "examples" / "northmere"))
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"Not ready to advertise: 2 of 12 musts are open." in ran.stdout


def test_a_wheel_writes_a_draft_as_a_clone_does(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    options = ("draft", "board-paper", str(ROOT / "examples" / "northmere"), "--format", "markdown", "-o")
    ran = run(wheel, tmp_path, *options, "wheel.md")
    assert (ran.returncode, ran.stderr) == (0, b"")
    command = [sys.executable, "-m", "playbook", *options, str(tmp_path / "clone.md"), "--as-of", "2026-11-22"]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert (tmp_path / "wheel.md").read_bytes() == (tmp_path / "clone.md").read_bytes()


def test_a_wheel_reads_a_document_as_a_clone_does_and_without_yaml(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    document = str(ROOT / "tests" / "corpus" / "24-advert-cio-oxmoor.txt")
    ran = run(wheel, tmp_path, "lint", document, at_the_end="assert 'yaml' not in sys.modules")
    command = [sys.executable, "-m", "playbook", "lint", document, "--as-of", "2026-11-22"]
    assert ran.stdout == subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60).stdout
    assert (ran.returncode, ran.stderr) == (1, b"")
