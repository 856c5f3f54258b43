"""One stream in a worker: connect, decode, publish, and again for ever."""

import logging
import threading
import time
import zlib
from collections.abc import Callable

import av
import av.error

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.redact import redact
from ioc_desktop.video import frame_stamp, reasons
from ioc_desktop.video.canvas import Canvas
from ioc_desktop.video.memory import StreamMemory
from ioc_desktop.video.pace import LATE_S, Lateness, Pacer
from ioc_desktop.video.pixels import luma
from ioc_desktop.video.source import (
    OPEN_LIMIT_S,
    REACH_LIMIT_S,
    SILENCE_LIMIT_S,
    Container,
    is_file,
    open_source,
    prepare_decoder,
)
from ioc_desktop.video.status_table import Phase, StatusTable
from ioc_desktop.video.types import StreamSpec

_log = logging.getLogger(__name__)

_OPEN_DEADLINE_S = REACH_LIMIT_S * 2 + OPEN_LIMIT_S + 2.0
_READ_DEADLINE_S = SILENCE_LIMIT_S + 4.0
_FILE_DEADLINE_S = 6.0
_SAME_CHECK_S = 0.5
_STAMP_TRIALS = 15
_RATE_WINDOW_S = 2.0

Report = Callable[[int, ExpectedError | None], None]


