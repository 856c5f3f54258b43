"""Where things move: polylines measured in metres, and the phases of traffic lights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from ioc_desktop.demo.scenes.arrays import F64

SignalState = Literal["green", "yellow", "red"]
YELLOW_S = 3.0


@dataclass(frozen=True)
class Pose:
    """A place on the ground in metres and the direction of travel in radians from +x, anticlockwise."""

    x: float
    y: float
    heading: float


@dataclass(frozen=True)
class Path:
    """A polyline on the ground."""

    points: tuple[tuple[float, float], ...]

    @cached_property
    def _table(self) -> tuple[F64, F64, F64]:
        xy = np.array(self.points, np.float64)
        steps = np.hypot(*np.diff(xy, axis=0).T)
        return np.concatenate([[0.0], np.cumsum(steps)]), xy[:, 0], xy[:, 1]

    @property
    def length_m(self) -> float:
        return float(self._table[0][-1])

    def at(self, distance_m: float, offset_m: float = 0.0) -> Pose:
        """The pose after `distance_m`, moved `offset_m` to the right of the direction of travel."""
        along, xs, ys = self._table
        i = int(np.clip(np.searchsorted(along, distance_m, side="right") - 1, 0, len(along) - 2))
        share = (distance_m - along[i]) / (along[i + 1] - along[i])
        heading = math.atan2(ys[i + 1] - ys[i], xs[i + 1] - xs[i])
        x, y = xs[i] + share * (xs[i + 1] - xs[i]), ys[i] + share * (ys[i + 1] - ys[i])
        return Pose(x + offset_m * math.sin(heading), y - offset_m * math.cos(heading), heading)


def straight(x0: float, y0: float, x1: float, y1: float) -> Path:
    return Path(((x0, y0), (x1, y1)))


def turning(start: tuple[float, float], corner: tuple[float, float], end: tuple[float, float], radius_m: float) -> Path:
    """Two straight legs joined at `corner` by a rounded bend."""
    a, c, b = (np.array(p, np.float64) for p in (start, corner, end))
    into, out = (a - c) / np.linalg.norm(a - c), (b - c) / np.linalg.norm(b - c)
    first, last = c + into * radius_m, c + out * radius_m
    bend = [(1 - t) ** 2 * first + 2 * t * (1 - t) * c + t**2 * last for t in np.linspace(0, 1, 13)]
    return Path(tuple((float(p[0]), float(p[1])) for p in (a, *bend, b)))


def closed(centre: tuple[float, float], along_m: float, across_m: float, angle_deg: float) -> Path:
    """A long thin loop, walked up one side and down the other."""
    turn = np.linspace(0, math.tau, 49)
    u, v = along_m / 2 * np.cos(turn), across_m / 2 * np.sin(turn)
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    xs, ys = centre[0] + u * cos - v * sin, centre[1] + u * sin + v * cos
    return Path(tuple(zip(xs.tolist(), ys.tolist(), strict=True)))


@dataclass(frozen=True)
class Signals:
    """Fixed-time traffic lights: per group, the second its green starts and ends within the cycle."""

    cycle_s: float
    greens: tuple[tuple[str, float, float], ...]

    def state(self, group: str, time_s: float) -> SignalState:
        now = time_s % self.cycle_s
        for name, start, end in self.greens:
            if name == group:
                if start <= now < end:
                    return "green"
                return "yellow" if end <= now < end + YELLOW_S else "red"
        raise KeyError(group)

    def states(self, time_s: float) -> dict[str, SignalState]:
        return {name: self.state(name, time_s) for name, _start, _end in self.greens}


def resampled(points: Sequence[tuple[float, float]]) -> Path:
    """A path through given points."""
    return Path(tuple((float(x), float(y)) for x, y in points))
