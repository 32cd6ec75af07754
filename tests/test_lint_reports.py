"""Every folder in `tests/reports/documents` holds what ought to be said of some of `tests/documents/lint`.

To write the reports anew after a change that is meant: `python -m tests.test_lint_reports`, and read the difference.
"""

from __future__ import annotations

import json
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from playbook import __version__
from playbook.documents.finding import PaperFinding
from playbook.lint import LintReport, lint_files
from playbook.load import load_playbook
from playbook.load.rules import load_rules
from playbook.reports.documents.forms import rendered
from playbook.reports.documents.words import shortened, words_in
from playbook.rule import Outcome
from playbook.schema import documents_schema

HERE = Path(__file__).resolve().parent
FOLDER = str(HERE / "checklists")
CASES: dict[str, dict[str, Any]] = {
    "several": {"paths": ["notice.md", "all-well.txt", "nowhere.md", "by-rule.html"]},
    "something-missing": {"paths": ["empty-handed.txt"], "kind": "notice", "fail_on": "missing"},
}
FORMS = {"text": "txt", "markdown": "md", "json": "json", "sarif": "sarif", "junit": "xml"}
EVERY_FORM = [(case, form) for case in CASES for form in FORMS]


def report(case: str) -> LintReport:
    playbook = load_playbook(FOLDER)
    with chdir(HERE / "documents" / "lint"):
        return lint_files(playbook, load_rules(playbook, FOLDER), as_of=date(2026, 11, 22), **CASES[case])


def said(case: str, form: str, *, width: int = 88, colour: bool = False) -> str:
    text = rendered(report(case), form, width=width, colour=colour)
    return text.replace(f'"{__version__}"', '"VERSION"')


def golden(case: str, form: str) -> Path:
    return HERE / "reports" / "documents" / case / f"report.{FORMS[form]}"


@pytest.mark.parametrize(("case", "form"), EVERY_FORM)
def test_the_report_reads_as_it_did(case: str, form: str) -> None:
    assert said(case, form) == golden(case, form).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_no_line_is_wider_than_the_terminal(case: str) -> None:
    assert max(map(len, said(case, "text", width=64).splitlines())) <= 64


@pytest.mark.parametrize("case", CASES)
def test_colour_changes_no_word(case: str) -> None:
    coloured = said(case, "text", colour=True)
    assert "\x1b[" in coloured
    for code in ("1", "2", "1;31", "1;32", "1;33", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == said(case, "text")


@pytest.mark.parametrize("case", CASES)
def test_the_json_agrees_with_its_schema(case: str) -> None:
    validator = jsonschema_rs.validator_for(json.loads(json.dumps(documents_schema())), validate_formats=True)
    data = json.loads(said(case, "json"))
    validator.validate(data)
    for document in data["documents"]:
        assert set(document["values"]) == set(data["rules"])
        assert all(isinstance(value, str) for value in document["values"].values())


@pytest.mark.parametrize("case", CASES)
def test_the_sarif_holds_what_the_standard_asks(case: str) -> None:
    log = json.loads(said(case, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("warning", "note", "none")
        assert (result["level"] == "none") == (result["kind"] == "pass")
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
        assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1


def test_sarif_says_which_lines_their_author_meant() -> None:
    (run,) = json.loads(said("several", "sarif"))["runs"]
    meant = [result["suppressions"] for result in run["results"] if "suppressions" in result]
    assert meant == [[{"kind": "inSource", "justification": "the parson asked for it"}]]


def test_junit_counts_what_fails() -> None:
    root = ElementTree.fromstring(said("something-missing", "junit"))
    (suite,) = root.iter("testsuite")
    failed = [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None]
    assert failed == ["capacity-stated", "hall-use", "keys-listed"]
    assert suite.get("failures") == "3"


def test_advice_is_said_once_for_several_lines_of_a_rule() -> None:
    text = said("several", "text")
    page = text[text.index("by-rule.html") : text.index("Overview")]
    assert page.count("music is forbidden") == 2
    assert page.count("Say until when there may be music.") == 1


LONG = f"{'before ' * 60}the bells, and – whatever – music{' after' * 60}"


@pytest.mark.parametrize("quote", [LONG, LONG.replace(" ", "\u00a0"), "x" * 900, f"{'y' * 900} music"])
def test_a_long_quote_keeps_its_words_and_little_else(quote: str) -> None:
    words = "bells and whatever music" if "bells" in quote else quote[-6:].strip()
    cut = shortened(quote, words)
    assert words_in(quote, words) in cut
    assert len(cut) <= 300


def test_a_short_quote_is_left_as_it_is() -> None:
    assert shortened("Strictly no noise.", "no noise") == "Strictly no noise."


@pytest.mark.parametrize(
    ("quote", "words", "found"),
    [
        ("The users' needs (of all)", "users needs", "users' needs"),
        ("Project-management: PRINCE2®", "management PRINCE2®", "management: PRINCE2®"),
        ("the other the", "the", "the"),
        ("In another, an other", "other", "other"),
        ("Dear [insert name]", "[insert name]", "insert name"),
        ("Ends in ____", "____", "____"),
        ("No such words", "others", ""),
        ("", "", ""),
    ],
)
def test_words_are_found_as_they_stand_in_the_quote(quote: str, words: str, found: str) -> None:
    assert words_in(quote, words) == found


def test_a_finding_without_a_rule_of_its_own_is_about_how_papers_differ() -> None:
    one = report("something-missing")
    (paper,) = one.documents
    odd = PaperFinding(
        "title", Outcome.FLAGS, "", paper.file, paper.kind, where="Top", quote="Clerk", says="It differs."
    )
    one = one._replace(documents=[paper._replace(findings=(odd,))])
    for form in FORMS:
        assert "The papers differ" in rendered(one, form, width=88, colour=False) or form == "json"


def rewrite() -> None:
    """Write what the reports say today into the folders."""
    for case, form in EVERY_FORM:
        golden(case, form).parent.mkdir(parents=True, exist_ok=True)
        golden(case, form).write_text(said(case, form), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
