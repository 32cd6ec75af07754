"""The words of the interview: its prompts and commands, and an answer told again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from playbook.model import Answer, Item, Option, Playbook, Status
from playbook.words import day, listed

_QUESTIONS = {
    "note": "Say more, in a note",
    "evidence": "Where is it written down",
    "date": "On which day was it, as 2026-11-30",
    "until": "Until which day, as 2026-11-30",
    "owner": "Whom will you ask",
    "due": "By which day, as 2026-11-30",
}


def prompt(part: str, old: dt.date | str | None) -> str:
    """What to ask for a part of an answer, which said `old` so far."""
    keeps = f"Enter keeps “{day(old) if isinstance(old, dt.date) else old}”, - takes it out"
    return f"{_QUESTIONS[part]}? ({keeps if old else 'Enter leaves it open'}) "


def commands(item: Item) -> str:
    """What can be typed at a question, in a line."""
    aside = " · n not applicable" if may_be_set_aside(item) else ""
    return f"Number or word · u unknown{aside} · Enter skip · ? why · b back · q stop"


def may_be_set_aside(item: Item) -> bool:
    """Whether “not applicable” is an answer to it."""
    return not item.is_must or bool(item.set_aside)


def option_called(item: Item, typed: str) -> Option | None:
    """The option of this name, or of this number."""
    options = list(item.options.values())
    if typed.lower() in item.options:
        return item.options[typed.lower()]
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    return options[number - 1] if 0 < number <= len(options) else None


def parts(option: Option, old: Answer | None) -> list[str]:
    """What to ask for besides the option: what it needs, and the days of the earlier answer, which may hold no more."""
    days = [part for part in ("date", "until") if getattr(old, part, None)]
    return [*option.needs, *(part for part in days if part not in option.needs and option.status is not Status.NOT_MET)]


def explanation(item: Item, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Why the question matters and how to meet it, each text with its name."""
    who = listed([playbook.roles[role].title for role in item.who])
    texts = {"Why": item.why, "But": item.but, "How": item.how, "Good": item.good, "Poor": item.poor, "Who": who}
    texts["Not applicable where"] = item.set_aside
    yield from ((name, text) for name, text in texts.items() if text)


def in_words(item: Item, answer: Answer) -> str:
    """An answer as somebody would say it."""
    option = item.options.get(answer.option)
    aside = f"not applicable ({answer.not_applicable})" if answer.not_applicable else "unknown"
    said = {part: getattr(answer, part) for part in _QUESTIONS}
    told = [f"{part}: {day(it) if isinstance(it, dt.date) else it}" for part, it in said.items() if it]
    return "; ".join((option.text if option else aside, *told))
