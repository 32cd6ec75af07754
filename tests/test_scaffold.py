"""A new answers file is a form that loads, says nothing yet, and tells how to fill it in."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from small import small_playbook

from playbook.evaluate import evaluate
from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Answers, BadInput, Checklist, Playbook, Status
from playbook.scaffold import init_folder, scaffold
from playbook.schema import answers_schema

SMALL = small_playbook()
DAY = dt.date(2026, 11, 22)


@pytest.fixture(params=["small", "real"])
def playbook(request: pytest.FixtureRequest) -> Playbook:
    return SMALL if request.param == "small" else load_playbook()


def loaded(text: str, playbook: Playbook) -> Answers:
    return parse_answers(Text("answers.yaml", text), playbook)


def small_with(*checklists: Checklist) -> Playbook:
    """The small playbook with other checklists."""
    made = ("items", "by_priority")
    fields = {name: value for name, value in vars(SMALL).items() if name not in made}
    return Playbook(**{**fields, "checklists": checklists})


def test_it_loads_and_everything_is_unanswered(playbook: Playbook) -> None:
    answers = loaded(scaffold(playbook), playbook)
    assert answers.edition == playbook.edition
    assert (answers.trust, answers.notices) == ("", ())
    assert list(answers.answers) == list(playbook.items)
    for id_, item in playbook.items.items():
        assert list(answers.answers[id_].rows) == list(item.rows)
    results = evaluate(playbook, answers, as_of=DAY).results.values()
    assert all(result.status is Status.UNANSWERED or result.waits_for for result in results)
    assert any(result.status is Status.UNANSWERED for result in results)


def test_every_question_stands_above_its_entry_with_its_options(playbook: Playbook) -> None:
    lines = scaffold(playbook).splitlines()
    for item in playbook.items.values():
        at = lines.index(f"    {item.id}:")
        start = max(index for index in range(at) if not lines[index].strip())
        above = " ".join(line.strip().removeprefix("#").strip() for line in lines[start:at])
        assert item.ask.split() == above.split()[: len(item.ask.split())]
        for option in item.options.values():
            needs = f" (say: {', '.join(option.needs)})" if option.needs else ""
            assert f"{option.id} {' '.join(option.text.split())}{needs}" in " ".join(above.split())


def test_no_line_is_too_wide_and_none_ends_in_a_blank(playbook: Playbook) -> None:
    text = scaffold(playbook)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 105
    assert max(map(len, text.partition("\ntrust:")[2].splitlines())) <= 100
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_whole_of_a_small_one() -> None:
    text = scaffold(SMALL)
    head, form = text.split("\ntrust:\n")
    assert head.startswith("# yaml-language-server: $schema=answers.schema.json\n# ")
    assert 12 <= len(head.splitlines()) <= 14
    assert all(line.startswith("# ") for line in head.splitlines())
    parts = ("answer:", "note:", "evidence:", "date:", "until:", "owner:", "due:", "“not-applicable:”")
    for word in ("or the word unknown:   seat: voting\n", *parts, '": "', '" #"'):
        assert word in head
    assert form.startswith(FORM_BEGINS)
    assert form.endswith(FORM_ENDS)


@pytest.mark.parametrize("whole", [True, False], ids=["all gates", "the first"])
def test_the_example_of_the_longer_form_is_right(playbook: Playbook, whole: bool) -> None:
    text = scaffold(playbook, gate=None if whole else next(iter(playbook.gates)))
    lines = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("#     ")]
    item = playbook.items[lines[0].strip(" :")]
    filled = loaded(f"answers:\n  {item.checklist}:\n" + "\n".join(lines) + "\n", playbook).answers[item.id]
    needs = item.options[filled.option].needs
    assert needs
    assert len(lines) == 2 + len(needs)
    assert all(getattr(filled, need) for need in needs)


def test_no_example_where_no_option_needs_more() -> None:
    options = {id_: one._replace(needs=()) for id_, one in SMALL.items["seat"].options.items()}
    decision = SMALL.checklists["decision"]
    bare = decision._replace(items=(SMALL.items["seat"]._replace(options=options),))
    made = scaffold(small_with(bare))
    assert "\n#     " not in made
    assert "two spaces further in.\n" in made


def test_musts_and_who_answers_are_marked(playbook: Playbook) -> None:
    lines = scaffold(playbook).splitlines()
    for item in playbook.items.values():
        at = lines.index(f"    {item.id}:")
        start = max(index for index in range(at) if not lines[index].strip())
        whose = f"For the {playbook.roles[item.who[0]].in_sentence}."
        assert f"    # {'Must. ' if item.is_must else ''}{whose}" in lines[start:at]


def test_what_a_whole_checklist_hangs_on_is_said_once() -> None:
    real = load_playbook()
    text = scaffold(real)
    pack = text[text.index("\n  candidate-pack:\n") :].partition("\n\n  # ")[0]
    assert "\n  # Only if seat is voting, non-voting or attends.\n  candidate-pack:\n" in text
    assert "Only if seat is voting, non-voting or attends." not in pack
    assert "\n    # Only if seat is voting or non-voting.\n" in pack
    dress = SMALL.items["dress"]
    two = dress._replace(when=(*dress.when, SMALL.items["dress"].when[0]._replace(item="session", options=("held",))))
    pack_ = SMALL.checklists["pack"]._replace(items=(*SMALL.checklists["pack"].items[:2], two))
    made = scaffold(small_with(SMALL.checklists["decision"], pack_))
    assert "    # Only if pay is approved, and session is held.\n" in made


FORM_BEGINS = """edition: 2026-11
answers:

  # The decision. Gate: Decide
  decision:

    # What seat will the post have?
    # Must. For the company secretary.
    #   voting           A member of the board, with a vote
    #   non-voting       A member of the board: no vote #yet
    #   no-post          No such post for now; the note says who leads digital (say: note)
    #   undecided        Not decided yet
    seat:
