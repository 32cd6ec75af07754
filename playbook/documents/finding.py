"""What is said of a line of a paper, or of what the paper leaves out."""

from __future__ import annotations

from typing import NamedTuple

from playbook.rule import Outcome


class PaperFinding(NamedTuple):
    """One finding in one file. Without a `quote`, the whole document lacks something.

    `words` are those of the quote that gave it away, without their punctuation; `says` is what is special about this
    sign; `meant` tells that the author marked the line as reviewed, and `because` why.
    """

    rule: str
    outcome: Outcome
    value: str
    file: str
    kind: str
    item: str = ""
    where: str = ""
    quote: str = ""
    words: str = ""
    says: str = ""
    page: int = 0
    anchor: int = 0
    meant: bool = False
    because: str = ""
