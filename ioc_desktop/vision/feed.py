"""Whose pictures go to the model: slots of its buffer for the streams that anybody wants looked at.

Several places want that at once: the wall its tiles, the page of rules its camera, the watch its armed cameras. Each
says what it wants; a stream that several want is looked at once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ioc_desktop.vision.orders import Assignment
from ioc_desktop.vision.rules.constants import USUAL_FPS

if TYPE_CHECKING:
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.results import AnalysisResult


@dataclass(frozen=True)
class Wish:
    """One stream that somebody wants looked at.

    Attributes:
        fps: pictures a second; None for the usual rate.
        is_armed: whether the camera's rules run on it: on one stream of a camera, not on two.
    """

    fps: float | None = None
    is_armed: bool = False


class AnalysisFeed:
    """Window thread. One for the whole program, at ``VisionEngine.feed``.

    A slot that a stream leaves is given out again as late as possible, so that a late answer about the old stream
    rarely meets the new one.
    """

    def __init__(self, video: VideoEngine, vision: VisionEngine) -> None:
        self._video, self._vision = video, vision
        self._fps = USUAL_FPS
        self._feeding = False
        self._wishes: dict[Hashable, Mapping[str, Wish]] = {}
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._next = 0
        self._fresh: dict[Hashable, dict[str, AnalysisResult]] = {}

    def set_rate(self, fps: float) -> None:
        """Usual pictures per second and stream; 0 for none of any."""
        if fps != self._fps:
            self._fps = fps
            self._declare()

    def show(self, owner: Hashable, stream_ids: Iterable[str]) -> None:
        """``owner`` wants exactly these streams looked at, at the usual rate."""
        self.want(owner, dict.fromkeys(stream_ids, Wish()))

    def want(self, owner: Hashable, wishes: Mapping[str, Wish]) -> None:
        """``owner`` wants exactly these streams looked at."""
        if wishes == self._wishes.get(owner, {}):
            return
        if wishes:
            self._wishes[owner] = dict(wishes)
        else:
            self._wishes.pop(owner, None)
            self._fresh.pop(owner, None)
        wanted = self._all()
        for gone in [stream_id for stream_id in self._slots if stream_id not in wanted]:
            self._free.append(self._slots.pop(gone))
        for stream_id, wish in wanted.items():
            if stream_id not in self._slots and (slot := self._take_slot(wanted, wish)) is not None:
                self._slots[stream_id] = slot
        self._declare()

    @property
    def slots(self) -> Mapping[str, int]:
        """Stream id → slot of its pictures and results."""
        return self._slots

    def _all(self) -> dict[str, Wish]:
        """Every wanted stream: the highest of the rates, armed if anybody armed it; armed ones first."""
        merged: dict[str, Wish] = {}
        for wishes in self._wishes.values():
            for stream_id, wish in wishes.items():
                other = merged.get(stream_id, wish)
                rates = [rate for rate in (wish.fps, other.fps) if rate is not None]
                merged[stream_id] = Wish(max(rates, default=None), wish.is_armed or other.is_armed)
        return dict(sorted(merged.items(), key=lambda pair: not pair[1].is_armed))

    def _declare(self) -> None:
        """Decoders prepare pictures only for a model that looks at them."""
        self._feeding = self._vision.is_running
        wanted = self._all()
        rates = {stream_id: wish.fps for stream_id, wish in wanted.items() if wish.fps is not None}
        self._video.analyse(self._slots if self._feeding else {}, self._vision.buffer, self._fps, rates)
        self._vision.orders.assign(
            {
                slot: Assignment(
                    stream_id, camera_of(stream_id), rates.get(stream_id, self._fps), wanted[stream_id].is_armed
                )
                for stream_id, slot in self._slots.items()
            }
        )

    def _take_slot(self, wanted: Mapping[str, Wish], wish: Wish) -> int | None:
        """None when the buffer has no room: that stream is not looked at. Armed ones take the room of others."""
        if self._next < self._vision.buffer.slots:
            self._next += 1
            return self._next - 1
        if self._free:
            return self._free.pop(0)
        idle = next((stream_id for stream_id in self._slots if not wanted[stream_id].is_armed), None)
        return self._slots.pop(idle) if wish.is_armed and idle is not None else None

    def poll(self, owner: Hashable) -> dict[str, AnalysisResult]:
        """The newest results of the owner's streams that it has not had yet, by stream id."""
        results = self._vision.poll()
        if self._vision.is_running != self._feeding and self._slots:
            self._declare()
        if results:
            streams = {slot: stream_id for stream_id, slot in self._slots.items()}
            self._share({streams[slot]: result for slot, result in results.items() if slot in streams})
        return self._fresh.pop(owner, {})

    def _share(self, results: Mapping[str, AnalysisResult]) -> None:
        for owner, wishes in self._wishes.items():
            wanted = {stream_id: result for stream_id, result in results.items() if stream_id in wishes}
            if wanted:
                self._fresh.setdefault(owner, {}).update(wanted)


def camera_of(stream_id: str) -> str:
    """Key of the camera that a stream shows: ``<camera>/main`` and ``<camera>/sub`` are one."""
    head, _, quality = stream_id.rpartition("/")
    return head if head and quality in {"main", "sub"} else stream_id
