"""What the page asks of the engine, and how its parts come together; in a browser see test_engine_browser.py."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from importlib.metadata import requires
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from site_build import ROOT, Built, Project, build
from test_trust_facts import facts_in_forms

from playbook.browser import bundle as bundles
from playbook.browser import fetch
from playbook.browser.engine import Engine, answer
from playbook.browser.state import as_state
from playbook.carry import carried
from playbook.edit import same_answers
from playbook.fact import Fact, FactForm, in_a_field
from playbook.load import load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Answer, Answers, BadInput, Place

PLAYBOOK = load_playbook()
DAY = "2026-11-22"
NORTHMERE = ROOT / "examples" / "northmere"
OWN = (NORTHMERE / "answers.yaml").read_text("utf-8")


class Bytes:
    """What stands for the page's array."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def to_bytes(self) -> bytes:
        return self.data


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.chdir(tmp_path)
    return Engine(DAY)


def asked(engine: Engine, method: str, data: bytes | None = None, **words: Any) -> Any:
    return json.loads(answer(engine, method, json.dumps(words), None if data is None else Bytes(data)))


def read(engine: Engine, name: str, text: str, kind: str = "") -> Any:
    return asked(engine, "read", text.encode(), name=name, size=len(text), kind=kind)


def parsed(text: str) -> Answers:
    return parse_answers(Text("answers.yaml", text), PLAYBOOK)


# What the page asks


def test_findings_stand_beside_the_answer_to_their_question(engine: Engine) -> None:
    read(engine, "jd.md", "# Job description\n\nThe post reports to the Director of Finance.\n")
    text = "answers:\n  decision:\n    seat: voting\n    line-manager: chief-executive\n"
    view = asked(engine, "show", text=text, trust="")
    told = view["answers"]["line-manager"]
    assert told["status"] == "contradicted"
    assert told["answer"] == PLAYBOOK.items["line-manager"].options["chief-executive"].text
    assert any("Director of Finance" in words for words in told["says"])
    assert [one["item"] for one in view["otherwise"]] == ["line-manager"]


def test_a_kind_that_a_person_says_counts(engine: Engine) -> None:
    read(engine, "paper.txt", "Something about the post.\n")
    unknown = asked(engine, "show", text="", trust="")["documents"][0]
    assert (unknown["kind"], unknown["sections"]) == ("", [])
    asked(engine, "called", name="paper.txt", kind="advert")
    known = asked(engine, "show", text="", trust="")["documents"][0]
    assert (known["kind"], known["guessed"]) == ("advert", False)
    assert "missing" in [one["outcome"] for one in known["sections"]]


def test_what_cannot_be_read_is_listed_until_it_is_mended(engine: Engine) -> None:
    assert asked(engine, "read", b"", name="a.md", size=0, kind="")["message"] == "the file is empty"
    assert "60,000,000" in asked(engine, "read", b"x", name="b.md", size=60_000_000, kind="")["message"]
    asked(engine, "refuse", name="c.md", message="it is bad", hint="Mend it.")
    view = asked(engine, "show", text="", trust="")
    assert [one["file"] for one in view["unread"]] == ["a.md", "b.md", "c.md"]
    assert read(engine, "a.md", "# Advert\n") == {}
    asked(engine, "forget", name="b.md")
    assert [one["file"] for one in asked(engine, "show", text="", trust="")["unread"]] == ["c.md"]


def test_answers_that_do_not_fit_hide_no_finding(engine: Engine) -> None:
    read(engine, "advert.md", "# Advert\n\nThe word informatics.\n")
    view = asked(engine, "show", text="answers:\n  decision:\n    seat: vooting\n", trust="")
    assert view["unusable"][0]["message"] == "“seat” has no answer “vooting”"
    assert view["documents"][0]["sections"]


@pytest.mark.parametrize("name", ["answers.yaml", "../../up.yaml", "C:\\x\\my answers.yaml", "", "…/ü.yaml", ".."])
def test_a_file_is_opened_whatever_its_name(name: str, engine: Engine, tmp_path: Path) -> None:
    found = asked(engine, "opened", OWN.encode(), name=name)
    assert found["text"] == OWN
    assert found["answers"]["seat"]["answer"] == "non-voting"
    assert found["documents"]["advert.md"] == "advert"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"\xff\xfe1\x00", b"answers: [", b"x" * 1_000_001, b"a: 1", b"\x00"])
