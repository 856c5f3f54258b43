"""What decoders publish about their streams: facts in shared memory, one row per stream, no message per frame.

Every field has one writer. A number of up to 8 bytes is written in one piece on the processors that this runs on;
``seq`` is written last, so whoever sees a new ``seq`` sees the picture and the facts that belong to it.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.shared_block import SharedBlock

ROWS = 1024
WORKERS = 32

_ROW = np.dtype(
    [
        ("seq", "<u8"),  # pictures published in the mosaic
        ("generation", "<u4"),  # of the mosaic that holds the newest picture
        ("page", "<u4"),
        ("shown_no", "<u8", 2),  # of the frame in each page; older than ``frame_no`` where pictures are held back
        ("shown_pts_s", "<f8", 2),
        ("frame_no", "<u8"),
        ("pts_s", "<f8"),
        ("published_s", "<f8"),
        ("last_frame_s", "<f8"),  # 0 before the first
        ("same_since_s", "<f8"),  # 0 while pictures differ
        ("deadline_s", "<f8"),  # the thread is stuck if it is silent after this; 0 = it may sleep
        ("decoded", "<u8"),
        ("dropped", "<u8"),
        ("errors", "<u8"),
        ("phase", "<u4"),
        ("attempt", "<u4"),
        ("connections", "<u4"),
        ("width", "<u4"),
        ("height", "<u4"),
        ("codec", "S16"),
        ("fps", "<f4"),
        ("latency_ms", "<f4"),  # NaN without a mark
    ],
    align=True,
)
_WORKER = np.dtype([("beat_s", "<f8"), ("cpu_s", "<f8"), ("rss_mb", "<f8"), ("pid", "<u8")])


class Phase(IntEnum):
    """What a stream's thread is doing."""

    IDLE = 0
    CONNECTING = 1
    STREAMING = 2
    WAITING = 3
    ENDED = 4
    """A file that is not repeated came to its end."""


class StatusTable:
    """The table over a shared block; ``rows`` and ``workers`` are arrays over the same memory."""

    def __init__(self, block: SharedBlock) -> None:
        self.block = block
        self.rows: NDArray[np.void] = np.frombuffer(block.buffer, _ROW, ROWS)
        self.workers: NDArray[np.void] = np.frombuffer(block.buffer, _WORKER, WORKERS, _ROW.itemsize * ROWS)

    @classmethod
    def create(cls) -> "StatusTable":
        block = SharedBlock.create(cls.size())
        block.reserve(0, cls.size())
        return cls(block)

    @classmethod
    def attach(cls, name: str) -> "StatusTable":
        return cls(SharedBlock.attach(name, cls.size()))

    @staticmethod
    def size() -> int:
        """Bytes."""
        return _ROW.itemsize * ROWS + _WORKER.itemsize * WORKERS

    def clear_row(self, row: int) -> None:
        self.rows[row] = np.zeros((), _ROW)
        self.rows["latency_ms"][row] = np.nan

    def close(self) -> None:
        self.block.close()
