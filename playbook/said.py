"""What a document says of an answer, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.model import Finding, Item, Playbook, Reading, Result, Status, Suggestion
from playbook.words import counted, listed

_NAMED = 2
_MOST_AGAINST = 4


def document_title(playbook: Playbook, kind: str) -> str:
    """The kind of document inside a sentence: "job description"."""
    title = playbook.documents.get(kind, kind)
    return title[:1].lower() + title[1:]


def said_in(playbook: Playbook, finding: Finding, reading: Reading | None = None) -> str:
    """What a document says, with its place and its words; or that the papers, those of `reading`, say nothing of it."""
    if finding.silent:
        kinds = [kind for kind in finding.silent if reading is None or kind in reading.documents]
        return f"Nothing found in {listed(_the(playbook, kinds), 'or')}."
    title = document_title(playbook, finding.document)
    number = f" names {finding.value}, as in " if isinstance(finding.value, int) else ", "
    where = f"{number}{_inside(title, finding.where)}" if finding.where else ""
    said = f": “{finding.quote}”" if finding.quote else ""
    return f"The {title}{where}{said}"


def disagreements(playbook: Playbook, result: Result) -> tuple[str, ...]:
    """What documents say against an answer, each with the rows that it is about, its place, its words and its rule."""
    different = _different(result.lowered_by)
    said = tuple(_against(playbook, result, finding) for finding in different[:_MOST_AGAINST])
    more = len(different) - _MOST_AGAINST
    return (*said, f"And {counted(more, 'more line')} of the papers.") if more > 0 else said


def suggested(playbook: Playbook, item: Item, suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """Which answers the documents speak for, and where; what several rows or documents share is said once."""
    found: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for one in suggestions:
        found.setdefault((one.row, one.options), []).append(one.finding)
    rows: dict[tuple[str, str], list[str]] = {}
    for (row, options), findings in found.items():
        said = _first_and_others(playbook, findings, reading_of(item, row))
        rows.setdefault((_options(item, options), said), []).append(row)
    return tuple(f"{_about(item, named)}{options}. {said}" for (options, said), named in rows.items())


def reading_of(item: Item, row: str) -> Reading | None:
    """How the item's answer, or that of one row, is read from documents."""
    return (item.rows[row].document if row else None) or item.document


def sentence(text: str) -> str:
    """`text` with a full stop, unless it ends with one, if only inside its quotation marks."""
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{text}."


def _inside(title: str, where: str) -> str:
    """The place without the document's own name at its head."""
    first, arrow, rest = where.partition(" → ")
    return rest if arrow and first.lower() == title.lower() else where


def _against(playbook: Playbook, result: Result, finding: Finding) -> str:
    rows = [row for row in result.rows if _is_lowered(result, row, finding)]
    reading = reading_of(result.item, rows[0] if rows else "")
    return f"{_about(result.item, rows)}{said_in(playbook, finding, reading).rstrip('.')} ({finding.rule})"


def _is_lowered(result: Result, row: str, finding: Finding) -> bool:
    reading = reading_of(result.item, row)
    is_read = reading is not None and reading.rule == finding.rule
    is_named = isinstance(finding.value, frozenset) and row in finding.value
    return result.rows[row] is Status.CONTRADICTED and is_read and not is_named


def _different(findings: Sequence[Finding]) -> list[Finding]:
    """One of those with the same place and words: a file may be read as two kinds of document."""
    return list({(one.rule, one.where, one.quote, one.silent): one for one in reversed(findings)}.values())[::-1]


def _first_and_others(playbook: Playbook, findings: Sequence[Finding], reading: Reading | None) -> str:
    said = sentence(said_in(playbook, findings[0], reading))
    others = [one.document for one in findings[1:] if one.document not in ("", findings[0].document)]
    return f"{said} Also in {listed(_the(playbook, list(dict.fromkeys(others))))}." if others else said


def _options(item: Item, ids: Sequence[str]) -> str:
    """The options by name; where they are many and most of all, those that they leave out."""
    left_out = [id_ for id_ in item.options if id_ not in ids]
    if len(ids) <= max(_NAMED, len(left_out)) or not left_out:
        return listed([f"“{item.options[id_].text}”" for id_ in ids], "or")
    return f"Anything but {listed([f'“{item.options[id_].text}”' for id_ in left_out], 'or')}"


def _about(item: Item, rows: Sequence[str]) -> str:
    texts = "; ".join(item.rows[row].text for row in rows if row)
    return f"{texts}: " if texts else ""


def _the(playbook: Playbook, kinds: Sequence[str]) -> list[str]:
    return [f"the {document_title(playbook, kind)}" for kind in kinds]
