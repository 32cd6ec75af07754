"""The schemas: what each says of itself, and that what the playbook writes agrees with them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from schema_tools import EXAMPLES, REAL, SMALL, Check, Schema, Way, check_by, parts_of, planted

from playbook import cli
from playbook.load import load_playbook
from playbook.schema import answers_schema, checklist_schema, comparison_schema, documents_schema, report_schema

LARGEST = 150_000
FORMS = {f"{form}{must}" for form in ("answer", "table", "row") for must in ("", "-must")}


@pytest.fixture(scope="module")
def schemas() -> list[Schema]:
    playbooks = [load_playbook(str(folder)) for folder in (REAL, SMALL)]
    return [made(data) for made in (answers_schema, checklist_schema) for data in playbooks] + [
        report_schema(),
        documents_schema(),
        comparison_schema(),
    ]


@pytest.fixture(scope="module")
def is_report() -> Check:
    return check_by(report_schema())


def test_each_is_draft_07_and_says_what_it_is(schemas: list[Schema]) -> None:
    for schema in schemas:
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert schema["$id"].startswith("urn:")
        assert schema["title"]
        assert schema["description"]
        jsonschema_rs.meta.validate(schema)


def test_every_property_is_described(schemas: list[Schema]) -> None:
    for schema in schemas:
        for part in parts_of(schema):
            for name, entry in part.get("properties", {}).items():
                target = entry.get("$ref", "").removeprefix("#/definitions/")
                assert (schema["definitions"][target] if target else entry)["description"].strip(), name


def test_every_word_of_a_choice_is_described(schemas: list[Schema]) -> None:
    for schema in schemas:
        choices = [part for part in parts_of(schema) if "enumDescriptions" in part]
        assert choices
        for part in choices:
            assert len(part["enum"]) == len(part["enumDescriptions"])
            assert all(part["enumDescriptions"])


def test_every_definition_is_there_and_used(schemas: list[Schema]) -> None:
    for schema in schemas:
        used = {part["$ref"].removeprefix("#/definitions/") for part in parts_of(schema) if "$ref" in part}
        assert used <= set(schema["definitions"])
        assert set(schema["definitions"]) - used <= FORMS


def test_none_grows_too_large_to_be_read(schemas: list[Schema]) -> None:
    for schema in schemas:
        assert len(json.dumps(schema, ensure_ascii=False, indent=2).encode()) < LARGEST


def report_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    with pytest.raises(SystemExit):
        cli.main(["check", "--format", "json", "--as-of", "2026-11-22", *arguments])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("filters", [(), ("--gate", "decide"), ("--gate", "settle-in", "--for", "chair")])
def test_reports_are_valid(filters: tuple[str, ...], capsys: pytest.CaptureFixture[str], is_report: Check) -> None:
    for path in EXAMPLES:
        assert is_report(report_of(capsys, str(path), *filters))
    several = report_of(capsys, *map(str, EXAMPLES), *filters)
    assert len(several) == len(EXAMPLES)
    assert is_report(several)


REPORT_FAULTS: dict[str, tuple[Way, object]] = {
    "a part left out": (("trust",), ...),
    "a part that nobody promised": (("score",), 87),
    "a verdict in one word": (("gates", 0, "ready"), "yes"),
    "a gate without its musts": (("gates", 0, "musts"), ...),
    "a status that does not exist": (("items", 0, "status"), "fine"),
    "a role for an owner": (("items", 0, "owner"), ["chair"]),
    "a day in words": (("as_of",), "today"),
    "a count below nothing": (("counts", "must", "passed"), -1),
}


def test_a_report_of_another_form_is_refused(capsys: pytest.CaptureFixture[str], is_report: Check) -> None:
    right = report_of(capsys, str(EXAMPLES[0]))
    assert is_report(right)
    for fault, (path, value) in REPORT_FAULTS.items():
        assert not is_report(planted(right, path, value)), fault
        assert not is_report([right, planted(right, path, value)]), fault
