"""Markdown → blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import grows_with_the_text
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.documents.blocks import Block
from playbook.documents.markdown import MOST_CHARACTERS, markdown_blocks


def outline(text: str) -> list[tuple[str, str, int, int]]:
    return [(block.kind.value, block.text, block.level, block.anchor) for block in markdown_blocks(text)]


def test_headings_paragraphs_and_what_they_hold() -> None:
    text = "# Head **of** data\n\nSome [link](x) ![alt](y) <b>bold</b>\non `code` ~~old~~ <!-- no -->\n\nUnder\n-----\n"
    assert outline(text) == [
        ("heading", "Head of data", 1, 1),
        ("paragraph", "Some link alt bold on code", 0, 3),
        ("heading", "Under", 2, 6),
    ]


def test_front_matter_code_and_comments_are_left_out() -> None:
    text = "---\ntitle: x\n---\nText.\n\n```\ncode\n```\n\n<!-- a\n\nb -->\n\n    more code\n"
    assert outline(text) == [("paragraph", "Text.", 0, 4)]


def test_items_nested_and_with_paragraphs() -> None:
    assert outline("- one\n  - two\n\n    more\n1. three") == [
        ("item", "one", 0, 1),
        ("item", "two", 0, 2),
        ("paragraph", "more", 0, 4),
        ("item", "three", 0, 5),
    ]


def test_tables_are_rows() -> None:
    rows = markdown_blocks("| Criteria | E |\n|---|---|\n| - lead<br>- plan |  |\n")
    assert [(row.level, row.anchor) for row in rows] == [(1, 1), (0, 3)]
    assert [[(block.kind.value, block.text) for block in cell] for cell in rows[1].cells] == [
        [("item", "lead"), ("item", "plan")],
        [],
    ]


def test_a_short_bold_paragraph_is_a_heading_and_a_long_one_is_none() -> None:
    assert outline("**Essential**\n\n**Please apply by the end of this month.**\n\n**One** of many") == [
        ("heading", "Essential", 0, 1),
        ("paragraph", "Please apply by the end of this month.", 0, 3),
        ("paragraph", "One of many", 0, 5),
    ]


def test_labels_on_lines_of_their_own_are_paragraphs() -> None:
    assert outline(">Grade: 8c\n>Base: Northmere\n") == [
        ("paragraph", "Grade: 8c", 0, 1),
        ("paragraph", "Base: Northmere", 0, 2),
    ]


def test_html_within_is_read_as_html() -> None:
    assert outline("Text.\n\n<ul>\n<li>lead</li></ul>\n") == [("paragraph", "Text.", 0, 1), ("item", "lead", 0, 4)]


def test_what_is_too_long_is_read_as_text() -> None:
    blocks = markdown_blocks("# Head\n" + "x" * MOST_CHARACTERS)
    assert (blocks[0].text, blocks[0].level) == ("Head", 1)


@pytest.mark.parametrize("sign", [*"[>*`_(<|~-#&\\", "![", "](", "*a_", "<!--", "> ", "- ", "a|b\n"])
def test_hostile_text_takes_linear_time(sign: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = sign * (size // len(sign))
        return lambda: markdown_blocks(text)

    assert grows_with_the_text(work, 4_000)


@given(st.text(st.sampled_from("aB .:\n|-#*<>/[]()!`~1_&;\t\x00"), max_size=150) | st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_gives_blocks(text: str) -> None:
    assert all(isinstance(block, Block) and (block.text or any(block.cells)) for block in markdown_blocks(text))
