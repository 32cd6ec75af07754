"""What changed between two assessments: every question told once, and in words for minutes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from schema_tools import planted
from small import small_playbook
from test_cli import EXAMPLES, HOSTILE, Run, run

from playbook.compare.compare import Comparison, Kind, Why, compare
from playbook.compare.forms import as_json, as_paper, as_text, comparison_object
from playbook.compare.read import read_answers, read_report
from playbook.compare.sentences import summary
from playbook.compare.snapshot import GateStanding, Snapshot, Standing
from playbook.model import BadInput, Place, Retired, Status
from playbook.papers import PaperReader
from playbook.plain import is_hidden
from playbook.schema import comparison_schema
from playbook.writing import write

__all__ = ["run"]
MARCH, NOVEMBER = dt.date(2026, 3, 22), dt.date(2026, 11, 22)
PLAYBOOK = small_playbook()
SEAT = "answers:\n  decision:\n    seat: voting\n"


def standing(id_: str, status: Status, answer: str = "", gate: str = "decide", **more: Any) -> Standing:
    return Standing(id_, f"What of {id_}?", gate, "must", status, "So it is", answer, **more)


def taken(*items: Standing, as_of: dt.date = MARCH, edition: str = "2026-05", ready: bool = False) -> Snapshot:
    gates = {id_: GateStanding(id_, id_.title(), ready, 2, 1) for id_ in ("decide", "advertise")}
    return Snapshot("Ambridge Trust", as_of, edition, gates, {one.id: one for one in items})


def told(before: Standing | None, after: Standing | None, **retired: Retired) -> Comparison:
    other = standing("other", Status.MET)
    was = taken(other, *([before] if before else []))
    now = taken(other, *([after] if after else []), as_of=NOVEMBER, edition="2026-11")
    return compare(was, now, retired=retired)


def former(id_: str, successor: str = "") -> Retired:
    return Retired(id_, "2026-11", "It had another name", Place("x.yaml"), successor)


statuses = st.sampled_from(list(Status))
standings = st.builds(
    standing,
    st.sampled_from("abcdefgh"),
    statuses,
    st.sampled_from(["", "yes", "no"]),
    st.sampled_from(["decide", "advertise"]),
    set_aside=st.booleans(),
    rows=st.dictionaries(st.sampled_from("xyz"), statuses, max_size=3),
)
snapshots = st.lists(standings, max_size=8).map(lambda made: taken(*made))
former_ids = st.dictionaries(
    st.sampled_from("abcdefgh"), st.builds(former, st.just(""), st.sampled_from(["", *"abcdefgh"])), max_size=4
).map(lambda made: {id_: old._replace(id=id_) for id_, old in made.items()})


@given(snapshots)
def test_nothing_changes_between_one_and_the_same(one: Snapshot) -> None:
    found = compare(one, one)
    assert (found.changes, found.gates) == ((), ())
    assert found.unchanged == found.compared == len(one.items)


@given(snapshots, snapshots, former_ids)
def test_each_question_is_told_once_and_none_is_lost(
    before: Snapshot, after: Snapshot, retired: dict[str, Retired]
) -> None:
    after = after._replace(as_of=NOVEMBER, edition="2026-11")
    found = compare(before, after, retired=retired)
    told = [one.id for one in found.changes if one.after and one.kind is not Kind.RENAMED]
    assert len(told) == len(set(told))
    assert 0 <= found.unchanged <= found.compared
    covered = {one.id for one in after.items.values() if one.gate in found.reach}
    assert covered <= {one.after.id for one in found.changes if one.after} | set(after.items)
    assert all(len(sentence) > 10 and sentence[0].isupper() for sentence in summary(found))
    assert jsonschema_rs.is_valid(comparison_schema(), comparison_object(found))


@given(snapshots, snapshots)
def test_the_way_back_turns_each_change_round(before: Snapshot, after: Snapshot) -> None:
    there, back = compare(before, after), compare(after, before)
    for kind, other in ((Kind.MOVED, Kind.MOVED), (Kind.ADDED, Kind.RETIRED), (Kind.ASKED, Kind.NOT_ASKED)):
        if there.reach == back.reach == ("decide", "advertise"):
            assert {one.id for one in there.of(kind)} == {one.id for one in back.of(other)}


@pytest.mark.parametrize(
    ("before", "after", "kind", "why"),
    [
        ((Status.UNANSWERED, ""), (Status.MET, "yes"), Kind.MET, None),
        ((Status.MET, "yes"), (Status.OUTDATED, "yes"), Kind.WENT_BACK, Why.EXPIRED),
        ((Status.MET, "yes"), (Status.CONTRADICTED, "yes"), Kind.WENT_BACK, Why.CONTRADICTED),
        ((Status.MET, "yes"), (Status.UNANSWERED, ""), Kind.WENT_BACK, Why.REMOVED),
        ((Status.MET, "yes"), (Status.NOT_MET, "no"), Kind.WENT_BACK, Why.CHANGED),
        ((Status.MET, "yes"), (Status.UNKNOWN, ""), Kind.WENT_BACK, Why.CHANGED),
        ((Status.MET, "yes"), (Status.PARTLY, "yes"), Kind.WENT_BACK, Why.EDITION),
        ((Status.NOT_MET, "no"), (Status.PARTLY, "half"), Kind.MOVED, None),
        ((Status.MET, "yes"), (Status.MET, "yes-too"), Kind.ANSWERED_ANEW, None),
        ((Status.NOT_APPLICABLE, ""), (Status.UNANSWERED, ""), Kind.ASKED, None),
        ((Status.MET, "yes"), (Status.NOT_APPLICABLE, "yes"), Kind.NOT_ASKED, None),
    ],
)
def test_what_happened_to_a_question(
    before: tuple[Status, str], after: tuple[Status, str], kind: Kind, why: Why | None
) -> None:
    found = told(standing("pay", *before), standing("pay", *after))
    assert [(one.id, one.kind, one.why) for one in found.changes] == [("pay", kind, why)]
    assert found.unchanged == 1


def test_the_same_answer_of_the_same_edition_that_no_longer_passes_lacks_something() -> None:
    was, now = (taken(standing("pay", status, "yes")) for status in (Status.MET, Status.PARTLY))
    assert compare(was, now).changes[0].why is Why.LACKING


def test_a_question_set_aside_is_neither_met_nor_lost() -> None:
    aside = standing("pay", Status.NOT_APPLICABLE, set_aside=True)
    assert told(standing("pay", Status.UNANSWERED), aside).changes[0].kind is Kind.SET_ASIDE
    assert told(aside, standing("pay", Status.NOT_MET, "no")).changes[0].kind is Kind.WENT_BACK


def test_rows_tell_what_the_whole_hides() -> None:
    was = standing("duties", Status.PARTLY, rows={"siro": Status.MET, "cyber": Status.NOT_MET})
    now = standing("duties", Status.PARTLY, rows={"siro": Status.NOT_MET, "cyber": Status.NOT_MET})
    assert told(was, now).changes[0].kind is Kind.MOVED
    full = standing("duties", Status.MET, rows={"siro": Status.MET})
    grown = standing("duties", Status.PARTLY, rows={"siro": Status.MET, "cyber": Status.UNANSWERED})
    assert told(full, grown).changes[0].why is Why.EDITION
    stale = standing("duties", Status.OUTDATED, rows={"siro": Status.OUTDATED})
    assert told(full, stale).changes[0].why is Why.EXPIRED


def test_a_renamed_question_keeps_its_standing() -> None:
    found = told(standing("place", Status.MET, "member"), standing("seat", Status.MET, "voting"),
                 **{"place": former("place", "seat"), "seat/member": former("seat/member", "voting")})  # fmt: skip
    assert [(one.kind, one.id) for one in found.changes] == [(Kind.RENAMED, "place")]
    assert found.unchanged == 2
    assert "It was called “place”, and is now “seat”." in as_text(found, width=88)


def test_what_was_renamed_before_is_no_news() -> None:
    retired = {"place": former("place", "seat")}
    both = [taken(standing("seat", Status.MET), edition="2026-11", as_of=day) for day in (MARCH, NOVEMBER)]
    assert compare(*both, retired=retired).changes == ()


def test_retired_and_added_questions_are_the_editions() -> None:
    found = told(
        standing("car-park", Status.MET), standing("rota", Status.UNANSWERED), **{"car-park": former("car-park")}
    )
    assert [(one.kind, one.id) for one in found.changes] == [(Kind.ADDED, "rota"), (Kind.RETIRED, "car-park")]
    assert "Edition 2026-11 added one question and retired one question." in summary(found)
    assert "It had another name." in as_text(found, width=88)


def test_a_report_on_the_earlier_gates_alone_is_compared_as_far_as_it_reaches() -> None:
    pay = standing("pay", Status.MET, gate="advertise")
    found = compare(taken(standing("seat", Status.MET)), taken(standing("seat", Status.MET), pay))
    assert (found.changes, found.reach) == ((), ("decide",))
    assert "Not compared, because one of the two leaves it out: Advertise." in summary(found)


def test_minutes_read_like_minutes() -> None:
    was = taken(standing("seat", Status.UNANSWERED), standing("pay", Status.MET, "yes"), standing("old", Status.MET))
    now = taken(
        standing("seat", Status.MET, "voting"),
        standing("pay", Status.OUTDATED, "yes"),
        standing("old", Status.MET),
        standing("new", Status.UNANSWERED),
        as_of=NOVEMBER,
        edition="2026-11",
        ready=True,
    )
    assert summary(compare(was, now)) == (
        "One question is met that was not on 22 March 2026.",
        "One went back: its answer is out of date.",
        "Edition 2026-11 added one question.",
        "The verdict changed of two gates: Decide (ready now) and Advertise (ready now).",
        "One question stands as it did.",
    )


def test_several_that_went_back_are_told_by_their_reasons() -> None:
    was = taken(*(standing(one, Status.MET, "yes") for one in "abc"))
    now = taken(
        standing("a", Status.OUTDATED, "yes"), standing("b", Status.OUTDATED, "yes"), standing("c", Status.CONTRADICTED)
    )
    told = "Three questions went back: two answers are out of date and one answer is contradicted by a document."
    assert told in summary(compare(was, now))


def answers(folder: Path, text: str, name: str = "answers.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_what_an_older_edition_did_not_ask_is_new(tmp_path: Path) -> None:
    """`session` came with 2026-06, `dress` with 2026-11, and `place` was renamed with 2026-06."""
    papers = PaperReader(PLAYBOOK, None, NOVEMBER)
    old = read_answers(str(answers(tmp_path, f"edition: 2026-01\n{SEAT}")), papers)
    new = read_answers(str(answers(tmp_path, f"edition: 2026-11\n{SEAT}")), papers)
    assert old.edition == "2026-01"
    found = compare(old, new, retired=PLAYBOOK.retired)
    assert {(one.kind, one.id) for one in found.changes} == {
        (Kind.ADDED, "session"),
        (Kind.ADDED, "dress"),
        (Kind.RENAMED, "place"),
        (Kind.RETIRED, "car-park"),
    }


@pytest.fixture
def reports(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """Northmere's report of the spring, and Eastwold's folder as if it were the same trust in the autumn."""
    path = tmp_path / "spring.json"
    run("check", EXAMPLES[1], "--as-of", "2026-11-02", "--format", "json", "-o", path)
    return path, EXAMPLES[0]


def test_a_json_report_and_a_folder_can_be_compared(run: Run, reports: tuple[Path, Path]) -> None:
    ran = run("compare", *reports, "--as-of", "2026-11-22")
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    assert "What changed from 2 November 2026 to 22 November 2026." in said
    assert "The earlier is called Northmere and Vale NHS Foundation Trust, and the later Eastwold" in said
    assert "Musts met: 0 of 7, before: 6 of 7." in said
    assert "papers differ. The job description says otherwise: “Responsible to: Director of Finance”." in said


def test_answers_and_the_report_made_of_them_come_to_the_same(run: Run, tmp_path: Path) -> None:
    for example in EXAMPLES:
        path = tmp_path / f"{example.name}.json"
        run("check", example, "--as-of", "2026-11-22", "--format", "json", "-o", path)
        ran = run("compare", path, example, "--as-of", "2026-11-22")
        assert (ran.code, "Nothing changed between the two" in ran.out) == (0, True)


def test_the_json_agrees_with_its_schema(run: Run, reports: tuple[Path, Path]) -> None:
    found = json.loads(run("compare", *reports, "--as-of", "2026-11-22", "--format", "json").out)
    jsonschema_rs.validate(comparison_schema(), found)
    assert found["before"] == {
        "trust": "Northmere and Vale NHS Foundation Trust",
        "as_of": "2026-11-02",
        "edition": "2026-11",
    }
    assert not jsonschema_rs.is_valid(comparison_schema(), found | {"score": 1})


def test_time_alone_can_take_an_answer_back(run: Run) -> None:
    ran = run("compare", EXAMPLES[1], EXAMPLES[1], "--before-as-of", "2026-11-22", "--as-of", "2027-12-22")
    assert "Three questions went back: two answers are out of date and one answer is contra" in " ".join(
        ran.out.split()
    )


def test_a_name_says_the_form_and_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    trust = answers(tmp_path, f"trust: Eastwold\n{SEAT}")
    for name, begin in (("a.docx", b"PK"), ("a.md", b"# Eastwold"), ("a.html", b"<!doctype"), ("a.json", b"{")):
        path = tmp_path / name
        line = ("compare", trust, trust, "--as-of", "2026-11-22", "-o", path)
        ran = run(*line)
        assert ran.code == 0
        assert ran.out.splitlines()[1].startswith("Nothing changed between the two"), (
            "it is said where it goes into a file"
        )
        assert path.read_bytes().startswith(begin)
        path.write_text("Mine.")
        ran = run(*line)
        assert (ran.code, path.read_text()) == (2, "Mine.")
        assert "is there already" in ran.err
        assert run(*line, "--force").code == 0
        assert path.read_bytes().startswith(begin)


def test_a_document_of_either_is_never_written_over(run: Run) -> None:
    advert = EXAMPLES[0] / "documents" / "advert.md"
    before = advert.read_bytes()
    for both in (EXAMPLES, EXAMPLES[::-1]):
        ran = run("compare", *both, "-o", advert, "--force")
        assert (ran.code, "is a document that the answers name" in ran.err) == (2, True)
    assert advert.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "holds reports on 0 trusts"),
        ("{}", "is no report that “playbook check --format json” made"),
        ("3", "is no report that"),
        ('{"role": null, "trust": 3}', "is no report that"),
    ],
)
def test_what_is_no_report_is_said(run: Run, tmp_path: Path, text: str, message: str) -> None:
    ran = run("compare", answers(tmp_path, text, "report.json"), EXAMPLES[0])
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


HALL_REPORT = json.loads((Path(__file__).parent / "reports" / "nearly-open" / "report.json").read_text("utf-8"))
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def ways(made: Any) -> list[tuple[str | int, ...]]:
    """Every way into plain values."""
    entries = made.items() if isinstance(made, dict) else enumerate(made) if isinstance(made, list) else ()
    return [(), *((key, *rest) for key, value in entries for rest in ways(value))]


@given(way=st.sampled_from(ways(HALL_REPORT)), value=junk)
def test_a_report_that_somebody_changed_is_compared_or_refused(
    way: tuple[str | int, ...], value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("changed") / "report.json"
    path.write_text(json.dumps(planted(HALL_REPORT, way, value) if way else value), "utf-8")
    try:
        found = read_report(str(path))
    except BadInput:
        return
    for one in (compare(found, found), compare(found, taken()), compare(taken(), found)):
        assert as_text(one, width=88)
        assert jsonschema_rs.is_valid(comparison_schema(), json.loads(as_json(one)))


def test_bad_input_of_both_is_said_at_once(run: Run, tmp_path: Path) -> None:
    ran = run("compare", tmp_path / "nowhere", tmp_path / "none.json")
    assert ran.code == 2
    assert "nowhere" in ran.err
    assert "none.json" in ran.err


def test_a_report_for_one_role_a_second_day_and_the_wrong_order_are_refused(run: Run, tmp_path: Path) -> None:
    narrow, whole = tmp_path / "narrow.json", tmp_path / "whole.json"
    run("check", EXAMPLES[1], "--for", "chair", "--format", "json", "-o", narrow)
    run("check", EXAMPLES[1], "--as-of", "2026-11-22", "--format", "json", "-o", whole)
    assert "on the questions of one role" in run("compare", narrow, EXAMPLES[1]).err
    assert "Leave --as-of out." in run("compare", EXAMPLES[1], whole, "--as-of", "2026-11-22").err
    ran = run("compare", whole, EXAMPLES[1], "--as-of", "2026-11-21")
    assert (ran.code, "Name the earlier one first." in ran.err) == (2, True)


def test_two_reports_with_nothing_in_common_end_with_three(run: Run, tmp_path: Path) -> None:
    data = Path(__file__).parent / "checklists"
    path = tmp_path / "hall.json"
    run(
        "check",
        answers(tmp_path, "answers:\n"),
        "--checklists",
        data,
        "--as-of=2026-11-22",
        "--format",
        "json",
        "-o",
        path,
    )
    ran = run("compare", path, EXAMPLES[0], "--as-of", "2026-11-22")
    assert (ran.code, ran.out) == (3, "")
    assert "Nothing could be compared" in ran.err


@given(st.text() | st.just(HOSTILE))
def test_what_a_report_says_does_no_harm(text: str) -> None:
    was = taken(standing("pay", Status.MET))._replace(trust=text)
    now = taken(standing("pay", Status.NOT_MET)._replace(ask=text, reason=text), as_of=NOVEMBER)._replace(trust=text)
    found = compare(was, now)
    plain = as_text(found, width=88)
    assert not any(map(is_hidden, plain.replace("\n", "")))
    page = MarkdownIt("gfm-like", {"linkify": False}).render(write(as_paper(found), "markdown").decode())
    for tag in ("script", "b>", "img", "href", "table"):
        assert f"<{tag}" not in page
    assert as_json(found).isascii()
    assert write(as_paper(found), "word").startswith(b"PK")
