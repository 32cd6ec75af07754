"""The laws that hold across checklists: unique ids, a sound `when`, no disputed must, everything referred to exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.load.form import nearest
from playbook.model import Checklist, Condition, Item, Place, Playbook, Priority, Problem, Rating

MOST_MUSTS = 18


def broken_laws(playbook: Playbook, checklists: Sequence[Checklist], claims_file: str) -> Iterator[Problem]:
    """A problem for each law that the data breaks; `checklists` may hold what the playbook's ids would hide."""
    yield from _repeated_ids(checklists)
    for item in playbook.items.values():
        yield from _item_laws(item, playbook)
    yield from _too_many_musts(playbook)
    yield from _register_laws(playbook, claims_file)
    yield from _retired_laws(playbook)


def _repeated_ids(checklists: Sequence[Checklist]) -> Iterator[Problem]:
    seen: dict[str, Item] = {}
    for item in (item for checklist in checklists for item in checklist.items):
        if item.id in seen:
            yield Problem(
                item.place,
                f"the item “{item.id}” exists already, at {seen[item.id].place}",
                "Ids are unique across all checklists.",
            )
        seen.setdefault(item.id, item)


def _item_laws(item: Item, playbook: Playbook) -> Iterator[Problem]:
    def broken(message: str, hint: str = "") -> Problem:
        return Problem(item.place, f"item {item.id}: {message}", hint)

    if len(item.options) < 2:
        yield broken("a question needs at least two options")
    if both := sorted(set(item.options) & set(item.rows)):
        yield broken(f"“{both[0]}” names an option and a row", "Give one of them another name.")
    if not (item.claims or item.sources):
        yield broken("it names neither a claim nor a source", "Add: sources: […]")
    for known, ids, what in ((playbook.claims, item.claims, "claim"), (playbook.sources, item.sources, "source")):
        for id_ in ids:
            if id_ not in known:
                yield broken(f"there is no {what} “{id_}”", nearest(id_, known))
    disputed = item.rating is Rating.DISPUTED
    if disputed and item.is_must:
        yield broken("a disputed item is never a must", "Make it a should or a could.")
    carried = [id_ for id_ in item.claims if id_ in playbook.claims and playbook.claims[id_].rating is Rating.DISPUTED]
    if (disputed or carried) and not item.but:
        yield broken(
            f"informed people differ on {carried[0] if carried else 'it'}, so it must give the other side",
            "Add: but: …",
        )
    for condition in item.when:
        for message in _when_laws(item, condition, playbook):
            yield broken(message)


def _when_laws(item: Item, condition: Condition, playbook: Playbook) -> Iterator[str]:
    switch = playbook.items.get(condition.item)
    if switch is None:
        yield f"its “when” asks for “{condition.item}”, which does not exist. {nearest(condition.item, playbook.items)}"
        return
    for option in condition.options:
        if option not in switch.options:
            yield f"its “when” names “{option}”, which {switch.id} does not offer. {nearest(option, switch.options)}"
    if switch.rows:
        yield f"its “when” asks for {switch.id}, which has rows and so no one answer"
    ranks, gates = tuple(Priority), tuple(playbook.gates)
    if ranks.index(switch.priority) > ranks.index(item.priority):
        yield f"it hangs on {switch.id}, which is only a {switch.priority}: leaving that open would pass over this {item.priority}"
    if switch.gate in gates and item.gate in gates and gates.index(switch.gate) > gates.index(item.gate):
        yield f"it hangs on {switch.id}, which is asked at a later gate"
    if _reaches(switch, item.id, playbook, set()):
        yield f"its “when” goes round in a circle, by way of {switch.id}"


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


def _register_laws(playbook: Playbook, claims_file: str) -> Iterator[Problem]:
    carried = {id_ for item in playbook.items.values() for id_ in item.claims}
    for claim in playbook.claims.values():
        for source in claim.sources:
            if source not in playbook.sources:
                yield Problem(
                    Place(claims_file),
                    f"claim {claim.id}: there is no source “{source}”",
                    nearest(source, playbook.sources),
                )
        if "prose" not in claim.kind and claim.id not in carried:
            yield Problem(
                Place(claims_file),
                f"claim {claim.id} is carried by no item",
                "Name it in the claims of an item, or mark it as prose.",
            )


def _retired_laws(playbook: Playbook) -> Iterator[Problem]:
    for old in playbook.retired.values():
        item, _, inner = old.id.partition("/")
        known = playbook.items
        if not inner and old.id in known:
            yield Problem(known[item].place, f"“{old.id}” is retired and in use")
        if inner and item not in known:
            yield Problem(
                Place("retired"), f"“{old.id}” is retired, but there is no item “{item}”", nearest(item, known)
            )
        if inner and item in known and old.successor and old.successor not in {*known[item].options, *known[item].rows}:
            yield Problem(
                known[item].place, f"“{old.id}” is succeeded by “{old.successor}”, which {item} does not offer"
            )
        if not inner and old.successor and old.successor not in known:
            yield Problem(
                Place("retired"),
                f"“{old.id}” is succeeded by “{old.successor}”, which does not exist",
                nearest(old.successor, known),
            )
