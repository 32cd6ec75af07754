"""Reading in a process of its own, where the system can: a file made to take all time or memory takes that one down."""

from __future__ import annotations

import faulthandler
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from playbook.documents.blocks import Block, Unreadable

LONGEST = 60  # seconds
MOST_MEMORY = 1_500_000_000  # bytes
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
    if os.name != "posix" or sys.platform in ("emscripten", "wasi") or threading.active_count() > 1:
        return read(data)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _answer(theirs, read, data)
    os.close(theirs)
    try:
        return _heard(ours)
    finally:
        os.close(ours)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(pipe: int, read: Callable[[bytes], list[Block]], data: bytes) -> None:
    """In the child: write what was read, or why it was not; and end without cleaning up what is the parent's."""
    faulthandler.disable()  # what kills this process is told by the other
    try:
        _limit_memory()
        told: object = read(data)
    except Unreadable as error:
        told = (error.message, error.hint)
    except BaseException:
        os._exit(1)
    with os.fdopen(pipe, "wb") as out:
        pickle.dump(told, out)
    os._exit(0)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _heard(pipe: int) -> list[Block]:
    if not select.select([pipe], [], [], LONGEST)[0]:
        raise Unreadable(*_TOO_LONG)
    with os.fdopen(os.dup(pipe), "rb") as told:
        written = told.read()
    if not written:
        raise Unreadable(*_DIED)
    found = pickle.loads(written)
    if isinstance(found, tuple):
        raise Unreadable(*found)
    return list(found)
