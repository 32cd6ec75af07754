"""What holds of every file, tried with files that nobody wrote. `--hypothesis-profile=thorough` tries many more."""

import json
import shutil
import string
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yaml
from hall import FOLDER, HALL, HERE, LOADERS
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.load import load_answers, load_playbook, nodes, parse_answers
from playbook.load.text import Text
from playbook.model import Answer, Answers, BadInput, Problem

SIGNS = "\n\n  \t:#-?&*!|>'\"%@`,[]{}<=~\\abnt0/.é🎉\r\u00a0"
WHOLE = (HERE / "whole.yaml").read_text(encoding="utf-8")
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))

Outcome = Answers | list[Problem]


def outcome(content: str, loader: Any = LOADERS[-1]) -> Outcome:
    """The answers of a file, or its problems; anything else is an error of ours."""
    with patch.object(nodes, "LOADER", loader):
        try:
            return parse_answers(Text("answers.yaml", content), HALL)
        except BadInput as bad:
            return list(bad.problems)


def what_is_said(folder: str, loader: Any) -> list[str]:
    """The items of a folder of checklists, or its problems."""
    with patch.object(nodes, "LOADER", loader):
        try:
            return list(load_playbook(folder).items)
        except BadInput as bad:
            return [str(problem) for problem in bad.problems]


def places_are_real(found: Outcome, content: str) -> None:
    if isinstance(found, list):
        assert found
        lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in found:
            line, column = problem.place.line, problem.place.column
            assert line <= len(lines), problem
            assert not line or 1 <= column <= len(lines[line - 1]) + 1, problem
            assert problem.message


# Files


def scraps() -> st.SearchStrategy[str]:
    """Text that is dense with what means something in YAML."""
    words = st.sampled_from(
        ["answers:", "hiring:", "hire-out: ", "anybody", "note: ", "rows:", "- ", "  ", "\n    ", " #", ": "]
    )
    return st.lists(words | st.text(SIGNS, max_size=6), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn, content: str) -> str:
    """A valid file after somebody's cat walked over the keyboard."""
    lines = content.split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.integers(0, 6))
        if kind == 0:
            del lines[at : at + draw(st.integers(1, 3))]
            lines = lines or [""]
        elif kind == 1:
            lines.insert(at, draw(st.sampled_from(lines)))
        elif kind == 2:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = " " * draw(st.integers(1, 4)) + lines[at]
        elif kind == 4:
            lines[at] = lines[at][draw(st.integers(1, 4)) :]
        else:
            cut = draw(st.integers(0, len(lines[at])))
            keep = cut if kind == 5 else min(cut + 1, len(lines[at]))
            lines[at] = lines[at][:cut] + draw(st.text(SIGNS, min_size=1, max_size=3)) + lines[at][keep:]
    return "\n".join(lines)


# Loading never crashes, and both YAML loaders come to the same


@given(scraps() | st.text() | mutated(WHOLE))
@example('a: "\\ud800"')
@example("? ")
@example("a: b\n\u2028c")
def test_answers_load_or_are_explained(content: str) -> None:
    found = outcome(content)
    places_are_real(found, content)
    for loader in LOADERS[:-1]:
        assert outcome(content, loader) == found


