"""PDFs as Word, a browser or a scanner makes them → blocks, or a plain sentence that says why not."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_maker import Put, down, pdf

from playbook.documents.blocks import Block, Kind, Unreadable
from playbook.documents.pdf import MOST_PAGES, MOST_TEXTS, pdf_blocks

SAMPLES = Path(__file__).parent / "documents" / "pdf"


def sample(name: str) -> list[Block]:
    return pdf_blocks((SAMPLES / f"{name}.pdf").read_bytes())


def texts(blocks: list[Block], kind: Kind | None = None) -> list[str]:
    return [block.text for block in blocks if block.kind is not Kind.ROW and kind in (None, block.kind)]


def rows(blocks: list[Block]) -> list[list[str]]:
    found = [block for block in blocks if block.kind is Kind.ROW]
    return [[" / ".join(part.text for part in cell) for cell in row.cells] for row in found]


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        pdf_blocks(data)
    assert caught.value.hint.endswith((".", "first."))
    return caught.value


def test_a_person_specification_is_one_table_over_two_pages() -> None:
    blocks = sample("person_specification")
    table = [block for block in blocks if block.kind is Kind.ROW]
    assert [row.level for row in table] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert [row.page for row in table] == [1, 1, 1, 1, 1, 1, 1, 2]
    assert [row[0] for row in rows(blocks)] == [
        "Criteria", "Qualifications", "Experience", "Knowledge", "Skills and abilities", "Leadership", "Values", "Other"
    ]  # fmt: skip
    assert rows(blocks)[0] == ["Criteria", "Essential", "Desirable"]
    assert rows(blocks)[3] == [
        "Knowledge",
        "Understands clinical safety standards and the duties that follow from them. / Knows the law on personal data.",
        "",
    ]


def test_cells_hold_their_items_whole() -> None:
    experience = next(
        block for block in sample("person_specification") if block.cells and block.cells[0][0].text == "Experience"
    )
    assert {part.kind for part in experience.cells[1]} == {Kind.ITEM}
    assert len(experience.cells[1]) == 5
    assert experience.cells[1][4].text == (
        "Has dealt with an attack on the network or with a long failure of a system, on-call and in public"
    )
    assert [part.text for part in experience.cells[2]] == [
        "Experience in the NHS or in social care",
        "Has worked across an integrated care system",
    ]


def test_headers_and_footers_are_left_out_and_headings_have_levels() -> None:
    blocks = sample("person_specification")
    everything = " ".join(texts(blocks)) + str(rows(blocks))
    assert "Marlow Vale" not in everything
    assert "Candidate pack" not in everything
    headings = [(block.text, block.level, block.page) for block in blocks if block.kind is Kind.HEADING]
    assert headings == [("The panel and the day", 1, 1), ("Person specification", 1, 1), ("How to apply", 2, 2)]


def test_tables_with_ticks_and_with_letters() -> None:
    blocks = sample("ticks")
    long = "Postgraduate qualification in management, health informatics or another subject that bears on the post"
    assert rows(blocks)[:3] == [
        ["Requirement", "Essential", "Desirable", "How assessed"],
        ["Degree or equivalent experience", "✓", "", "A"],
        [long, "", "✓", "A"],
    ]
    assert rows(blocks)[6:8] == [
        ["No.", "Criterion", "E/D", "Test"],
        ["1", "Leads in public and answers for the result", "E", "I"],
    ]
    assert [block.level for block in blocks if block.kind is Kind.ROW] == [1, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert [(block.text, block.level) for block in blocks if block.kind is Kind.HEADING] == [
        ("Schedule B: what we look for", 0),
        ("Schedule C: terms", 0),
    ]
    assert texts(blocks, Kind.ITEM)[1:] == [
        "References are taken before an offer is made.",
        "The offer depends on checks.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    blocks = sample("two_columns")
    starts = [" ".join(text.split()[:2]).rstrip(".") for text in texts(blocks, Kind.PARAGRAPH)]
    assert starts == [
        f"{name} {number}"
        for name, most in (("Alpha", 4), ("Beta", 3), ("Gamma", 4), ("Delta", 3), ("Epsilon", 4))
        for number in ("one", "two", "three", "four")[:most]
    ]
    everything = " ".join(texts(blocks))
    assert "a budget of thirty-one million pounds" in everything
    assert "Harrowmere" not in everything
    assert not any("Page " in text for text in texts(blocks))
    assert [block.level for block in blocks if block.kind is Kind.HEADING] == [1, 2, 0, 2, 2, 2, 2]
    assert texts(blocks, Kind.ITEM)[1] == (
        "The same questions are asked at every desk, and the answers are not kept where the next desk can see them"
    )


def test_tables_without_lines() -> None:
    found = rows(sample("plain_table"))
    assert found[3] == [
        "Place of work:",
        "Saltmere General Invented Hospital, with days at the other sites as needed, and at home by agreement",
    ]
    assert found[4] == ["Factor", "Essential criteria", "Desirable criteria"]
    assert found[7] == ["Knowledge and understanding", "How the NHS is paid, and how it pays for what it buys", ""]
    assert found[8:] == [["Character", "Patience with people, and none with excuses", "Humour"]]


def test_a_table_goes_on_after_its_header_is_repeated() -> None:
    head = [Put(60, 780, "Criteria"), Put(180, 780, "Essential"), Put(400, 780, "Desirable")]
    first = [Put(60, 750, "Skills"), Put(180, 750, "Writes plainly"), Put(400, 750, "Draws")]
    second = [Put(180, 750, "and at length"), Put(60, 720, "Values"), Put(180, 720, "Kind"), Put(400, 720, "Patient")]
    blocks = pdf_blocks(pdf([[*head, *first], [*head, *second]]))
    assert rows(blocks) == [
        ["Criteria", "Essential", "Desirable"],
        ["Skills", "Writes plainly and at length", "Draws"],
        ["Values", "Kind", "Patient"],
    ]
    assert [block.page for block in blocks] == [1, 1, 2]


@pytest.mark.parametrize("marker", ["•", "-", "o", "–", "1.", "(a)", "iv)", "2.1"])
def test_items_lose_their_marks_and_keep_their_lines(marker: str) -> None:
    put = [Put(60, 700, marker), Put(78, 700, "Leads the digital service of the trust, of all of its sites and of its"),
           Put(78, 687, "partners"), Put(60, 674, marker), Put(78, 674, "Rests")]  # fmt: skip
    blocks = pdf_blocks(pdf([put]))
    long = "Leads the digital service of the trust, of all of its sites and of its partners"
    assert [(block.kind, block.text) for block in blocks] == [(Kind.ITEM, long), (Kind.ITEM, "Rests")]


def test_bold_within_a_line_makes_no_heading() -> None:
    put = [
        Put(60, 700, "About you", bold=True),
        *down(["You lead, and you are led, and you know at each hour", "which of the two is asked for."], top=680),
        Put(60, 640, "Note:", bold=True),
        Put(93, 640, "we answer all letters that reach us in time"),
    ]
    blocks = pdf_blocks(pdf([put]))
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.HEADING, 0), (Kind.PARAGRAPH, 0), (Kind.PARAGRAPH, 0)
    ]  # fmt: skip
    assert blocks[2].text == "Note: we answer all letters that reach us in time"


def test_a_word_cut_at_the_end_of_a_line_is_made_whole() -> None:
    lines = ["The person has experi-", "ence of the on-", "call rota."]
    assert texts(pdf_blocks(pdf([down(lines)]))) == ["The person has experience of the on-call rota."]


def test_paragraphs_go_on_over_a_page() -> None:
    pages = [down(["The post is", "for people who"], top=200), down(["like to read on.", "End."])]
    blocks = pdf_blocks(pdf(pages))
    assert blocks[0].text.startswith("The post is for people who like to read on.")


def test_text_that_does_not_run_from_left_to_right_is_left_out() -> None:
    draft = Put(200, 300, "DRAFT", 80, matrix="0.7 0.7 -0.7 0.7")
    side = Put(30, 300, "Printed last week", 9, matrix="0 1 -1 0")
    outside = Put(60, 2000, "Nobody sees this")
    assert texts(pdf_blocks(pdf([[*down(["What is said."]), draft, side, outside]]))) == ["What is said."]


@pytest.mark.parametrize(
    ("turn", "matrix", "places"),
    [
        (90, "0 1 -1 0", [(100, 60), (113, 60)]),
        (180, "-1 0 0 -1", [(500, 60), (500, 73)]),
        (270, "0 -1 1 0", [(500, 800), (487, 800)]),
    ],
)
def test_pages_that_are_shown_turned_are_read_as_shown(
    turn: int, matrix: str, places: list[tuple[float, float]]
) -> None:
    put = [Put(x, y, text, matrix=matrix) for (x, y), text in zip(places, ["It is shown", "upright"], strict=True)]
    assert texts(pdf_blocks(pdf([put], page_entries=f"/Rotate {turn}"))) == ["It is shown upright"]


def test_pages_of_pictures_between_pages_of_text_are_passed_over() -> None:
    blocks = pdf_blocks(pdf([[], down(["What can be read."]), []]))
    assert [(block.text, block.page) for block in blocks] == [("What can be read.", 2)]


def test_anchors_and_pages_go_up() -> None:
    blocks = pdf_blocks(pdf([down(["One.", "Two."], step=40), down(["Three."])]))
    assert [(block.page, block.anchor) for block in blocks] == [(1, 1), (1, 2), (2, 3)]


def test_what_is_no_pdf() -> None:
    for data in (b"", b"PK\x03\x04 a Word file", b"Dear all"):
        assert refusal(data).message == "is not a PDF"


def test_a_pdf_that_ends_in_the_middle() -> None:
    whole = pdf([down(["What is said."])])
    assert refusal(whole[: len(whole) // 2]).message == "ends in the middle: a part of the PDF is missing"


def test_a_damaged_pdf() -> None:
    assert refusal(b"%PDF-1.7\nnothing that was ever one\n%%EOF\n").message == "is a damaged PDF"


def test_a_pdf_without_pages() -> None:
    assert refusal(pdf([])).message in ("has no pages", "is a damaged PDF")


def test_a_pdf_of_pictures() -> None:
    assert refusal(pdf([[], []], drawn="60 60 400 400 re f")).message == "holds pictures of text only"


def test_a_pdf_with_a_password() -> None:
    key = "0" * 64
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    assert refusal(pdf([down(["Secret."])], trailer=locked)).message == "is locked by a password"


def test_a_pdf_of_too_many_pages() -> None:
    assert len(pdf_blocks(pdf([down(["Read."])] * 3))) == 3
    message = refusal(pdf([[]] * (MOST_PAGES + 1))).message
    assert message == f"has {MOST_PAGES + 1} pages; the playbook reads up to {MOST_PAGES}"


def test_a_page_so_full_that_it_would_keep_the_reader_busy() -> None:
    crowd = [Put(60, 700, "a")] * (MOST_TEXTS + 1)
    assert refusal(pdf([down(["Read."]), crowd])).message == "holds more on page 2 than the playbook reads"


def test_a_drawing_of_many_lines_does_not_hide_the_text() -> None:
    drawing = "\n".join(f"{60 + at % 400} 300 m {60 + at % 400} 400 l S" for at in range(MOST_TEXTS + 1))
    assert texts(pdf_blocks(pdf([down(["Read."])], drawn=drawing))) == ["Read."]


def test_nothing_is_left_open_at_the_end_of_the_program() -> None:
    program = """
import sys
from pathlib import Path
from playbook.documents.blocks import Unreadable
from playbook.documents.pdf import pdf_blocks
data = Path(sys.argv[1]).read_bytes()
assert pdf_blocks(data)
try:
    pdf_blocks(data[:3000] + b"%%EOF")
except Unreadable:
    print("refused")
"""
    path = str(SAMPLES / "ticks.pdf")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, path], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("refused", "")


_WHOLE = pdf(
    [[*down(["Criteria of the post", "read"]), Put(300, 780, "Essential")], down(["More."])], drawn="60 60 9 9 re f"
)


@given(st.lists(st.tuples(st.integers(0, len(_WHOLE) - 1), st.binary(max_size=6)), max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_the_bytes_are_there_are_blocks_or_a_plain_refusal(
    changes: list[tuple[int, bytes]], cut: bool
) -> None:
    data = _WHOLE
    for at, new in changes:
        data = data[:at] + new + data[at + len(new) :]
    if cut and changes:
        data = data[: changes[0][0]] + b"%%EOF"
    with suppress(Unreadable):
        assert all(isinstance(block, Block) for block in pdf_blocks(data))
