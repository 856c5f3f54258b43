"""What is drawn over the streams of a wall, and how long their pictures wait for it. Window thread, no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ioc_desktop.vision.holding import AnalysisDelay
from ioc_desktop.vision.placement import Moment, Sightings

if TYPE_CHECKING:
    from ioc_desktop.vision.detections import Detections
    from ioc_desktop.vision.results import AnalysisResult


@dataclass(slots=True)
class _Stream:
    seen_s: float
    sightings: Sightings = field(default_factory=Sightings)
    delay: AnalysisDelay = field(default_factory=AnalysisDelay)


class Overlay:
    """Results by stream.

    *Live*: pictures are shown as they come, boxes move on to them. *Exact*: pictures are held back until the results
    around them are there.

    Attributes:
        exact: which of the two.
        waiting: streams whose pictures are held back in both.
    """

    def __init__(self) -> None:
        self.exact = False
        self.waiting: frozenset[str] = frozenset()
        self._streams: dict[str, _Stream] = {}

    def take(self, stream_id: str, result: AnalysisResult, now_s: float) -> None:
        """A stream's next result has arrived, by the monotonic clock at ``now_s``."""
        stream = self._streams.setdefault(stream_id, _Stream(now_s))
        stream.seen_s = now_s
        stream.sightings.add(result)
        stream.delay.note(result.captured_s, now_s)

    def at(self, stream_id: str, shown: Moment) -> Detections | None:
        """What is where in this picture of a stream; None where nobody has looked at it yet."""
        stream = self._streams.get(stream_id)
        return stream.sightings.at(shown) if stream is not None else None

    def seen_s(self, stream_id: str) -> float:
        """When the stream's last result arrived, plus what its pictures wait."""
        stream = self._streams.get(stream_id)
        return stream.seen_s + self._hold_s(stream_id, stream, stream.seen_s) if stream is not None else 0.0

    def holds_s(self, now_s: float) -> dict[str, float]:
        """Seconds by which each stream's pictures are held back; those at once are left out."""
        holds = {stream_id: self._hold_s(stream_id, stream, now_s) for stream_id, stream in self._streams.items()}
        return {stream_id: hold_s for stream_id, hold_s in holds.items() if hold_s > 0}

    def hold_s(self, stream_id: str, now_s: float) -> float:
        """Seconds by which one stream's pictures are held back."""
        stream = self._streams.get(stream_id)
        return self._hold_s(stream_id, stream, now_s) if stream is not None else 0.0

    def _hold_s(self, stream_id: str, stream: _Stream, now_s: float) -> float:
        return stream.delay.hold_s(now_s) if self.exact or stream_id in self.waiting else 0.0

    def keep_only(self, stream_ids: Iterable[str]) -> None:
        """Forget streams that are not shown any more."""
        shown = set(stream_ids)
        for gone in self._streams.keys() - shown:
            del self._streams[gone]
