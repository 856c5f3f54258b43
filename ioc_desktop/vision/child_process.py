"""A process of ours at the other end of a pipe: started, spoken to, listened to, ended.

Window thread; no call waits, except ``end``.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_LOG = logging.getLogger(__name__)


class ChildProcess:
    """One process at a time; whoever owns it decides when there is another.

    Args:
        name: of the process, for people who look at lists of processes.
        main: what it runs: a function of its end of the pipe and the job.
        heed: told everything that it says, while ``listen`` or ``end`` run.
        stop: what is said to let it end by itself.
    """

    def __init__(
        self,
        name: str,
        main: Callable[[Connection[Any, Any], Any], object],
        heed: Callable[[Any], object],
        stop: object,
    ) -> None:
        self._name, self._main, self._heed, self._stop = name, main, heed, stop
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    @property
    def is_started(self) -> bool:
        """Whether there is a process, alive or not yet known to be dead."""
        return self._process is not None

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def pids(self) -> list[int]:
        return [self._process.pid] if self._process and self._process.pid else []

    def start(self, job: object) -> None:
        """Start the process; it says by itself when it is ready."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=self._main, args=(theirs, job), name=self._name, daemon=True)
        self._process.start()
        theirs.close()

    @property
    def hears(self) -> bool:
        """Whether anything can be said to it."""
        return self._pipe is not None

    def say(self, orders: Iterable[object]) -> None:
        """Send orders; one that has just died misses them."""
        for order in orders:
            try:
                if self._pipe is not None:
                    self._pipe.send(order)
            except OSError:
                _LOG.debug("%s was already gone", self._name)
                return

    def listen(self) -> None:
        """Pass on what it has said since the last call."""
        while self._pipe is not None:
            try:
                if not self._pipe.poll(0):
                    return
                self._heed(self._pipe.recv())
            except (EOFError, OSError):
                self._close()

    def end(self, patience_s: float = 0.0) -> bool:
        """End it, by force after so long, and hear its last words; whether there was one."""
        process, self._process = self._process, None
        if process is None:
            return False
        if patience_s:
            self.say([self._stop])
            process.join(patience_s)
        if process.is_alive():
            process.kill()
            process.join(1.0)
        self.listen()
        self._close()
        process.close()
        return True

    def _close(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
