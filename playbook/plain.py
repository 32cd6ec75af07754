"""Text from anywhere, made harmless for a terminal."""

from __future__ import annotations


def harmless(text: str) -> str:
    """`text` on one line, with every character a terminal would act on shown as an escape."""
    return "".join(char if char.isprintable() else " " if char in "\r\n\t" else f"\\x{ord(char):02x}" for char in text)
