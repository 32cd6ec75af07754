"""What nobody means to do and somebody does: lost streams, odd names, hostile data, a report in the wrong place."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hall import FOLDER
from test_cli import AS_OF, NO_POST, NORTHMERE, Ran, answers_file, program

from playbook import console, files
from playbook.cli import main
from playbook.files import save, save_answers
from playbook.load import answers_path
from playbook.load.text import MAX_BYTES, read_text
from playbook.model import BadInput

ROOT = Path(__file__).resolve().parent.parent
HALL_ANSWERS = Path(__file__).parent / "reports" / "hardly-begun" / "answers.yaml"
HOSTILE = "\x1b[2J\x9b\u202e\u200b\u2028\u061cend"
unix_only = pytest.mark.skipif(os.name == "nt", reason="the shells and file systems of Unix")


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return Ran(int(ended.value.code or 0), *capsys.readouterr())


def shell(redirection: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-c", f'"$@" {redirection}', "sh", sys.executable, "-m", "playbook", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=os.environ | environment)


# Streams


@unix_only
@pytest.mark.parametrize(
    ("redirection", "arguments", "code"),
    [
        (">&-", ["check", NORTHMERE, AS_OF], 1),
        ("2>&-", ["check", NORTHMERE, AS_OF], 1),
        ("2>&-", ["check", "nowhere"], 2),
        ("<&- >&- 2>&-", ["check", NORTHMERE, AS_OF], 1),
        (">/dev/full", ["check", NORTHMERE, AS_OF], 2),
        (">/dev/full", ["check", NORTHMERE, AS_OF, "--format=json"], 2),
        (">/dev/full", ["--help"], 2),
        (">/dev/full 2>/dev/full", ["list"], 2),
        ("2>/dev/full", ["check", "nowhere"], 2),
        ("2>/dev/full", ["check", "--format=pdf"], 2),
        ("2>&-", ["check", "--format=pdf"], 2),
    ],
)
def test_lost_and_full_streams(redirection: str, arguments: list[str | Path], code: int) -> None:
    done = shell(redirection, *arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    if ">/dev/full" in redirection and "2>" not in redirection:
        assert b"the output cannot be written: No space left on device" in done.stderr


@unix_only
@pytest.mark.parametrize(("redirection", "code"), [("<&-", 0), ("</dev/null", 0), ("<&- >/dev/full", 2)])
def test_an_interview_without_input_has_reached_its_end(tmp_path: Path, redirection: str, code: int) -> None:
    path = answers_file(tmp_path, "answers:\n")
    done = shell(redirection, "ask", path)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["answers.yaml"]


@unix_only
def test_a_reader_that_has_gone_changes_no_verdict() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "playbook", "check", str(NORTHMERE), AS_OF]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_complaining_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        encoding = "utf-8"

        def write(self, _: str) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    console.complain("lost")


@unix_only
def test_a_line_that_cannot_be_decoded_is_said(tmp_path: Path) -> None:
    path = answers_file(tmp_path, "answers:\n")
    done = program("ask", path, input=b"\xff\n", env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"})
    assert done.returncode == 2
    assert b"what was typed cannot be read as utf-8" in done.stderr


@unix_only
def test_an_interruption_while_the_program_starts_is_quiet() -> None:
    start = (
        "import os, signal, sys; from importlib.abc import MetaPathFinder\n"
        "class Interrupts(MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'playbook.cli': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupts())\n"
        "from playbook.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, b"")


# Where a report may be written


@pytest.mark.parametrize("name", ["answers.yaml", "other/answers.yaml", "link.txt", "hard.txt", "by.txt"])
def test_a_report_never_takes_the_place_of_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(NO_POST, encoding="utf-8")
    (tmp_path / "other").mkdir()
    answers_file(tmp_path / "other", NO_POST)
    (tmp_path / "link.txt").symlink_to(path)
    (tmp_path / "hard.txt").hardlink_to(path)
    (tmp_path / "by.txt").symlink_to(tmp_path / "other" / "answers.yaml")
    done = ran(capsys, "check", path, "-o", tmp_path / name)
    assert (done.code, done.out) == (2, "")
    assert "a report would overwrite" in done.err
    assert path.read_text(encoding="utf-8") == NO_POST
    assert (tmp_path / "other" / "answers.yaml").read_text(encoding="utf-8") == NO_POST


def test_a_report_never_lies_among_the_checklists(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    shutil.copytree(FOLDER, folder)
    (tmp_path / "link").symlink_to(folder)
    for target in (
        folder / "keys.yaml",
        folder / "new.txt",
        folder / "below" / "new.txt",
        tmp_path / "link" / "keys.yaml",
    ):
        done = ran(capsys, "check", HALL_ANSWERS, "--checklists", folder, "-o", target)
        assert done.code == 2
        assert "a report would overwrite" in done.err
    assert (folder / "keys.yaml").read_bytes() == (FOLDER / "keys.yaml").read_bytes()
    assert not (folder / "new.txt").exists()
    assert ran(capsys, "check", NORTHMERE, "-o", ROOT / "checklists" / "report.txt").code == 2
    assert ran(capsys, "check", HALL_ANSWERS, "--checklists", folder, "-o", tmp_path / "lists.txt").code == 1


@pytest.mark.parametrize("arguments", [["check", "x", "-o", ""], ["list", "--checklists", ""], ["init", ""]])
def test_an_empty_name_is_bad_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    done = ran(capsys, *arguments)
    assert done.code == 2
    assert "usage: " in done.err
    assert "the name is empty" in done.err


def test_a_missing_folder_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = ran(capsys, "check", NORTHMERE, "-o", tmp_path / "missing" / "report.txt")
    assert done.code == 2
    assert "No such file or directory\n    All is as it was. Check that the folder exists" in done.err


# Saving


def test_an_answers_file_too_large_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = answers_file(tmp_path, "\ufeffold\n")
    save_answers(str(path), "x" * (MAX_BYTES - 3))
    assert len(read_text(str(path)).content) == MAX_BYTES - 3
    before = path.read_bytes()
    with pytest.raises(BadInput, match="could not be read again"):
        save_answers(str(path), "x" * (MAX_BYTES - 2))
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = answers_file(tmp_path, "old\n")
    monkeypatch.setattr("playbook.files.os.access", lambda file, _: file != str(path))
    with pytest.raises(BadInput, match="the file cannot be written: Permission denied"):
        save(str(path), "new\n")
    assert path.read_text(encoding="utf-8") == "old\n"
    assert os.listdir(tmp_path) == ["answers.yaml"]


@unix_only
def test_a_file_keeps_its_owner_and_its_group_as_far_as_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = answers_file(tmp_path, "old\n")
    wanted: list[tuple[int, int]] = []

    def refuse(_: str, user: int, group: int) -> None:
        wanted.append((user, group))
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("playbook.files.os.chown", refuse)
    save(str(path), "new\n")
    assert wanted == [(path.stat().st_uid, -1), (-1, path.stat().st_gid)]
    assert path.read_text(encoding="utf-8") == "new\n"


def test_migrate_waits_for_nobody(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = answers_file(tmp_path, NO_POST)
    with files.locked(str(path)):
        done = ran(capsys, "migrate", path)
    assert done.code == 2
    assert "somebody is answering in this file already" in done.err
    assert path.read_text(encoding="utf-8") == NO_POST
    assert ran(capsys, "migrate", path).code == 0


# Names


@unix_only
@pytest.mark.parametrize("form", ["text", "json", "markdown", "junit"])
def test_a_name_that_is_no_utf_8(tmp_path: Path, form: str) -> None:
    path = tmp_path / os.fsdecode(b"\xff.yaml")
    path.write_text("answers:\n  decision:\n    seat: voting\n", encoding="utf-8")
    target = tmp_path / os.fsdecode(b"\xfe.out")
    for more in ("", target):
        done = program("check", path, AS_OF, "--format", form, *(["-o", more] if more else []))
        assert (done.returncode, done.stderr) == (1, b"")
    if form == "json":
        report = json.loads(target.read_text(encoding="utf-8"))
        assert report["path"] == f"{tmp_path}/\\udcff.yaml"
        assert {one["place"].split("yaml")[0] for one in report["items"]} == {f"{tmp_path}/\\udcff."}


@pytest.mark.parametrize("arguments", [["check"], ["ask"], ["migrate"], ["show"], ["check", "x", "--gate"]])
def test_a_name_can_forge_no_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ran(capsys, *arguments, "odd\nforged: all is well\n\x1b[2J")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert not [line for line in done.err.splitlines() if line.startswith("forged")]


def test_a_hint_of_several_lines_keeps_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from playbook import cli
    from playbook.model import Place, Problem

    cli._say_problems(
        [Problem(Place("a\nb", 1, 1), "wrong\nhere", "By hand:\n        seat:\n          note: x\nforged")]
    )
    lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == [
        "a b:1:1: wrong here",
        "    By hand:",
        "            seat:",
        "              note: x",
        "    forged",
    ]


def test_what_argparse_says_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["check", "x", f"--as-of={HOSTILE}"], ["list", f"{HOSTILE}\nforged"], [HOSTILE]):
        done = ran(capsys, *arguments)
        assert done.code == 2
        assert "\\x1b[2J" in done.err
        assert all(line.isprintable() and not line.startswith("forged") for line in done.err.split("\n"))


@pytest.mark.parametrize("arguments", [["check", "--help"], ["check", "x", "--as-of=tomorrow"]])
def test_argparse_fits_a_terminal_with_few_characters(arguments: list[str]) -> None:
    done = program(*arguments, env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert b"Traceback" not in done.stderr
    assert b"\\u201c" not in done.stdout + done.stderr
    assert done.stdout.isascii()


@unix_only
def test_init_says_harmless_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = ran(capsys, "init", tmp_path / "a\nforged\x1b[2J\udcff")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert len(done.out.splitlines()) == 3


# Where the answers are looked for


@unix_only
@pytest.mark.parametrize(
    ("path", "words", "advice"),
    [
        ("", "there is no such file or folder", False),
        ("file/below", "Not a directory", False),
        ("loop", "Too many levels of symbolic links", False),
        ("dangling", "there is no such file or folder", False),
        ("missing", "there is no such file or folder", True),
        ("x" * 300, "File name too long", False),
        ("empty", "the folder holds no answers.yaml", True),
        ("dangling-inside", "the folder holds no answers.yaml", False),
        ("folder-inside", "this is a folder, where a file is expected", False),
    ],
)
def test_a_path_without_answers(tmp_path: Path, path: str, words: str, advice: bool) -> None:
    answers_file(tmp_path, "answers:\n").rename(tmp_path / "file")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    for folder in ("empty", "dangling-inside", "folder-inside/answers.yaml"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dangling-inside" / "answers.yaml").symlink_to("nowhere")
    with pytest.raises(BadInput, match=words) as caught:
        answers_path(path and str(tmp_path / path))
    assert ("playbook init" in caught.value.problems[0].hint) is advice


def test_a_folder_without_permission_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    look = os.stat

    def refuse(path: Any, **options: Any) -> os.stat_result:
        if str(path).endswith("answers.yaml"):
            raise PermissionError(13, "Permission denied")
        return look(path, **options)

    monkeypatch.setattr("playbook.load.answers.os.stat", refuse)
    with pytest.raises(BadInput, match="cannot be read: Permission denied") as caught:
        answers_path(str(tmp_path))
    assert "init" not in caught.value.problems[0].hint


# Hostile answers and hostile data


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    text = f'trust: "{ascii(HOSTILE)[1:-1]}"\nanswers:\n  hiring:\n    rent: unknown\n'
    return answers_file(tmp_path, text)


def test_json_shows_what_is_hidden_and_says_the_same(capsys: pytest.CaptureFixture[str], hostile: Path) -> None:
    out = ran(capsys, "check", hostile, "--checklists", FOLDER, "--format=json").out
    assert all(line.isprintable() for line in out.split("\n"))
    assert "\\u202e" in out
    assert json.loads(out)["trust"] == HOSTILE


def test_junit_holds_nothing_hidden(capsys: pytest.CaptureFixture[str], hostile: Path) -> None:
    out = ran(capsys, "check", hostile, "--checklists", FOLDER, "--format=junit").out
    suite = ElementTree.fromstring(out).find("testsuite")
    assert suite is not None
    assert suite.get("name") == "\ufffd[2J" + "\ufffd" * 5 + "end"


@pytest.mark.parametrize("width", [60, 88])
def test_an_endless_trust_is_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: int
) -> None:
    monkeypatch.setattr(console, "width", lambda: width)
    monkeypatch.chdir(tmp_path)
    path = answers_file(tmp_path, f"trust: {'Long ' * 60}\n" + NO_POST)
    lines = ran(capsys, "check", path.name, AS_OF).out.splitlines()
    whole = ran(capsys, "check", os.path.relpath(NORTHMERE), AS_OF).out.splitlines()
    assert max(map(len, (*lines, *(line for line in whole if "answers.yaml" not in line)))) <= width
    assert lines[0].endswith("…  22 November 2026, checklists 2026-11")


def hostile_checklists(folder: Path, link: str) -> Path:
    """The hall's checklists with something in every text that acts on a terminal, and a source at `link`."""
    shutil.copytree(FOLDER, folder)
    for path in folder.glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(map(_infected, lines)) + "\n", encoding="utf-8")
    sources = (folder / "sources.yaml").read_text(encoding="utf-8")
    made = sources.replace("https://example.org/handbook", json.dumps(link))
    (folder / "sources.yaml").write_text(made, encoding="utf-8")
    return folder


