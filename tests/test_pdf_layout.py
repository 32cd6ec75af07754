"""Places on a page → lines, columns, tables and paragraphs, without any PDF."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest

from playbook.documents.blocks import Block, Kind
from playbook.documents.pdf_layout import (
    Page,
    Rule,
    Segment,
    columns,
    document_blocks,
    page_rows,
    walls,
    without_furniture,
)
from playbook.documents.pdf_tables import is_header
from playbook.documents.pdf_words import joined, keeps_hyphen

HEIGHT = 800.0


def segment(text: str, x: float, y: float, size: float = 10, *, bold: bool = False) -> Segment:
    return Segment(text, x, x + len(text) * size / 2, y, size, bold)


def page(*segments: Segment, number: int = 1, across: list[Rule] | None = None, down: list[Rule] | None = None) -> Page:
    return Page(number, HEIGHT, list(segments), across or [], down or [])


def cells(blocks: list[Block]) -> list[list[str]]:
    return [[" / ".join(part.text for part in cell) for cell in block.cells] for block in blocks if block.cells]


def left_over(pages: list[Page]) -> list[list[str]]:
    return [[one.text for one in page.segments] for page in without_furniture(pages)]


def test_what_stands_at_the_edge_of_most_pages_is_dropped_whatever_its_number() -> None:
    pages = [
        page(segment("Invented Trust", 50, 30), segment(f"Body {number}", 50, 400), segment(f"Page {number}", 50, 780))
        for number in (1, 2, 3)
    ]
    assert left_over(pages) == [["Body 1"], ["Body 2"], ["Body 3"]]


def test_what_stands_once_at_an_edge_or_often_in_the_middle_is_kept() -> None:
    pages = [page(segment("Please note", 50, 400), segment(f"{name} letter", 50, 30)) for name in ("First", "Second")]
    assert left_over(pages) == [["Please note", "First letter"], ["Please note", "Second letter"]]


def test_a_number_alone_at_the_edge_is_a_page_number_and_one_in_a_row_is_not() -> None:
    alone = page(segment("Body", 50, 400), segment("7", 300, 780))
    in_row = page(segment("Body", 50, 400), segment("7", 50, 780), segment("Leads", 90, 780))
    assert left_over([alone, in_row]) == [["Body"], ["Body", "7", "Leads"]]


def test_what_stands_further_in_than_another_line_is_no_running_header() -> None:
    pages = [page(segment(first, 50, 30), segment("Note well", 50, 60)) for first in ("Alone", "Other")]
    assert left_over(pages) == [["Alone", "Note well"], ["Other", "Note well"]]


def test_the_number_of_the_page_may_stand_outside_of_the_footer() -> None:
    pages = [
        page(segment("Body", 50, 400), segment("Invented Trust", 50, 770), segment(number, 50, 785)) for number in "12"
    ]
    assert left_over(pages) == [["Body"], ["Body"]]


def test_the_repeated_header_of_a_table_is_no_running_header() -> None:
    pages = [page(segment("Criteria", 50, 30), segment("Essential", 200, 30)) for _ in range(2)]
    assert left_over(pages) == [["Criteria", "Essential"], ["Criteria", "Essential"]]


def test_rules_that_follow_each_other_are_one() -> None:
    pieces = [Rule(50, 100, 150), Rule(50.7, 151, 200), Rule(50, 300, 400), Rule(90, 100, 200)]
    assert walls(pieces[::-1]) == walls(pieces) == [Rule(50, 100, 200), Rule(50, 300, 400), Rule(90, 100, 200)]


def test_pieces_that_touch_are_joined_unless_a_wall_parts_them() -> None:
    one, other = Segment("left", 50, 80, 100, 10, False), Segment("right", 84, 120, 100.5, 10, False)
    assert [piece.text for piece in page_rows(page(one, other), count(1))[0].pieces] == ["left right"]
    parted = page(one, other, down=[Rule(82, 50, 150)])
    assert [piece.text for piece in page_rows(parted, count(1))[0].pieces] == ["left", "right"]


def test_two_columns_of_prose_are_two_flows() -> None:
    left = [segment("a" * 44, 50, 100 + 12 * line) for line in range(8)]
    right = [segment("b" * 44, 300, 104 + 12 * line) for line in range(8)]
    title = segment("t" * 90, 50, 60)
    flows = columns(page_rows(page(title, *left, *right), count(1)))
    assert ["".join(sorted({row.pieces[0].text[0] for row in flow})) for flow in flows] == ["t", "a", "b"]


def test_short_labels_beside_long_values_are_no_columns_of_prose() -> None:
    labels = [segment("Pay:", 50, 100 + 12 * line) for line in range(8)]
    values = [segment("b" * 44, 300, 100 + 12 * line) for line in range(8)]
    assert len(columns(page_rows(page(*labels, *values), count(1)))) == 1


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (["Criteria", "Essential", "Desirable"], True),
        (["ESSENTIAL", "DESIRABLE"], True),
        (["Requirement", "E", "D"], True),
        (["Criteria", "Essential"], False),
        (["Essential and desirable criteria"], False),
        (["It is essential that the person who leads can listen", "desirable"], False),
    ],
)
def test_the_header_of_a_person_specification(texts: list[str], is_one: bool) -> None:
    put = [segment(text, 50 + 300 * at, 100) for at, text in enumerate(texts)]
    assert is_header(page_rows(page(*put), count(1))[0]) is is_one


def test_rows_by_the_lines_round_them() -> None:
    put = [
        segment("Skills", 55, 112), segment("writes", 155, 112), segment("and reads", 155, 124),
        segment("sums", 155, 142), segment("Values", 55, 162), segment("kind", 155, 162),
    ]  # fmt: skip
    down = [Rule(x, 100, 170) for x in (50, 150, 300)]
    across = [Rule(y, 50, 300) for y in (100, 150, 170)] + [Rule(130, 150, 300)]
    found = document_blocks([page(*put, down=down, across=across)])
    assert cells(found) == [["Skills", "writes and reads"], ["", "sums"], ["Values", "kind"]]
    assert [block.level for block in found] == [1, 0, 0]


def test_a_line_under_a_word_parts_no_row() -> None:
    put = [segment("Skills", 55, 112), segment("writes", 155, 112), segment("and reads", 155, 124)]
    down = [Rule(x, 100, 130) for x in (50, 150, 300)]
    found = document_blocks([page(*put, down=down, across=[Rule(114, 155, 185)])])
    assert cells(found) == [["Skills", "writes and reads"]]


def test_three_lines_in_columns_are_a_table_and_two_are_not() -> None:
    put = [piece for line in range(3) for piece in (segment(f"Label {line}", 50, 100 + 14 * line),
                                                    segment(f"Value {line}", 200, 100 + 14 * line))]  # fmt: skip
    assert cells(document_blocks([page(*put)])) == [[f"Label {line}", f"Value {line}"] for line in range(3)]
    assert all(block.kind is Kind.PARAGRAPH for block in document_blocks([page(*put[:4])]))


def test_a_table_ends_at_a_line_across_its_columns() -> None:
    put = [
        segment("Criteria", 50, 100), segment("Essential", 150, 100), segment("Desirable", 300, 100),
        segment("Skills", 50, 118), segment("writes", 150, 118), segment("draws", 300, 118),
        segment("This is said of all who apply, and of those who do not apply as well", 50, 136),
    ]  # fmt: skip
    found = document_blocks([page(*put)])
    assert [block.kind for block in found] == [Kind.ROW, Kind.ROW, Kind.PARAGRAPH]


def test_each_line_with_a_tick_is_a_row_and_lines_without_belong_to_it() -> None:
    put = [
        segment("Criteria", 50, 100), segment("Essential", 250, 100), segment("Desirable", 350, 100),
        segment("A degree, or what comes near it", 50, 112), segment("X", 270, 112),
        segment("in the eyes of the panel", 50, 124),
        segment("Drives", 50, 136), segment("X", 370, 136),
    ]  # fmt: skip
    assert cells(document_blocks([page(*put)]))[1:] == [
        ["A degree, or what comes near it in the eyes of the panel", "X", ""],
        ["Drives", "", "X"],
    ]


def test_two_lists_side_by_side_are_one_row_and_end_at_a_heading() -> None:
    put = [
        segment("Essential", 50, 100), segment("Desirable", 300, 100),
        segment("• Leads", 50, 114), segment("• Codes", 300, 114),
        segment("• Listens", 50, 126), segment("• Draws", 300, 126),
        segment("Terms", 50, 150, bold=True), segment("The post is permanent.", 50, 164),
    ]  # fmt: skip
    found = document_blocks([page(*put)])
    assert cells(found) == [["Essential", "Desirable"], ["Leads / Listens", "Codes / Draws"]]
    assert [block.text for block in found if not block.cells] == ["Terms", "The post is permanent."]


def test_headings_rank_by_size() -> None:
    put = [
        segment("The pack", 50, 100, 20), segment("The post", 50, 140, 14),
        segment("Leads the digital service.", 50, 160),
        segment("Pay", 50, 180, bold=True), segment("Paid each month by the trust that employs.", 50, 195),
    ]  # fmt: skip
    found = document_blocks([page(*put)])
    assert [(block.text, block.level) for block in found if block.kind is Kind.HEADING] == [
        ("The pack", 1),
        ("The post", 2),
        ("Pay", 0),
    ]


def test_paragraphs_part_at_gaps_and_where_the_next_word_would_have_fitted() -> None:
    lines = [
        (100, "The person leads the digital service of the trust and"), (112, "answers for it."),
        (124, "Nobody else does, and nobody else has ever done so in"), (136, "public."),
        (160, "Apply soon."),
    ]  # fmt: skip
    found = document_blocks([page(*(segment(text, 50, y) for y, text in lines))])
    assert [block.text.split()[0] for block in found] == ["The", "Nobody", "Apply"]


@pytest.mark.parametrize(
    ("head", "tail", "words", "kept"),
    [
        ("experi", "ence", {}, False),
        ("on", "call", {}, True),
        ("long", "term", {"long": 1, "term": 2}, True),
        ("co", "operate", {"cooperate": 1}, False),
        ("risk", "based", {"risk-based": 2, "riskbased": 1}, True),
        ("thirty", "one", {}, True),
    ],
)
def test_hyphens_at_the_end_of_a_line(head: str, tail: str, words: dict[str, int], kept: bool) -> None:
    assert keeps_hyphen(head, tail, Counter(words)) is kept


def test_lines_are_joined() -> None:
    assert joined(["a pro-", "gramme -", "and NHS-", "England"], Counter()) == "a programme - and NHS- England"


def test_pages_of_nothing_give_nothing() -> None:
    assert document_blocks([page()]) == []
