"""The interview, as somebody at a terminal sees it and as the file shows it afterwards."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small import small_playbook

from playbook.ask import Interview
from playbook.ask.words import option_text
from playbook.evaluate import evaluate
from playbook.load import load_answers
from playbook.model import Answer, BadInput, Need
from playbook.scaffold import scaffold

PLAYBOOK = small_playbook()
TODAY = dt.date(2026, 11, 22)
ROOT = Path(__file__).resolve().parent.parent
SEAT = "1 of 3 · Decide · The decision"
Typed = str | BaseException | Callable[[], str]


class Person:
    """Types the lines given, one a prompt, and then nothing more; sees what is shown, prompts and all."""

    def __init__(self, *lines: Typed) -> None:
        self.lines = list(lines)
        self.shown: list[str] = []

    def read(self, prompt: str) -> str:
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        typed = line if isinstance(line, str) else line()
        self.shown.append(prompt + typed)
        return typed

    @property
    def screen(self) -> str:
        return "\n".join(self.shown)

    @property
    def flat(self) -> str:
        """The screen in one line, wherever its lines were broken."""
        return " ".join(self.screen.split())

    @property
    def questions(self) -> list[str]:
        """The questions in the order in which they were asked, with the row where there is one."""
        return [line for line in self.shown if line.startswith("Row ") or line in ASKS]


ASKS = {item.ask for item in PLAYBOOK.items.values()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(scaffold(PLAYBOOK).replace("\ntrust:\n", "\ntrust: Northmere\n"), "utf-8")
    return path


def ask(file: Path, *lines: Typed, **options: Any) -> Person:
    person = Person(*lines)
    Interview(PLAYBOOK, str(file), as_of=TODAY, read=person.read, write=person.shown.append, **options).run()
    assert os.listdir(file.parent) == [file.name], "something was left behind"
    return person


def answers(file: Path) -> dict[str, Answer]:
    return {id_: answer for id_, answer in load_answers(str(file), PLAYBOOK).answers.items() if not answer.is_empty}


def rewrite(file: Path, form: str) -> None:
    file.write_text(f"trust: Northmere\nanswers:\n{form}", "utf-8")


def test_a_question_as_it_is_shown(file: Path) -> None:
    person = ask(file, "q")
    assert (
        person.screen
        == f"""
{SEAT}
What seat will the post have?
  1  voting      A member of the board, with a vote
  2  non-voting  A member of the board: no vote #yet
  3  no-post     No such post for now; the note says who leads digital (we will ask for
                 a note)
  4  undecided   Not decided yet
Number or word · u unknown · Enter skip · ? why · b back · q stop
> q

