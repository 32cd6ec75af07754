"""Law 5: every problem at once, with its place and a hint; and nothing that is written is lost."""

import os
import shutil
import time
from pathlib import Path

import pytest
from hall import FOLDER, HALL, HERE, LOADERS, parsed, problems

from playbook.load import answers_path, load_answers, load_playbook, nodes
from playbook.load.text import MAX_BYTES, MOST_PROBLEMS, in_order
from playbook.model import BadInput, Place, Problem, Stand

BAD = HERE / "bad"
START = "answers:\n  hiring:\n"


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast YAML loader and the plain one, by turns."""
    monkeypatch.setattr(nodes, "LOADER", request.param)


@pytest.mark.parametrize("file", sorted((BAD / "answers").glob("*.yaml")), ids=lambda file: str(file.stem))
def test_bad_answers(file: Path, loader: None) -> None:
    with pytest.raises(BadInput) as bad:
        load_answers(str(file), HALL)
    said = str(bad.value).replace(str(file), "answers.yaml") + "\n"
    assert said == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted((BAD / "checklists").glob("*.yaml")), ids=lambda file: str(file.stem))
def test_bad_checklist(file: Path, loader: None, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    shutil.copy(file, tmp_path)
    with pytest.raises(BadInput) as bad:
        load_playbook(str(tmp_path))
    said = str(bad.value).replace(str(tmp_path) + os.sep, "") + "\n"
    assert said == file.with_suffix(".txt").read_text(encoding="utf-8")


# Unusual, and fine


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffanswers:\n  hiring:\n    hire-out: members\n",
        "answers:\r\n  hiring:\r\n    hire-out: members\r\n",
        "answers:\r  hiring:\r    hire-out: members\r",
        "# ours\nanswers: # all\n\n  hiring:\n# members?\n    hire-out: members # yes\n  # end",
        "\"answers\":\n  'hiring':\n    \"hire-out\": 'members'\n",
        "---\nanswers:\n  hiring:\n    hire-out: members\n...\n",
        "answers:\n  hiring:\n    hire-out:\tmembers\t\n\t\n",
        "answers:\n  hiring:\n    hire-out: \n      members\n",
        "answers:\n    hiring:\n          hire-out: members\n",
        '{"answers": {"hiring": {"hire-out": "members"}}}',
    ],
    ids=["mark", "windows", "old-mac", "comments", "quotes", "marks", "tabs", "next-line", "wide", "json"],
)
def test_unusual_but_fine(content: str, loader: None, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_bytes(content.encode())
    assert load_answers(str(file), HALL).answers["hire-out"].option == "members"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("All are welcome 🎉, says Zoë", "All are welcome 🎉, says Zoë"),
        ("yes", "yes"),
        ("0123", "0123"),
        ("1e3", "1e3"),
        ("2026-11-22", "2026-11-22"),
        ("minute#14", "minute#14"),
        ('"Minute #14"', "Minute #14"),
        ("see https://example.org/a:b", "see https://example.org/a:b"),
        ("Minute 14 # of November", "Minute 14"),
        ("two\tcolumns", "two columns"),
        ("one\n        and two", "one and two"),
        (">\n        one\n        and: two #2\n", "one and: two #2"),
        ("|\n        one\n\n        two\n", "one\n\ntwo"),
        ('"a \\u00a3 sign"', "a £ sign"),
        ("null", ""),
        ('"null"', "null"),
    ],
)
def test_texts_are_kept(written: str, read: str, loader: None) -> None:
    answer = parsed(f"{START}    hire-out:\n      answer: anybody\n      note: {written}\n").answers["hire-out"]
    assert answer.note == read


def test_everything_that_can_be_said_is_read(loader: None) -> None:
    answers = parsed(
        "trust: The hall\nedition: 2026-11\ndocuments:\n  notice: notice.pdf\nfacts:\n  chair: Mrs Fenn\n"
        + START
        + "    hire-out:\n      answer: anybody\n      note: N\n      evidence: E\n      date: 2026-11-01\n"
        + "      until: 2026-12-31\n      owner: O\n      due: 2026-11-30\n      stands:\n        - finding: hall-use\n"
        + "          quote: Q\n          because: B\n    one-decides:\n      not-applicable: R\n    hire-fee: unknown\n"
    )
    said = answers.answers["hire-out"]
    assert (answers.trust, answers.edition) == ("The hall", "2026-11")
    assert (answers.documents["notice"].path, answers.facts) == ("notice.pdf", {"chair": "Mrs Fenn"})
    assert str(answers.documents["notice"].place) == "answers.yaml:4:11"
    assert (said.option, said.note, said.evidence, said.owner) == ("anybody", "N", "E", "O")
    assert [str(day) for day in (said.date, said.until, said.due)] == ["2026-11-01", "2026-12-31", "2026-11-30"]
    assert said.stands == (Stand(finding="hall-use", quote="Q", because="B"),)
    assert answers.answers["one-decides"].not_applicable == "R"
    assert answers.answers["hire-fee"].unknown
    assert str(said.place) == "answers.yaml:9:5"


# Former names


def test_what_is_read_as_something_else_is_said() -> None:
    answers = parsed(
        START + "    rent: free\n    piano: tuned\n    hire-out: everyone\n"
        "  locks:\n    key-holders:\n      rows:\n        shed: held\n        main-door: held\n"
    )
    assert [str(notice) for notice in answers.notices] == [
        "answers.yaml:3:5: “rent”: it is now “hire-fee”, since edition 2026-05 (It had another name)\n"
        "    playbook migrate brings the file up to date.",
        "answers.yaml:4:5: “piano”: it is no longer asked, since edition 2026-05 (The piano was sold)",
        "answers.yaml:5:15: “everyone”: it is now “anybody”, since edition 2026-05 "
        "(Everyone and anybody are the same)\n"
        "    playbook migrate brings the file up to date.",
        "answers.yaml:9:9: “shed”: it is no longer asked, since edition 2026-05 (The shed was pulled down)",
        "answers.yaml:10:9: “main-door”: it is now “front-door”, since edition 2026-05 (It is the door at the front)\n"
        "    playbook migrate brings the file up to date.",
    ]


# Files that are no text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"answers:\n  hiring: \x00\n", ":2:11: an invisible character (U+0000) stands here"),
        (b"answers:\n  hiring: \x1b[31m\n", ":2:11: an invisible character (U+001B) stands here"),
        ("answers:\n  hiring:\u2028    hire-out: members\n".encode(), ":2:10: an invisible character (U+2028)"),
        ("trust: a\u0085b\n".encode(), ":1:9: an invisible character (U+0085) stands here"),
        ("trust: \ufeffHall\nanswers:\n".encode(), ":1:8: an invisible character (U+FEFF) stands here"),
        (b"trust: Caf\xe9\n", ":1:11: the file is not UTF-8: the byte 0xe9 stands here"),
        ("\ufefftrust: Café\n".encode()[:-2], ":1:11: the file is not UTF-8: the byte 0xc3 stands here"),
        ("trust: Hall\n".encode("utf-16"), ": the file is saved as UTF-16"),
        ("trust: Hall\n".encode("utf-16-le"), ": the file is saved as UTF-16"),
        ("trust: Hall\n".encode("utf-32-be"), ": the file is saved as UTF-16, or is no text"),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_bytes(raw)
    with pytest.raises(BadInput) as bad:
        load_answers(str(file), HALL)
    assert len(bad.value.problems) == 1
    assert str(bad.value).startswith(f"{file}{message}")
    assert bad.value.problems[0].hint


def test_half_a_character_from_elsewhere_is_named(loader: None) -> None:
    assert problems("trust: \ud800\n")[0].startswith("answers.yaml:1:8: an invisible character (U+D800)")
    assert problems('trust: "\\U00110000"\n')[0].startswith("answers.yaml:1:1: a backslash in double quotes")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no such file or folder"),
        ("folder", "the folder holds no answers.yaml"),
    ],
)
def test_a_path_without_answers(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match=message) as bad:
        answers_path(str(tmp_path / path))
    assert bad.value.problems[0].hint.startswith("To begin one: playbook init")


def test_a_folder_means_its_answers(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("answers:\n")
    assert answers_path(str(tmp_path)) == answers_path(str(tmp_path / "answers.yaml"))
    assert load_answers(str(tmp_path), HALL).answers == {}


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").mkdir()
    with pytest.raises(BadInput, match="this is a folder, where a file is expected"):
        load_answers(str(tmp_path), HALL)


# Files that are too much: each is refused at once


def huge(tmp_path: Path) -> str:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    return str(path)


def test_a_file_of_100_megabytes(tmp_path: Path) -> None:
    path = huge(tmp_path)
    begun = time.process_time()
    with pytest.raises(BadInput) as bad:
        load_answers(path, HALL)
    assert time.process_time() - begun < 1
    assert str(bad.value).startswith(f"{path}: the file is too large: 100,000,000 bytes; the most is {MAX_BYTES:,}")


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("answers:\n".ljust(MAX_BYTES, "\n"))
    assert load_answers(str(file), HALL).answers == {}


BOMB = "a: &a [x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[" * 30_000, ":1:33: more than 32 levels stand inside each other here"),
        ("{a: " * 30_000, ":1:129: more than 32 levels stand inside each other here"),
        ("- " * 30_000 + "x", ":1:65: more than 32 levels stand inside each other here"),
        ("a: b: c\nd:\n  " + "- " * 30_000, "more than 32 levels stand inside each other here"),
        (BOMB, ":1:4: an anchor (&) is not used in these files"),
        (START + "".join(f"    item-{n}: x\n" for n in range(30_000)), f"the first {MOST_PROBLEMS} problems"),
        ("a: b: c\n" * 60_000, f"the first {MOST_PROBLEMS} problems"),
        ("".join(f"a{n}: b #c\n" for n in range(30_000)), f"the first {MOST_PROBLEMS} problems"),
        ('- "abc\n' * 30_000, "this line starts in a column that matches no line above it"),
        ('a: "x\nb: y' + " " * 300_000 + "z\n", "a quotation mark is opened and never closed"),
        ("a: y" + " " * 300_000 + "z\nb: x #1\n", "“#1” would be lost"),
        ("\t" * 300_000 + "x\n", "a tab stands where only spaces may"),
        ("x: " + "\t" * 300_000 + "y: z\n", "a text with “: ” in it needs quotation marks"),
        (START + "    " + "hire-out" * 40_000 + ": x\n", "a second “name:” stands in a line"),
        (START + '    "' + "hire-out" * 40_000 + '"\n', "a group of entries is expected here"),
    ],
    ids=[
        "brackets", "braces", "lists", "lists-in-a-broken-file", "bomb", "unknown", "broken", "lost", "quotes",
        "spaces", "spaces-before-a-loss", "tabs", "tabs-in-a-line", "long-name", "long-text",
    ],
)  # fmt: skip
def test_too_much_is_refused_at_once(content: str, message: str) -> None:
    begun = time.process_time()
    found = problems(content)
    assert time.process_time() - begun < 2, "it takes a fraction of this; more would be a way to hang the program"
    assert any(message in problem for problem in found)
    assert all(len(problem) < 1000 for problem in found)


def test_problems_stand_once_and_in_the_order_of_their_places() -> None:
    later, first, second = (Problem(Place("a.yaml", line, 1), text) for line, text in ((9, "x"), (2, "z"), (2, "a")))
    assert in_order([later, first, second, first, later]) == (first, second, later)


# The playbook's own data


def changed(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """The problems of the village hall's data with one text replaced by another."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        load_playbook(str(tmp_path))
    return [str(problem).replace(str(tmp_path) + os.sep, "") for problem in bad.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("claims", "sources: [parish-survey]", "sources: [parish]", "5:13: there is no source “parish”"),
        ("claims", "kind: [prose]", "kind: [asked]", "20:1: claim H4 is carried by no item"),
        ("claims", "kind: [prose]", "kind: [prose, told]", "22:17: there is no kind “told”"),
        ("claims", ": disputed", ": doubtful", "16:11: rating: “doubtful” is not one of evidenced, sensible, disputed"),
        ("sources", "checked: 2026-11-22", "checked: today", "7:12: checked: “today” is not a date"),
        ("playbook", "title: Agree", "titel: Agree", "6:5: there is no entry of gate agree called “titel”"),
        ("playbook", "edition: 2026-11", "edition:", "2:9: the playbook: “edition” is empty"),
        ("keys", "claims: [H1]", "claims: [H11]", "20:14: there is no claim “H11”"),
    ],
)
def test_one_fault_is_one_problem(file: str, old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert [one.partition("\n")[0] for one in changed(tmp_path, f"{file}.yaml", old, new)] == [
        f"{file}.yaml:{expected}"
    ]


@pytest.mark.parametrize("file", ["playbook.yaml", "claims.yaml", "sources.yaml", "keys.yaml"])
def test_a_file_that_cannot_be_read_hides_no_other_and_blames_none(file: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_text("a: [\n")
    (tmp_path / "insurance.yaml").write_text("b: [\n")
    with pytest.raises(BadInput) as bad:
        load_playbook(str(tmp_path))
    assert {Path(problem.place.file).name for problem in bad.value.problems} == {file, "insurance.yaml"}


def test_a_folder_whose_name_is_none() -> None:
    with pytest.raises(BadInput, match="the file is not a file name"):
        load_playbook("nul\0byte")


def test_a_folder_without_data(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as bad:
        load_playbook(str(tmp_path / "nowhere"))
    assert [Path(problem.place.file).name for problem in bad.value.problems] == [
        "claims.yaml", "playbook.yaml", "sources.yaml",
    ]  # fmt: skip


def test_a_file_with_another_ending_is_not_passed_over(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "keys.yaml").rename(tmp_path / "keys.yml")
    with pytest.raises(BadInput, match=r"keys\.yml: the file is not read"):
        load_playbook(str(tmp_path))


def test_more_than_18_musts(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    item = (
        (FOLDER / "insurance.yaml")
        .read_text(encoding="utf-8")
        .partition("\n  cover:\n")[2]
        .partition("\n  capacity:")[0]
    )
    text = "title: More\ngate: open\nitems:\n" + "".join(f"  must-{n}:\n{item}\n" for n in range(14))
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="there are 19 musts; the most is 18"):
        load_playbook(str(tmp_path))


def test_the_order_of_checklists_is_that_of_their_gates() -> None:
    assert list(HALL.checklists) == ["hiring", "keys", "insurance", "season"]
    assert [item.gate for item in HALL.items.values()] == ["agree"] * 3 + ["open"] * 7 + ["look-back"] * 2
    assert HALL.gates_up_to("open") == ("agree", "open")
