"""The directive `{picture}`: drawn from the data while the site is built, with the same in words below it.

In a page `{picture}` takes `gates`, `roles` or `holders`. Colours are classes of the style sheet, so a picture follows
the reader's choice of light or dark. Builders that cannot draw show the words alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from facts import FIGURES, facts, note_facts
from sphinx.util.docutils import SphinxDirective

from playbook.model import Gate, Playbook
from playbook.sphinx.depends import note_all, playbook_for
from playbook.sphinx.parts import SOURCE, link, table
from playbook.sphinx.say import say, unknown
from playbook.sphinx.sentences import citation
from playbook.words import counted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

WIDTH = 360
LINE = 18


class Picture(NamedTuple):
    """A drawing: its title, what it shows in a sentence, its shapes, its height, and the same as nodes."""

    title: str
    shows: str
    shapes: Sequence[str]
    height: int
    words: Sequence[nodes.Node]


class DrawnPicture(nodes.General, nodes.Element):
    """A drawing as SVG; its children say the same in words."""


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("picture", PictureDirective)
    words = (_pass, _pass)
    app.add_node(DrawnPicture, html=(_visit, _depart), latex=words, text=words, man=words, texinfo=words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class PictureDirective(SphinxDirective):
    """Takes the name of a picture."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        (note_facts if name == "holders" else note_all)(self.env)
        playbook = playbook_for(self.env)
        if name not in PICTURES:
            say(unknown("picture", name, PICTURES), self.get_location(), "picture")
        if playbook is None or name not in PICTURES:
            return []
        drawn = PICTURES[name](playbook)
        return [DrawnPicture("", *drawn.words, svg=_svg(name, drawn), title=drawn.title)]


def _visit(self: Any, node: DrawnPicture) -> None:
    caption = f"<figcaption>{escape(node['title'])}</figcaption>"
    words = "<details><summary>The same in words</summary>"
    self.body.append(f'<figure class="picture">{caption}{node["svg"]}{words}')


def _depart(self: Any, _node: DrawnPicture) -> None:
    self.body.append("</details></figure>")


def _pass(_self: Any, _node: DrawnPicture) -> None:
    pass


def _svg(name: str, drawn: Picture) -> str:
    head = f'<title id="{name}-title">{escape(drawn.title)}</title><desc id="{name}-shows">{escape(drawn.shows)}</desc>'
    box = f'viewBox="0 0 {WIDTH} {drawn.height}" xmlns="http://www.w3.org/2000/svg"'
    labels = f'aria-labelledby="{name}-title {name}-shows"'
    return f'<svg class="drawn" role="img" {labels} {box}>{head}{"".join(drawn.shapes)}</svg>'


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="drawn-text {kind}">{escape(words)}</text>'