"""
FORM_ENDS = """
    # Who will hold each of these duties?
    # For the company secretary.
    #   this-post        This post
    #   somebody         Somebody else; the note says who (say: note)
    #   nobody           Nobody is named
    #   deputy           A deputy, until the day given (say: until)
    duties:
      rows:
        # Senior information risk owner
        siro:
        # Cyber security
        cyber:
        # Health records
        records:

  # The candidate pack. Gate: Advertise
  # Only if seat is voting or non-voting.
  pack:

    # Has the committee approved the pay?
    # Must. For the company secretary.
    #   approved         Yes, and the minute is given as evidence (say: evidence)
    #   open             No
    pay:

    # Does the trust say in public how it shares the software that it writes or pays for?
    # Must. For the chair.
    # Not applicable where: You write no software, and pay nobody to write any.
    #   yes              Yes
    #   no               No
    open-source:

    # What may office staff wear?
    # For the chair.
    # Only if pay is approved.
    #   like             What they like
    #   code             There is a code
    dress:
"""


def test_only_up_to_a_gate() -> None:
    assert set(loaded(scaffold(SMALL, gate="decide"), SMALL).answers) == {"seat", "session", "duties"}
    assert scaffold(SMALL, gate="advertise") == scaffold(SMALL)


def test_another_schema() -> None:
    assert scaffold(SMALL, schema="x.json").startswith("# yaml-language-server: $schema=x.json\n")


def test_no_text_of_the_data_breaks_a_comment() -> None:
    text = "one\ntwo\x85three\u2028four\x1b[0m" + " five" * 40
    seat = SMALL.items["seat"]
    option = seat.options["voting"]._replace(text=text)
    item = seat._replace(ask=text, set_aside=text, options={**seat.options, "voting": option})
    decision = SMALL.checklists["decision"]
    changed = decision._replace(title=text, items=(item, *decision.items[1:]))
    playbook = small_with(changed, SMALL.checklists["pack"])
    made = scaffold(playbook)
    assert "\\x1b[0m five" in made
    assert list(loaded(made, playbook).answers) == list(SMALL.items)


def test_init_writes_the_form_and_its_schema(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "trust"
    paths = init_folder(SMALL, str(folder), gate="decide")
    assert paths == (str(folder / "answers.yaml"), str(folder / "answers.schema.json"))
    assert (folder / "answers.yaml").read_text("utf-8") == scaffold(SMALL, gate="decide")
    schema = json.dumps(answers_schema(SMALL), ensure_ascii=False, indent=2) + "\n"
    assert (folder / "answers.schema.json").read_text("utf-8") == schema
    assert set(load_answers(str(folder), SMALL).answers) == {"seat", "session", "duties"}


def test_init_in_a_folder_that_holds_other_files(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_text("mine")
    init_folder(SMALL, str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["answers.schema.json", "answers.yaml", "pack.docx"]


@pytest.mark.parametrize("name", ["answers.yaml", "answers.schema.json"])
def test_init_never_overwrites(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(BadInput, match="the file is there already") as bad:
        init_folder(SMALL, str(tmp_path))
    assert [problem.place.file for problem in bad.value.problems] == [str(tmp_path / name)]
    assert os.listdir(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_init_does_not_write_through_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match="there already"):
        init_folder(SMALL, str(tmp_path))
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("fails_at", [1, 2])
def test_init_leaves_nothing_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    calls = []
    replace = os.replace

    def fail(new: Any, path: Any) -> None:
        calls.append(path)
        if len(calls) == fails_at:
            raise PermissionError(13, "Permission denied")
        replace(new, path)

    monkeypatch.setattr("playbook.files.os.replace", fail)
    with pytest.raises(BadInput, match="cannot be written: Permission denied"):
        init_folder(SMALL, str(tmp_path / "a" / "b"))
    assert os.listdir(tmp_path) == []


def test_init_in_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="the folder cannot be made"):
        init_folder(SMALL, str(tmp_path / "file"))

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("playbook.scaffold.folder.os.makedirs", refuse)
    with pytest.raises(BadInput, match="the folder cannot be made: Permission denied"):
        init_folder(SMALL, str(tmp_path / "new"))
    assert os.listdir(tmp_path) == ["file"]