def test_what_is_no_answers_file_is_refused_with_its_place(data: bytes, engine: Engine) -> None:
    found = asked(engine, "opened", data, name="mine.yaml")
    assert list(found) == ["problems"]
    assert found["problems"][0]["place"].startswith("mine.yaml")


def test_the_report_as_a_page_runs_nothing_that_others_wrote(engine: Engine) -> None:
    read(engine, "<b>.md", "# Advert\n\nThe word informatics <script>alert(1)</script> [x](javascript:alert(1)).\n")
    text = 'trust: "<img src=x onerror=alert(1)>"\nanswers:\n  decision:\n    seat: unknown\n'
    page = asked(engine, "write", text=text, trust="", form="html")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page.replace("javascript:alert(1)", "", page.count("(javascript:"))
    assert "&lt;br" not in page
    assert asked(engine, "write", text=text, trust="", form="markdown").count("# ") > 2


# Answers carried into a file


def test_what_did_not_change_stays_as_it_was_written() -> None:
    before = parsed(OWN)
    assert carried(OWN, PLAYBOOK, before) == OWN
    other = before.answers["seat"]._replace(option="voting", note="")
    changed = carried(OWN, PLAYBOOK, before._replace(answers={**before.answers, "seat": other}))
    lines = [(one, two) for one, two in zip(OWN.splitlines(), changed.splitlines(), strict=True) if one != two]
    assert [two.strip() for _, two in lines] == ["answer: voting", "note:"]


def test_what_a_person_let_stand_outlives_its_answer() -> None:
    before = parsed(OWN)
    left = carried(OWN, PLAYBOOK, before._replace(answers={}))
    assert parsed(left).answers["informatics"].stands == before.answers["informatics"].stands
    assert parsed(left).documents
    assert [id_ for id_, one in parsed(left).answers.items() if not one.is_empty] == []


def test_rows_change_one_by_one() -> None:
    rows_said = "        siro: unknown # who?\n        cyber: this-post\n"
    text = f"answers:\n  decision:\n    information-risk:\n      rows:\n{rows_said}"
    before = parsed(text)
    rows = {"siro": Answer(Place(""), option="another-director"), "caldicott": Answer(Place(""), unknown=True)}
    wanted = before._replace(answers={"information-risk": Answer(Place(""), rows=rows)})
    new = carried(text, PLAYBOOK, wanted)
    assert "siro: another-director # who?" in new
    assert set(parsed(new).answers["information-risk"].rows) == {"siro", "caldicott"}


def test_facts_change_one_by_one() -> None:
    aims = "  aims:\n    - |\n      shorter\n      waits\n"
    said = "answers:\n  decision:\n    seat: voting\n"
    text = f"# Ours\nfacts: # so far\n  staff: 5200 # in May\n{aims}  base: Vale\n{said}"
    before = parsed(text)
    kept: dict[str, Fact] = {"staff": 5_200, "aims": ("shorter waits",)}
    wanted = before._replace(facts={**kept, "salary-from": 128_000, "closing-date": dt.date(2027, 1, 22)})
    new = carried(text, PLAYBOOK, wanted)
    assert new == text.replace("  base: Vale\n", "  salary-from: £128,000\n  base:\n  closing-date: 2027-01-22\n")
    assert carried(text, PLAYBOOK, before._replace(facts={**before.facts, "aims": ("shorter waits",)})) == text
    begun = carried("answers:\n  decision:\n    seat: voting # yes\n", PLAYBOOK, wanted)
    assert begun == (
        "facts:\n  staff: 5,200\n  aims:\n    - shorter waits\n  salary-from: £128,000\n"
        "  closing-date: 2027-01-22\nanswers:\n  decision:\n    seat: voting # yes\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "  aims:\n    - |\n      lit\n      eral\n    - x # x\n",
            "  aims:\n    - |\n      lit\n      eral\n    - x # x\n    - new\n",
        ),
        ("  aims:\n    - a  b # two blanks\n", "  aims:\n    - a  b # two blanks\n    - new\n"),
        ("  ? aims\n  : - a\n    - b\n", "  ? aims\n  : [a, b, new]\n"),
    ],
)
def test_a_list_grows_by_what_is_new_alone(old: str, new: str) -> None:
    text = f"facts:\n{old}answers:\n  decision:\n    seat: voting\n"
    before = parsed(text)
    shown = in_a_field(before.facts["aims"], FactForm.LIST).split("\n")
    assert carried(text, PLAYBOOK, before._replace(facts={"aims": (*shown, "new")})) == text.replace(old, new)


