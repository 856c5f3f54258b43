"""Objects left behind: carried things that stand with nobody near, and new still things in the picture."""

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import ATTENDED_SIZES, HIDDEN_S, STILL_SIZES
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import F64, Area
from ioc_desktop.vision.rules.kinds import PEOPLE
from ioc_desktop.vision.rules.places import Places, iou_of
from ioc_desktop.vision.rules.scene import Scene, class_mask
from ioc_desktop.vision.rules.static_foreground import StaticForeground, StillThing
from ioc_desktop.vision.rules.watcher import Setting, sighted

# Keys of things found without a model, apart from those of places.
_THINGS = 1_000_000
# A thing that overlaps a carried object this much is that object.
_SAME = 0.1
# How sure one may be of a thing that no model has named.
_UNNAMED = 0.5


class AbandonedWatcher:
    """Things nobody looks after. The time runs from when the last person near them left."""

    reads_pixels = True

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._people = class_mask(PEOPLE, setting.labels)
        self._places = Places(STILL_SIZES)
        self._still = StaticForeground()
        self._area: Area | None = None
        self._alone: dict[int, tuple[float, float]] = {}

    def restart(self) -> None:
        self._places.clear()
        self._still.restart()
        self._alone.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        if self._area is None or self._area.aspect != scene.aspect:
            self._area = Area(self._setting.rule.polygon, scene.aspect)
        chosen = scene.of(self._setting.wanted)
        inside = chosen[self._area.contains(scene.feet[chosen])]
        standing = self._places.look(scene, inside)
        carried = [self._carried(scene, index, place.number) for index, place in standing]
        things = self._things(scene, self._area, inside)
        self._alone = {key: times for key, times in self._alone.items() if scene.time_s - times[1] <= HIDDEN_S}
        return [sighting for sighting in (*carried, *things) if sighting is not None]

    def _carried(self, scene: Scene, index: int, number: int) -> Sighting | None:
        since_s = self._alone_since(scene, number, scene.feet[index])
        if since_s is None:
            return None
        seen = sighted(scene, index, since_s, scene.time_s - since_s)
        return Sighting(
            key=number, since_s=since_s, track=seen.track, category=seen.category, value=seen.value, box=seen.box,
            confidence=seen.confidence, strength=seen.confidence,
        )  # fmt: skip

    def _things(self, scene: Scene, area: Area, carried: NDArray[np.intp]) -> list[Sighting | None]:
        if scene.view.picture is None:
            return []
        boxes = scene.tracks.boxes.astype(np.float64)
        found = self._still.look(scene.time_s, scene.view.picture, np.delete(boxes, carried, axis=0))
        # What the model has a name for is told by that name.
        new = [thing for thing in found if not len(carried) or iou_of(thing.box, boxes[carried]).max() < _SAME]
        return [self._thing(scene, area, thing) for thing in new]

    def _thing(self, scene: Scene, area: Area, thing: StillThing) -> Sighting | None:
        foot = np.array([(thing.box[0] + thing.box[2]) / 2 * scene.aspect, thing.box[3]])
        key = _THINGS + thing.number
        since_s = self._alone_since(scene, key, foot, thing.since_s)
        if since_s is None or not area.contains(foot[None])[0]:
            return None
        x1, y1, x2, y2 = (float(value) for value in thing.box)
        value = scene.time_s - since_s
        box = (x1, y1, x2, y2)
        return Sighting(key=key, since_s=since_s, value=value, box=box, confidence=_UNNAMED, strength=value)

    def _alone_since(self, scene: Scene, key: int, foot: F64, begin_s: float | None = None) -> float | None:
        """Since when nobody has been near; None while somebody is."""
        now_s = scene.time_s
        people = scene.of(self._people)
        away = np.hypot(*(scene.feet[people] - foot).T) > ATTENDED_SIZES * scene.sizes[people]
        if not away.all():
            self._alone[key] = (now_s, now_s)
            return None
        since_s = self._alone.get(key, (begin_s if begin_s is not None else now_s, now_s))[0]
        self._alone[key] = (since_s, now_s)
        return since_s
