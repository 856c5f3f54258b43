"""The numbers of ``--stats``: what was decoded, painted, analysed, and what it cost."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ioc_desktop.ui.video.heartbeat import Heartbeat
    from ioc_desktop.ui.video.surface import VideoSurface
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine


def measure(
    surface: VideoSurface | None,
    video: VideoEngine,
    vision: VisionEngine | None,
    heartbeat: Heartbeat,
    *,
    seconds: float,
) -> dict[str, Any]:
    """The shape of ``--stats`` for what is on the surface now; no tiles without a surface."""
    decoded: dict[str, Any] = video.stats()
    tiles = _with_painted(decoded["tiles"], surface) if surface is not None else []
    return {
        "seconds": round(seconds, 2),
        "tiles": tiles,
        "analysis": vision.stats() if vision is not None else None,
        "ui_delay_ms": heartbeat.summary(),
        "cpu_seconds": {
            "window": round(time.process_time(), 3),
            "video": decoded["cpu_seconds"]["video"],
            "vision": round(vision.cpu_seconds(), 3) if vision is not None else 0.0,
        },
        "rss_mb": {
            "window": resident_mb(),
            "video": decoded["rss_mb"]["video"],
            "vision": round(vision.rss_mb(), 1) if vision is not None else 0.0,
        },
    }


def _with_painted(tiles: list[dict[str, Any]], surface: VideoSurface) -> list[dict[str, Any]]:
    """The engine counts what it decoded, in order of slots; the surface what it painted."""
    streams = surface.stream_ids()
    if len(streams) != len(tiles):  # the engine could not take them, for want of memory
        return [tile | {"painted": 0} for tile in tiles]
    return [tile | {"painted": surface.painted[stream]} for tile, stream in zip(tiles, streams, strict=True)]


def resident_mb() -> float:
    """Memory of this process in RAM, MB (2**20); 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
    except (OSError, ValueError, AttributeError):
        return 0.0
