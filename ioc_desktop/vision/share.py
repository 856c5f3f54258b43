"""One device's share of the work: its vision process kept alive, what it found, and what it has left open.

Window thread; no call waits, except ``end``. Each share has results of its own, so that no two processes ever write
the same row.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ioc_desktop.config.gpus import CARDS
from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.clock import Clock
from ioc_desktop.vision.child_process import ChildProcess
from ioc_desktop.vision.results import AnalysisResult, ResultBox
from ioc_desktop.vision.signals.clock import Words
from ioc_desktop.vision.worker import STOP, Job, Message, Mine, Order, Ready, Seen, main

_LOG = logging.getLogger(__name__)

# One run of a large model on a small machine takes seconds; a pulse older than this is a hang.
_HANG_S = 20.0
# TensorRT compiles for minutes at its first start.
_LOADING_S = 600.0
_HEALTHY_S = 10.0
_MOST_QUICK_DEATHS = 3


class Share:
    """The process of one device.

    Args:
        seat: number of the process, see ``devices.seats``.
        slots: of the pictures.
        job: what a new process is to do; asked at every start.
        heed: told what the process says, and that what it watched has ended when it is gone.
        despair: told when the process died again and again right after its start.

    Attributes:
        card: number of the device.
        results: what it found.
        provider: what the model runs on; empty until it runs.
        restarts: how often the process had to be started again.
        is_lost: no other process is started; whoever decides that sets it.
    """

    def __init__(
        self,
        seat: int,
        slots: int,
        clock: Clock,
        *,
        job: Callable[[Share], Job],
        heed: Callable[[Share, Message], object],
        despair: Callable[[Share], object],
    ) -> None:
        self.seat, self.card = seat, seat % CARDS
        self.results = ResultBox.create(slots)
        self.provider, self.restarts, self.is_lost = "", 0, False
        self._clock, self._job, self._heed, self._despair = clock, job, heed, despair
        self._child = ChildProcess("ioc-vision", main, self._hear, STOP)
        self._seen = np.zeros(slots, np.uint64)
        self._open: dict[tuple[str, str, int], Seen] = {}
        self._told: tuple[Words | None, frozenset[int] | None] = None, None
        self._started_s = self._ready_s = 0.0
        self._restart_at_s: float | None = None
        self._backoff = Backoff(healthy_after_s=_HEALTHY_S)
        self._quick_deaths = 0
        self._past_frames, self._past_skipped, self._past_cpu_s = 0, 0, 0.0

    @property
    def is_running(self) -> bool:
        """Whether its process looks at pictures."""
        return bool(self.provider) and self._child.is_started

    @property
    def hears(self) -> bool:
        return self._child.hears

    @property
    def pids(self) -> list[int]:
        return self._child.pids

    @property
    def frames(self) -> int:
        """Answered so far by all its processes."""
        return self._past_frames + self.results.frames

    @property
    def skipped(self) -> int:
        """How many of ``frames`` passed by the model."""
        return self._past_skipped + self.results.skipped

    @property
    def cpu_s(self) -> float:
        return self._past_cpu_s + self.results.cpu_s

    def start(self) -> None:
        """Start its process if there is none."""
        if not self._child.is_started and not self.is_lost:
            self._spawn()

    def listen(self) -> None:
        self._child.listen()

    def tell(self, orders: list[Order], words: Words | None, mine: frozenset[int] | None) -> None:
        """Say what is new.

        Args:
            orders: of its slots, that it does not know yet.
            words: of the feed of signals.
            mine: the slots it looks at; None for all.
        """
        heard, had = self._told
        news: list[Order] = [Mine(mine)] if mine is not None and mine != had else []
        news += orders
        news += [words] if words is not None and words is not heard else []
        self._told = words, mine
        self._child.say(news)

    def fresh(self) -> list[tuple[int, int, AnalysisResult]]:
        """Slot, number and result of every row that was written since it was ``took``; unfinished rows wait."""
        published = self.results.published()
        found = []
        for slot in np.flatnonzero(published != self._seen):
            read = self.results.read(int(slot))
            if read is not None:
                found.append((int(slot), *read))
        return found

    def took(self, slot: int, number: int) -> None:
        """A row's result of this number is known."""
        self._seen[slot] = number

    def watch(self, now_s: float) -> None:
        """Start again what died or hangs; a few times a second."""
        if self.is_lost:
            self._restart_at_s = None
            self.end()
        elif self._restart_at_s is not None:
            if now_s >= self._restart_at_s:
                self._restart_at_s = None
                self.restarts += 1
                self._spawn()
        elif self._child.is_started and (not self._child.is_alive or self._hangs(now_s)):
            self._recover(now_s)

    def ask_to_end(self) -> None:
        """Let the process end by itself; ``end`` waits for it."""
        self._restart_at_s = None
        self._child.say([STOP])

    def end(self, patience_s: float = 0.0) -> None:
        """End the process, by force after so long; what it watched is over."""
        if not self._child.end(patience_s):
            return
        self.provider = ""
        self._past_frames += self.results.frames
        self._past_skipped += self.results.skipped
        self._past_cpu_s += self.results.cpu_s
        self.results.clear_pulse()
        self._close_events()

    def _spawn(self) -> None:
        self._child.start(self._job(self))
        self._told = None, None
        self._started_s = self._clock.monotonic()

    def _hear(self, message: Message) -> None:
        if isinstance(message, Ready):
            self.provider, self._ready_s = message.provider, self._clock.monotonic()
        elif isinstance(message, Seen):
            self._note(message)
        self._heed(self, message)

    def _note(self, seen: Seen) -> None:
        key = (seen.camera, seen.event.rule, seen.event.number)
        if seen.event.phase == "closed":
            self._open.pop(key, None)
        else:
            self._open[key] = replace(seen, snapshot=None)

    def _close_events(self) -> None:
        """The process that watched is gone: what lasted ended when it was last seen."""
        left, self._open = list(self._open.values()), {}
        for seen in left:
            self._heed(self, replace(seen, event=replace(seen.event, phase="closed")))

    def _hangs(self, now_s: float) -> bool:
        if not self.provider:
            return now_s - self._started_s > _LOADING_S
        return now_s - max(self.results.beat_s, self._started_s) > _HANG_S

    def _recover(self, now_s: float) -> None:
        # Loading is no health: one that needs long for it and dies then does so again.
        uptime_s = now_s - self._ready_s if self.provider else 0.0
        self.end()
        self._quick_deaths = 0 if uptime_s >= _HEALTHY_S else self._quick_deaths + 1
        if self._quick_deaths >= _MOST_QUICK_DEATHS:
            self._despair(self)
        if self.is_lost:
            return
        delay_s = self._backoff.failed(uptime_s)
        self._restart_at_s = now_s + delay_s
        _LOG.warning("vision process of device %d lost, starting again in %.1f s", self.card, delay_s)
