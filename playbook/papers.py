"""The documents that an answers file names: read, and weighed as evidence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from playbook.model import Answers, Assessment, BadInput, Document, Finding, Playbook, Problem

if TYPE_CHECKING:
    from playbook.documents.lint import Linted, Linter


class Papers(NamedTuple):
    """`read` maps each kind of document that was read to its file; `notices` say why others were not."""

    read: Mapping[str, str]
    findings: tuple[Finding, ...]
    notices: tuple[Problem, ...]


_UNUSED = "Copy the words from the report, or take the entry out."
NO_PAPERS = Papers({}, (), ())


class PaperReader:
    """Reads the documents of any number of trusts; the rules are loaded when the first is named.

    `folder` is that of the checklists, or None for the playbook's own. Raises BadInput where the rules have
    problems, or a path leaves the trust's folder.
    """

    def __init__(self, playbook: Playbook, folder: str | None, as_of: date) -> None:
        self.playbook = playbook
        self.folder = folder
        self.as_of = as_of

    @cached_property
    def linter(self) -> Linter:
        from playbook.documents.lint import Linter
        from playbook.load.rules import load_rules

        return Linter(self.playbook, load_rules(self.playbook, self.folder))

    def papers(self, answers: Answers) -> Papers:
        """What the documents say that these answers name."""
        if not answers.documents:
            return NO_PAPERS
        from playbook.documents.evidence import evidence

        paths = _inside(answers)
        documents: list[Linted] = []
        notices: list[Problem] = []
        for kind, path in paths.items():
            found = self._read(kind, path, answers)
            if isinstance(found, Problem):
                notices.append(found)
            else:
                documents.append(found)
        return Papers({one.kind: one.file for one in documents}, evidence(documents), tuple(notices))

    def _read(self, kind: str, path: str, answers: Answers) -> Linted | Problem:
        from playbook.documents.blocks import Unreadable
        from playbook.documents.read import read_blocks

        document = answers.documents[kind]
        try:
            _, blocks = read_blocks(path)
        except Unreadable as bad:
            title = self.playbook.documents[kind]
            return Problem(document.place, f"{title}: “{document.path}” {bad.message}", bad.hint)
        return self.linter.read(document.path, blocks, kind=kind, trust=answers.trust, as_of=self.as_of)


def with_unused_stands(papers: Papers, answers: Answers, assessment: Assessment) -> Papers:
    """The papers with a notice for each `stands` that overrules nothing they say."""
    used = {stand for result in assessment.results.values() for _, stand in result.overruled} if papers.read else set()
    unused = [
        Problem(answer.place, f"stands: no paper says “{stand.quote}” against this answer", _UNUSED)
        for answer in answers.answers.values()
        for stand in answer.stands
        if papers.read and stand not in used
    ]
    return papers._replace(notices=(*papers.notices, *unused))


def _inside(answers: Answers) -> dict[str, str]:
    """The path of each document. Raises BadInput where one lies outside the folder of the answers, also by a link."""
    folder = os.path.realpath(os.path.dirname(answers.place.file) or ".")
    paths = {kind: os.path.join(folder, document.path) for kind, document in answers.documents.items()}
    outside = [
        document
        for kind, document in answers.documents.items()
        if os.path.isabs(document.path) or not _is_inside(paths[kind], folder)
    ]
    if outside:
        raise BadInput(tuple(map(_leads_out, outside)))
    return paths


def _leads_out(document: Document) -> Problem:
    hint = "Put a copy of it into the folder of the answers, and name it from there: documents/advert.pdf"
    return Problem(document.place, f"“{document.path}” leads out of the folder of the answers", hint)


def _is_inside(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((os.path.realpath(path), folder)) == folder
    except ValueError:
        return False
