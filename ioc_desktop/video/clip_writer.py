"""The worker's side of clips: waits until a clip's pictures are there and writes it on a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video import reasons
from ioc_desktop.video.archive import Footage, PacketRing, nothing_kept
from ioc_desktop.video.clips import too_many
from ioc_desktop.video.messages import ClipFailed, ClipSaved, SaveClip
from ioc_desktop.video.mp4 import write_mp4

_log = logging.getLogger(__name__)

MOST_CLIPS = 64
"""Of one worker, waiting or being written."""
_GRACE_S = 1.5
"""A camera that sends nothing at a clip's end has the clip end with what came."""


class ClipWriter:
    """The clips of one worker. The worker's main thread calls it; files are written one after the other.

    Args:
        send: tells the window; called on the main thread and on the writing one.
    """

    def __init__(self, send: Callable[[ClipSaved | ClipFailed], None]) -> None:
        self._send = send
        self._waiting: dict[int, tuple[SaveClip, PacketRing]] = {}
        self._busy = 0
        self._newest = 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="clip")  # its thread begins with the first clip

    def ask(self, order: SaveClip, ring: PacketRing | None) -> None:
        """A clip is wanted, or its end is known better now.

        Args:
            ring: of its stream; None when nothing of it is kept.
        """
        known = self._waiting.get(order.clip)
        if known is not None:
            self._waiting[order.clip] = (replace(known[0], span=order.span), known[1])
        elif order.clip <= self._newest:
            return  # it has begun to be written: its new end comes too late
        elif ring is None:
            self._send(ClipFailed(order.clip, nothing_kept()))
        elif len(self._waiting) + self._busy >= MOST_CLIPS:
            self._send(ClipFailed(order.clip, too_many()))
        else:
            self._waiting[order.clip] = (order, ring)
            self._hold(ring)
        self._newest = max(self._newest, order.clip)
        self.tend()

    def tend(self) -> None:
        """Begin to write what is complete; called twice a second."""
        now_s = time.monotonic()
        for order, ring in list(self._waiting.values()):
            if ring.newest_s >= order.span.end_s or now_s >= order.span.end_s + _GRACE_S:
                self._begin(order, ring)

    def finish(self, row: int) -> None:
        """A stream is closed: what waits for more of it is written as it is."""
        for order, ring in list(self._waiting.values()):
            if order.row == row:
                self._begin(order, ring)

    def _begin(self, order: SaveClip, ring: PacketRing) -> None:
        """Take the pictures out of the ring now, so that it may let them go."""
        del self._waiting[order.clip]
        try:
            footage = ring.cut(order.span)
        except ExpectedError as error:
            self._send(ClipFailed(order.clip, error))
        else:
            with self._lock:
                self._busy += 1
            self._pool.submit(self._write, order, footage)
        self._hold(ring)

    def _hold(self, ring: PacketRing) -> None:
        starts = [order.span.start_s for order, each in self._waiting.values() if each is ring]
        ring.hold(min(starts, default=float("inf")))

    def _write(self, order: SaveClip, footage: Footage) -> None:
        """On the writing thread."""
        began_at = time.time() - (time.monotonic() - footage.start_s)
        answer: ClipSaved | ClipFailed
        try:
            size = write_mp4(footage, Path(order.path), began_at)
            answer = ClipSaved(order.clip, began_at, footage.seconds, size, footage.is_short)
        except ExpectedError as error:
            answer = ClipFailed(order.clip, error)
        except Exception:  # noqa: BLE001  (the thread's main loop: one odd clip must not end the others)
            _log.exception("clip %d failed", order.clip)
            answer = ClipFailed(order.clip, reasons.internal())
        with self._lock:
            self._busy -= 1
        self._send(answer)
