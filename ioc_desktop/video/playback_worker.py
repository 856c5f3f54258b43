"""The playing process: answers each question for the picture of a moment, and ends with the window."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection

import av
import av.error
import cv2
import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.messages import Quit
from ioc_desktop.video.mp4 import START_KEY
from ioc_desktop.video.pixels import Converter
from ioc_desktop.video.playback import FilmFacts, Look, Shown, unplayable
from ioc_desktop.video.types import Picture

_SEEK_AHEAD_S = 4.0
"""Further ahead it is quicker to begin at a key picture than to decode all in between."""
_LARGEST_PX = 3840
_HAIR_S = 0.001


def run_playback(pipe: Connection, path: str) -> None:
    """Answer until told to quit or until the window is gone; ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    av.logging.set_level(None)
    with contextlib.suppress(EOFError, OSError):
        try:
            _answer_all(pipe, path)
        except ExpectedError as error:
            pipe.send(error)
            pipe.recv()
    os._exit(0)  # closing a broken file may hang


def _answer_all(pipe: Connection, path: str) -> None:
    try:
        film = Film(path)
    except (av.error.FFmpegError, OSError, IndexError, ValueError) as error:
        raise unplayable() from error
    pipe.send(film.facts)
    while True:
        order: Look | Quit = pipe.recv()
        if isinstance(order, Quit):
            return
        pipe.send(film.look(order))


class Film:
    """An open file.

    Attributes:
        facts: what it is.
    """

    def __init__(self, path: str) -> None:
        self._container = av.open(path)
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._stream.codec_context.thread_count = 2
        self._start_s = float((self._stream.start_time or 0) * (self._stream.time_base or 0))
        self._converter = Converter()
        self._frames: Iterator[av.VideoFrame] = iter(())
        self._now: av.VideoFrame | None = None
        self._ahead: av.VideoFrame | None = None
        self._rewind(0.0)
        if self._now is None:
            raise ValueError(path)
        self.facts: FilmFacts = FilmFacts(self._seconds(), self._now.width, self._now.height, self._began_at())

    def _seconds(self) -> float:
        """As the header has it: reading it all would take long."""
        return (self._container.duration or 0) / 1e6

    def _began_at(self) -> float | None:
        with contextlib.suppress(KeyError, ValueError):
            return float(self._container.metadata[START_KEY])
        return None

    def look(self, order: Look) -> Shown:
        """The picture that is shown at a moment: the last one that is not later, or the first one.

        Raises:
            ExpectedError: ``clip.unplayable``.
        """
        try:
            self._go_to(max(0.0, order.time_s))
        except (av.error.FFmpegError, OSError) as error:
            raise unplayable() from error
        if self._now is None:
            raise unplayable()
        return Shown(self._time(self._now), self._painted(self._now, order.width))

    def _go_to(self, time_s: float) -> None:
        if self._now is None or not self._time(self._now) - _HAIR_S <= time_s < self._time(self._now) + _SEEK_AHEAD_S:
            self._rewind(time_s)
        while self._ahead is not None and self._time(self._ahead) <= time_s + _HAIR_S:
            self._now, self._ahead = self._ahead, next(self._frames, None)

    def _rewind(self, time_s: float) -> None:
        """To the key picture before a moment."""
        self._container.seek(round((time_s + self._start_s) * 1e6), backward=True)
        self._frames = self._decoded()
        self._now = next(self._frames, None)
        self._ahead = next(self._frames, None)

    def _decoded(self) -> Iterator[av.VideoFrame]:
        """Damaged pictures in the middle are left out."""
        for packet in self._container.demux(self._stream):
            with contextlib.suppress(av.error.InvalidDataError):
                yield from packet.decode()

    def _time(self, frame: av.VideoFrame) -> float:
        return (frame.time or 0.0) - self._start_s

    def _painted(self, frame: av.VideoFrame, width: int) -> Picture:
        width = min(max(2, width), _LARGEST_PX) // 2 * 2
        height = max(2, round(width * frame.height / frame.width) // 2 * 2)
        target = np.empty((height, width, 4), np.uint8)
        self._converter.convert(frame, target)
        return target
