"""The laws that hold across checklists: unique ids, a sound `when`, no disputed must, a register that is carried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.load.form import nearest
from playbook.model import Checklist, Condition, Item, Place, Playbook, Priority, Problem, Rating, Retired

MOST_MUSTS = 18


def broken_laws(playbook: Playbook, checklists: Sequence[Checklist], retired: Sequence[Retired]) -> Iterator[Problem]:
    """A problem for each law that the data breaks; `checklists` and `retired` hold what equal ids would hide."""
    yield from _repeated([item for checklist in checklists for item in checklist.items], "the item", "exists")
    yield from _repeated(retired, "the former id", "is retired")
    for item in playbook.items.values():
        for message, hint in (*_question_laws(item), *_rating_laws(item, playbook), *_when_laws(item, playbook)):
            yield Problem(item.place, f"item {item.id}: {message}", hint)
    yield from _too_many_musts(playbook)
    yield from _uncarried_claims(playbook)
    for old in retired:
        yield from _retired_laws(old, playbook)


def _repeated(found: Sequence[Item | Retired], what: str, verb: str) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for one in found:
        if one.id in seen:
            message = f"{what} “{one.id}” {verb} already, at {seen[one.id]}"
            yield Problem(one.place, message, "Ids are unique across all checklists.")
        seen.setdefault(one.id, one.place)


def _question_laws(item: Item) -> Iterator[tuple[str, str]]:
    if both := sorted(set(item.options) & set(item.rows)):
        yield f"“{both[0]}” names an option and a row", "Give one of them another name."
    if not (item.claims or item.sources):
        yield "it names neither a claim nor a source", "Add: sources: […]"


def _rating_laws(item: Item, playbook: Playbook) -> Iterator[tuple[str, str]]:
    disputed = item.rating is Rating.DISPUTED
    if disputed and item.is_must:
        yield "a disputed item is never a must", "Make it a should or a could."
    carried = [id_ for id_ in item.claims if id_ in playbook.claims and playbook.claims[id_].rating is Rating.DISPUTED]
    if (disputed or carried) and not item.but:
        about = carried[0] if carried else "it"
        yield f"informed people differ on {about}, so it must give the other side", "Add: but: …"


def _when_laws(item: Item, playbook: Playbook) -> Iterator[tuple[str, str]]:
    for condition in item.when:
        switch = playbook.items.get(condition.item)
        if switch is None:
            hint = nearest(condition.item, playbook.items)
            yield f"its “when” asks for “{condition.item}”, which does not exist", hint
            continue
        yield from _condition_laws(condition, switch)
        yield from _order_laws(item, switch, playbook)
        if _reaches(switch, item.id, playbook, set()):
            yield f"its “when” goes round in a circle, by way of {switch.id}", ""


def _condition_laws(condition: Condition, switch: Item) -> Iterator[tuple[str, str]]:
    if not condition.options:
        yield f"its “when” names no answer to {switch.id}, so it would never be asked", ""
    for option in condition.options:
        if option not in switch.options:
            hint = nearest(option, switch.options)
            yield f"its “when” names “{option}”, which {switch.id} does not offer", hint
    if switch.rows:
        yield f"its “when” asks for {switch.id}, which has rows and so no one answer", ""


def _order_laws(item: Item, switch: Item, playbook: Playbook) -> Iterator[tuple[str, str]]:
    ranks, gates = tuple(Priority), tuple(playbook.gates)
    if ranks.index(switch.priority) > ranks.index(item.priority):
        passed_over = f"leaving that open would pass over this {item.priority}"
        yield f"it hangs on {switch.id}, which is only a {switch.priority}: {passed_over}", ""
    if switch.gate in gates and item.gate in gates and gates.index(switch.gate) > gates.index(item.gate):
        yield f"it hangs on {switch.id}, which is asked at a later gate", ""


def _reaches(start: Item, target: str, playbook: Playbook, seen: set[str]) -> bool:
    if start.id == target:
        return True
    seen.add(start.id)
    following = (playbook.items[c.item] for c in start.when if c.item in playbook.items and c.item not in seen)
    return any(_reaches(switch, target, playbook, seen) for switch in following)


def _too_many_musts(playbook: Playbook) -> Iterator[Problem]:
    musts = [item for item in playbook.items.values() if item.is_must]
    if len(musts) > MOST_MUSTS:
        hint = "Make this one, or a weaker one, a should."
        yield Problem(musts[MOST_MUSTS].place, f"there are {len(musts)} musts; the most is {MOST_MUSTS}", hint)


def _uncarried_claims(playbook: Playbook) -> Iterator[Problem]:
    carried = {id_ for item in playbook.items.values() for id_ in item.claims}
    for claim in playbook.claims.values():
        if "prose" not in claim.kind and claim.id not in carried:
            hint = "Name it in the claims of an item, or write: kind: [prose]"
            yield Problem(claim.place, f"claim {claim.id} is carried by no item", hint)


def _retired_laws(old: Retired, playbook: Playbook) -> Iterator[Problem]:
    """The former id must be free, and its successor must exist."""
    id_, _, inner = old.id.partition("/")
    item = playbook.items.get(id_)
    if inner and item is None:
        hint = nearest(id_, playbook.items)
        yield Problem(old.place, f"“{old.id}” is retired, but there is no item “{id_}”", hint)
        return
    known = (*item.options, *item.rows) if inner and item else tuple(playbook.items)
    if (inner or id_) in known:
        yield Problem(
            old.place, f"“{old.id}” is retired and in use", "Delete it here, or give the new one another name."
        )
    if old.successor and old.successor not in known:
        message = f"“{old.id}” is succeeded by “{old.successor}”, which does not exist"
        yield Problem(old.place, message, nearest(old.successor, known))
