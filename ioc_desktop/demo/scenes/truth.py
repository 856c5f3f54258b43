"""What is exactly in every frame of a clip, and its file beside the clip."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OBJECT_KEYS = ("track_id", "kind", "box", "visibility", "lane", "plate", "x_m", "y_m", "speed_mps", "obeys")


@dataclass(frozen=True)
class TruthObject:
    """One object in one frame.

    kind: COCO name (person, bicycle, car, motorcycle, bus, truck). box: x1, y1, x2, y2 as shares of the picture, around
    the whole object as drawn before nearer things cover it, cut at the picture's edge. visibility: share of its drawn
    pixels that nothing covers, less while it fades in or out at the end of its lane. x_m, y_m: ground point in front of
    the camera (right, ahead). obeys: False for those who run the red light.
    """

    track_id: int
    kind: str
    box: tuple[float, float, float, float]
    visibility: float
    lane: str
    plate: str
    x_m: float
    y_m: float
    speed_mps: float
    obeys: bool = True


@dataclass(frozen=True)
class TruthFrame:
    """All objects of a frame, nearest last, and the state of the scene's traffic lights and river."""

    frame_no: int
    time_s: float
    signals: dict[str, str]
    objects: tuple[TruthObject, ...]
    water_level_m: float | None = None


@dataclass(frozen=True)
class ClipTruth:
    """Ground truth of a clip."""

    camera: str
    fps: int
    width: int
    height: int
    frames: tuple[TruthFrame, ...]


def save(truth: ClipTruth, path: Path) -> None:
    """Write the truth as gzip JSON; the same truth gives the same bytes."""
    head = {"camera": truth.camera, "fps": truth.fps, "width": truth.width, "height": truth.height}
    body = {**head, "object_keys": _OBJECT_KEYS, "frames": [_frame_row(frame) for frame in truth.frames]}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(text, 6, mtime=0))


def load(path: Path) -> ClipTruth:
    """Read a truth file written by `save`."""
    body: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    frames = tuple(_frame(row) for row in body["frames"])
    return ClipTruth(body["camera"], body["fps"], body["width"], body["height"], frames)


def _frame_row(frame: TruthFrame) -> dict[str, Any]:
    return {
        "n": frame.frame_no,
        "t": round(frame.time_s, 4),
        "signals": frame.signals,
        "level": frame.water_level_m,
        "objects": [[getattr(o, key) for key in _OBJECT_KEYS] for o in frame.objects],
    }


def _frame(row: dict[str, Any]) -> TruthFrame:
    objects: Sequence[list[Any]] = row["objects"]
    found = tuple(TruthObject(o[0], o[1], tuple(o[2]), *o[3:]) for o in objects)
    return TruthFrame(row["n"], row["t"], row["signals"], found, row["level"])