0 questions answered, 3 left.
3 more may follow from “What seat will the post have?”
To go on: playbook ask {file}
To see where you stand: playbook check {file}"""
    )


@pytest.mark.parametrize("typed", ["1", "voting", " VOTING "])
def test_a_number_or_a_word(file: Path, typed: str) -> None:
    before = file.read_text("utf-8")
    ask(file, typed)
    assert file.read_text("utf-8") == before.replace("\n    seat:\n", "\n    seat: voting\n")


@pytest.mark.parametrize("typed", ["0", "5", "-1", "1.0", "²", "9" * 5000, "votting", "n", "back to front"])
def test_what_is_none_of_the_answers_is_said_and_asked_again(file: Path, typed: str) -> None:
    person = ask(file, typed, "1")
    assert f"“{typed}” is none of the answers." in person.screen.replace("\n", " ")
    assert answers(file)["seat"].option == "voting"


def test_a_slip_is_met_with_the_nearest_word(file: Path) -> None:
    shown = ask(file, "votting", "zebra").screen.replace("\n", " ")
    how = "Type a number from 1 to 4, a word from the list, or ? for help."
    assert f"“votting” is none of the answers. Did you mean “voting”? {how}" in shown
    assert f"“zebra” is none of the answers. {how}" in shown


def test_each_answer_is_saved_as_it_is_given(file: Path) -> None:
    seen = []

    def look() -> str:
        seen.append(answers(file)["seat"].option)
        return "none"

    ask(file, "voting", look)
    assert seen == ["voting"]
    assert answers(file)["session"].option == "none"


def test_what_an_option_needs_is_asked(file: Path) -> None:
    person = ask(file, "no-post", "The head of IT leads: for now #1", "held", "2026-09-24")
    assert answers(file)["seat"].note == "The head of IT leads: for now #1"
    assert answers(file)["session"].date == dt.date(2026, 9, 24)
    assert "Say more, in a note? (Enter leaves it open) The head" in person.screen
    assert "On which day was it? (Enter leaves it open) 2026-09-24" in person.screen
    assert "partly" not in person.screen


def test_a_part_left_open_is_said_and_asked_for_another_time(file: Path) -> None:
    person = ask(file, "no-post", "")
    assert "Saved. It counts as partly until you say: note." in person.screen
    assert answers(file)["seat"].option == "no-post"
    again = ask(file, "3", "The head of IT")
    assert "So far: No such post for now; the note says who leads digital" in again.screen
    assert answers(file)["seat"].note == "The head of IT"
    assert ask(file).questions[0] != PLAYBOOK.items["seat"].ask


def test_a_part_left_open_where_the_option_is_partly_anyway(file: Path) -> None:
    person = ask(file, "", "booked", "")
    assert "Saved. Still to say: until." in person.screen
    assert "counts as partly" not in person.screen


def test_a_day_is_asked_for_until_it_is_one(file: Path) -> None:
    wrong = ("yesterday", "2026-02-30", "20261101", "11/14/2026", "14/11/26", "14 Novel 2026", "14 No 2026")
    person = ask(file, "", "held", *wrong, "2026-11-23", "2026-11-22")
    for typed in wrong:
        assert f"“{typed}” is not a date. Write it as 14 November 2026, 14/11/2026 or 2026-11-14." in person.screen
    assert "23 November 2026 is still to come, and this asks for a day that has been." in person.screen
    assert "That is 22 November 2026." in person.screen
    assert answers(file)["session"].date == TODAY


@pytest.mark.parametrize(
    "typed",
    ["2026-11-14", "14/11/2026", "14.11.2026", "14-11-2026", "14 November 2026", "14 nov 2026", "14th Nov. 2026"],
)
def test_a_day_as_people_write_it(file: Path, typed: str) -> None:
    assert "That is 14 November 2026." in ask(file, "", "held", typed).screen
    assert answers(file)["session"].date == dt.date(2026, 11, 14)


def test_the_day_comes_before_the_month(file: Path) -> None:
    assert "That is 4 May 2026." in ask(file, "", "held", "4/5/2026").screen
    assert answers(file)["session"].date == dt.date(2026, 5, 4)


def test_a_day_to_come_may_not_have_passed(file: Path) -> None:
    person = ask(file, "", "booked", "2026-11-21", "2026-11-22")
    assert "21 November 2026 has passed, and this asks for a day that is still to come." in person.screen
    assert answers(file)["session"].until == TODAY


def test_a_day_too_long_ago_is_said(file: Path) -> None:
    assert "Saved. It counts as out of date" in ask(file, "", "held", "2025-11-21").screen
    again = ask(file, "", "held", "2025-11-22").screen
    assert "So far: On the day given; date: 21 November 2025\nIt counts as out of date by now.\n" in again
    assert "Saved. It" not in again


def test_unknown_asks_whom_and_by_when(file: Path) -> None:
    person = ask(file, "u", "Chair", "2026-12-01", "unknown", "", "")
    seat, session = answers(file)["seat"], answers(file)["session"]
    assert (seat.unknown, seat.owner, seat.due) == (True, "Chair", dt.date(2026, 12, 1))
    assert (session.unknown, session.owner, session.due) == (True, "", None)
    assert "Whom will you ask? (Enter for the company secretary) Chair" in person.screen
    assert "    session: unknown\n" in file.read_text("utf-8")


def test_nobody_is_sent_to_ask_themselves(file: Path) -> None:
    person = ask(file, "u", "", "", role="secretary")
    assert "Who can find out? (Enter leaves it open) \n" in person.screen
    assert "the company secretary" not in person.screen
    again = ask(file, "u", "Chair", "", role="chair")
    assert "Whom will you ask? (Enter for the company secretary) Chair" in again.screen
    assert "(Enter keeps “Chair”, - takes it out) " in ask(file, "u", "", role="secretary").screen


def test_not_applicable_where_it_is_allowed(file: Path) -> None:
    rewrite(file, "  decision:\n    seat: voting\n    session: none\n    duties: unknown\n  pack:\n    pay: open\n")
    person = ask(file, "", "", "", "", "", "n", "", "n", "We write none: never", gate="advertise")
    assert "Enter skip" in person.screen
    assert "u unknown · n not applicable · Enter" in person.screen
    assert "That needs its reason; nothing was saved." in person.screen
    assert answers(file)["open-source"].not_applicable == "We write none: never"


def test_enter_passes_over(file: Path) -> None:
    before = file.read_bytes()
    person = ask(file, "", "", "", "", "")
    assert person.questions == [
        "What seat will the post have?",
        "When did the whole board last spend a session learning about digital?",
        "Who will hold each of these duties?",
        "Row 1 of 3: Senior information risk owner",
        "Row 2 of 3: Cyber security",
        "Row 3 of 3: Health records",
    ]
    assert file.read_bytes() == before
    assert "0 questions answered, 3 left." in person.screen
    assert "Saved in" not in person.screen
    assert person.shown[-2:] == [f"To go on: playbook ask {file}", f"To see where you stand: playbook check {file}"]


def test_rows_one_by_one(file: Path) -> None:
    person = ask(file, "", "", "1", "somebody", "The head of IT", "u", "", "")
    assert person.questions.count("Who will hold each of these duties?") == 1
    rows = answers_rows(file)
    assert (rows["siro"].option, rows["cyber"].option, rows["cyber"].note) == (
        "this-post",
        "somebody",
        "The head of IT",
    )
    assert rows["records"].unknown
    assert "1 question answered, 2 left." in person.screen


def answers_rows(file: Path) -> dict[str, Answer]:
    return dict(load_answers(str(file), PLAYBOOK).answers["duties"].rows)


def test_only_the_rows_that_are_open(file: Path) -> None:
    rewrite(file, "  decision:\n    duties:\n      rows:\n        siro: this-post\n        cyber: somebody\n")
    person = ask(file, "", "", "", "", "")
    assert person.questions[-2:] == ["Row 2 of 3: Cyber security", "Row 3 of 3: Health records"]
    assert "So far: Somebody else; the note says who\nIt counts as partly until you say: note.\n" in person.screen


def test_rows_answered_as_a_whole(file: Path) -> None:
    rewrite(file, "  decision:\n    duties:\n      answer: unknown\n      owner: Chair\n")
    person = ask(file, "", "", "this-post", "", "")
    assert "Row 1 of 3: Senior information risk owner\nSo far: unknown; owner: Chair\n" in person.screen
    assert answers_rows(file)["siro"].option == "this-post"
    assert person.screen.count("So far") == 1, "the answer to a row takes the place of the one to the whole"
    rewrite(file, "  decision:\n    duties:\n      not-applicable: We have none\n")
    assert "Who will hold each of these duties?" not in ask(file, "", "").questions


def test_questions_come_and_go_with_the_answers(file: Path) -> None:
    person = ask(file, "voting", "", "", "", "", "approved", "", "", "")
    asked = ["Has the committee approved the pay?", PLAYBOOK.items["open-source"].ask, "What may office staff wear?"]
    assert person.questions[-3:] == asked
    assert SEAT in person.screen
    assert "2 of 5 · Decide · The decision" in person.screen
    assert "5 of 6 · Advertise · The candidate pack" in person.screen
    assert ask(file, "", "", "", "", "open", "").questions[-2:] == asked[:2]


def test_back_undoes_a_switch(file: Path) -> None:
    person = ask(file, "voting", "b", "undecided", "", "", "", "", "")
    assert "So far: A member of the board, with a vote" in person.screen
    assert "Has the committee approved the pay?" not in person.questions
    assert answers(file)["seat"].option == "undecided"


def test_back_at_the_first_question(file: Path) -> None:
    person = ask(file, "b", "back", "1")
    assert person.screen.count("This is the first question.") == 2
    assert answers(file)["seat"].option == "voting"


def test_back_passes_over_what_no_longer_applies(file: Path) -> None:
    rewrite(file, MET.replace("{answer: no-post, note: Dr Wren}", "voting"))

    def undecide() -> str:
        file.write_text(file.read_text("utf-8").replace("seat: voting", "seat: undecided"), "utf-8")
        return "b"

    person = ask(file, "open", undecide, "q")
    assert "This is the first question." in person.screen


def test_back_to_a_row(file: Path) -> None:
    person = ask(file, "", "", "1", "2", "x", "b", "nobody")
    assert person.questions[-2:] == ["Row 2 of 3: Cyber security", "Row 3 of 3: Health records"]
    assert answers_rows(file)["cyber"].option == "nobody"


def test_why_and_how_only_where_asked(file: Path) -> None:
    assert "Why:" not in ask(file, "q").screen
    person = ask(file, "?", "1", "q")
    assert person.questions.count(PLAYBOOK.items["seat"].ask) == 2, "the question stands above the prompt again"
    for text in (
        "  Why: It matters because a candidate will ask.",
        "  How: Talk",
        "  Who: Company secretary and Chair",
    ):
        assert text in person.screen
    assert answers(file)["seat"].option == "voting"
    assert "Not applicable where: You write no software" in ask(file, "", "", "", "", "", "?").screen


MET = """  decision:
    seat: {answer: no-post, note: Dr Wren}
    session: {answer: held, date: 2026-11-01}
    duties: {rows: {siro: this-post, cyber: this-post, records: this-post}}
