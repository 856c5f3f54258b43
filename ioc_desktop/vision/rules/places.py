"""What stands where: a memory of standing things that survives occlusion and switched identities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import (
    DRAG_S,
    HIDDEN_S,
    MAX_PLACES,
    SAME_PLACE_IOU,
    SLIP_SIZES,
    STILL_LEAST,
    STILL_S,
)
from ioc_desktop.vision.rules.geometry import F64
from ioc_desktop.vision.rules.paths import Step
from ioc_desktop.vision.rules.scene import Scene


@dataclass(slots=True)
class Place:
    """A standing thing.

    Attributes:
        number: never given twice.
        foot: where it stopped, float64 [2] in picture heights.
        box: the box it stands in, float64 [4] in picture heights.
        since_s: since when it stands.
        last_s: when it was last seen there.
        subject: who was last seen there.
    """

    number: int
    foot: F64
    box: F64
    size: float
    since_s: float
    last_s: float
    subject: int


class Places:
    """Standing things among the objects shown to it.

    Something stands when its foot stays within a radius (``reach`` sizes) for STILL_S. A place whose subject is seen
    elsewhere is over a moment later; one that nobody is seen at is kept for HIDDEN_S, because something may be in
    front.
    """

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._places: list[Place] = []
        self._last = 0

    def __len__(self) -> int:
        return len(self._places)

    def clear(self) -> None:
        self._places.clear()

    def look(self, scene: Scene, chosen: NDArray[np.intp]) -> list[tuple[int, Place]]:
        """Chosen objects that stand now, with their places."""
        self._places = [place for place in self._places if scene.time_s - place.last_s <= HIDDEN_S]
        for known in self._places:
            _follow_swap(scene, known)
        taken: set[int] = set()
        found = []
        for index in chosen.tolist():
            place = self._claim(scene, index, taken)
            if place is None:
                continue
            taken.add(place.number)
            found.append((index, place))
        self._drop_left(scene, taken)
        return found

    def _claim(self, scene: Scene, index: int, taken: set[int]) -> Place | None:
        """The place an object stands at: its own, one that it continues, or a new one."""
        subject, foot = int(scene.subjects[index]), scene.feet[index]
        own = next((place for place in self._places if place.subject == subject), None)
        if own is not None and own.number not in taken and self._within(own, foot):
            return self._seen(own, scene, index)
        still_s = self._still_since(scene, index)
        if still_s is None:
            return None
        if own is not None and own.number not in taken:
            if self._near(own, foot):
                return self._seen(own, scene, index)
            self._places.remove(own)
        continued = self._continued(scene, index, taken)
        return self._seen(continued, scene, index) if continued else self._open(scene, index, still_s)

    def _within(self, place: Place, foot: F64) -> bool:
        return float(np.hypot(*(foot - place.foot))) <= max(self._reach * place.size, STILL_LEAST)

    @staticmethod
    def _seen(place: Place, scene: Scene, index: int) -> Place:
        place.last_s, place.subject, place.box = scene.time_s, int(scene.subjects[index]), scene.boxes[index]
        return place

    def _still_since(self, scene: Scene, index: int) -> float | None:
        """Since when an object has not moved out of the radius around where it is now; None if for too short."""
        steps = scene.paths.of(int(scene.subjects[index]))
        reach = max(self._reach * float(scene.sizes[index]), STILL_LEAST)
        since = _start_of_stand(list(steps), scene.feet[index], reach)
        return since if scene.time_s - since >= STILL_S else None

    def _continued(self, scene: Scene, index: int, taken: set[int]) -> Place | None:
        """A place whose box this object fills and whose last holder is not there: neighbours swap identities."""
        free = [place for place in self._places if place.number not in taken and not _is_held(scene, place)]
        if not free:
            return None
        overlaps = iou_of(scene.boxes[index], np.array([place.box for place in free]))
        best = int(np.argmax(overlaps))
        return free[best] if overlaps[best] >= SAME_PLACE_IOU else None

    def _open(self, scene: Scene, index: int, since_s: float) -> Place | None:
        if len(self._places) >= MAX_PLACES:
            return None
        self._last += 1
        place = Place(
            self._last, scene.feet[index].copy(), scene.boxes[index].copy(), float(scene.sizes[index]), since_s,
            scene.time_s, int(scene.subjects[index]),
        )  # fmt: skip
        self._places.append(place)
        return place

    def _drop_left(self, scene: Scene, taken: set[int]) -> None:
        """Places whose subject is seen away from them, and not just because something drags its box along."""
        where = {int(subject): scene.feet[index] for index, subject in enumerate(scene.subjects)}
        self._places = [
            place
            for place in self._places
            if place.number in taken
            or scene.time_s - place.last_s <= DRAG_S
            or place.subject not in where
            or self._near(place, where[place.subject])
        ]

    def _near(self, place: Place, foot: F64) -> bool:
        """Not far enough to have left for certain: boxes of half-hidden vehicles slip."""
        return float(np.hypot(*(foot - place.foot))) <= max(SLIP_SIZES * place.size, 2 * STILL_LEAST)


def _is_held(scene: Scene, place: Place) -> bool:
    """Whether who was last seen at a place is still seen there."""
    at = np.flatnonzero(scene.subjects == place.subject)
    return len(at) > 0 and bool(iou_of(place.box, scene.boxes[at]).max() >= SAME_PLACE_IOU)


def _follow_swap(scene: Scene, place: Place) -> None:
    """Hand a place over when its holder's identity leapt to a neighbour and another identity fills its box now."""
    at = np.flatnonzero(scene.subjects == place.subject)
    steps = scene.paths.of(place.subject)
    if not len(at) or len(steps) < 2 or _is_held(scene, place):
        return
    if float(np.hypot(*(steps[-1].foot - steps[-2].foot))) < SLIP_SIZES * place.size:
        return
    overlaps = iou_of(place.box, scene.boxes)
    best = int(np.argmax(overlaps))
    if overlaps[best] >= SAME_PLACE_IOU:
        place.subject = int(scene.subjects[best])


def _start_of_stand(steps: list[Step], foot: F64, reach: float) -> float:
    since_s = steps[-1].time_s
    for step in reversed(steps):
        if float(np.hypot(*(step.foot - foot))) > reach:
            break
        since_s = step.time_s
    return since_s


def iou_of(box: F64, boxes: F64) -> F64:
    """Intersection over union of one box [4] with boxes [N, 4] (x1, y1, x2, y2); float64 [N]."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    shared = np.maximum(high - low, 0).prod(axis=1)
    total = np.prod(box[2:] - box[:2]) + np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) - shared
    return np.asarray(shared / np.maximum(total, 1e-12), np.float64)
