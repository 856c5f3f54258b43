"""The work of the reading process: results in, one picture read at a time, a plate out per vehicle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta, timezone

import cv2
import numpy as np

from ioc_desktop.core.clock import Clock
from ioc_desktop.video.detail_ring import Detail, DetailRing
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.plates.orders import PlateOrder, ReadPlate
from ioc_desktop.vision.plates.spotter import SeenPlate
from ioc_desktop.vision.plates.vehicles import Crop, Vehicle, Vehicles
from ioc_desktop.vision.plates.voting import TrackPlate
from ioc_desktop.vision.results import AnalysisResult, ResultBox
from ioc_desktop.vision.rules.geometry import Area
from ioc_desktop.vision.rules.kinds import MOTION, limit_of, wanted_classes
from ioc_desktop.vision.rules.model import Rule
from ioc_desktop.vision.rules.scene import class_mask
from ioc_desktop.vision.rules.schedule import is_armed
from ioc_desktop.vision.tracks import Tracks

Look = Callable[[Picture], SeenPlate | None]
LEAST_SCORE, LEAST_ALONE = 0.6, 0.9
"""Below, what the pictures of a vehicle say together is not told; the second if a single picture says it."""
_CUT = 0.985
"""A vehicle that reaches the picture's lower edge has lost its plate there."""
AGAIN_S = 30.0
"""The same plate at the same camera is told once in so long, unless the rule has its own cool-down."""
_MOST_TOLD = 500
_MARGIN = 0.04
_TALL = 1.3
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 82)
_VIETNAM = timezone(timedelta(hours=7))


class StreamPlates:
    """One stream under order."""

    def __init__(self, order: PlateOrder) -> None:
        self.order = order
        self.vehicles = Vehicles()
        self.seen = 0
        self._told: dict[str, float] = {}

    def follow(self, order: PlateOrder) -> None:
        """The rules changed; the vehicles stay."""
        self.order = order

    def gather(self, result: AnalysisResult, ring: DetailRing, now_s: float, local_minute: tuple[int, int]) -> None:
        """Take pictures of the vehicles that are where a rule wants them."""
        tracks = result.tracks
        labels = self.order.labels if result.mode == "detector" else (MOTION,)
        for index in self._wanted(tracks, labels, local_minute):
            foot = (float(tracks.feet[index, 0]), float(tracks.feet[index, 1]))
            track = int(tracks.ids[index])
            if not self.vehicles.see(track, foot, now_s) or foot[1] > _CUT:
                continue
            x1, y1, x2, y2 = (float(side) for side in tracks.boxes[index])
            dx, dy = (x2 - x1) * _MARGIN, (y2 - y1) * _MARGIN
            box = (x1 - dx, y1 - dy, x2 + dx, y2 + dy)
            detail = ring.cut(self.order.detail, result.frame_no, result.pts_s, box)
            if detail is not None and detail.picture.shape[0] >= self._least_px():
                self.vehicles.offer(track, below_riders(detail))

    def _wanted(self, tracks: Tracks, labels: tuple[str, ...], local_minute: tuple[int, int]) -> list[int]:
        found = np.zeros(len(tracks), np.bool_)
        for rule in self.order.rules:
            if is_armed(rule.schedule, local_minute):
                found |= _marked(rule, tracks, labels)
        return [int(index) for index in np.flatnonzero(found & tracks.seen)]

    def _least_px(self) -> float:
        return min((limit_of(rule) for rule in self.order.rules), default=0.0)

    def is_new(self, text: str, at_s: float) -> bool:
        """Whether this plate was not told of late; notes it."""
        again_s = max((rule.cool_down_s for rule in self.order.rules), default=0.0) or AGAIN_S
        before = self._told.pop(text, None)
        self._told[text] = at_s
        if len(self._told) > _MOST_TOLD:
            del self._told[next(iter(self._told))]
        return before is None or at_s - before >= again_s


