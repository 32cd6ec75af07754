"""First drafts of a trust's papers, from its answers and facts and a template that people can read and change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from playbook.apart import apart
from playbook.fact import DRAFTS
from playbook.model import Answers, BadInput, Finding, Place, Playbook, Problem
from playbook.writing.paper import Paper

if TYPE_CHECKING:
    from playbook.drafts.known import Known

__all__ = ["DRAFTS", "draft", "template_of"]
_LONGEST = 10  # seconds that a template of one's own may take


def draft(
    playbook: Playbook,
    answers: Answers,
    kind: str,
    *,
    as_of: dt.date,
    template: str | None = None,
    file: str = "the template",
    checklists: str | None = None,
    findings: Sequence[Finding] = (),
) -> Paper:
    """The first draft of a paper of this kind, one of `DRAFTS`, as a Paper that `playbook.writing.write` takes.

    `as_of` is the day of the draft. `template` is the text of a template of one's own, and `file` its name in
    problems; `checklists` is the folder of the data, where it is not the playbook's own; `findings` are what the papers
    say of the answers. What is not known stands in the paper as a mark: `playbook.writing.paper.to_complete` lists
    the marks.

    Raises BadInput with what is wrong in the template, ValueError where there is no such kind, TypeError where the
    template is no text.
    """
    from playbook.drafts.known import Known

    _check(kind)
    known = Known(playbook, answers, as_of, findings)
    made = partial(_made, kind, known, checklists, file)
    if template is None:
        return made(template_of(kind))
    if not isinstance(template, str):
        raise TypeError('a template is given as its text: Path("mine.md").read_text("utf-8")')
    try:
        return apart(partial(made, template), BadInput, seconds=_LONGEST)
    except (TimeoutError, MemoryError):
        message = "the template goes on without end, or fills the memory"
        problem = Problem(Place(file), message, "Look for loops within loops, and for what calls or doubles itself.")
        raise BadInput((problem,)) from None


def _made(kind: str, known: Known, checklists: str | None, file: str, template: str) -> Paper:
    from playbook.drafts.days import Days
    from playbook.drafts.layout import paper_blocks
    from playbook.drafts.render import rendered

    blocks = paper_blocks(rendered(template, known, Days(known, checklists), file), known.values)
    if not blocks:
        problem = Problem(
            Place(file), "the template gives no text", f"Begin with: playbook draft {kind} --show-template"
        )
        raise BadInput((problem,))
    title = DRAFTS[kind]
    return Paper(
        title=f"{title}: {known.post}" if known.post else title,
        author=known.answers.trust,
        made=known.as_of,
        footer=" · ".join(filter(None, (known.answers.trust, title, f"first draft, {known.today}"))),
        blocks=blocks,
    )


def template_of(kind: str) -> str:
    """The playbook's own template for a kind of draft: Markdown with Jinja2. Raises ValueError where there is none."""
    _check(kind)
    return template_text(kind)


def _check(kind: str) -> None:
    if kind not in DRAFTS:
        raise ValueError(f"no such draft: {kind}; there are {', '.join(DRAFTS)}")


def template_text(name: str) -> str:
    """A file among the templates, by its name without the ending."""
    from importlib.resources import files

    return (files("playbook.drafts") / "templates" / f"{name}.md").read_text(encoding="utf-8")
