"""British spelling, by codespell: its own list of slips, and its list of British and American words read backwards."""

import re
from pathlib import Path

import codespell_lib
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DICTIONARY = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
FOLDERS = ("checklists", "docs", "examples", "playbook", "benchmarks", ".github")
KINDS = {".md", ".yaml", ".yml", ".py", ".txt", ".html"}
# American in one meaning and British in another: to practise and a practice, a television programme and a program.
BRITISH_TOO = (
    *("analog", "biased", "dialog", "focused", "focuses", "focusing", "judgment", "judgments"),
    *("license", "licensed", "licenses", "licensing"),
    *("math", "meter", "meters", "mold", "molds", "practice", "practices", "program", "routing", "stories", "writable"),
)
# Code, a place, the title of a study, and abbreviations.
IGNORED = ("caf", "capitalize", "getsize", "humber", "ment", "nd", "ned", "reanalyzing", "story")
# Names that others gave to what our code uses.
IN_CODE = ("atleast", "color", "finalize", "keymapcustomizations")
RULES = ROOT / "checklists" / "rules"
PROSE = ("title", "why", "instead", "says", "values")
IN_IZE = re.compile(r"\b[a-z]+(?:iz(?:e|es|ed|ing|er|ers|able|ation|ations)|yz(?:e|es|ed|ing|er|ers))\b")
OF_SIZE = re.compile(r"(?:over|re)?siz|priz|seiz|citiz|horiz")
ADDRESS = re.compile(r"https?://\S+")


def texts() -> list[Path]:
    """Every text of ours that people read; the licence is not ours."""
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in KINDS]
    return sorted(path for path in [*ROOT.glob("*.md"), *below] if path.parent != RULES)


def prose_of_rules() -> list[str]:
    """What rules say to people; their phrases have to spell as papers do."""
    found = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(RULES.glob("*.yaml"))]
    signs = [sign for rule in found for sign in rule.get("signs", {}).values()]
    return [str(one[key]) for one in [*found, *signs] for key in PROSE if key in one]


@pytest.fixture(scope="module")
def american(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """codespell's dictionary of British words, the other way round."""
    pairs = [line.split("->") for line in DICTIONARY.read_text("utf-8").splitlines()]
    lines = [f"{theirs}->{ours}" for ours, theirs in pairs if theirs not in BRITISH_TOO]
    path = tmp_path_factory.mktemp("spelling") / "american.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def is_clean(american: Path, *files: Path) -> bool:
    arguments = ("-D", "-", "-D", str(american), *map(str, files))
    ignored = (*IGNORED, *IN_CODE) if all(file.suffix == ".py" for file in files) else IGNORED
    return codespell_lib.main(f"--ignore-words-list={','.join(ignored)}", *arguments) == 0


def test_no_slips_and_no_american_words(american: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = texts()
    code = [file for file in files if file.suffix == ".py"]
    assert min(len(files) - len(code), len(code)) > 30
    assert is_clean(american, *code), capsys.readouterr().out
    assert is_clean(american, *(file for file in files if file not in code)), capsys.readouterr().out


def test_rules_are_written_in_british_english(
    american: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "rules.md"
    page.write_text("\n".join(prose_of_rules()), "utf-8")
    assert len(prose_of_rules()) > 60
    assert is_clean(american, page), capsys.readouterr().out
    assert not [word for word in IN_IZE.findall(page.read_text("utf-8").lower()) if not OF_SIZE.match(word)]


@pytest.mark.parametrize(
    ("words", "clean"),
    [("a recieved letter", False), ("an organization", False), ("their behavior", False), ("an organisation", True)],
)
def test_slips_and_american_words_are_seen(words: str, clean: bool, american: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{words}\n", "utf-8")
    assert is_clean(american, page) is clean


def test_words_end_in_ise() -> None:
    """The dictionary has the common words only; -ize is seen in all of them."""
    words = (
        (path, word) for path in texts() for word in IN_IZE.findall(ADDRESS.sub("", path.read_text("utf-8").lower()))
    )
    wrong = [
        f"{path.name}: {word}" for path, word in words if not OF_SIZE.match(word) and word not in (*IGNORED, *IN_CODE)
    ]
    assert wrong == []
