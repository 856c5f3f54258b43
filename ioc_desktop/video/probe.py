"""Test connection: what a source is, found out in a process that can be killed."""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Future
from multiprocessing.connection import Connection

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video import reasons
from ioc_desktop.video.types import ProbeResult, StreamSpec

PROBE_LIMIT_S = 10.0
_PICTURE_LIMIT_S = 6.0
_SPAWN = multiprocessing.get_context("spawn")

_Answer = ProbeResult | ExpectedError


def probe_blocking(
    spec: StreamSpec,
    limit_s: float = PROBE_LIMIT_S,
    cancelled: threading.Event | None = None,
) -> ProbeResult:
    """Connect, decode the first picture, disconnect; waits, so not for the window's thread.

    Raises:
        ExpectedError: ``video.…`` with the reason, ``video.no_answer`` after ``limit_s``.
    """
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_probe_main, args=(theirs, spec), daemon=True)
    process.start()
    theirs.close()
    try:
        answer = _wait(ours, time.monotonic() + limit_s, cancelled or threading.Event())
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if isinstance(answer, ExpectedError):
        raise answer
    return answer


def _wait(pipe: Connection, deadline_s: float, cancelled: threading.Event) -> _Answer:
    with contextlib.suppress(EOFError, OSError):
        while time.monotonic() < deadline_s and not cancelled.is_set():
            if pipe.poll(0.1):
                answer: _Answer = pipe.recv()
                return answer
        return reasons.probe_timeout()
    return reasons.internal()


def _probe_main(pipe: Connection, spec: StreamSpec) -> None:
    """In the child: PyAV is imported here only, so that the window never loads it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(_look(spec))
    except ExpectedError as error:
        pipe.send(error)
    os._exit(0)  # closing a broken stream may hang


def _look(spec: StreamSpec) -> ProbeResult:
    import av  # noqa: PLC0415  (see _probe_main)
    import av.error  # noqa: PLC0415

    from ioc_desktop.video.pixels import picture_of  # noqa: PLC0415
    from ioc_desktop.video.source import is_file, open_source, prepare_decoder  # noqa: PLC0415

    av.logging.set_level(None)
    container = open_source(spec, thorough=True)
    stream = prepare_decoder(container, live=not is_file(spec))
    give_up_s = time.monotonic() + _PICTURE_LIMIT_S
    try:
        for packet in container.demux(stream):
            with contextlib.suppress(av.error.InvalidDataError):
                for frame in packet.decode():
                    rate = float(stream.average_rate or stream.guessed_rate or 0)
                    codec = stream.codec_context.codec.canonical_name
                    return ProbeResult(codec, frame.width, frame.height, rate, picture_of(frame))
            if time.monotonic() > give_up_s:
                break
    except (av.error.FFmpegError, OSError):
        pass
    raise reasons.garbage()


class Prober:
    """Runs probes on threads and ends them with the engine."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._threads: list[threading.Thread] = []

    def probe(self, spec: StreamSpec) -> "Future[ProbeResult]":
        """A future that carries the result or an ExpectedError."""
        future: Future[ProbeResult] = Future()
        future.set_running_or_notify_cancel()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=self._run, args=(spec, future), name="video-probe", daemon=True)
        self._threads.append(thread)
        thread.start()
        return future

    def _run(self, spec: StreamSpec, future: "Future[ProbeResult]") -> None:
        try:
            future.set_result(probe_blocking(spec, cancelled=self._cancelled))
        except Exception as error:  # noqa: BLE001  (a future carries whatever went wrong to whoever waits)
            future.set_exception(error)

    def stop(self) -> None:
        self._cancelled.set()
        for thread in self._threads:
            thread.join(1.0)
        self._cancelled = threading.Event()
