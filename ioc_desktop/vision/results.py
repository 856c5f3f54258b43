"""What the vision process found, in shared memory: one newest-wins row per stream, and the process's own pulse.

The vision process writes, the window reads. A row being written is seen as such and read at the next poll.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.shared_block import InShared, SharedBlock
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.tracks import Tracks

MOST_BOXES = 100
Mode = Literal["detector", "motion"]
MODES: tuple[Mode, ...] = ("detector", "motion")

_PULSE = np.dtype(
    [
        ("beat_s", "<f8"),  # monotonic clock
        ("frames", "<u8"),
        ("skipped", "<u8"),
        ("cpu_s", "<f8"),
        ("rss_mb", "<f8"),
    ]
)
_ROW = np.dtype(
    [
        ("started", "<u8"),
        ("published", "<u8"),
        ("frame_no", "<u8"),
        ("pts_s", "<f8"),
        ("captured_s", "<f8"),
        ("done_s", "<f8"),
        ("mode", "<u4"),
        ("count", "<u4"),
        ("boxes", "<f4", (MOST_BOXES, 4)),
        ("scores", "<f4", MOST_BOXES),
        ("classes", "<i4", MOST_BOXES),
        ("tracked", "<u4"),
        ("ids", "<i8", MOST_BOXES),
        ("track_boxes", "<f4", (MOST_BOXES, 4)),
        ("track_scores", "<f4", MOST_BOXES),
        ("track_classes", "<i4", MOST_BOXES),
        ("velocities", "<f4", (MOST_BOXES, 2)),
        ("seen", "?", MOST_BOXES),
    ]
)
_TRACK_FIELDS = ("ids", "track_boxes", "track_scores", "track_classes", "velocities", "seen")
"""In the order of ``Tracks``."""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What was seen in one frame of one stream.

    Attributes:
        frame_no: the stream's number of that frame, as in ``TileUpdate``.
        pts_s: the stream's own time.
        detections: boxes in 0–1 of the source.
        latency_ms: from decoding the frame to having this result.
        mode: which labels the classes refer to.
        tracks: who was where, also those who were hidden for a moment.
        captured_s: when the frame was decoded, monotonic clock; 0 where nobody measured it.
    """

    frame_no: int
    pts_s: float
    detections: Detections
    latency_ms: float
    mode: Mode = "detector"
    tracks: Tracks = field(default_factory=Tracks.empty)
    captured_s: float = 0.0

    @property
    def shown(self) -> Detections:
        """What is drawn: road users with a model, all that moves without one."""
        if self.mode == "motion":
            return self.detections
        return Detections(self.tracks.boxes, self.tracks.scores, self.tracks.classes)


class ResultBox(InShared):
    """Rows of results; make it with ``create`` or ``attach``."""

    def __init__(self, block: SharedBlock) -> None:
        super().__init__(block)
        slots = self.slots = (len(block.buffer) - _PULSE.itemsize) // _ROW.itemsize
        self._pulse: NDArray[np.void] = np.frombuffer(block.buffer, _PULSE, 1)
        self._rows: NDArray[np.void] = np.frombuffer(block.buffer, _ROW, slots, _PULSE.itemsize)

    @classmethod
    def create(cls, slots: int) -> "ResultBox":
        return cls(SharedBlock.create(_PULSE.itemsize + _ROW.itemsize * slots))

    def write(self, slot: int, result: AnalysisResult, captured_s: float, done_s: float) -> None:
        """Publish a result; at most ``MOST_BOXES`` objects, the surest."""
        row, found = self._rows[slot], result.detections
        if len(found) > MOST_BOXES:
            found = found.best(MOST_BOXES)
        number = int(row["published"]) + 1
        row["started"] = number
        row["frame_no"], row["pts_s"] = result.frame_no, result.pts_s
        row["captured_s"], row["done_s"] = captured_s, done_s
        row["mode"], row["count"] = MODES.index(result.mode), len(found)
        row["boxes"][: len(found)] = found.boxes
        row["scores"][: len(found)] = found.scores
        row["classes"][: len(found)] = found.classes
        _write_tracks(row, result.tracks)
        row["published"] = number

    def published(self) -> NDArray[np.uint64]:
        """Number of each row's newest result, 0 before the first; a copy."""
        numbers: NDArray[np.uint64] = self._rows["published"].copy()
        return numbers

    def read(self, slot: int) -> tuple[int, AnalysisResult] | None:
        """Number and content of a row's newest result; None while it is being written."""
        row = self._rows[slot]
        number = int(row["published"])
        copied = row.copy()
        if number == 0 or int(row["started"]) != number or int(copied["published"]) != number:
            return None
        count = min(int(copied["count"]), MOST_BOXES)
        found = Detections(copied["boxes"][:count], copied["scores"][:count], copied["classes"][:count])
        captured_s = float(copied["captured_s"])
        latency_ms = 1000 * (float(copied["done_s"]) - captured_s)
        mode = MODES[int(copied["mode"])]
        frame_no, pts_s = int(copied["frame_no"]), float(copied["pts_s"])
        return number, AnalysisResult(frame_no, pts_s, found, latency_ms, mode, _read_tracks(copied), captured_s)

    def beat(self, now_s: float, frames: int, cpu_s: float, rss_mb: float) -> None:
        """The vision process is alive and has looked at so many frames."""
        self._pulse[0] = (now_s, frames, int(self._pulse[0]["skipped"]), cpu_s, rss_mb)

    def add_skipped(self, count: int) -> None:
        """So many more pictures were answered without the model."""
        self._pulse["skipped"] += count

    @property
    def beat_s(self) -> float:
        """Time of the last beat, monotonic; 0 before the first."""
        return float(self._pulse[0]["beat_s"])

    @property
    def frames(self) -> int:
        return int(self._pulse[0]["frames"])

    @property
    def skipped(self) -> int:
        """How many of ``frames`` were answered without the model."""
        return int(self._pulse[0]["skipped"])

    @property
    def cpu_s(self) -> float:
        """CPU time of the present process."""
        return float(self._pulse[0]["cpu_s"])

    @property
    def rss_mb(self) -> float:
        return float(self._pulse[0]["rss_mb"])

    def clear_pulse(self) -> None:
        self._pulse[0] = (0, 0, 0, 0, 0)


def _write_tracks(row: np.void, tracks: Tracks) -> None:
    """At most ``MOST_BOXES``, the surest."""
    if len(tracks) > MOST_BOXES:
        tracks = tracks[np.argsort(-tracks.scores, kind="stable")[:MOST_BOXES]]
    count = row["tracked"] = len(tracks)
    arrays = (tracks.ids, tracks.boxes, tracks.scores, tracks.classes, tracks.velocities, tracks.seen)
    for name, array in zip(_TRACK_FIELDS, arrays, strict=True):
        row[name][:count] = array


def _read_tracks(row: np.void) -> Tracks:
    count = min(int(row["tracked"]), MOST_BOXES)
    return Tracks(*(row[name][:count] for name in _TRACK_FIELDS))
