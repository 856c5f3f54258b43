"""The window's side of vision: starts the vision process, reads its results, keeps it alive.

Used on the window thread only; no call waits, except ``stop``. onnxruntime is never imported here.
"""

import logging
import statistics
from collections import deque
from dataclasses import replace
from pathlib import Path

import numpy as np

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.shared_block import roomy
from ioc_desktop.vision.child_process import ChildProcess
from ioc_desktop.vision.feed import AnalysisFeed
from ioc_desktop.vision.labels import ClassLabel, label
from ioc_desktop.vision.orders import Orders
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.recent import RecentResults
from ioc_desktop.vision.results import AnalysisResult, Mode, ResultBox
from ioc_desktop.vision.rules.picture_sizes import PictureSizes
from ioc_desktop.vision.signals.clock import Words
from ioc_desktop.vision.signals.reader import SignalReader
from ioc_desktop.vision.worker import STOP, Crash, Job, Message, Problem, Ready, Seen, main

_LOG = logging.getLogger(__name__)

MOTION_GEOMETRY = FrameGeometry(320, 180, "stretch")
_WATCH_S = 0.25
# One run of a large model on a small machine takes seconds; a pulse older than this is a hang.
_HANG_S = 20.0
# TensorRT compiles for minutes at its first start.
_LOADING_S = 600.0
_HEALTHY_S = 10.0
_MOST_QUICK_DEATHS = 3
_RATE_WINDOW_S = 3.0
_LEAST_SLOTS = 4


