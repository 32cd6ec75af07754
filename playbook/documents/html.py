"""HTML → blocks."""

from __future__ import annotations

import re
from html import unescape

from playbook.documents.blocks import Block, Kind
from playbook.documents.headings import looks_short
from playbook.documents.html_hidden import Hidden
from playbook.documents.html_tables import Table
from playbook.documents.html_tags import Tag, tags, words
from playbook.documents.text import text_blocks, without_bullet
from playbook.documents.tidy import tidy

_DEEPEST_TABLE = 20
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"title": 1}
_BREAKS = words(
    """address article aside blockquote body caption details dialog div fieldset figcaption figure footer form
    frameset header hgroup hr html legend main nav ol p section summary tbody tfoot thead ul optgroup option"""
)
_ENDS_BOLD = frozenset(("p", "li", "td", "th", "div", "tr", "table", *_HEADINGS))
_TABLES = frozenset(("table", "tr", "td", "th", "dl", "dt", "dd"))
_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")


def html_blocks(text: str) -> list[Block]:
    """Headings, paragraphs, items and rows, without what a page hides; an anchor is the line in the source.

    A list of terms (dl) is a table of terms and what is said of them. Raises Unreadable on too many lines.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    page = _Page()
    hidden = Hidden(text)
    for tag in tags(text):
        if hidden.shows(tag):
            page.take(tag)
    return page.finish()


class _Page:
    """What has been read; `out` takes the blocks where the text stands: on the page, or in a cell."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self._page = self.out
        self._tables: list[Table] = []
        self._too_deep = 0
        self._words: list[str] = []
        self._line = 0
        self._kind, self._level = Kind.PARAGRAPH, 0
        self._bold = self._deleted = self._kept = 0
        self._only_bold = True

    def take(self, tag: Tag) -> None:
        name = tag.name
        if not name:
            self._take_text(tag)
        elif name in _HEADINGS or name == "li":
            self._begin(Kind.PARAGRAPH if tag.is_end else Kind.ITEM if name == "li" else Kind.HEADING, name)
        elif name in _TABLES:
            self._take_table(tag)
        elif name in _BREAKS:
            self._flush()
        else:
            self._take_inline(tag)
        if tag.is_end and name in _ENDS_BOLD:
            self._bold = 0

    def finish(self) -> list[Block]:
        self._flush()
        while self._tables:
            self._end_table()
        return self._page

    def _take_text(self, tag: Tag) -> None:
        if self._deleted:
            return
        text = tag.text
        if not self._kept and "\n" in text:
            text = text.replace("\n", " ")
        if "&" in text:
            text = unescape(text)
        if not text.isspace():
            self._line = self._line or tag.line + tag.text[: len(tag.text) - len(tag.text.lstrip())].count("\n")
            self._only_bold = self._only_bold and self._bold > 0
        self._words.append(text)

    def _take_inline(self, tag: Tag) -> None:
        name, step = tag.name, -1 if tag.is_end else 1
        if name == "br":
            self._words.append("\n")
        elif name in ("b", "strong"):
            self._bold = max(0, self._bold + step)
        elif name in ("del", "s", "strike"):
            self._deleted = max(0, self._deleted + step)
        elif name in ("pre", "xmp", "listing", "textarea"):
            self._flush()
            self._kept = max(0, self._kept + step)

    def _begin(self, kind: Kind, name: str = "") -> None:
        self._flush()
        self._kind, self._level = kind, _HEADINGS.get(name, 0) if kind is Kind.HEADING else 0

    def _take_table(self, tag: Tag) -> None:
        """A term begins a row, as `tr` does."""
        self._begin(Kind.PARAGRAPH)
        name = tag.name
        if name in ("table", "dl"):
            self._end_table() if tag.is_end else self._begin_table()
        elif not self._tables or self._too_deep:
            return
        elif name == "tr" or (name == "dt" and not tag.is_end):
            self._tables[-1].end_row()
            if not tag.is_end:
                self._tables[-1].begin_row(tag.line)
        if self._tables and not self._too_deep:
            self._take_cell(tag)

    def _take_cell(self, tag: Tag) -> None:
        table = self._tables[-1]
        if tag.name in ("td", "th", "dt", "dd") and not tag.is_end:
            spans = tag.attributes() if "span" in tag.text.lower() else {}
            self.out = table.begin_cell(tag.line, spans.get("colspan", ""), spans.get("rowspan", ""))
        elif tag.name not in ("table", "dl"):
            table.end_cell()
            self.out = table.out

    def _begin_table(self) -> None:
        if len(self._tables) < _DEEPEST_TABLE:
            self._tables.append(Table(self.out))
        else:
            self._too_deep += 1

    def _end_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            table = self._tables.pop()
            table.end_row()
            self.out = table.out

    def _flush(self) -> None:
        """Make what was read since the last break into blocks; a break within it makes lines of it."""
        text = "".join(self._words)
        if text and not text.isspace():
            self.out += self._made(text)
            self._kind, self._level = Kind.PARAGRAPH, 0
        self._words, self._line, self._only_bold = [], 0, True

    def _made(self, text: str) -> list[Block]:
        if self._kind is Kind.PARAGRAPH and "\n" in text.strip():
            return [block._replace(anchor=self._line) for block in text_blocks(_LINES.sub("\n", text))]
        plain = tidy(text)
        kind = self._kind
        if kind is Kind.PARAGRAPH:
            if self._only_bold and looks_short(plain):
                kind = Kind.HEADING
            elif (bare := without_bullet(plain)) and len(bare) < len(plain):
                kind, plain = Kind.ITEM, bare
        return [Block(kind, plain, self._level, (), 0, self._line)] if plain else []