class StreamThread(threading.Thread):
    """Decodes one stream until ``close``; what it learns goes into its row of the status table.

    Args:
        report: told of every reason for not being live, and None when pictures are back. Called on this thread.
    """

    def __init__(self, spec: StreamSpec, row: int, table: StatusTable, report: Report) -> None:
        super().__init__(name=f"stream-{row}", daemon=True)
        self.canvas = Canvas(table, row)
        self.memory = StreamMemory()
        self._spec = spec
        self._row = row
        self._rows = table.rows
        self._report = report
        self._closing = threading.Event()
        self._is_file = is_file(spec)
        self._failing = False
        self._errors = 0
        self._forget_session()

    def close(self) -> None:
        """Stop decoding; returns at once, the thread ends at the next frame or time limit."""
        self._closing.set()
        self.canvas.detach()

    def run(self) -> None:
        backoff = Backoff()
        while not self._closing.is_set():
            reason, uptime_s = self._attempt()
            if self._closing.is_set() or reason is None:
                break
            self._failed(reason)
            self._beat(0.0)
            self._closing.wait(backoff.failed(uptime_s))
        self._beat(0.0)
        self._set("phase", Phase.IDLE if self._closing.is_set() else Phase.ENDED)

    def _attempt(self) -> tuple[ExpectedError | None, float]:
        """One connection from start to end: why it ended (None: as it should), and seconds of pictures."""
        started_s = time.monotonic()
        self._forget_session()
        try:
            self._session()
        except ExpectedError as error:
            reason: ExpectedError | None = error
        except Exception:  # noqa: BLE001  (the thread's main loop: an unknown fault must not end the camera)
            _log.exception("stream %s failed", redact(self._spec.label or self._spec.url))
            reason = reasons.internal()
        else:
            reason = None
            if not self._closing.is_set():
                self._report(self._row, reasons.ended())
        return reason, time.monotonic() - started_s if self._session_frames else 0.0

    def _forget_session(self) -> None:
        self._session_frames = 0
        self._last_frame_s = time.monotonic()
        self._pacer = Pacer()
        self._lateness = Lateness()
        self._print = 0
        self._print_s = 0.0
        self._same_since_s = 0.0
        self._stamp_trials = _STAMP_TRIALS
        self._rate_from = (0, 0.0)

    def _failed(self, reason: ExpectedError) -> None:
        self._set("phase", Phase.WAITING)
        self._rows["attempt"][self._row] += 1
        if not self._failing:
            _log.warning("stream %s: %s", redact(self._spec.label or self._spec.url), reason.code)
        self._failing = True
        self._report(self._row, reason)

    def _session(self) -> None:
        self._set("phase", Phase.CONNECTING)
        self._set("same_since_s", 0.0)
        self._beat(_FILE_DEADLINE_S if self._is_file else _OPEN_DEADLINE_S)
        container = open_source(self._spec)
        try:
            stream = prepare_decoder(container, live=not self._is_file)
            self._set("codec", stream.codec_context.codec.canonical_name.encode()[:16])
            self.memory.connect(stream)
            self._rows["connections"][self._row] += 1
            self._last_frame_s = time.monotonic()
            self._read(container, stream)
        finally:
            self._beat(_READ_DEADLINE_S)  # saying good-bye may hang too
            container.close()
            self._beat(0.0)

    def _read(self, container: Container, stream: av.VideoStream) -> None:
        self._set("phase", Phase.STREAMING)
        while not self._closing.is_set():
            self._read_once(container, stream)
            if self._closing.is_set():
                return
            if not self._is_file:
                raise reasons.closed()
            if not self._session_frames:
                raise reasons.garbage()
            if not self._spec.loop:
                return
            container.seek(0)

    def _read_once(self, container: Container, stream: av.VideoStream) -> None:
        """Until the end of the data."""
        try:
            for packet in container.demux(stream):
                if self._closing.is_set():
                    return
                self._beat(_FILE_DEADLINE_S if self._is_file else _READ_DEADLINE_S)
                self._decode(packet)
                self.memory.keep(packet)
        except av.error.EOFError:
            return
        except (TimeoutError, av.error.ExitError) as error:
            raise self._silence() from error
        except (av.error.FFmpegError, OSError) as error:
            raise (reasons.garbage() if self._errors else reasons.closed()) from error

    def _silence(self) -> ExpectedError:
        return reasons.garbage() if self._errors else reasons.stalled()

    def _decode(self, packet: "av.Packet[av.VideoStream]") -> None:
        try:
            frames = packet.decode()
        except av.error.EOFError:
            frames = []
        except av.error.FFmpegError:
            frames = []
            self._errors += 1
            self._rows["errors"][self._row] += 1
        for frame in frames:
            if isinstance(frame, av.VideoFrame) and not frame.is_corrupt:
                self._take(frame)
        if not frames and time.monotonic() - self._last_frame_s > SILENCE_LIMIT_S:
            raise self._silence()

    def _take(self, frame: av.VideoFrame) -> None:
        now_s = time.monotonic()
        pts_s = frame.time or 0.0
        late = False
        if self._is_file:
            self._wait_until(self._pacer.due_s(pts_s, now_s))
            now_s = time.monotonic()
        else:
            late = self._lateness.behind_s(pts_s, now_s) > LATE_S and self._session_frames % 2 == 1
        if not self._closing.is_set():
            self._publish(frame, pts_s, now_s, late=late)

    def _publish(self, frame: av.VideoFrame, pts_s: float, now_s: float, *, late: bool) -> None:
        rows, row = self._rows, self._row
        first = not self._session_frames
        self._session_frames += 1
        self._last_frame_s = now_s
        self._errors = 0
        rows["width"][row], rows["height"][row] = frame.width, frame.height
        rows["decoded"][row] += 1
        rows["frame_no"][row] += 1
        rows["pts_s"][row] = pts_s
        rows["dropped"][row] += late
        if now_s - self._print_s >= _SAME_CHECK_S:
            self._compare(frame, now_s)
        shown = self.canvas.show(frame, now_s, paint=not late)
        if self._stamp_trials and shown is not None:
            self._measure_latency(shown)
        rows["last_frame_s"][row] = now_s
        if first:
            self._recovered()

    def _recovered(self) -> None:
        self._set("attempt", 0)
        self._failing = False
        self._report(self._row, None)

    def _compare(self, frame: av.VideoFrame, now_s: float) -> None:
        """Notice a camera that sends one picture for ever; even a still scene has noise, so equal means equal."""
        plane = luma(frame)
        if plane is None:
            return
        fingerprint = zlib.crc32(plane[::3].tobytes())
        if fingerprint != self._print:
            self._same_since_s = 0.0
        elif not self._same_since_s:
            self._same_since_s = self._print_s
        self._print, self._print_s = fingerprint, now_s
        self._set("same_since_s", self._same_since_s)
        self._measure_rate(now_s)

    def _measure_rate(self, now_s: float) -> None:
        frames, since_s = self._rate_from
        if now_s - since_s < _RATE_WINDOW_S:
            return
        if since_s:
            self._set("fps", (self._session_frames - frames) / (now_s - since_s))
        self._rate_from = (self._session_frames, now_s)

    def _measure_latency(self, frame: av.VideoFrame) -> None:
        plane = luma(frame)
        stamp_ms = None if plane is None else frame_stamp.read(plane)
        if stamp_ms is None:
            self._stamp_trials -= 1
        else:
            self._stamp_trials = _STAMP_TRIALS
            self._set("latency_ms", frame_stamp.age_ms(stamp_ms, frame_stamp.now_ms()))

    def _wait_until(self, due_s: float) -> None:
        delay_s = due_s - time.monotonic()
        if delay_s > 0:
            self._beat(0.0)
            self._closing.wait(delay_s)

    def _beat(self, limit_s: float) -> None:
        """Promise a sign of life within ``limit_s``; 0 promises nothing while the thread sleeps by intent."""
        self._set("deadline_s", time.monotonic() + limit_s if limit_s else 0.0)

    def _set(self, field: str, value: object) -> None:
        self._rows[field][self._row] = value
