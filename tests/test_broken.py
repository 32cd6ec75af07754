"""Files that once broke a reader: each is read, or refused in plain words, in little time and memory."""

from pathlib import Path

import pytest

from playbook.documents import apart
from playbook.documents.annotate import Remark, annotated
from playbook.documents.blocks import Block, Unreadable
from playbook.documents.lint import Linter
from playbook.documents.read import blocks_of, read_blocks
from playbook.load import data_folder, load_playbook
from playbook.load.rules import load_rules

BROKEN = Path(__file__).parent / "documents" / "broken"
FILES = sorted(path for path in BROKEN.iterdir() if path.name != "README.md")


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 20)
    monkeypatch.setattr("playbook.apart.MOST_MEMORY", 700_000_000)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_what_broke_a_reader_breaks_none(file: Path) -> None:
    blocks, message = outcome(file)
    assert message or any(block.text or block.cells for block in blocks)


def outcome(file: Path) -> tuple[list[Block], str]:
    """The blocks of a file, or the words in which it is refused."""
    try:
        return read_blocks(str(file))[1], ""
    except Unreadable as error:
        return [], f"{error.message}. {error.hint}"


@pytest.mark.parametrize("name", ["pdf-forms-nested-12-hang.pdf", "pdf-flate-bomb-2kB-takes-2GB.pdf"])
def test_a_pdf_that_takes_all_memory_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=r"memory|longer"):
        read_blocks(str(BROKEN / name))


def test_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 1)

    def forever(_: bytes) -> list[Block]:
        while True:
            pass

    with pytest.raises(Unreadable, match="takes longer"):
        apart.apart(forever, b"")


def test_a_fault_of_a_reader_costs_one_paper_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: bytes) -> str:
        raise LookupError

    monkeypatch.setattr("playbook.documents.read.decoded", faulty)
    with pytest.raises(Unreadable, match="nobody has met"):
        blocks_of("a.txt", b"Words")


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("12-supports-hide-a-flag.md", "reporting-line", "Finance Officer"),
        ("meant-12-marks-hide-the-13th-line.md", "reporting-line", "for ever"),
        ("bidi-in-words-evades-rule.docx", "reporting-line", "Chief Finance"),
    ],
)
def test_nothing_hides_a_line(name: str, rule: str, words: str) -> None:
    playbook = load_playbook()
    linter = Linter(playbook, load_rules(playbook, data_folder()))
    _, blocks = read_blocks(str(BROKEN / name))
    (paper,) = linter.findings([linter.read(name, blocks, kind="job-description")])
    assert [one for one in paper.findings if one.rule == rule and not one.meant and words in one.quote]


@pytest.mark.parametrize(
    "name", ["strict-annotate-says-damaged.docx", "external-comments-relation-annotate-damaged.docx"]
)
def test_a_sound_file_is_not_called_damaged(name: str) -> None:
    with pytest.raises(Unreadable, match="Comments cannot be written"):
        annotated((BROKEN / name).read_bytes(), [Remark(1, "", "A remark")])
