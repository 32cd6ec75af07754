"""The report as JUnit XML, for a pipeline: an open must fails, what is open and not in the way is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from playbook.model import Result, Status
from playbook.plain import is_hidden
from playbook.reports.report import STATUS_WORDS, Report

_NOT_XML = "\ufffe\uffff"


def junit(reports: Sequence[Report]) -> str:
    """A `testsuite` for each trust, a `testcase` for each item."""
    root = Element("testsuites", name="playbook")
    for report in reports:
        _suite(root, report)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: Report) -> None:
    blockers = {one.item.id for one in report.verdict.blockers}
    failed = sum(one.item.id in blockers for one in report.shown)
    skipped = sum(_is_skipped(one, blockers) for one in report.shown)
    name = report.answers.trust or report.answers.place.file
    suite = SubElement(root, "testsuite", name=xml_text(name), errors="0")
    for what, number in (("tests", len(report.shown)), ("failures", failed), ("skipped", skipped)):
        suite.set(what, str(number))
    for one in report.shown:
        _case(suite, report, one, blockers)


def _case(suite: Element, report: Report, one: Result, blockers: set[str]) -> None:
    place = report.place(one)
    case = SubElement(
        suite,
        "testcase",
        classname=one.item.checklist,
        name=one.item.id,
        file=xml_text(place.file),
        line=str(place.line),
    )
    message = xml_text(f"{one.item.ask} {STATUS_WORDS[one.status]}: {one.reason}")
    if one.item.id in blockers:
        SubElement(case, "failure", message=message, type=one.status.value).text = xml_text(
            f"{place}\n{report.to_do(one)}\n{report.who(one)}"
        )
    elif _is_skipped(one, blockers):
        SubElement(case, "skipped", message=message)


def _is_skipped(one: Result, blockers: set[str]) -> bool:
    return one.status is not Status.MET and one.item.id not in blockers


def xml_text(text: str) -> str:
    """`text` without what XML cannot hold, or a terminal would act on; the escapes are ElementTree's."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_unsafe(char) else char for char in text)


def _is_unsafe(char: str) -> bool:
    return char in _NOT_XML or (is_hidden(char) and char not in "\t\n")
