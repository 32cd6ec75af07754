"""Each line of a paper with its place, and with how the paper asks for it."""

from __future__ import annotations

import pytest

from playbook.documents.blocks import Block, Kind
from playbook.documents.html import html_blocks
from playbook.documents.markdown import markdown_blocks
from playbook.documents.marks import mark_of
from playbook.documents.passages import Meant, Passage, passages
from playbook.documents.text import text_blocks
from playbook.rule import Mark

E, D, A, P = Mark.ESSENTIAL, Mark.DESIRABLE, Mark.ASKED, Mark.PLAIN


def read(markdown: str) -> list[Passage]:
    return passages(markdown_blocks(markdown))


def find(found: list[Passage], words: str) -> Passage:
    (one,) = [one for one in found if one.text.startswith(words)]
    return one


def row(*cells: str, first: bool = False) -> Block:
    inside = tuple((Block(Kind.PARAGRAPH, cell),) if cell else () for cell in cells)
    return Block(Kind.ROW, level=int(first), cells=inside)


def marks(*blocks: Block) -> dict[str, Mark]:
    return {one.text: one.mark for one in passages(blocks)}


# Places


PAPER = """
# Job description

## Person specification

### Essential

- A degree

### Desirable

- A merger

## Pay

Good.
"""


def test_the_headings_lead_to_a_line() -> None:
    found = read(PAPER)
    assert find(found, "A degree").headings == ("Job description", "Person specification", "Essential")
    assert find(found, "A merger").headings == ("Job description", "Person specification", "Desirable")
    assert find(found, "Good.").headings == ("Job description", "Pay")
    assert find(found, "Essential").headings == ("Job description", "Person specification")
    assert [one.number for one in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("passage", "where"),
    [
        (Passage("a", Kind.ITEM, (), P, 7), "paragraph 7"),
        (Passage("a", Kind.ITEM, ("Pay",), P, 7), "Pay"),
        (
            Passage("a", Kind.ITEM, ("Spec", "Skills"), P, 7, row=4, column="Essential"),
            "Skills → Essential → row 4",
        ),
        (Passage("a", Kind.ITEM, ("Essential",), P, 7, row=1, column="Essential"), "Essential → row 1"),
        (Passage("a", Kind.ITEM, ("Pay",), P, 7, page=3), "page 3, Pay"),
        (Passage("a", Kind.ITEM, (), P, 7, page=3), "page 3"),
        (Passage("a", Kind.ITEM, ("x" * 61,), P, 7), "x" * 57 + "…"),
    ],
)
def test_a_place_in_words(passage: Passage, where: str) -> None:
    assert passage.where == where


def test_a_line_in_capitals_is_a_heading() -> None:
    found = read(
        "1. PERSON SPECIFICATION\n\nA degree\n\nNHS\n\nTHE TRUST HAS A LONG AND PROUD HISTORY OF CARING FOR ITS TOWN"
    )
    assert [one.kind for one in found] == [Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.PARAGRAPH]
    assert find(found, "A degree").headings == ("PERSON SPECIFICATION",)


def test_a_line_that_only_looks_like_a_heading_stands_below_the_last_real_one() -> None:
    look = [Block(Kind.HEADING, text, 0) for text in ("Skills", "Essential", "Desirable", "Knowledge")]
    item = Block(Kind.ITEM, "Something")
    found = passages([Block(Kind.HEADING, "The person", 2), *(block for head in look for block in (head, item))])
    assert [one.headings for one in found if one.kind is Kind.ITEM] == [
        ("The person", "Skills"),
        ("The person", "Skills", "Essential"),
        ("The person", "Skills", "Desirable"),
        ("The person", "Knowledge"),
    ]


