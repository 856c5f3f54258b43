"""Too many people in one place."""

import numpy as np

from ioc_desktop.vision.rules.constants import CROWD_DIP_S, CROWD_HOLD_SHARE
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import Area
from ioc_desktop.vision.rules.kinds import limit_of
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting


class CrowdWatcher:
    """At least ``limit`` people stand in the area; short dips below do not end it."""

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._limit = max(1.0, limit_of(setting.rule))
        self._area: Area | None = None
        self._since_s: float | None = None
        self._last_s = 0.0

    def restart(self) -> None:
        self._since_s = None

    def look(self, scene: Scene) -> list[Sighting]:
        if self._area is None or self._area.aspect != scene.aspect:
            self._area = Area(self._setting.rule.polygon, scene.aspect)
        chosen = scene.of(self._setting.wanted)
        inside = chosen[self._area.contains(scene.feet[chosen])]
        needed = self._limit if self._since_s is None else self._limit * CROWD_HOLD_SHARE
        if len(inside) < needed:
            if self._since_s is not None and scene.time_s - self._last_s > CROWD_DIP_S:
                self._since_s = None
            return []
        self._since_s = scene.time_s if self._since_s is None else self._since_s
        self._last_s = scene.time_s
        boxes = scene.tracks.boxes[inside]
        low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        return [
            Sighting(
                key=0,
                since_s=self._since_s,
                category=int(scene.tracks.classes[inside[0]]),
                value=float(len(inside)),
                box=(float(low[0]), float(low[1]), float(high[0]), float(high[1])),
                confidence=float(np.mean(scene.tracks.scores[inside])),
                strength=float(len(inside)),
            )
        ]
