"""Everything about one item, and the list of all of them, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from playbook.model import Item, Option, Playbook, Status
from playbook.plain import harmless
from playbook.words import listed

_PASSES = {Status.MET: "passes", Status.PARTLY: "in part", Status.NOT_MET: "does not pass"}
_LABEL = 16
_NEEDS = {"note": "a note", "evidence": "the evidence", "date": "the date", "until": "until when"}


def contents(playbook: Playbook, *, width: int) -> str:
    """Gates, checklists and items in their order, an item a line."""
    longest = max(map(len, playbook.items), default=0)
    lines: list[str] = []
    for checklist in playbook.checklists.values():
        gate = playbook.gates[checklist.gate]
        lines += ["", harmless(f"{checklist.title}   ({checklist.id}; gate: {gate.title.lower()})")]
        for item in checklist.items:
            lines += _hanging(f"  {item.id:<{longest}}  {item.priority:<6}  ", item.ask, width)
    return "\n".join(lines[1:]) + "\n"


def page(playbook: Playbook, item: Item, *, width: int, colour: bool = False) -> str:
    """One item: the question, its options, why, the other side, how, examples, who, and every source."""
    return "\n".join(_page(playbook, item, width, colour)) + "\n"


def _page(playbook: Playbook, item: Item, width: int, colour: bool) -> Iterator[str]:
    bold, plain = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    yield from (f"{bold}{line}{plain}" for line in textwrap.wrap(harmless(item.ask), width))
    gate, checklist = playbook.gates[item.gate].title, playbook.checklists[item.checklist].title
    yield harmless(f"{item.id}: a {item.priority}, {item.rating}. {checklist}; gate: {gate.lower()}.")
    yield ""
    for option in item.options.values():
        yield from _hanging(f"  {option.id:<{_LABEL}}  ", _option_line(option), width)
    if item.rows:
        yield from ("", "Asked for each of these")
    for row in item.rows.values():
        yield from _hanging(f"  {row.id:<{_LABEL}}  ", row.text, width)
    for label, text in _paragraphs(playbook, item):
        yield ""
        yield from _hanging(f"{label:<{_LABEL}}    ", text, width)
    yield from _sources(playbook, item, width)


def _option_line(option: Option) -> str:
    needs = f"; say {listed([_NEEDS[need] for need in option.needs])}" if option.needs else ""
    fresh = f"; holds for {option.fresh} months" if option.fresh else ""
    return f"{option.text} ({_PASSES[option.status]}{needs}{fresh})"


def _paragraphs(playbook: Playbook, item: Item) -> Iterator[tuple[str, str]]:
    for condition in item.when:
        switch = playbook.items[condition.item]
        texts = "; or ".join(switch.options[id_].text for id_ in condition.options)
        yield "Only where", f"{switch.ask} {texts}"
    if item.set_aside:
        yield "Not applicable", f"A fair answer where this is so: {item.set_aside}"
    yield "Why", item.why
    if item.but:
        yield "The other side", item.but
    yield "How", item.how
    yield "Good", item.good
    yield "Poor", item.poor
    yield (
        "Who",
        "; with the ".join((playbook.roles[item.who[0]].title, *(playbook.roles[id_].title for id_ in item.who[1:]))),
    )


def _sources(playbook: Playbook, item: Item, width: int) -> Iterator[str]:
    yield from ("", "Sources")
    for id_ in item.sources:
        source = playbook.sources[id_]
        yield from _hanging("  ", f"{source.title}. {source.author}, {source.date}.", width)
        yield f"    {harmless(source.link)}"
        yield from _hanging("    ", f"Seen: {source.seen}", width)
    if item.claims:
        yield from ("", "Claims of the register")
    for id_ in item.claims:
        claim = playbook.claims[id_]
        yield from _hanging(f"  {id_:<4} ", f"{claim.claim} ({claim.rating})", width)


def _hanging(lead: str, text: str, width: int) -> Iterator[str]:
    room = max(width - len(lead), 24)
    for number, line in enumerate(textwrap.wrap(harmless(text), room, break_on_hyphens=False) or [""]):
        yield f"{' ' * len(lead) if number else lead}{line}"
