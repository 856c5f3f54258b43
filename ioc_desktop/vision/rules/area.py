"""Rules about being inside an area: intrusion, loitering, wrong lane, vehicles on the pavement, bare heads."""

from dataclasses import dataclass

import numpy as np

from ioc_desktop.vision.rules.constants import BORDER, WRONG_WAY_COS, WRONG_WAY_LEAST
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import F64, Area, unit
from ioc_desktop.vision.rules.model import RuleKind
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting, sighted

# A lane's offender is judged by where it went in the last moments.
_HEADING_S = 2.0


@dataclass(slots=True)
class _Stay:
    """One subject's stay: since when, last seen inside, and whether it came in beyond the wobble of the border."""

    since_s: float
    last_s: float
    deep: bool


class InsideWatcher:
    """Subjects whose foot is inside a polygon; brief steps out and gaps in sight do not end a stay."""

    reads_pixels = False

    def __init__(self, setting: Setting, leave_s: float) -> None:
        self._setting = setting
        self._leave_s = leave_s
        self._area: Area | None = None
        self._stays: dict[int, _Stay] = {}

    def restart(self) -> None:
        self._stays.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        area = self._area_of(scene.aspect)
        chosen = scene.of(self._setting.wanted)
        depths = area.depth(scene.feet[chosen])
        inside = chosen[depths >= 0]
        sightings = []
        for index, depth in zip(inside.tolist(), depths[depths >= 0].tolist(), strict=True):
            stay = self._stay(scene, index, depth)
            if stay.deep and self._heads_along(scene, index):
                sightings.append(sighted(scene, index, stay.since_s, scene.time_s - stay.since_s))
        self._leave(scene)
        return sightings

    def _area_of(self, aspect: float) -> Area:
        if self._area is None or self._area.aspect != aspect:
            self._area = Area(self._setting.rule.polygon, aspect)
        return self._area

    def _stay(self, scene: Scene, index: int, depth: float) -> _Stay:
        subject = int(scene.subjects[index])
        stay = self._stays.get(subject)
        if stay is None or scene.time_s - stay.last_s > self._leave_s:
            stay = self._stays[subject] = _Stay(scene.time_s, scene.time_s, deep=False)
        stay.last_s = scene.time_s
        stay.deep = stay.deep or depth >= BORDER * self._setting.leniency * scene.sizes[index]
        return stay

    def _leave(self, scene: Scene) -> None:
        over = [subject for subject, stay in self._stays.items() if scene.time_s - stay.last_s > self._leave_s]
        for subject in over:
            del self._stays[subject]

    def _heads_along(self, scene: Scene, index: int) -> bool:
        """For lanes with a direction: it drives along, rather than across on its way somewhere else."""
        rule = self._setting.rule
        if rule.kind is not RuleKind.WRONG_LANE or rule.direction is None:
            return True
        moved = _moved(scene, index)
        length = float(np.hypot(*moved))
        along = float(moved @ unit(rule.direction, scene.aspect))
        return length >= WRONG_WAY_LEAST and along >= WRONG_WAY_COS * length


def _moved(scene: Scene, index: int) -> F64:
    """Where an object went lately, float64 [2] in picture heights."""
    steps = scene.paths.since(int(scene.subjects[index]), scene.time_s - _HEADING_S)
    return steps[-1].foot - steps[0].foot if steps else np.zeros(2)
