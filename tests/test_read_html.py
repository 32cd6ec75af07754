"""HTML → blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import grows_with_the_text
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.documents.blocks import Block
from playbook.documents.html import html_blocks
from playbook.documents.html_tags import words

Cells = list[list[list[str]]]


def outline(text: str) -> list[tuple[str, str, int]]:
    return [(block.kind.value, block.text, block.level) for block in html_blocks(text)]


def texts(text: str) -> list[str]:
    return [block.text for block in html_blocks(text)]


def rows(text: str) -> Cells:
    return [[[block.text for block in cell] for cell in row.cells] for row in html_blocks(text)]


def test_headings_paragraphs_and_items_left_open() -> None:
    assert outline(
        "<title>Job</title><h2>Head of <b>data</b></h2><p>One\ntwo<p>Three<ul><li>a<li><p>b<ol><li>c</ol>"
    ) == [
        ("heading", "Job", 1),
        ("heading", "Head of data", 2),
        ("paragraph", "One two", 0),
        ("paragraph", "Three", 0),
        ("item", "a", 0),
        ("item", "b", 0),
        ("item", "c", 0),
    ]


def test_breaks_make_lines_and_typed_bullets_items() -> None:
    assert outline("<p>Grade: 8c<br>Base: Northmere<br>&bull; lead<br>&bull; plan</p><p>&middot;&nbsp; typed</p>") == [
        ("paragraph", "Grade: 8c", 0),
        ("paragraph", "Base: Northmere", 0),
        ("item", "lead", 0),
        ("item", "plan", 0),
        ("item", "typed", 0),
    ]


def test_a_short_bold_paragraph_is_a_heading() -> None:
    assert outline("<p><strong>Essential</strong></p><p><b>Pay</b> is good</p>") == [
        ("heading", "Essential", 0),
        ("paragraph", "Pay is good", 0),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a<b) '<p>no</p>'</script>",
        "<style>p {}</style>",
        "<template><p>no</p></template>",
        "<!-- <p>no -->",
        "<p hidden>no",
        "<div style='color:red; DISPLAY: none'><div>no</div>no</div>",
        "<span aria-hidden=true>no</span>",
        "<svg><text>no</text></svg>",
        "<del>no</del>",
        "<s>no</s>",
        "<img alt='no'>",
        "<head><meta name=no></head>",
        "<ul><li hidden>no</ul>",
        "<table hidden><tr><td>no</table>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert texts(f"{hidden}<p>yes <ins>&amp; new</ins></p>") == ["yes & new"]


def test_the_frame_of_a_page_is_left_out_where_it_has_a_main_part() -> None:
    frame = "<nav>menu</nav><header>logo</header>{}<footer>foot</footer>"
    assert texts(frame.format("<main><header><h1>Job</h1></header></main>")) == ["Job"]
    assert texts(frame.format("<p>Job</p>")) == ["menu", "logo", "Job", "foot"]


def test_merged_cells_are_given_once() -> None:
    table = "<table><tr><th colspan=2>Crit<th>E<tr><td rowspan=2>Skills<td>lead<td>x<tr><td>plan<td>y</table>"
    assert rows(table) == [
        [["Crit"], [], ["E"]],
        [["Skills"], ["lead"], ["x"]],
        [[], ["plan"], ["y"]],
    ]
    assert [row.level for row in html_blocks(table)] == [1, 0, 0]


def test_a_table_in_a_cell_gives_rows_in_it() -> None:
    (row,) = html_blocks("<table><tr><td><p>a</p><table><tr><td>in</td></tr></table></td><td>b</td></tr></table>")
    inner = row.cells[0][1]
    assert (inner.kind.value, inner.level, inner.cells[0][0].text) == ("row", 1, "in")
    assert row.cells[1][0].text == "b"


def test_terms_and_what_is_said_of_them_are_rows() -> None:
    assert rows("<dl><dt>Grade</dt><dd>8c</dd><dt>Base<dd>Northmere<dd>Vale</dl>") == [
        [["Grade"], ["8c"]],
        [["Base"], ["Northmere"], ["Vale"]],
    ]


def test_an_anchor_is_the_line_in_the_source() -> None:
    assert [block.anchor for block in html_blocks("<h1>\nA</h1>\r\n<!--\n\n--><p>b</p>\n<p\n>c</p>")] == [2, 5, 7]


@pytest.mark.parametrize(
    "tag",
    [
        "<div>",
        "<b>",
        "<",
        "<a",
        "<!--",
        "<!",
        "</b>",
        "<table><tr><td>x",
        "<li hidden>x",
        "<a \"'",
        "<p>x",
        "&",
        "<a b=",
        "<![CDATA[",
        "<script>",
        "<dl><dt>",
        "<tr><td rowspan=999 colspan=999>x",
    ],
)
def test_open_tags_without_end_take_linear_time(tag: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = "<table>" + tag * (size // len(tag))
        return lambda: html_blocks(text)

    assert grows_with_the_text(work, 20_000)


NAMES = words("p div li ul td tr th table dl dt dd b del br h1 main nav head title script pre svg")
PARTS = st.sampled_from([*(f"<{end}{name}{more}>" for name in NAMES for end in ("", "/") for more in ("", " hidden"))])


@given(st.lists(PARTS | st.sampled_from(["a", "&lt;", " ", "\n", "<", ">", "<!--", "-->", '"']) | st.text(max_size=5)))
@settings(max_examples=60)
def test_any_text_gives_blocks(parts: list[str]) -> None:
    blocks = html_blocks("".join(parts))
    assert all(isinstance(block, Block) and (block.text or any(block.cells)) for block in blocks)
