"""Which shown streams feed the model, and what the model last saw on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.detections import Detections
    from ioc_desktop.vision.engine import VisionEngine

ANALYSIS_FPS = 5.0


class AnalysisFeed:
    """Keeps a slot of the model's buffer per shown stream.

    A slot that a stream leaves is given out again as late as possible, so that a late answer about the old stream
    rarely meets the new one.
    """

    def __init__(self, video: VideoEngine, vision: VisionEngine | None) -> None:
        self._video = video
        self._vision = vision
        self._fps = ANALYSIS_FPS
        self._feeding = False
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._next = 0

    def set_rate(self, fps: float) -> None:
        """Pictures per second and stream; 0 for none."""
        if fps != self._fps:
            self._fps = fps
            self._declare()

    def show(self, stream_ids: Iterable[str]) -> None:
        """Analyse exactly these streams."""
        if self._vision is None:
            return
        wanted = dict.fromkeys(stream_ids)
        for gone in [stream_id for stream_id in self._slots if stream_id not in wanted]:
            self._free.append(self._slots.pop(gone))
        for stream_id in wanted:
            if stream_id not in self._slots:
                self._slots[stream_id] = self._take_slot()
        self._declare()

    def _declare(self) -> None:
        """Decoders prepare pictures only for a model that looks at them."""
        if self._vision is None:
            return
        self._feeding = self._vision.is_running
        self._video.analyse(self._slots if self._feeding else {}, self._vision.buffer, self._fps)

    def _take_slot(self) -> int:
        assert self._vision is not None
        if self._next < self._vision.buffer.slots:
            self._next += 1
            return self._next - 1
        return self._free.pop(0)

    def poll(self) -> dict[str, Detections]:
        """New results by stream id."""
        if self._vision is None:
            return {}
        results = self._vision.poll()
        if self._vision.is_running != self._feeding and self._slots:
            self._declare()
        if not results:
            return {}
        streams = {slot: stream_id for stream_id, slot in self._slots.items()}
        return {streams[slot]: result.detections for slot, result in results.items() if slot in streams}
