"""The loop of the vision process: newest unseen pictures in, results out, for ever."""

import os
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

import cv2

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.analysis import AnalysisBuffer, AnalysisFrame
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.shared_block import remove
from ioc_desktop.vision.batching import WAIT_S, Patience
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.gating import Gate
from ioc_desktop.vision.motion import MotionDetector
from ioc_desktop.vision.privacy.finder import FaceFinder, open_face_model
from ioc_desktop.vision.results import AnalysisResult, Mode, ResultBox
from ioc_desktop.vision.session import CPU, PROVIDERS, SessionOptions
from ioc_desktop.vision.signals.clock import Words
from ioc_desktop.vision.watching import StreamWatch
from ioc_desktop.vision.worker import STOP, Crash, Job, Message, Mine, Order, Problem, Ready, Seen, Watch

# While pictures come, look for the next this often; a tenth of the shortest interval that anyone analyses at.
_WAIT_S = 0.004
_LONG_WAIT_S = 0.02
_RESTING_AFTER_S = 1.0
_HOUSEKEEPING_S = 0.1

# Of the least score shown: so unsure an object may keep a known one alive, never make a new one. Measured by line
# counts on a junction with three models: 0.8 is exact with two of them at every rate, 0.4 counts up to twice too many.
_UNSURE_SHARE = 0.8
_LEAST_SCORE = 0.1
# Beside the slots.
_PLACES: dict[type, int] = {Words: -1, Mine: -2}

Numbered = tuple[int, AnalysisFrame]
News = Watch | Words | Mine


class Eye(Protocol):
    """Something that looks at pictures of several streams.

    Attributes:
        skipped: pictures so far for which an earlier answer was repeated.
    """

    mode: Mode
    provider: str
    batch: int
    labels: Sequence[str]
    sure: float
    skipped: int

    @property
    def detector(self) -> Detector | None:
        """The model, for a second look at a picture that is kept."""

    def look(self, frames: Sequence[Numbered]) -> list[Detections]: ...


class ModelEye:
    """Looks through a model."""

    mode: Mode = "detector"
    skipped = 0

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self.labels: Sequence[str] = [label.name for label in detector.pack.labels]
        self.sure = detector.pack.confidence
        self.least = min(self.sure, max(_LEAST_SCORE, self.sure * _UNSURE_SHARE))
        self.provider = detector.provider
        self.batch = detector.batch

    def look(self, frames: Sequence[Numbered]) -> list[Detections]:
        return self.detector.look(
            [frame.picture for _, frame in frames],
            [(frame.source_width, frame.source_height) for _, frame in frames],
            least=self.least,
        )