"""


def test_what_passes_is_asked_only_again(file: Path) -> None:
    rewrite(file, MET)
    person = ask(file)
    assert person.questions == []
    assert person.shown == [
        "",
        "0 questions answered, 0 left.",
        f"To look through the answers: playbook ask {file} --again",
        f"To see where you stand: playbook check {file}",
    ]
    person = ask(file, "", "", "", "", "", again=True)
    assert len(person.questions) == 6
    assert "So far: On the day given; date: 1 November 2026" in person.screen
    assert "Enter keep · " in person.screen
    assert file.read_text("utf-8") == f"trust: Northmere\nanswers:\n{MET}"
    ask(file, "", "booked", "2026-12-01", "-", again=True)
    assert answers(file)["session"].option == "booked"


def test_what_does_not_pass_is_asked_in_the_order_of_the_checklists(file: Path) -> None:
    rows = "      rows:\n        siro: nobody\n        cyber: unknown\n        records: this-post\n"
    rewrite(file, f"  decision:\n    seat: undecided\n    session: none\n    duties:\n{rows}")
    person = ask(file, "", "", "", "")
    assert person.questions == [
        PLAYBOOK.items["seat"].ask,
        PLAYBOOK.items["session"].ask,
        PLAYBOOK.items["duties"].ask,
        "Row 1 of 3: Senior information risk owner",
        "Row 2 of 3: Cyber security",
    ]
    for words in ("Not decided yet", "None, and none is booked", "Nobody is named", "unknown"):
        assert f"So far: {words}\n" in person.screen
    assert "Enter skip" not in person.screen
    assert "0 questions answered, 3 left." in person.screen


def test_an_answer_that_does_not_pass_is_not_left_over(file: Path) -> None:
    person = ask(file, "undecided", "none", "nobody", "nobody", "nobody")
    assert "3 questions answered, 0 left." in person.screen
    assert f"To go on: playbook ask {file}" in person.screen
    person = ask(file, "", "none", "nobody", "", "")
    assert "2 questions answered, 2 left." in person.screen, "rows passed over are left"


def test_an_old_part_is_kept_or_taken_out(file: Path) -> None:
    form = "  decision:\n    seat:\n      answer: no-post\n      note: Dr Wren\n    session:\n      answer: booked\n"
    rewrite(file, f"{form}      until: 2026-11-30\n")
    person = ask(file, "no-post", "", "held", "2026-11-20", "-", again=True)
    assert "Say more, in a note? (Enter keeps “Dr Wren”, - takes it out) " in person.screen
    assert "(Enter keeps “30 November 2026”, - takes it out) -" in person.screen
    session = answers(file)["session"]
    assert (session.option, session.date, session.until) == ("held", dt.date(2026, 11, 20), None)
    assert answers(file)["seat"].note == "Dr Wren"


def test_days_of_an_earlier_answer_are_asked_once_and_only_where_they_matter(file: Path) -> None:
    form = "  decision:\n    session:\n      answer: booked\n      until: 2026-11-30\n"
    rewrite(file, form)
    assert "Until which day" not in ask(file, "", "none", "", again=True).screen
    rewrite(file, form)
    assert ask(file, "", "booked", "", "", again=True).screen.count("Until which day") == 1


def test_an_answer_so_far_in_words(file: Path) -> None:
    rewrite(file, "  decision:\n    seat:\n      answer: unknown\n      owner: Chair\n      due: 2026-12-01\n")
    assert "So far: unknown; owner: Chair; due: 1 December 2026\n" in ask(file, "q", again=True).screen
    rewrite(file, "  decision:\n    seat: voting\n  pack:\n    open-source:\n      not-applicable: We write none\n")
    assert "So far: not applicable (We write none)\n" in ask(file, *[""] * 8, again=True).screen


def test_a_row_out_of_date_is_asked(file: Path) -> None:
    rows = "{siro: this-post, cyber: {answer: deputy, until: 2026-11-21}, records: this-post}"
    form = MET.replace("{siro: this-post, cyber: this-post, records: this-post}", rows)
    rewrite(file, form)
    person = ask(file, "deputy", "2026-11-22")
    assert person.questions == ["Who will hold each of these duties?", "Row 2 of 3: Cyber security"]
    assert "Saved. It counts" not in person.screen
    assert answers_rows(file)["cyber"].until == TODAY
    rewrite(file, form)
    assert "Saved. It counts as out of date by now." in ask(file, "deputy", "").screen


def test_what_is_out_of_date_is_asked(file: Path) -> None:
    rewrite(file, "  decision:\n    seat: voting\n    session:\n      answer: held\n      date: 2020-01-01\n")
    person = ask(file, "held", "2026-11-01", "q")
    assert "So far: On the day given; date: 1 January 2020" in person.screen
    assert answers(file)["session"].date == dt.date(2026, 11, 1)


def test_a_gate_and_those_before_it(file: Path) -> None:
    rewrite(file, "  decision:\n    seat: voting\n")
    assert len(ask(file, *[""] * 9, gate="decide").questions) == 5
    assert len(ask(file, *[""] * 9, gate="advertise").questions) == 7


def test_a_role_acts_or_helps(file: Path) -> None:
    asked = ask(file, *[""] * 9, role="chair")
    assert asked.questions == [PLAYBOOK.items["seat"].ask, PLAYBOOK.items["session"].ask]
    assert "This one is" not in asked.screen


ABOUT_PAY = "This one is the company secretary's to answer; 1 of yours waits for it. Press Enter to leave it."
PACK = "  decision:\n    seat: voting\n    session: {answer: held, date: 2026-11-01}\n  pack:\n    open-source: yes\n"


def test_a_question_of_anothers_is_asked_where_ones_own_wait_for_it(file: Path) -> None:
    rewrite(file, PACK)
    person = ask(file, "approved", "Minute 7", "like", role="chair")
    pay, dress = PLAYBOOK.items["pay"].ask, PLAYBOOK.items["dress"].ask
    assert person.questions == [pay, dress]
    assert f"1 of 1 · Advertise · The candidate pack {ABOUT_PAY} {pay} 1 approved" in person.flat
    assert person.screen.count("This one is") == 1
    assert answers(file)["pay"].evidence == "Minute 7"
    assert ask(file, role="chair").questions == [], "what passes is not asked again"


def test_a_question_of_anothers_is_left_by_enter(file: Path) -> None:
    rewrite(file, PACK)
    person = ask(file, "", role="chair")
    assert "0 questions answered, 1 left.\n1 more may follow from" in person.screen
    assert person.questions == [PLAYBOOK.items["pay"].ask]


def test_back_to_a_question_of_anothers(file: Path) -> None:
    rewrite(file, PACK)
    person = ask(file, "approved", "Minute 7", "b", "open", role="chair")
    assert "the company secretary's to answer. Press Enter to leave it.\n" in person.screen
    assert answers(file)["pay"].option == "open"


def test_a_switch_that_waits_for_another_comes_after_it(file: Path) -> None:
    rewrite(file, "  decision:\n    session: {answer: held, date: 2026-11-01}\n")
    person = ask(file, "voting", "approved", "x", "1", item="dress")
    assert person.questions == [PLAYBOOK.items[id_].ask for id_ in ("seat", "pay", "dress")]
    assert "the company secretary's to answer; the one you asked for waits for it." in person.screen


def test_one_question_alone(file: Path) -> None:
    rewrite(file, MET)
    assert ask(file, "", item="seat").questions == [PLAYBOOK.items["seat"].ask]
    person = ask(file, "nobody", "", "", item="duties", gate="decide", role="chair")
    assert person.questions[0] == PLAYBOOK.items["duties"].ask
    assert len(person.questions) == 4
    assert f"To go on: playbook ask {file} --gate decide --for chair" in person.screen


def test_one_question_that_does_not_apply(file: Path) -> None:
    rewrite(file, MET)
    person = ask(file, item="pay")
    assert person.questions == []
    assert "Asked only where “What seat will the post have?” is answered" in person.screen
    rewrite(file, "  decision:\n    seat: undecided\n")
    assert "“Has the committee approved the pay?” is not asked yet. Depends" in ask(file, "", item="pay").screen


def test_the_trust_is_asked_its_name(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("trust: Northmere\n", "trust:   # ours\n"), "utf-8")
    person = ask(file, "?", "b", "Northmere: and #Vale", "q")
    assert person.shown[0] == "What is the trust called? (Enter skip) ?"
    assert load_answers(str(file), PLAYBOOK).trust == "Northmere: and #Vale"
    assert file.read_text("utf-8") == text.replace("trust: Northmere\n", 'trust: "Northmere: and #Vale"   # ours\n')
    assert f"Saved in {file}.\n0 questions answered, 3 left." in person.screen
    assert "called" not in ask(file, "q").screen


@pytest.mark.parametrize("text", ["answers:\n", "{answers: {}}", 'trust: ""\nanswers:\n', "answers:\ntrust:\n"])
def test_the_trusts_name_goes_where_it_belongs(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    ask(file, "Northmere", "voting")
    assert load_answers(str(file), PLAYBOOK).trust == "Northmere"
    assert answers(file)["seat"].option == "voting"


@pytest.mark.parametrize("written", ["[", "Eastwold"])
def test_a_name_that_cannot_be_written_safely_is_not(file: Path, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("answers:\n", "utf-8")
    monkeypatch.setattr("playbook.edit_head.token", lambda _: written)
    with pytest.raises(BadInput, match="cannot be written into this file safely"):
        ask(file, "Northmere")
    assert file.read_text("utf-8") == "answers:\n"


def test_the_trusts_name_may_be_left_out(file: Path) -> None:
    rewrite(file, MET)
    file.write_text(f"answers:\n{MET}", "utf-8")
    assert "Saved" not in ask(file, "").screen
    assert file.read_text("utf-8") == f"answers:\n{MET}"
    assert "called" not in ask(file, item="seat").screen, "who wants one question gets that one"


def test_back_from_what_follows_to_the_question(file: Path) -> None:
    person = ask(file, "no-post", "b", "u", "Chair", "back", "voting")
    assert person.questions[:3] == [PLAYBOOK.items["seat"].ask] * 3
    assert (answers(file)["seat"].option, answers(file)["seat"].owner) == ("voting", "")
    assert ask(file, "held", "b", "q").questions == [PLAYBOOK.items["session"].ask] * 2
    assert "session" not in answers(file)


def test_back_from_the_reason_and_from_a_row(file: Path) -> None:
    person = ask(file, "", "n", "b", "", "somebody", "b", "this-post")
    assert person.questions.count("Row 1 of 3: Senior information risk owner") == 2
    assert answers_rows(file)["siro"].option == "this-post"
    assert "session" not in answers(file)


def test_help_at_what_follows_a_question(file: Path) -> None:
    person = ask(file, "no-post", "?", "Dr Wren", "held", "?", "2026-11-01")
    assert "in one line. Enter goes on without it · b back to the question · q stop" in person.flat
    assert "2026-11-14. Enter goes on without it" in person.flat
    assert (answers(file)["seat"].note, answers(file)["session"].date) == ("Dr Wren", dt.date(2026, 11, 1))


def test_what_will_be_asked_is_said_once(file: Path) -> None:
    seat = PLAYBOOK.items["seat"].options["no-post"]
    texts = {needs: option_text(seat._replace(text="Yes", needs=needs)) for needs in ((), tuple(Need))}
    assert texts == {(): "Yes", tuple(Need): "Yes (we will ask for a note, the evidence and a date)"}
    assert "(say:" not in ask(file, "", "", "q").screen


def test_the_commands_at_the_end_can_be_typed(tmp_path: Path) -> None:
    folder = tmp_path / "our trust"
    folder.mkdir()
    (folder / "answers.yaml").write_text("trust: Northmere\nanswers:\n", "utf-8")
    filters: dict[str, Any] = {"gate": "decide", "role": "chair", "checklists": "my data"}
    person = Person("q")
    options: dict[str, Any] = {"as_of": TODAY, "read": person.read, "write": person.shown.append}
    Interview(PLAYBOOK, str(folder), **filters, **options).run()
    given = f'"{folder}" --gate decide --for chair --checklists "my data"'
    assert person.shown[-2:] == [
        f"To go on: playbook ask {given}",
        f"To see where you stand: playbook check {given}",
    ]


@pytest.mark.parametrize("end", [EOFError(), KeyboardInterrupt(), "Q", "quit", "stop"])
def test_the_end_is_quiet_and_says_how_far(file: Path, end: Typed) -> None:
    person = ask(file, "voting", end)
    follows = "1 more may follow from “Has the committee approved the pay?”"
    assert person.shown[-6:-2] == ["", f"Saved in {file}.", "1 question answered, 4 left.", follows]


@pytest.mark.parametrize("end", [EOFError(), KeyboardInterrupt(), "q"])
def test_who_stops_half_way_keeps_what_was_said(file: Path, end: Typed) -> None:
    ask(file, "U", "Chair", end)
    assert (answers(file)["seat"].unknown, answers(file)["seat"].owner) == (True, "Chair")


def test_edits_made_meanwhile_survive(file: Path) -> None:
    def edit() -> str:
        text = file.read_text("utf-8").replace(
            "    session:\n", "    session: {answer: held, date: 2026-11-01}   # by hand\n"
        )
        file.write_text(text.replace("trust: Northmere\n", "trust: Eastwold\n"), "utf-8")
        return "voting"

    person = ask(file, edit, "q")
    assert load_answers(str(file), PLAYBOOK).trust == "Eastwold"
    assert "}   # by hand\n" in file.read_text("utf-8")
    assert answers(file)["seat"].option == "voting"
    assert "When did the whole board" not in person.screen


def test_an_answer_given_meanwhile_is_named(file: Path) -> None:
    def edit() -> str:
        file.write_text(file.read_text("utf-8").replace("\n    seat:\n", "\n    seat: undecided\n"), "utf-8")
        return "voting"

    said = "Meanwhile the file said: Not decided yet. Your answer takes its place."
    assert said in ask(file, edit).screen
    assert answers(file)["seat"].option == "voting"
    assert "Meanwhile" not in ask(file, "undecided", again=True).screen
    file.write_text("trust: Northmere\nanswers:\n  decision: # seat:\n", "utf-8")

    def add() -> str:
        file.write_text("trust: Northmere\nanswers:\n  decision:\n    seat: undecided\n", "utf-8")
        return "voting"

    assert said in ask(file, add).screen


def test_a_file_broken_meanwhile_is_not_touched(file: Path) -> None:
    def edit() -> str:
        file.write_text("answers: [", "utf-8")
        return "voting"

    with pytest.raises(BadInput):
        ask(file, edit)
    assert file.read_text("utf-8") == "answers: ["
    assert os.listdir(file.parent) == [file.name]


def test_what_is_shown_and_written_is_harmless(file: Path) -> None:
    rewrite(file, '  decision:\n    seat:\n      answer: no-post\n      note: "\\e[2J\\u202Eneat"\n')
    person = ask(file, "\x1b[A", "no-post", "Dr \x1b[31mWren \udce9\u200b", again=True)
    assert "note: \\x1b[2J\\u202eneat" in person.screen
    assert "“\\x1b[A” is none of the answers." in person.screen
    assert not {"\x1b", "\u202e"} & set("".join(line for line in person.shown if not line.startswith(("> ", "Say"))))
    assert answers(file)["seat"].note == "Dr \x1b[31mWren ?\u200b"
    assert "\x1b" not in file.read_text("utf-8")


def test_no_line_is_wider_than_a_terminal(file: Path) -> None:
    lines = ask(file, "?", "voting", "?", "", "?", "", "", "", "?", "approved", "x", "?").shown
    assert max(len(line) for line in lines if not line.startswith("> ") and str(file) not in line) <= 88
    assert "stop" not in lines, "the commands stand in one line"


def test_a_folder_or_a_file(file: Path) -> None:
    person = Person("voting")
    Interview(PLAYBOOK, str(file.parent), as_of=TODAY, read=person.read, write=person.shown.append).run()
    assert answers(file)["seat"].option == "voting"


def test_a_folder_without_answers(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="playbook init"):
        ask(tmp_path / "answers.yaml")
    assert os.listdir(tmp_path) == []


def test_the_file_stays_a_link_with_its_mode(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    target = real / "mine.yaml"
    file.rename(target)
    target.chmod(0o640)
    file.symlink_to(target)
    person = Person("voting")
    Interview(PLAYBOOK, str(tmp_path), as_of=TODAY, read=person.read, write=person.shown.append).run()
    assert file.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert answers(target)["seat"].option == "voting"


def test_a_folder_that_cannot_be_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    before = file.read_bytes()
    monkeypatch.setattr("playbook.files.open", refuse, raising=False)
    with pytest.raises(BadInput, match="the folder cannot be written"):
        ask(file, "voting")
    monkeypatch.undo()
    monkeypatch.setattr("playbook.files.os.replace", refuse)
    with pytest.raises(BadInput, match="the file cannot be written"):
        ask(file, "voting")
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == [file.name]


ASK = """
import datetime as dt, sys
from small import small_playbook
from playbook.ask import Interview
def read(prompt):
    print("asked", flush=True)
    return input()
