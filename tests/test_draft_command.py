"""`playbook draft`: what it writes where, what it says, and what it leaves alone."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from playbook.arguments import PAPER_FORMATS
from playbook.cli import main
from playbook.drafts import DRAFTS, template_of
from playbook.writing import FORMS

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "--as-of=2026-11-22"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Draft = Callable[..., Ran]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "examples" / "northmere", tmp_path / "northmere")


@pytest.fixture
def draft(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """Runs the command in an empty folder and says what came of it."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(["draft", *map(str, arguments), AS_OF])
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return command


def test_a_draft_is_a_word_file_of_its_own_name(draft: Draft, trust: Path, tmp_path: Path) -> None:
    ran = draft("advert", trust)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Wrote advert.docx\n")
    assert docx.Document(str(tmp_path / "advert.docx")).paragraphs[0].text == "Chief digital and information officer"


def test_what_is_to_complete_is_listed_with_how_to_tell_it(draft: Draft, trust: Path) -> None:
    said = draft("job-description", trust).out
    assert "To complete (5), each marked in the draft:\n  - whom the post reports to\n" in said
    assert "\n  - the yearly budget (a fact)\n" in said
    assert f"playbook ask {trust} --facts" in said


def test_the_kind_comes_first(draft: Draft, trust: Path) -> None:
    ran = draft(trust, "advert")
    assert ran.code == 2
    assert f"playbook draft advert {trust}" in ran.err


def test_a_template_is_no_word_file(draft: Draft, tmp_path: Path) -> None:
    ran = draft("advert", "--show-template", "-o", "t.docx")
    assert ran.code == 2
    assert "End its name with .md." in ran.err
    assert not (tmp_path / "t.docx").exists()


def test_the_trust_may_come_behind_an_option(draft: Draft, trust: Path, tmp_path: Path) -> None:
    assert draft("advert", "-o", "ours.md", trust).code == 0
    assert (tmp_path / "ours.md").is_file()
    ran = draft("advert", "-o", "theirs.md", trust, "other-trust")
    assert ran.code == 2
    assert "unrecognized arguments: other-trust" in ran.err


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_that_of_the_name_or_as_asked(draft: Draft, trust: Path, tmp_path: Path, form: str) -> None:
    assert draft("advert", trust, "-o", f"by-name{FORMS[form]}").code == 0
    assert draft("advert", trust, "-o", "asked", "--format", form).code == 0
    assert (tmp_path / f"by-name{FORMS[form]}").read_bytes() == (tmp_path / "asked").read_bytes()


def test_the_forms_on_the_command_line_are_those_that_can_be_written() -> None:
    assert tuple(FORMS) == PAPER_FORMATS


@pytest.mark.parametrize("kind", DRAFTS)
def test_every_kind_is_written(draft: Draft, trust: Path, tmp_path: Path, kind: str) -> None:
    assert draft(kind, trust, "--format", "html").code == 0
    assert "<h1>" in (tmp_path / f"{kind}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", DRAFTS)
def test_without_a_post_only_the_board_paper_is_written(draft: Draft, trust: Path, tmp_path: Path, kind: str) -> None:
    file = trust / "answers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("answer: non-voting", "answer: no-post"), encoding="utf-8")
    ran = draft(kind, trust, "-o", "paper.md")
    if kind == "board-paper":
        told = (tmp_path / "paper.md").read_text(encoding="utf-8")
        assert ran.code == 0
        assert "Nobody is to be appointed" in told
        for words in ("advert", "candidate", "offer", "notice", "job description"):
            assert words not in told.partition("## Risks")[2].partition("## Appendix")[0], words
    else:
        assert (ran.code, ran.out) == (3, "")
        assert "there is no such post" in ran.err
        assert not (tmp_path / "paper.md").exists()


