"""Number plates on the vehicles of a scene: their letters where they are large enough to be seen."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.demo.plates import Layout, flat_plate
from ioc_desktop.demo.scenes.arrays import F32, F64, U8
from ioc_desktop.demo.scenes.traffic import Actor
from ioc_desktop.demo.scenes.vehicles import PLATE_HIGH_M, PLATE_WIDE_M, plate_places
from ioc_desktop.kernel.plates.formats import PlateColour, normalise

LEAST_PX = 2.5
"""Height of a plate below which it is not even a pale spot."""
_BIKE_WIDE_M, _BIKE_HIGH_M = 0.19, 0.14
_BIKE_REAR = (-0.99, 0.42)
"""y and lower edge of a motorbike's plate, m; there is none at the front."""
_FINE = 3
_GROUND = 236.0


def plate_quads(actor: Actor) -> list[tuple[F64, bool]]:
    """Corners [4, 3] of an actor's plates in its own axes, clockwise from the upper left as read; and if at the front.

    Empty for what has none.
    """
    if not actor.plate:
        return []
    if actor.kind == "motorcycle":
        y, low = _BIKE_REAR
        return [(_quad(_BIKE_WIDE_M, _BIKE_HIGH_M, y, low, forward=False), False)]
    return [
        (_quad(PLATE_WIDE_M, PLATE_HIGH_M, y, low, forward=forward), forward)
        for y, low, forward in plate_places(actor.kind, actor.look_seed)
    ]


def _quad(wide: float, high: float, y: float, low: float, *, forward: bool) -> F64:
    """Whoever looks at the front of a vehicle has its right side at the left."""
    left = wide / 2 if forward else -wide / 2
    top = low + high
    return np.array([(left, y, top), (-left, y, top), (-left, y, low), (left, y, low)])


def letter(frame: U8, corners_px: F64, actor: Actor, shade: F32) -> None:
    """Draw a plate into a frame, changed in place.

    Args:
        corners_px: [4, 2], clockwise from the upper left as read.
        shade: BGR 0–1 that a white surface has there.
    """
    height = float(np.linalg.norm(corners_px[3] - corners_px[0]))
    flat = _flat(actor.plate, "bike" if actor.kind == "motorcycle" else "one")
    if height < LEAST_PX or flat is None:
        return
    low = np.maximum(np.floor(corners_px.min(0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(corners_px.max(0)).astype(int) + 2, (frame.shape[1], frame.shape[0]))
    wide, tall = (high - low).tolist()
    if wide < 2 or tall < 2:
        return
    scale = min(1.0, 1.5 * _FINE * height / flat.shape[0])
    small = cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else flat
    lit = np.clip(small * (shade * (255.0 / _GROUND)), 0, 255).astype(np.uint8)
    edge = np.array([(0, 0), (lit.shape[1], 0), (lit.shape[1], lit.shape[0]), (0, lit.shape[0])], np.float32)
    matrix = cv2.getPerspectiveTransform(edge, ((corners_px - low) * _FINE).astype(np.float32))
    part = frame[low[1] : high[1], low[0] : high[0]]
    large = cv2.resize(part, (wide * _FINE, tall * _FINE), interpolation=cv2.INTER_LINEAR)
    cv2.warpPerspective(lit, matrix, large.shape[1::-1], large, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT)
    part[:] = cv2.resize(large, (wide, tall), interpolation=cv2.INTER_AREA)


@lru_cache(maxsize=256)
def _flat(plate: str, layout: Layout) -> U8 | None:
    """None on a machine without letters; its plates stay blank."""
    try:
        return flat_plate(normalise(plate), PlateColour.WHITE, layout)
    except ExpectedError:
        return None
