"""The laws of the design over the playbook's own data and code."""

import ast
import datetime as dt
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.evaluate import evaluate
from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Assessment, Item, Priority, Rating, Status

ROOT = Path(__file__).resolve().parent.parent
PLAYBOOK = load_playbook(str(ROOT / "checklists"))
ITEMS = pytest.mark.parametrize("item", PLAYBOOK.items.values(), ids=list(PLAYBOOK.items))
DATA = pytest.mark.parametrize("file", sorted((ROOT / "checklists").rglob("*.yaml")), ids=lambda file: str(file.stem))
CODE = sorted((ROOT / "playbook").rglob("*.py"))
TODAY = dt.date(2026, 11, 22)
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


# Law 1: coverage


def test_the_register_is_whole() -> None:
    expected = [*(f"A{n}" for n in range(1, 26)), *(f"B{n}" for n in range(1, 49)), *(f"X{n}" for n in range(1, 15))]
    assert list(PLAYBOOK.claims) == expected
    assert len(expected) == 87


def test_every_claim_is_carried_or_prose() -> None:
    carried = {id_ for item in PLAYBOOK.items.values() for id_ in item.claims}
    prose = {id_ for id_, claim in PLAYBOOK.claims.items() if claim.kind == ("prose",)}
    assert carried | prose == set(PLAYBOOK.claims)
    assert not carried & prose


def test_the_rules_that_the_seeds_lack_have_their_ratings() -> None:
    sensible = {"X6", "X7", "X11", "X12", "X13"}
    for id_, claim in PLAYBOOK.claims.items():
        if id_.startswith("X"):
            assert claim.rating is (Rating.SENSIBLE if id_ in sensible else Rating.EVIDENCED), id_


def test_every_source_tells_what_was_seen_of_it() -> None:
    for source in PLAYBOOK.sources.values():
        assert source.seen
        assert re.match(r"https?://", source.link)
        assert source.date == "not shown" or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.date), source.id


# Laws 2 and 4: a whole item, and no disputed must


@ITEMS
def test_item_is_whole(item: Item) -> None:
    assert all((item.ask, item.why, item.how, item.good, item.poor, item.who, item.claims or item.sources))
    assert item.ask.endswith("?")
    assert item.good != item.poor
    assert all(PLAYBOOK.sources[id_] for id_ in item.sources)
    assert set(item.who) <= set(PLAYBOOK.roles)
    assert len(set(item.who)) == len(item.who)
    for text in (item.why, item.but, item.how, item.good, item.poor, *(row.text for row in item.rows.values())):
        assert "  " not in text


@ITEMS
def test_item_can_be_met_in_words(item: Item) -> None:
    texts = [option.text for option in item.options.values()]
    assert Status.MET in [option.status for option in item.options.values()]
    assert len(set(texts)) == len(texts)
    assert all(len(text) < 100 for text in texts), "an option is read at a glance"


@ITEMS
def test_ids_are_words(item: Item) -> None:
    for id_ in (item.id, item.checklist, *item.options, *item.rows):
        assert WORD.fullmatch(id_)
        assert not id_[0].isdigit()


@ITEMS
def test_a_question_says_what_it_means(item: Item) -> None:
    negatives = re.findall(
        r"\b(?:not|never|nobody|nothing|none|cannot|lacks?|unless)\b|n[’']t\b", item.ask, re.IGNORECASE
    )
    assert not negatives, "no double negatives: ask for what should be so"
    assert len(item.ask) <= 120


@ITEMS
def test_a_dispute_shows_both_sides(item: Item) -> None:
    disputed = item.rating is Rating.DISPUTED
    carries = any(PLAYBOOK.claims[id_].rating is Rating.DISPUTED for id_ in item.claims)
    assert not (disputed and item.priority is Priority.MUST)
    assert item.but or not (disputed or carries)