today = dt.date(2026, 11, 22)
Interview(small_playbook(), sys.argv[1], as_of=today, read=read, write=lambda line: None).run()
"""


def test_two_at_once(file: Path) -> None:
    """The second is refused and writes nothing; the first goes on, and its answer is there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    command = [sys.executable, "-c", ASK, str(file)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdin
        assert first.stdout.readline() == "asked\n"
        person = Person("undecided")
        with pytest.raises(BadInput, match="somebody is answering in this file already"):
            Interview(PLAYBOOK, str(file), as_of=TODAY, read=person.read, write=person.shown.append).run()
        assert person.lines == ["undecided"]
        assert not answers(file)
        first.stdin.write("voting\nq\n")
        first.stdin.flush()
        assert first.wait(timeout=60) == 0
    assert answers(file)["seat"].option == "voting"
    assert os.listdir(file.parent) == [file.name]


def test_whatever_is_typed_the_file_loads_and_can_be_judged(file: Path) -> None:
    """Somebody who types the same line at every prompt, whatever it is, does no harm."""
    for typed in ("1", "2", "3", "u", "n", "?", "-", "2026-11-01", "2026-12-01", ": #", "\x00", '"', "{", "1\t"):
        ask(file, *[typed] * 40, again=True)
        evaluate(PLAYBOOK, load_answers(str(file), PLAYBOOK), as_of=TODAY)
    assert "# What seat will the post have?" in file.read_text("utf-8")
