"""How one question looks."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.ask.agenda import Step, so_far
from playbook.ask.terminal import Terminal
from playbook.ask.words import explanation, in_words, shortfall
from playbook.model import Playbook, Result
from playbook.said import reading_of, said_in, suggested

_MOST_SUGGESTIONS = 3


class Screen:
    """Shows steps on a terminal; an item's question is shown once for all its rows, unless it is wanted again."""

    def __init__(self, terminal: Terminal, playbook: Playbook) -> None:
        self.terminal = terminal
        self.say = terminal.say
        self.playbook = playbook
        self.shown = ""

    def step(self, step: Step, head: Sequence[str], result: Result) -> None:
        """The question below the lines of `head`, or its next row, and what was said of it so far."""
        self.say()
        if self.shown == step.item.id:
            self._row(step)
        else:
            for line in head:
                self.say(line)
            self.question(step)
        self.shown = step.item.id
        self._so_far(step, result)

    def question(self, step: Step) -> None:
        """The question with its options, and the row."""
        self.say(step.item.ask)
        self.terminal.options(list(step.item.options.values()))
        self._row(step)

    def explained(self, step: Step) -> None:
        """Why the question matters and how to meet it, and the question again."""
        for name, text in explanation(step.item, self.playbook):
            self.say(text, f"  {name}: ", "    ")
        self.question(step)

    def _row(self, step: Step) -> None:
        if step.row:
            number = list(step.item.rows).index(step.row.id) + 1
            self.say(f"Row {number} of {len(step.item.rows)}: {step.row.text}")

    def _so_far(self, step: Step, result: Result) -> None:
        if answer := so_far(step, result):
            self.say(f"So far: {in_words(step.item, answer)}")
        if short := shortfall(step, result):
            self.say(short)
        row = step.row.id if step.row else ""
        own = [one._replace(row="") for one in result.suggestions if one.row == row]
        for said in suggested(self.playbook, step.item, own)[:_MOST_SUGGESTIONS]:
            self.say(said, "From your papers: ", "  ")
        for finding in result.lowered_by:
            self.say(said_in(self.playbook, finding, reading_of(step.item, row)), "Your papers say otherwise: ", "  ")
