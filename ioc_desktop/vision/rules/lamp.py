"""What a traffic light shows, read from its pixels: by colour of what glows, settled over time."""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import LAMP_LOST_S, LAMP_MEMORY_S, LAMP_SETTLE_S
from ioc_desktop.vision.rules.model import Point, SignalState

Glow = tuple[float, float, float]
_COLOURS: tuple[SignalState, SignalState, SignalState] = ("red", "yellow", "green")

# OpenCV hues (0–180) of signal lenses: red wraps, green reaches into cyan.
_HUES = (((0, 9), (168, 180)), ((13, 34),), ((42, 100),))
# Small regions are enlarged to about this many pixels across: lamps in analysis pictures are a few pixels wide.
_WORK_PX = 48
# A lamp that glows is among the brightest tenth of its head, and at least so bright (0–1); unlit lenses reflect less.
_BRIGHT_SHARE = 0.88
_LEAST_VALUE = 0.30
_LEAST_SATURATION = 0.30
# Light of the winning colour, as a share of the region, below which nothing glows.
_LEAST_GLOW = 0.004
# The winner outshines the second by this factor, else the reading is thrown away.
_DOMINANCE = 1.6


def read_lamp(picture: NDArray[np.uint8], lamp: tuple[Point, ...]) -> tuple[SignalState, Glow]:
    """The state that one picture shows.

    Args:
        picture: BGR uint8 [h, w, 3].
        lamp: polygon of the signal head in 0–1 of the picture.

    Returns:
        State ("unknown" where no colour wins) and the light of red, yellow and green, 0–1 each.
    """
    region, mask = _cut(picture, lamp)
    if region is None or not mask.any():
        return "unknown", (0.0, 0.0, 0.0)
    glow = _glow(region, mask)
    order = np.argsort(glow)[::-1]
    best, second = glow[order[0]], glow[order[1]]
    if best < _LEAST_GLOW or best < _DOMINANCE * second:
        return "unknown", glow
    return _COLOURS[int(order[0])], glow


def _cut(picture: NDArray[np.uint8], lamp: tuple[Point, ...]) -> tuple[NDArray[np.uint8] | None, NDArray[np.bool_]]:
    """The region enlarged to a workable size, and which of its pixels lie in the polygon."""
    height, width = picture.shape[:2]
    corners = np.clip(np.array(lamp, np.float64), 0, 1) * (width, height)
    low = np.floor(corners.min(axis=0)).astype(int)
    high = np.maximum(np.ceil(corners.max(axis=0)).astype(int), low + 1)
    region = picture[low[1] : high[1], low[0] : high[0]]
    if region.size == 0:
        return None, np.zeros(0, np.bool_)
    scale = min(8.0, max(1.0, _WORK_PX / max(region.shape[:2])))
    size = (max(1, round(region.shape[1] * scale)), max(1, round(region.shape[0] * scale)))
    large = np.asarray(cv2.resize(region, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    inside = np.zeros(large.shape[:2], np.uint8)
    cv2.fillPoly(inside, [np.round((corners - low) * scale).astype(np.int32)], 1)
    return large, inside.astype(np.bool_)


def _glow(region: NDArray[np.uint8], mask: NDArray[np.bool_]) -> Glow:
    """Light by colour. White hearts of overexposed lamps take the colour of the halo around them."""
    hue, saturation, value = cv2.split(cv2.cvtColor(region, cv2.COLOR_BGR2HSV))
    shine, pure = value.astype(np.float32) / 255, saturation.astype(np.float32) / 255
    least = max(_LEAST_VALUE, _BRIGHT_SHARE * float(np.percentile(shine[mask], 99)) * 0.75)
    lit = mask & (shine >= least) & (pure >= _LEAST_SATURATION)
    weight = shine**2 * pure * lit
    total = float(mask.sum())
    red, yellow, green = (float(weight[_in_hues(hue, hues)].sum()) / total for hues in _HUES)
    return red, yellow, green


def _in_hues(hue: "cv2.typing.MatLike", hues: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    inside = np.zeros(hue.shape[:2], np.bool_)
    for low, high in hues:
        inside |= np.asarray((hue >= low) & (hue <= high))
    return inside


@dataclass(frozen=True, slots=True)
class Shown:
    """A state and since when it is shown, with the light that it was read from."""

    state: SignalState
    since_s: float
    glow: Glow = (0.0, 0.0, 0.0)


class LampMemory:
    """Readings over time: a new state counts once it was read for LAMP_SETTLE_S, none for LAMP_LOST_S is unknown."""

    def __init__(self) -> None:
        self._past: deque[Shown] = deque()
        self._next: Shown | None = None
        self._read_s = float("-inf")

    def clear(self) -> None:
        self._past.clear()
        self._next = None
        self._read_s = float("-inf")

    def add(self, time_s: float, state: SignalState, glow: Glow = (0.0, 0.0, 0.0)) -> None:
        """Take note of one reading."""
        if time_s - self._read_s > LAMP_LOST_S:
            self._lose()
        if state == "unknown":
            return
        self._read_s = time_s
        if self._shown == state:
            self._next = None
        elif self._next is None or self._next.state != state:
            self._next = Shown(state, time_s, glow)
        elif time_s - self._next.since_s >= LAMP_SETTLE_S:
            self._append(Shown(state, self._next.since_s, glow))
            self._next = None

    def is_certain(self, time_s: float) -> bool:
        """Whether no change is being settled that would alter what was shown at a time."""
        return self._next is None or self._next.since_s > time_s

    @property
    def _shown(self) -> SignalState:
        return self._past[-1].state if self._past else "unknown"

    def _lose(self) -> None:
        """Nothing was read for long: from the last reading on nobody knows."""
        self._next = None
        if self._shown != "unknown":
            self._append(Shown("unknown", self._read_s))

    def at(self, time_s: float) -> Shown:
        """What was shown at a time."""
        for shown in reversed(self._past):
            if shown.since_s <= time_s:
                return shown
        return Shown("unknown", time_s)

    def _append(self, shown: Shown) -> None:
        self._past.append(shown)
        while len(self._past) > 2 and shown.since_s - self._past[1].since_s > LAMP_MEMORY_S:
            self._past.popleft()
