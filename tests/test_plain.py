"""What is shown cannot act on a terminal, hide, or run over the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model import Need, Option, Status
from playbook.plain import harmless, option_text, widest, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë’s “plan” – 10%\xa0😀", "Zoë’s “plan” – 10%\xa0😀"),
        ("\x1b[2Jgone\x07", "\\x1b[2Jgone\\x07"),
        ("\x7f\x9b31m", "\\x7f\\x9b31m"),
        ("one\r\ntwo\tthree\u2028four", "one  two three four"),
        ("a\u202eb\u2066c\u200fd", "a\\u202eb\\u2066c\\u200fd"),
        ("a\u200bb\ufeffc\xadd", "a\\u200bb\\ufeffc\\xadd"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_what_is_harmless_stays_in_its_line_and_can_be_printed(text: str) -> None:
    shown = harmless(text)
    assert len(f"|{shown}|".splitlines()) == 1
    assert shown.encode().decode() == shown
    assert harmless(shown) == shown


def test_wrapped_lines_hang_below_the_first() -> None:
    text = "one-two three four five\nsix"
    assert wrapped(text, "# ", width=13) == ["# one-two", "  three four", "  five six"]
    assert wrapped(text, "- ", "+ ", width=13) == ["- one-two", "+ three four", "+ five six"]
    assert wrapped("", "# ", width=13) == ["#"]


@given(st.text(), st.integers(10, 60))
def test_no_word_is_lost_and_no_line_is_too_long_unless_a_word_is(text: str, width: int) -> None:
    lines = wrapped(text, "# ", "# ", width=width)
    assert all(line.startswith("#") and (len(line) <= width or " " not in line[2:]) for line in lines)
    assert " ".join(line[2:] for line in lines).split() == harmless(text).split()


def test_an_option_says_what_it_needs() -> None:
    option = Option(id="held", text="On the day given", status=Status.MET, needs=(Need.NOTE, Need.DATE))
    assert option_text(option) == "On the day given (say: note, date)"
    assert option_text(option._replace(needs=())) == "On the day given"


def test_the_widest_word() -> None:
    assert (widest(["a", "abc"]), widest(["a"], 2), widest([])) == (3, 2, 0)
