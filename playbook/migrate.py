"""An answers file brought up to the playbook's edition: former ids become today's in place; nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.edit import same_answers
from playbook.graft import Graft, child, pairs, token
from playbook.load.answers import FIELDS, parse_answers
from playbook.load.nodes import Map, Node, Scalar, parse
from playbook.load.text import Text
from playbook.model import Answers, BadInput, Checklist, Item, Playbook, Problem, Retired
from playbook.plain import harmless
from playbook.words import counted

_EDITION = re.compile(r"[0-9]{4}-[0-9]{2}")


def migrated(text: Text, playbook: Playbook) -> tuple[str, tuple[str, ...]]:
    """The text with today's ids and edition, and what changed or could not, in sentences; twice gives the same text.

    Raises BadInput where the file does not load, or belongs to a later edition than the playbook.
    """
    before = parse_answers(text, playbook)
    if _is_edition(before.edition) and before.edition > playbook.edition:
        raise _later(text, before.edition, playbook)
    migration = _Migration(text, playbook)
    migration.rename()
    migration.set_edition(before.edition)
    new = migration.graft.text()
    after = parse_answers(Text(text.file, new), playbook)
    if not same_answers(before._replace(edition=playbook.edition), after):
        raise BadInput((Problem(before.place, "the file cannot be migrated safely; nothing was changed"),))
    return new, tuple(map(harmless, (*migration.sentences, *_new_questions(before, playbook))))


def _later(text: Text, edition: str, playbook: Playbook) -> BadInput:
    message = f"the file belongs to edition {edition}, and this playbook is edition {playbook.edition}"
    return BadInput((text.problem(0, message, "Install the newer playbook."),))


def _is_edition(edition: str) -> bool:
    return bool(_EDITION.fullmatch(edition))


def _new_questions(answers: Answers, playbook: Playbook) -> Iterator[str]:
    if not _is_edition(answers.edition):
        return
    new = [item for item in playbook.items.values() if item.added > answers.edition]
    if new:
        yield f"{counted(len(new), 'question is', 'questions are')} new since edition {answers.edition}:"
    for item in new:
        yield f"  {item.id}: {item.ask}"


class _Migration:
    """Walks through the names of one file; `sentences` says what it did."""

    def __init__(self, text: Text, playbook: Playbook) -> None:
        self.playbook = playbook
        self.graft = Graft(text, (FIELDS,))
        self.node, _ = parse(text)
        self.sentences: list[str] = []

    def rename(self) -> None:
        answers = child(self.node, "answers")
        there = {key.text for key, _ in pairs(answers)}
        for key, value in pairs(answers):
            for one in self.playbook.checklists.values():
                if key.text in one.formerly:
                    self._rename_checklist(key, one, there)
            for name, node in pairs(value):
                self._item(name, node)

    def _rename_checklist(self, key: Scalar, checklist: Checklist, there: set[str]) -> None:
        """Former names may stand beside each other and beside today's; only one of them can become it."""
        if checklist.id in there:
            self.sentences.append(
                f"Checklist “{key.text}” is now “{checklist.id}”, which stands there too. Left alone."
            )
        else:
            there.add(checklist.id)
            self._put(key, checklist.id)
            self.sentences.append(f"Checklist “{key.text}” is now “{checklist.id}”.")

    def _item(self, key: Scalar, node: Node) -> None:
        id_ = self._renamed(key, self.playbook.retired.get(key.text), "Question")
        item = self.playbook.items.get(id_)
        if item:
            self._answer(node, item)
            for row, value in pairs(child(node, "rows")):
                if row.text not in item.rows:
                    self._renamed(row, self.playbook.retired.get(f"{id_}/{row.text}"), f"Row of “{id_}”:")
                self._answer(value, item)

    def _answer(self, node: Node | None, item: Item) -> None:
        word = child(node, "answer") if isinstance(node, Map) else node
        if isinstance(word, Scalar) and word.text not in item.options:
            self._renamed(word, self.playbook.retired.get(f"{item.id}/{word.text}"), f"Answer to “{item.id}”:")

    def _renamed(self, word: Scalar, old: Retired | None, what: str) -> str:
        """Today's id of what `word` names; the word is changed where it has a successor."""
        if old is None:
            return word.text
        why = f"since edition {old.edition} ({old.because.rstrip('.')})"
        if not old.successor:
            self.sentences.append(f"{what} “{word.text}” is no longer used, {why}. Left alone.")
            return ""
        self._put(word, old.successor)
        self.sentences.append(f"{what} “{word.text}” is now “{old.successor}”, {why}.")
        return old.successor

    def _put(self, word: Scalar, new: str) -> None:
        """Change the letters of a word, and leave its quotation marks."""
        start = self.graft.source.content.find(word.text, word.start, word.end)
        if start < 0:
            self.graft.replace(word.start, word.end, new)
        else:
            self.graft.replace(start, start + len(word.text), new)

    def set_edition(self, old: str) -> None:
        edition = self.playbook.edition
        if old == edition:
            return
        self.graft.root(self.node, {"edition": token(edition)})
        self.sentences.append(f"The edition was {old}, and is now {edition}." if old else f"The edition is {edition}.")