def test_a_category_stands_below_a_mark_that_stands_alone() -> None:
    texts = ("Essential", "Skills", "Knowledge", "Desirable", "Skills")
    blocks = [block for text in texts for block in (Block(Kind.HEADING, text), Block(Kind.ITEM, f"Of {text}"))]
    found = [one for one in passages(blocks) if one.kind is Kind.ITEM]
    assert [one.headings for one in found] == [
        ("Essential",), ("Essential", "Skills"), ("Essential", "Knowledge"), ("Desirable",), ("Desirable", "Skills"),
    ]  # fmt: skip
    assert [one.mark for one in found] == [E, E, E, D, D]


# How a line is asked for


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Essential criteria", E),
        ("Must-haves", E),
        ("Minimum requirements", E),
        ("Desirable", D),
        ("Nice to have", D),
        ("It would be an advantage", D),
        ("Essential and desirable criteria", A),
        ("Essential or desirable", P),
        ("Not essential", D),
        ("Non-essential skills", D),
        ("About you", A),
        ("Who we're looking for", A),
        ("What you'll bring", A),
        ("Person specification", A),
        ("Duties", P),
        ("Our hospitals", P),
    ],
)
def test_what_a_heading_asks_for(text: str, mark: Mark) -> None:
    assert mark_of(text) is mark
    assert marks(Block(Kind.HEADING, text, 2), Block(Kind.ITEM, "Something"))["Something"] is mark


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("You must have:", E),
        ("You will need", E),
        ("We need:", P),
        ("The following are required:", E),
        ("Essential", E),
        ("Nice to have:", D),
        ("It is a bonus if you have", D),
        ("We would also like:", D),
        ("Ideally, you have...", D),
        ("You will bring...", A),
        ("What do you have?", A),
        ("Our values are:", P),
        ("We have wards.", P),
        ("The trust runs three hospitals, a school of nursing and many clinics in essential buildings of the town", P),
        ("Here is a longer line that tells you at some length which of the skills are essential to us all:", E),
    ],
)
def test_what_a_line_above_a_list_asks_for(line: str, mark: Mark) -> None:
    found = marks(Block(Kind.PARAGRAPH, line), Block(Kind.ITEM, "One"), Block(Kind.ITEM, "Two"))
    assert (found["One"], found["Two"]) == (mark, mark)


def test_a_lead_in_ends_with_the_next_line_or_heading() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, "You must have:"),
        Block(Kind.ITEM, "One"),
        Block(Kind.PARAGRAPH, "We offer a crèche."),
    ]
    assert marks(*blocks, Block(Kind.ITEM, "Two"))["Two"] is P
    assert marks(*blocks[:2], Block(Kind.HEADING, "Our offer", 2), Block(Kind.ITEM, "Two"))["Two"] is P
    assert marks(*blocks[:2], Block(Kind.ITEM, "Desirable:"), Block(Kind.ITEM, "Two"))["Two"] is D
    assert marks(blocks[0], Block(Kind.PARAGRAPH, "A degree."))["A degree."] is P


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Essential: a degree", E),
        ("Desirable - a merger", D),
        ("Essential criteria: a degree", E),
        ("A degree (E)", E),
        ("A merger (D)", D),
        ("A degree (essential)", E),
        ("A degree - Essential", E),
        ("A degree E", E),
        ("A merger D A/I", D),
        ("A degree E Application form", E),
        ("A degree E App, Int", E),
        ("A degree E and more", P),
        ("It is essential to care", P),
        ("We are desirable", P),
        ("Plan E is not a plan", P),
        ("x" * 300 + " E", P),
        ("Essential: " + "x" * 400, P),
    ],
)
def test_a_line_that_carries_its_mark(text: str, mark: Mark) -> None:
    assert marks(Block(Kind.ITEM, text))[text] is mark
    assert marks(row("Criteria", first=True), row("First", text))[text] is mark


def test_its_own_mark_is_stronger_than_the_heading() -> None:
    found = marks(Block(Kind.HEADING, "Essential", 2), Block(Kind.ITEM, "A merger (D)"), Block(Kind.ITEM, "A degree"))
    assert (found["A merger (D)"], found["A degree"]) == (D, E)


