"""The documents that answers name, read as evidence: what they bear out, contradict, suggest, and leave unsaid."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hall import FOLDER, HALL

from playbook.cli import main
from playbook.evaluate import evaluate
from playbook.load import load_answers
from playbook.model import Assessment, BadInput, Result, Status
from playbook.papers import NO_PAPERS, PaperReader, Papers

TODAY = date(2026, 11, 22)
NOTICE = "# The hall\n\nAnybody may hire the hall.\n"
MEMBERS = "# Rules\n\nMembers may hire the hall.\n"
NOTHING = "# The hall\n\nThe hall was built in 1911.\n"


class Trust:
    """A folder with an answers file and papers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "documents").mkdir()

    def put(self, text: str | bytes, name: str = "notice.md") -> None:
        path = self.folder / "documents" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def answers(self, answers: str, **documents: str) -> None:
        named = "".join(f"  {kind}: {path}\n" for kind, path in documents.items())
        text = f"trust: The hall at Fenwick Parva\n{f'documents:{chr(10)}{named}' if named else ''}answers:\n{answers}"
        (self.folder / "answers.yaml").write_text(text, "utf-8")

    def papers(self) -> Papers:
        return PaperReader(HALL, str(FOLDER), TODAY).papers(load_answers(str(self.folder), HALL))

    def assessment(self) -> Assessment:
        answers = load_answers(str(self.folder), HALL)
        return evaluate(HALL, answers, as_of=TODAY, findings=self.papers().findings)

    def result(self, item: str = "hire-out") -> Result:
        return self.assessment().results[item]

    def problems(self) -> list[str]:
        with pytest.raises(BadInput) as bad:
            self.papers()
        return [str(problem).replace(str(self.folder) + os.sep, "") for problem in bad.value.problems]


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path)


def said(result: Result) -> dict[str, list[str]]:
    return {
        "supported": [one.quote for one in result.supported_by],
        "lowered": [one.quote for one in result.lowered_by],
        "suggested": list(result.suggested),
    }


ANYBODY = "  hiring:\n    hire-out: anybody\n"
NO_ANSWER = "  hiring:\n    hire-out:\n"


def test_a_paper_bears_an_answer_out(trust: Trust) -> None:
    trust.put(NOTICE)
    trust.answers(ANYBODY, notice="documents/notice.md")
    result = trust.result()
    assert result.status is Status.MET
    assert said(result) == {"supported": ["Anybody may hire the hall."], "lowered": [], "suggested": []}
    assert result.supported_by[0].where == "The hall"
    assert trust.papers().read == {"notice": "documents/notice.md"}


def test_a_paper_contradicts_an_answer(trust: Trust) -> None:
    trust.put(MEMBERS)
    trust.answers(ANYBODY, notice="documents/notice.md")
    result = trust.result()
    assert result.status is Status.CONTRADICTED
    assert said(result)["lowered"] == ["Members may hire the hall."]


def test_papers_that_differ_contradict_and_bear_out(trust: Trust) -> None:
    trust.put(NOTICE)
    trust.put(MEMBERS, "rules.md")
    trust.answers(ANYBODY, notice="documents/notice.md", rules="documents/rules.md")
    result = trust.result()
    assert result.status is Status.CONTRADICTED
    assert said(result)["supported"] == ["Anybody may hire the hall."]
    assert said(result)["lowered"] == ["Members may hire the hall."]


@pytest.mark.parametrize("answer", ["", " undecided", " unknown"])
def test_a_paper_suggests_what_nobody_has_confirmed(trust: Trust, answer: str) -> None:
    trust.put(NOTICE)
    trust.answers(f"  hiring:\n    hire-out:{answer}\n", notice="documents/notice.md")
    result = trust.result()
    assert not result.status.passes
    assert said(result) == {"supported": [], "lowered": [], "suggested": ["anybody"]}


def test_a_paper_of_another_kind_proves_nothing(trust: Trust) -> None:
    trust.put(MEMBERS)
    trust.answers(ANYBODY, leaflet="documents/notice.md")
    assert said(trust.result()) == {"supported": [], "lowered": [], "suggested": []}


def test_what_is_ambiguous_proves_nothing(trust: Trust) -> None:
    """Neither that the hall is for hire to anybody, nor that the paper is silent."""
    trust.put("The hall is available for hire.\n")
    trust.answers(NO_ANSWER, notice="documents/notice.md")
    assert said(trust.result()) == {"supported": [], "lowered": [], "suggested": []}
    assert all(one.rule != "hall-use" for one in trust.papers().findings)


