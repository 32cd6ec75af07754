"""Answers files over the small playbook: right ones, and ones with a few changes, for better or worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from schema_tools import SMALL, Way, at, planted

from playbook.load import load_playbook
from playbook.load.answers import ANSWER_FIELDS, FIELDS, STAND_FIELDS
from playbook.model import Checklist, Item

SMALL_PLAYBOOK = load_playbook(str(SMALL))
DAYS = ("date", "until", "due")
LISTS = {name: one for one in SMALL_PLAYBOOK.checklists.values() for name in (one.id, *one.formerly)}
NEW_NAMES = {
    **{old.id.rpartition("/")[2]: old.successor for old in SMALL_PLAYBOOK.retired.values() if old.successor},
    **{name: one.id for name, one in LISTS.items()},
}
ROWS = tuple(row for item in SMALL_PLAYBOOK.items.values() for row in item.rows)

Some = st.SearchStrategy[Any]
TEXTS = st.sampled_from(
    ("Because.", "Agreed: see #14", "“£5”\nand – more", "2026-11-30", 2026, True, 1.5, None, "", " ")
)
REASONS = st.sampled_from(("Because.", "Agreed: see #14", 14, True))
DATES = st.sampled_from(("2026-11-30", "2024-02-29", None))
PARTS: dict[str, Some] = dict.fromkeys(("note", "evidence", "owner"), TEXTS) | dict.fromkeys(DAYS, DATES)
STANDS = st.lists(st.fixed_dictionaries(dict.fromkeys(STAND_FIELDS, REASONS)), max_size=2)

# What a change may write, by the kind of place. Blank days are left out: only the schema minds them.
DAY_CHANGES: tuple[Any, ...] = (
    *("2026-11-30", "2026-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "2026-11", "30/11/2026", "soon"),
    *(None, 2026, True, [], {}),
)
TEXT_CHANGES: tuple[Any, ...] = ("text", None, "", " ", 2026, 2.5, True, [], {}, ["text"], {"a": "b"})
ANSWER_CHANGES: tuple[Any, ...] = (
    *(None, "", " ", "unknown", "not-applicable", "yes", "held", "told", "anybody", "Anybody", "shed", "main-door"),
    *(3, True, False, [], {}, ["yes"], {"a": "b"}, {"answer": "unknown"}, {"answer": ["yes"]}, {"kitchen": "held"}),
    *({"not-applicable": "Because."}, {"not-applicable": " "}, {"not-applicable": "Because.", "answer": "unknown"}),
)
GROUP_CHANGES: tuple[Any, ...] = (
    *(None, "text", [], {}, [None], [{}], ["text"], {"a": "b"}, {"kitchen": "held"}, {"parking": "told"}),
    *({"kitchen": {"rows": {}}}, [{"finding": "a", "quote": "b"}], [{"finding": "a", "quote": "b", "because": "c"}]),
    [{"finding": "a", "quote": "b", "because": " "}],
)


def once(entries: dict[str, Any]) -> dict[str, Any]:
    """Without what stands there already under another name: only the loader sees that."""
    first: dict[str, str] = {}
    for name in entries:
        first.setdefault(NEW_NAMES.get(name, name), name)
    return {name: entries[name] for name in first.values()}


def some(entries: Mapping[str, Some]) -> Some:
    return st.fixed_dictionaries({}, optional=dict(entries)).map(once)


def former(successors: Mapping[str, Any], start: str = "") -> Iterator[tuple[str, str]]:
    """Former names, with their successors if they have one, that begin with `start`."""
    for old in SMALL_PLAYBOOK.retired.values():
        item, _, inner = old.id.rpartition("/")
        if item == start and (not old.successor or old.successor in successors):
            yield inner, old.successor


def answers_to(item: Item) -> Some:
    """What may be answered to an item."""
    options = (*item.options, *(name for name, _ in former(item.options, item.id)))
    may_be_set_aside = not item.is_must or bool(item.set_aside)
    whole = PARTS | {"stands": STANDS}
    if not item.rows:
        return st.one_of(answer_forms(options, whole, may_be_set_aside))
    row = st.one_of(answer_forms(options, PARTS, may_be_set_aside))
    names = (*item.rows, *(name for name, successor in former(item.rows, item.id) if successor))
    by_rows = with_one("rows", some(dict.fromkeys(names, row)), whole | {"answer": st.none()})
    as_a_whole = answer_forms((), whole | {"rows": st.sampled_from((None, {}))}, may_be_set_aside)
    return st.one_of(by_rows, by_rows, *as_a_whole)


def answer_forms(options: Sequence[str], parts: Mapping[str, Some], may_be_set_aside: bool) -> list[Some]:
    """One word, the long form, and the long form set aside."""
    word = st.sampled_from((*options, "unknown", None))
    forms: list[Some] = [word, with_one("answer", word, parts)]
    return [*forms, with_one("not-applicable", REASONS, {**parts, "answer": st.none()})] if may_be_set_aside else forms


def with_one(name: str, value: Some, others: Mapping[str, Some]) -> Some:
    return st.tuples(value, some(others)).map(lambda both: {name: both[0], **both[1]})


ITEMS = {item.id: answers_to(item) for item in SMALL_PLAYBOOK.items.values()}
REST = some(
    {
        "trust": TEXTS,
        "edition": TEXTS,
        "facts": some({"fee": TEXTS, "day": TEXTS}),
        "documents": some({"notice": TEXTS, "rules": TEXTS}),
    }
)


def answers_below(checklist: Checklist) -> Some:
    items = {item.id: ITEMS[item.id] for item in checklist.items}
    old = {one: items[new] if new else st.just(["whatever"]) for one, new in former(items)}
    names = st.lists(st.sampled_from([*items, *old]), min_size=1, max_size=3, unique=True)
    return names.flatmap(lambda some_: st.fixed_dictionaries({one: (items | old)[one] for one in some_})).map(once)


BELOW = {name: answers_below(one) for name, one in LISTS.items()}
CHOSEN = st.lists(st.sampled_from(list(LISTS)), max_size=2, unique_by=lambda name: NEW_NAMES[name])
ANSWERS = CHOSEN.flatmap(lambda names: st.fixed_dictionaries({name: BELOW[name] for name in names}))
FILES = st.tuples(REST, ANSWERS).map(lambda both: {**both[0], "answers": both[1]})


@st.composite
def changed_files(draw: st.DrawFn) -> dict[str, Any]:
    """Files that were right, with up to two changes."""
    data = draw(FILES)
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        changes = list(places_to_change(data))
        path = draw(st.sampled_from(changes))
        data = planted(data, path, draw(st.sampled_from(changes_at(path))))
    return data


def places_to_change(data: Any) -> Iterator[Way]:
    """The place of every value below the file itself, and of every entry that somebody might add."""
    for path in ((), *paths(data)):
        if path:
            yield path
        here = at(data, path)
        if isinstance(here, dict):
            known = {NEW_NAMES.get(one, one) for one in here}
            yield from ((*path, name) for name in dict.fromkeys((*names_at(path), "nonsense")) if name not in known)


def paths(data: Any, start: Way = ()) -> Iterator[Way]:
    """The place of every value below the file itself."""
    for name in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*start, name)
        yield from paths(data[name], (*start, name))


def names_at(path: Way) -> Sequence[str]:
    """Names that somebody might add there."""
    if "stands" in path:
        return STAND_FIELDS
    if path[-1:] == ("rows",):
        return ROWS
    if path[:1] != ("answers",):
        return (*FIELDS, "notice", "insurance")
    if len(path) == 1:
        return (*SMALL_PLAYBOOK.checklists, "alarm")
    if len(path) == 2:
        checklist = LISTS.get(str(path[1]))
        return [item.id for item in checklist.items] if checklist else ["alarm"]
    return (*ANSWER_FIELDS, *ROWS)


def changes_at(path: Way) -> Sequence[Any]:
    """Values that somebody might write there."""
    if path[-1] in DAYS:
        return DAY_CHANGES
    if path[-1] in ("rows", "stands", *FIELDS) or len(path) == 2:
        return GROUP_CHANGES
    if path[-1] in ("note", "evidence", "owner", "not-applicable", *STAND_FIELDS):
        return TEXT_CHANGES
    return ANSWER_CHANGES
