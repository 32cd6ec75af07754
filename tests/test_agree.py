"""Where the papers of one post differ, and where they only use other words."""

from __future__ import annotations

from datetime import date

import pytest
from hall import HERE

from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted, Linter
from playbook.documents.markdown import markdown_blocks
from playbook.load import load_playbook
from playbook.load.rules import load_rules

CHECKLISTS = str(HERE.parent / "checklists")
PLAYBOOK = load_playbook(CHECKLISTS)
LINTER = Linter(PLAYBOOK, load_rules(PLAYBOOK, CHECKLISTS))
COMPARED = {"title", "board-seat", "reporting-line", "salary", "closing-date"}


def linted(*texts: str) -> list[Linted]:
    papers = [
        LINTER.read(f"{number}.md", markdown_blocks(text), kind="job-description", as_of=date(2026, 11, 22))
        for number, text in enumerate(texts, 1)
    ]
    return LINTER.findings(papers)


def differing(*texts: str) -> list[PaperFinding]:
    return [one for paper in linted(*texts) for one in paper.findings if "says something else" in one.says]


ONE, OTHER = "The chief executive manages the post.", "The director of finance manages the post."


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        ("title", "Job title: Chief Information Officer", "Job title: Director of Digital"),
        ("title", "Job title: Chief Digital Officer", "Job title: Chief Information Officer"),
        ("board-seat", "You will be a voting member of the board.", "You will be a non-voting member of the board."),
        ("board-seat", "You will be a voting member of the board.", "The postholder attends the board."),
        ("reporting-line", "Reports to: Chief Executive", "Reports to: Director of Finance"),
        ("salary", "Salary: £120,000 per annum", "Salary: £130,000 per annum"),
        ("salary", "Salary: £120,000 to £130,000 per annum", "Salary: £120,000 per annum"),
        ("closing-date", "Closing date: 20 December 2026", "The closing date is 21/12/2026."),
    ],
)
def test_papers_that_differ(rule: str, one: str, other: str) -> None:
    (found,) = differing(one, other)
    assert (found.rule, found.file, found.outcome) == (rule, "2.md", "flags")
    assert found.says.startswith("1.md says something else of the ")
    assert found.says.endswith(f"“{one.removeprefix('Job title: ')}”.")
    assert found.quote == other.removeprefix("Job title: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Job title: Chief Digital and Information Officer", "Job title: Chief Digital & Information Officer"),
        ("Job title: Chief Digital and Information Officer (CDIO)", "Job title: CDIO"),
        ("Job title: Chief Information Officer", "Job title: Group Chief Information Officer"),
        ("Job title: IT Director", "Job title: Director of Information Technology"),
        ("Job title: Chief Information Officer", "Hello there."),
        ("You will be a voting member of the board.", "You will be a member of the board."),
        ("You will be a voting member of the board.", "Job title: Chief Information Officer"),
        ("Reports to: Chief Executive", "Reports to the Chief Executive"),
        ("Salary: £120,000 to £130,000 per annum", "Salary: £120k-£130k per annum"),
        ("Salary: £120,000 per annum", "A budget of £900,000"),
        ("Closing date: 20 December 2026", "Closing date: 20th December 2026 at noon"),
        ("Closing date: 20 December 2026", "Interviews: 8 January 2027. The closing date is Sunday 20 December 2026."),
        ("Closing date: 20 December 2026", "Closing date: 20 December"),
        ("Closing date: 20 December 2026", "Closing date: 21 December 2026 [meant: closing-date: the second round]"),
        ("Salary: £120,000 per annum", "Salary: £130,000 per annum [meant: salary: in London]"),
        ("Reports to: Chief Executive", "Reports to: Director of Finance [meant: reporting-line: for the first year]"),
        ("Job title: Chief Information Officer", "Job title: Director of Digital [meant: title: as advertised before]"),
        ("Nothing.", "Nothing either."),
    ],
)
def test_papers_that_agree_or_do_not_tell(one: str, other: str) -> None:
    assert differing(one, other) == []


def test_each_paper_is_held_against_those_before_it() -> None:
    texts = [f"Closing date: {day} December 2026" for day in (20, 21, 20)]
    found = [(one.file, one.says.split(" ")[0]) for one in differing(*texts)]
    assert found == [("2.md", "1.md"), ("3.md", "2.md")]
    assert differing(texts[0]) == []


def test_a_difference_names_its_item_and_its_place() -> None:
    (found,) = differing("Reports to: Chief Executive", "# The post\n\nReports to: Director of Finance")
    assert found.item in PLAYBOOK.items
    assert found.where == "The post"
    assert found.anchor == 3
    assert found.kind == "job-description"


def test_the_rules_that_are_compared_exist() -> None:
    assert set(LINTER.rules) >= COMPARED
