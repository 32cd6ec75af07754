"""What LaTeX needs: it gives an id of a paragraph, a mark or a title no place in the PDF, so a target stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WITHOUT_A_PLACE = (nodes.paragraph, nodes.inline, nodes.title)


def setup_latex(app: Sphinx) -> None:
    """Add the transform."""
    app.add_post_transform(Targets)


class Targets(SphinxPostTransform):
    """Moves such ids to a target: before a mark, inside a paragraph, after a title."""

    default_priority = 400
    builders = ("latex",)

    def run(self, **_named: Any) -> None:
        for node in list(self.document.findall(lambda node: isinstance(node, WITHOUT_A_PLACE))):
            if isinstance(node, nodes.Element) and node["ids"]:
                _move(node)


def _move(node: nodes.Element) -> None:
    target = nodes.target("", "", ids=node["ids"])
    node["ids"] = []
    if isinstance(node, nodes.paragraph):
        node.insert(0, target)
    elif node.parent is not None:
        node.parent.insert(node.parent.index(node) + isinstance(node, nodes.title), target)