def test_a_fact_of_two_lines_is_shown_as_one_and_left_as_it_is() -> None:
    text = "facts:\n  base: |\n    Vale\n    Hospital\nanswers:\n  decision:\n    seat: voting\n"
    shown = as_state(parsed(text), PLAYBOOK.facts)["facts"]
    assert shown == {"base": "Vale Hospital"}
    assert carried(text, PLAYBOOK, parsed(text)._replace(facts=shown)) == text


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(BadInput):
        carried("answers: [", PLAYBOOK, parsed(OWN))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=30).map(str.strip)


@st.composite
def said(draw: st.DrawFn, id_: str, row: bool = False) -> Answer:
    item = PLAYBOOK.items[id_]
    made = Answer(Place(""), note=draw(TEXTS), owner=draw(TEXTS))
    if item.rows and not row:
        rows = {one: draw(said(id_, True)) for one in item.rows if draw(st.booleans())}
        return Answer(Place(""), rows=rows)
    option = draw(st.sampled_from([*item.options, "", "unknown"]))
    return made._replace(option="" if option == "unknown" else option, unknown=option == "unknown")


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    ids = draw(st.lists(st.sampled_from(list(PLAYBOOK.items)), max_size=4, unique=True))
    found = {**parsed(OWN).answers, **{id_: draw(said(id_)) for id_ in ids}}
    for id_ in draw(st.lists(st.sampled_from(list(found)), max_size=3, unique=True)):
        del found[id_]
    told = dict(draw(st.lists(facts_in_forms(), max_size=4)))
    facts = {id_: fact for id_, fact in {**parsed(OWN).facts, **told}.items() if fact is not None}
    return Answers(trust=draw(TEXTS), edition="", answers=found, facts=facts, place=Place(""))


@given(some_answers())
def test_any_answers_can_be_carried_and_read_back(wanted: Answers) -> None:
    new = parsed(carried(OWN, PLAYBOOK, wanted))
    stands = {id_: one.stands for id_, one in parsed(OWN).answers.items() if one.stands}
    assert {id_: one.stands for id_, one in new.answers.items() if one.stands} == stands
    for kind in ("answers", "facts"):
        assert as_state(new, PLAYBOOK.facts)[kind] == as_state(wanted, PLAYBOOK.facts)[kind]
    again = carried(OWN, PLAYBOOK, wanted)
    assert carried(again, PLAYBOOK, parsed(again)) == again
    assert same_answers(parsed(again), new)


def test_a_row_that_says_nothing_is_no_obstacle() -> None:
    here, nothing = parsed(OWN), Answer(Place(""))
    rows = {"caldicott": nothing._replace(option="this-post"), "cyber": nothing}
    wanted = here._replace(answers={**here.answers, "information-risk": nothing._replace(rows=rows)})
    assert list(parsed(carried(OWN, PLAYBOOK, wanted)).answers["information-risk"].rows) == ["caldicott"]


@pytest.mark.parametrize("gone", ["working-openly", "cloud-money"])
def test_an_answer_that_goes_leaves_nothing_to_one_that_comes(gone: str) -> None:
    here = parsed(OWN)
    answers = {id_: one for id_, one in here.answers.items() if id_ != gone}
    answers["fit-and-proper-yearly"] = Answer(Place(""), option="dated", owner="Ines Holloway")
    new = parsed(carried(OWN, PLAYBOOK, here._replace(answers=answers)))
    assert new.answers.keys() == answers.keys()


# The parts