def test_a_line_that_is_meant_proves_nothing(trust: Trust) -> None:
    trust.put("Members may hire the hall. [meant: hall-use: this is about the old hall]\n")
    trust.answers(ANYBODY, notice="documents/notice.md")
    assert trust.result().status is Status.MET
    assert said(trust.result()) == {"supported": [], "lowered": [], "suggested": []}


def test_a_line_that_is_meant_for_another_rule_counts(trust: Trust) -> None:
    trust.put("Members may hire the hall. [meant: noise: it is loud]\n")
    trust.answers(ANYBODY, notice="documents/notice.md")
    assert trust.result().status is Status.CONTRADICTED


def test_a_sure_line_counts_beside_one_that_is_meant(trust: Trust) -> None:
    trust.put("Members may hire the hall. [meant: hall-use: the old one]\n\nThe hall is for members only.\n")
    trust.answers(ANYBODY, notice="documents/notice.md")
    assert said(trust.result())["lowered"] == ["The hall is for members only."]


STANDS = """  hiring:
    hire-out:
      answer: anybody
      stands:
        - finding: hall-use
          quote: Members   may hire the hall.
          because: The notice is of last year.
"""


def test_a_person_lets_an_answer_stand_against_words(trust: Trust) -> None:
    trust.put(MEMBERS)
    trust.answers(STANDS, notice="documents/notice.md")
    result = trust.result()
    assert result.status is Status.MET
    assert [(one.quote, stand.because) for one, stand in result.overruled] == [
        ("Members may hire the hall.", "The notice is of last year.")
    ]


def test_other_words_contradict_it_again(trust: Trust) -> None:
    trust.put("Members only may hire the hall.")
    trust.answers(STANDS, notice="documents/notice.md")
    assert trust.result().status is Status.CONTRADICTED


# What the papers leave unsaid


ROOMS = "  hiring:\n    hire-out: anybody\n  keys:\n    rooms-told:\n      rows:\n        capacity: told\n"
KEYS = """  hiring:
    hire-out: anybody
  keys:
    key-holders:
      rows:
        front-door: held
        kitchen: held
        store: held
"""


def test_silence_contradicts_where_every_kind_of_paper_was_read(trust: Trust) -> None:
    trust.put(NOTHING)
    trust.answers(ROOMS, notice="documents/notice.md")
    result = trust.result("rooms-told")
    assert result.rows["capacity"] is Status.CONTRADICTED
    assert [one.silent for one in result.lowered_by] == [("notice",)]


def test_silence_proves_nothing_where_a_kind_of_paper_is_missing(trust: Trust) -> None:
    trust.put("The key of the kitchen is with Mrs Fenn.")
    trust.answers(KEYS, notice="documents/notice.md")
    result = trust.result("key-holders")
    assert set(result.rows.values()) == {Status.MET}
    assert said(result)["supported"] == ["The key of the kitchen is with Mrs Fenn."]


def test_silence_of_every_kind_contradicts_row_by_row(trust: Trust) -> None:
    trust.put("The key of the kitchen is with Mrs Fenn.")
    trust.put("The key of the store is with the chair.", "rules.md")
    trust.answers(KEYS, notice="documents/notice.md", rules="documents/rules.md")
    rows = trust.result("key-holders").rows
    assert rows == {"front-door": Status.CONTRADICTED, "kitchen": Status.MET, "store": Status.MET}


def test_silence_proves_nothing_where_a_paper_could_not_be_read(trust: Trust) -> None:
    trust.put("The key of the kitchen is with Mrs Fenn.")
    trust.put(b"", "rules.md")
    trust.answers(KEYS, notice="documents/notice.md", rules="documents/rules.md")
    assert set(trust.result("key-holders").rows.values()) == {Status.MET}


def test_a_row_that_is_named_in_doubt_is_neither_held_nor_missing(trust: Trust) -> None:
    trust.put("The key of the front door is under the mat. [meant: keys-listed: a joke]")
    trust.put(NOTHING, "rules.md")
    trust.answers(KEYS, notice="documents/notice.md", rules="documents/rules.md")
    rows = trust.result("key-holders").rows
    assert rows == {"front-door": Status.MET, "kitchen": Status.CONTRADICTED, "store": Status.CONTRADICTED}


