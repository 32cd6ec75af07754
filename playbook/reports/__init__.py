"""Assessment → terminal, Markdown, JSON and JUnit."""

from playbook.reports.as_json import as_json
from playbook.reports.junit import junit
from playbook.reports.markdown import markdown
from playbook.reports.report import Report
from playbook.reports.terminal import overview, terminal

__all__ = ["Report", "as_json", "junit", "markdown", "overview", "terminal"]
