"""Areas and lines of rules in the plane of the picture. Lengths in picture heights: x is stretched by the aspect."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import SNAP
from ioc_desktop.vision.rules.model import Point

F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]

# How far outside of the picture a snapped corner goes.
_BEYOND = 0.1


def snapped(points: Sequence[Point]) -> list[Point]:
    """Points near the picture's edge moved beyond it: feet of cut-off boxes lie exactly on the edge."""

    def snap(value: float) -> float:
        if value <= SNAP:
            return -_BEYOND
        return 1 + _BEYOND if value >= 1 - SNAP else value

    return [(snap(x), snap(y)) for x, y in points]


def unit(direction: Point, aspect: float) -> F64:
    """A drawn direction as a unit vector float64 [2] in picture heights."""
    vector = np.array([direction[0] * aspect, direction[1]], np.float64)
    return np.asarray(vector / max(float(np.hypot(*vector)), 1e-12))


@dataclass(frozen=True)
class Area:
    """A polygon of a rule; without points the whole picture."""

    points: tuple[Point, ...]
    aspect: float

    @cached_property
    def shape(self) -> shapely.Polygon:
        drawn = self.points or ((0, 0), (1, 0), (1, 1), (0, 1))
        polygon = self._polygon(snapped(drawn))
        plain = self._polygon(drawn)
        # A strip thinner than the snap would fold into nothing.
        if not polygon.is_valid or polygon.area < plain.area:
            polygon = plain
        shapely.prepare(polygon)
        return polygon

    def _polygon(self, corners: Sequence[Point]) -> shapely.Polygon:
        return shapely.Polygon([(x * self.aspect, y) for x, y in corners])

    def contains(self, feet: F64) -> Bools:
        """Which of [N, 2] points lie inside; bool [N]."""
        return np.asarray(shapely.contains_xy(self.shape, feet[:, 0], feet[:, 1]), np.bool_).reshape(len(feet))

    def depth(self, feet: F64) -> F64:
        """How far inside (positive) or outside (negative) points [N, 2] are; float64 [N]."""
        far = np.asarray(shapely.distance(self.shape.exterior, shapely.points(feet)), np.float64).reshape(len(feet))
        return np.where(self.contains(feet), far, -far)

    def extent(self, direction: F64) -> float:
        """Length of the visible part of the area along a unit vector."""
        frame = shapely.box(0, 0, self.aspect, 1)
        seen = shapely.intersection(self.shape, frame)
        if seen.is_empty:
            return 0.0
        along = np.asarray(shapely.get_coordinates(seen), np.float64) @ direction
        return float(np.ptp(along))


@dataclass(frozen=True)
class Line:
    """A directed line from a to b, float64 [2] each."""

    start: F64
    end: F64

    @classmethod
    def drawn(cls, points: Sequence[Point], aspect: float) -> Self:
        """From two points in 0–1; ends near the picture's edge reach beyond it along the line."""
        a, b = (np.array([x * aspect, y], np.float64) for x, y in points[:2])
        along = (b - a) / max(float(np.hypot(*(b - a))), 1e-12)
        reach = [_BEYOND if _at_edge(point) else 0.0 for point in points[:2]]
        return cls(a - along * reach[0], b + along * reach[1])

    @cached_property
    def normal(self) -> F64:
        """Unit vector to the right of the line as seen from a to b on the screen (y down)."""
        along = self.end - self.start
        along = along / max(float(np.hypot(*along)), 1e-12)
        return np.array([-along[1], along[0]], np.float64)

    def distance(self, points: F64) -> F64:
        """Signed distance of [N, 2] points from the infinite line, positive on the right; float64 [N]."""
        return np.asarray((points - self.start) @ self.normal, np.float64)

    def share(self, point: F64) -> float:
        """Where on the line a point's foot lies: 0 at a, 1 at b."""
        along = self.end - self.start
        return float((point - self.start) @ along / max(float(along @ along), 1e-12))


def _at_edge(point: Point) -> bool:
    return min(point) <= SNAP or max(point) >= 1 - SNAP
