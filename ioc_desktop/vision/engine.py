"""The window's side of vision: a process for each device (``share``), their results as one, motion when none is left.

Used on the window thread only; no call waits, except ``stop``. onnxruntime is never imported here.
"""

import logging
import statistics
from collections import deque
from pathlib import Path

from ioc_desktop.config.gpus import CARDS
from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.shared_block import roomy
from ioc_desktop.vision.devices import device_for, provider_text, seats
from ioc_desktop.vision.feed import AnalysisFeed
from ioc_desktop.vision.labels import ClassLabel, label
from ioc_desktop.vision.orders import Orders
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.recent import RecentResults
from ioc_desktop.vision.results import AnalysisResult, Mode
from ioc_desktop.vision.rules.picture_sizes import PictureSizes
from ioc_desktop.vision.share import Share
from ioc_desktop.vision.signals.reader import SignalReader
from ioc_desktop.vision.worker import Crash, Job, Message, Problem, Ready, Seen

_LOG = logging.getLogger(__name__)

MOTION_GEOMETRY = FrameGeometry(320, 180, "stretch")
_WATCH_S = 0.25
_PATIENCE_S = 1.5
_RATE_WINDOW_S = 3.0
_LEAST_SLOTS = 4
_CPU_ALONE = ("CPUExecutionProvider",)