def made_wheel(folder: Path, name: str, metadata: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{metadata}\n")
    return path


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Parts as they come from the registries, but small."""
    home = tmp_path / "pyodide"
    home.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip", fetch.PACKED):
        (home / name).write_text(name)
    (home / "package.json").write_text('{"version": "314.0.1"}')
    (home / "pyodide-lock.json").write_text('{"info": {"python": "3.14.2"}}')
    found = [made_wheel(tmp_path, "pypdfium2", "License: BSD"), made_wheel(tmp_path, "b", "Classifier: License :: MIT")]
    own = made_wheel(tmp_path, "own", "License-Expression: MIT\nProject-URL: Homepage, https://example.org")
    monkeypatch.setattr(bundles, "runtime", lambda _kept: home)
    monkeypatch.setattr(bundles, "wheels", lambda _kept: found)
    monkeypatch.setattr(bundles, "own_wheel", lambda _kept: own)
    return tmp_path


def test_the_list_names_every_file_with_its_hash(parts: Path) -> None:
    made = bundles.gathered(parts)
    made.write(parts / "out")
    made.write(parts / "out")
    listed = json.loads((parts / "out" / bundles.LIST).read_text("utf-8"))
    assert {path.name for path in (parts / "out").iterdir()} == {
        bundles.LIST,
        *(one["file"] for one in listed["files"]),
    }
    assert [one["role"] for one in listed["files"]] == [
        "loader",
        "machine",
        "python",
        "library",
        "wheel",
        "pdf",
        "wheel",
    ]
    assert all(one["integrity"].startswith("sha256-") for one in listed["files"])
    assert (
        made.size(with_pdf=True) - made.size(with_pdf=False)
        == (parts / "pypdfium2-1.0-py3-none-any.whl").stat().st_size
    )
    licences = [(one.name, one.version, one.licence) for one in made.licences]
    assert licences[:2] == [("Pyodide", "314.0.1", "MPL-2.0"), ("Python", "3.14.2", "PSF-2.0")]
    assert licences[2:] == [("own", "1.0", "MIT"), ("pypdfium2", "1.0", "BSD"), ("b", "1.0", "MIT")]


def test_a_part_that_cannot_be_had_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **_more: Any) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="notice\nnpm error network down\nbye\n")

    monkeypatch.setattr(subprocess, "run", fail)
    monkeypatch.setattr(fetch, "_program", lambda name: name)
    for part in (fetch.runtime, fetch.wheels, fetch.own_wheel):
        with pytest.raises(fetch.Unavailable, match="npm error network down"):
            part(tmp_path)
    assert list(tmp_path.iterdir()) == []


FOR_WRITING = {"holidays", "icalendar", "jinja2", "python-docx"}  # which neither `check` nor `lint` imports
OF_THE_PINNED = {"mdurl"}


def test_the_pins_are_versions_that_the_package_allows() -> None:
    pins = "".join((fetch.PARTS / name).read_text("utf-8") for name in ("wheels.txt", "source.txt"))
    pinned = dict(line.split(" ")[0].lower().split("==") for line in pins.splitlines() if "==" in line)
    asked = [Requirement(line) for line in requires("board-cio-playbook") or () if "extra" not in line]
    wanted = {one.name.lower(): one.specifier for one in asked if one.name.lower() not in FOR_WRITING}
    assert pinned.keys() == wanted.keys() | OF_THE_PINNED
    assert [name for name, allowed in wanted.items() if pinned[name] not in allowed] == []
    assert "http" not in (fetch.PARTS / "package-lock.json").read_text("utf-8")


PAGE = "# Check\n\n```{engine}\nUse the terminal.\n```\n\n```{engine-parts}\n```\n"


def project(tmp_path: Path) -> Project:
    found = Project(tmp_path, {"index.md": PAGE})
    found.write("conf.py", 'extensions = ["myst_parser", "playbook.sphinx", "playbook.browser.page"]\n')
    return found


def test_without_the_engine_the_page_says_what_else_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_ENGINE", "off")
    built: Built = project(tmp_path).build("-W")
    assert (built.code, built.said) == (0, "")
    place = built.page("index").select_one(".engine-place")
    assert place is not None
    assert place.get_text(strip=True) == "Use the terminal."
    assert "data-load" not in place.attrs
    assert not (built.folder / "offline.js").exists()
    assert not (built.folder / "_static" / "checklist-engine").exists()


def test_a_build_that_needs_the_engine_fails_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(fetch, "ROOT", tmp_path)
    monkeypatch.setenv("PLAYBOOK_ENGINE", "required")
    page = project(tmp_path)
    moved = f"from pathlib import Path\nfrom playbook.browser import fetch\nfetch.ROOT = Path({str(tmp_path)!r})\n"
    page.write("conf.py", moved + (tmp_path / "conf.py").read_text("utf-8"))
    failed = build(tmp_path, tmp_path, tmp_path / "_build")
    assert failed.code != 0
    assert "the engine for the browser could not be had" in failed.said
    monkeypatch.setenv("PLAYBOOK_ENGINE", "")
    assert page.build("-W").code == 0


def test_faults_of_the_checklists_are_told_by_their_pages(tmp_path: Path) -> None:
    page = project(tmp_path)
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "playbook.yaml").write_text("gates: none", "utf-8")
    moved = f"from pathlib import Path\nfrom playbook.browser import fetch\nfetch.ROOT = Path({str(tmp_path)!r})\n"
    page.write("conf.py", moved + (tmp_path / "conf.py").read_text("utf-8"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_ENGINE", "required")
        built = page.build("-v")
    assert "the checklists have faults, told below" in built.said
    assert "could not be had" not in built.said
