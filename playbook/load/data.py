"""The data's folder → `Playbook`. Files that are not the frame, the register, the plan or the facts are checklists."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from playbook.fact import FactQuestion
from playbook.load.checklists import ChecklistReader, Register
from playbook.load.facts import read_fact_questions
from playbook.load.form import Reader
from playbook.load.frame import Frame, read_claims, read_frame, read_sources
from playbook.load.laws import broken_laws
from playbook.load.nodes import Node, parse
from playbook.load.text import Text, in_order, read_text
from playbook.model import BadInput, Checklist, Place, Playbook, Problem, Retired

FRAME, CLAIMS, SOURCES, PLAN = "playbook.yaml", "claims.yaml", "sources.yaml", "plan.yaml"
FACTS = "facts.yaml"
_NO_CHECKLISTS = (FRAME, CLAIMS, SOURCES, PLAN, FACTS)
ENDING = ".yaml"
Value = TypeVar("Value")


def read_folder(folder: str) -> Playbook:
    """Read every checklist of `folder`, the claims and the sources. Raises BadInput with the problems of every file."""
    return _Loader(folder).playbook()


class _Loader:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.retired: list[Retired] = []
        self.is_whole = True

    def playbook(self) -> Playbook:
        frame = self._read(FRAME, read_frame)
        sources = self._read(SOURCES, read_sources)
        claims = self._read(CLAIMS, lambda reader, node: read_claims(reader, node, sources))
        checklists = self._checklists(frame, Register(claims, sources))
        facts = self._facts()
        if frame is None or sources is None or claims is None or not self.is_whole:
            raise BadInput(in_order(self.problems))
        playbook = Playbook(
            edition=frame.edition,
            gates=frame.gates,
            roles=frame.roles,
            documents=frame.documents,
            checklists=_ordered(checklists, tuple(frame.gates)),
            claims=claims,
            sources=sources,
            retired={old.id: old for old in self.retired},
            facts=facts,
        )
        self.problems += broken_laws(playbook, checklists, self.retired)
        if self.problems:
            raise BadInput(in_order(self.problems))
        return playbook

    def _checklists(self, frame: Frame | None, register: Register) -> list[Checklist]:
        found = [self._checklist(file, frame, register) for file in self._checklist_files()]
        return [checklist for checklist in found if checklist]

    def _facts(self) -> dict[str, FactQuestion]:
        """The facts that drafts use; a folder may do without them."""
        if not os.path.exists(os.path.join(self.folder, FACTS)):
            return {}
        return self._read(FACTS, read_fact_questions) or {}

    def _checklist(self, file: str, frame: Frame | None, register: Register) -> Checklist | None:
        """The checklist of a file; without the frame, its problems as YAML alone."""

        def read(reader: Reader, node: Node) -> Checklist | None:
            if frame is None:
                return None
            inner = ChecklistReader(reader, file.removesuffix(ENDING), frame, register)
            checklist = inner.checklist(node)
            self.retired += inner.retired.values()
            return checklist

        return self._read(file, read)

    def _checklist_files(self) -> list[str]:
        listed = os.listdir(self.folder) if os.path.isdir(self.folder) else []
        names = sorted(name for name in listed if not name.startswith("."))
        for name in names:
            if name.endswith(".yml"):
                place = Place(os.path.join(self.folder, name))
                self.problems.append(Problem(place, "the file is not read", f"Let its name end in {ENDING}."))
        return [name for name in names if name.endswith(ENDING) and name not in _NO_CHECKLISTS]

    def _read(self, file: str, read: Callable[[Reader, Node], Value]) -> Value | None:
        """What `read` makes of a file, or None where there is nothing to read."""
        try:
            text, node = self._parse(file)
            if node is not None:
                reader = Reader(text)
                value = read(reader, node)
                self.problems += reader.problems
                return value
        except BadInput as bad:
            self.problems += bad.problems
        self.is_whole = False
        return None

    def _parse(self, file: str) -> tuple[Text, Node | None]:
        text, node, problems = parse_file(os.path.join(self.folder, file))
        self.problems += problems
        return text, node


def parse_file(path: str) -> tuple[Text, Node | None, Sequence[Problem]]:
    """A file's text, its node, and what is wrong with it; an empty file is wrong."""
    text = read_text(path)
    node, problems = parse(text)
    if node is None and not problems:
        problems = [Problem(Place(text.file), "the file is empty")]
    return text, node, problems


def _ordered(checklists: Iterable[Checklist], gates: Sequence[str]) -> list[Checklist]:
    """In the order of their gates, and within a gate by `order`."""
    return sorted(checklists, key=lambda one: (gates.index(one.gate) if one.gate in gates else -1, one.order, one.id))
