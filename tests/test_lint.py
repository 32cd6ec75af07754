"""`playbook lint` as a person meets it: what it reads, says and writes, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from hall import FOLDER
from markdown_it import MarkdownIt
from test_annotate import Marked
from test_cli import Ran
from word_files import cell, para, run, table, word

from playbook.cli import main
from playbook.lint import LEVELS
from playbook.schema import documents_schema

PAPERS = Path(__file__).resolve().parent / "documents" / "lint"
NOTICE, ALL_WELL, EMPTY_HANDED = PAPERS / "notice.md", PAPERS / "all-well.txt", PAPERS / "empty-handed.txt"
FORMATS = ("text", "json", "markdown", "sarif", "junit")
Lint = Callable[..., Ran]


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    """Runs the command on the village hall's rules."""

    def command(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(
                ["lint", *map(str, arguments), *(() if "--checklists" in arguments else ("--checklists", str(FOLDER)))]
            )
        return Ran(int(ended.value.code or 0), *capsys.readouterr())

    return command


def found(ran: Ran) -> Any:
    data = json.loads(ran.out)
    jsonschema_rs.validator_for(json.loads(json.dumps(documents_schema()))).validate(data)
    return data


def paper(folder: Path, text: str, name: str = "paper.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# How it ends


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Strictly no noise.", {"flags": 1, "missing": 1, "ambiguous": 1, "never": 0}),
        ("The hall was built in 1911.", {"flags": 0, "missing": 1, "ambiguous": 1, "never": 0}),
        ("Hall for hire. It holds 20. Front door keys: Fenn", {"flags": 0, "missing": 0, "ambiguous": 1, "never": 0}),
        ("Anybody may hire it. It holds 20. Front door keys: Fenn", dict.fromkeys(LEVELS, 0)),
        (
            "Strictly no noise. [meant: noise: so it is] Anybody may hire it. It holds 20. Front door keys: Fenn",
            dict.fromkeys(LEVELS, 0),
        ),
    ],
)
def test_it_fails_at_the_level_asked_for_and_above(
    lint: Lint, tmp_path: Path, text: str, codes: Mapping[str, int]
) -> None:
    path = paper(tmp_path, text)
    assert {level: lint(path, "--as", "notice", "--fail-on", level).code for level in LEVELS} == codes


def test_flags_are_the_level_by_default(lint: Lint) -> None:
    assert lint(NOTICE).code == 1
    assert lint(EMPTY_HANDED, "--as", "notice").code == 0


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(lint: Lint, tmp_path: Path) -> None:
    empty = paper(tmp_path, "", "empty.md")
    ran = lint(empty, ALL_WELL, tmp_path, "--format", "json", "--fail-on", "never")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == f"{empty}: the file is empty."
    assert ran.err.splitlines()[1].startswith("    Save the document again")
    assert f"{tmp_path}: the file is a folder." in ran.err
    data = found(ran)
    assert [document["file"] for document in data["documents"]] == [str(ALL_WELL)]
    assert [one["file"] for one in data["unreadable"]] == [str(empty), str(tmp_path)]
    assert data["passes"] is False


@pytest.mark.parametrize("form", FORMATS)
def test_where_nothing_can_be_read_it_ends_with_three(lint: Lint, form: str) -> None:
    ran = lint("nowhere.docx", "--format", form, "--fail-on", "never")
    assert ran.code == 3
    assert ran.err.startswith("nowhere.docx: the file does not exist.\n")
    assert "Traceback" not in ran.err
    assert bool(ran.out) is (form != "text")