# Tables


def test_columns_say_what_is_asked() -> None:
    found = read("""
## Person specification

| Criteria | Essential | Desirable | Assessed by |
|---|---|---|---|
| Experience | Has led | Has merged | Form |
| Skills | Can write | | Test |
""")
    led, merged = find(found, "Has led"), find(found, "Has merged")
    assert (led.mark, led.column, led.label, led.row) == (E, "Essential", "Experience", 1)
    assert (merged.mark, merged.column) == (D, "Desirable")
    assert find(found, "Can write").row == 2
    assert find(found, "Form").mark is A
    assert led.where == "Person specification → Essential → row 1"
    head = find(found, "Desirable")
    assert (head.row, head.column, head.label) == (0, "", "")


@pytest.mark.parametrize("tick", ["x", "X", "✓", "✔", "Yes", "●"])
def test_a_tick_marks_its_row(tick: str) -> None:
    blocks = [
        row("Criterion", "Essential", "Desirable", first=True),
        row("A degree", tick, ""),
        row("A merger", "", tick),
    ]
    found = {one.text: one for one in passages(blocks) if one.row and not one.label}
    assert (found["A degree"].mark, found["A merger"].mark) == (E, D)


@pytest.mark.parametrize(
    ("letter", "mark"), [("E", E), ("e", E), ("Essential", E), ("D", D), ("desirable", D), ("F", A)]
)
def test_a_letter_marks_its_row(letter: str, mark: Mark) -> None:
    blocks = [row("Requirement", "E/D", "Method", first=True), row("A degree", letter, "Form")]
    assert marks(Block(Kind.HEADING, "Person specification", 1), *blocks)["A degree"] is mark


def test_columns_called_by_their_letters() -> None:
    blocks = [row("Criterion", "E", "D", first=True), row("A degree", "x", ""), row("A merger", "", "x")]
    assert (marks(*blocks)["A degree"], marks(*blocks)["A merger"]) == (E, D)


def test_a_heading_that_is_repeated_is_no_row() -> None:
    head = row("Criterion", "Essential", "Desirable", first=True)
    again = head._replace(level=0)
    blocks = [head, row("Skills", "", ""), row("A", "Has led", ""), again, row("B", "Has built", "Has merged")]
    found = passages(blocks)
    led, built = find(found, "Has led"), find(found, "Has built")
    assert (led.row, led.mark, led.headings) == (2, E, ("Skills",))
    assert (built.row, built.mark, built.headings) == (3, E, ("Skills",))
    assert built.table == led.table == 1


def test_other_columns_begin_another_section() -> None:
    blocks = [
        row("Criterion", "Essential", "Desirable", first=True),
        row("Skills", "", ""),
        row("Requirement", "Desirable", "Essential"),
        row("B", "Has built", "Has merged"),
    ]
    built = find(passages(blocks), "Has built")
    assert (built.mark, built.headings) == (D, ())


def test_a_row_of_one_cell_heads_those_below() -> None:
    blocks = [
        row("Criterion", "Method", first=True),
        row("Essential", ""),
        row("A degree", "Form"),
        row("Desirable", ""),
        row("A merger", "Form"),
        row("What follows here is too long to be the heading of anything", ""),
        row("A book", "Form"),
    ]
    found = passages(blocks)
    assert (find(found, "A degree").mark, find(found, "A merger").mark, find(found, "A book").mark) == (E, D, D)
    assert find(found, "A merger").headings == ("Desirable",)


def test_a_cell_that_is_merged_downwards_labels_its_own_row_alone() -> None:
    blocks = [row("Criterion", "Essential", first=True), row("Skills", "Can write"), row("", "Can read")]
    found = passages(blocks)
    assert (find(found, "Can write").label, find(found, "Can read").label) == ("Skills", "")


