"""What is too large, too deep or no file is refused at once, and what is merely long is read."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hall import FOLDER, HALL

from playbook.load import load_answers, load_playbook
from playbook.model import BadInput

LOST = "answers:\n  hiring:\n    hire-out: anybody" + " #a" * 200_000


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answers:\n  hiring: [" + "[]," * 200_000 + "]", "more than 100,000 entries"),
        ("answers:\n" + "- \n" * 200_000, "more than 100,000 entries"),
        (LOST, "would be lost"),
    ],
    ids=["brackets", "entries", "signs in a line"],
)
def test_what_is_too_much_is_said_within_a_moment(answers: Path, text: str, message: str) -> None:
    answers.write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    with pytest.raises(BadInput, match=message):
        load_answers(str(answers), HALL)
    assert time.perf_counter() - begun < 10


def test_a_long_comment_is_a_comment(answers: Path) -> None:
    answers.write_text("answers: # " + " #a" * 300_000 + "\n", encoding="utf-8")
    assert not load_answers(str(answers), HALL).answers


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_no_file(answers: Path) -> None:
    os.mkfifo(answers)
    with pytest.raises(BadInput, match="is a pipe, and no file"):
        load_answers(str(answers), HALL)


def test_an_editors_hidden_file_is_no_checklist(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "data")
    (folder / ".#hiring.yaml").write_text("no: [checklist", encoding="utf-8")
    assert list(load_playbook(str(folder)).items) == list(HALL.items)


def test_a_number_of_many_digits_is_no_order(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "data")
    path = folder / "hiring.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("order: 1", f"order: {'9' * 5000}"), encoding="utf-8")
    with pytest.raises(BadInput, match="is not a number"):
        load_playbook(str(folder))


def test_a_file_of_a_later_edition_is_read_and_said(answers: Path) -> None:
    answers.write_text("edition: 2099-01\nanswers:\n  hiring:\n    hire-out: anybody\n", encoding="utf-8")
    found = load_answers(str(answers), HALL)
    assert found.answers["hire-out"].option == "anybody"
    assert "made with edition 2099-01" in found.notices[0].message
