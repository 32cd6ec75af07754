"""The commands as a person meets them: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from playbook.cli import main
from playbook.load import load_playbook

EXAMPLES = sorted(path for path in (Path(__file__).parent.parent / "examples").iterdir() if path.is_dir())
NORTHMERE = next(path for path in EXAMPLES if path.name == "northmere")
AS_OF = "--as-of=2026-11-22"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process and says what came of it."""

    def command(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return command


def program(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "playbook", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def answers_file(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


NO_POST = "answers:\n  decision:\n    seat:\n      answer: no-post\n      note: The medical director leads.\n"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_checked_without_a_problem(run: Run, folder: Path) -> None:
    ran = run("check", folder, AS_OF)
    assert ran.code in (0, 1)
    assert ran.err == ""
    assert (folder / "README.md").exists()


def test_the_verdict_leads_and_the_counts_follow(run: Run) -> None:
    lines = run("check", NORTHMERE, AS_OF).out.splitlines()
    assert lines[0].startswith("Northmere and Vale NHS Foundation Trust")
    assert lines[0].endswith("22 November 2026, checklists 2026-11")
    assert lines[2] == "Not ready to advertise: 2 of 12 musts are open."
    assert "Decide 4 of 5 · Advertise 6 of 7" in lines[3]


def test_a_blocker_says_what_is_so_what_to_do_who_and_where(run: Run) -> None:
    out = run("check", NORTHMERE, AS_OF).out
    entry = out[out.index("Has the pay range") : out.index("Worth doing")]
    for part in ("in part", "what to do", "HR director, by 3 December 2026", "source", "pay framework"):
        assert part in entry
    assert f"{NORTHMERE / 'answers.yaml'}:" in entry


@pytest.mark.parametrize(("gate", "code"), [("decide", 1), ("advertise", 1), ("settle-in", 1)])
def test_a_gate_can_be_asked_for(run: Run, gate: str, code: int) -> None:
    assert run("check", NORTHMERE, AS_OF, "--gate", gate).code == code


def test_a_passed_gate_ends_with_zero(run: Run, tmp_path: Path) -> None:
    text = NORTHMERE.joinpath("answers.yaml").read_text(encoding="utf-8").replace("two-unclear", "chief-executive")
    ran = run("check", answers_file(tmp_path, text), AS_OF, "--gate", "decide")
    assert (ran.code, ran.out.splitlines()[2]) == (0, "The decision is made: 5 musts are met.")


def test_a_gate_that_does_not_apply_is_never_called_ready(run: Run, tmp_path: Path) -> None:
    path = answers_file(tmp_path, NO_POST)
    ran = run("check", path)
    assert ran.code == 3
    assert "this gate does not apply" in ran.out
    assert run("check", path, "--gate", "decide").code == 0


def test_a_role_narrows_the_list_and_not_the_verdict(run: Run) -> None:
    ran = run("check", NORTHMERE, AS_OF, "--for", "hr-director")
    assert "2 of 12 musts are open" in ran.out
    assert "what the HR director acts on or helps with" in ran.out
    assert " 1  Has the pay range for the post been approved?" in ran.out
    assert "Also in the way, and for others: “Who will the post report to?” (Chief executive, by" in ran.out
    assert ran.code == 1


def test_a_filter_that_leaves_nothing_ends_with_three(run: Run, tmp_path: Path) -> None:
    data = Path(__file__).parent / "checklists"
    path = answers_file(tmp_path, "answers:\n")
    assert run("check", path, "--checklists", data, "--gate", "agree", "--for", "caretaker").code == 3
    assert run("check", path, "--checklists", data, "--gate", "open", "--for", "caretaker").code == 1


def test_several_trusts_get_a_line_each_and_the_worst_code(run: Run, tmp_path: Path) -> None:
    ran = run("check", *EXAMPLES, answers_file(tmp_path, NO_POST), AS_OF)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == len(EXAMPLES) + 3
    assert ran.out.splitlines()[-1] == f"Ready to advertise: 0 of {len(EXAMPLES) + 1} trusts."


def test_the_json_report_holds_what_it_promises(run: Run) -> None:
    report = json.loads(run("check", NORTHMERE, AS_OF, "--format", "json").out)
    assert [gate["ready"] for gate in report["gates"]] == [False] * 5
    assert report["gates"][1]["blockers"] == ["line-manager", "pay-approved"]
    item = next(item for item in report["items"] if item["id"] == "pay-approved")
    assert (item["status"], item["priority"], item["checklist"]) == ("partly", "must", "candidate-pack")
    assert item["place"].startswith(f"{NORTHMERE / 'answers.yaml'}:")
    assert set(item["sources"]) <= set(report["sources"])
    assert report["counts"]["must"]["applicable"] == 18


def test_several_json_reports_are_a_list(run: Run) -> None:
    reports = json.loads(run("check", *EXAMPLES, AS_OF, "--format", "json").out)
    assert [Path(report["path"]).parent for report in reports] == EXAMPLES


def test_a_must_in_the_way_is_a_failure_in_junit(run: Run) -> None:
    suites = ElementTree.fromstring(run("check", NORTHMERE, AS_OF, "--format", "junit").out)
    failed = [case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None]
    assert failed == ["line-manager", "pay-approved"]
    suite = suites.find("testsuite")
    assert suite is not None
    assert suite.get("failures") == "2"


HOSTILE = "\\x1b[2J\\u202e</script> <b>*bold*</b> [x](javascript:alert) @all | ]]> &amp; www.example.org https://x.y"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    lines = [f'trust: "{HOSTILE}"', "answers:", "  decision:", "    seat:", "      answer: no-post"]
    return answers_file(
        tmp_path, "\n".join([*lines, "    line-manager:", "      answer: undecided", f'      note: "{HOSTILE}"', ""])
    )


def test_hostile_text_is_harmless_on_a_terminal(run: Run, hostile: Path) -> None:
    out = run("check", hostile).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "<b>*bold*</b>" in out


def test_hostile_text_is_plain_text_in_markdown(run: Run, hostile: Path) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(run("check", hostile, "--format", "markdown").out)
    heading = ElementTree.fromstring(page[: page.index("</h1>") + 5])
    assert heading.text == HOSTILE
    assert list(heading) == []


def test_hostile_text_is_well_formed_xml(run: Run, hostile: Path) -> None:
    suite = ElementTree.fromstring(run("check", hostile, "--format", "junit").out).find("testsuite")
    assert suite is not None
    assert "<b>*bold*</b>" in str(suite.get("name"))


def test_a_report_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    ran = run("check", NORTHMERE, AS_OF, "--format", "json", "-o", target)
    assert (ran.code, ran.out) == (1, "")
    assert json.loads(target.read_text(encoding="utf-8"))["lead"] == "advertise"


@pytest.mark.parametrize(
    ("name", "form"), [("a.json", "json"), ("a.MD", "markdown"), ("a.xml", "junit"), ("a", "text")]
)
def test_the_name_of_the_file_says_the_form(name: str, form: str, run: Run, tmp_path: Path) -> None:
    assert run("check", NORTHMERE, AS_OF, "-o", tmp_path / name).code == 1
    assert run("check", NORTHMERE, AS_OF, "--format", form, "-o", tmp_path / "asked").code == 1
    assert (tmp_path / name).read_bytes() == (tmp_path / "asked").read_bytes()


@pytest.mark.parametrize("command", [("check", NORTHMERE), ("lint", NORTHMERE / "documents" / "advert.md")])
def test_a_file_that_is_there_is_left_alone(command: tuple[str, Path], run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.docx"
    mine.write_text("Mine.")
    ran = run(*command, AS_OF, "-o", mine)
    assert (ran.code, mine.read_text()) == (2, "Mine.")
    assert "--force" in ran.err
    assert run(*command, AS_OF, "-o", mine, "--force").code in (0, 1)
    assert mine.read_text("utf-8") != "Mine."


@pytest.mark.parametrize("day", ["2026-11-22", "22/11/2026", "22 November 2026", "22 Nov 2026"])
def test_a_day_is_taken_as_people_write_it(day: str, run: Run) -> None:
    assert run("check", NORTHMERE, "--as-of", day).out == run("check", NORTHMERE, AS_OF).out


def test_a_paper_is_no_answers_file(run: Run) -> None:
    ran = run("check", NORTHMERE / "documents" / "advert.md")
    assert ran.code == 2
    assert "this is a paper, where an answers file is expected" in ran.err


def test_advice_can_be_copied_where_a_folder_has_a_blank_in_its_name(run: Run, tmp_path: Path) -> None:
    trust = tmp_path / "our trust"
    assert f'playbook check "{trust}"' in run("init", trust).out
    assert f'Next: playbook ask "{trust}' in " ".join(run("check", trust).out.split())


def test_facts_belong_to_no_gate(run: Run, tmp_path: Path) -> None:
    trust = tmp_path / "trust"
    run("init", trust)
    assert "facts belong to no gate" in run("ask", trust, "--facts", "--gate", "decide").err
    assert "Did you mean “chair”?" in run("ask", trust, "--facts", "--item", "chiar").err


def test_a_report_never_overwrites_the_answers(run: Run, tmp_path: Path) -> None:
    path = answers_file(tmp_path, NO_POST)
    ran = run("check", tmp_path, "-o", path)
    assert ran.code == 2
    assert path.read_text(encoding="utf-8") == NO_POST


def test_bad_input_writes_nothing(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    bad = answers_file(tmp_path, "answers:\n  decision:\n    seet: voting\n    on-call: yess\n")
    ran = run("check", NORTHMERE, bad, AS_OF, "-o", target)
    assert (ran.code, ran.out) == (2, "")
    assert not target.exists()
    assert f"{bad}:3:5: " in ran.err
    assert "“seat”" in ran.err
    assert "2 problems; nothing more was done." in ran.err


def test_a_date_ahead_is_bad_input(run: Run, tmp_path: Path) -> None:
    text = "answers:\n  decision:\n    board-session:\n      answer: held\n      date: 2026-11-23\n"
    ran = run("check", answers_file(tmp_path, text), AS_OF)
    assert ran.code == 2
    assert "23 November 2026 lies after 22 November 2026" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "there is no such file or folder"),
        (["check", str(NORTHMERE), "--gate", "advertize"], "Did you mean “advertise”?"),
        (["check", str(NORTHMERE), "--for", "hr"], "there is no role “hr”"),
        (["check", str(NORTHMERE), "--as-of", "tomorrow"], "is not a date"),
        (["check", str(NORTHMERE), "--format", "pdf"], "invalid choice"),
        (["show", "seet"], "Did you mean “seat”?"),
        (["ask", str(NORTHMERE), "--item", "seet"], "Did you mean “seat”?"),
        (["ask", "nowhere"], "there is no such file or folder"),
        (["migrate", "nowhere"], "there is no such file or folder"),
        (["list", "--checklists", "nowhere"], "playbook.yaml"),
        ([], "COMMAND"),
    ],
)
def test_bad_usage_is_a_message_and_ends_with_two(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_show_says_everything_about_an_item(run: Run) -> None:
    playbook = load_playbook()
    item = playbook.items["nhs-experience"]
    out = " ".join(run("show", item.id).out.split())
    for part in (item.ask, item.why, item.but, item.how, item.good, item.poor):
        assert " ".join(part.split()) in out
    for option in item.options.values():
        assert option.text in out
    assert all(playbook.sources[id_].link in out for id_ in item.sources)
    assert all(" ".join(playbook.claims[id_].claim.split()) in out for id_ in item.claims)


def test_list_names_every_item(run: Run) -> None:
    out = run("list").out
    assert all(f" {id_} " in out for id_ in load_playbook().items)


def test_init_begins_a_folder_that_check_reads(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "our trust"
    assert run("init", folder).code == 0
    ran = run("check", folder)
    assert ran.code == 1
    assert "Not ready to advertise" in ran.out
    before = folder.joinpath("answers.yaml").read_bytes()
    again = run("init", folder)
    assert again.code == 2
    assert folder.joinpath("answers.yaml").read_bytes() == before


@pytest.mark.parametrize("what", ["answers", "checklist", "report", "documents", "comparison"])
def test_a_schema_is_printed_as_json(run: Run, what: str) -> None:
    assert json.loads(run("schema", what).out)["$schema"].startswith("http://json-schema.org/draft-07")


def test_migrate_leaves_an_answers_file_of_today_alone(run: Run, tmp_path: Path) -> None:
    text = NORTHMERE.joinpath("answers.yaml").read_text(encoding="utf-8")
    path = answers_file(tmp_path, text)
    assert run("migrate", path).code == 0
    assert path.read_text(encoding="utf-8") == text


def test_ask_saves_an_answer_given_on_the_standard_input(tmp_path: Path) -> None:
    assert program("init", tmp_path / "trust").returncode == 0
    ran = program("ask", tmp_path / "trust", input=b"Northmere\nvoting\nq\n")
    assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "trust" / "answers.yaml").read_text(encoding="utf-8")
    assert "trust: Northmere\n" in text
    assert "    seat: voting\n" in text


def test_ask_for_a_role_begins_with_what_its_questions_wait_for(tmp_path: Path) -> None:
    assert program("init", tmp_path / "trust").returncode == 0
    ran = program("ask", tmp_path / "trust", "--for", "hr-director", input=b"\n\nq\n")
    said = " ".join(ran.stdout.decode().split())
    assert "This one is the company secretary's to answer; " in said
    assert " of yours wait for it. Press Enter to leave it. What seat will the post have?" in said
    assert f"To go on: playbook ask {tmp_path / 'trust'} --for hr-director" in said


def test_ask_one_item(tmp_path: Path) -> None:
    path = answers_file(tmp_path, NO_POST)
    ran = program("ask", path, "--item", "board-session", input=b"none\n")
    assert ran.returncode == 0, ran.stderr
    assert path.read_text(encoding="utf-8").endswith("    board-session: none\n")
    assert "1 question answered, 0 left." in ran.stdout.decode()


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").out.startswith("playbook 0.")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_terminal_with_few_characters_gets_the_nearest_ones(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ran = program("check", NORTHMERE, AS_OF, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "Not ready to advertise" in ran.stdout.decode(encoding)


def test_a_broken_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m playbook show seat | true"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert ran.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("variable", "coloured"), [("", True), ("NO_COLOR", False)])
def test_colour_is_for_terminals_that_want_it(variable: str, coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    environment |= {"TERM": "xterm"} | ({variable: "1"} if variable else {})
    command = [sys.executable, "-m", "playbook", "check", str(NORTHMERE), AS_OF]
    subprocess.run(command, stdout=theirs, env=environment, check=False, timeout=60)
    shown = os.read(ours, 100_000)
    os.close(ours)
    os.close(theirs)
    assert (b"\x1b[" in shown) is coloured
