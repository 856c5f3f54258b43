"""Solid models of moving things: convex parts made of flat faces, and bodies made of tapered limbs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.demo.scenes.arrays import F32, F64, bgr

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Part:
    """Faces that can be painted in their given order once those that look away are dropped."""

    faces: tuple[NDArray[np.intp], ...]
    centre: F64
    tier: int


@dataclass(frozen=True)
class LightPoint:
    """A lamp on a vehicle: where, which way it shines along the vehicle, and what it is."""

    place: Point
    forward: bool
    size_m: float


@dataclass(frozen=True)
class Mesh:
    """A vehicle in its own axes: x right, y forward, z up, metres, origin on the ground under its middle."""

    vertices: F64
    parts: tuple[Part, ...]
    normals: F64
    centres: F64
    colours: F32
    own_light: F32
    lights: tuple[LightPoint, ...]
    size: tuple[float, float, float]  # width, length, height
    plates: tuple[tuple[float, float, bool], ...] = ()  # y, lower edge in m, at the front


@dataclass
class MeshBuilder:
    """Collects faces. Each face is turned to look away from the part's middle."""

    vertices: list[Point] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    normals: list[F64] = field(default_factory=list)
    centres: list[F64] = field(default_factory=list)
    colours: list[F32] = field(default_factory=list)
    own_light: list[float] = field(default_factory=list)
    lights: list[LightPoint] = field(default_factory=list)
    plates: list[tuple[float, float, bool]] = field(default_factory=list)
    _faces: list[NDArray[np.intp]] = field(default_factory=list)
    _centre: F64 = field(default_factory=lambda: np.zeros(3))

    def begin(self, centre: Point) -> None:
        self._faces, self._centre = [], np.array(centre, np.float64)

    def end(self, tier: int = 0) -> None:
        self.parts.append(Part(tuple(self._faces), self._centre, tier))

    def face(self, points: Sequence[Point], colour: F32 | str, own_light: float = 0.0) -> None:
        corners = np.array(points, np.float64)
        normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
        middle = corners.mean(0)
        normal = normal / (np.linalg.norm(normal) + 1e-12)
        if normal @ (middle - self._centre) < 0:
            normal = -normal
        start = len(self.vertices)
        self.vertices += [(float(x), float(y), float(z)) for x, y, z in corners]
        self._faces.append(np.arange(start, start + len(points)))
        self.normals.append(normal)
        self.centres.append(middle)
        self.colours.append(bgr(colour) if isinstance(colour, str) else colour)
        self.own_light.append(own_light)

    def loft(self, rings: Sequence[Sequence[Point]], colours: Sequence[F32]) -> None:
        """Skin between rings of four points (left low, right low, right high, left high); colours left/right/top."""
        for a, b in pairwise(rings):
            self.face([a[0], b[0], b[3], a[3]], colours[0])
            self.face([a[1], b[1], b[2], a[2]], colours[1])
            self.face([a[3], a[2], b[2], b[3]], colours[2])
        self.face(rings[0], colours[3])
        self.face(rings[-1], colours[4])

    def disc(self, centre: Point, radius_m: float, colour: F32 | str, corners: int = 14) -> None:
        """A wheel's face: upright, looking left or right."""
        x, y, z = centre
        turn = np.linspace(0, math.tau, corners, endpoint=False)
        self.face([(x, y + radius_m * math.cos(t), z + radius_m * math.sin(t)) for t in turn], colour)

    def build(self, size: tuple[float, float, float]) -> Mesh:
        return Mesh(
            np.array(self.vertices),
            tuple(self.parts),
            np.array(self.normals),
            np.array(self.centres),
            np.array(self.colours, np.float32),
            np.array(self.own_light, np.float32)[:, None],
            tuple(self.lights),
            size,
            tuple(self.plates),
        )


@dataclass(frozen=True)
class Limb:
    """A rounded rod from a to b with end radii in metres; equal ends make a ball.

    With `flat`, a and b are the middles of a wheel's two faces instead.
    """

    a: Point
    b: Point
    radius_a: float
    radius_b: float
    colour: F32
    flat: bool = False


@dataclass(frozen=True)
class Cone:
    """A conical hat."""

    apex: Point
    radius_m: float
    height_m: float
    colour: F32


_COARSE_M = 0.062


class Figure:
    """Limbs of one truth object (a person, a motorcycle), in the actor's own axes, as arrays.

    points: all first ends, all second ends, then 28 rim points per wheel. coarse: the same without thin limbs, for far
    away.
    """

    def __init__(
        self, kind: str, limbs: Sequence[Limb], cones: Sequence[Cone] = (), scale: float = 1.0, *, whole: bool = True
    ) -> None:
        self.kind, self.cones = kind, tuple(cones)
        ends: F64 = np.array([limb.a for limb in limbs] + [limb.b for limb in limbs], np.float64) * scale
        self.points: F64 = np.concatenate([ends, _rims(limbs).reshape(-1, 3)])
        radii = [limb.radius_a for limb in limbs] + [limb.radius_b for limb in limbs]
        self.radii: F64 = np.array(radii, np.float64) * scale
        self.colours: F32 = np.array([limb.colour for limb in limbs], np.float32)
        self.flat: list[bool] = [limb.flat for limb in limbs]
        thick = [limb for limb in limbs if max(limb.radius_a, limb.radius_b) >= _COARSE_M]
        self.coarse: Figure = Figure(kind, thick, cones, scale, whole=False) if whole and thick else self


_RIM = np.linspace(0, math.tau, 14, endpoint=False)


def _rims(limbs: Sequence[Limb]) -> F64:
    """Both rims of every wheel, float64 [wheels, 28, 3]."""
    rims = []
    for limb in limbs:
        if limb.flat:
            for x, y, z in (limb.a, limb.b):
                rims.append([(x, y + limb.radius_a * math.cos(t), z + limb.radius_a * math.sin(t)) for t in _RIM])
    return np.array(rims, np.float64).reshape(-1, 28, 3)
