"""Old answers get today's ids, in place; nothing else changes, and what cannot be done is said."""

from __future__ import annotations

import pytest
from small import small_playbook

from playbook.load import parse_answers
from playbook.load.text import Text
from playbook.migrate import migrated
from playbook.model import BadInput

PLAYBOOK = small_playbook()
OLD = """# Ours
trust: Northmere   # invented
edition: 2025-12 # first

answers:
  the-decision: # renamed
    # which seat?
    'place':
      answer: "member"   # agreed
      note: The member is a member of the board.
    car-park: yes
    duties:
      rows:
        risk: us # ours
        "records":
          answer: us
          note: us
        cyber: nobody
      note: risk
  pack:
    pay: open
"""
NEW = """# Ours
trust: Northmere   # invented
edition: 2026-11 # first

answers:
  decision: # renamed
    # which seat?
    'seat':
      answer: "voting"   # agreed
      note: The member is a member of the board.
    car-park: yes
    duties:
      rows:
        siro: this-post # ours
        "records":
          answer: this-post
          note: us
        cyber: nobody
      note: risk
  pack:
    pay: open
"""


def migrate(text: str) -> tuple[str, tuple[str, ...]]:
    return migrated(Text("answers.yaml", text), PLAYBOOK)


def test_only_the_names_change() -> None:
    assert migrate(OLD)[0] == NEW
    assert migrate(OLD.replace("\n", "\r\n").rstrip())[0] == NEW.replace("\n", "\r\n").rstrip()


def test_it_says_what_it_did() -> None:
    assert migrate(OLD)[1] == (
        "Checklist “the-decision” is now “decision”.",
        "Question “place” is now “seat”, since edition 2026-06 (Renamed).",
        "Answer to “seat”: “member” is now “voting”, since edition 2026-06 (Renamed).",
        "Question “car-park” is no longer used, since edition 2026-06 (Nobody needs one). Left alone.",
        "Row of “duties”: “risk” is now “siro”, since edition 2026-06 (Renamed).",
        "Answer to “duties”: “us” is now “this-post”, since edition 2026-06 (Renamed).",
        "Answer to “duties”: “us” is now “this-post”, since edition 2026-06 (Renamed).",
        "The edition was 2025-12, and is now 2026-11.",
        "2 questions are new since edition 2025-12:",
        "  session: When did the whole board last spend a session learning about digital?",
        "  dress: What may office staff wear?",
    )


def test_a_second_time_changes_nothing() -> None:
    text, sentences = migrate(NEW)
    assert text == NEW
    assert sentences == (
        "Question “car-park” is no longer used, since edition 2026-06 (Nobody needs one). Left alone.",
    )
    nothing = "trust: T\nedition: 2026-11\nanswers:\n"
    assert migrate(nothing) == (nothing, ())


def test_an_answer_without_a_successor_is_left_alone_and_said() -> None:
    text = "edition: 2026-11\nanswers:\n  decision:\n    seat: perhaps\n"
    assert migrate(text) == (
        text,
        ("Answer to “seat”: “perhaps” is no longer used, since edition 2026-06 (It said nothing). Left alone.",),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("trust: T # x\nanswers:\n", "trust: T # x\nedition: 2026-11\nanswers:\n", "The edition is 2026-11."),
        ("# x\nanswers:\n", "# x\nedition: 2026-11\nanswers:\n", "The edition is 2026-11."),
        ("edition: # x\nanswers:\n", "edition: 2026-11 # x\nanswers:\n", "The edition is 2026-11."),
        (
            "edition: 'spring'\nanswers:\n",
            "edition: 2026-11\nanswers:\n",
            "The edition was spring, and is now 2026-11.",
        ),
        ("{answers: , trust: T}", "{answers: , trust: T, edition: 2026-11}", "The edition is 2026-11."),
    ],
)
def test_the_edition_alone(old: str, new: str, said: str) -> None:
    assert migrate(old) == (new, (said,))


def test_a_former_checklist_beside_todays_is_left_alone() -> None:
    text = "edition: 2026-11\nanswers:\n  the-decision:\n    seat: voting\n  decision:\n    session: none\n"
    new, sentences = migrate(text)
    assert new == text
    assert sentences == ("Checklist “the-decision” is now “decision”, which stands there too. Left alone.",)


def test_of_two_former_checklists_the_first_becomes_todays() -> None:
    text = "edition: 2026-11\nanswers:\n  deciding:\n    seat: voting\n  the-decision:\n    session: none\n"
    new, sentences = migrate(text)
    assert new == text.replace("  deciding:", "  decision:")
    assert sentences == (
        "Checklist “deciding” is now “decision”.",
        "Checklist “the-decision” is now “decision”, which stands there too. Left alone.",
    )


def test_brackets_blocks_and_codes() -> None:
    old = 'edition: 2026-11\nanswers: {decision: {"pl\\x61ce": member, duties: {rows: {risk: {answer: us}}}}}\n'
    new = "edition: 2026-11\nanswers: {decision: {seat: voting, duties: {rows: {siro: {answer: this-post}}}}}\n"
    assert migrate(old)[0] == new
    block = "edition: 2026-11\nanswers:\n  decision:\n    seat: >-\n      member\n"
    assert migrate(block)[0] == block.replace("member", "voting")


def test_what_is_migrated_says_the_same() -> None:
    def said(text: str) -> dict[str, tuple[object, ...]]:
        answers = parse_answers(Text("f", text), PLAYBOOK).answers
        return {id_: (one.option, one.note, [row.option for row in one.rows.values()]) for id_, one in answers.items()}

    assert said(OLD) == said(NEW)
    assert not any("migrate" in notice.hint for notice in parse_answers(Text("f", NEW), PLAYBOOK).notices)


def test_a_file_of_a_later_edition_is_refused() -> None:
    with pytest.raises(
        BadInput, match=r"answers\.yaml:1:1: the file belongs to edition 2027-05, and this playbook is edition 2026-11"
    ):
        migrate("edition: 2027-05\nanswers:\n")


def test_a_file_that_does_not_load_is_refused() -> None:
    with pytest.raises(BadInput, match="answered twice"):
        migrate("answers:\n  decision:\n    place: member\n    seat: voting\n")


def test_a_wrong_text_is_never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.graft.Graft.text", lambda _: NEW.replace("open", "approved"))
    with pytest.raises(BadInput, match="nothing was changed"):
        migrate(OLD)
