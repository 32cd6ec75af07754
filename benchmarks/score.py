"""Score the document rules against a folder of labelled documents, or a table of labelled phrases.

    python benchmarks/score.py FOLDER        a folder with documents and a labels.csv
    python benchmarks/score.py PHRASES.tsv   a table with the columns rule, wanted, context, phrase

In labels.csv, `file` names a document, `borderline` the columns (parted by ;) on which careful readers could differ,
which are left out, and every other column is a rule, or one of COLUMNS. A column that names no rule is passed over.

Of each rule: precision (of the values read, how many are right), recall (of the values that are there, how many were
read) and how often the rule abstained ("ambiguous"). The value that stands for "nothing" counts for neither.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.documents.read import read_blocks
from playbook.load import data_folder, load_playbook
from playbook.load.rules import load_rules
from playbook.rule import Outcome, Rule

AS_OF = date(2026, 11, 22)
COLUMNS = {
    "informatics_in_role_language": "informatics",
    "nhs_experience": "nhs-experience",
    "user_needs": "user-needs",
    "agile_methods": "agile-methods",
    "agile_working_only": "agile-working",
    "public_presence": "public-presence",
    "working_in_open": "working-in-open",
    "on_call": "on-call",
    "cloud": "cloud-position",
    "epr": "epr-status",
    "ceo_or_chair_opening": "opening-from-the-top",
    "board_seat": "board-seat",
}
RULES = {
    "agile": "agile-methods",
    "prince": "prince2",
    "nhsexp": "nhs-experience",
    "oncall": "on-call",
    "needs": "user-needs",
}
# What a label of another table means in the rule's own values; the first is the one that is counted.
VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("cloud-position", "yes"): ("stated",),
    ("cloud-position", "no"): ("absent",),
    ("epr-status", "yes"): ("stated",),
    ("epr-status", "no"): ("absent",),
    ("board-seat", "yes"): ("member", "voting", "non-voting"),
    ("board-seat", "no"): ("absent", "attends"),
    ("agile-methods", "method"): ("yes",),
    ("agile-methods", "location"): ("no",),
    ("agile-methods", "absent"): ("no",),
    ("prince2", "flag"): ("yes",),
    ("prince2", "flag-soft"): ("yes",),
    ("prince2", "negated"): ("no",),
    ("prince2", "absent"): ("no",),
    ("prince2", "someone-else"): ("no",),
    ("informatics", "flag"): ("yes",),
    ("informatics", "name"): ("no",),
    ("informatics", "mention"): ("no",),
    ("informatics", "absent"): ("no",),
    ("nhs-experience", "flag"): ("essential",),
    ("nhs-experience", "flag-hard"): ("essential",),
    ("nhs-experience", "ok-desirable"): ("desirable",),
    ("nhs-experience", "ok-open"): ("absent", "desirable"),
    ("nhs-experience", "ok-alternative"): ("absent", "desirable"),
    ("on-call", "stated"): ("stated-yes", "stated-no"),
    ("user-needs", "signal"): ("yes",),
    ("user-needs", "patient-needs-only"): ("no",),
    ("user-needs", "absent"): ("no",),
}
REVIEW = "review"


class Cell(NamedTuple):
    """One label and what was read; `is_doubtful` where the rule asks a person to judge."""

    name: str
    rule: Rule
    wanted: str
    read: str
    is_doubtful: bool


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit(__doc__)
    playbook = load_playbook()
    linter = Linter(playbook, load_rules(playbook, data_folder()))
    path = Path(arguments[0])
    cells = list(folder_cells(path, linter) if path.is_dir() else phrase_cells(path, linter))
    for line in table(cells):
        print(line)
    print()
    for cell in cells:
        if not is_right(cell):
            print(f"{cell.name}: {cell.rule.id}: wanted {cell.wanted}, read {cell.read}")


def folder_cells(folder: Path, linter: Linter) -> Iterator[Cell]:
    with open(folder / "labels.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        skipped = {part.strip() for part in (row.get("borderline") or "").split(";")} - {""}
        if wrong := _wrong(row, skipped, folder):
            sys.exit(f"labels.csv:{number}: {wrong}")
        _, blocks = read_blocks(str(folder / row["file"]))
        document = linter.read(row["file"], blocks, as_of=AS_OF)
        for column, wanted in row.items():
            id_ = COLUMNS.get(column, column)
            if id_ in linter.rules and wanted and column not in skipped:
                read = document.reads[id_]
                yield Cell(row["file"], linter.rules[id_], wanted, read.words, any(map(_asks, read.seen)))


def _wrong(row: dict[str, str], skipped: set[str], folder: Path) -> str:
    """What is wrong with a row of labels, if anything."""
    if None in row.values() or None in row:
        return "the row has more or fewer cells than the head has columns"
    if not (folder / row["file"]).is_file():
        return f"there is no file “{row['file']}”"
    unknown = sorted(skipped - set(row))
    return f"borderline names no column: {', '.join(unknown)}" if unknown else ""


def phrase_cells(file: Path, linter: Linter) -> Iterator[Cell]:
    with open(file, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        id_ = RULES.get(row["rule"], row["rule"])
        under = f"## {row['context'].title()}\n\n- " if row["context"] else ""
        read = linter.read("", markdown_blocks(under + row["phrase"])).reads[id_]
        yield Cell(row["phrase"], linter.rules[id_], row["wanted"], read.words, any(map(_asks, read.seen)))


def _asks(seen: object) -> bool:
    return getattr(seen, "sign").outcome is Outcome.AMBIGUOUS  # noqa: B009


def meant(cell: Cell) -> tuple[str, ...]:
    """The values of the rule that a label stands for."""
    if values := VALUES.get((cell.rule.id, cell.wanted)):
        return values
    if cell.rule.measure == "every-value":
        return (", ".join(value for value in cell.rule.values if value in cell.wanted.split("; ")) or "none",)
    return (cell.wanted,)


def is_right(cell: Cell) -> bool:
    return cell.is_doubtful if cell.wanted == REVIEW else cell.read in meant(cell)


def nothing(rule: Rule) -> tuple[str, ...]:
    """The values that say that there is nothing."""
    return ("0", "none", rule.otherwise, *(("attends",) if rule.id == "board-seat" else ()))


def counted(cells: list[Cell]) -> Counter[str]:
    """How many cells were read rightly, wrongly, not at all, or abstained from."""
    found: Counter[str] = Counter(cells=len(cells))
    for cell in cells:
        if cell.wanted == REVIEW:
            continue
        none = nothing(cell.rule)
        abstained = cell.read == "ambiguous" and not is_right(cell)
        is_read, is_there = cell.read not in none and not abstained, meant(cell)[0] not in none
        found["abstained"] += abstained
        found["right"] += is_read and is_there and is_right(cell)
        found["false"] += is_read and not is_right(cell)
        found["missed"] += is_there and not is_right(cell)
        found["wrong"] += not is_right(cell) and not (abstained and not is_there)
    return found


def table(cells: list[Cell]) -> Iterator[str]:
    """The figures of every rule and of all together, as a Markdown table."""
    yield "| Rule | Cells | Precision | Recall | Abstained | Errors |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for id_ in sorted({cell.rule.id for cell in cells}):
        yield _line(f"`{id_}`", counted([cell for cell in cells if cell.rule.id == id_]))
    yield _line("all together", counted(cells))


def _line(name: str, found: Counter[str]) -> str:
    precision = _share(found["right"], found["right"] + found["false"])
    recall = _share(found["right"], found["right"] + found["missed"])
    return f"| {name} | {found['cells']} | {precision} | {recall} | {found['abstained']} | {found['wrong']} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    main(sys.argv[1:])
