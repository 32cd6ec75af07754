"""A project that links to the village hall's, with no checklists of its own; the test says where that was built."""

import os

project = "The parish"
extensions = ["myst_parser", "playbook.sphinx", "sphinx.ext.intersphinx"]
intersphinx_mapping = {"hall": ("https://hall.example/", os.environ["HALL_INVENTORY"])}
