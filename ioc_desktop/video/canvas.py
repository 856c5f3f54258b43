"""Where a stream's pictures go: its tile and the model's slot. Shared by the stream's thread and the command thread."""

import threading
import time
from dataclasses import dataclass
from functools import partial

import av

from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.detail_ring import DetailRing, keep_detail
from ioc_desktop.video.held import Held, HeldFrames
from ioc_desktop.video.pixels import Converter, TilePainter
from ioc_desktop.video.status_table import StatusTable
from ioc_desktop.video.types import Picture, TileRect


@dataclass(frozen=True)
class Feed:
    """What the model gets: a slot of its buffer, at most every ``interval_s`` seconds.

    Attributes:
        details: where the same pictures are kept whole, in ``detail_slot``.
    """

    buffer: AnalysisBuffer
    slot: int
    interval_s: float
    details: DetailRing | None = None
    detail_slot: int = -1


class Canvas:
    """One stream's tile in the mosaic and slot in the model's buffer.

    The frame that is shown is kept, so that a moved tile shows it at once even while the stream is silent.
    """

    def __init__(self, table: StatusTable, row: int) -> None:
        self._rows = table.rows
        self._row = row
        self._lock = threading.Lock()
        self._painter: TilePainter | None = None
        self._generation = 0
        self._converter = Converter()
        self._model_converter = Converter()
        self._feed: Feed | None = None
        self._fed_s = 0.0
        self._held = HeldFrames()
        self._shown: Held | None = None

    def place(self, pages: Picture, generation: int, rect: TileRect) -> None:
        """Paint into this rectangle from now on, and the frame that is shown at once."""
        with self._lock:
            self._painter = TilePainter(pages, rect)
            self._generation = generation
            if self._shown is not None:
                self._paint(self._shown)

    def hide(self) -> None:
        """Paint nowhere until the next ``place``; the model goes on getting its pictures."""
        with self._lock:
            self._painter = None
            self._held.clear()

    def hold(self, delay_s: float) -> None:
        """Show every frame so long after it was decoded, from the next one on; 0 for at once."""
        with self._lock:
            self._held.delay_s = delay_s

    def catch_up(self, now_s: float) -> None:
        """Show what is due, for a stream that has fallen silent; ``show`` does it with every frame."""
        with self._lock:
            due = self._held.due(now_s)
            if due is not None:
                self._shown = due
                if self._painter is not None:
                    self._paint(due)

    def feed(self, feed: Feed | None) -> None:
        with self._lock:
            self._feed = feed

    def detach(self) -> None:
        """Never touch shared pixels again."""
        with self._lock:
            self._painter = None
            self._feed = None
            self._held.clear()

    def show(self, frame: av.VideoFrame, now_s: float, *, paint: bool = True) -> av.VideoFrame | None:
        """Take a new frame; ``paint=False`` only keeps what is due, for a machine that is late.

        Returns:
            What was painted: this frame, or an older one that was held back until now.
        """
        with self._lock:
            due = self._next(frame, now_s)
            painted = due if paint and self._painter is not None else None
            self._shown = due or self._shown
            if painted is not None:
                self._paint(painted)
            if self._feed is not None and now_s - self._fed_s >= self._feed.interval_s:
                # Stepping keeps the mean rate; a plain "now" would lose a part of a frame's time at every step.
                self._fed_s = max(self._fed_s + self._feed.interval_s, now_s - self._feed.interval_s / 2)
                self._analyse(frame, self._feed, now_s)
        return painted.frame if painted is not None else None

    def _next(self, frame: av.VideoFrame, now_s: float) -> Held | None:
        """What is to be shown now that this frame is here; without a tile nothing is held back."""
        new = Held(frame, int(self._rows["frame_no"][self._row]), frame.time or 0.0, now_s)
        return self._held.next(new) if self._painter is not None else new

    def _paint(self, shown: Held) -> None:
        assert self._painter is not None
        rows, row = self._rows, self._row
        fresh = rows["seq"][row] and rows["generation"][row] == self._generation
        page = 1 - int(rows["page"][row]) if fresh else 0
        self._painter.paint(shown.frame, page, self._converter)
        rows["shown_no"][row, page], rows["shown_pts_s"][row, page] = shown.frame_no, shown.pts_s
        rows["page"][row] = page
        rows["generation"][row] = self._generation
        rows["published_s"][row] = time.monotonic()
        rows["seq"][row] += 1

    def _analyse(self, frame: av.VideoFrame, feed: Feed, now_s: float) -> None:
        frame_no = int(self._rows["frame_no"][self._row])
        keep_detail(feed, frame, frame_no, now_s)
        fill = partial(self._fill, frame, feed.buffer)
        feed.buffer.write(feed.slot, fill, frame_no, frame.time or 0.0, now_s, (frame.width, frame.height))

    def _fill(self, frame: av.VideoFrame, buffer: AnalysisBuffer, target: Picture) -> None:
        inner = buffer.geometry.place(frame.width, frame.height)
        top, left, bottom, right = inner.y, inner.x, inner.y + inner.height, inner.x + inner.width
        for bar in (target[:top], target[bottom:], target[:, :left], target[:, right:]):
            if bar.size:
                bar[:] = buffer.geometry.pad
        self._model_converter.convert(frame, target[top:bottom, left:right])
