"""What a document says of an answer, in a sentence."""

from __future__ import annotations

from playbook.model import Finding, Item, Playbook, Suggestion
from playbook.words import listed


def document_title(playbook: Playbook, kind: str) -> str:
    """The kind of document inside a sentence: "job description"."""
    title = playbook.documents.get(kind, kind)
    return title[:1].lower() + title[1:]


def said_in(playbook: Playbook, finding: Finding) -> str:
    """What a document says, with its place and its words; or that the papers say nothing of it."""
    if finding.silent:
        papers = listed([f"the {document_title(playbook, kind)}" for kind in finding.silent], "or")
        return f"Nothing of it in {papers}."
    where = f", {finding.where}" if finding.where else ""
    said = f": “{finding.quote}”" if finding.quote else ""
    return f"The {document_title(playbook, finding.document)}{where}{said}"


def suggested(playbook: Playbook, item: Item, one: Suggestion) -> str:
    """Which answers a document speaks for, and where it does."""
    texts = listed([f"“{item.options[option].text}”" for option in one.options], "or")
    row = f"{item.rows[one.row].text}: " if one.row else ""
    return f"{row}{texts}. {said_in(playbook, one.finding)}"
