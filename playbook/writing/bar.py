"""A bar: how many there are of each of a few parts, as a drawing for the web, as a picture for Word, and in words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from html import escape

from playbook.writing.clean import line
from playbook.writing.look import BAR, COLOUR, EMPTY
from playbook.writing.paper import Parts

WIDTH_CM, HEIGHT_CM = 4.5, 0.3
_WIDE, _HIGH = 480, 32
_EDGE = 2


def in_words(parts: Parts) -> str:
    """4 met, 1 open."""
    return ", ".join(f"{number} {line(name)}" for name, number in parts if name)


def svg(parts: Parts) -> str:
    """The bar as a drawing inside a page, which a screen reader tells in words."""
    shapes = "".join(
        f'<rect x="{begin + 1}" y="1" width="{end - begin}" height="{_HIGH - 2}" fill="#{colour}"/>'
        for begin, end, colour in _pieces(parts, _WIDE - 2)
    )
    box = f'viewBox="0 0 {_WIDE} {_HIGH}" preserveAspectRatio="none"'
    return f'<svg class="bar" role="img" aria-label="{escape(in_words(parts))}" {box}>{shapes}</svg>'


def png(parts: Parts) -> bytes:
    """The bar as a picture with few colours; the same bar gives the same bytes."""
    colours = (COLOUR, *BAR, EMPTY)
    inside = bytearray(_WIDE)
    for begin, end, colour in _pieces(parts, _WIDE):
        inside[begin:end] = bytes([colours.index(colour)]) * (end - begin)
        inside[max(end - _EDGE, 0) : end] = bytes(_EDGE)
    inside[:_EDGE] = bytes(_EDGE)
    lines = [bytes(_WIDE)] * _EDGE + [bytes(inside)] * (_HIGH - 2 * _EDGE) + [bytes(_WIDE)] * _EDGE
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", bytes.fromhex("".join(colours))),
        (b"IDAT", zlib.compress(b"".join(b"\0" + one for one in lines), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _pieces(parts: Parts, wide: int) -> Iterator[tuple[int, int, str]]:
    """Where each part that is not empty begins and ends, and its colour."""
    whole, before = sum(number for _, number in parts), 0
    for (name, number), colour in zip(parts, BAR, strict=False):
        if number:
            yield wide * before // whole, wide * (before + number) // whole, colour if name else EMPTY
        before += number


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
