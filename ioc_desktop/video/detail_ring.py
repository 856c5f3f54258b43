"""Whole pictures of some streams in their own size, kept for a second: what small things are cut from.

The model sees a small picture and answers later than it was decoded. Whoever then wants a closer look at what it found
(a number plate is a few px in the model's picture) cuts it out of the very frame that the model saw, by its number. One
process writes a slot; readers never make it wait, and notice when a page was written over while they copied.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.shared_block import InShared, SharedBlock, roomy
from ioc_desktop.video.types import Picture

if TYPE_CHECKING:
    import av

    from ioc_desktop.video.canvas import Feed

MOST_PX = 1920 * 1080
"""Larger pictures are scaled down to as many px."""
PAGES = 8
"""At ten pictures a second the model may take 0.7 s."""
_PAGE_BYTES = MOST_PX * 3 // 2
_HEADER = np.dtype([("slots", "<u4"), ("_", "<u4", 15)])
_PAGE = np.dtype(
    [
        ("started", "<u8"),  # writes begun and ended: equal while the page is whole
        ("ended", "<u8"),
        ("frame_no", "<u8"),
        ("pts_s", "<f8"),
        ("captured_s", "<f8"),
        ("width", "<u4"),
        ("height", "<u4"),
    ]
)


@dataclass(frozen=True, eq=False)
class Detail:
    """A part of a frame.

    Attributes:
        picture: BGR uint8 [h, w, 3], the reader's own.
        left: px of the kept frame, where the part begins.
        top: px.
        width: px of the whole kept frame.
        height: px.
        captured_s: when the frame was decoded, monotonic clock.
    """

    picture: Picture
    left: int
    top: int
    width: int
    height: int
    captured_s: float


class DetailRing(InShared):
    """Pages of I420 pictures by slot; make it with ``create`` or ``attach``."""

    def __init__(self, block: SharedBlock) -> None:
        super().__init__(block)
        self.slots = int(np.frombuffer(block.buffer, _HEADER, 1)[0]["slots"])
        count = self.slots * PAGES
        self._table: NDArray[np.void] = np.frombuffer(block.buffer, _PAGE, count, _HEADER.itemsize).reshape(-1, PAGES)
        offset = _HEADER.itemsize + _PAGE.itemsize * count
        self._data: Picture = np.frombuffer(block.buffer, np.uint8, count * _PAGE_BYTES, offset).reshape(
            self.slots, PAGES, _PAGE_BYTES
        )
        self._data_offset = offset
        self._next = [0] * self.slots

    @classmethod
    def create(cls, slots: int) -> DetailRing:
        """A ring of ``slots``, or of as many as the machine's shared memory holds; used slots alone take memory.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        return roomy(cls._create, slots)

    @classmethod
    def _create(cls, slots: int) -> DetailRing:
        block = SharedBlock.create(_HEADER.itemsize + slots * PAGES * (_PAGE.itemsize + _PAGE_BYTES))
        block.reserve(0, _HEADER.itemsize + slots * PAGES * _PAGE.itemsize)
        np.frombuffer(block.buffer, _HEADER, 1)[0]["slots"] = slots
        return cls(block)

    def reserve(self, slot: int) -> None:
        """Make sure that there is memory for a slot; its writer calls this before its first picture.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        self._block.reserve(self._data_offset + slot * PAGES * _PAGE_BYTES, PAGES * _PAGE_BYTES)

    def write(self, slot: int, frame: av.VideoFrame, frame_no: int, captured_s: float) -> None:
        """Keep a frame; the oldest page of the slot goes."""
        from ioc_desktop.video.pixels import i420_planes  # noqa: PLC0415  (the window makes rings, decoders fill them)

        number = self._next[slot]
        self._next[slot] = (number + 1) % PAGES
        width, height = kept_size(frame.width, frame.height)
        page = self._table[slot][number : number + 1]
        page["started"] += 1
        i420_planes(frame, width, height, self._data[slot, number, : width * height * 3 // 2])
        page["frame_no"], page["pts_s"], page["captured_s"] = frame_no, frame.time or 0.0, captured_s
        page["width"], page["height"] = width, height
        page["ended"] = page["started"]

    def cut(self, slot: int, frame_no: int, pts_s: float, box: tuple[float, float, float, float]) -> Detail | None:
        """A part of a frame; None when the frame is not there any more, or nothing of the box lies in it.

        Args:
            slot: of the stream.
            frame_no: as in ``AnalysisFrame``; after a new connection numbers may repeat, so the time must match too.
            pts_s: as in ``AnalysisFrame``.
            box: x1, y1, x2, y2 in 0–1 of the picture.
        """
        rows = self._table[slot]
        found = np.flatnonzero((rows["frame_no"] == frame_no) & (rows["pts_s"] == pts_s))
        if not len(found):
            return None
        number = int(found[0])
        row = rows[number].copy()
        width, height = int(row["width"]), int(row["height"])
        left, top = (max(0, int(side * length)) & ~1 for side, length in zip(box[:2], (width, height), strict=True))
        right = min(width, math.ceil(box[2] * width) + 1) & ~1
        bottom = min(height, math.ceil(box[3] * height) + 1) & ~1
        if right - left < 2 or bottom - top < 2:
            return None
        picture = _bgr(self._data[slot, number], (width, height), (left, top, right, bottom))
        if int(row["started"]) != int(row["ended"]) or int(rows["started"][number]) != int(row["started"]):
            return None
        return Detail(picture, left, top, width, height, float(row["captured_s"]))


def kept_size(width: int, height: int) -> tuple[int, int]:
    """Size of a kept frame, even and of at most ``MOST_PX``."""
    scale = min(1.0, math.sqrt(MOST_PX / max(1, width * height)))
    return max(2, int(width * scale) & ~1), max(2, int(height * scale) & ~1)


def keep_detail(feed: Feed, frame: av.VideoFrame, frame_no: int, now_s: float) -> None:
    """Keep what the model is about to see, where somebody wants to look closer."""
    if feed.details is not None:
        feed.details.write(feed.detail_slot, frame, frame_no, now_s)


def _bgr(data: Picture, size: tuple[int, int], part: tuple[int, int, int, int]) -> Picture:
    import cv2  # noqa: PLC0415  (see write)

    width, height = size
    left, top, right, bottom = part
    area = width * height
    wide, tall = right - left, bottom - top
    cut = np.empty((tall * 3 // 2, wide), np.uint8)
    flat = cut.reshape(-1)
    cut[:tall] = data[:area].reshape(height, width)[top:bottom, left:right]
    quarter = wide * tall // 4
    for number in range(2):
        start = area + number * area // 4
        plane = data[start : start + area // 4].reshape(height // 2, width // 2)
        into = flat[wide * tall + number * quarter :][:quarter].reshape(tall // 2, wide // 2)
        into[:] = plane[top // 2 : bottom // 2, left // 2 : right // 2]
    return np.asarray(cv2.cvtColor(cut, cv2.COLOR_YUV2BGR_I420), np.uint8)
