"""Somebody else's project: the village hall, with checklists of its own."""

project = "The village hall"
author = project_copyright = "The hall committee"
version = release = "1.0"
extensions = ["myst_parser", "playbook.sphinx"]
playbook_data = "../../checklists"
myst_enable_extensions = ["colon_fence"]
epub_show_urls = "no"
