"""Papers on a disk → what the rules say of each of them. What cannot be read is noted, and the others are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from playbook.documents.blocks import Unreadable
from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted, Linter
from playbook.documents.read import read_blocks
from playbook.model import NONE, BadInput, Place, Playbook, Problem
from playbook.rule import Outcome, Rule

WORD = "word"
WITH_LINES = frozenset(("markdown", "text"))
LEVELS: Mapping[str, tuple[Outcome, ...]] = {
    "flags": (Outcome.FLAGS,),
    "missing": (Outcome.FLAGS, Outcome.MISSING),
    "ambiguous": (Outcome.FLAGS, Outcome.MISSING, Outcome.AMBIGUOUS),
    "never": (),
}


class Unread(NamedTuple):
    """A file that could not be read: why not, and what to do."""

    file: str
    message: str
    hint: str


class LintReport(NamedTuple):
    """What came of reading some papers.

    `formats` says of each file what it is; `items` names each rule's item; `copy` is the Word file that was written
    with the findings as comments, if one was.
    """

    playbook: Playbook
    rules: Mapping[str, Rule]
    fail_on: str
    as_of: date
    trust: str = ""
    items: Mapping[str, str] = NONE
    documents: Sequence[Linted] = ()
    formats: Mapping[str, str] = NONE
    unread: Sequence[Unread] = ()
    copy: str = ""

    def fails(self, finding: PaperFinding) -> bool:
        """Whether the finding is at the level asked for or above; what its author meant never is."""
        return not finding.meant and finding.outcome in LEVELS[self.fail_on]

    @property
    def passes(self) -> bool:
        """Whether every file was read and nothing fails."""
        return not self.unread and not any(self.fails(one) for paper in self.documents for one in paper.findings)

    def line(self, finding: PaperFinding) -> int:
        """The line of the file that the finding is about; 0 where the file has no lines, or it is about no line."""
        return finding.anchor if self.formats.get(finding.file) in WITH_LINES else 0


def lint_files(
    playbook: Playbook,
    rules: Mapping[str, Rule],
    paths: Sequence[str],
    *,
    as_of: date,
    kind: str = "",
    trust: str = "",
    fail_on: str = "flags",
    progress: Callable[[int, str], None] = lambda _number, _path: None,
) -> LintReport:
    """Read each file once; `progress` hears of it before it is read."""
    linter = Linter(playbook, rules)
    documents: list[Linted] = []
    formats: dict[str, str] = {}
    unread: list[Unread] = []
    for number, path in enumerate(different(paths), 1):
        progress(number, path)
        try:
            formats[path], blocks = read_blocks(path)
        except Unreadable as error:
            unread.append(Unread(path, in_a_sentence(error), error.hint))
        except OSError as error:
            unread.append(Unread(path, f"the file cannot be read: {error.strerror}", ""))
        else:
            documents.append(linter.read(path, blocks, kind=kind, trust=trust, as_of=as_of))
    return LintReport(
        playbook, rules, fail_on, as_of, trust, linter.items, linter.findings(documents), formats, tuple(unread)
    )


def different(paths: Sequence[str]) -> Iterator[str]:
    """The paths that lead to different files, each file by the first name it was given."""
    met: set[object] = set()
    for path in paths:
        key = _identity(path)
        if key not in met:
            met.add(key)
            yield path


def _identity(path: str) -> object:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return path
    return status.st_dev, status.st_ino


def in_a_sentence(error: Unreadable) -> str:
    """What is wrong with a file, said of the file: "the file is empty"."""
    message = error.message.removesuffix(".")
    is_whole = message[:1].isupper() and not message[1:2].isupper()
    return message[:1].lower() + message[1:] if is_whole else f"the file {message}"


def annotated_copy(report: LintReport) -> bytes:
    """The one Word file of the report, with each finding as a comment. Raises BadInput where there is no such file."""
    (paper,) = report.documents
    try:
        with open(paper.file, "rb") as file:
            return with_comments(report, paper, file.read())
    except OSError as error:
        raise _refused(paper.file, f"the file cannot be read: {error.strerror}", "") from None


def with_comments(report: LintReport, paper: Linted, data: bytes) -> bytes:
    """A copy of a paper, a Word file of these bytes, with each of its findings as a comment. Raises BadInput."""
    from playbook.documents.annotate import Remark, annotated
    from playbook.reports.documents.comment import comments
    from playbook.reports.documents.words import words_in

    if report.formats[paper.file] != WORD:
        raise _refused(paper.file, "comments can be written into a Word file (.docx) only", "Leave --annotate out.")
    said = [one for one in paper.findings if one.quote or one.outcome is not Outcome.MISSING]
    missing = [one for one in paper.findings if one not in said]
    remarks = [
        Remark(one.anchor, words_in(one.quote, one.words), text)
        for one, text in zip(said, comments(report, said), strict=True)
    ]
    if missing:
        remarks.append(Remark(0, "", "\n\n".join(comments(report, missing))))
    try:
        return annotated(data, remarks)
    except Unreadable as error:
        raise _refused(paper.file, in_a_sentence(error), error.hint) from None


def _refused(file: str, message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place(file), message, hint),))
