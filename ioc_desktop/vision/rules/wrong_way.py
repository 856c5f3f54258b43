"""Driving against the allowed direction within an area."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ioc_desktop.vision.rules.constants import (
    LEAVE_S,
    WRONG_WAY_BACK_SIZES,
    WRONG_WAY_COS,
    WRONG_WAY_LEAST,
    WRONG_WAY_S,
    WRONG_WAY_SIZES,
    WRONG_WAY_STRAIGHT,
)
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import F64, Area, unit
from ioc_desktop.vision.rules.paths import Step, is_steady, walked
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting, sighted

# A path that ran into the area's far corner is followed this far back at most.
_LOOK_BACK_S = 10.0
# The way judged last, so that one who turned off in time is not accused for where it came from.
_HEADING_S = 0.8


@dataclass(slots=True)
class _Drive:
    """One subject in the area.

    Attributes:
        since_s: entered, or last turned round.
        last_s: last seen inside.
        wrong_s: since when it drives the wrong way; None while it does not.
        best: largest progress along the direction so far, in picture heights.
        worst: smallest progress since it drives the wrong way.
    """

    since_s: float
    last_s: float
    wrong_s: float | None = None
    best: float = float("-inf")
    worst: float = 0.0


class WrongWayWatcher:
    """Subjects that go against the direction for long enough, straight enough and far enough."""

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._area: Area | None = None
        self._way: F64 = np.zeros(2)
        self._drives: dict[int, _Drive] = {}

    def restart(self) -> None:
        self._drives.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        area = self._area_of(scene.aspect)
        chosen = scene.of(self._setting.wanted)
        sightings = []
        for index in chosen[area.contains(scene.feet[chosen])].tolist():
            drive = self._drive(scene, int(scene.subjects[index]))
            self._judge(scene, index, drive)
            if drive.wrong_s is not None:
                sightings.append(sighted(scene, index, drive.wrong_s, scene.time_s - drive.wrong_s))
        self._forget(scene.time_s)
        return sightings

    def _area_of(self, aspect: float) -> Area:
        if self._area is None or self._area.aspect != aspect:
            rule = self._setting.rule
            self._area = Area(rule.polygon, aspect)
            self._way = unit(rule.direction or (0.0, 1.0), aspect)
        return self._area

    def _drive(self, scene: Scene, subject: int) -> _Drive:
        drive = self._drives.get(subject)
        if drive is None or scene.time_s - drive.last_s > LEAVE_S:
            drive = self._drives[subject] = _Drive(scene.time_s, scene.time_s)
        drive.last_s = scene.time_s
        return drive

    def _forget(self, now_s: float) -> None:
        for subject in [one for one, drive in self._drives.items() if now_s - drive.last_s > LEAVE_S]:
            del self._drives[subject]

    def _judge(self, scene: Scene, index: int, drive: _Drive) -> None:
        progress, size = float(scene.feet[index] @ self._way), float(scene.sizes[index])
        drive.best = max(drive.best, progress)
        if drive.wrong_s is None:
            # Most vehicles go the right way: they cost nothing more.
            if drive.best - progress >= self._least(size):
                self._accuse(scene, index, drive)
            return
        drive.worst = min(drive.worst, progress)
        if progress - drive.worst > WRONG_WAY_BACK_SIZES * size:
            drive.wrong_s, drive.since_s, drive.best = None, scene.time_s, progress

    def _accuse(self, scene: Scene, index: int, drive: _Drive) -> None:
        steps = scene.paths.since(int(scene.subjects[index]), max(drive.since_s, scene.time_s - _LOOK_BACK_S))
        turned = steps[_farthest(steps, self._way) :]
        if self._is_wrong(turned, float(scene.sizes[index])):
            drive.wrong_s, drive.worst = turned[0].time_s, float(turned[-1].foot @ self._way)

    def _least(self, size: float) -> float:
        return max(WRONG_WAY_LEAST, WRONG_WAY_SIZES * size) * self._setting.leniency

    def _is_wrong(self, steps: list[Step], size: float) -> bool:
        if not is_steady(steps, self._way) or steps[-1].time_s - steps[0].time_s < WRONG_WAY_S:
            return False
        way = steps[-1].foot - steps[0].foot
        straight = float(np.hypot(*way)) >= WRONG_WAY_STRAIGHT * walked(_thinned(steps, size))
        enough = -float(way @ self._way) >= self._least(size)
        return straight and enough and self._against(way) and self._against(_lately(steps))

    def _against(self, way: F64) -> bool:
        return -float(way @ self._way) >= WRONG_WAY_COS * float(np.hypot(*way)) > 0


def _farthest(steps: list[Step], way: F64) -> int:
    """Where the path was farthest along the direction: from there it went back; the last such place."""
    progress = [float(step.foot @ way) for step in steps]
    return len(progress) - 1 - int(np.argmax(progress[::-1]))


def _thinned(steps: list[Step], size: float) -> list[Step]:
    """Steps a tenth of a size apart at least, so that the wobble of a slow vehicle is no way."""
    kept = [steps[0]]
    for _, step in pairwise(steps):
        if float(np.hypot(*(step.foot - kept[-1].foot))) >= 0.1 * size:
            kept.append(step)
    return kept


def _lately(steps: list[Step]) -> F64:
    recent = [step for step in steps if steps[-1].time_s - step.time_s <= _HEADING_S]
    return recent[-1].foot - (recent[0].foot if len(recent) > 1 else steps[0].foot)
