"""The data's folder → `Playbook`. Files that are not the frame or the register are checklists."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from playbook.load.checklists import ChecklistReader
from playbook.load.form import Reader
from playbook.load.frame import Frame, read_claim, read_entries, read_frame, read_source
from playbook.load.laws import broken_laws
from playbook.load.nodes import Node, parse
from playbook.load.text import Text, read_text
from playbook.model import BadInput, Checklist, Claim, Place, Playbook, Problem, Retired, Source

FRAME, CLAIMS, SOURCES = "playbook.yaml", "claims.yaml", "sources.yaml"
_EMPTY = Frame(edition="", gates={}, roles={}, documents={}, answer_sets={})
Value = TypeVar("Value")


def read_folder(folder: str) -> Playbook:
    """Read every checklist of `folder`, the claims and the sources. Raises BadInput with every problem of every file."""
    return _Loader(folder).playbook()


def _claims(reader: Reader, node: Node) -> dict[str, Claim]:
    return read_entries(reader, node, CLAIMS, read_claim)


def _sources(reader: Reader, node: Node) -> dict[str, Source]:
    return read_entries(reader, node, SOURCES, read_source)


class _Loader:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def playbook(self) -> Playbook:
        frame = self._read(FRAME, read_frame, _EMPTY)
        claims: dict[str, Claim] = self._read(CLAIMS, _claims, {})
        sources: dict[str, Source] = self._read(SOURCES, _sources, {})
        checklists, retired = self._checklists(frame)
        playbook = Playbook(
            edition=frame.edition,
            gates=frame.gates,
            roles=frame.roles,
            documents=frame.documents,
            checklists=checklists,
            claims=claims,
            sources=sources,
            retired=retired,
        )
        self.problems += broken_laws(playbook, checklists, os.path.join(self.folder, CLAIMS))
        if self.problems:
            raise BadInput(tuple(sorted(set(self.problems), key=lambda problem: problem.place)))
        return playbook

    def _read(self, file: str, read: Callable[[Reader, Node], Value], empty: Value) -> Value:
        text, node = self._parse(file)
        if node is None:
            return empty
        reader = Reader(text)
        value = read(reader, node)
        self.problems += reader.problems
        return value

    def _parse(self, file: str) -> tuple[Text, Node | None]:
        path = os.path.join(self.folder, file)
        try:
            text = read_text(path)
            node, problems = parse(text)
        except BadInput as bad:
            self.problems += bad.problems
            return Text(path, ""), None
        self.problems += problems
        if node is None and not problems:
            self.problems.append(Problem(Place(path), "the file is empty"))
        return text, node

    def _checklists(self, frame: Frame) -> tuple[list[Checklist], dict[str, Retired]]:
        found: list[Checklist] = []
        retired: dict[str, Retired] = {}
        for file in self._checklist_files():
            text, node = self._parse(file)
            if node is None:
                continue
            reader = ChecklistReader(text, file.removesuffix(".yaml"), frame)
            found.append(reader.checklist(node))
            retired |= reader.retired
            self.problems += reader.reader.problems
        gates = list(frame.gates)
        found.sort(key=lambda one: (gates.index(one.gate) if one.gate in gates else len(gates), one.order, one.id))
        return found, retired

    def _checklist_files(self) -> list[str]:
        names = os.listdir(self.folder) if os.path.isdir(self.folder) else []
        return sorted(name for name in names if name.endswith(".yaml") and name not in (FRAME, CLAIMS, SOURCES))