def test_there_are_at_most_18_musts() -> None:
    assert 10 <= sum(item.is_must for item in PLAYBOOK.items.values()) <= 18


def test_the_size_is_what_a_trust_can_bear() -> None:
    choices = sum(len(item.rows) or 1 for item in PLAYBOOK.items.values())
    assert 60 <= len(PLAYBOOK.items) <= 70
    assert choices <= 110


def test_gates_and_roles() -> None:
    assert list(PLAYBOOK.gates) == ["decide", "advertise", "interview", "appoint", "settle-in"]
    assert set(PLAYBOOK.roles) == {
        "chair", "chief-executive", "hr-director", "company-secretary", "digital-lead", "finance-director",
        "non-executive-director",
    }  # fmt: skip
    assert {item.gate for item in PLAYBOOK.items.values() if item.is_must} == set(PLAYBOOK.gates)


# The form of the files


@DATA
def test_house_form(file: Path) -> None:
    raw = file.read_bytes()
    text = raw.decode("utf-8")
    assert "\t" not in text
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    for number, line in enumerate(text.splitlines(), 1):
        assert line == line.rstrip(), number
        assert len(line) <= 120 or "://" in line, number


@DATA
def test_house_style_of_yaml(file: Path) -> None:
    events = list(yaml.parse(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        assert not (isinstance(event, yaml.MappingStartEvent) and event.flow_style), f"braces in line {line}"
        if isinstance(event, yaml.ScalarEvent) and "://" not in event.value:
            is_paper = event.style == "|" and file.parent.name == "rules"  # an example with headings, lists, tables
            assert len(event.value) <= 110 or event.style == ">" or is_paper, f"prose in line {line} belongs below “>”"
    for value in flow_values(events):
        assert re.fullmatch(r"[A-Za-z0-9-]+", value), f"only ids stand in brackets, and not “{value}”"


def flow_values(events: list[Any]) -> Iterator[str]:
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.SequenceStartEvent) and bool(event.flow_style or depth)
        depth -= isinstance(event, yaml.SequenceEndEvent) and bool(depth)
        if depth and isinstance(event, yaml.ScalarEvent):
            yield event.value


# Law 8: old answers still load


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "editions").glob("*.yaml")), ids=lambda file: str(file.stem))
def test_the_answers_of_an_edition_still_load(file: Path) -> None:
    answers = load_answers(str(file), PLAYBOOK)
    assert answers.edition == file.stem
    assert evaluate(PLAYBOOK, answers, as_of=TODAY).results


def test_the_answers_of_this_edition_answer_everything() -> None:
    answers = load_answers(str(ROOT / "tests" / "editions" / f"{PLAYBOOK.edition}.yaml"), PLAYBOOK).answers
    assert set(answers) == set(PLAYBOOK.items), f"answer each new question in tests/editions/{PLAYBOOK.edition}.yaml"
    for id_, item in PLAYBOOK.items.items():
        assert set(answers[id_].rows) == set(item.rows)


# Law 13 over the real data: what a trust can reach


def judged(text: str) -> Assessment:
    return evaluate(PLAYBOOK, parse_answers(Text("answers.yaml", text), PLAYBOOK), as_of=TODAY)


def test_whoever_meets_every_must_passes_every_gate() -> None:
    file = ROOT / "tests" / "editions" / f"{PLAYBOOK.edition}.yaml"
    verdicts = judged(file.read_text(encoding="utf-8")).verdicts
    assert [(id_, verdict.ready) for id_, verdict in verdicts.items()] == [(id_, True) for id_ in PLAYBOOK.gates]


def test_whoever_wants_no_post_has_decided_and_is_ready_for_nothing_else() -> None:
    text = "answers:\n  decision:\n    seat:\n      answer: no-post\n      note: The medical director leads digital.\n"
    assessment = judged(text)
    assert not [one for one in assessment.results.values() if one.waits_for]
    left = [one.item for one in assessment.results.values() if one.applies and one.item.id != "seat"]
    assert all(item.gate == "decide" for item in left)
    assert len(left) <= 8, "a board that wants no post is asked few questions"
    assert {verdict.ready for id_, verdict in assessment.verdicts.items() if id_ != "decide"} == {None}