@given(st.binary(max_size=200) | st.text(SIGNS).map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_bytes_load_or_are_explained(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.yaml"
        file.write_bytes(raw)
        with suppress(BadInput):
            load_answers(folder, HALL)


@given(st.data())
def test_checklists_load_or_are_explained(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    content = data.draw(mutated((FOLDER / name).read_text(encoding="utf-8")))
    with TemporaryDirectory() as folder:
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        (Path(folder) / name).write_bytes(content.encode())
        said = [what_is_said(folder, loader) for loader in LOADERS]
    assert said[0] == said[-1]


# No answer is lost

VISIBLE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
TEXTS = st.text(VISIBLE, min_size=1, max_size=40).map(str.strip).filter(lambda text: text not in ("", "~"))
DAYS = st.dates()


def as_yaml(text: str, style: int) -> str:
    """A text as a person might write it: plain where that is safe, in quotes, or as a block."""
    if style == 0 and all(c in string.ascii_letters + string.digits + " -'£é🎉(.)" for c in text) and text[0].isalnum():
        return text if text.lower() != "null" else f'"{text}"'
    if style == 1:
        return "'" + text.replace("'", "''") + "'"
    if style == 2 and not text.startswith((" ", "\t")):
        return f"|-\n            {text}"
    return json.dumps(text, ensure_ascii=False)


@st.composite
def entries(draw: st.DrawFn, item: str, row: bool = False) -> dict[str, Any]:
    """What a person might say of an item, with the words in any order."""
    options = [option.id for option in HALL.items[item].options.values()]
    said: dict[str, Any] = {"answer": draw(st.sampled_from([*options, "unknown"]))}
    if not row and HALL.items[item].rows:
        rows = draw(st.sets(st.sampled_from(list(HALL.items[item].rows)), min_size=1))
        said = {"rows": {one: draw(entries(item, row=True)) for one in sorted(rows)}}
    for name in draw(st.sets(st.sampled_from(["note", "evidence", "owner"]))):
        said[name] = draw(TEXTS)
    for name in draw(st.sets(st.sampled_from(["date", "until", "due"]))):
        said[name] = draw(DAYS).isoformat()
    names = draw(st.permutations(list(said)))
    return {name: said[name] for name in names}


def written(value: Any, indent: int, styles: Iterator[int]) -> str:
    if isinstance(value, dict):
        start = "\n" + " " * indent
        return "".join(f"{start}{key}:{written(inner, indent + 2, styles)}" for key, inner in value.items())
    return " " + as_yaml(value, next(styles))


def as_said(answer: Answer) -> dict[str, Any]:
    """The answer in the words of its file."""
    said = {
        "answer": "unknown" if answer.unknown else answer.option,
        "note": answer.note,
        "evidence": answer.evidence,
        "owner": answer.owner,
        **{name: day.isoformat() for name in ("date", "until", "due") if (day := getattr(answer, name))},
        "rows": {row: as_said(inner) for row, inner in answer.rows.items()},
    }
    return {name: value for name, value in said.items() if value}


@given(st.data())
def test_every_word_of_a_valid_file_is_kept(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(list(HALL.items)), unique=True, min_size=1))
    said = {item: data.draw(entries(item)) for item in chosen}
    checklists: dict[str, Any] = {}
    for item in chosen:
        checklists.setdefault(HALL.items[item].checklist, {})[item] = said[item]
    styles = iter(lambda: data.draw(st.integers(0, 3)), None)
    content = "answers:" + written(checklists, 2, styles) + "\n"
    content = content.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    for loader in LOADERS:
        found = outcome(content, loader)
        assert isinstance(found, Answers), (content, found)
        assert {item: as_said(answer) for item, answer in found.answers.items()} == said


# Every line on which YAML trips is named

TRAPS = {
    "note: Agreed: see minute 14": "quotation marks",
    "evidence: Committee minute #14": "would be lost",
    "owner: @fenn": "may not start",
    "note: [see] there": "may not start",
    'evidence: "Minute" 14': "closing quotation mark",
    'owner: "Fenn': "never closed",
    'note: "C:\\minutes"': "a backslash",
    "note:Agreed": "a space is missing",
}


@given(st.lists(st.sampled_from(sorted(TRAPS)), min_size=1, max_size=6))
def test_every_trap_is_named(traps: list[str]) -> None:
    entries = [
        f"    {item}:\n      answer: unknown\n      {trap}\n" for item, trap in zip(HALL.items, traps, strict=False)
    ]
    content = "answers:\n  hiring:\n" + "".join(entries)
    found = outcome(content)
    assert isinstance(found, list)
    lines = {5 + 3 * number: TRAPS[trap] for number, trap in enumerate(traps)}
    assert [problem.place.line for problem in found] == list(lines)
    assert all(words in problem.message for problem, words in zip(found, lines.values(), strict=True))


def test_the_whole_file_is_valid() -> None:
    assert isinstance(outcome(WHOLE), Answers)
    assert yaml.safe_load(WHOLE)
