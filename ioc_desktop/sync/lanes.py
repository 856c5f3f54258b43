"""The thread of what is large or many: detections and attachments, on a connection of their own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

import psycopg

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.connection import cut

log = logging.getLogger(__name__)

Step = Callable[[psycopg.Connection], int]
"""A bounded piece of work; 0 when there is none now."""

REST_S = 2.0
GRACE_S = 2.0
"""How long an ending lane may finish its step before its connection is cut."""


class LaneWorker:
    """Does its steps in turn while the desktop is in step with the server, and rests when none has work.

    Args:
        may_run: whether the server takes this desktop now; the thread of synchronisation knows.
    """

    def __init__(
        self, connect: Callable[[], psycopg.Connection], steps: Sequence[Step], may_run: Callable[[], bool]
    ) -> None:
        self._connect, self._steps, self._may_run = connect, steps, may_run
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync-lanes", daemon=True)
        self._backoff = Backoff(first_s=2.0, ceiling_s=60.0)
        self._connection: psycopg.Connection | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=GRACE_S)
        connection = self._connection
        if self._thread.is_alive() and connection is not None:
            cut(connection)
        self._thread.join(timeout=20)

    def _run(self) -> None:
        while not self._stopping.wait(REST_S):
            if self._may_run():
                self._converse()

    def _converse(self) -> None:
        try:
            with self._connect() as connection:
                self._connection = connection
                while self._may_run() and not self._stopping.is_set():
                    if not sum(step(connection) for step in self._steps) and self._stopping.wait(REST_S):
                        return
        except (ExpectedError, psycopg.Error, OSError) as error:
            log.info("the lanes pause: %s", type(error).__name__)
            self._stopping.wait(self._backoff.failed())
        except Exception:  # a bug here must not end the lanes for ever
            log.exception("the lanes failed")
            with suppress(RuntimeError):
                self._stopping.wait(self._backoff.failed())
        finally:
            self._connection = None
