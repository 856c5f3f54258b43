"""Takes disk and database work off the window's thread and brings the results back to its asyncio loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Runner:
    """Two small thread pools: some readers, and one writer so that writes happen in the order asked.

    Call from the window's thread while its loop runs, and ``await`` the result. Exceptions of ``op`` are raised at
    the ``await``. ``op`` gets all its inputs with it (a closure over values, no widgets).

    Args:
        in_file: until ``spread`` everything that is asked, reads too, happens on the writer's thread one after the
            other: tables may still be declared there, and nobody may ask the database meanwhile.
    """

    def __init__(self, read_threads: int = 3, *, in_file: bool = False) -> None:
        self._in_file = in_file
        self._readers = ThreadPoolExecutor(read_threads, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._latest: dict[str, asyncio.Future[object]] = {}

    def read(self, op: Callable[[], T], *, latest: str | None = None) -> Awaitable[T]:
        """Run ``op`` on a reader thread.

        Args:
            op: work without side effects.
            latest: name of a question of which only the newest answer counts, such as ``"cameras.filter"``. The
                previous one still under way is cancelled: its ``await`` raises ``CancelledError``.
        """
        future = self._submit(self._writer if self._in_file else self._readers, op)
        if latest is not None:
            self._supersede(latest, future)
        return future

    def apart(self, op: Callable[[], T]) -> Awaitable[T]:
        """Run what does not touch the database on a reader thread, also in file."""
        return self._submit(self._readers, op)

    def spread(self) -> None:
        """Reads no longer wait for each other, nor for writes."""
        self._in_file = False

    def write(self, op: Callable[[], T]) -> Awaitable[T]:
        """Run ``op`` on the one writer thread, after all writes asked before."""
        return self._submit(self._writer, op)

    @staticmethod
    def _submit(pool: ThreadPoolExecutor, op: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.wrap_future(pool.submit(op), loop=asyncio.get_running_loop())

    def _supersede(self, key: str, future: asyncio.Future[T]) -> None:
        previous = self._latest.get(key)
        if previous is not None:
            previous.cancel()
        self._latest[key] = future  # type: ignore[assignment]  # only cancelled and compared, never read

        def forget(done: asyncio.Future[T]) -> None:
            if self._latest.get(key) is done:
                del self._latest[key]

        future.add_done_callback(forget)

    def close(self) -> None:
        """Refuse new work, drop what has not begun of the reads, finish the writes."""
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
