"""Plain text → blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import grows_with_the_text
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.documents.blocks import Block, Kind, Unreadable
from playbook.documents.text import MOST_LINES, text_blocks

LONG = "The person in this post leads the work on data for all wards and answers for it to the board of the trust."


def outline(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in text_blocks(text)]


def headings(text: str) -> list[str]:
    return [block.text for block in text_blocks(text) if block.kind is Kind.HEADING]


def test_wrapped_lines_are_one_paragraph() -> None:
    first = "Northmere is a trust of four hospitals by the sea with some nine thousand staff and"
    assert outline(f"{first}\na budget of its own.\n\nNext.") == [
        ("paragraph", f"{first} a budget of its own."),
        ("paragraph", "Next."),
    ]


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    assert [text for _, text in outline(f"Grade: 8c\nBase: Northmere\n{LONG}\n{LONG}")] == [
        "Grade: 8c", "Base: Northmere", LONG, LONG,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "• lead teams",
        "- lead teams",
        "* lead teams",
        "– lead teams",
        "o lead teams",
        "1. lead teams",
        "12) lead teams",
        "a) lead teams",
        "(b) lead teams",
        "iv. lead teams",
        "•\nlead teams",
        "•\n\nlead teams",
        "-   **lead** teams  ",
    ],
)
def test_bullets_begin_items_and_are_left_out(line: str) -> None:
    assert outline(line) == [("item", "lead teams")]


def test_a_bullet_alone_on_its_line_takes_the_next_words_only() -> None:
    assert outline("\u2022\nlead teams\n\nThanks.") == [("item", "lead teams"), ("paragraph", "Thanks.")]


def test_an_item_goes_on_where_its_second_line_is_set_in() -> None:
    assert outline("- lead\n  teams\n- plan") == [("item", "lead teams"), ("item", "plan")]


def test_marked_headings_have_their_level() -> None:
    blocks = text_blocks("## Person specification ##\n<u>Essential\n**Desirable**\nSkills\n======\n")
    assert [(block.kind, block.text, block.level, block.anchor) for block in blocks] == [
        (Kind.HEADING, "Person specification", 2, 1),
        (Kind.HEADING, "Essential", 0, 2),
        (Kind.HEADING, "Desirable", 0, 3),
        (Kind.HEADING, "Skills", 0, 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"About the role\n\n{LONG}",
        "You will:\n\n• plan",
        "MAIN DUTIES\n\nPlan.",
        "The Person\n- plan",
        "Essential\nA degree",
        f"Person Specification\nJob title: Head\n{LONG}",
        f"What we offer\n{LONG}",
        "Who are we?\n• x",
    ],
)
def test_short_lines_above_what_they_head_are_headings(text: str) -> None:
    assert headings(text) == [text.partition("\n")[0]]


@pytest.mark.parametrize(
    "line",
    [
        "[name]",
        "Tel: 01234",
        "or",
        "Dear Applicant,",
        "Please apply.",
        "Up to £90,000 a year",
        "us@northmere.example",
        "Ability to work under pressure",
        "Strong budget skills",
        "Experience of leading change",
        "Band 8",
        "who we are",
        "Do you want to work for a trust which",
        "N/A",
    ],
)
def test_other_short_lines_are_none(line: str) -> None:
    assert headings(f"{line}\n\n{LONG}") == []


def test_a_contents_list_gives_no_heading_that_heads_the_letter_below() -> None:
    assert headings("Welcome\nPerson Specification\nRole context\nHow to apply\n\nDear Applicant,\n\nThank you.") == []


def test_drawn_tables_are_rows() -> None:
    rows = text_blocks("| Criteria | E/D |\n|---|:-:|\n| - **Data** skills | E\n| Knowledge\n\n| a \\| b<br>c ||\n")
    assert [row.level for row in rows] == [1, 0, 0, 1]
    assert [[[(block.kind.value, block.text) for block in cell] for cell in row.cells] for row in rows] == [
        [[("paragraph", "Criteria")], [("paragraph", "E/D")]],
        [[("item", "Data skills")], [("paragraph", "E")]],
        [[("paragraph", "Knowledge")]],
        [[("paragraph", "a | b"), ("paragraph", "c")], []],
    ]


def test_signs_are_plain_and_links_give_their_text() -> None:
    assert outline("The\u00a0trust\u2019s [plan](https://northmere.example/x)\t\u2013 \u201cnew\u201d") == [
        ("paragraph", 'The trust\'s plan - "new"')
    ]


def test_quoted_lines_and_windows_line_ends() -> None:
    blocks = text_blocks(">Department: Digital\r\n>Grade: 8c\r\n")
    assert [(block.text, block.anchor) for block in blocks] == [("Department: Digital", 1), ("Grade: 8c", 2)]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Unreadable, match="lines"):
        text_blocks("\n" * (MOST_LINES + 1))


@pytest.mark.parametrize("sign", ["x", "*", "|", "<u", "- ", "[", "](", "= ", "> "])
def test_one_long_line_takes_linear_time(sign: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = sign * (size // len(sign))
        return lambda: text_blocks(text)

    assert grows_with_the_text(work, 100_000)


@given(st.text(st.sampled_from("aB .:;\n|-#*<>u/[]()1o•\t\x0b\u2013\ud800"), max_size=200) | st.text(max_size=80))
@settings(max_examples=60)
def test_any_text_gives_blocks_in_the_order_of_its_lines(text: str) -> None:
    blocks = text_blocks(text)
    assert [block.anchor for block in blocks] == sorted(block.anchor for block in blocks)
    assert all(isinstance(block, Block) and (block.text or any(block.cells)) for block in blocks)
