"""One answer set in the text of an answers file; everything else stays byte for byte, or nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from playbook.graft import Graft, Tree, child, pairs, token
from playbook.load.answers import ANSWER_FIELDS, FIELDS, ROW_FIELDS, parse_answers
from playbook.load.nodes import Map, Node, Scalar, parse
from playbook.load.text import Text
from playbook.model import Answer, Answers, BadInput, Place, Playbook, Problem

UNKNOWN = "unknown"
_NOWHERE = Place("")
_TEXTS = ("note", "evidence", "owner")
PARTS = ("note", "evidence", "date", "until", "owner", "due")


class NewAnswer(NamedTuple):
    """What is to be said of an item or a row: an option's id or "unknown", or a reason why it does not apply.

    Parts left empty stay as they are in the file; `without` names those that are to be emptied.
    """

    option: str = ""
    not_applicable: str = ""
    note: str = ""
    evidence: str = ""
    date: dt.date | None = None
    until: dt.date | None = None
    owner: str = ""
    due: dt.date | None = None
    without: tuple[str, ...] = ()


def with_answer(
    text: str, playbook: Playbook, item_id: str, answer: NewAnswer, row: str = "", *, file: str = "answers.yaml"
) -> str:
    """The text of an answers file with `answer` to the item, or to one row of it; all other answers as they were.

    Raises BadInput with the file's problems where it does not load, and otherwise where the answer cannot be put in
    safely: it says where, and what to write by hand. `file` is the name used in problems.
    """
    if answer == NewAnswer():
        return text
    source = begun(Text(file, text))
    before = parse_answers(source, playbook)
    target = Target(source, playbook, item_id, row)
    graft = Graft(source, target.orders)
    graft.root(target.root, target.tree(answer))
    new = graft.text()
    expected = _with(before, item_id, answer, row)
    try:
        is_right = same_answers(parse_answers(Text(file, new), playbook), expected)
    except BadInput:
        is_right = False
    if not is_right:
        raise BadInput((target.by_hand(answer),))
    return new


class Target:
    """Where in the file an item's answer stands, or is to stand, by the names that the file uses."""

    def __init__(
        self, source: Text, playbook: Playbook, item_id: str, row: str = "", *, root: Node | None = None
    ) -> None:
        self.source = source
        self.playbook = playbook
        self.item = playbook.items[item_id]
        self.row = row
        self.orders = (
            FIELDS,
            [name for one in playbook.checklists.values() for name in (*one.formerly, one.id)],
            self._with_former_names(playbook.items, ""),
            ANSWER_FIELDS,
            self._with_former_names(self.item.rows, f"{item_id}/"),
            ROW_FIELDS,
        )
        self.root = root or parse(source)[0]
        self.key: Scalar | None = None
        self.node: Node | None = None
        self.names = self._names()
        self.row_name, self.row_node = self.row_called(row)

    def _names(self) -> tuple[str, str]:
        """The checklist's and the item's name in the file; an item found elsewhere or by a former name stays there."""
        checklist = self.playbook.checklists[self.item.checklist]
        home = checklist.id
        for key, value in pairs(child(self.root, "answers")):
            for name, node in pairs(value):
                if self._is(name.text, self.item.id, ""):
                    self.key, self.node = name, node
                    return key.text, name.text
            if key.text in checklist.formerly:
                home = key.text
        return home, self.item.id

    def row_called(self, row: str) -> tuple[str, Node | None]:
        """A row's name in the file, which may be a former one, and its entry."""
        rows = pairs(child(self.node, "rows"))
        found = ((key.text, node) for key, node in rows if self._is(key.text, row, f"{self.item.id}/"))
        return next(found, (row, None))

    def _with_former_names(self, ids: Iterable[str], prefix: str) -> list[str]:
        former: dict[str, list[str]] = {}
        for old in self.playbook.retired.values():
            former.setdefault(old.successor, []).append(old.id.removeprefix(prefix))
        return [name for id_ in ids for name in (*former.get(id_, ()), id_)]

    def _is(self, name: str, id_: str, prefix: str) -> bool:
        old = self.playbook.retired.get(f"{prefix}{name}")
        return name == id_ or (old is not None and old.successor == id_)

    def tree(self, answer: NewAnswer) -> Mapping[str, Tree]:
        checklist, item = self.names
        return {"answers": {checklist: {item: self._item_tree(answer)}}}

    def _item_tree(self, answer: NewAnswer) -> Tree:
        if not self.row:
            return answer_tree(answer, self.node)
        rows: dict[str, Tree] = {"rows": {self.row_name: answer_tree(answer, self.row_node)}}
        whole: dict[str, Tree] = {"answer": "", "not-applicable": None}
        return {name: emptied for name, emptied in whole.items() if child(self.node, name)} | rows

    def by_hand(self, answer: NewAnswer) -> Problem:
        checklist, item = self.names
        tree = answer_tree(answer, None)
        below = f"{checklist}:, {item}:, rows:" if self.row else f"{checklist}:"
        lines = _written(self.row_name if self.row else item, tree)
        place = self.source.place(self.key.start) if self.key else Place(self.source.file)
        message = f"the answer to “{self.item.id}” cannot be written into this file safely; nothing was changed"
        return Problem(place, message, f"Write it by hand, below {below}\n" + "\n".join(f"        {x}" for x in lines))


