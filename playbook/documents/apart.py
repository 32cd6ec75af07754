"""Reading in a process of its own, where the system can: a file made to take all time or memory takes that one down."""

from __future__ import annotations

from collections.abc import Callable

from playbook.apart import apart as worked_apart
from playbook.documents.blocks import Block, Unreadable

LONGEST = 60  # seconds
_TOO_LONG = (
    "takes longer to read than such a paper should",
    "Print it to a new PDF, or save it from Word again, and try that one.",
)
_DIED = (
    "cannot be read: it is damaged, or needs more memory than such a paper should",
    "Print it to a new PDF, or save it from Word again, and try that one.",
)


def apart(read: Callable[[bytes], list[Block]], data: bytes) -> list[Block]:
    """What `read` makes of `data`. Raises Unreadable as it does, and where it takes too long or dies."""
    try:
        return worked_apart(lambda: read(data), Unreadable, seconds=LONGEST)
    except TimeoutError:
        raise Unreadable(*_TOO_LONG) from None
    except MemoryError:
        raise Unreadable(*_DIED) from None
