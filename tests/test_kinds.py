"""Which kind of document a file is, by its name and by what it says of itself."""

from __future__ import annotations

import pytest
from hall import HERE

from playbook.documents.kinds import guessed_kind
from playbook.documents.markdown import markdown_blocks
from playbook.documents.passages import passages
from playbook.load import load_playbook

KNOWN = load_playbook(str(HERE.parent / "checklists")).documents
JD, PS, PACK, BOARD, ADVERT = "job-description", "person-specification", "candidate-pack", "board-paper", "advert"


def kind(file: str, text: str = "", known: object = KNOWN) -> str:
    return guessed_kind(file, passages(markdown_blocks(text)), known)  # type: ignore[arg-type]


def test_the_kinds_are_those_of_the_playbook() -> None:
    assert set(KNOWN) >= {JD, PS, PACK, BOARD, ADVERT}


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("documents/job-description.docx", JD),
        ("JobDescription_CDIO.docx", JD),
        ("CIO JD final v2.docx", JD),
        ("cio_jd.docx", JD),
        ("Role profile.pdf", JD),
        ("person_specification.docx", PS),
        ("CIO Person Spec.docx", PS),
        ("01-ps-cio.docx", PS),
        ("JD and person spec.docx", PS),
        ("Candidate pack.pdf", PACK),
        ("CandidatePack.pdf", PACK),
        ("cio-pack.pdf", PACK),
        ("Candidate brief.pdf", PACK),
        ("recruitment brochure.pdf", PACK),
        ("Board paper 7.docx", BOARD),
        ("Remcom September.docx", BOARD),
        ("advert.html", ADVERT),
        ("CIO advertisement.html", ADVERT),
        ("cio-ad.txt", ADVERT),
        ("AD Transformation.docx", ""),
        ("Adelaide.docx", ""),
        ("packaging.docx", ""),
        ("paper.docx", ""),
        ("jd/paper.docx", ""),
        ("", ""),
    ],
)
def test_a_kind_by_the_name(file: str, found: str) -> None:
    assert kind(file) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Job description\n\nTo lead.", JD),
        ("# The post\n\n## Main duties\n\n- Lead", JD),
        ("# Person specification\n\n- A degree", PS),
        ("# Candidate information pack\n\n# Job description\n\n# Person specification", PACK),
        ("# Report to the board\n\nThe board is asked to agree.", BOARD),
        ("Come and join us. Closing date: 3 December.", ADVERT),
        ("Apply now.\n\n" + "word " * 1300, ""),
        ("The hall was built in 1911.", ""),
        ("A long line about the job description of somebody else that goes on and on, and so it is no heading", ""),
    ],
)
def test_a_kind_by_what_it_says(text: str, found: str) -> None:
    assert kind("paper.md", text) == found


def test_the_name_is_stronger() -> None:
    assert kind("advert.md", "# Job description") == ADVERT


def test_only_kinds_that_are_known() -> None:
    assert kind("advert.md", "# Job description", (JD,)) == JD
    assert kind("advert.md", "Apply now.", ("notice",)) == ""
