"""The file of figures and dated rules: every slip is named with its line, and none of them ends the build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from site_build import ROOT, build

sys.path.insert(0, str(ROOT / "docs" / "_extensions"))
import facts

GOOD = """figures:
  hirers:
    says: half of the village
    counts: Households that hired the hall
    leaves-out: Those who were lent it.
    when: 2024
    source: parish-survey
    percent: 50
rules:
  licence:
    title: The licence
    says: since 1 April 2024
    means: A hall with music has one.
    since: 2024-04-01
    source: hall-handbook
    checked: 2026-11-22
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    return [f"{one.place.line}: {one.message}. {one.hint}".strip() for one in facts.read_facts(str(path))[1]]


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    found = facts.read_facts(str(tmp_path / "facts.yaml"))[0]
    assert found["figures"]["hirers"]["percent"] == 50
    assert found["rules"]["licence"]["checked"].year == 2026


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    leaves-out: Those who were lent it.\n", "", "2: fact hirers has no “leaves-out”."),
        ("counts:", "count:", "4: there is no entry of fact hirers called “count”. Did you mean “counts”?"),
        ("percent: 50", "percent: 50%", "8: percent: “50%” is no share. Write it as: 36"),
        ("  licence:", "  hirers:", "10: the name “hirers” is used twice. Give one of the two another name."),
        ("rules:", "ruls:", "9: there is no kind of fact “ruls”. Did you mean “rules”?"),
        ("checked: 2026-11-22", "checked: 22/11/2026", "16: checked: “22/11/2026” is not a date. Write: 2026-11-22"),
        ("    checked: 2026-11-22\n", "", "10: fact licence has no “checked”. Add a line: checked: …"),
        ("since: 2024-04-01", "since: April", "14: fact licence: “April” is no date. Write it as: 2023-09-30,"),
        ("    since: 2024-04-01\n", "", "10: fact licence needs one of “since” and “as-of”."),
        ("says: half", "says: half: all", "3: "),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, problem: str, tmp_path: Path) -> None:
    assert any(one.startswith(problem) for one in problems(tmp_path, GOOD.replace(old, new, 1)))


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert facts.read_facts(str(tmp_path / "nowhere.yaml"))[1]


def test_slips_in_the_data_are_warnings_and_no_traceback(tmp_path: Path) -> None:
    """The whole of the docs, with a broken checklist, a fact without a source, and arguments that make no sense."""
    import shutil

    for name in ("docs", "checklists", "playbook", "tests", "benchmarks", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    shutil.copy(ROOT / "conf.py", tmp_path)
    decision = tmp_path / "checklists" / "decision.yaml"
    good = decision.read_text("utf-8")
    decision.write_text(good.replace("rating: evidenced", "rating: evidencd", 1), "utf-8")
    broken = build(tmp_path, tmp_path / "docs", tmp_path / "out")
    assert "“evidencd” is not one of" in broken.said
    assert "Traceback" not in broken.said
    assert "Extension error" not in broken.said
    decision.write_text(good, "utf-8")
    page = tmp_path / "docs" / "how" / "plan.md"
    page.write_text(page.read_text("utf-8").replace("2027-09-06", "2027-9-6"), "utf-8")
    table = tmp_path / "docs" / "facts.yaml"
    table.write_text(table.read_text("utf-8").replace("callow-2021-where", "callow-2021-wher", 1), "utf-8")
    slips = build(tmp_path, tmp_path / "docs", tmp_path / "out")
    assert "fact board-cios: there is no source “callow-2021-wher”. Did you mean “callow-2021-where”?" in slips.said
    assert "“2027-9-6” is no day. Write the first day as: 2027-09-06 [playbook.plan]" in slips.said
    assert "Traceback" not in slips.said
