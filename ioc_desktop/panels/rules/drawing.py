"""A rule's shapes while they are drawn. Pure: points in 0–1 of the picture, no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Part = Literal["polygon", "line", "lamp"]
AREAS: tuple[Part, ...] = ("polygon", "lamp")
LEAST: dict[Part, int] = {"polygon": 3, "line": 2, "lamp": 3}
MOST_POINTS = 60
_ARROW = 0.16
"""Length of a fresh direction arrow, share of the picture's height."""


@dataclass(frozen=True)
class Handle:
    """A point that can be taken: of a part, or the tip of the arrow (``part`` None)."""

    part: Part | None
    index: int = 0


@dataclass(frozen=True)
class Sketch:
    """What is drawn.

    Attributes:
        direction: the arrow's tip, seen from the middle of the main shape, in shares of width and height; None for
            both ways.
        pending: the part whose first points are being set, None when nothing is unfinished.
    """

    polygon: tuple[Point, ...] = ()
    line: tuple[Point, ...] = ()
    lamp: tuple[Point, ...] = ()
    direction: Point | None = None
    pending: Part | None = None

    def points(self, part: Part) -> tuple[Point, ...]:
        found: tuple[Point, ...] = getattr(self, part)
        return found

    def _with(self, part: Part, points: tuple[Point, ...]) -> Sketch:
        if part == "polygon":
            return replace(self, polygon=points)
        return replace(self, line=points) if part == "line" else replace(self, lamp=points)

    # ------------------------------------------------------------------ drawing

    def starting(self, part: Part) -> Sketch:
        """Draw a part anew."""
        return replace(self._with(part, ()), pending=part)

    def adding(self, point: Point) -> Sketch:
        """Set the next point of the part that is being drawn; a line is done with its second."""
        if self.pending is None or len(self.points(self.pending)) >= MOST_POINTS:
            return self
        grown = self._with(self.pending, (*self.points(self.pending), inside(point)))
        return grown.finishing() if self.pending == "line" and len(grown.line) == LEAST["line"] else grown

    def finishing(self) -> Sketch:
        """The part is whole, if it has enough points."""
        if self.pending is None or len(self.points(self.pending)) < LEAST[self.pending]:
            return self
        return replace(self, pending=None)

    def stepping_back(self) -> Sketch:
        """Take back the last point of the part that is being drawn."""
        return self if self.pending is None else self._with(self.pending, self.points(self.pending)[:-1])

    # ------------------------------------------------------------------ changing

    def moving(self, handle: Handle, point: Point) -> Sketch:
        """Put a point elsewhere in the picture, or turn the arrow."""
        if handle.part is None:
            middle = self.middle()
            return self if middle is None else replace(self, direction=(point[0] - middle[0], point[1] - middle[1]))
        points = list(self.points(handle.part))
        points[handle.index] = inside(point)
        return self._with(handle.part, tuple(points))

    def removing(self, handle: Handle) -> Sketch:
        """Take a point out; a shape keeps as many as it needs, an arrow goes."""
        if handle.part is None:
            return replace(self, direction=None)
        points = self.points(handle.part)
        if len(points) <= LEAST[handle.part]:
            return self
        return self._with(handle.part, points[: handle.index] + points[handle.index + 1 :])

    def inserting(self, part: Part, index: int, point: Point) -> Sketch:
        """A new point before the one of that number."""
        points = self.points(part)
        if len(points) >= MOST_POINTS:
            return self
        return self._with(part, (*points[:index], inside(point), *points[index:]))

    def pointing(self, *, aspect: float, one_way: bool) -> Sketch:
        """With an arrow across the line (up in a polygon), or without."""
        if not one_way or self.direction is not None:
            return self if one_way else replace(self, direction=None)
        return replace(self, direction=self._across(aspect))

    def _across(self, aspect: float) -> Point:
        if len(self.line) < LEAST["line"]:
            return (0.0, -_ARROW)
        (x1, y1), (x2, y2) = self.line[0], self.line[-1]
        right, down = (x2 - x1) * aspect, y2 - y1
        length = math.hypot(right, down) or 1.0
        return (down / length * _ARROW / aspect, -right / length * _ARROW)

    # ------------------------------------------------------------------ where things are

    def middle(self) -> Point | None:
        """Where the arrow starts: the middle of the line, else of the polygon; None while there is neither."""
        points = self.line or self.polygon
        if not points or self.pending in {"line", "polygon"}:
            return None
        return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))

    def tip(self) -> Point | None:
        """Where the arrow ends."""
        middle = self.middle()
        if middle is None or self.direction is None:
            return None
        return (middle[0] + self.direction[0], middle[1] + self.direction[1])

    def handles(self) -> list[tuple[Handle, Point]]:
        """Everything that can be taken, the arrow first: it lies on top."""
        found: list[tuple[Handle, Point]] = []
        tip = self.tip()
        if tip is not None:
            found.append((Handle(None), tip))
        for part in ("lamp", "line", "polygon"):
            found += [(Handle(part, index), point) for index, point in enumerate(self.points(part))]
        return found

    def handle_at(self, point: Point, reach: Callable[[Point, Point], float], limit: float) -> Handle | None:
        """The nearest point within ``limit`` by the measure ``reach``, such as pixels on the screen."""
        near = [(reach(point, place), handle) for handle, place in self.handles()]
        near = [(distance, handle) for distance, handle in near if distance <= limit]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def edge_at(
        self, point: Point, reach: Callable[[Point, Point], float], limit: float
    ) -> tuple[Part, int, Point] | None:
        """Part, place among its points, and nearest point of the polygon's edge that passes within ``limit``."""
        best: tuple[float, Part, int, Point] | None = None
        for part in AREAS:
            points = self.points(part)
            if self.pending == part or len(points) < LEAST[part]:
                continue
            for index, start in enumerate(points):
                foot = nearest_on(start, points[(index + 1) % len(points)], point)
                distance = reach(point, foot)
                if distance <= limit and (best is None or distance < best[0]):
                    best = (distance, part, index + 1, foot)
        return best[1:] if best is not None else None


def inside(point: Point) -> Point:
    """The point of the picture nearest to a point."""
    return (min(max(point[0], 0.0), 1.0), min(max(point[1], 0.0), 1.0))


def nearest_on(start: Point, end: Point, point: Point) -> Point:
    """The point of a stretch that is nearest to a point."""
    right, down = end[0] - start[0], end[1] - start[1]
    square = right * right + down * down
    if square == 0:
        return start
    share = ((point[0] - start[0]) * right + (point[1] - start[1]) * down) / square
    share = min(max(share, 0.0), 1.0)
    return (start[0] + share * right, start[1] + share * down)
