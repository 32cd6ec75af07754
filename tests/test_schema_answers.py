"""The schema of an answers file says what the loader says: both accept a file, or both refuse it.

What only one of the two can know is named here, case by case.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from schema_strategies import FILES, SMALL_PLAYBOOK, changed_files, changes_at, places_to_change
from schema_tools import EXAMPLES, REAL, SMALL, Check, Core, Way, Words, check_by, loads, planted, read, written

from playbook.evaluate import evaluate
from playbook.load import load_playbook, parse_answers
from playbook.load.answers import ANSWER_FIELDS, FIELDS, ROW_FIELDS, STAND_FIELDS
from playbook.load.text import Text
from playbook.model import BadInput, Playbook
from playbook.scaffold import scaffold
from playbook.schema import answers_schema


@pytest.fixture(scope="module")
def accepts() -> Check:
    """What the schema says of answers to the small playbook."""
    return check_by(answers_schema(SMALL_PLAYBOOK))


@pytest.fixture(scope="module")
def real() -> Playbook:
    return load_playbook(str(REAL))


# The same fields, and the files we write ourselves


def test_it_knows_the_fields_of_the_loader() -> None:
    schema = answers_schema(SMALL_PLAYBOOK)
    forms = {name: set(schema["definitions"][name]["properties"]) for name in ("table", "answer", "row", "stand")}
    assert set(schema["properties"]) == set(FIELDS)
    assert forms["table"] == set(ANSWER_FIELDS)
    assert forms["answer"] == set(ANSWER_FIELDS) - {"rows"}
    assert forms["row"] == set(ROW_FIELDS)
    assert forms["stand"] == set(STAND_FIELDS)


@pytest.mark.parametrize("reading", [Words, Core])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_are_valid(path: Path, reading: type[yaml.BaseLoader], real: Playbook) -> None:
    assert check_by(answers_schema(real))(read(path.read_text("utf-8"), reading))


@pytest.mark.parametrize("reading", [Words, Core])
def test_a_file_to_fill_in_is_valid(reading: type[yaml.BaseLoader], real: Playbook) -> None:
    for playbook in (real, SMALL_PLAYBOOK):
        valid = check_by(answers_schema(playbook))
        for gate in (None, *playbook.gates):
            text = scaffold(playbook, gate=gate)
            assert valid(read(text, reading)), gate
            assert loads(text, playbook), gate


# Former names


def test_former_names_are_marked_and_name_their_successors() -> None:
    schema = answers_schema(SMALL_PLAYBOOK)
    definitions = schema["definitions"]
    items = definitions["checklist.hiring"]["properties"]
    rows = definitions["item.key-holders"]["anyOf"][1]["properties"]["rows"]["properties"]
    options = {part["const"]: part for part in definitions["options.hire-out"]["anyOf"][1:]}
    said = {
        "“keys”": schema["properties"]["answers"]["properties"]["locks"],
        "“hire-fee”": items["rent"],
        "no longer asked, since edition 2026-05. The piano": items["piano"],
        "“anybody”": options["everyone"],
        "no longer asked": options["perhaps"],
        "“front-door”": rows["main-door"],
        "no longer asked, since edition 2026-05. The shed": rows["shed"],
    }
    for words, part in said.items():
        assert part["deprecated"] is True
        assert words in part["description"]


FORMER: dict[str, Any] = {
    "a checklist": {"locks": {"alarm": "none"}},
    "an item": {"hiring": {"rent": {"answer": "agreed", "evidence": "Minute 14"}}},
    "an item below another checklist": {"season": {"rent": "free"}},
    "an item that is no longer asked": {"hiring": {"piano": {"answer": ["whatever"]}}},
    "an option": {"hiring": {"hire-out": {"answer": "everyone"}}},
    "an option that is gone": {"hiring": {"hire-out": "perhaps"}},
    "a row": {"keys": {"key-holders": {"rows": {"main-door": "held"}}}},
    "a row that is gone": {"keys": {"key-holders": {"rows": {"shed": ["whatever"]}}}},
}


@pytest.mark.parametrize("answers", FORMER.values(), ids=list(FORMER))
def test_former_names_are_accepted_by_both(answers: dict[str, Any], accepts: Check) -> None:
    assert accepts({"answers": answers})
    assert loads(written({"answers": answers}), SMALL_PLAYBOOK)


# Whatever somebody might write

RIGHT: dict[str, Any] = {
    "trust": "The hall",
    "edition": "2026-11",
    "documents": {"notice": "notice.docx"},
    "facts": {"fee": 30, "day": "Monday"},
    "answers": {
        "hiring": {
            "hire-out": {"answer": "anybody", "note": 2026, "evidence": True, "owner": "Chair", "due": "2027-01-05"},
            "hire-fee": "unknown",
            "one-decides": {"not-applicable": "It is let by the year.", "answer": None},
        },
        "keys": {
            "key-holders": {"rows": {"kitchen": "held", "store": {"not-applicable": "It has no door."}}, "stands": []},
            "rooms-told": None,
        },
        "season": {"review": {"answer": "held", "date": "2026-11-02", "until": None}},
    },
}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=FILES)
def test_what_is_right_is_accepted_by_both(data: dict[str, Any], accepts: Check) -> None:
    assert accepts(data)
    assert loads(written(data), SMALL_PLAYBOOK)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=changed_files())
def test_schema_and_loader_agree(data: dict[str, Any], accepts: Check) -> None:
    assert accepts(data) == loads(written(data), SMALL_PLAYBOOK)


def test_schema_and_loader_agree_on_every_change_to_a_right_file(accepts: Check) -> None:
    verdicts = set()
    for path in places_to_change(RIGHT):
        for value in changes_at(path):
            data = planted(RIGHT, path, value)
            verdict = accepts(data)
            verdicts.add(verdict)
            assert verdict == loads(written(data), SMALL_PLAYBOOK), (path, value)
    assert verdicts == {True, False}


FAULTS: dict[str, tuple[Way, object]] = {
    "no answers": (("answers",), ...),
    "an unknown field": (("trusts",), "x"),
    "a kind of document that nobody knows": (("documents", "minutes"), "x"),
    "a group for a text": (("trust",), {"a": "b"}),
    "an unknown checklist": (("answers", "hirings"), {}),
    "a checklist beside the answers": (("insurance",), {}),
    "an item where a checklist belongs": (("answers", "cover"), "insured"),
    "an unknown item": (("answers", "hiring", "hire-outs"), "anybody"),
    "an unknown option": (("answers", "hiring", "hire-out"), "some"),
    "an unknown option in the long form": (("answers", "hiring", "hire-out", "answer"), "some"),
    "an option of another case": (("answers", "hiring", "hire-out"), "Anybody"),
    "a number for an option": (("answers", "hiring", "one-decides"), 1),
    "a truth value for an option": (("answers", "hiring", "one-decides"), True),
    "a list of answers": (("answers", "hiring", "hire-out"), ["anybody"]),
    "an unknown part": (("answers", "hiring", "hire-out", "notes"), "x"),
    "a must set aside": (("answers", "hiring", "hire-out"), {"not-applicable": "We see no need."}),
    "set aside without a reason": (("answers", "hiring", "one-decides", "not-applicable"), None),
    "set aside with a blank reason": (("answers", "hiring", "one-decides", "not-applicable"), " "),
    "set aside in one word": (("answers", "hiring", "one-decides"), "not-applicable"),
    "answered and set aside": (("answers", "hiring", "one-decides", "answer"), "yes"),
    "a day that does not exist": (("answers", "season", "review", "date"), "2026-02-30"),
    "a day in words": (("answers", "season", "review", "date"), "30 November 2026"),
    "a month for a day": (("answers", "season", "review", "until"), "2027-01"),
    "one answer for all rows": (("answers", "keys", "key-holders"), "held"),
    "one answer beside the rows": (("answers", "keys", "key-holders", "answer"), "held"),
    "unknown as a whole and row by row": (("answers", "keys", "key-holders", "answer"), "unknown"),
    "set aside as a whole and answered row by row": (("answers", "keys", "key-holders", "not-applicable"), "No door."),
    "a row without “rows”": (("answers", "keys", "key-holders", "kitchen"), "held"),
    "an unknown row": (("answers", "keys", "key-holders", "rows", "cellar"), "held"),
    "a row answered by another row": (("answers", "keys", "key-holders", "rows", "kitchen"), "store"),
    "rows in a row": (("answers", "keys", "key-holders", "rows", "kitchen"), {"rows": {}}),
    "rows where none are asked": (("answers", "keys", "alarm"), {"rows": {}}),
    "a finding overruled in one word": (("answers", "keys", "key-holders", "stands"), "keys-listed"),
    "a finding overruled without a reason": (
        ("answers", "keys", "key-holders", "stands"),
        [{"finding": "keys-listed", "quote": "Kitchen: nobody"}],
    ),
}


def test_the_file_of_the_faults_is_right(accepts: Check) -> None:
    assert accepts(RIGHT)
    assert loads(written(RIGHT), SMALL_PLAYBOOK)


@pytest.mark.parametrize(("path", "value"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_refused_by_both(path: Way, value: object, accepts: Check) -> None:
    data = planted(RIGHT, path, value)
    assert not accepts(data)
    assert not loads(written(data), SMALL_PLAYBOOK)


def test_a_must_that_says_nothing_of_it_is_never_set_aside(tmp_path: Path) -> None:
    for path in SMALL.glob("*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        (tmp_path / path.name).write_text("".join(one for one in lines if "set-aside:" not in one), "utf-8")
    playbook = load_playbook(str(tmp_path))
    accepts = check_by(answers_schema(playbook))
    aside = {"not-applicable": "We see no need."}
    for item in playbook.items.values():
        said = [aside, {"rows": dict.fromkeys(item.rows, aside)}] if item.rows else [aside]
        for answer in said:
            data = {"answers": {item.checklist: {item.id: answer}}}
            assert accepts(data) == loads(written(data), playbook) == (not item.is_must), (item.id, answer)


# What only one of the two knows. The loader sees the text, two places at once, and more than a pattern can say …
ONLY_THE_LOADER = {
    "a name twice": "answers:\n  keys:\n    alarm: none\n    alarm: fitted\n",
    "a text that would be cut short": "answers:\n  keys:\n    alarm:\n      evidence: Board minute #14\n",
    "an answer below the old and the new name of a checklist": (
        "answers:\n  keys:\n    alarm: none\n  locks:\n    alarm: fitted\n"
    ),
    "an answer below the old and the new name of an item": "answers:\n  hiring:\n    rent: free\n    hire-fee: open\n",
    "an answer below the old and the new name of a row": (
        "answers:\n  keys:\n    key-holders:\n      rows:\n        front-door: held\n        main-door: lost\n"
    ),
}
# … and lets pass what does no harm, where an editor helps more by saying that it is out of place.
ONLY_THE_SCHEMA = {
    "a day of blanks": "answers:\n  season:\n    review:\n      date: ''\n",
    "an item below the heading of another checklist": "answers:\n  season:\n    alarm: none\n",
    "an answer as a whole beside a row that is gone": (
        "answers:\n  keys:\n    key-holders:\n      answer: unknown\n      rows:\n        shed: held\n"
    ),
}


@pytest.mark.parametrize("text", ONLY_THE_LOADER.values(), ids=list(ONLY_THE_LOADER))
def test_only_the_loader_refuses(text: str, accepts: Check) -> None:
    assert accepts(read(text))
    assert not loads(text, SMALL_PLAYBOOK)


@pytest.mark.parametrize("text", ONLY_THE_SCHEMA.values(), ids=list(ONLY_THE_SCHEMA))
def test_only_the_schema_refuses(text: str, accepts: Check) -> None:
    assert not accepts(read(text))
    assert loads(text, SMALL_PLAYBOOK)


def test_only_the_engine_knows_a_day_to_come(accepts: Check) -> None:
    text = "answers:\n  season:\n    review:\n      answer: held\n      date: 2026-12-01\n"
    assert accepts(read(text))
    answers = parse_answers(Text("answers.yaml", text), SMALL_PLAYBOOK)
    with pytest.raises(BadInput):
        evaluate(SMALL_PLAYBOOK, answers, as_of=date(2026, 11, 30))
