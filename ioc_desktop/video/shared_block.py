"""Memory that several processes see, without the standard library's tracker.

``multiprocessing.shared_memory`` registers every attachment with a tracker process before Python 3.13, which then
complains about, or removes, memory that others still use. Here the creator alone removes; names carry its process
id, so that what a killed program left behind is swept at the next start.
"""

import mmap
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

_FOLDER = Path("/dev/shm")  # noqa: S108  (the system's own folder for shared memory, not a temporary file)
_PREFIX = "ioc-desktop"
_MARGIN_BYTES = 4 * 2**20
T = TypeVar("T")


class SharedBlock:
    """A named block of shared bytes.

    The mapping lives as long as this object or any array over ``buffer``; ``close`` removes only the name, so
    views held elsewhere never turn into dangling pointers.
    """

    def __init__(self, name: str, mapping: mmap.mmap, *, owner: bool) -> None:
        self.name = name
        self.buffer = mapping
        self._owner = owner

    @classmethod
    def create(cls, size: int) -> "SharedBlock":
        """A new zeroed block of ``size`` bytes.

        Raises:
            ExpectedError: ``video.shared_memory_full`` when the machine has no room for it.
        """
        name = f"{_PREFIX}-{os.getpid()}-{secrets.token_hex(6)}"
        if sys.platform == "win32":
            return cls(name, mmap.mmap(-1, size, tagname=name), owner=True)
        return cls(name, _create_posix(name, size), owner=True)

    @classmethod
    def attach(cls, name: str, size: int = 0) -> "SharedBlock":
        """The block that another process created; ``size`` is needed on Windows only."""
        if sys.platform == "win32":
            return cls(name, mmap.mmap(-1, size, tagname=name), owner=False)
        descriptor = os.open(_FOLDER / name, os.O_RDWR | os.O_CLOEXEC)
        try:
            return cls(name, mmap.mmap(descriptor, 0), owner=False)
        finally:
            os.close(descriptor)

    def reserve(self, offset: int, size: int) -> None:
        """Make sure that a part can be written to; takes milliseconds, so writers do it and not the window.

        Memory is otherwise given at the first touch, and where there is none left that is a bus error.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        if sys.platform == "win32":
            return
        try:
            descriptor = os.open(_FOLDER / self.name, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:  # replaced in the meantime; what is mapped stays valid and is let go soon
            return
        try:
            os.posix_fallocate(descriptor, offset, size)
        except OSError as error:
            raise _no_room(size) from error
        finally:
            os.close(descriptor)

    def close(self) -> None:
        """Remove the name if this process created it; safe to call twice."""
        if self._owner:
            self._owner = False
            remove(self.name)


class InShared:
    """Something that is laid out in a shared block."""

    def __init__(self, block: SharedBlock) -> None:
        self._block = block

    @classmethod
    def attach(cls, name: str, size: int = 0) -> Self:
        """What another process created; pass its ``size`` too (Windows needs it)."""
        return cls(SharedBlock.attach(name, size))

    @property
    def name(self) -> str:
        return self._block.name

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._block.buffer)

    def close(self) -> None:
        """Remove the block's name if this process created it."""
        self._block.close()


def roomy(make: Callable[[int], T], slots: int, *, least: int = 1) -> T:
    """Something of ``slots``, or of as many as the machine's shared memory holds.

    Raises:
        ExpectedError: ``video.shared_memory_full`` when there is no room for ``least`` either.
    """
    while True:
        try:
            return make(slots)
        except ExpectedError:
            if slots <= least:
                raise
            slots //= 2


def remove(name: str) -> None:
    """Forget a block's name; a worker calls it too when the window has died."""
    if sys.platform != "win32":
        (_FOLDER / name).unlink(missing_ok=True)


def sweep() -> None:
    """Remove blocks of programs that were killed."""
    if sys.platform == "win32":
        return
    for path in _FOLDER.glob(f"{_PREFIX}-*"):
        process_id = path.name.removeprefix(f"{_PREFIX}-").split("-")[0]
        if process_id.isdigit() and not Path("/proc", process_id).exists():
            path.unlink(missing_ok=True)


def _create_posix(name: str, size: int) -> mmap.mmap:
    folder = os.statvfs(_FOLDER)
    if size > folder.f_bavail * folder.f_frsize - _MARGIN_BYTES:
        raise _no_room(size)
    path = _FOLDER / name
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.ftruncate(descriptor, size)
        return mmap.mmap(descriptor, size)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _no_room(size) from error
    finally:
        os.close(descriptor)


def _no_room(size: int) -> ExpectedError:
    return ExpectedError(
        "video.shared_memory_full",
        QT_TRANSLATE_NOOP(
            "errors",
            "Không đủ bộ nhớ dùng chung (/dev/shm) để hiện hình: cần {needed_mb} MB. "
            "Tăng kích thước /dev/shm hoặc đóng bớt chương trình rồi mở lại.",
        ),
        needed_mb=-(-size // 2**20),
    )
