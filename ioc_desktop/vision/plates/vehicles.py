"""The vehicles of one stream whose plates are wanted: their best pictures wait to be read, their readings vote.

Bounded everywhere: so many vehicles, so many pictures of each, so many readings. Under a flood new vehicles push out
those that have been gone the longest; pictures of a vehicle push out its own worse ones. Pure: knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from ioc_desktop.video.detail_ring import Detail
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.plates.spotter import SeenPlate
from ioc_desktop.vision.plates.voting import PlateVotes, TrackPlate

MOST_VEHICLES = 64
MOST_WAITING = 3
MOST_READINGS = 24
"""Pictures of one vehicle that are read, with or without a plate in them."""
GONE_S = 0.8
"""Not seen for so long is gone: the tracker's own memory is about as long."""
PATIENCE_S = 4.0
"""Pictures of a vehicle that is gone wait at most so long for their turn."""
SURE, SURE_READINGS = 0.9, 3
ENOUGH_READINGS = 2
"""Of a vehicle that is gone."""
FREE_LOOKS, GROWTH = 3, 1.2
"""After so many looks a picture must be so many times as good as the best of them: a vehicle that is still far away
shall not use up its readings."""
MORE_LOOKS, AS_GOOD = 8, 0.7
"""Pictures that are about as good as the best may be looked at too, up to so many."""
_SHARP = 150.0
_SHARP_PX = 160

Foot = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Crop:
    """A picture of one vehicle that waits to be read.

    Attributes:
        quality: the larger and sharper, the higher.
        at_s: when it was decoded, monotonic clock.
    """

    track: int
    detail: Detail
    quality: float
    at_s: float


@dataclass
class Vehicle:
    """One vehicle.

    Attributes:
        first: where its feet were at first, 0–1.
        best: the surest picture with a plate, its plate and how sure.
        seen_best: quality of the best picture that was read.
        done: its plate has been told, or cannot be read.
    """

    first: Foot
    last: Foot
    last_s: float
    waiting: list[Crop] = field(default_factory=list)
    looked: int = 0
    seen_best: float = 0.0
    done: bool = False
    best: tuple[float, Crop, SeenPlate] | None = None


class Vehicles:
    """All of one stream.

    Attributes:
        dropped: pictures and vehicles that were given up for lack of time.
    """

    def __init__(self) -> None:
        self._known: dict[int, Vehicle] = {}
        self._votes = PlateVotes()
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._known)

    @property
    def waiting(self) -> int:
        """Pictures that wait."""
        return sum(len(vehicle.waiting) for vehicle in self._known.values())

    def see(self, track: int, foot: Foot, now_s: float) -> bool:
        """A vehicle is there; whether a picture of it is wanted."""
        vehicle = self._known.get(track)
        if vehicle is None:
            self._make_room()
            vehicle = self._known[track] = Vehicle(foot, foot, now_s)
        vehicle.last, vehicle.last_s = foot, now_s
        return not vehicle.done

    def offer(self, track: int, detail: Detail) -> None:
        """A picture of a vehicle; the worst of it goes when there are too many."""
        vehicle = self._known[track]
        crop = Crop(track, detail, quality(detail.picture), detail.captured_s)
        if not _tells_more(vehicle, crop.quality):
            return
        vehicle.waiting.append(crop)
        if len(vehicle.waiting) > MOST_WAITING:
            vehicle.waiting.remove(min(vehicle.waiting, key=lambda crop: crop.quality))

    def turn(self, now_s: float) -> tuple[bool, int] | None:
        """Rank of what ``next`` would give, the lowest first; None when nothing waits. Streams take turns by it."""
        return min((_rank(each, now_s) for each in self._eager()), default=None)

    def next(self, now_s: float) -> Crop | None:
        """The picture to read now: of a vehicle that is gone, else of the one that was looked at least; its best."""
        eager = self._eager()
        if not eager:
            return None
        vehicle = min(eager, key=lambda each: (*_rank(each, now_s), -each.waiting[-1].quality))
        crop = max(vehicle.waiting, key=lambda each: each.quality)
        vehicle.waiting.remove(crop)
        vehicle.looked += 1
        vehicle.seen_best = max(vehicle.seen_best, crop.quality)
        return crop

    def _eager(self) -> list[Vehicle]:
        return [vehicle for vehicle in self._known.values() if vehicle.waiting and not vehicle.done]

    def judge(self, crop: Crop, seen: SeenPlate | None) -> TrackPlate | None:
        """What was read in a picture; the plate when it is sure enough to be told now."""
        vehicle = self._known.get(crop.track)
        if vehicle is None:
            return None
        if seen is not None:
            self._votes.add(crop.track, seen.reading, seen.height_px, crop.at_s)
            rank = seen.reading.score * seen.height_px
            if vehicle.best is None or rank > vehicle.best[0]:
                vehicle.best = (rank, crop, seen)
        plate = self._votes.plate(crop.track)
        is_sure = plate is not None and plate.score >= SURE and plate.readings >= SURE_READINGS
        if not is_sure and vehicle.looked < MOST_READINGS:
            return None
        vehicle.done, vehicle.waiting = True, []
        return plate

    def leave(self, now_s: float) -> list[tuple[int, Vehicle, TrackPlate | None]]:
        """Vehicles that are gone and have nothing left to be read, with what their pictures said if untold."""
        gone: list[tuple[int, Vehicle, TrackPlate | None]] = []
        for track, vehicle in list(self._known.items()):
            age_s = now_s - vehicle.last_s
            if age_s < GONE_S or (age_s < PATIENCE_S and vehicle.waiting and self._is_open(track)):
                continue
            self.dropped += len(vehicle.waiting)
            del self._known[track]
            plate = self._votes.finish(track)
            gone.append((track, vehicle, None if vehicle.done else plate))
        return gone

    def _is_open(self, track: int) -> bool:
        """Whether another picture may still tell more of a vehicle that is gone."""
        plate = self._votes.plate(track)
        return plate is None or plate.readings < ENOUGH_READINGS

    def vehicle(self, track: int) -> Vehicle:
        return self._known[track]

    def _make_room(self) -> None:
        if len(self._known) >= MOST_VEHICLES:
            oldest = min(self._known, key=lambda track: self._known[track].last_s)
            self.dropped += 1
            del self._known[oldest]
            self._votes.finish(oldest)


def _tells_more(vehicle: Vehicle, quality_: float) -> bool:
    """Whether a picture is worth a reading."""
    if vehicle.looked < FREE_LOOKS or quality_ >= GROWTH * vehicle.seen_best:
        return True
    return vehicle.looked < MORE_LOOKS and quality_ >= AS_GOOD * vehicle.seen_best


def _rank(vehicle: Vehicle, now_s: float) -> tuple[bool, int]:
    return now_s - vehicle.last_s < GONE_S, vehicle.looked


def quality(picture: Picture) -> float:
    """The larger and the sharper, the higher."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SHARP_PX / max(height, width))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    edges = float(np.var(cv2.Laplacian(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), cv2.CV_32F)))
    return float(height * width * (0.3 + min(1.0, edges / _SHARP)))