def _infected(line: str) -> str:
    """A line “title: words” of YAML with a code in its words."""
    name, colon, text = line.partition(": ")
    infectious = ("title", "ask", "why", "how", "good", "poor", "author", "seen", "claim", "text", "met", "not-met")
    if not colon or name.strip() not in infectious or text.startswith(('"', "{", "[", ">", "|")):
        return line
    return f'{name}: "{text} \\x1b[2J\\u202e"'


@pytest.mark.parametrize("command", [["list"], ["show", "hire-fee"], ["show", "cover"]])
def test_data_cannot_act_on_a_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]) -> None:
    folder = hostile_checklists(tmp_path / "lists", "https://example.org/\x1b[2J")
    done = ran(capsys, *command, "--checklists", folder)
    assert (done.code, done.err) == (0, "")
    assert all(line.isprintable() for line in done.out.splitlines())
    assert "\\x1b[2J" in done.out


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/a?b=1&c", "<https://example.org/a?b=1&c>"),
        ("https://example.org/><b>", "https\\://example.org/\\>&lt;b\\>"),
        ("https://example.org/\u202e", "https\\://example.org/\\\\u202e"),
    ],
)
def test_markdown_links_only_to_pages(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, link: str, shown: str
) -> None:
    folder = hostile_checklists(tmp_path / "lists", link)
    out = ran(capsys, "check", HALL_ANSWERS, "--checklists", folder, "--format=markdown").out
    assert out[out.index("## Sources") :].count(f": {shown}\n") == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "www.example.org/count", "https://example.org/> <b>"])
def test_a_link_that_leads_to_no_page_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, link: str) -> None:
    folder = hostile_checklists(tmp_path / "lists", link)
    said = ran(capsys, "check", HALL_ANSWERS, "--checklists", folder)
    assert said.code == 2
    assert "is no address" in said.err
    assert "Begin with https://" in said.err
