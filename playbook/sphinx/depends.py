"""What a page rests on: the files whose content it shows, and what else would make it another page.

Sphinx reads a page again when a file changed that it depends on. What no file can tell is kept in the domain: which
items a list chose, what a page named that was not there, and that a page was read while the data had problems.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.load.data import CLAIMS, ENDING, FACTS, FRAME, PLAN, SOURCES
from playbook.load.rule_files import RULES
from playbook.model import Checklist, Item, Playbook
from playbook.sphinx.choice import chosen
from playbook.sphinx.parts import CHECKLIST, CLAIM, GATE, ITEM, RULE, SOURCE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from playbook.sphinx.domain import ChecklistDomain

FILES = {CLAIM: CLAIMS, SOURCE: SOURCES, GATE: FRAME}
Choice = tuple[Mapping[str, str], list[str]]


@dataclass
class Rests:
    """What a page rests on besides the files it shows; `listed` are all files of the data, for a whole register."""

    unread: bool = False
    listed: set[str] = field(default_factory=set)
    choices: list[Choice] = field(default_factory=list)
    missing: set[tuple[str, str]] = field(default_factory=set)


def playbook_for(env: BuildEnvironment) -> Playbook | None:
    """The playbook, for the page being read; where the data have problems none, and the page waits for them."""
    domain = _domain(env)
    if domain.playbook is None:
        domain.rests.unread = True
    return domain.playbook


def note_files(env: BuildEnvironment, names: Iterable[str]) -> None:
    """Note that the page being read shows what stands in these files of the data."""
    folder = _domain(env).settings.folder
    for name in names if folder else ():
        env.note_dependency(os.path.join(folder, name))


def note_all(env: BuildEnvironment) -> None:
    """Note that the page being read shows something of every file, and of any that may join them."""
    names = _names(_domain(env).settings.folder)
    note_files(env, names)
    _domain(env).rests.listed = names


def note_one(env: BuildEnvironment, kind: str, id_: str) -> None:
    """Note that the page being read names an item, a rule, a claim, a source, a checklist or a gate."""
    domain = _domain(env)
    if id_ in domain.known(kind):
        note_files(env, [_file(domain, kind, id_)])
    else:
        domain.rests.unread |= domain.playbook is None
        domain.rests.missing.add((kind, id_))


def note_checklist(env: BuildEnvironment, checklist: Checklist) -> None:
    """Note that the page being read shows a checklist: with it its switches, claims, sources, rules and roles."""
    switches = {condition.item for item in checklist.items for condition in item.when}
    for id_ in switches:
        note_one(env, ITEM, id_)
    for rule in {reading.rule for item in checklist.items for reading in item.readings}:
        note_one(env, RULE, rule)
    claims = [CLAIMS] if any(item.claims for item in checklist.items) else []
    note_files(env, [f"{checklist.id}{ENDING}", FRAME, SOURCES, *claims])


def choose(env: BuildEnvironment, playbook: Playbook, options: Mapping[str, str]) -> list[Item]:
    """The items that a list on the page being read shows; it rests on their files, and on no other joining them."""
    found = chosen(playbook, options)
    _domain(env).rests.choices.append((dict(options), [item.id for item in found]))
    note_files(env, {f"{item.checklist}{ENDING}" for item in found})
    return found


def outdated(_app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    """The pages to read again, besides those of which Sphinx sees that a file changed or left."""
    domain = _domain(env)
    names = _names(domain.settings.folder)
    return [page for page, rests in domain.data["rests"].items() if _is_outdated(domain, rests, names)]


def _is_outdated(domain: ChecklistDomain, rests: Rests, names: set[str]) -> bool:
    playbook = domain.playbook
    if playbook is None:
        return False
    joined = bool(rests.listed) and not names <= rests.listed
    found = any(id_ in domain.known(kind) for kind, id_ in rests.missing)
    return rests.unread or joined or found or any(_differs(playbook, choice) for choice in rests.choices)


def _differs(playbook: Playbook, choice: Choice) -> bool:
    options, ids = choice
    return [item.id for item in chosen(playbook, options)] != ids


def _file(domain: ChecklistDomain, kind: str, id_: str) -> str:
    """The file in which something known stands, from the folder of the data."""
    if kind == RULE:
        return os.path.join(RULES, f"{id_}{ENDING}")
    if kind in (ITEM, CHECKLIST):
        return f"{domain.known(ITEM)[id_].checklist if kind == ITEM else id_}{ENDING}"
    return FILES.get(kind, FRAME)


def _names(folder: str) -> set[str]:
    """The checklists and what belongs to them, and the rules, from the folder; no register shows plan or facts."""
    return {
        os.path.join(place, name)
        for place in ("", RULES)
        if folder and os.path.isdir(os.path.join(folder, place))
        for name in os.listdir(os.path.join(folder, place))
        if name.endswith(ENDING) and name not in (PLAN, FACTS)
    }


def _domain(env: BuildEnvironment) -> ChecklistDomain:
    from playbook.sphinx.domain import checklist_domain

    return checklist_domain(env)
