"""A file is whole at every moment, and only one interview writes to it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playbook import files
from playbook.files import locked, save
from playbook.model import BadInput

ROOT = Path(__file__).resolve().parent.parent
HOLD = """
import sys
from playbook.files import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"old\n")
    return path


def refuse(*_: Any, **__: Any) -> None:
    raise PermissionError(13, "Permission denied")


def test_save_writes_the_text_as_it_is(path: Path) -> None:
    save(str(path), "né\r\nw")
    assert path.read_bytes() == "né\r\nw".encode()
    assert os.listdir(path.parent) == ["answers.yaml"]


def test_save_makes_a_new_file_as_others_are_made(path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(str(path.parent / "new"), "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((path.parent / "new").stat().st_mode) == 0o640


def test_save_keeps_the_mode_the_byte_order_mark_and_the_link(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfold")
    path.chmod(0o604)
    link = path.parent / "link.yaml"
    link.symlink_to(path)
    save(str(link), "new")
    assert link.is_symlink()
    assert path.read_bytes() == b"\xef\xbb\xbfnew"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_save_writes_to_what_is_not_a_file_without_replacing_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as cat:
        save(str(pipe), "through")
        assert cat.stdout
        assert cat.stdout.read() == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("broken", ["os.replace", "os.fsync", "shutil.copymode"])
def test_a_save_that_fails_leaves_the_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(f"playbook.files.{broken}", refuse)
    with pytest.raises(BadInput, match=r"answers\.yaml: the file cannot be written: Permission denied\n.*as it was"):
        save(str(path), "new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old\n"
    assert os.listdir(path.parent) == ["answers.yaml"]


def test_a_save_that_is_interrupted_leaves_the_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("playbook.files.os.replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(str(path), "new")
    assert path.read_bytes() == b"old\n"
    assert os.listdir(path.parent) == ["answers.yaml"]


def test_the_file_is_whole_while_it_is_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    replace = os.replace

    def look(new: str, real: str) -> None:
        seen.append((path.read_bytes(), Path(new).read_bytes(), os.path.dirname(new) == str(path.parent)))
        replace(new, real)

    monkeypatch.setattr("playbook.files.os.replace", look)
    save(str(path), "new")
    assert seen == [(b"old\n", b"new", True)]


def test_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file or directory"):
        save(str(tmp_path / "missing" / "answers.yaml"), "x")


def test_a_lock_keeps_a_second_out_and_is_gone_at_the_end(path: Path) -> None:
    link = path.parent / "link.yaml"
    link.symlink_to(path)
    with locked(str(path)):
        assert (path.parent / ".answers.yaml.lock").exists()
        with (
            pytest.raises(BadInput, match=r"link\.yaml: somebody is answering in this file already"),
            locked(str(link)),
        ):
            pytest.fail("two at once")
    link.unlink()
    assert os.listdir(path.parent) == ["answers.yaml"]
    with locked(str(path)):
        pass
    assert os.listdir(path.parent) == ["answers.yaml"]


def test_a_lock_ends_with_an_error(path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), locked(str(path)):
        raise ValueError("inside")
    assert os.listdir(path.parent) == ["answers.yaml"]


def test_a_folder_that_cannot_be_written_cannot_be_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "open", refuse, raising=False)
    with pytest.raises(BadInput, match="the folder cannot be written: Permission denied"), locked(str(path)):
        pytest.fail("locked")


def test_a_lock_file_that_another_took_away_is_not_trusted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process removes its file between our opening it and our locking it: we hold what nobody finds."""
    beside = path.parent / ".answers.yaml.lock"
    lock = files._lock
    held: list[int] = []

    def late(file: Any) -> None:
        if not held:
            beside.unlink()
        lock(file)
        held.append(os.fstat(file.fileno()).st_ino)

    monkeypatch.setattr(files, "_lock", late)
    with locked(str(path)):
        assert len(held) == 2
        assert beside.stat().st_ino == held[-1]


@pytest.mark.parametrize("end", ["finished", "killed"])
def test_two_processes(path: Path, end: str) -> None:
    """The second is kept out as long as the first runs, however the first ends."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        with pytest.raises(BadInput, match="somebody is answering"), locked(str(path)):
            pytest.fail("two at once")
        if end == "killed":
            first.send_signal(signal.SIGKILL)
    with locked(str(path)):
        pass
    assert os.listdir(path.parent) == ["answers.yaml"]