class ThriftyEye:
    """Looks through another eye only where something has changed."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self.mode, self.provider, self.batch = eye.mode, eye.provider, eye.batch
        self.labels, self.sure, self.detector = eye.labels, eye.sure, eye.detector
        self.skipped = 0
        self._gates: dict[int, Gate] = {}

    def look(self, frames: Sequence[Numbered]) -> list[Detections]:
        gates = [self._gates.setdefault(slot, Gate(self.sure)) for slot, _ in frames]
        answers = [
            gate.repeated(frame.picture, (frame.source_width, frame.source_height), frame.captured_s)
            for gate, (_, frame) in zip(gates, frames, strict=True)
        ]
        new = [at for at, answer in enumerate(answers) if answer is None]
        self.skipped += len(frames) - len(new)
        for at, found in zip(new, self._eye.look([frames[at] for at in new]) if new else [], strict=True):
            gates[at].looked(found, frames[at][1].captured_s)
            answers[at] = found
        return [answer for answer in answers if answer is not None]


class MotionEye:
    """Looks for motion, one background per stream."""

    mode: Mode = "motion"
    provider = "CPU"
    batch = 1
    labels: Sequence[str] = ("motion",)
    sure = 0.0
    detector = None
    skipped = 0

    def __init__(self, geometry: FrameGeometry) -> None:
        self._geometry = geometry
        self._streams: dict[int, MotionDetector] = {}

    def look(self, frames: Sequence[Numbered]) -> list[Detections]:
        return [
            self._streams.setdefault(slot, MotionDetector()).look(
                frame.picture, self._geometry.place(frame.source_width, frame.source_height)
            )
            for slot, frame in frames
        ]


class Loop:
    """One process's work; ``turn`` does a little and says whether there was any."""

    def __init__(
        self,
        frames: AnalysisBuffer,
        results: ResultBox,
        eye: Eye,
        say: Callable[[Seen], object] | None = None,
        face: Detector | None = None,
        *,
        slots: frozenset[int] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._frames, self._mine = frames, slots
        self._results = results
        self._eye = eye
        self._say = say or (lambda _seen: None)
        self._faces = FaceFinder(eye.detector, face)
        self._clock = clock
        self._patience = Patience(eye.batch, 0.0 if eye.provider == "CPU" else WAIT_S)
        self._watches: dict[int, StreamWatch] = {}
        self._words = Words()
        # What was there before has aged while the model was loaded.
        self._seen = [frames.newest(slot) for slot in range(frames.slots)]
        self._written = -1
        self._next = 0
        self.looked = 0

    def turn(self) -> bool:
        """Look at one batch of unseen pictures."""
        written = self._frames.written
        if written == self._written:
            return False
        if self._patience.is_needed and self._patience.waits(self._unseen(), self._clock()):
            return False
        batch = self._gather(self._eye.batch)
        if not batch:
            self._written = written
            return False
        skipped = self._eye.skipped
        found = self._eye.look(batch)
        self._results.add_skipped(self._eye.skipped - skipped)
        done_s = self._clock()
        for (slot, frame), detections in zip(batch, found, strict=True):
            tracks, said = self._watch(slot).look(frame, detections, self._words)
            sure = detections[detections.scores >= self._eye.sure]
            result = AnalysisResult(frame.frame_no, frame.pts_s, sure, 0.0, self._eye.mode, tracks)
            self._results.write(slot, result, frame.captured_s, done_s)
            for each in said:
                self._say(each)
        self.looked += len(batch)
        return True

    def obey(self, order: News) -> None:
        """Watch a slot's pictures as ordered, hear what a feed says of signals, or look at other slots than before."""
        if isinstance(order, Words):
            self._words = order
            return
        if isinstance(order, Mine):
            self._look_at(order.slots)
            return
        for each in self._watch(order.slot).follow(order):
            self._say(each)

    def _watch(self, slot: int) -> StreamWatch:
        watch = self._watches.get(slot)
        if watch is None:
            watch = self._watches[slot] = StreamWatch(
                self._eye.labels, self._eye.sure, self._frames.geometry, self._faces
            )
        return watch

    def _look_at(self, slots: frozenset[int]) -> None:
        for slot in slots - (self._mine or frozenset()):
            # What is there was for another process; the next picture is ours.
            self._seen[slot] = self._frames.newest(slot)
        self._mine = slots

    def _unseen(self) -> list[int]:
        """Slots with a picture that was not looked at yet."""
        return [
            slot
            for slot, seen in enumerate(self._seen)
            if (self._mine is None or slot in self._mine) and self._frames.newest(slot) > seen
        ]

    def _gather(self, limit: int) -> list[Numbered]:
        """Up to ``limit`` unseen pictures, each stream in its turn, so that none starves."""
        batch: list[Numbered] = []
        slots = self._frames.slots
        for offset in range(slots):
            slot = (self._next + offset) % slots
            if self._mine is not None and slot not in self._mine:
                continue
            frame = self._frames.read(slot, self._seen[slot])
            if frame is None:
                continue
            self._seen[slot] = frame.seq
            batch.append((slot, frame))
            if len(batch) == limit:
                self._next = slot + 1
                break
        return batch


class _Housekeeping:
    """Pulse and orders, ten times a second.

    Attributes:
        orders: by slot, the last ones, the news of signals and which slots to look at; another loop starts with them.
    """

    def __init__(self, pipe: "Connection[Message, Order]", results: ResultBox) -> None:
        self._pipe = pipe
        self._results = results
        self._due_s = 0.0
        self.orders: dict[int, News] = {}

    def stopped(self, looked: int, obey: Callable[[News], object] | None = None) -> bool:
        """Send a beat if it is time; True when the window wants the process to end. Raises EOFError if it died."""
        now_s = time.monotonic()
        if now_s < self._due_s:
            return False
        self._due_s = now_s + _HOUSEKEEPING_S
        self._results.beat(now_s, looked, time.process_time(), resident_mb())
        # poll() also reports a closed pipe, recv() then raises EOFError.
        while self._pipe.poll(0):
            order = self._pipe.recv()
            if order == STOP:
                return True
            if isinstance(order, Watch | Words | Mine):
                self.orders[order.slot if isinstance(order, Watch) else _PLACES[type(order)]] = order
                if obey is not None:
                    obey(order)
        return False


def run(pipe: "Connection[Message, Order]", job: Job) -> int:
    """Work until told to stop; the process's exit code."""
    cv2.setNumThreads(1)
    try:
        return _run(pipe, job)
    except (EOFError, BrokenPipeError):
        # The window is gone without a word: nobody else can remove the names.
        remove(job.frames[0])
        remove(job.results[0])
        return 1
    except Exception:  # noqa: BLE001  (process main loop: the window logs it and starts another)
        pipe.send(Crash(traceback.format_exc()))
        return 1


def _run(pipe: "Connection[Message, Order]", job: Job) -> int:
    frames = AnalysisBuffer.attach(*job.frames)
    results = ResultBox.attach(*job.results)
    eye, face = _open(pipe, job, frames.geometry), open_face_model(job.face_pack)
    loop = Loop(frames, results, eye, pipe.send, face, slots=job.slots)
    chores = _Housekeeping(pipe, results)
    chores.stopped(0, loop.obey)
    pipe.send(Ready(eye.provider))
    busy_until_s = time.monotonic()
    while not chores.stopped(loop.looked, loop.obey):
        try:
            worked = loop.turn()
        except ExpectedError as error:
            eye = next_best(pipe, job, eye, error, frames.geometry)
            loop = Loop(frames, results, eye, pipe.send, face, slots=job.slots)
            for order in chores.orders.values():
                loop.obey(order)
            pipe.send(Ready(eye.provider))
            continue
        now_s = time.monotonic()
        if worked:
            busy_until_s = now_s + _RESTING_AFTER_S
        else:
            pipe.poll(_WAIT_S if now_s < busy_until_s else _LONG_WAIT_S)
    return 0


def next_best(
    pipe: "Connection[Message, Order]", job: Job, failed: Eye, error: ExpectedError, geometry: FrameGeometry
) -> Eye:
    """What to look with after ``failed`` broke: the same model on the CPU, or motion."""
    if failed.mode == "detector" and failed.provider != "CPU":
        return _open(pipe, replace(job, providers=(CPU,)), geometry)
    pipe.send(Problem(error))
    return MotionEye(geometry)


def _open(pipe: "Connection[Message, Order]", job: Job, geometry: FrameGeometry) -> Eye:
    """The model's eye; motion when there is no model or it does not work."""
    if job.pack is None:
        return MotionEye(geometry)
    cache = Path(job.cache) if job.cache else None
    try:
        options = SessionOptions(job.threads, job.providers or PROVIDERS, cache, job.memory_mb, job.device)
        detector = Detector(job.pack, options)
        detector.warm_up()
        detector.settle()
    except ExpectedError as error:
        pipe.send(Problem(error))
        return MotionEye(geometry)
    return ThriftyEye(ModelEye(detector)) if job.skips_still else ModelEye(detector)


def resident_mb() -> float:
    """Memory of this process in MB (2**20); 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
