"""What follows detection, stream by stream: who is who, and what rules say of it. Runs in the vision process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from ioc_desktop.video.analysis import AnalysisFrame
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.types import Picture
from ioc_desktop.vision import snapshot
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.privacy.finder import FaceFinder
from ioc_desktop.vision.rules.constants import USUAL_FPS
from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import Rule, RuleEvent, View
from ioc_desktop.vision.signals.clock import Words
from ioc_desktop.vision.tracking.tracker import Tracker
from ioc_desktop.vision.tracks import Tracks
from ioc_desktop.vision.worker import Seen, Snapshot, Watch

_VIETNAM = timezone(timedelta(hours=7))
_NO_WORDS = Words()


class StreamWatch:
    """One stream's tracker and rules.

    Args:
        labels: classes of the model in use.
        sure: score from which an object may be new.
        geometry: of the pictures that come.
        faces: says what is covered in the pictures of events; None leaves that unknown.
    """

    def __init__(
        self, labels: Sequence[str], sure: float, geometry: FrameGeometry, faces: FaceFinder | None = None
    ) -> None:
        self._labels, self._sure, self._geometry = tuple(labels), sure, geometry
        self._faces = faces or FaceFinder()
        self._order: Watch | None = None
        self._last = (0.0, time.time())
        self._restart(USUAL_FPS)
        self._arm(())

    def _restart(self, fps: float) -> None:
        self._tracker = Tracker(self._labels, fps, sure=self._sure)

    def _arm(self, rules: Sequence[Rule]) -> None:
        self._rules = RuleSet(rules, self._labels)

    def follow(self, order: Watch) -> list[Seen]:
        """Watch what is ordered; events that lasted on another stream or with another rule end.

        The same stream with the same rules goes on undisturbed.
        """
        before, self._order = self._order, order
        if before == order:
            return []
        if before is None or before.stream != order.stream or before.fps != order.fps:
            self._restart(order.fps)
        pts_s, at = self._last
        ended = self._rules.finish(pts_s)
        self._arm(order.rules)
        return [Seen(before.camera, event, 0, pts_s, at) for event in ended] if before else []

    def look(self, frame: AnalysisFrame, detections: Detections, words: Words = _NO_WORDS) -> tuple[Tracks, list[Seen]]:
        """Who is where in a picture, and what that means.

        Args:
            words: what a feed says of signals.
        """
        aspect = frame.source_width / max(frame.source_height, 1)
        tracks = self._tracker.step(detections, frame.pts_s, aspect)
        if self._order is None or not self._order.rules:
            return tracks, []
        at = time.time() - (time.monotonic() - frame.captured_s)
        self._last = (frame.pts_s, at)
        view = View(
            time_s=frame.pts_s,
            tracks=tracks,
            aspect=aspect,
            picture=self._picture(frame) if self._rules.needs_picture else None,
            signals=words.shifted(frame.pts_s - frame.captured_s),
            local_minute=_local_minute(at),
        )
        camera, said = self._order.camera, self._rules.step(view)
        raised = [event for event in said if event.phase == "raised"]
        shots = self._shots(frame, tracks, aspect, raised) if raised else {}
        return tracks, [
            Seen(camera, event, frame.frame_no, frame.pts_s, at, shots.get((event.rule, event.number)))
            for event in said
        ]

    def _shots(
        self,
        frame: AnalysisFrame,
        tracks: Tracks,
        aspect: float,
        raised: Sequence[RuleEvent],
    ) -> dict[tuple[str, int], Snapshot]:
        """The picture for each event that begins in it, compressed once, and where faces are in it."""
        picture = self._picture(frame)
        jpeg, found = snapshot.compressed(picture, aspect), self._faces.find(picture, tracks, aspect)
        faces, by = (found.listed, found.by) if found else (None, "")
        return {
            (event.rule, event.number): Snapshot(jpeg, snapshot.marked(event, tracks, frame.pts_s), faces, by)
            for event in raised
        }

    def _picture(self, frame: AnalysisFrame) -> Picture:
        """The frame without its bars."""
        place = self._geometry.place(frame.source_width, frame.source_height)
        return frame.picture[place.y : place.y + place.height, place.x : place.x + place.width]


def _local_minute(at: float) -> tuple[int, int]:
    """Minute of the day and weekday in Vietnam at a Unix time."""
    moment = datetime.fromtimestamp(at, UTC).astimezone(_VIETNAM)
    return moment.hour * 60 + moment.minute, moment.weekday()
