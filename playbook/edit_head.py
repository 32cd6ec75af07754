"""The trust's name or a fact set in the text of an answers file; everything else stays, or nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from playbook.edit import begun, same_answers
from playbook.fact import Fact, in_words
from playbook.graft import Graft, Tree, token
from playbook.load.answers import FIELDS, parse_answers
from playbook.load.nodes import parse
from playbook.load.text import Text
from playbook.model import Answers, BadInput, Place, Playbook, Problem


def with_trust(text: str, playbook: Playbook, name: str, *, file: str = "answers.yaml") -> str:
    """The text of an answers file with the trust's name; all else as it was.

    Raises BadInput with the file's problems where it does not load, and where the name cannot be put in safely.
    """
    source = Text(file, text)
    expected = parse_answers(source, playbook)._replace(trust=name.strip())
    new = token(name.strip())
    problem = _by_hand(file, "the name of the trust", f"trust: {new}")
    return _grafted(source, playbook, {"trust": new}, expected, problem)


def with_fact(text: str, playbook: Playbook, id_: str, fact: Fact | None, *, file: str = "answers.yaml") -> str:
    """The text of an answers file with the fact, or with its entry empty; all else as it was.

    Raises BadInput with the file's problems where it does not load, and where the fact cannot be put in safely.
    """
    source = begun(Text(file, text))
    answers = parse_answers(source, playbook)
    facts = {name: told for name, told in answers.facts.items() if name != id_}
    if fact is not None:
        facts[id_] = fact
    new = written_fact(playbook, id_, fact)
    shown = f"[{', '.join(map(token, new))}]" if isinstance(new, tuple) else new
    problem = _by_hand(file, f"the fact “{id_}”", f"facts:\n          {id_}: {shown}")
    return _grafted(source, playbook, {"facts": {id_: new}}, answers._replace(facts=facts), problem)


def written_fact(playbook: Playbook, id_: str, fact: Fact | None) -> str | tuple[str, ...]:
    """The fact as it stands in an answers file, or an empty entry; a list as its names."""
    if fact is None or isinstance(fact, tuple):
        return fact or ""
    if isinstance(fact, dt.date):
        return fact.isoformat()
    return in_words(fact, playbook.facts[id_].form) if isinstance(fact, int) else token(fact)


def _by_hand(file: str, what: str, entry: str) -> Problem:
    message = f"{what} cannot be written into this file safely; nothing was changed"
    return Problem(Place(file), message, f"Write it by hand: {entry}")


def _grafted(source: Text, playbook: Playbook, tree: Mapping[str, Tree], expected: Answers, problem: Problem) -> str:
    graft = Graft(source, (FIELDS, list(playbook.facts)))
    graft.root(parse(source)[0], tree)
    new = graft.text()
    try:
        is_right = same_answers(parse_answers(Text(source.file, new), playbook), expected)
    except BadInput:
        is_right = False
    if not is_right:
        raise BadInput((problem,))
    return new
