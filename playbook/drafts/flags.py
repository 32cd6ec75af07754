"""What `lint` would flag in a draft: words that came in with the trust's own facts, answers or template."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from playbook.documents.lint import Linter
from playbook.documents.markdown import markdown_blocks
from playbook.rule import Outcome
from playbook.writing.markdown import markdown
from playbook.writing.paper import Paper


class Flag(NamedTuple):
    """The words, the title of the rule that they break, what is special about them, and what to write instead."""

    quote: str
    title: str
    says: str
    instead: str


def flags(linter: Linter, paper: Paper, kind: str, *, trust: str, as_of: dt.date) -> list[Flag]:
    """The flagged lines of a draft of this kind, each once."""
    blocks = markdown_blocks(markdown(paper).decode())
    known = kind if kind in linter.known else ""
    read = linter.read(f"{kind}.md", blocks, kind=known, trust=trust, as_of=as_of)
    found = (one for document in linter.findings([read]) for one in document.findings)
    flagged = [one for one in found if one.outcome is Outcome.FLAGS and not one.meant]
    rules = linter.rules
    made = (Flag(one.quote, rules[one.rule].title, one.says, rules[one.rule].instead) for one in flagged)
    return list(dict.fromkeys(made))
