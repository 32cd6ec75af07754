"""Papers made for people: the blocks that a paper is made of, and its Word file, web page or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playbook.writing.paper import Paper

FORMS: Mapping[str, str] = {"word": ".docx", "markdown": ".md", "html": ".html"}
"""The forms a paper can be written in, each with how its file's name ends."""


class BadBase(ValueError):
    """The base is no Word file that can be written into."""


def write(paper: Paper, form: str, base: bytes | None = None) -> bytes:
    """The paper as a file of the form: "word", "markdown" or "html".

    `base` is a Word file whose styles, page, header and footer the Word file takes; the other forms leave it alone.
    Raises ValueError where there is no such form, and BadBase where the base is no Word file.
    """
    return _writer(form, base)(paper)


def _writer(form: str, base: bytes | None) -> Callable[[Paper], bytes]:
    if form == "word":
        from playbook.writing.word import word

        return lambda paper: word(paper, base)
    if form == "html":
        from playbook.writing.html import html

        return html
    if form == "markdown":
        from playbook.writing.markdown import markdown

        return markdown
    raise ValueError(f"no such form: {form}")
