"""A set of answers carried into the text of an answers file; what stays the same, stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.edit import PARTS, NewAnswer, Target, answer_tree, begun, same_answers
from playbook.edit_head import written_fact
from playbook.fact import Fact, in_a_field
from playbook.graft import Graft, Tree, child, token
from playbook.load.answers import FIELDS, parse_answers
from playbook.load.nodes import Node, parse
from playbook.load.text import Text
from playbook.model import Answer, Answers, BadInput, Place, Playbook, Problem

_NOTHING = Answer(Place(""))
_SAID = ("option", "unknown", "not_applicable")
_ROWS = 4  # of the levels of a file, that of the rows


def carried(text: str, playbook: Playbook, wanted: Answers, *, file: str = "answers.yaml") -> str:
    """The text of an answers file with trust, facts and answers of `wanted`; what a person let stand is kept.

    Raises BadInput where the file does not load, or cannot be changed safely.
    """
    source = begun(Text(file, text))
    before = parse_answers(source, playbook)
    expected = _expected(playbook, before, wanted)
    changed = {id_ for id_ in {*before.answers, *expected.answers} if _differs(id_, before, expected)}
    if not changed and (before.trust, before.facts) == (expected.trust, expected.facts):
        return text
    new = _grafted(source, playbook, before, expected, [id_ for id_ in playbook.items if id_ in changed])
    try:
        is_right = same_answers(_filled(parse_answers(Text(file, new), playbook)), _filled(expected))
    except BadInput:
        is_right = False
    if not is_right:
        message = "the answers cannot be written into this file safely; nothing was changed"
        raise BadInput((Problem(Place(file), message, "Save the answers as a new file, and put the two together."),))
    return new


def _expected(playbook: Playbook, before: Answers, wanted: Answers) -> Answers:
    """What the file is to say: of each answer and fact that was there, what the forms do not know stays."""
    found = {id_: _trimmed(one) for id_, one in wanted.answers.items()}
    for id_, old in before.answers.items():
        if old.stands:
            found[id_] = found.get(id_, _NOTHING)._replace(stands=old.stands)
    return before._replace(
        trust=wanted.trust or before.trust, facts=_facts(playbook, before.facts, wanted.facts), answers=found
    )


def _facts(playbook: Playbook, before: Mapping[str, Fact], wanted: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts as wanted; one that a form would show as before stays as it is."""
    found = {id_: fact for id_, fact in before.items() if id_ not in playbook.facts}
    for id_, fact in wanted.items():
        old, form = before.get(id_), playbook.facts[id_].form
        is_same = old is not None and in_a_field(old, form) == in_a_field(fact, form)
        found[id_] = old if old is not None and is_same else _with_old_names(old, fact)
    return found


def _with_old_names(old: Fact | None, fact: Fact) -> Fact:
    """A list in which each name that was there stays as it was written."""
    if not (isinstance(old, tuple) and isinstance(fact, tuple)):
        return fact
    were = {" ".join(name.split()): name for name in old}
    return tuple(were.get(" ".join(name.split()), name) for name in fact)


def _trimmed(answer: Answer) -> Answer:
    """The answer without the blanks around its texts, which no form keeps."""
    values: dict[str, Any] = {name: getattr(answer, name) for name in (*PARTS, *_SAID)}
    texts: dict[str, Any] = {name: value.strip() for name, value in values.items() if isinstance(value, str)}
    return answer._replace(**texts, rows={row: _trimmed(said) for row, said in answer.rows.items()})


def _filled(answers: Answers) -> Answers:
    """Without the answers that say nothing, and without the rows that say nothing."""
    return answers._replace(answers=_told({id_: _trimmed(one) for id_, one in answers.answers.items()}))


def _told(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {id_: one._replace(rows=_told(one.rows)) for id_, one in answers.items() if not _is_silent(one)}


def _is_silent(answer: Answer) -> bool:
    return _plain(answer) == _plain(_NOTHING) and not answer.stands


def _plain(answer: Answer) -> Answer:
    """What an answer says, without its place, and without the rows that say nothing."""
    one = _trimmed(answer)
    rows = {row: plain for row, said in one.rows.items() if (plain := _plain(said)) != _NOTHING}
    return one._replace(place=_NOTHING.place, rows=rows, stands=())


def _differs(id_: str, before: Answers, expected: Answers) -> bool:
    return _plain(before.answers.get(id_, _NOTHING)) != _plain(expected.answers.get(id_, _NOTHING))


def _grafted(source: Text, playbook: Playbook, before: Answers, expected: Answers, changed: list[str]) -> str:
    root, _ = parse(source)
    tree: dict[str, Any] = {"answers": {}}
    if before.trust != expected.trust:
        tree["trust"] = token(expected.trust)
    ids = [id_ for id_ in playbook.facts if before.facts.get(id_) != expected.facts.get(id_)]
    if ids:
        tree["facts"] = {id_: written_fact(playbook, id_, expected.facts.get(id_)) for id_ in ids}
    rows: list[str] = []
    orders: Sequence[Sequence[str]] = (FIELDS, ())
    for id_ in changed:
        target = Target(source, playbook, id_, root=root)
        checklist, item = target.names
        old, new = (one.answers.get(id_, _NOTHING) for one in (before, expected))
        tree["answers"].setdefault(checklist, {})[item] = _item_tree(target, old, new)
        orders, rows = target.orders, [*rows, *target.orders[_ROWS]]
    below = [*playbook.facts, *orders[1]]
    graft = Graft(source, [FIELDS, below, *orders[2:_ROWS], rows, *orders[_ROWS + 1 :]])
    graft.root(root, tree)
    return graft.text()


def _item_tree(target: Target, old: Answer, new: Answer) -> Tree:
    """What to set at an item's entry; None where nothing of it is left."""
    if _plain(new) == _plain(_NOTHING) and not new.stands:
        return None
    tree = _tree(target.node, old, new)
    rows: dict[str, Tree] = {}
    for row in {**old.rows, **new.rows}:
        was, said = old.rows.get(row, _NOTHING), new.rows.get(row, _NOTHING)
        if _plain(was) != _plain(said):
            name, node = target.row_called(row)
            rows[name] = None if _plain(said) == _plain(_NOTHING) else _tree(node, was, said)
    if not rows:
        return tree
    whole: Mapping[str, Tree] = tree if isinstance(tree, Mapping) else {"answer": tree} if tree else {}
    return {**whole, "rows": rows if new.rows else None}


def _tree(node: Node | None, old: Answer, new: Answer) -> Tree:
    """What changes one answer into the other, at the entry that holds `node`."""
    gone = tuple(name for name in PARTS if getattr(old, name) and not getattr(new, name))
    parts: dict[str, Any] = {name: getattr(new, name) for name in PARTS if getattr(new, name) != getattr(old, name)}
    is_other = any(getattr(new, name) != getattr(old, name) for name in _SAID)
    option = ("unknown" if new.unknown else new.option) if is_other else ""
    made = answer_tree(NewAnswer(option, new.not_applicable if is_other else "", **parts, without=gone), node)
    if is_other and new.is_empty and isinstance(made, Mapping):
        emptied = {name: None for name in ("answer", "not-applicable") if child(node, name)}
        return {**{name: value for name, value in made.items() if name != "answer"}, **emptied}
    return made
