"""Runs of a Word paragraph split where words begin or end. The elements know what is above them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from playbook.documents.word_text import Piece
from playbook.documents.word_xml import T, W
from playbook.documents.xml_edit import Node

_PROPERTIES = f"{W}rPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run_from(piece: Piece, at: int, paragraph: Any) -> Any:
    """The run that begins with the piece's text from `at` on: split off, where more stands before it."""
    run, element = _run_of(piece, paragraph)
    if element is None:
        return run
    if at and element.tag == T:
        element = _split_text(element, at)
    return _split_run(run, element)


def run_to(piece: Piece, at: int, paragraph: Any) -> Any:
    """The run that ends with the piece's text up to `at`: what follows is split off."""
    run, element = _run_of(piece, paragraph)
    if element is None:
        return run
    if at < len(piece.text) and element.tag == T:
        _split_text(element, at)
    following = element.next()
    if following is not None:
        _split_run(run, following)
    return run


def _run_of(piece: Piece, paragraph: Any) -> tuple[Any, Any]:
    """The run and what holds the text in it; None for the latter where the run cannot be split there."""
    run: Any = piece.run
    element: Any = piece.element
    if run is not None:
        return run, element if element.above is run else None
    while element.above is not paragraph:
        element = element.above
    return element, None


def _split_text(element: Any, at: int) -> Any:
    """Split a text in two; the second is given."""
    second = deepcopy(element)
    second.tail = None
    element.text, second.text = element.text[:at], element.text[at:]
    for part in (element, second):
        part.set(_SPACE, "preserve")
    element.add_next(second)
    return second


def _split_run(run: Any, first: Any) -> Any:
    """The run that begins with `first`: a new one of the same look, or the run itself where nothing stands before."""
    properties = [child for child in run[:1] if child.tag == _PROPERTIES]
    siblings = run[len(properties) :]
    if siblings[0] is first:
        return run
    second = Node(run.tag, dict(run.attrib))
    second.extend([*map(deepcopy, properties), *siblings[siblings.index(first) :]])
    run.add_next(second)
    return second
