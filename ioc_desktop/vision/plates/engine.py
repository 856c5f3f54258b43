"""The window's side of reading plates live: who is read, the reading process kept alive, what it read passed on.

Used on the window thread only; no call waits, except ``stop``. Nothing of a recogniser is imported here.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.video.detail_ring import DetailRing
from ioc_desktop.vision.child_process import ChildProcess
from ioc_desktop.vision.feed import camera_of
from ioc_desktop.vision.plates.orders import (
    STOP,
    PlateCrash,
    PlateJob,
    PlateMessage,
    PlateOrder,
    PlateProblem,
    PlateReady,
    ReadPlate,
)
from ioc_desktop.vision.plates.reading import main

if TYPE_CHECKING:
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.pack import ModelPack
    from ioc_desktop.vision.rules.model import Rule

_LOG = logging.getLogger(__name__)

MOST_STREAMS = 8
"""Cameras whose plates are read at once; 25 MB of shared memory each."""
_HEALTHY_S = 10.0
_PATIENCE_S = 1.5


class PlateEngine:
    """Reads plates where it is told to.

    Attributes:
        read: emitted in ``poll`` for every plate.
        failed: emitted once when plates cannot be read at all; everything else goes on.
        problem: why; None while all is well.
        restarts: how often the process had to be started again.
    """

    def __init__(
        self, video: VideoEngine, vision: VisionEngine, *, detector: ModelPack | None = None, clock: Clock | None = None
    ) -> None:
        self._video, self._vision, self._detector = video, vision, detector
        self._clock = clock or SystemClock()
        self.read: Event[ReadPlate] = Event()
        self.failed: Event[ExpectedError] = Event()
        self.problem: ExpectedError | None = None
        self.restarts = 0
        self._wanted: dict[str, tuple[Rule, ...]] = {}
        self._details: dict[str, int] = {}
        self._ring: DetailRing | None = None
        self._told: dict[int, PlateOrder] = {}
        self._child = ChildProcess("ioc-plates", main, self._heed, STOP)
        self._started_s = 0.0
        self._restart_at_s = 0.0
        self._is_ready = False
        self._backoff = Backoff(healthy_after_s=_HEALTHY_S)

    def want(self, rules: Mapping[str, tuple[Rule, ...]]) -> None:
        """Read exactly these streams: stream id → its rules of the kind ``plate_read``.

        Nothing starts before the first is wanted. Without room in shared memory ``problem`` says so.
        """
        self._wanted = {stream_id: each for stream_id, each in rules.items() if each}
        if self._wanted and self._ring is None and self.problem is None:
            try:
                self._ring = DetailRing.create(MOST_STREAMS)
            except ExpectedError as error:
                self._give_up(error)
        self._assign()

    def _assign(self) -> None:
        if self._ring is None:
            return
        self._details = {stream_id: slot for stream_id, slot in self._details.items() if stream_id in self._wanted}
        free = [slot for slot in range(self._ring.slots) if slot not in self._details.values()]
        for stream_id in self._wanted:
            if stream_id not in self._details and free:
                self._details[stream_id] = free.pop(0)
        late = self._wanted.keys() - self._details.keys()
        if late:
            _LOG.warning("plates of %d cameras are not read: %d at most", len(late), self._ring.slots)
        self._video.keep_details(self._details, self._ring)

    @property
    def is_running(self) -> bool:
        """Whether the process reads."""
        return self._is_ready and self._child.is_started

    def poll(self) -> None:
        """Pass on what was read, keep watch, tell the process what changed. Call it some times a second."""
        self._child.listen()
        if self.problem is not None or self._ring is None:
            return
        now_s = self._clock.monotonic()
        if not self._child.is_started and self._wanted and now_s >= self._restart_at_s:
            self._spawn(self._ring)
        elif self._child.is_started and not self._child.is_alive:
            self._recover(now_s)
        self._give_orders()

    def worker_pids(self) -> list[int]:
        return self._child.pids

    def stop(self) -> None:
        """End the process within 3 s and remove the shared memory; safe to call twice."""
        self._wanted = {}
        self._end(_PATIENCE_S)
        if self._ring is not None:
            self._ring.close()
            self._ring = None

    def _spawn(self, ring: DetailRing) -> None:
        self._child.start(PlateJob(self._vision.results_blocks, (ring.name, ring.size), self._detector))
        self._told, self._started_s = {}, self._clock.monotonic()

    def _orders(self) -> dict[int, PlateOrder]:
        labels = tuple(each.name for each in self._vision.labels)
        slots = self._vision.feed.slots if self._vision.feed is not None else {}
        return {
            slots[stream_id]: PlateOrder(
                slots[stream_id],
                detail,
                stream_id,
                camera_of(stream_id),
                self._wanted[stream_id],
                labels,
                self._vision.holder(slots[stream_id]),
            )
            for stream_id, detail in self._details.items()
            if stream_id in slots
        }

    def _give_orders(self) -> None:
        if not self._child.hears:
            return
        wanted = self._orders()
        for slot in self._told.keys() - wanted.keys():
            wanted[slot] = PlateOrder(slot, -1, "", "")
        changed = [order for slot, order in wanted.items() if self._told.get(slot) != order]
        self._told = {slot: order for slot, order in wanted.items() if order.rules}
        self._child.say(changed)

    def _heed(self, message: PlateMessage) -> None:
        if isinstance(message, ReadPlate):
            self.read.emit(message)
        elif isinstance(message, PlateReady):
            self._is_ready = True
        elif isinstance(message, PlateProblem):
            self._give_up(message.error)
        elif isinstance(message, PlateCrash):
            _LOG.error("reading plates failed:\n%s", message.trace)

    def _give_up(self, error: ExpectedError) -> None:
        self.problem = error
        _LOG.error("plates are not read: %s", error)
        self.failed.emit(error)

    def _recover(self, now_s: float) -> None:
        uptime_s = now_s - self._started_s
        self._end(0.0)
        if self.problem is None:
            self.restarts += 1
            self._restart_at_s = now_s + self._backoff.failed(uptime_s)
            _LOG.warning("the reader of plates was lost and starts again")

    def _end(self, patience_s: float) -> None:
        self._is_ready = False
        self._child.end(patience_s)