class PlateLoop:
    """``turn`` does a little and says whether there was any; used by one thread.

    Args:
        results: of every vision process.
        look: finds and reads the plate of one vehicle's picture.
        say: takes what was read.
    """

    def __init__(
        self,
        results: Sequence[ResultBox],
        ring: DetailRing,
        look: Look,
        say: Callable[[ReadPlate], object],
        clock: Clock,
    ) -> None:
        self._results, self._ring = results, ring
        self._look, self._say, self._clock = look, say, clock
        self._streams: dict[int, StreamPlates] = {}

    @property
    def streams(self) -> dict[int, StreamPlates]:
        """By slot of results."""
        return self._streams

    def obey(self, order: PlateOrder) -> None:
        """Read a stream, or stop reading it."""
        stream = self._streams.get(order.slot)
        if not order.rules:
            self._streams.pop(order.slot, None)
        elif stream is not None and _is_same(stream.order, order):
            stream.follow(order)
        else:
            self._streams[order.slot] = fresh = StreamPlates(order)
            fresh.seen = int(self._results[order.box].published()[order.slot])

    def turn(self) -> bool:
        """Gather what all streams have, then read the one picture that has waited for its turn."""
        now_s = self._clock.monotonic()
        for number, each in self._streams.items():
            self._gather(number, each, now_s)
            self._dismiss(each, now_s)
        turns = [(turn, slot) for slot, each in self._streams.items() if (turn := each.vehicles.turn(now_s))]
        stream = self._streams[min(turns)[1]] if turns else None
        crop = stream.vehicles.next(now_s) if stream is not None else None
        if stream is None or crop is None:
            return False
        plate = stream.vehicles.judge(crop, self._look(crop.detail.picture))
        if plate is not None:
            self._tell(stream, crop.track, stream.vehicles.vehicle(crop.track), plate, since_s=now_s)
        return True

    def _gather(self, slot: int, stream: StreamPlates, now_s: float) -> None:
        read = self._results[stream.order.box].read(slot)
        if read is None or read[0] == stream.seen:
            return
        stream.seen = read[0]
        moment = self._clock.now().astimezone(_VIETNAM)
        stream.gather(read[1], self._ring, now_s, (moment.hour * 60 + moment.minute, moment.weekday()))

    def _dismiss(self, stream: StreamPlates, now_s: float) -> None:
        for track, vehicle, plate in stream.vehicles.leave(now_s):
            if plate is not None:
                self._tell(stream, track, vehicle, plate, since_s=vehicle.last_s)

    def _tell(self, stream: StreamPlates, track: int, vehicle: Vehicle, plate: TrackPlate, *, since_s: float) -> None:
        if vehicle.best is None or plate.score < (LEAST_SCORE if plate.readings > 1 else LEAST_ALONE):
            return
        _, crop, seen = vehicle.best
        if not stream.is_new(plate.text, crop.at_s):
            return
        now_s = self._clock.monotonic()
        _, jpeg = cv2.imencode(".jpg", crop.detail.picture, _JPEG)
        direction = (vehicle.last[0] - vehicle.first[0], vehicle.last[1] - vehicle.first[1])
        self._say(
            ReadPlate(
                stream.order.camera, track, plate.text, plate.score, plate.readings, seen.colour.value,
                _placed(crop, seen), self._clock.now().timestamp() - (now_s - crop.at_s), direction, jpeg.tobytes(),
                now_s - since_s,
            )
        )  # fmt: skip


def _is_same(one: PlateOrder, other: PlateOrder) -> bool:
    """Whether vehicles known by one order are those of the other: another process counts tracks anew."""
    return (one.stream, one.detail, one.box) == (other.stream, other.detail, other.box)


def below_riders(detail: Detail) -> Detail:
    """The lower half of what is taller than wide: a rider's plate is there, and bright clothes would hide it."""
    height, width = detail.picture.shape[:2]
    if height < _TALL * width:
        return detail
    half = height // 2
    return replace(detail, picture=detail.picture[half:], top=detail.top + half)


def _marked(rule: Rule, tracks: Tracks, labels: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which tracks are of a rule's classes and in its area."""
    inside = Area(rule.polygon, 1.0).contains(np.asarray(tracks.feet, np.float64))
    mask = class_mask(wanted_classes(rule, labels), labels)
    if mask is None:
        return inside
    known = (tracks.classes >= 0) & (tracks.classes < len(mask))
    return np.asarray(inside & known & mask[np.where(known, tracks.classes, 0)], np.bool_)


def _placed(crop: Crop, seen: SeenPlate) -> tuple[float, float, float, float]:
    """x, y, width, height of the plate in 0–1 of the whole picture."""
    detail = crop.detail
    corners = (seen.corners + np.array([detail.left, detail.top])) / np.array([detail.width, detail.height])
    corners = np.clip(corners, 0, 1)
    (left, top), (right, bottom) = corners.min(0), corners.max(0)
    return float(left), float(top), float(right - left), float(bottom - top)
