"""Sphinx settings. The source is docs/: ``sphinx-build -W -n -c . docs site``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_extensions")]

from playbook import __version__  # noqa: E402

project = "Board CIO Playbook"
author = "The Board CIO Playbook contributors"
project_copyright = author
version = release = __version__
language = "en"

own = ["measured", "facts", "usage", "pictures", "plan", "publishing", "light"]
extensions = ["myst_parser", "sphinx_design", "playbook.sphinx", "playbook.browser.page", *own]
exclude_patterns = ["_build"]
suppress_warnings = ["toc.empty_glob"]
templates_path = ["docs/_templates"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = project
html_baseurl = os.environ.get("PLAYBOOK_SITE_URL", "")  # where the site will stand; only publishing says so
html_context = {"language": "en-GB"}  # the pages' own; Sphinx's translations for it would need a looser script policy
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#7d3512", "color-brand-content": "#7d3512"},
    "dark_css_variables": {"color-brand-primary": "#f2ab80", "color-brand-content": "#f2ab80"},
}
html_favicon = "docs/_static/favicon.svg"
html_static_path = ["docs/_static"]
html_css_files = ["site.css"]
html_js_files = ["menus.js"]
html_copy_source = False
html_show_sphinx = True
html_use_index = False
html_domain_indices = False

latex_engine = "xelatex"
latex_domain_indices = False
latex_documents = [("index", "board-cio-playbook.tex", project, author, "manual")]