def test_an_empty_file_passes_nothing() -> None:
    assert not [verdict for verdict in judged("answers:\n").verdicts.values() if verdict.ready is not False]


# Law 9, and the arrows of the code


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def imports(file: Path, *, top: bool = False) -> set[str]:
    """The modules that a file imports: all of them, or those that it needs to be loaded at all."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for inner in ast.iter_child_nodes(node):
            is_later = isinstance(node, ast.FunctionDef) or (
                isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            )
            inner.is_later = is_later or getattr(node, "is_later", False)  # type: ignore[attr-defined]
    found: set[str] = set()
    for node in ast.walk(tree):
        if top and getattr(node, "is_later", False):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def part(module: str) -> str:
    """playbook.load.text belongs to load."""
    return module.split(".")[1] if "." in module else ""


def below_the_commands() -> list[Path]:
    return [file for file in CODE if file.name not in ("__main__.py", "cli.py", "console.py")]


@pytest.mark.parametrize("file", below_the_commands(), ids=lambda file: str(file.relative_to(ROOT / "playbook")))
def test_no_clock_and_no_print_below_the_command_line(file: Path) -> None:
    forbidden = re.compile(
        r"(\w+\.)*(today|now|utcnow|localtime|gmtime|perf_counter|monotonic)|time\.time|print|input|(sys\.)?exit"
    )
    found = [call for call in calls(ast.parse(file.read_text(encoding="utf-8"))) if forbidden.fullmatch(call)]
    assert not found


ARROWS = {
    "apart": set(),
    "fact": {"model", "words"},
    "model": {"fact"},
    "words": set(),
    "findings": {"model"},
    "plan": {"model"},
    "rule": {"model"},
    "load": {"documents", "fact", "load", "model", "plan", "rule"},
    "evaluate": {"findings", "model", "words"},
    "documents": {"apart", "documents", "model", "rule", "words"},
}
READERS = {"ctypes", "docx", "lxml", "markdown_it", "pypdfium2", "pypdfium2_raw"}  # each in a function of its own


def core() -> list[tuple[str, Path]]:
    return [
        (name, file)
        for file in CODE
        for name in [file.relative_to(ROOT / "playbook").parts[0].removesuffix(".py")]
        if name in ARROWS
    ]


@pytest.mark.parametrize(("name", "file"), core(), ids=lambda value: str(getattr(value, "name", value)))
def test_the_core_knows_no_more_than_it_needs(name: str, file: Path) -> None:
    known = imports(file)
    assert {part(module) for module in known if module.startswith("playbook")} <= ARROWS[name]
    others = {module.partition(".")[0] for module in known if not module.startswith("playbook")}
    assert others <= {*sys.stdlib_module_names, "yaml", *(READERS if name == "documents" else ())}
    assert not {module.partition(".")[0] for module in imports(file, top=True)} & READERS


SLOW = {
    "argparse",
    "dataclasses",
    "difflib",
    "importlib",
    "inspect",
    "json",
    "logging",
    "pathlib",
    "shutil",
    "subprocess",
    "unittest",
}


@pytest.mark.parametrize(("name", "file"), core(), ids=lambda value: str(getattr(value, "name", value)))
def test_the_core_starts_fast(name: str, file: Path) -> None:
    slow = SLOW - ({"json"} if file.name.startswith("compiled") else set())
    assert not {module.partition(".")[0] for module in imports(file, top=True)} & slow


def test_nobody_calls_the_command_line() -> None:
    callers = [file.name for file in CODE if "playbook.cli" in imports(file)]
    assert callers == ["__main__.py"]


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT / "playbook")))
def test_modules_are_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400