class VisionEngine:
    """Looks at the pictures of up to ``slots`` streams.

    Attributes:
        buffer: where decoders put pictures, in the model's geometry; slots are the caller's to hand out.
        problem: why the model is not in use although one was given; None while all is well.
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

    def __init__(
        self,
        *,
        pack: ModelPack | None = None,
        slots: int = 64,
        threads: int = 0,
        providers: tuple[str, ...] = (),
        devices: tuple[int, ...] = (0,),
        cache: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Reserve the shared memory; nothing runs before ``start``.

        Args:
            pack: the model; None for motion detection.
            slots: streams at once; fewer when the machine's shared memory is small, see ``buffer.slots``.
            threads: of the CPU provider; 0 leaves half of the cores for decoding.
            providers: allowed onnxruntime providers; empty for all.
            devices: numbers of the cards, each with a process of its own, or with several where it is named more than
                once; motion needs one process only.
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
        self._shares = [self._share(seat) for seat in seats(devices if pack else devices[:1])]
        self._mode: Mode = "detector" if pack else "motion"
        self.problem: ExpectedError | None = None
        self.orders = Orders()
        self.seen: Event[Seen] = Event()
        self.recent = RecentResults()
        self.sizes, self.signals = PictureSizes(), SignalReader(self._clock)
        self.feed: AnalysisFeed | None = None
        self._division: tuple[tuple[int, int], list[int]] = (0, 0), []
        self._watched_s = 0.0
        self._first_result_s: float | None = None
        self._latencies_ms: deque[float] = deque(maxlen=2000)
        self._recent: deque[float] = deque(maxlen=20_000)

    def _share(self, device: int) -> Share:
        return Share(device, self.buffer.slots, self._clock, job=self._job, heed=self._heed, despair=self._keeps_dying)

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
        """What the model runs on, as ``CUDA``, ``CUDA ×2`` or ``CPU``; empty until it runs."""
        return provider_text(share.provider for share in self._left)

    @property
    def lost_devices(self) -> tuple[int, ...]:
        """Cards whose process was given up; its cameras went to the others."""
        return tuple(share.card for share in self._shares if share.is_lost)

    @property
    def running_devices(self) -> tuple[int, ...]:
        """Cards that look at pictures now, once for each process."""
        return tuple(share.card for share in self._left if share.is_running)

    @property
    def restarts(self) -> int:
        """How often a vision process had to be started again."""
        return sum(share.restarts for share in self._shares)

    @property
    def _left(self) -> list[Share]:
        """Those that look, or will."""
        return [share for share in self._shares if not share.is_lost]

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
    def results_blocks(self) -> tuple[tuple[str, int], ...]:
        """Name and bytes of the shared results, one of each device, for others who read them; see ``holder``."""
        return tuple((share.results.name, share.results.size) for share in self._shares)

    def holder(self, slot: int) -> int:
        """Which of ``results_blocks`` holds the results of a slot."""
        return self._divided()[slot] if len(self._shares) > 1 else 0

    @property
    def is_running(self) -> bool:
        """Whether anything looks at pictures."""
        return bool(self.running_devices)

    @property
    def frames(self) -> int:
        """Frames answered so far, all streams together; also those that could pass by the model."""
        return sum(share.frames for share in self._shares)

    @property
    def fps(self) -> float:
        """Frames a second over the last seconds, all streams together."""
        now_s = self._clock.monotonic()
        while self._recent and self._recent[0] < now_s - _RATE_WINDOW_S:
            self._recent.popleft()
        return len(self._recent) / _RATE_WINDOW_S

    def start(self) -> None:
        """Start the vision processes; they say by themselves when they are ready."""
        for share in self._shares:
            share.start()

    def poll(self) -> dict[int, AnalysisResult]:
        """New results by slot; also keeps watch. Call it with the window's timer."""
        for share in self._shares:
            share.listen()
        self._watch()
        self._give_orders()
        fresh: dict[int, AnalysisResult] = {}
        for place, share in enumerate(self._shares):
            for slot, number, result in share.fresh():
                self._take(place, (slot, number, result), fresh)
        return fresh

    def stats(self) -> dict[str, object]:
        """The ``analysis`` part of ``--stats``."""
        elapsed_s = self._clock.monotonic() - (self._first_result_s or 0.0)
        frames = self.frames
        latency_ms = round(statistics.median(self._latencies_ms), 1) if self._latencies_ms else None
        running = self._first_result_s is not None and elapsed_s > 0
        return {
            "model": self.model,
            "provider": self.provider,
            "frames": frames,
            "skipped": sum(share.skipped for share in self._shares),
            "dropped": self.buffer.dropped,
            "fps": round(frames / elapsed_s, 2) if running else 0.0,
            "latency_ms_p50": latency_ms,
        }

    def cpu_seconds(self) -> float:
        """CPU time of all vision processes so far."""
        return sum(share.cpu_s for share in self._shares)

    def rss_mb(self) -> float:
        """Memory of the vision processes, MB."""
        return sum(share.results.rss_mb for share in self._shares)

    def worker_pids(self) -> list[int]:
        return [pid for share in self._shares for pid in share.pids]

    def stop(self) -> None:
        """End the processes within 3 s and remove the shared memory; safe to call twice."""
        self.signals.stop()
        for share in self._shares:
            share.ask_to_end()
        until_s = self._clock.monotonic() + _PATIENCE_S
        for share in self._shares:
            share.end(max(0.05, until_s - self._clock.monotonic()))
            share.results.close()
        self.buffer.close()

    def _take(self, place: int, row: tuple[int, int, AnalysisResult], fresh: dict[int, AnalysisResult]) -> None:
        slot, number, result = row
        share = self._shares[place]
        is_ours = self.holder(slot) == place
        # A result of the other mode waits for the message that announces it.
        if is_ours and result.mode != self._mode:
            return
        share.took(slot, number)
        if not is_ours:  # of a camera that went to another device meanwhile
            return
        now_s = self._clock.monotonic()
        self._first_result_s = self._first_result_s or now_s
        self._latencies_ms.append(result.latency_ms)
        self._recent.append(now_s)
        fresh[slot] = result
        camera = self.orders.camera(slot)
        if camera is not None:
            self.recent.add(camera, result)

    def _give_orders(self) -> None:
        """Tell every process what has changed of who is to be watched by what."""
        for place, share in enumerate(self._shares):
            if share.hears and not share.is_lost:
                mine = self._slots_of(place)
                share.tell([*self.orders.take(share.seat, mine)], self.signals.words, mine)

    def _slots_of(self, place: int) -> frozenset[int] | None:
        """None for all: there is one device only."""
        if len(self._shares) == 1:
            return None
        return frozenset(slot for slot, whose in enumerate(self._divided()) if whose == place)

    def _divided(self) -> list[int]:
        """Slot → place of its share; worked out anew when a slot got another camera or a device was lost."""
        left = tuple(share.seat for share in self._left)
        state = (self.orders.version, len(left))
        if self._division[0] != state:
            places = {share.seat: place for place, share in enumerate(self._shares)}
            cameras = (self.orders.camera(slot) or f"slot {slot}" for slot in range(self.buffer.slots))
            self._division = state, [places[device_for(camera, left)] for camera in cameras]
        return self._division[1]

    def _job(self, share: Share) -> Job:
        """Of a new process, which knows nothing: everything is to be told again."""
        self.orders.repeat(share.seat)
        threads, providers, cache = self._options
        return Job(
            pack=self._pack if self._mode == "detector" else None,
            frames=(self.buffer.name, self.buffer.size),
            results=(share.results.name, share.results.size),
            threads=threads,
            skips_still=self.skips_still,
            providers=providers,
            # Two processes never compile into one file.
            cache=str(Path(cache, f"process-{share.seat // CARDS}")) if cache and share.seat >= CARDS else cache,
            memory_mb=self.memory_mb,
            device=share.card,
            slots=self._slots_of(self._shares.index(share)),
            face_pack=self.face_pack,
        )

    def _heed(self, share: Share, message: Message) -> None:
        if isinstance(message, Seen):
            self.seen.emit(message)
        elif isinstance(message, Crash):
            _LOG.error("vision process of device %d failed:\n%s", share.card, message.trace)
        elif share.is_lost:
            return
        elif isinstance(message, Problem):
            self._give_up(share, message.error)
        elif isinstance(message, Ready):
            _LOG.info("vision runs %s on %s, device %d", self.model, message.provider, share.card)
            if message.provider == "CPU" and self._mode == "detector" and self._options[1] != _CPU_ALONE:
                self._lose(share, "the model runs on the processor instead")

    def _keeps_dying(self, share: Share) -> None:
        if self._mode == "detector":
            self._give_up(share, _crashes(self.model))

    def _give_up(self, share: Share, error: ExpectedError) -> None:
        """A device's cameras go to the others; without any other there is motion."""
        if self._lose(share, error):
            return
        self.problem = error
        self._mode = "motion"
        _LOG.error("model given up, motion instead: %s", error)

    def _lose(self, share: Share, why: object) -> bool:
        """Do without a device if there is another."""
        if self._left == [share]:
            return False
        share.is_lost = True
        _LOG.error("device %d is lost, its cameras go to the others: %s", share.card, why)
        return True

    def _watch(self) -> None:
        now_s = self._clock.monotonic()
        if now_s >= self._watched_s + _WATCH_S:
            self._watched_s = now_s
            for share in self._shares:
                share.watch(now_s)


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