def test_a_report_on_nothing_takes_no_place(lint: Lint, tmp_path: Path) -> None:
    assert lint("nowhere.docx", "-o", tmp_path / "report.txt").code == 3
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "FILE"),
        ([NOTICE, "--as", "notise"], "Did you mean “notice”?"),
        ([NOTICE, "--fail-on", "supports"], "invalid choice"),
        ([NOTICE, "--format", "pdf"], "invalid choice"),
        ([NOTICE, "--as-of", "tomorrow"], "is not a date"),
        ([NOTICE, ALL_WELL, "--annotate", "out.docx"], "--annotate takes one Word file"),
        ([NOTICE, "--annotate", "out.docx"], "a Word file (.docx) only"),
        ([NOTICE, "--annotate", "out.pdf"], "is no name for a Word file"),
        ([NOTICE, "--annotate", "out.docx", "-o", "./out.docx"], "cannot be one file"),
    ],
)
def test_bad_usage_is_a_message_and_ends_with_two(
    lint: Lint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = lint(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert os.listdir(tmp_path) == []


def test_rules_with_a_problem_end_with_two(lint: Lint, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "own")
    rule = tmp_path / "own" / "rules" / "noise.yaml"
    rule.write_text(rule.read_text("utf-8").replace("outcome: flags", "outcome: flaggs"), encoding="utf-8")
    ran = lint(NOTICE, "--checklists", tmp_path / "own")
    assert (ran.code, ran.out) == (2, "")
    assert f"{rule}:" in ran.err


# What it reads


def test_the_kind_is_guessed_and_said(lint: Lint, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "own")
    frame = tmp_path / "own" / "playbook.yaml"
    frame.write_text(
        frame.read_text("utf-8").replace("leaflet: Leaflet", "leaflet: Leaflet\n  advert: Advert"), "utf-8"
    )
    path = paper(tmp_path, "The hall is old.", "our advert.md")
    own = ("--checklists", tmp_path / "own")
    assert "By its look an advert; say --as KIND if it is not." in lint(path, *own).out
    assert "Read as a leaflet." in lint(path, "--as", "leaflet", *own).out
    (document,) = found(lint(path, "--format", "json", *own))["documents"]
    assert (document["kind"], document["kind_is_guessed"]) == ("advert", True)


def test_where_the_kind_is_not_known_nothing_is_missing(lint: Lint) -> None:
    ran = lint(EMPTY_HANDED)
    assert "Its kind is not known, so nothing is said of what is missing." in ran.out
    (document,) = found(lint(EMPTY_HANDED, "--format", "json"))["documents"]
    assert (document["kind"], document["findings"]) == (None, [])
    assert set(document["values"]) == {"capacity", "capacity-stated", "hall-use", "keys-listed", "noise"}


def test_a_file_given_twice_is_read_once(lint: Lint, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(NOTICE)
    data = found(lint(NOTICE, PAPERS / ".." / "lint" / "notice.md", link, "--format", "json"))
    assert [document["file"] for document in data["documents"]] == [str(NOTICE)]
    assert lint("nowhere.md", "nowhere.md").err.count("does not exist") == 1


def test_a_report_goes_into_a_file_and_never_onto_a_paper(lint: Lint, tmp_path: Path) -> None:
    path = paper(tmp_path, "Strictly no noise.")
    ran = lint(path, "--format", "json", "-o", tmp_path / "report.json")
    assert (ran.code, ran.out) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["documents"][0]["findings"]
    link = tmp_path / "link.md"
    link.symlink_to(path)
    for output in (path, link, tmp_path / "answers.yaml", FOLDER / "rules" / "noise.yaml"):
        assert lint(path, "-o", output).code == 2
    assert path.read_text("utf-8") == "Strictly no noise."
    assert (FOLDER / "rules" / "noise.yaml").read_text("utf-8").startswith("title:")


# Comments in Word

BODY = (
    para("The hall")
    + para(f"{run('Strictly ')}{run('no', '<w:b/>')}{run(' noise, please. Or later.')}")
    + table(cell("Kitchen") + cell("The key hangs there"))
    + para("Outside no music. [meant: noise: the parson]")
)


def test_a_person_hears_how_to_get_comments_and_where_they_are(lint: Lint, tmp_path: Path) -> None:
    path, copy = tmp_path / "notice.docx", tmp_path / "copy.docx"
    path.write_bytes(word(BODY))
    assert "--annotate COPY.docx" in lint(path).out
    said = lint(path, "--annotate", copy).out
    assert "--annotate" not in said
    assert f"Each finding is a comment in {copy}" in " ".join(said.split())
    assert "--annotate" not in lint(NOTICE).out


def test_each_finding_is_a_comment_on_its_words(lint: Lint, tmp_path: Path) -> None:
    path, copy = tmp_path / "notice.docx", tmp_path / "copy.docx"
    path.write_bytes(word(BODY))
    ran = lint(path, "--as", "notice", "--annotate", copy)
    assert ran.code == 1
    assert path.read_bytes() == word(BODY)
    comments = {text.split("\n")[0]: (text, words) for text, words in Marked(copy.read_bytes()).words().items()}
    said, words = comments["No noise: worth changing"]
    assert words == "no noise"
    assert "Why: A hall without a sound is a hall without a party." in said
    assert "Instead: Say until when there may be music." in said
    assert "Disputed: informed people differ on this." in said
    assert comments["No noise: marked as meant"] == ("No noise: marked as meant\nthe parson", "no music")
    said, words = next(pair for pair in comments.values() if "Who may hire the hall: missing" in pair[0])
    assert words == "The hall"
    assert "playbook" not in said  # nobody runs a command in Word
    assert comments["Where the keys are: this helps"][1] == "The key hangs there"
    findings = found(lint(path, "--as", "notice", "--format", "json"))["documents"][0]["findings"]
    missing = [one for one in findings if one["outcome"] == "missing"]
    assert len(comments) == len(findings) - len(missing) + 1  # what is missing stands in one comment


def test_the_copy_never_lands_on_the_original(lint: Lint, tmp_path: Path) -> None:
    path, link, hard = tmp_path / "notice.docx", tmp_path / "link.docx", tmp_path / "hard.docx"
    path.write_bytes(word(BODY))
    link.symlink_to(path)
    hard.hardlink_to(path)
    for output in (path, link, hard, tmp_path / "." / "notice.docx"):
        assert lint(path, "--annotate", output).code == 2
    assert path.read_bytes() == word(BODY)


def test_a_copy_that_cannot_be_written_is_a_message(lint: Lint, tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(word(BODY))
    ran = lint(path, "--annotate", tmp_path / "nowhere" / "copy.docx")
    assert (ran.code, ran.out) == (2, "")
    assert "the file cannot be written" in ran.err


def test_no_copy_of_what_cannot_be_read(lint: Lint, tmp_path: Path) -> None:
    assert lint(tmp_path / "nowhere.docx", "--annotate", tmp_path / "copy.docx").code == 3
    assert os.listdir(tmp_path) == []


# What nobody means to do and somebody does

NAME = "[x](y) \x1b[2J\u202e<b>|`*@all.md"
TEXT = (
    "# Rules \x1b[2J <script>alert(1)</script>\n\n"
    "No noise \x1b]0;x\x07 \u202e\u2066 &lt;b&gt; | `code` [x](javascript:alert(1)) ]]> @all {0} https://evil.example\n"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    return paper(tmp_path, TEXT, NAME)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_and_names_act_on_no_terminal(lint: Lint, hostile: Path, form: str) -> None:
    ran = lint(hostile, hostile.parent / f"nowhere {NAME}", "--format", form)
    assert ran.code == 1
    for sign in "\x1b\x07\u202e\u2066":
        assert sign not in ran.out + ran.err


def test_hostile_text_is_plain_text_in_markdown(lint: Lint, hostile: Path) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(lint(hostile, "--format", "markdown").out)
    root = ElementTree.fromstring(f"<page>{page.replace('<br>', '<br/>')}</page>")
    assert {one.tag for one in root.iter()} <= {"page", "h1", "h2", "p", "ul", "li", "strong", "br", "code"}
    assert [one.text for one in root.iter("code")] == []
    assert "[x](javascript:alert(1))" in "".join(root.itertext())


def test_hostile_text_makes_no_link_in_sarif(lint: Lint, hostile: Path) -> None:
    (run_,) = json.loads(lint(hostile, "--format", "sarif").out)["runs"]
    (result,) = run_["results"]
    assert r"\[x\](javascript" in result["message"]["text"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert "%1B%5B2J%E2%80%AE%3Cb%3E%7C%60" in uri


def test_hostile_text_is_well_formed_xml(lint: Lint, hostile: Path) -> None:
    root = ElementTree.fromstring(lint(hostile, "--format", "junit").out)
    (failure,) = root.iter("failure")
    assert "[x](javascript:alert(1)) ]]> @all" in str(failure.text)


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_text_is_named_all_the_same(lint: Lint, tmp_path: Path, form: str) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    try:
        Path(os.fsdecode(name)).write_text("Strictly no noise.", "utf-8")
    except OSError:
        pytest.skip("this file system knows text only")
    ran = lint(os.fsdecode(name), "--format", form, "-o", tmp_path / "report")
    assert (ran.code, ran.err) == (1, "")
    assert (tmp_path / "report").read_bytes().decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("number", "shown"), [(3, False), (4, True)])
def test_many_files_show_their_progress_on_a_terminal(tmp_path: Path, number: int, shown: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    papers = [paper(tmp_path, "Anybody may hire the hall.", f"paper-{one}.md") for one in range(number)]
    environment = os.environ | {"TERM": "xterm"}
    command = [sys.executable, "-m", "playbook", "lint", *map(str, papers), "--checklists", str(FOLDER)]
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=False, timeout=60)
    os.write(theirs, b"end")
    said = os.read(ours, 100_000)
    os.close(ours)
    os.close(theirs)
    assert ran.returncode == 0
    assert (b"Reading 4 of 4: " in said) is shown


def test_a_terminal_with_few_characters_still_shows_the_place(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.read_text("utf-8").replace("## House rules", "## House rules\n\n### At night"), "utf-8")
    command = [sys.executable, "-m", "playbook", "lint", str(notice), "--checklists", str(FOLDER)]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    ran = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert b"House rules > At night" in ran.stdout


def test_where_nobody_watches_no_progress_is_shown(lint: Lint) -> None:
    assert lint(*sorted(PAPERS.iterdir())).err == ""


def test_other_commands_import_nothing_of_documents() -> None:
    code = "import sys, playbook.cli; print([name for name in sys.modules if name.startswith('playbook.documents')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert ran.stdout.strip() == b"[]"
