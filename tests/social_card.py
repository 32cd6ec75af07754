"""Renders the social card, which is drawn in `docs/_static/social-card.svg`, as a PNG. Run by hand after a change:

    python tests/social_card.py

Those who draw the card for a link mostly cannot read SVG. The PNG carries the digest of its drawing, so a test can tell
when the two have parted.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

from browser import launched

DRAWING = Path(__file__).resolve().parent.parent / "docs" / "_static" / "social-card.svg"
CARD = DRAWING.with_suffix(".png")
WIDTH, HEIGHT = 1200, 630
HEAD = 33  # the signature of a PNG, and its first chunk


def main() -> None:
    CARD.write_bytes(marked(rendered(), digest()))


def digest() -> str:
    """A digest of the drawing, whatever ends its lines."""
    return hashlib.sha256(DRAWING.read_text("utf-8").encode()).hexdigest()


def rendered() -> bytes:
    """The drawing as Chromium shows it."""
    with launched() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(DRAWING.as_uri())
        return page.screenshot()


def marked(png: bytes, mark: str) -> bytes:
    """A PNG with a text chunk that holds `mark`."""
    chunk = b"tEXtSource\0" + mark.encode()
    return png[:HEAD] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[HEAD:]


if __name__ == "__main__":
    main()