def test_a_row_of_a_form() -> None:
    found = read("| | |\n|---|---|\n| Reports to | Chief executive |\n| Band | 9 |\n")
    boss = find(found, "Chief executive")
    assert (boss.label, boss.column, boss.mark) == ("Reports to", "", P)
    long = passages([row("A first cell that is no label since it is long", "Something", first=True)])
    assert find(long, "Something").label == ""


def test_each_table_has_its_number_and_rows() -> None:
    blocks = [row("a", "b", first=True), row("c", "g"), row("k", "f", first=True)]
    found = {one.text: (one.table, one.row) for one in passages(blocks)}
    assert (found["a"], found["g"], found["f"]) == ((1, 1), (1, 2), (2, 1))
    assert passages([Block(Kind.PARAGRAPH, "x")])[0].table == 0


def test_a_table_within_a_cell_has_columns_of_its_own() -> None:
    found = passages(
        html_blocks("""
<table><tr><th>Criterion</th><th>Desirable</th></tr>
<tr><td>Skills</td><td><p>Has merged</p><table>
  <tr><th>Criterion</th><th>Essential</th></tr>
  <tr><td>Work</td><td>Has led</td></tr>
  <tr><td>Art</td><td>Can draw</td></tr>
</table></td></tr>
<tr><td>More</td><td>Has sung</td></tr></table>""")
    )
    assert (find(found, "Has merged").mark, find(found, "Has led").mark, find(found, "Has sung").mark) == (D, E, D)
    places = {one.text: (one.table, one.row) for one in found}
    assert places["Has merged"] == (1, 1)
    assert places["Has led"] == (2, 1)
    assert places["Can draw"] == (2, 2)
    assert places["Has sung"] == (1, 2)


def test_lists_and_lines_in_a_cell() -> None:
    found = read("| Criteria | Essential |\n|---|---|\n| Skills | Can write<br>• Can read |\n")
    assert [(one.text, one.mark, one.row) for one in found][2:] == [
        ("Skills", P, 1), ("Can write", E, 1), ("Can read", E, 1),
    ]  # fmt: skip


# Lines that are meant


@pytest.mark.parametrize(
    ("text", "plain", "meant"),
    [
        ("A degree. [meant: no-degree: the law asks for it]", "A degree.", [("no-degree", "the law asks for it")]),
        ("[Meant: no-degree - the law] A degree.", "A degree.", [("no-degree", "the law")]),
        ("A degree [reviewed: No-Degree, it is meant]", "A degree", [("no-degree", "it is meant")]),
        ("A degree [meant: no-degree]", "A degree", [("no-degree", "")]),
        ("A degree [meant: no-degree- the law]", "A degree", [("no-degree", "the law")]),
        ("A degree [meant: a: one] [meant: b; two]", "A degree", [("a", "one"), ("b", "two")]),
        ("A degree [see annex]", "A degree [see annex]", []),
        ("A degree [meant:]", "A degree [meant:]", []),
        ("A degree [meant: a: open", "A degree [meant: a: open", []),
    ],
)
def test_an_author_marks_a_line_as_meant(text: str, plain: str, meant: list[tuple[str, str]]) -> None:
    (found,) = passages([Block(Kind.PARAGRAPH, text)])
    assert found.text == plain
    assert found.meant == tuple(Meant(*one) for one in meant)


def test_a_mark_in_any_kind_of_block() -> None:
    text = "Degree [meant: a: b]"
    found = passages([Block(Kind.HEADING, text, 1), Block(Kind.ITEM, text), row("x", text, first=True)])
    assert [one.meant for one in found if one.text == "Degree"] == [(Meant("a", "b"),)] * 3


def test_a_text_of_every_form_gives_the_same_marks() -> None:
    text = "Person specification\n\nEssential\n\n• A degree\n• A car\n\nDesirable\n\n• A merger\n"
    found = passages(text_blocks(text))
    assert [find(found, words).mark for words in ("A degree", "A car", "A merger")] == [E, E, D]
