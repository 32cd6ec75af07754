"""Saving a file so that it is whole at every moment, and keeping a second writer out."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from playbook.load.text import MAX_BYTES
from playbook.model import BadInput, Place, Problem

_MARK = b"\xef\xbb\xbf"


def save(path: str, text: str) -> None:
    """Put `text` at `path` in one step: the file is the old one until it is the new one.

    Its mode, a byte order mark, and a link that leads to it stay. Raises BadInput where it cannot be written; then the
    file is as it was, and nothing is left beside it.
    """
    save_bytes(path, _bytes(text), keep_mark=True)


def save_bytes(path: str, raw: bytes, *, keep_mark: bool = False) -> None:
    """`save` for what is no text; with `keep_mark`, it begins with the byte order mark of the file there."""
    real = os.path.realpath(path)
    try:
        if os.path.exists(real) and not os.path.isfile(real):
            _write(real, raw, "wb")
        else:
            _replace(real, (_mark_of(real) if keep_mark else b"") + raw)
    except OSError as error:
        hint = "All is as it was. Check that the folder exists, that you may write here, and that nothing has it open."
        raise BadInput((Problem(Place(path), f"the file cannot be written: {error.strerror}", hint),)) from None


def save_answers(path: str, text: str) -> None:
    """`save`, unless the answers file would become too large to be read again. Raises BadInput then, too."""
    if len(_mark_of(os.path.realpath(path)) + _bytes(text)) > MAX_BYTES:
        message = f"the file would grow over {MAX_BYTES:,} bytes, and could not be read again"
        raise BadInput((Problem(Place(path), message, "It is as it was. Write less, or put the text in a document."),))
    save(path, text)


def _replace(real: str, raw: bytes) -> None:
    new = os.path.join(os.path.dirname(real), f".{secrets.token_hex(8)}.new")
    try:
        _write(new, raw, "xb")
        if os.path.exists(real):
            _keep_rights(real, new)
        os.replace(new, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise


def _keep_rights(old: str, new: str) -> None:
    """Mode, owner and group, as far as may be. Raises PermissionError where the old file may not be written."""
    if not os.access(old, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    shutil.copymode(old, new)
    if sys.platform != "win32":
        for user, group in ((os.stat(old).st_uid, -1), (-1, os.stat(old).st_gid)):
            with suppress(OSError):
                os.chown(new, user, group)


def _write(path: str, raw: bytes, mode: str) -> None:
    with open(path, mode) as file:
        file.write(raw)
        file.flush()
        if mode == "xb":
            os.fsync(file.fileno())


def _bytes(text: str) -> bytes:
    """UTF-8; what was no text in a file's name becomes a question mark."""
    return text.encode("utf-8", "replace")


def _mark_of(path: str) -> bytes:
    """The byte order mark that the file at `path` begins with, if there is one."""
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return _MARK if file.read(len(_MARK)) == _MARK else b""


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Keep every other `locked` of this file out, in this program and in others.

    The lock hangs on a hidden file beside it and ends with the process, however that ends. Raises BadInput where
    somebody else holds it, or where the folder cannot be written.
    """
    folder, name = os.path.split(os.path.realpath(path))
    beside = os.path.join(folder, f".{name}.lock")
    try:
        file = _claimed(beside)
    except BlockingIOError:
        message = "somebody is answering in this file already, in another window or on another computer"
        raise BadInput((Problem(Place(path), message, "Finish there first, and begin again."),)) from None
    except OSError as error:
        message = f"the folder cannot be written: {error.strerror}"
        raise BadInput((Problem(Place(path), message, "Copy the folder to where you may write."),)) from None
    try:
        yield
    finally:
        _release(file, beside)


def _claimed(beside: str) -> BinaryIO:
    """The file, locked, and still the one that others find by its name. Raises BlockingIOError where it is taken."""
    while True:
        file = open(beside, "ab")  # noqa: SIM115
        try:
            _lock(file)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.stat(beside), os.fstat(file.fileno())):
                    return file
        except BaseException:
            file.close()
            raise
        file.close()


def _release(file: BinaryIO, beside: str) -> None:
    """Remove the file while it is held, or two could hold two files of one name; Windows wants it closed first."""
    if sys.platform == "win32":
        file.close()
    with suppress(OSError):
        os.unlink(beside)
    file.close()


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(error.errno, error.strerror) from None

else:

    def _lock(file: BinaryIO) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
