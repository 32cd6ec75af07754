"""The report on papers in the form that was asked for; each form is imported when it is."""

from __future__ import annotations

from playbook.lint import LintReport


def rendered(report: LintReport, form: str, *, width: int, colour: bool) -> str:
    """The report as `text`, `json`, `markdown`, `sarif` or `junit`; width and colour are those of the text."""
    if form == "text":
        from playbook.reports.documents.terminal import terminal

        return terminal(report, width=width, colour=colour)
    if form == "json":
        from playbook.reports.documents.as_json import as_json as render
    elif form == "markdown":
        from playbook.reports.documents.markdown import markdown as render
    elif form == "sarif":
        from playbook.reports.documents.sarif import sarif as render
    else:
        from playbook.reports.documents.junit import junit as render
    return render(report)
