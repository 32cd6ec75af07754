"""A paper as one web page that needs nothing else: no script, no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import singledispatch
from html import escape

from playbook.writing.bar import svg
from playbook.writing.clean import by_direction, flat, line, link_of, runs_leftwards, shown
from playbook.writing.look import CSS
from playbook.writing.paper import (
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    Title,
    Words,
    spans,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(paper: Paper) -> bytes:
    """The paper as a web page, in UTF-8."""
    footer = f"<footer><p>{_text(line(paper.footer))}</p></footer>\n" if paper.footer else ""
    author = f'<meta name="author" content="{escape(line(paper.author))}">\n' if paper.author else ""
    blocks = "".join(f"{_block(one)}\n" for one in paper.blocks)
    page = (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escape(line(paper.title))}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<main>\n"
        f"{blocks}</main>\n{footer}</body>\n</html>\n"
    )
    return page.encode()


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(block)


@_block.register
def _paragraph(block: Paragraph) -> str:
    return _element("p", block.words)


@_block.register
def _title(block: Title) -> str:
    return _element("h1", block.words)


@_block.register
def _heading(block: Heading) -> str:
    return _element(f"h{min(block.level + 1, 6)}", block.words)


@_block.register
def _note(block: Note) -> str:
    return _element("p", block.words, ' class="note"')


@_block.register
def _items(block: Items) -> str:
    name = "ol" if block.numbered else "ul"
    inside = "".join(_element("li", one) + "\n" for one in block.items)
    return f"<{name}>\n{inside}</{name}>"


@_block.register
def _page_break(_: PageBreak) -> str:
    return '<div class="new-page"></div>'


@_block.register
def _table(table: Table) -> str:
    caption = f"<caption>{_text(line(table.caption))}</caption>\n" if table.caption else ""
    whole = sum(table.widths)
    columns = "".join(f'<col style="width:{width / whole:.1%}">' for width in table.widths)
    head = "".join(_element("th", cell, ' scope="col"') for cell in table.header)
    height = f' style="height:{table.room}cm"' if table.room else ""
    rows = "".join(f"<tr{height}>{''.join(_cells(table, row))}</tr>\n" for row in table.rows)
    columns = f"<colgroup>{columns}</colgroup>\n" if columns else ""
    return f"<table>\n{caption}{columns}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _cells(table: Table, row: Sequence[Words]) -> Iterator[str]:
    for at, cell in enumerate(row):
        is_head = table.row_heads and not at and flat(cell)
        yield _element("th", cell, ' scope="row"') if is_head else _element("td", cell)


@_block.register
def _picture(picture: Picture) -> str:
    if not picture.svg and not picture.png:
        return _element("p", picture.alt)
    kind, data = ("svg+xml", picture.svg.encode()) if picture.svg else ("png", picture.png)
    source = f"data:image/{kind};base64,{b64encode(data).decode()}"
    return f'<p><img src="{source}" alt="{escape(line(picture.alt))}" style="width:{picture.width}cm"></p>'


def _element(name: str, words: Words, attributes: str = "") -> str:
    direction = ' dir="rtl"' if runs_leftwards(flat(words)) else ""
    return f"<{name}{attributes}{direction}>{''.join(map(_span, spans(words))).strip()}</{name}>"


def _span(span: Span) -> str:
    if sum(number for _, number in span.bar):
        return svg(span.bar) + _span(span._replace(bar=()))
    text = _text(shown(span)).replace("\n", "<br>")
    if span.to_complete:
        return f"<mark>{text}</mark>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    if span.italic:
        text = f"<em>{text}</em>"
    link = link_of(span)
    return f'<a href="{escape(link)}">{text}</a>' if link else text


def _text(text: str) -> str:
    return "".join(f"<bdi>{escape(piece)}</bdi>" if back else escape(piece) for piece, back in by_direction(text))
