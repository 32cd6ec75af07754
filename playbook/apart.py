"""Work in a process of its own, where the system can: what was made to take all time or memory takes that one down."""

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
from typing import Any, TypeVar

MOST_MEMORY = 1_500_000_000  # bytes
T = TypeVar("T")


def apart(act: Callable[[], T], *told: type[Exception], seconds: float) -> T:
    """What `act` gives. Raises what it does of `told`, TimeoutError, and MemoryError where it dies of anything else.

    Where there are no such processes, or several threads, it works in this one, and nothing bounds it.
    """
    if os.name != "posix" or sys.platform in ("emscripten", "wasi") or threading.active_count() > 1:
        return act()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _answer(theirs, act, told)
    os.close(theirs)
    try:
        found: T = _heard(ours, seconds)
        return found
    finally:
        os.close(ours)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(pipe: int, act: Callable[[], object], told: tuple[type[Exception], ...]) -> None:
    """In the child: write what came of it; and end without cleaning up what is the parent's."""
    faulthandler.disable()  # what kills this process is told by the other
    try:
        _limit_memory()
        said: object = (None, act(), {})
    except told as error:
        said = (type(error), error.args, error.__dict__)
    except BaseException:
        os._exit(1)
    with os.fdopen(pipe, "wb") as out:
        pickle.dump(said, out)
    os._exit(0)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _heard(pipe: int, seconds: float) -> Any:
    if not select.select([pipe], [], [], seconds)[0]:
        raise TimeoutError
    with os.fdopen(os.dup(pipe), "rb") as told:
        written = told.read()
    if not written:
        raise MemoryError
    kind, made, more = pickle.loads(written)
    if kind is None:
        return made
    error = kind.__new__(kind, *made)
    error.__dict__.update(more)
    raise error