def _circle(x: float, y: float, radius: float, kind: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" class="{kind}"/>'


def _bar(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" class="{kind}"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="drawn-line"/>'


# The gates as a flow: a line from the first to the last, with what each decides.


def gates(playbook: Playbook) -> Picture:
    """The gates, one below the other."""
    left, top = 20.0, 24.0
    shapes: list[str] = []
    y = top
    stops: list[float] = []
    for number, gate in enumerate(playbook.gates.values(), 1):
        stops.append(y)
        lines = [_text(54, y + 5, gate.title, "strong"), *_lines(54, y + 6, gate.about, 46)]
        shapes += [_circle(left, y, 15, "drawn-fill"), _text(left, y + 5, str(number), "on-fill middle"), *lines]
        y += LINE * len(lines)
        shapes.append(_text(54, y + 8, _burden(playbook, gate), "quiet"))
        y += LINE * 2 + 8
    between = [_arrow(left, start + 15, end - 16) for start, end in pairwise(stops)]
    title = "The five gates, from the decision to the first hundred days"
    shows = f"Five gates in order: {', '.join(gate.title for gate in playbook.gates.values())}."
    words = nodes.enumerated_list("", *(_gate(playbook, gate) for gate in playbook.gates.values()), enumtype="arabic")
    words["suffix"] = "."
    return Picture(title, shows, [*between, *shapes], int(y - 8), [words])


def _lines(x: float, y: float, words: str, width: int) -> Iterator[str]:
    for number, line in enumerate(textwrap.wrap(words, width), 1):
        yield _text(x, y + LINE * number, line)


def _arrow(x: float, y1: float, y2: float) -> str:
    return f'{_rule(x, y1, x, y2 - 6)}<path d="M{x - 5:g} {y2 - 8:g}h10l-5 8z" class="drawn-fill"/>'


def _burden(playbook: Playbook, gate: Gate) -> str:
    items = [item for item in playbook.items.values() if item.gate == gate.id]
    return f"{counted(len(items), 'question')}, {counted(sum(item.is_must for item in items), 'must')}"


def _gate(playbook: Playbook, gate: Gate) -> nodes.list_item:
    said = nodes.paragraph("", "", nodes.strong("", gate.title))
    said += nodes.Text(f" – {_burden(playbook, gate)}. {gate.about}")
    return nodes.list_item("", said)


# Who does what when: for each role and gate, how many questions it acts on first, and on how many it helps.


def roles(playbook: Playbook) -> Picture:
    """Roles against gates."""
    step = WIDTH / len(playbook.gates)
    middles = [step * (number + 0.5) for number in range(len(playbook.gates))]
    titles = zip(middles, playbook.gates.values(), strict=True)
    shapes = [_text(x, 14, gate.title, "strong middle") for x, gate in titles]
    y = 24.0
    rows = []
    for role in playbook.roles.values():
        counts = [_share(playbook, role.id, gate) for gate in playbook.gates]
        if not any(map(any, counts)):
            continue
        rows.append((nodes.Text(role.title), *(nodes.Text(_in_words(*count)) for count in counts)))
        shapes += [_rule(0, y, WIDTH, y), _text(0, y + LINE, role.title, "strong")]
        for x, (acts, helps) in zip(middles, counts, strict=True):
            shapes += _cell(x, y + 42, acts, helps)
        y += 66
    shapes += [_rule(0, y, WIDTH, y), *_key(y + 22)]
    title = "Who does what when"
    shows = "For each role and each gate, how many questions the role leads on, and with how many it helps."
    head = ("Role", *(gate.title for gate in playbook.gates.values()))
    return Picture(title, shows, shapes, int(y + 34), [table(head, rows, (25, 15, 15, 15, 15, 15), "who-when")])


def _share(playbook: Playbook, role: str, gate: str) -> tuple[int, int]:
    """On how many questions of a gate a role acts first, and on how many it helps."""
    items = [item for item in playbook.items.values() if item.gate == gate and role in item.who]
    acts = sum(item.who[0] == role for item in items)
    return acts, len(items) - acts


def _in_words(acts: int, helps: int) -> str:
    said = [f"leads on {acts}" if acts else "", f"helps with {helps}" if helps else ""]
    return ", ".join(filter(None, said)) or "–"


def _cell(x: float, y: float, acts: int, helps: int) -> Iterator[str]:
    """A full circle for what a role acts on, a ring for what it helps with, side by side where there are both."""
    shift = 15 if acts and helps else 0
    for count, at, kind, number in ((acts, x - shift, "drawn-fill", "on-fill"), (helps, x + shift, "drawn-ring", "")):
        if count:
            yield _circle(at, y, 12, kind)
            yield _text(at, y + 5, str(count), f"{number} middle")
    if not (acts or helps):
        yield _text(x, y + 5, "–", "quiet middle")


def _key(y: float) -> Iterator[str]:
    yield from (_circle(9, y - 4, 7, "drawn-fill"), _text(22, y, "questions the role leads on", "quiet"))
    yield from (_circle(199, y - 4, 7, "drawn-ring"), _text(212, y, "questions it helps with", "quiet"))


# Who held the digital brief at board level, then and now.


def holders(playbook: Playbook) -> Picture:
    """The shift between the two surveys."""
    figures = facts()[FIGURES]
    then, now, lead = (figures[name] for name in ("finance-leads-then", "finance-leads-now", "digital-leads"))
    bars = (
        (f"{then['when']}, of trusts", (("Finance director", then["percent"], "drawn-fill-2"),)),
        (
            f"{now['when']}, of replies",
            (("Digital leader", lead["percent"], "drawn-fill"), ("Finance director", now["percent"], "drawn-fill-2")),
        ),
    )
    y, shapes, rows = 16.0, [], []
    for label, parts in bars:
        shapes.append(_text(0, y, label, "strong"))
        rest = ("Somebody else, or not shown", 100 - sum(part[1] for part in parts), "drawn-rest")
        for name, percent, kind in (*parts, rest):
            y += 26
            width = (WIDTH - 40) * percent / 100
            shapes += [_text(0, y - 4, name), _bar(0, y, width, 14, kind), _text(width + 6, y + 12, f"{percent}%")]
            rows.append((nodes.Text(f"{label}: {name.lower()}"), nodes.Text(f"{percent}%")))
            y += 14
        y += 42
    title = "Who answers for digital at the board, 2019 and 2024"
    shows = "In 2019 finance is given as a share of trusts, in 2024 as a share of replies, so compare with care."
    cited = link(SOURCE, now["source"], citation(playbook.sources[now["source"]]))
    note = nodes.paragraph("", "", nodes.Text("What is not named is the rest of the whole, worked out here. "), cited)
    words: list[nodes.Node] = [table(("Who", "Share"), rows, (75, 25), "holders"), note]
    return Picture(title, shows, shapes, int(y - 34), words)


PICTURES: dict[str, Callable[[Playbook], Picture]] = {"gates": gates, "roles": roles, "holders": holders}
