"""A real wall over RTSP whose every drawn box is written down beside the number of the picture under it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import numpy as np
import truth_eye
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ioc_desktop.demo.encode import GOP
from ioc_desktop.demo.render import DemoClip
from ioc_desktop.demo.streams import RtspServer
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.ui.video.surface import VideoSurface
from ioc_desktop.video import frame_stamp
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.types import StreamSpec
from ioc_desktop.vision import engine as vision_engine
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.overlay import Overlay
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.placement import Moment
from ioc_desktop.vision.results import AnalysisResult
from ioc_desktop.vision.tracks import Tracks
from ioc_desktop.vision.worker import main as real_main

LIMIT_S = 60.0


@dataclass(frozen=True)
class Drawn:
    """What was drawn over one picture when it came on the screen.

    Attributes:
        stream: place of the clip in the list.
        frame_no: the engine's number of the picture.
        stamp: the number burnt into its pixels, read from the mosaic.
        placed: boxes as the wall places them.
        newest: the newest result of that moment, as it came.
    """

    stream: int
    frame_no: int
    stamp: int
    placed: Tracks
    newest: AnalysisResult


def stamped(clip: DemoClip, number: int, folder: Path) -> Path:
    """The clip's small stream with each picture's number burnt in."""
    path = folder / f"overlay-{number}-{clip.sub.stem}.mp4"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    options = {"preset": "superfast", "crf": "18", "g": str(GOP), "bf": "0", "threads": "1"}
    with av.open(str(clip.sub)) as source, av.open(str(path), "w") as target:
        frames = source.decode(video=0)
        stream: Any = None
        for index, frame in enumerate(frames):
            if stream is None:
                stream = target.add_stream("libx264", rate=15, options=options)
                stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
            picture = frame.to_ndarray(format="bgr24")
            frame_stamp.write(picture, number * truth_eye.PER_CLIP + index)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        target.mux(stream.encode(None))
    return path


class WritingOverlay(Overlay):
    """The wall's overlay that keeps what it said."""

    def __init__(self, pixels: Callable[[str], np.ndarray | None]) -> None:
        super().__init__()
        self._pixels = pixels
        self._newest: dict[str, AnalysisResult] = {}
        self.drawn: dict[tuple[str, int], Drawn] = {}
        self.results: dict[tuple[str, int], AnalysisResult] = {}

    def take(self, stream_id: str, result: AnalysisResult, now_s: float) -> None:
        super().take(stream_id, result, now_s)
        self._newest[stream_id] = self.results[stream_id, result.frame_no] = result

    def at(self, stream_id: str, shown: Moment) -> Detections | None:
        seen = super().at(stream_id, shown)
        if seen is not None and (stream_id, shown.frame_no) not in self.drawn:
            pixels = self._pixels(stream_id)
            stamp = frame_stamp.read(pixels) if pixels is not None else None
            if stamp is not None:
                placed = self._streams[stream_id].sightings.who(shown)
                newest = self._newest[stream_id]
                drawn = Drawn(int(stream_id), shown.frame_no, stamp, placed, newest)
                self.drawn[stream_id, shown.frame_no] = drawn
        return seen


@dataclass(frozen=True)
class Run:
    """What one mode drew.

    Attributes:
        hold_s: by how much pictures were held back at the end, most of all streams.
        latency_ms: of the analysis, median.
    """

    drawn: list[Drawn]
    results: dict[tuple[str, int], AnalysisResult]
    hold_s: float
    latency_ms: float


class Bed:
    """Streams, decoders, the vision process and a window; open it with ``with``."""

    def __init__(self, clips: list[Path], pack: ModelPack, *, truth: bool) -> None:
        vision_engine.main = truth_eye.main if truth else real_main
        self._app = QApplication.instance() or QApplication([])
        self._server = RtspServer({f"/{number}": {"file": str(path)} for number, path in enumerate(clips)}).start()
        self._video = VideoEngine()
        self._video.start()
        self._vision = vision_engine.VisionEngine(pack=pack, slots=len(clips))
        self._vision.start()
        self._surface = VideoSurface(self._video, Theme(), vision=self._vision)
        self._overlay = WritingOverlay(self._pixels)
        self._surface._overlay = self._overlay
        self._surface.resize(1360, 880)
        contents = [
            TileContent(str(number), "", str(number), stream=StreamSpec(str(number), self._server.url(f"/{number}")))
            for number in range(len(clips))
        ]
        self._surface.show_wall(LAYOUTS["2x2"], contents)
        self._surface.set_analysis(fps=5.0, least_score=0.0)
        self._surface.show()
        self._streams = len(clips)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._surface.hide()
        self._vision.stop()
        self._video.stop()
        self._server.stop()
        self._surface.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _pixels(self, stream_id: str) -> np.ndarray | None:
        """What the window blits for a stream, BGRA [height, width, 4]."""
        tile = self._surface.tile(int(stream_id))
        if tile.page is None:
            return None
        box = tile.place.picture
        return self._video.mosaic.page(tile.page)[box.y : box.bottom, box.x : box.right]

    def _until(self, holds: Callable[[], object]) -> None:
        limit_s = time.monotonic() + LIMIT_S
        while not holds():
            if time.monotonic() > limit_s:
                raise SystemExit(f"the pipeline does not come up: {self._vision.problem or self._video.stats()}")
            QTest.qWait(50)

    def run(self, seconds: float, *, exact: bool) -> Run:
        """Draw for so long in one of the two modes, after it has settled."""
        self._surface.set_exact(exact=exact)
        overlay = self._overlay
        self._until(lambda: len({key for key, _ in overlay.results}) == self._streams)
        if exact:
            self._until(self._surface.hold_s)
        QTest.qWait(5000)
        overlay.drawn.clear()
        QTest.qWait(round(seconds * 1000))
        drawn, hold_s = list(overlay.drawn.values()), self._surface.hold_s()
        QTest.qWait(3000)  # results of what was drawn last
        latency_ms = float(np.median([result.latency_ms for result in overlay.results.values()]))
        return Run(drawn, dict(overlay.results), hold_s, latency_ms)
