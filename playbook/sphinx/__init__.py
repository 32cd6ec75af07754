"""A Sphinx extension that shows checklists in pages, the rules that read papers, and what both rest on.

The directives are `{checklist}`, `{gate}`, `{items}`, `{readiness}`, `{trust-facts}`, `{rules}`, `{claims}`,
`{sources}` and `{cited}`, the roles `{item}`, `{gate}`, `{rule}`, `{claim}` and `{source}`. Each is described in
`docs/reference/sphinx.md`.

In conf.py: ``extensions = ["myst_parser", "playbook.sphinx"]``. Each component has a module and a setup of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every component."""
    from playbook import __version__
    from playbook.sphinx.data import setup_data
    from playbook.sphinx.directive import setup_directive
    from playbook.sphinx.domain import VERSION, setup_domain
    from playbook.sphinx.gates import setup_gates
    from playbook.sphinx.items import setup_items
    from playbook.sphinx.latex import setup_latex
    from playbook.sphinx.links import setup_links
    from playbook.sphinx.register import setup_register
    from playbook.sphinx.roles import setup_roles
    from playbook.sphinx.settings import setup_settings
    from playbook.sphinx.style import setup_style
    from playbook.sphinx.trust_facts import setup_trust_facts

    setup_settings(app)
    setup_domain(app)
    setup_data(app)
    setup_roles(app)
    setup_directive(app)
    setup_gates(app)
    setup_items(app)
    setup_links(app)
    setup_trust_facts(app)
    setup_latex(app)
    setup_register(app)
    setup_style(app)
    return {
        "version": __version__,
        "env_version": VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
