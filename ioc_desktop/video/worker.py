"""The main of a decoding process: obeys commands, publishes its own health, dies with the window."""

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import av
import cv2

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.canvas import Feed
from ioc_desktop.video.clip_writer import ClipWriter
from ioc_desktop.video.detail_ring import DetailRing
from ioc_desktop.video.messages import (
    Analyse,
    Close,
    Command,
    Hide,
    Hold,
    Message,
    Open,
    Place,
    Quit,
    Reason,
    Remember,
    SaveClip,
    UseBuffer,
    UseDetails,
    UseMosaic,
)
from ioc_desktop.video.mosaic import pages_of
from ioc_desktop.video.shared_block import SharedBlock, remove
from ioc_desktop.video.status_table import StatusTable
from ioc_desktop.video.stream import StreamThread
from ioc_desktop.video.types import Picture

_log = logging.getLogger(__name__)

_BEAT_S = 0.5
_GOODBYE_S = 1.0
_M_ARENA_MAX = -8


def run_worker(pipe: Connection, table_name: str, index: int) -> None:
    """Run until told to quit or until the window is gone; ends the process."""
    _tune_process()
    worker = _Worker(pipe, StatusTable.attach(table_name), index)
    try:
        worker.run()
    except (EOFError, OSError):  # the window is gone
        worker.forget_shared_memory()
    worker.close_streams()
    # Threads inside FFmpeg may not come back; nothing here needs an orderly end.
    os._exit(0)


def _tune_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's to answer
    cv2.setNumThreads(1)
    av.logging.set_level(None)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s video %(message)s")
    if sys.platform.startswith("linux"):
        # One heap per thread would cost 64 streams hundreds of megabytes of fragments.
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


class _Worker:
    def __init__(self, pipe: Connection, table: StatusTable, index: int) -> None:
        self._pipe = pipe
        self._table = table
        self._index = index
        self._streams: dict[int, StreamThread] = {}
        self._pages: Picture | None = None
        self._mosaic = UseMosaic("", 0, 0, 0)
        self._buffer: AnalysisBuffer | None = None
        self._buffer_name = ""
        self._details: DetailRing | None = None
        self._details_name = ""
        self._sending = threading.Lock()
        self._clips = ClipWriter(self._send)
        self._doing: dict[type[Command], Callable[[Any], None]] = {
            UseMosaic: self._use_mosaic,
            Open: self._open,
            Place: self._place,
            Hide: self._hide,
            Hold: self._hold,
            Close: self._close,
            UseBuffer: self._use_buffer,
            UseDetails: self._use_details,
            Analyse: self._analyse,
            Remember: self._keep,
            SaveClip: self._keep,
        }

    def run(self) -> None:
        self._publish_health()
        while True:
            if self._pipe.poll(_BEAT_S) and not self._obey(self._pipe.recv()):
                return
            self._clips.tend()
            self._publish_health()
            self._catch_up()

    def forget_shared_memory(self) -> None:
        for name in (self._table.block.name, self._mosaic.name, self._buffer_name, self._details_name):
            if name:
                remove(name)

    def close_streams(self) -> None:
        for stream in self._streams.values():
            stream.close()
        limit_s = time.monotonic() + _GOODBYE_S
        for stream in self._streams.values():
            stream.join(max(0.0, limit_s - time.monotonic()))

    def _obey(self, command: Command) -> bool:
        if isinstance(command, Quit):
            return False
        self._doing[type(command)](command)
        return True

    def _use_mosaic(self, command: UseMosaic) -> None:
        try:
            block = SharedBlock.attach(command.name, 2 * command.width * command.height * 4)
            block.reserve(0, len(block.buffer))
        except FileNotFoundError:  # replaced already; the next command brings the new one
            self._pages = None
            return
        except ExpectedError as error:  # the window has checked before, but somebody else was faster
            _log.error("%s", error)
            self._pages = None
            return
        self._mosaic = command
        self._pages = pages_of(block, command.width, command.height)

    def _open(self, command: Open) -> None:
        stream = StreamThread(command.spec, command.row, self._table, self._report)
        self._streams[command.row] = stream
        stream.start()

    def _place(self, command: Place) -> None:
        stream = self._streams.get(command.row)
        if stream is not None and self._pages is not None:
            stream.canvas.place(self._pages, self._mosaic.generation, command.rect)

    def _hide(self, command: Hide) -> None:
        stream = self._streams.get(command.row)
        if stream is not None:
            stream.canvas.hide()

    def _hold(self, command: Hold) -> None:
        stream = self._streams.get(command.row)
        if stream is not None:
            stream.canvas.hold(command.delay_s)

    def _close(self, command: Close) -> None:
        stream = self._streams.pop(command.row, None)
        if stream is not None:
            stream.close()
            self._clips.finish(command.row)

    def _use_buffer(self, command: UseBuffer) -> None:
        for stream in self._streams.values():
            stream.canvas.feed(None)
        self._buffer = None
        self._buffer_name = command.name
        if command.name:
            try:
                self._buffer = AnalysisBuffer.attach(command.name, command.size)
            except FileNotFoundError:
                self._buffer_name = ""

    def _use_details(self, command: UseDetails) -> None:
        """Streams that kept whole pictures in an earlier ring are told anew by the window."""
        self._details, self._details_name = None, command.name
        if command.name:
            try:
                self._details = DetailRing.attach(command.name, command.size)
            except FileNotFoundError:
                self._details_name = ""

    def _analyse(self, command: Analyse) -> None:
        stream = self._streams.get(command.row)
        if stream is None:
            return
        stream.canvas.feed(self._feed(command))

    def _feed(self, command: Analyse) -> Feed | None:
        if self._buffer is None or not 0 <= command.slot < self._buffer.slots:
            return None
        try:
            self._buffer.reserve(command.slot)
        except ExpectedError as error:
            _log.error("%s", error)
            return None
        ring = self._roomy_ring(command.detail)
        return Feed(self._buffer, command.slot, command.interval_s, ring, command.detail)

    def _roomy_ring(self, slot: int) -> DetailRing | None:
        """The ring, if there is one with memory for this slot; without it the model alone gets pictures."""
        if self._details is None or not 0 <= slot < self._details.slots:
            return None
        try:
            self._details.reserve(slot)
        except ExpectedError as error:
            _log.error("%s", error)
            return None
        return self._details

    def _keep(self, command: Remember | SaveClip) -> None:
        stream = self._streams.get(command.row)
        if isinstance(command, SaveClip):
            self._clips.ask(command, stream.memory.ring if stream is not None else None)
        elif stream is not None:
            stream.memory.want(wanted=command.is_wanted)

    def _report(self, row: int, reason: ExpectedError | None) -> None:
        """Called on the streams' threads."""
        self._send(Reason(row, reason))

    def _send(self, message: Message) -> None:
        """On any thread."""
        try:
            with self._sending:
                self._pipe.send(message)
        except OSError:
            return  # the window is gone; the main loop notices

    def _catch_up(self) -> None:
        """Frames that wait are shown by those that follow; after the last one nothing follows."""
        now_s = time.monotonic()
        for stream in self._streams.values():
            stream.canvas.catch_up(now_s)

    def _publish_health(self) -> None:
        entry = self._table.workers
        times = os.times()
        entry["cpu_s"][self._index] = times.user + times.system
        entry["rss_mb"][self._index] = _resident_mb()
        entry["beat_s"][self._index] = time.monotonic()


def _resident_mb() -> float:
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123  (twice a second, without a Path)
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, AttributeError):
        return 0.0
