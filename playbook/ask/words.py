"""The words of the interview: its prompts and commands, and an answer told again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from playbook.ask.agenda import Step, lacking, said
from playbook.load.form import closest
from playbook.model import Answer, Item, Need, Option, Playbook, Result, Role, Status
from playbook.words import day, listed

_QUESTIONS = {
    "note": "Say more, in a note",
    "evidence": "Where is it written down",
    "date": "On which day was it",
    "until": "Until which day",
    "owner": "Whom will you ask",
    "due": "By which day",
}
_WILL_ASK = {Need.NOTE: "a note", Need.EVIDENCE: "the evidence", Need.DATE: "a date", Need.UNTIL: "a date"}


def option_text(option: Option) -> str:
    """An option in words, with what will be asked: "On the date given (we will ask for a date)"."""
    asked = list(dict.fromkeys(_WILL_ASK[need] for need in option.needs))
    return f"{option.text} (we will ask for {listed(asked)})" if asked else option.text


def prompt(part: str, old: dt.date | str | None) -> str:
    """What to ask for a part of an answer, which said `old` so far."""
    keeps = f"Enter keeps “{day(old) if isinstance(old, dt.date) else old}”, - takes it out"
    return f"{_QUESTIONS[part]}? ({keeps if old else 'Enter leaves it open'}) "


def prompt_owner(item: Item, old: str, playbook: Playbook, role: str | None) -> str:
    """Whom to ask what is unknown; `role` is who answers, and is not sent to ask itself."""
    first = item.who[0]
    if old:
        return prompt("owner", old)
    if role == first:
        return "Who can find out? (Enter leaves it open) "
    return f"{_QUESTIONS['owner']}? (Enter for the {playbook.roles[first].in_sentence}) "


def commands(item: Item, *, answered: bool) -> str:
    """What can be typed at a question, in a line."""
    aside = " · n not applicable" if may_be_set_aside(item) else ""
    return f"Number or word · u unknown{aside} · Enter {'keep' if answered else 'skip'} · ? why · b back · q stop"


def none_of_the_answers(item: Item, typed: str) -> str:
    """What to say to a word that is no answer."""
    close = closest(typed, tuple(item.options))
    meant = f"Did you mean “{close}”? " if close else ""
    how = f"Type a number from 1 to {len(item.options)}, a word from the list, or ? for help."
    return f"“{typed}” is none of the answers. {meant}{how}"


def for_another(role: Role, waiting: int, *, one: bool) -> str:
    """Why a question is asked that is somebody else's, and for which others wait (`one`: the one asked for)."""
    wait = "waits" if waiting == 1 else "wait"
    why = f"; {'the one you asked for' if one else f'{waiting} of yours'} {wait} for it" if waiting else ""
    return f"This one is the {role.in_sentence}'s to answer{why}. Press Enter to leave it."


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


def shortfall(step: Step, result: Result) -> str:
    """Why the option chosen does not count in full, in a sentence; empty where there is nothing to say."""
    answer = said(step, result)
    option = step.item.options.get(answer.option) if answer else None
    missing = listed(lacking(option, answer))
    if missing and option and option.status is Status.MET:
        return f"It counts as partly until you say: {missing}."
    if missing:
        return f"Still to say: {missing}."
    status = result.rows.get(step.row.id) if step.row else result.status
    return "It counts as out of date by now." if status is Status.OUTDATED else ""


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
    told = {part: getattr(answer, part) for part in _QUESTIONS}
    extra = [f"{part}: {day(it) if isinstance(it, dt.date) else it}" for part, it in told.items() if it]
    return "; ".join((option.text if option else aside, *extra))