def test_a_number_in_a_paper(trust: Trust) -> None:
    trust.put("The small room holds 40.")
    trust.answers("  insurance:\n    capacity: medium\n", leaflet="documents/notice.md")
    assert said(trust.result("capacity")) == {"supported": [], "lowered": ["The small room holds 40."], "suggested": []}


# Papers that cannot be read, or must not be


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.md", None, "“documents/gone.md” does not exist"),
        ("empty.md", b"", "“documents/empty.md” is empty"),
        ("blank.md", b" \n\n ", "“documents/blank.md” holds no text"),
        ("broken.docx", b"PK\x03\x04 and no more", "“documents/broken.docx” "),
        ("broken.pdf", b"%PDF-1.7 and no more", "“documents/broken.pdf” "),
    ],
)
def test_a_paper_that_cannot_be_read_is_said(trust: Trust, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        trust.put(content, name)
    trust.put(MEMBERS, "rules.md")
    trust.answers(ANYBODY, notice=f"documents/{name}", rules="documents/rules.md")
    papers = trust.papers()
    assert papers.read == {"rules": "documents/rules.md"}
    (notice,) = papers.notices
    assert notice.message.startswith(f"Notice on the door: {message}")
    assert notice.hint
    assert str(notice.place).endswith("answers.yaml:3:11")
    assert trust.result().status is Status.CONTRADICTED, "the other paper counts"


def test_a_folder_is_no_paper(trust: Trust) -> None:
    trust.answers(ANYBODY, notice="documents", rules=".")
    assert [one.message for one in trust.papers().notices] == [
        "Notice on the door: “documents” is a folder", "Rules of hire: “.” is a folder",
    ]  # fmt: skip


LEAVES = "leads out of the folder of the answers"


@pytest.mark.parametrize(
    "path", ["../secret.md", "documents/../../secret.md", "/etc/passwd", "documents/../..", "//x/y"]
)
def test_a_path_that_leaves_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.md").write_text(MEMBERS, "utf-8")
    (tmp_path / "trust").mkdir()
    trust = Trust(tmp_path / "trust")
    trust.answers(ANYBODY, notice=path)
    (problem,) = trust.problems()
    assert problem.startswith(
        f"answers.yaml:3:11: “{path}” {LEAVES}\n    Put a copy of it into the folder of the answers"
    )


def test_a_link_that_leaves_the_folder(tmp_path: Path) -> None:
    """The link itself, a folder on the way, and a link to a link; each is named, and nothing is read."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text(MEMBERS, "utf-8")
    (tmp_path / "trust").mkdir()
    trust = Trust(tmp_path / "trust")
    (trust.folder / "file.md").symlink_to(tmp_path / "elsewhere" / "secret.md")
    (trust.folder / "folder").symlink_to(tmp_path / "elsewhere")
    (trust.folder / "again.md").symlink_to(trust.folder / "file.md")
    trust.answers(ANYBODY, notice="file.md", rules="folder/secret.md", leaflet="again.md")
    assert [problem.split("\n")[0] for problem in trust.problems()] == [
        f"answers.yaml:3:11: “file.md” {LEAVES}",
        f"answers.yaml:4:10: “folder/secret.md” {LEAVES}",
        f"answers.yaml:5:12: “again.md” {LEAVES}",
    ]


def test_a_folder_whose_name_begins_alike_is_another(tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust-old").mkdir()
    (tmp_path / "trust-old" / "a.md").write_text(MEMBERS, "utf-8")
    trust = Trust(tmp_path / "trust")
    trust.answers(ANYBODY, notice="../trust-old/a.md")
    assert LEAVES in trust.problems()[0]


def test_a_link_within_the_folder_and_a_folder_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = Trust(tmp_path / "real")
    real.put(MEMBERS)
    (real.folder / "link.md").symlink_to("documents/notice.md")
    real.answers(ANYBODY, notice="link.md")
    (tmp_path / "seen").symlink_to(real.folder)
    reader = PaperReader(HALL, str(FOLDER), TODAY)
    assert reader.papers(load_answers(str(tmp_path / "seen"), HALL)).read == {"notice": "link.md"}


def test_the_answers_may_be_named_without_a_folder(trust: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    trust.put(NOTICE)
    trust.answers(ANYBODY, notice="documents/notice.md")
    monkeypatch.chdir(trust.folder)
    papers = PaperReader(HALL, str(FOLDER), TODAY).papers(load_answers("answers.yaml", HALL))
    assert list(papers.read) == ["notice"]


def test_no_rule_is_loaded_where_no_paper_is_named(trust: Trust, tmp_path: Path) -> None:
    trust.answers(ANYBODY)
    answers = load_answers(str(trust.folder), HALL)
    assert PaperReader(HALL, str(tmp_path / "nowhere"), TODAY).papers(answers) == NO_PAPERS


# As it is told


@pytest.fixture
def told(trust: Trust, monkeypatch: pytest.MonkeyPatch) -> Trust:
    """A pack that differs from the answers, bears one out, answers one, and has a paper too many."""
    trust.put(
        "# The hall\n\nAnybody may hire the hall.\n\nThe key of the kitchen is with Mrs Fenn.\n\nFront door: a key.\n"
    )
    trust.put("# Rules\n\nMembers may hire the hall.\n\nThe hall holds 30 people.\n", "rules.md")
    trust.answers(
        """  hiring:
    hire-out: anybody
    hire-fee: free
  keys:
    key-holders:
      rows:
        front-door: held
    rooms-told:
      rows:
        capacity: told
        parking: told
""",
        notice="documents/notice.md", rules="documents/rules.md", leaflet="documents/leaflet.pdf",
    )  # fmt: skip
    monkeypatch.chdir(trust.folder)
    return trust


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main([*arguments, "--checklists", str(FOLDER)])
    shown = capsys.readouterr()
    return int(str(end.value.code)), shown.out, shown.err


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_report_says_what_the_papers_say(told: Trust, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", ".", "--as-of", "2026-11-22", "--gate", "open")
    assert (code, err) == (1, "")
    shown = flat(out)
    assert "The rules of hire, Rules: “Members may hire the hall.”" in shown
    assert "Your papers say otherwise Does the notice tell hirers these things?" in shown
    assert "From your papers: please confirm Who holds each key? The kitchen: “Somebody named holds it”." in shown
    assert "The notice on the door, The hall: “The key of the kitchen is with Mrs Fenn.”" in shown
    assert "Papers read: notice on the door (documents/notice.md) and rules of hire (documents/rules.md)" in shown
    assert "; they bear out 1 answer." in shown, "what another paper contradicts is not borne out"
    assert "To note" in shown
    assert "answers.yaml:5:12: Leaflet: “documents/leaflet.pdf” does not exist. Check the name and the folder." in shown


def test_the_report_in_markdown_says_the_same(told: Trust, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", ".", "--as-of", "2026-11-22", "--gate", "open", "--format", "markdown")
    assert code == 1
    for words in ("Members may hire the hall.", "The key of the kitchen is with Mrs Fenn.", "does not exist"):
        assert words in out.replace("\\", "")


def test_the_report_as_json_says_the_same(told: Trust, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", ".", "--as-of", "2026-11-22", "--gate", "open", "--format", "json")
    assert code == 1
    text = json.dumps(json.loads(out), ensure_ascii=False)
    for words in ("Members may hire the hall.", "The key of the kitchen is with Mrs Fenn.", "does not exist"):
        assert words in text


def test_a_path_that_leaves_the_folder_ends_the_check(told: Trust, capsys: pytest.CaptureFixture[str]) -> None:
    told.answers(ANYBODY, notice="../notice.md")
    code, out, err = run(capsys, "check", ".", "--as-of", "2026-11-22")
    assert (code, out) == (2, "")
    assert "answers.yaml:3:11: “../notice.md” leads out of the folder of the answers" in err
    assert "One problem" in err


def test_the_interview_begins_with_what_the_papers_speak_of(
    told: Trust, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["", "", "", "", "", "q"])
    monkeypatch.setattr("playbook.console.read_line", lambda _: next(typed))
    _, out, _ = run(capsys, "ask", ".")
    shown = flat(out)
    assert "Leaflet: “documents/leaflet.pdf” does not exist. Check the name and the folder." in shown
    assert "Your papers speak of 3 of these questions: look through them first." in shown
    order = ["Who may hire the hall?", "Your papers say otherwise:", "Members may hire the hall."]
    order += ["Who holds each key?", "From your papers:", "The key of the kitchen is with Mrs Fenn."]
    order += ["Does the notice tell hirers these things?"]
    places = [shown.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