def test_a_file_that_is_there_stays_without_force(draft: Draft, trust: Path, tmp_path: Path) -> None:
    (tmp_path / "advert.docx").write_text("mine", encoding="utf-8")
    ran = draft("advert", trust)
    assert ran.code == 2
    assert "the file is there already" in ran.err
    assert (tmp_path / "advert.docx").read_text(encoding="utf-8") == "mine"
    assert draft("advert", trust, "--force").code == 0
    assert (tmp_path / "advert.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["northmere/answers.yaml", "northmere/documents/advert.md", "mine.md"])
def test_what_is_read_is_never_written_over(draft: Draft, trust: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.md").write_text("# {{ trust }}\n", encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    ran = draft("advert", trust, "-o", name, "--format", "markdown", "--force", "--template", "mine.md")
    assert ran.code == 2
    assert (tmp_path / name).read_bytes() == before


def test_where_writing_fails_nothing_is_left(draft: Draft, trust: Path, tmp_path: Path) -> None:
    ran = draft("advert", trust, "-o", "no-such-folder/advert.docx")
    assert (ran.code, "cannot be written" in ran.err) == (2, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["northmere"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("advret", "."), "Did you mean “advert”?"),
        (("advert",), "Name the trust's folder"),
        (("advert", "northmere", "-o", "advert.pdf"), "End it with .docx, .md, .html"),
        (("advert", "northmere", "-o", "advert.md", "--format", "word"), "do not go together"),
        (("advert", "northmere", "--template", "a.pdf"), "is no template"),
        (("advert", "northmere", "--template", "a.md"), "cannot be read"),
        (("advert", "northmere", "--template", "a.docx"), "cannot be read"),
        (("advert", "nowhere"), "there is no such file or folder"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    draft: Draft, trust: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = draft(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_template_is_shown_changed_and_used(draft: Draft, trust: Path, tmp_path: Path) -> None:
    assert draft("advert", "--show-template").out == template_of("advert")
    assert draft("advert", "--show-template", "-o", "mine.md").code == 0
    assert draft("advert", "--show-template", "-o", "mine.md").code == 2
    shown = (tmp_path / "mine.md").read_text(encoding="utf-8")
    (tmp_path / "mine.md").write_text(shown.replace("Will you lead that change?", "Come and help."), encoding="utf-8")
    assert draft("advert", trust, "--template", "mine.md", "-o", "advert.md").code == 0
    assert "Come and help." in (tmp_path / "advert.md").read_text(encoding="utf-8")


def test_the_shared_phrases_are_shown_too(draft: Draft) -> None:
    assert "macro seat()" in draft("phrases", "--show-template").out
    assert draft("phrases", ".").code == 2


def test_a_word_template_gives_the_look(draft: Draft, trust: Path, tmp_path: Path) -> None:
    look = docx.Document()
    look.sections[0].header.paragraphs[0].text = "Northmere"
    look.save(str(tmp_path / "look.docx"))
    assert draft("advert", trust, "--template", "look.docx").code == 0
    made = docx.Document(str(tmp_path / "advert.docx"))
    assert made.sections[0].header.paragraphs[0].text == "Northmere"


def test_a_broken_template_is_named_and_nothing_written(draft: Draft, trust: Path, tmp_path: Path) -> None:
    (tmp_path / "look.docx").write_bytes(b"no zip")
    ran = draft("advert", trust, "--template", "look.docx")
    assert ran.code == 2
    assert "look.docx: this is no Word file" in ran.err
    (tmp_path / "mine.md").write_text("# a\n\n{{ fact('salery-from') }}\n", encoding="utf-8")
    ran = draft("advert", trust, "--template", "mine.md")
    assert "mine.md:3" in ran.err
    assert not (tmp_path / "advert.docx").exists()


def test_answers_that_the_papers_contradict_are_named(draft: Draft, trust: Path, tmp_path: Path) -> None:
    assert "say otherwise" not in draft("advert", trust).out
    file = trust / "answers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("answer: non-voting", "answer: voting"), encoding="utf-8")
    said = " ".join(draft("advert", trust, "-o", "again.docx").out.split())
    assert "Your papers say otherwise than these answers, which the draft takes as you gave them: - What seat" in said
    assert draft("board-paper", trust, "-o", "paper.md").code == 0
    told = (tmp_path / "paper.md").read_text(encoding="utf-8")
    assert "A member of the board, with a vote (a paper of the trust says otherwise)" in told


def test_words_of_ones_own_that_lint_would_flag_are_said(draft: Draft, trust: Path) -> None:
    file = trust / "answers.yaml"
    old = "post-title: Chief digital and information officer"
    file.write_text(
        file.read_text(encoding="utf-8").replace(old, "post-title: Director of Informatics"), encoding="utf-8"
    )
    said = draft("advert", trust).out
    assert "of your own words" in said
    assert "“Director of Informatics”" in said


@pytest.mark.parametrize("kind", ["advert", "candidate-pack"])
def test_a_day_that_has_passed_is_said(draft: Draft, trust: Path, kind: str) -> None:
    file = trust / "answers.yaml"
    text = file.read_text(encoding="utf-8").replace("closing-date: 2027-01-22", "closing-date: 2026-11-20")
    file.write_text(text, encoding="utf-8")
    assert "20 November 2026 has passed." in " ".join(draft(kind, trust).out.split())


def test_nothing_of_a_paper_is_loaded_for_check() -> None:
    ours = ("drafts", "writing", "commands.draft", "commands.output", "planning", "compare", "working_days")
    heavy = ("docx", "jinja2", "lxml", "holidays", "icalendar", *(f"playbook.{name}" for name in ours))
    code = (
        "import sys\nfrom playbook.cli import main\n"
        f"try:\n    main(['check', {str(ROOT / 'examples' / 'eastwold' / 'answers.yaml')!r}, '--format', 'json'])\n"
        f"except SystemExit:\n    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert ran.stderr.strip() == b"[]"


def test_a_draft_takes_about_a_second(trust: Path, tmp_path: Path) -> None:
    """As a whole process; the bound leaves room for a busy machine."""
    times = []
    for number in range(3):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "playbook", "draft", "job-description", str(trust), "-o", f"{number}.docx"]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60)
        times.append(time.perf_counter() - begun)
    assert statistics.median(times) < 5


def test_a_mark_has_its_comment_where_it_stands(draft: Draft, trust: Path, tmp_path: Path) -> None:
    draft("advert", trust)
    with pytest.raises(SystemExit):
        main(["lint", "advert.docx", "--as", "advert", "--annotate", "copy.docx", "--fail-on", "never", AS_OF])
    copy = docx.Document(str(tmp_path / "copy.docx"))
    cells = [cell for row in copy.tables[0].rows for cell in row.cells if "To complete" in cell.text]
    of_the_pay_range_also_that_it_helps = 2
    found = [len(cell._tc.xpath(".//w:commentRangeStart")) for cell in cells]
    assert found == [of_the_pay_range_also_that_it_helps, 1]
