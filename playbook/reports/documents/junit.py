"""The report on papers as JUnit XML, for a pipeline: a rule fails where a finding is at the level asked for."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from playbook.documents.finding import PaperFinding
from playbook.documents.lint import Linted
from playbook.lint import LintReport, Unread
from playbook.reports.documents.words import OUTCOMES, Topic, topic
from playbook.reports.junit import xml_text
from playbook.rule import Outcome


def junit(report: LintReport) -> str:
    """A `testsuite` for each paper, a `testcase` for each rule; a file that was not read is an error."""
    root = Element("testsuites", name="playbook lint")
    for paper in report.documents:
        _suite(root, report, paper)
    for unread in report.unread:
        _unread(root, unread)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: LintReport, paper: Linted) -> None:
    rules = dict.fromkeys((*report.rules, *(one.rule for one in paper.findings)))
    failed = {one.rule for one in paper.findings if report.fails(one)}
    suite = _counted(root, paper.file, tests=len(rules), failures=len(failed), errors=0)
    for rule in rules:
        about = topic(report, rule, [one for one in paper.findings if one.rule == rule])
        case = SubElement(suite, "testcase", classname=paper.kind or "document", name=rule, file=xml_text(paper.file))
        _tell(case, report, about)


def _tell(case: Element, report: LintReport, about: Topic) -> None:
    """The findings that fail as one failure, those that are worth a look and do not as output."""
    failing = [one for one in about.findings if report.fails(one)]
    rest = [one for one in about.findings if one not in failing and one.outcome is not Outcome.SUPPORTS]
    if lines := [report.line(one) for one in (failing or rest) if report.line(one)]:
        case.set("line", str(lines[0]))
    if failing:
        message = xml_text(f"{about.title}: {OUTCOMES[failing[0].outcome]}")
        text = [*map(_said, failing), *filter(None, (about.why, about.instead, about.disputed))]
        SubElement(case, "failure", message=message, type=failing[0].outcome.value).text = _joined(text)
    if rest:
        SubElement(case, "system-out").text = _joined([f"{_state(one)}: {_said(one)}" for one in rest])


def _state(one: PaperFinding) -> str:
    return f"meant ({one.because})" if one.meant else OUTCOMES[one.outcome]


def _said(one: PaperFinding) -> str:
    quote = f"{one.where}: “{one.quote}”" if one.quote else "Not in this document."
    return f"{quote} {one.says}".strip()


def _unread(root: Element, unread: Unread) -> None:
    suite = _counted(root, unread.file, tests=1, failures=0, errors=1)
    case = SubElement(suite, "testcase", classname="document", name="read", file=xml_text(unread.file))
    SubElement(case, "error", message=xml_text(unread.message), type="unreadable").text = xml_text(unread.hint)


def _counted(root: Element, name: str, **numbers: int) -> Element:
    return SubElement(root, "testsuite", {"name": xml_text(name), **{what: str(n) for what, n in numbers.items()}})


def _joined(lines: Sequence[str]) -> str:
    return xml_text("\n".join(" ".join(line.split()) for line in lines))
