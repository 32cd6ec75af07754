"""Law 3: every rule has examples of both kinds, and reads them as it says. A new rule is a file, and needs no test."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hall import FOLDER, HALL, HERE

from playbook.documents.judge import Read
from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.documents.phrase import Sequence, parse, parse_lists
from playbook.documents.phrases import Cut, Phrases
from playbook.load import load_playbook
from playbook.load.rules import load_rules
from playbook.model import BadInput, Playbook
from playbook.rule import Rule

ROOT = HERE.parent
PLAYBOOK = load_playbook(str(ROOT / "checklists"))
TODAY = date(2026, 11, 22)
BAD = HERE / "bad" / "rules"
SETS = {
    "real": (PLAYBOOK, load_rules(PLAYBOOK, str(ROOT / "checklists"))),
    "hall": (HALL, load_rules(HALL, str(FOLDER))),
}
LINTERS = {name: Linter(playbook, rules) for name, (playbook, rules) in SETS.items()}
EVERY = [
    pytest.param(name, rule, id=f"{name}-{rule.id}") for name, (_, rules) in SETS.items() for rule in rules.values()
]
RULES = SETS["real"][1]


def read(name: str, rule: Rule, text: str) -> Read:
    return LINTERS[name].read("paper.md", markdown_blocks(text), as_of=TODAY).reads[rule.id]


def as_words(value: str | int | frozenset[str]) -> str:
    return "none" if isinstance(value, frozenset) else str(value)


@pytest.mark.parametrize(("name", "rule"), EVERY)
def test_a_rule_reads_its_examples_as_it_says(name: str, rule: Rule) -> None:
    for value, texts in rule.must_flag.items():
        for text in texts:
            assert read(name, rule, text).words == value, text
    for text in rule.must_not_flag:
        found = read(name, rule, text)
        assert found.words == as_words(found.nothing), text
        assert not found.is_found, text


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.id))
def test_a_rule_has_examples_enough(rule: Rule) -> None:
    assert sum(map(len, rule.must_flag.values())) >= 3
    assert len(rule.must_not_flag) >= 3
    assert all(text.strip() for text in rule.must_not_flag)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.id))
def test_every_value_with_a_sign_has_an_example(rule: Rule) -> None:
    if "number" not in rule.values:
        shown = {part for value in rule.must_flag for part in value.split(", ")}
        assert shown >= {sign.value for sign in rule.signs} - {rule.otherwise}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.id))
def test_every_phrase_can_be_found_in_each_of_its_forms(rule: Rule) -> None:
    """A phrase that begins with a gap, or in lower case with a list in capitals, would be looked for in vain."""
    lists = parse_lists(rule.words)
    told = [phrases for sign in rule.signs for phrases in (sign.phrases, sign.with_, sign.unless, sign.part_of)]
    under = [phrases for sign in rule.signs for phrases in (sign.under, sign.not_under)]
    for phrase in dict.fromkeys(phrase for phrases in (*told, *under) for phrase in phrases):
        net = Phrases()
        net.add(0, [phrase], lists)
        for words in forms(parse(phrase, lists)):
            assert phrase in LOST or net.find(Cut.of(" ".join(words))), (phrase, words)


LOST: tuple[str, ...] = ()


def forms(sequence: Sequence) -> list[list[str]]:
    """Sentences that the sequence should find: each alternative of each part once, beside the first of the others."""
    parts = [[form for one in part for form in alternatives(one)] or [[]] for part in sequence]
    return [
        [word for other, form in enumerate(parts) for word in (chosen if other == at else form[0])]
        for at, part in enumerate(parts)
        for chosen in part
    ]


def alternatives(one: list[str] | Sequence) -> list[list[str]]:
    if isinstance(one, Sequence):
        return forms(one) or [[]]
    return [[{"...": "x", "#": "5", "£#": "£5"}.get(word, word) for word in one]]


@pytest.mark.parametrize(("playbook", "rules"), SETS.values(), ids=SETS)
def test_what_items_read_exists(playbook: Playbook, rules: dict[str, Rule]) -> None:
    readings = [
        reading
        for item in playbook.items.values()
        for reading in (item.document, *(row.document for row in item.rows.values()))
        if reading
    ]
    assert {reading.rule for reading in readings} <= set(rules)
    for reading in readings:
        rule = rules[reading.rule]
        assert set(reading.documents) <= set(playbook.documents)
        is_number = "number" in rule.values
        assert is_number or set(reading.agrees) <= set(rule.values), reading.rule


def test_every_item_read_by_rows_has_rows_that_its_rule_knows() -> None:
    for playbook, rules in SETS.values():
        for item in playbook.items.values():
            if item.document and item.document.by_rows:
                assert set(rules[item.document.rule].values) <= set(item.rows), item.id


# What is wrong with a rule


def messages(folder: Path, playbook: Playbook = HALL) -> str:
    with pytest.raises(BadInput) as bad:
        load_rules(playbook, str(folder))
    return str(bad.value).replace(str(folder / "rules") + os.sep, "") + "\n"


def put_hall(folder: Path) -> Path:
    """The rules of the village hall, so that its items find what they read."""
    place = folder / "rules"
    place.mkdir()
    for file in (FOLDER / "rules").glob("*.yaml"):
        (place / file.name).write_bytes(file.read_bytes())
    return place


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_rule(file: Path, tmp_path: Path) -> None:
    (put_hall(tmp_path) / file.name).write_bytes(file.read_bytes())
    assert messages(tmp_path) == file.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_bad_rules() -> None:
    assert len(list(BAD.glob("*.yaml"))) >= 8


def test_the_problems_of_every_file_are_named_at_once(tmp_path: Path) -> None:
    place = put_hall(tmp_path)
    for file in BAD.glob("*.yaml"):
        (place / file.name).write_bytes(file.read_bytes())
    said = messages(tmp_path)
    for file in BAD.glob("*.yaml"):
        for line in file.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
            assert line in said


def test_the_items_of_a_playbook_name_the_rules_that_are_missing(tmp_path: Path) -> None:
    (put_hall(tmp_path) / "hall-use.yaml").unlink()
    said = messages(tmp_path)
    assert "item hire-out: there is no rule “hall-use”" in said
    assert said.startswith(str(FOLDER / "hiring.yaml"))
    assert said.count("there is no rule") == 1


def test_the_items_of_a_playbook_name_the_values_that_are_missing(tmp_path: Path) -> None:
    file = put_hall(tmp_path) / "hall-use.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("members:", "member:").replace("value: members", "value: member"), "utf-8")
    said = messages(tmp_path)
    assert "item hire-out: rule hall-use reads no “members”\n    Did you mean “member”?" in said


def test_a_folder_without_rules_has_none(tmp_path: Path) -> None:
    """Items may not name rules then."""
    said = messages(tmp_path)
    assert said.count("there is no rule") == 4


def test_words_are_shared_by_every_rule_and_a_rule_may_have_its_own(tmp_path: Path) -> None:
    place = put_hall(tmp_path)
    (place / "words.yaml").write_text("loud:\n  - (drum|drums)\n  - brass band\n", "utf-8")
    file = place / "noise.yaml"
    text = file.read_text("utf-8")
    own = "words:\n  very:\n    - (very|really) <loud>\n\nsigns:"
    file.write_text(
        text.replace("signs:", own).replace(
            'phrases: ["no (noise|music)",', 'phrases: ["no <very>", "no (noise|music)",'
        ),
        "utf-8",
    )
    rules = load_rules(HALL, str(tmp_path))
    assert list(rules["noise"].words) == ["loud", "very"]
    assert rules["hall-use"].words == {}
    found = Linter(HALL, rules).read("a.md", markdown_blocks("Please, no really brass bands. No very BRASS band!"))
    assert found.reads["noise"].words == "yes"
    assert found.reads["noise"].seen[0].words == ("No", "very", "BRASS", "band")


def test_words_are_named_once(tmp_path: Path) -> None:
    place = put_hall(tmp_path)
    (place / "words.yaml").write_text("loud:\n  - drum\n", "utf-8")
    file = place / "noise.yaml"
    file.write_text(file.read_text("utf-8").replace("signs:", "words:\n  loud:\n    - brass\n\nsigns:"), "utf-8")
    assert "noise.yaml:8:3: there are words called <loud> already\n" in messages(tmp_path)


def test_a_file_that_cannot_be_read_keeps_no_other_problem_back(tmp_path: Path) -> None:
    place = put_hall(tmp_path)
    (place / "latin.yaml").write_bytes(b"title: Caf\xe9\n")
    (place / "huge.yaml").write_bytes(b"#" * 1_000_001)
    (place / "many.yaml").write_text("".join(f"field-{number}: x\n" for number in range(400)), "utf-8")
    (place / "empty.yaml").write_bytes(b"")
    (place / "old.yml").write_text("title: Chairs\n", "utf-8")
    (place / "._copy.yaml").write_bytes(b"\0\1")
    said = messages(tmp_path)
    assert "latin.yaml:1:11: the file is not UTF-8" in said
    assert "huge.yaml: the file is too large" in said
    assert "many.yaml: the first 300 problems are listed" in said
    assert "empty.yaml: the file is empty" in said
    assert "old.yml: the file is not read\n    Let its name end in .yaml." in said
    assert "._copy" not in said


def test_a_rule_that_does_not_load_is_not_said_to_be_missing(tmp_path: Path) -> None:
    (put_hall(tmp_path) / "hall-use.yaml").write_text("title: Who: may hire\n", "utf-8")
    said = messages(tmp_path)
    assert "there is no rule" not in said
    assert "hall-use.yaml:1:1: a text with “: ” in it needs quotation marks" in said


def test_phrases_of_shared_words_are_checked_as_well(tmp_path: Path) -> None:
    (put_hall(tmp_path) / "words.yaml").write_text("loud:\n  - (drum\n  - <soft>\n", "utf-8")
    said = messages(tmp_path)
    assert "words.yaml:2:5: “(drum” has a bracket that is not closed" in said
    assert "words.yaml:3:5: there are no words called <soft>" in said
