"""Which cameras are near a place, and which of them look at it. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ioc_desktop.kernel.cameras.model import Camera

_EARTH_M = 6_371_000.0
_SEES_M = 250.0
"""Farther away, a place in a camera's field of view is too small to be seen."""
_BLIND_PENALTY = 2.0
"""A camera that looks elsewhere counts as if it stood so many times as far away."""
_USUAL_FOV_DEG = 70.0


@dataclass(frozen=True)
class NearCamera:
    """A camera near a place.

    Attributes:
        distance_m: None where either place is unknown.
        sees: whether the place lies in its field of view and near enough.
    """

    camera: Camera
    distance_m: float | None
    sees: bool


def nearest(
    cameras: Iterable[Camera],
    latitude: float | None,
    longitude: float | None,
    *,
    first: UUID | None = None,
    most: int = 5,
) -> list[NearCamera]:
    """The nearest cameras, those that look at the place before those that do not.

    Args:
        first: the camera that showed it, which is always there and always first.
    """
    known = [_near(camera, latitude, longitude) for camera in cameras]
    near = [each for each in known if each.distance_m is not None or each.camera.id == first]
    return sorted(near, key=lambda each: (each.camera.id != first, _rank(each), each.camera.number))[:most]


def _rank(near: NearCamera) -> float:
    return (near.distance_m or 0.0) * (1.0 if near.sees else _BLIND_PENALTY)


def _near(camera: Camera, latitude: float | None, longitude: float | None) -> NearCamera:
    if latitude is None or longitude is None or camera.latitude is None or camera.longitude is None:
        return NearCamera(camera, None, sees=False)
    metres = distance_m(camera.latitude, camera.longitude, latitude, longitude)
    bearing = bearing_deg(camera.latitude, camera.longitude, latitude, longitude)
    return NearCamera(camera, metres, sees=metres <= _SEES_M and _looks(camera, bearing, metres))


def _looks(camera: Camera, bearing: float, metres: float) -> bool:
    if metres < 1.0 or camera.kind.value in {"ptz", "fisheye"}:
        return True
    if camera.azimuth_deg is None:
        return False
    off = abs((bearing - camera.azimuth_deg + 180.0) % 360.0 - 180.0)
    return off <= (camera.fov_deg or _USUAL_FOV_DEG) / 2


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Metres along the ground between two places in degrees (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half_a, half_o = (b - a) / 2, math.radians(other_longitude - longitude) / 2
    chord = math.sin(half_a) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_o) ** 2
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(chord)))


def bearing_deg(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Direction from the first place to the second, 0 = north, clockwise."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    turn = math.radians(other_longitude - longitude)
    y = math.sin(turn) * math.cos(b)
    x = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(y, x)) % 360.0
