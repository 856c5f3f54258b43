"""Pictures for the model: one newest-wins slot per stream in shared memory.

One process writes a slot, one reads it. A slot has two pages: the writer fills the page that is not published and
then publishes, so the reader never waits; a reader slower than a whole frame notices and returns nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import FrameGeometry, Mode
from ioc_desktop.video.shared_block import InShared, SharedBlock
from ioc_desktop.video.types import Picture

_MODES: tuple[Mode, ...] = ("stretch", "top_left", "centre")
_HEADER = np.dtype(
    [("slots", "<u4"), ("width", "<u4"), ("height", "<u4"), ("mode", "<u4"), ("pad", "<u4"), ("_", "<u4", 11)]
)
_PAGE = np.dtype(
    [
        ("frame_no", "<u8"),
        ("pts_s", "<f8"),
        ("captured_s", "<f8"),
        ("source_width", "<u4"),
        ("source_height", "<u4"),
    ],
)
_SLOT = np.dtype(
    [
        ("started", "<u8"),  # number of the frame being written or last written
        ("published", "<u8"),  # number of the newest complete frame, 0 = none
        ("taken", "<u8"),  # number of the newest frame that the reader began to take
        ("torn", "<u8"),  # frames that were overwritten while the reader took them
        ("written", "<u8"),
        ("dropped", "<u8"),
        ("pages", _PAGE, 2),
    ],
)


@dataclass(frozen=True)
class AnalysisFrame:
    """One picture taken out of the buffer.

    Attributes:
        seq: pass it as ``newer_than_seq`` of the next read.
        picture: BGR uint8 [height, width, 3] of the buffer's geometry, the reader's own copy.
        frame_no: the stream's number of this picture, the same as in ``TileUpdate``.
        pts_s: the stream's own time.
        captured_s: when it was decoded, monotonic clock.
        source_width: px of the stream's picture.
        source_height: px.
    """

    seq: int
    picture: Picture
    frame_no: int
    pts_s: float
    captured_s: float
    source_width: int
    source_height: int


class AnalysisBuffer(InShared):
    """Shared slots of BGR pictures of one geometry; make it with ``create`` or ``attach``."""

    def __init__(self, block: SharedBlock) -> None:
        super().__init__(block)
        header = np.frombuffer(block.buffer, _HEADER, 1)[0]
        self.slots = int(header["slots"])
        self.geometry = FrameGeometry(
            int(header["width"]),
            int(header["height"]),
            _MODES[int(header["mode"])],
            int(header["pad"]),
        )
        self._table: NDArray[np.void] = np.frombuffer(block.buffer, _SLOT, self.slots, _HEADER.itemsize)
        shape = (self.slots, 2, self.geometry.height, self.geometry.width, 3)
        offset = _HEADER.itemsize + _SLOT.itemsize * self.slots
        self._pages: Picture = np.frombuffer(block.buffer, np.uint8, int(np.prod(shape)), offset).reshape(shape)

    @classmethod
    def create(cls, slots: int, geometry: FrameGeometry) -> "AnalysisBuffer":
        """A new buffer owned by this process; a slot takes memory when its first picture is written.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        pixels = slots * 2 * geometry.width * geometry.height * 3
        block = SharedBlock.create(_HEADER.itemsize + _SLOT.itemsize * slots + pixels)
        block.reserve(0, _HEADER.itemsize + _SLOT.itemsize * slots)
        header = np.frombuffer(block.buffer, _HEADER, 1)
        header[0] = (slots, geometry.width, geometry.height, _MODES.index(geometry.mode), geometry.pad, 0)
        return cls(block)

    def reserve(self, slot: int) -> None:
        """Make sure that there is memory for a slot; its writer calls this before its first picture.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        size = self._pages[slot].nbytes
        self._block.reserve(_HEADER.itemsize + _SLOT.itemsize * self.slots + slot * size, size)

    def write(  # noqa: PLR0917  (one call site per decoder; the meta data of a frame belong together)
        self,
        slot: int,
        fill: Callable[[Picture], None],
        frame_no: int,
        pts_s: float,
        captured_s: float,
        source_size: tuple[int, int],
    ) -> None:
        """Publish a picture; ``fill`` writes all of the [height, width, 3] BGR array, padding included."""
        row = self._table[slot]
        published = int(row["published"])
        if published > int(row["taken"]):
            row["dropped"] += 1
        number = published + 1
        row["started"] = number
        page = number % 2
        fill(self._pages[slot, page])
        row["pages"][page] = (frame_no, pts_s, captured_s, *source_size)
        row["written"] += 1
        row["published"] = number

    def read(self, slot: int, newer_than_seq: int = 0) -> AnalysisFrame | None:
        """The newest picture of a slot if it is newer than ``newer_than_seq``; None if not, or if torn."""
        row = self._table[slot]
        number = int(row["published"])
        if number <= newer_than_seq:
            return None
        page = number % 2
        row["taken"] = number  # before the copy: the writer must not count as dropped what is being taken
        picture = self._pages[slot, page].copy()
        meta = row["pages"][page].copy()
        if int(row["started"]) > number + 1:
            row["torn"] += 1
            return None
        return AnalysisFrame(
            number,
            picture,
            int(meta["frame_no"]),
            float(meta["pts_s"]),
            float(meta["captured_s"]),
            int(meta["source_width"]),
            int(meta["source_height"]),
        )

    def newest(self, slot: int) -> int:
        """Number of a slot's newest picture, 0 before the first."""
        return int(self._table[slot]["published"])

    @property
    def written(self) -> int:
        """Pictures published in all slots."""
        return int(self._table["written"].sum())

    @property
    def dropped(self) -> int:
        """Pictures overwritten before anybody had taken them, in all slots."""
        return int(self._table["dropped"].sum() + self._table["torn"].sum())
