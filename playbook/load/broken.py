"""Our own words for text that is not YAML: the two YAML loaders say it differently, and neither says it to people."""

from __future__ import annotations

from yaml import YAMLError

from playbook.load.text import Text
from playbook.model import Problem

_INDENT = "Lines that belong together start in the same column; what belongs below a line starts two spaces further in."
_QUOTES = "Put the whole text in double quotes."
_COLUMN = "this line starts in a column that matches no line above it"
_SECOND = "a second “name:” stands in a line that already has a value"
_WORDS = (
    ("flow", "a bracket is opened and not closed, or a comma is missing", "Put a text with brackets in double quotes."),
    ("quoted scalar", "a quotation mark is opened and never closed", f"Close it. {_QUOTES}"),
    ("block scalar", "only the text below may follow “>” or “|”", "Start the text on the next line, two spaces in."),
    ("block collection", _COLUMN, _INDENT),
    ("block mapping", _COLUMN, _INDENT),
    ("document start", _COLUMN, _INDENT),
    ("simple key", "this line is neither “name: value” nor part of the text above it", _INDENT),
    ("mapping values", _SECOND, f"If it is one text: {_QUOTES} {_INDENT}"),
    ("mapping keys", "a text may not start with “? ”", _QUOTES),
    (
        "sequence entries",
        "a list starts in a line that already has a name",
        "Start it on the next line, two spaces in.",
    ),
    ("directive", "a line may not start with “%”", _QUOTES),
    ("cannot start any token", "a text may not start with this character", _QUOTES),
)


def broken(text: Text, error: YAMLError) -> Problem:
    """What is wrong with `text`, at the place where the loader stopped."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = min(mark.index, len(text.content.rstrip())) if mark else 0
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    for words, message, hint in _WORDS:
        if words in said:
            return text.problem(index, message, hint)
    return text.problem(index, "this cannot be read as YAML", "Compare the line with its neighbours.")
