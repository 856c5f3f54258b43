"""Plates of a clip or a picture: vehicles are tracked, the readings of each vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.plates.spotter import PlateSpotter, SeenPlate
from ioc_desktop.vision.plates.voting import PlateVotes, TrackPlate
from ioc_desktop.vision.tracking.tracker import Tracker

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Point = tuple[float, float]
VEHICLES = frozenset({"car", "motorcycle", "bus", "truck"})
_LEAST_VEHICLE_PX = 48


@dataclass(frozen=True, eq=False)
class FramePlate:
    """A plate in one frame.

    Attributes:
        corners: in px of the frame.
        track: of its vehicle; where no model finds vehicles every text is one of its own.
    """

    frame: int
    time_s: float
    track: int
    seen: SeenPlate


@dataclass(frozen=True)
class ClipPlate:
    """What a clip says of one vehicle.

    Attributes:
        colour: of the plate's ground.
        direction: how the vehicle moved, shares of the picture's width and height; of the plate itself where no model
            finds vehicles.
    """

    plate: TrackPlate
    colour: PlateColour
    direction: Point


class ClipPlates:
    """Goes through frames in order.

    Args:
        vehicles: finds vehicles; without it all of every frame is searched.
        fps: frames a second that will be given.
    """

    def __init__(self, spotter: PlateSpotter, vehicles: Detector | None, fps: float) -> None:
        self._spotter, self._vehicles = spotter, vehicles
        labels = tuple(map(canonical, vehicles.pack.classes)) if vehicles is not None else ()
        self._wanted = np.array([number for number, name in enumerate(labels) if name in VEHICLES])
        self._tracker = Tracker(labels, fps) if vehicles is not None else None
        self._votes = PlateVotes()
        self._names: dict[str, int] = {}
        self._colours: dict[int, PlateColour] = {}
        self._tracks: list[int] = []
        self._ways: dict[int, tuple[Point, Point]] = {}

    def step(self, frame: int, time_s: float, picture: Bytes) -> list[FramePlate]:
        """The plates of one frame.

        Raises:
            ExpectedError: ``model.run_failed``.
        """
        found = [FramePlate(frame, time_s, track, seen) for track, seen in self._look(time_s, picture)]
        for plate in found:
            if plate.track not in self._colours:
                self._tracks.append(plate.track)
            self._colours[plate.track] = plate.seen.colour
            self._votes.add(plate.track, plate.seen.reading, plate.seen.height_px, time_s)
        return found

    def _look(self, time_s: float, picture: Bytes) -> Iterable[tuple[int, SeenPlate]]:
        if self._tracker is None or self._vehicles is None:
            seen = self._spotter.look(picture)
            return [] if seen is None else [(self._own_track(seen, picture), seen)]
        return self._of_vehicles(time_s, picture, self._vehicles, self._tracker)

    def _of_vehicles(
        self, time_s: float, picture: Bytes, vehicles: Detector, tracker: Tracker
    ) -> Iterator[tuple[int, SeenPlate]]:
        height, width = picture.shape[:2]
        tracks = tracker.step(vehicles.detect(picture), time_s, width / height)
        tracks = tracks[tracks.seen & np.isin(tracks.classes, self._wanted)]
        for track, foot in zip(tracks.ids.tolist(), tracks.feet.tolist(), strict=True):
            self._went(track, (foot[0], foot[1]))
        boxes = tracks.boxes * np.array([width, height] * 2, np.float32)
        large = (boxes[:, 2] - boxes[:, 0] >= _LEAST_VEHICLE_PX) & (boxes[:, 3] - boxes[:, 1] >= _LEAST_VEHICLE_PX)
        ids, boxes = tracks.ids[large], boxes[large]
        for seen in self._spotter.look_at(picture, boxes):
            assert seen.vehicle is not None
            yield int(ids[seen.vehicle]), seen

    def _own_track(self, seen: SeenPlate, picture: Bytes) -> int:
        track = self._names.setdefault(seen.reading.text, len(self._names) + 1)
        height, width = picture.shape[:2]
        across, down = (seen.corners.mean(axis=0) / (width, height)).tolist()
        self._went(track, (across, down))
        return track

    def _went(self, track: int, place: Point) -> None:
        self._ways[track] = (self._ways.get(track, (place, place))[0], place)

    def finish(self) -> list[ClipPlate]:
        """What the frames say together, per vehicle."""
        plates = [(track, self._votes.plate(track)) for track in self._tracks]
        return [
            ClipPlate(plate, self._colours[track], self._direction(track))
            for track, plate in plates
            if plate is not None
        ]

    def _direction(self, track: int) -> Point:
        (x0, y0), (x1, y1) = self._ways[track]
        return x1 - x0, y1 - y0
