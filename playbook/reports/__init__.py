"""Assessment → terminal, Markdown, JSON and JUnit, a module each; `report.py` is what all of them say."""
