"""The window's end of a worker: starts the process and moves messages on threads of its own, so nothing waits."""

import contextlib
import logging
import multiprocessing
import queue
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from ioc_desktop.video.messages import Quit

_log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")
_QUEUE = 4096


Out = TypeVar("Out")
In = TypeVar("In")


class WorkerLink(Generic[Out, In]):
    """One worker process, from start to end; a restarted worker gets a new link. ``Out`` goes there, ``In`` comes.

    Args:
        main: entry point of the process, called with its pipe and ``arguments``.

    Attributes:
        inbox: messages of the worker, oldest first; the window takes from the left.
        is_clogged: commands pile up, the worker does not read them.
    """

    def __init__(self, main: Callable[..., None], *arguments: object) -> None:
        self.inbox: deque[In] = deque()
        self.is_clogged = False
        self._main = main
        self._arguments = arguments
        self._commands: queue.Queue[Out | Quit | None] = queue.Queue(_QUEUE)
        self._process: BaseProcess | None = None
        self._killed = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="video-link", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """Process id, None while it is being started."""
        return self._process.pid if self._process is not None else None

    @property
    def has_ended(self) -> bool:
        """The process is gone and has been reaped."""
        return self._ended.is_set()

    def send(self, command: Out | Quit) -> None:
        try:
            self._commands.put_nowait(command)
        except queue.Full:
            self.is_clogged = True

    def quit(self) -> None:
        """Ask the worker to end."""
        self.send(Quit())

    def kill(self) -> None:
        """End the process at once; ``has_ended`` follows."""
        self._killed.set()
        if self._process is not None and not self._ended.is_set():
            with contextlib.suppress(OSError, ValueError, AttributeError):
                self._process.kill()
        with contextlib.suppress(queue.Full):
            self._commands.put_nowait(None)

    def join(self, limit_s: float) -> bool:
        """Wait for the end; only for the window's own end."""
        self._thread.join(max(0.0, limit_s))
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._live()
        except OSError:  # no memory or no room for another process; the crew tries again
            _log.exception("a video worker could not be started")
        finally:
            self._ended.set()

    def _live(self) -> None:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=self._main, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        if self._killed.is_set():
            process.kill()
        sender = threading.Thread(target=self._send_all, args=(ours,), name="video-send", daemon=True)
        sender.start()
        self._receive_all(ours)
        process.join()
        with contextlib.suppress(queue.Full):
            self._commands.put_nowait(None)
        sender.join()
        ours.close()
        process.close()

    def _receive_all(self, pipe: Connection) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self.inbox.append(pipe.recv())

    def _send_all(self, pipe: Connection) -> None:
        with contextlib.suppress(OSError):
            while (command := self._commands.get()) is not None:
                pipe.send(command)
