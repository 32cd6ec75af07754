"""What the page asks of the engine: to read papers, to open and to write answers, and to report on both."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from playbook.documents.blocks import Block, Unreadable
from playbook.documents.evidence import evidence
from playbook.documents.lint import Linted, Linter
from playbook.documents.read import MAX_BYTES, blocks_of, check_size
from playbook.lint import LintReport, Unread, in_a_sentence, with_comments
from playbook.load import load_answers, load_playbook, parse_answers
from playbook.load.rules import load_rules
from playbook.load.text import Text
from playbook.model import BadInput, Problem
from playbook.papers import NO_PAPERS, Papers
from playbook.reports.make import assessed
from playbook.reports.report import Report

ANSWERS = "answers.yaml"


class _Kept(NamedTuple):
    """A paper that was read, and its kind where a person said it."""

    format: str
    blocks: list[Block]
    kind: str


class Engine:
    """Holds the papers of one visit. Each public method answers one question of the page, in plain values."""

    def __init__(self, as_of: str) -> None:
        self.as_of = date.fromisoformat(as_of)
        self.playbook = load_playbook()
        self.linter = Linter(self.playbook, load_rules(self.playbook))
        self.kept: dict[str, _Kept] = {}
        self.unread: dict[str, Unread] = {}
        self._read: dict[tuple[str, str], Linted] = {}

    def read(self, name: str, size: int, kind: str, data: bytes) -> dict[str, str]:
        """Read a paper, of which `data` may be only the beginning where it is too large; what is wrong with it."""
        self.forget(name)
        try:
            check_size(size, MAX_BYTES)
            self.kept[name] = _Kept(*blocks_of(name, data), kind)
        except Unreadable as error:
            self.unread[name] = Unread(name, in_a_sentence(error), error.hint)
            return self.unread[name]._asdict()
        return {}

    def refuse(self, name: str, message: str, hint: str) -> None:
        """Note that a paper cannot be read, for a reason that the page met."""
        self.forget(name)
        self.unread[name] = Unread(name, message, hint)

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)
        self.unread.pop(name, None)
        self._read = {key: one for key, one in self._read.items() if key[0] != name}

    def called(self, name: str, kind: str) -> None:
        """A person says of which kind the paper is."""
        self.kept[name] = self.kept[name]._replace(kind=kind)

    def show(self, text: str, trust: str) -> dict[str, Any]:
        """All that the page shows of the papers, set beside the answers of `text`, an answers file.

        Answers that cannot be used, as after a change of the checklists, are named as problems, and hide no finding.
        """
        from playbook.browser.view import view

        report = self.lint_report(trust)
        try:
            return view(report, self.report(text, report) if text else None)
        except BadInput as bad:
            return {**view(report, None), "unusable": list(map(_said, bad.problems))}

    def commented(self, name: str, trust: str, data: bytes) -> str:
        """A copy of a Word file with its findings as comments, in base64. Raises BadInput."""
        report = self.lint_report(trust)
        paper = next(one for one in report.documents if one.file == name)
        return b64encode(with_comments(report, paper, data)).decode()

    def lint(self, trust: str) -> str:
        """The findings as `playbook lint --format json` prints them."""
        from playbook.reports.documents.as_json import as_json

        return as_json(self.lint_report(trust))

    def check(self, text: str) -> str:
        """The assessment as `playbook check --format json` prints it."""
        from playbook.reports.as_json import as_json

        return as_json([self.report(text, self.lint_report(""))])

    def write(self, text: str, trust: str, form: str) -> str:
        """The report on the answers, if there are any, and on the papers, as `markdown` or `html`."""
        from playbook.reports.documents.markdown import markdown as of_papers
        from playbook.reports.html import html
        from playbook.reports.markdown import markdown as of_answers

        report = self.lint_report(trust)
        said = of_answers([self.report(text, report)]) if text else ""
        said += of_papers(report) if self.kept or self.unread else ""
        return html("Board CIO Playbook: the report", said) if form == "html" else said

    def opened(self, name: str, data: bytes) -> dict[str, Any]:
        """The answers of a file as the forms keep them; or its problems, as the terminal names them."""
        from playbook.browser.state import as_state

        path = os.path.basename(name.replace("\\", "/").replace("\0", ""))
        path = ANSWERS if path in ("", ".", "..") else path
        try:
            with open(path, "wb") as file:
                file.write(data)
            answers = load_answers(path, self.playbook)
            with open(path, encoding="utf-8-sig", newline="") as file:
                text = file.read()
        except BadInput as bad:
            return {"problems": list(map(_said, bad.problems))}
        finally:
            if os.path.isfile(path):
                os.unlink(path)
        named = {os.path.basename(one.path): kind for kind, one in answers.documents.items()}
        return {
            **as_state(answers, self.playbook.facts),
            "text": text,
            "notices": list(map(_said, answers.notices)),
            "documents": named,
        }

    def carried(self, source: str, text: str) -> str:
        """The file that was opened, with the answers of `text`. Raises BadInput where they cannot be put in safely."""
        from playbook.carry import carried

        return carried(source, self.playbook, parse_answers(Text(ANSWERS, text), self.playbook))

    def lint_report(self, trust: str) -> LintReport:
        papers = self.linter.findings([self._linted(name, trust) for name in self.kept])
        formats = {name: one.format for name, one in self.kept.items()}
        unread = tuple(self.unread.values())
        return LintReport(
            self.playbook, self.linter.rules, "flags", self.as_of, trust, self.linter.items, papers, formats, unread
        )

    def report(self, text: str, papers: LintReport) -> Report:
        answers = parse_answers(Text(ANSWERS, text), self.playbook)
        known = [one for one in papers.documents if one.kind]
        found = Papers({one.kind: one.file for one in known}, evidence(known), ()) if known else NO_PAPERS
        return assessed(self.playbook, answers, found, as_of=self.as_of)

    def _linted(self, name: str, trust: str) -> Linted:
        """The paper as read; what only its kind changes is not read again."""
        kept = self.kept[name]
        if (name, trust) not in self._read:
            self._read[name, trust] = self.linter.read(name, kept.blocks, trust=trust, as_of=self.as_of)
        found = self._read[name, trust]
        return found._replace(kind=kept.kind, is_guessed=False) if kept.kind else found


def answer(engine: Engine, method: str, arguments: str, data: Any = None) -> str:
    """What a method says, as JSON; `problems` where the input was bad."""
    asked: Callable[..., Any] = getattr(engine, method)
    named: Mapping[str, Any] = json.loads(arguments)
    try:
        said = asked(**named) if data is None else asked(**named, data=data.to_bytes())
    except BadInput as bad:
        said = {"problems": list(map(_said, bad.problems))}
    return json.dumps(said, ensure_ascii=False).encode(errors="backslashreplace").decode()


def _said(problem: Problem) -> dict[str, str]:
    return {"place": str(problem.place), "message": problem.message, "hint": problem.hint}
