"""Flow, speed class, occupancy and level of congestion of a stretch of road, in passenger-car units."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.rules import constants as c
from ioc_desktop.vision.rules.coverage import Coverage
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import F64, Area
from ioc_desktop.vision.rules.kinds import limit_of
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting


class Level(IntEnum):
    """How full a road is; an event's value."""

    FREE = 0
    DENSE = 1
    QUEUE = 2
    JAM = 3


class SpeedClass(StrEnum):
    """How fast vehicles go, without calibration."""

    NONE = "none"
    STANDING = "standing"
    SLOW = "slow"
    FLOWING = "flowing"


@dataclass(frozen=True, slots=True)
class Flow:
    """What a stretch of road carries now.

    Attributes:
        vehicles_min: vehicles that came in during the last minute.
        pcu_min: the same in passenger-car units.
        occupancy: share of the area that vehicles cover, 0–1, averaged.
        speed: sizes of a vehicle per second, averaged, weighted by passenger-car units; 0 without vehicles.
        inside: vehicles in the area in this picture.
        inside_pcu: the same in passenger-car units.
    """

    vehicles_min: float = 0.0
    pcu_min: float = 0.0
    occupancy: float = 0.0
    speed: float = 0.0
    inside: int = 0
    inside_pcu: float = 0.0
    speed_class: SpeedClass = SpeedClass.NONE
    level: Level = Level.FREE


def pcu_of(labels: Sequence[str]) -> F64:
    """Passenger-car units of each class, float64 [labels]."""
    return np.array([c.PCU.get(canonical(name), c.PCU_OTHER) for name in labels])


def level_of(occupancy: float, speed: float) -> Level:
    """Level of congestion: a full road is one only if nothing moves on it."""
    if occupancy >= c.OCCUPANCY_JAM and speed < c.SPEED_STANDING:
        return Level.JAM
    if occupancy >= c.OCCUPANCY_QUEUE and speed < c.SPEED_SLOW:
        return Level.QUEUE
    return Level.DENSE if occupancy >= c.OCCUPANCY_DENSE else Level.FREE


def speed_class_of(speed: float | None) -> SpeedClass:
    """Class of a speed in sizes per second; None where nobody drives."""
    if speed is None:
        return SpeedClass.NONE
    if speed < c.SPEED_STANDING:
        return SpeedClass.STANDING
    return SpeedClass.SLOW if speed < c.SPEED_SLOW else SpeedClass.FLOWING


class CongestionWatcher:
    """Measures one stretch; holds while its level is at least ``limit``.

    Attributes:
        flow: the newest measures.
    """

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._pcu = pcu_of(setting.labels)
        self._limit = limit_of(setting.rule)
        self._area: Area | None = None
        self._coverage: Coverage | None = None
        self.restart()

    def restart(self) -> None:
        self.flow = Flow()
        self._begin_s: float | None = None
        self._last_s = 0.0
        self._since_s: float | None = None
        self._rate: float | None = None
        self._entered: dict[int, tuple[float, float, bool]] = {}
        self._came: deque[tuple[float, float]] = deque()

    def look(self, scene: Scene) -> list[Sighting]:
        area, coverage = self._fit(scene.aspect)
        chosen = scene.of(self._setting.wanted)
        inside = chosen[area.contains(scene.feet[chosen])]
        self._measure(scene, inside, coverage.share(scene.tracks.boxes[inside]))
        if self.flow.level < self._limit or self.flow.level is Level.FREE:
            self._since_s = None
            return []
        self._since_s = scene.time_s if self._since_s is None else self._since_s
        value = float(self.flow.level)
        return [Sighting(key=0, since_s=self._since_s, value=value, strength=self.flow.occupancy)]

    def _fit(self, aspect: float) -> tuple[Area, Coverage]:
        if self._area is None or self._coverage is None or self._area.aspect != aspect:
            self._area = Area(self._setting.rule.polygon, aspect)
            self._coverage = Coverage(self._setting.rule.polygon, aspect)
        return self._area, self._coverage

    def _measure(self, scene: Scene, inside: NDArray[np.intp], occupancy: float) -> None:
        now_s = scene.time_s
        first = self._begin_s is None
        begin_s = self._begin_s = now_s if self._begin_s is None else self._begin_s
        units = self._units(scene, inside)
        self._enter(scene, inside, units)
        blend = 1.0 if first else 1 - float(np.exp(-(now_s - self._last_s) / c.TRAFFIC_SMOOTH_S))
        self._last_s = now_s
        smooth = self.flow.occupancy + (occupancy - self.flow.occupancy) * blend
        self._rate = self._speed(scene, inside, units, blend)
        speed = self._rate if self._rate is not None else 0.0
        standing = speed if self._rate is not None else float("inf")
        span_s = min(c.FLOW_WINDOW_S, max(now_s - begin_s, c.FLOW_LEAST_S))
        per_min = 60 / span_s
        self.flow = Flow(
            len(self._came) * per_min, sum(unit for _, unit in self._came) * per_min, smooth, speed,
            len(inside), float(units.sum()), speed_class_of(self._rate), level_of(smooth, standing),
        )  # fmt: skip

    def _units(self, scene: Scene, inside: NDArray[np.intp]) -> F64:
        classes = scene.tracks.classes[inside]
        known = (classes >= 0) & (classes < len(self._pcu))
        units = np.full(len(inside), c.PCU_OTHER)
        units[known] = self._pcu[classes[known]]
        return units

    def _enter(self, scene: Scene, inside: NDArray[np.intp], units: F64) -> None:
        """Count who came in, once, when they have been inside for a moment."""
        now_s = scene.time_s
        for subject, unit in zip(scene.subjects[inside].tolist(), units.tolist(), strict=True):
            since_s, _, counted = self._entered.get(subject, (now_s, now_s, False))
            if not counted and now_s - since_s >= c.FLOW_INSIDE_S:
                self._came.append((now_s, unit))
                counted = True
            self._entered[subject] = (since_s, now_s, counted)
        for subject in [one for one, (_, seen_s, _) in self._entered.items() if now_s - seen_s > c.FORGET_S]:
            del self._entered[subject]
        while self._came and now_s - self._came[0][0] > c.FLOW_WINDOW_S:
            self._came.popleft()

    def _speed(self, scene: Scene, inside: NDArray[np.intp], units: F64, blend: float) -> float | None:
        """Averaged speed in sizes per second; None until a vehicle was seen for long enough to say."""
        if not len(inside):
            return None
        rates = np.array([_rate(scene, index) for index in inside.tolist()])
        told = np.isfinite(rates)
        if not told.any():
            return self._rate
        now = float(np.average(rates[told], weights=units[told]))
        return now if self._rate is None else self._rate + (now - self._rate) * blend


def _rate(scene: Scene, index: int) -> float:
    """Sizes per second that an object moved lately; NaN if it was seen for too short."""
    steps = scene.paths.since(int(scene.subjects[index]), scene.time_s - c.SPEED_SPAN_S)
    span_s = steps[-1].time_s - steps[0].time_s if steps else 0.0
    if span_s < c.SPEED_SPAN_S / 2:
        return float("nan")
    return float(np.hypot(*(steps[-1].foot - steps[0].foot))) / span_s / max(float(scene.sizes[index]), 1e-6)
