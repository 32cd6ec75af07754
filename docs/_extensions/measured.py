"""What pages show and nobody types: a real report on a paper (`{lint}`), and how well the rules do (`{scores}`).

Both are worked out while the site is built, so they are of the rules as they are.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from playbook.documents.lint import Linter
from playbook.lint import lint_files
from playbook.reports.documents.terminal import terminal
from playbook.rule import Rule
from playbook.sphinx.depends import note_all, playbook_for
from playbook.sphinx.domain import checklist_domain
from playbook.sphinx.parts import bullets, link, table

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / "tests" / "corpus"
SCORE = ROOT / "benchmarks" / "score.py"
LOW = 0.8
FEW = 10
CUT = "  […]"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("lint", LintDirective)
    app.add_directive("scores", ScoresDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class LintDirective(SphinxDirective):
    """The report on one paper; its argument is the path of the paper, from the folder of the repository.

    With `:most:`, that many findings below each heading; one line stands for the rest of them.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"most": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        note_all(self.env)
        self.env.note_dependency(str(ROOT / self.arguments[0]))
        playbook, rules = playbook_for(self.env), checklist_domain(self.env).rules
        if playbook is None:
            return []
        with chdir(ROOT):
            report = lint_files(playbook, rules, self.arguments, as_of=_score().AS_OF)
        text = terminal(report)
        if most := self.options.get("most"):
            text = _shortened(text, most)
        return [nodes.literal_block(text, text, language="text")]


def _shortened(report: str, most: int) -> str:
    """The report with the first findings below each heading; every finding is a piece between two empty lines."""
    kept: list[str] = []
    count = 0
    for piece in report.split("\n\n"):
        count = count + 1 if piece.startswith(" ") else 1
        if count <= most:
            kept.append(piece)
        elif count == most + 1:
            kept.append(CUT)
    return "\n\n".join(kept)


class ScoresDirective(SphinxDirective):
    """How well each rule reads the labelled papers of the corpus: a sentence, the weak ones, and a table."""

    def run(self) -> list[nodes.Node]:
        note_all(self.env)
        for path in (SCORE, *filter(Path.is_file, CORPUS.iterdir())):  # a folder there changes with each build
            self.env.note_dependency(str(path))
        playbook, rules = playbook_for(self.env), checklist_domain(self.env).rules
        if playbook is None:
            return []
        score = _score()
        cells = list(score.folder_cells(CORPUS, Linter(playbook, rules)))
        found = {id_: score.counted([cell for cell in cells if cell.rule.id == id_]) for id_ in rules}
        found = {id_: counts for id_, counts in found.items() if counts["cells"]}
        return [
            nodes.paragraph("", _in_a_sentence(cells, score.counted(cells))),
            *_weak(rules, found),
            *_little_known(rules, found),
            _table(rules, found, score.counted(cells)),
        ]


def _score() -> Any:
    """The script that scores the rules, as a module."""
    if "score" not in sys.modules:
        spec = spec_from_file_location("score", SCORE)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["score"] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules["score"])
    return sys.modules["score"]


def _in_a_sentence(cells: Sequence[Any], found: Counter[str]) -> str:
    papers = len({cell.name for cell in cells})
    return (
        f"Of {papers} invented papers, {found['cells']} things were written down that a rule should read, or should "
        f"find absent; {_left_out()} more are left out, because careful readers could differ on them. All rules "
        f"together read something {found['right'] + found['false']} times and were right {found['right']} times "
        f"({found['right'] / (found['right'] + found['false']):.0%}). "
        f"Of the {found['right'] + found['missed']} things that are there they found {found['right']} "
        f"({found['right'] / (found['right'] + found['missed']):.0%}). {_asked(found['abstained'])}"
    )


def _left_out() -> int:
    with open(CORPUS / "labels.csv", encoding="utf-8", newline="") as file:
        return sum(len([name for name in row["borderline"].split(";") if name.strip()]) for row in csv.DictReader(file))


def _weak(rules: Mapping[str, Rule], found: Mapping[str, Counter[str]]) -> Iterator[nodes.Element]:
    """Two lists of the rules below `LOW`, the weakest first."""
    for lead, figure in (
        ("Read these with most care, they see what is not there:", _precision),
        ("Trust the silence of these least, they overlook much:", _recall),
    ):
        low = {id_: part / whole for id_, (part, whole) in _figures(found, figure) if whole and part < LOW * whole}
        if low:
            yield nodes.paragraph("", lead)
            yield bullets([_with_figure(rules[id_], figure(found[id_]))] for id_ in sorted(low, key=low.__getitem__))


def _with_figure(rule: Rule, figure: tuple[int, int]) -> nodes.paragraph:
    return nodes.paragraph("", "", link("rule", rule.id, rule.title), nodes.Text(f" ({_of(*figure)})"))


def _little_known(rules: Mapping[str, Rule], found: Mapping[str, Counter[str]]) -> Iterator[nodes.paragraph]:
    """A sentence on the rules with few cases, and one on those with none."""
    few = sum(_recall(counts)[1] < FEW for counts in found.values())
    said = nodes.paragraph(
        "", f"{few} of these {len(found)} rules have fewer than {FEW} cases to find in these papers."
    )
    for number, id_ in enumerate(id_ for id_ in rules if id_ not in found):
        said += nodes.Text(", " if number else " Not measured: ")
        said += link("rule", id_, rules[id_].title)
    if len(found) < len(rules):
        said += nodes.Text(".")
    yield said


def _figures(found: Mapping[str, Counter[str]], figure: Any) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from ((id_, figure(counts)) for id_, counts in found.items())


def _table(rules: Mapping[str, Rule], found: Mapping[str, Counter[str]], all_: Counter[str]) -> nodes.table:
    rows = [(link("rule", id_, rules[id_].title), *_cells(counts)) for id_, counts in found.items()]
    head = ("Rule", "Checked", "Precision", "Recall")
    return table(head, [*rows, (nodes.strong("", "All together"), *_cells(all_))], (42, 10, 24, 24), "rule-scores")


def _cells(found: Counter[str]) -> list[nodes.Node]:
    figures = (str(found["cells"]), _of(*_precision(found)), _of(*_recall(found)))
    return [nodes.Text(figure) for figure in figures]


def _precision(found: Counter[str]) -> tuple[int, int]:
    return found["right"], found["right"] + found["false"]


def _recall(found: Counter[str]) -> tuple[int, int]:
    return found["right"], found["right"] + found["missed"]


def _of(part: int, whole: int) -> str:
    return f"{part / whole:.2f}, {part}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{whole}" if whole else "none"


def _asked(times: int) -> str:
    lines = "one line" if times == 1 else f"{times or 'no'} lines"
    return f"They asked a person to judge {lines} that those papers leave in no doubt."