class VisionEngine:
    """Looks at the pictures of up to ``slots`` streams.

    Attributes:
        buffer: where decoders put pictures, in the model's geometry; slots are the caller's to hand out.
        problem: why the model is not in use although one was given; None while all is well.
        restarts: how often the vision process had to be started again.
        orders: whose pictures are in which slot, and which rules watch them.
        seen: emitted in ``poll`` for everything that rules say.
        recent: the last minute of every camera.
        sizes: of the pictures that rules look at, as the watch notes them.
        signals: the feed of traffic lights; what it says goes to the process.
        feed: hands out the slots of ``buffer``; made by ``feed_from``.
        face_pack: finds faces to cover in pictures of events; set before ``start``, None for persons' boxes alone.
        skips_still: whether a picture in which nothing has changed passes by the model (``gating``); set before
            ``start``.
        memory_mb: the most of a graphics card's memory, 0 for all that is needed; set before ``start``.
    """

    face_pack: ModelPack | None = None
    skips_still = True
    memory_mb = 0
    _heard: Words | None = None

    def __init__(
        self,
        *,
        pack: ModelPack | None = None,
        slots: int = 64,
        threads: int = 0,
        providers: tuple[str, ...] = (),
        cache: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Reserve the shared memory; nothing runs before ``start``.

        Args:
            pack: the model; None for motion detection.
            slots: streams at once; fewer when the machine's shared memory is small, see ``buffer.slots``.
            threads: of the CPU provider; 0 leaves half of the cores for decoding.
            providers: allowed onnxruntime providers; empty for all.
            cache: folder for compiled engines.
            clock: time source.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        self._pack = pack
        self._clock = clock or SystemClock()
        self._options = (threads, providers, str(cache) if cache else "")
        geometry = pack.geometry if pack else MOTION_GEOMETRY
        self.buffer = roomy(lambda count: AnalysisBuffer.create(count, geometry), slots, least=_LEAST_SLOTS)
        self._results = ResultBox.create(self.buffer.slots)
        self._seen = np.zeros(self.buffer.slots, np.uint64)
        self._mode: Mode = "detector" if pack else "motion"
        self.problem: ExpectedError | None = None
        self.orders = Orders()
        self.seen: Event[Seen] = Event()
        self.recent = RecentResults()
        self.sizes, self.signals = PictureSizes(), SignalReader(self._clock)
        self.feed: AnalysisFeed | None = None
        self._open: dict[tuple[str, str, int], Seen] = {}
        self._child = ChildProcess("ioc-vision", main, self._heed, STOP)
        self._provider = ""
        self._started_s = 0.0
        self._watched_s = 0.0
        self._restart_at_s: float | None = None
        self._backoff = Backoff(healthy_after_s=_HEALTHY_S)
        self.restarts = self._quick_deaths = 0
        self._past_frames, self._past_skipped, self._past_cpu_s = 0, 0, 0.0
        self._first_result_s: float | None = None
        self._latencies_ms: deque[float] = deque(maxlen=2000)
        self._recent: deque[float] = deque(maxlen=20_000)

    def feed_from(self, video: VideoEngine) -> AnalysisFeed:
        """The one feed of this engine, from these decoders."""
        if self.feed is None:
            self.feed = AnalysisFeed(video, self)
        return self.feed

    @property
    def mode(self) -> Mode:
        """``detector``, or ``motion`` when there is no model that works."""
        return self._mode

    @property
    def pack(self) -> ModelPack | None:
        """The model in use; None for motion."""
        return self._pack if self._mode == "detector" else None

    @property
    def labels(self) -> list[ClassLabel]:
        """What the class numbers of results mean in the present mode."""
        return self._pack.labels if self._pack and self._mode == "detector" else [label("motion")]

    @property
    def provider(self) -> str:
        """What the model runs on, as ``CUDA`` or ``CPU``; empty until it runs."""
        return self._provider

    @property
    def model(self) -> str:
        """Name of the pack in use; ``motion`` without one."""
        return self._pack.name if self._pack and self._mode == "detector" else "motion"

    @property
    def model_mark(self) -> str:
        """Name and beginning of the hash of what sees, as events note it."""
        if self._pack is None or self._mode != "detector":
            return "motion"
        return f"{self._pack.name} {self._pack.sha256[:12]}".strip()

    @property
    def results_block(self) -> tuple[str, int]:
        """Name and bytes of the shared results, for others who read them."""
        return self._results.name, self._results.size

    @property
    def is_running(self) -> bool:
        """Whether the vision process looks at pictures."""
        return bool(self._provider) and self._child.is_started

    @property
    def frames(self) -> int:
        """Frames answered so far, all streams together; also those that could pass by the model."""
        return self._past_frames + self._results.frames

    @property
    def fps(self) -> float:
        """Frames a second over the last seconds, all streams together."""
        now_s = self._clock.monotonic()
        while self._recent and self._recent[0] < now_s - _RATE_WINDOW_S:
            self._recent.popleft()
        return len(self._recent) / _RATE_WINDOW_S

    def start(self) -> None:
        """Start the vision process; it says by itself when it is ready."""
        if not self._child.is_started:
            self._spawn()

    def poll(self) -> dict[int, AnalysisResult]:
        """New results by slot; also keeps watch. Call it with the window's timer."""
        self._child.listen()
        self._watch()
        self._give_orders()
        published = self._results.published()
        fresh: dict[int, AnalysisResult] = {}
        for slot in np.flatnonzero(published != self._seen):
            self._take(int(slot), fresh)
        return fresh

    def stats(self) -> dict[str, object]:
        """The ``analysis`` part of ``--stats``."""
        elapsed_s = self._clock.monotonic() - (self._first_result_s or 0.0)
        frames = self.frames
        latency_ms = round(statistics.median(self._latencies_ms), 1) if self._latencies_ms else None
        running = self._first_result_s is not None and elapsed_s > 0
        return {
            "model": self.model,
            "provider": self._provider,
            "frames": frames,
            "skipped": self._past_skipped + self._results.skipped,
            "dropped": self.buffer.dropped,
            "fps": round(frames / elapsed_s, 2) if running else 0.0,
            "latency_ms_p50": latency_ms,
        }

    def cpu_seconds(self) -> float:
        """CPU time of all vision processes so far."""
        return self._past_cpu_s + self._results.cpu_s

    def rss_mb(self) -> float:
        return self._results.rss_mb

    def worker_pids(self) -> list[int]:
        return self._child.pids

    def stop(self) -> None:
        """End the process within 3 s and remove the shared memory; safe to call twice."""
        self._restart_at_s = None
        self.signals.stop()
        self._end_process(patience_s=1.5)
        self._results.close()
        self.buffer.close()

    def _take(self, slot: int, fresh: dict[int, AnalysisResult]) -> None:
        read = self._results.read(slot)
        # A result of the other mode waits for the message that announces it.
        if read is None or read[1].mode != self._mode:
            return
        self._seen[slot], result = read
        now_s = self._clock.monotonic()
        self._first_result_s = self._first_result_s or now_s
        self._latencies_ms.append(result.latency_ms)
        self._recent.append(now_s)
        fresh[slot] = result
        camera = self.orders.camera(slot)
        if camera is not None:
            self.recent.add(camera, result)

    def _give_orders(self) -> None:
        """Tell the process what has changed of who is to be watched by what."""
        if not self._child.hears:
            return
        news, self._heard = self._heard is not self.signals.words, self.signals.words
        self._child.say([*self.orders.take(), *([self._heard] if news else [])])

    def _spawn(self) -> None:
        threads, providers, cache = self._options
        job = Job(
            pack=self._pack if self._mode == "detector" else None,
            frames=(self.buffer.name, self.buffer.size),
            results=self.results_block,
            threads=threads,
            skips_still=self.skips_still,
            providers=providers,
            cache=cache,
            memory_mb=self.memory_mb,
            face_pack=self.face_pack,
        )
        self._child.start(job)
        self.orders.repeat()
        self._heard = None
        self._started_s = self._clock.monotonic()

    def _heed(self, message: Message) -> None:
        if isinstance(message, Ready):
            self._provider = message.provider
            _LOG.info("vision runs %s on %s", self.model, self._provider)
        elif isinstance(message, Seen):
            self._pass_on(message)
        elif isinstance(message, Problem):
            self._fall_back(message.error)
        elif isinstance(message, Crash):
            _LOG.error("vision process failed:\n%s", message.trace)

    def _pass_on(self, seen: Seen) -> None:
        key = (seen.camera, seen.event.rule, seen.event.number)
        if seen.event.phase == "closed":
            self._open.pop(key, None)
        else:
            self._open[key] = replace(seen, snapshot=None)
        self.seen.emit(seen)

    def _close_events(self) -> None:
        """The process that watched is gone: what lasted ended when it was last seen."""
        left, self._open = list(self._open.values()), {}
        for seen in left:
            self.seen.emit(replace(seen, event=replace(seen.event, phase="closed")))

    def _fall_back(self, error: ExpectedError) -> None:
        self.problem = error
        self._mode = "motion"
        self._provider = "CPU" if self._provider else ""
        _LOG.error("model given up, motion instead: %s", error)

    def _watch(self) -> None:
        now_s = self._clock.monotonic()
        if now_s < self._watched_s + _WATCH_S:
            return
        self._watched_s = now_s
        if self._restart_at_s is not None:
            if now_s >= self._restart_at_s:
                self._restart_at_s = None
                self.restarts += 1
                self._spawn()
        elif self._child.is_started and (not self._child.is_alive or self._hangs(now_s)):
            self._recover(now_s)

    def _hangs(self, now_s: float) -> bool:
        if not self._provider:
            return now_s - self._started_s > _LOADING_S
        return now_s - max(self._results.beat_s, self._started_s) > _HANG_S

    def _recover(self, now_s: float) -> None:
        uptime_s = now_s - self._started_s
        self._end_process(patience_s=0)
        self._quick_deaths = 0 if uptime_s >= _HEALTHY_S else self._quick_deaths + 1
        if self._quick_deaths >= _MOST_QUICK_DEATHS and self._mode == "detector":
            self._fall_back(_crashes(self.model))
        delay_s = self._backoff.failed(uptime_s)
        self._restart_at_s = now_s + delay_s
        _LOG.warning("vision process lost, starting again in %.1f s", delay_s)

    def _end_process(self, patience_s: float) -> None:
        if not self._child.end(patience_s):
            return
        self._provider = ""
        self._past_frames += self._results.frames
        self._past_skipped += self._results.skipped
        self._past_cpu_s += self._results.cpu_s
        self._results.clear_pulse()
        self._close_events()


def _crashes(model: str) -> ExpectedError:
    return ExpectedError(
        "model.crashes",
        QT_TRANSLATE_NOOP(
            "errors",
            "Mô hình {model} làm tiến trình phân tích dừng nhiều lần liên tiếp. Đang dùng phát hiện chuyển động. "
            "Kiểm tra mô hình bằng lệnh: models check.",
        ),
        model=model,
    )