def _written(name: str, tree: Tree) -> Iterator[str]:
    if isinstance(tree, Mapping):
        yield f"{name}:"
        yield from (f"  {part}: {value}" for part, value in tree.items())
    else:
        yield f"{name}: {tree}"


def answer_tree(answer: NewAnswer, node: Node | None) -> Tree:
    """What to set at an entry that holds `node`; an answer of one word is a token."""
    tree: dict[str, Tree] = {}
    if isinstance(node, Scalar) and not node.is_null:
        tree["answer"] = node.text
    if answer.option:
        tree |= {"answer": answer.option, "not-applicable": None}
    elif answer.not_applicable:
        tree |= {"answer": None, "not-applicable": token(answer.not_applicable.strip())}
    tree |= _part_trees(answer, node)
    tree = {name: value for name, value in tree.items() if value is not None or child(node, name)}
    if set(tree) == {"answer"} and not isinstance(node, Map):
        return tree["answer"]
    return tree


def _part_trees(answer: NewAnswer, node: Node | None) -> Iterator[tuple[str, Tree]]:
    for name in PARTS:
        value = getattr(answer, name)
        if isinstance(value, dt.date):
            yield name, value.isoformat()
        elif value:
            yield name, token(value.strip())
        elif name in answer.without and child(node, name):
            yield name, ""


def begun(source: Text) -> Text:
    """The text with an entry for the answers, if only an empty one."""
    node, problems = parse(source)
    if problems or child(node, "answers") or not (node is None or isinstance(node, Map)):
        return source
    graft = Graft(source, (FIELDS,))
    graft.root(node, {"answers": ""})
    return Text(source.file, graft.text())


def _with(answers: Answers, item_id: str, new: NewAnswer, row: str) -> Answers:
    """The answers as they are meant to be."""
    old = answers.answers.get(item_id, Answer(_NOWHERE))
    if row:
        changed = _merged(old.rows.get(row, Answer(_NOWHERE)), new)
        meant = old._replace(option="", unknown=False, not_applicable="", rows={**old.rows, row: changed})
    else:
        meant = _merged(old, new)
    return answers._replace(answers={**answers.answers, item_id: meant})


def _merged(old: Answer, new: NewAnswer) -> Answer:
    cleared: dict[str, Any] = {name: "" if name in _TEXTS else None for name in new.without}
    given = {
        name: value.strip() if isinstance(value, str) else value for name in PARTS if (value := getattr(new, name))
    }
    merged = old._replace(**{**cleared, **given})
    if not (new.option or new.not_applicable):
        return merged
    unknown = new.option == UNKNOWN
    option = "" if unknown else new.option
    return merged._replace(option=option, unknown=unknown, not_applicable=new.not_applicable.strip())


def same_answers(one: Answers, other: Answers) -> bool:
    """Whether two files say the same, whatever the places and the notices."""
    return _said(one) == _said(other)


def _said(answers: Answers) -> Answers:
    """The answers without what any edit changes: places and notices."""
    return answers._replace(
        answers={id_: _bare(answer) for id_, answer in answers.answers.items()}, notices=(), place=_NOWHERE
    )


def _bare(answer: Answer) -> Answer:
    rows = {row: _bare(said) for row, said in answer.rows.items()}
    return answer._replace(rows=rows, place=_NOWHERE)
