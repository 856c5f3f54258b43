"""Walkers, cyclists and motorbike riders as jointed bodies of rounded limbs."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, bgr
from ioc_desktop.demo.scenes.shapes import Cone, Figure, Limb, Point

SHIRTS = ("#e8e4da", "#4d7fb0", "#b5493f", "#d9a53f", "#4f8a63", "#8b6fa8", "#39424c", "#c98fa0", "#7fb3b8", "#5a6b3f")
PONCHOS = ("#4d86b8", "#b04fa0", "#d6c23f", "#3f9a6a", "#9aa6b0", "#d97f3f")
TROUSERS = ("#23272d", "#3c4450", "#2d3a52", "#5a5347", "#1c1d20", "#6e7378")
HELMETS = ("#e6e3db", "#33383f", "#a12c2c", "#2d5a8a", "#d9b65a", "#4a4a4a", "#8fb0c0")
BIKES = ("#8c2320", "#22364f", "#2c3034", "#c9ccce", "#d8d2c2", "#1f5f5a", "#3f3f44")
SKIN, HAIR, RUBBER, STEEL = bgr("#c49a7c"), bgr("#1b1a1c"), bgr("#17181a"), bgr("#6b7177")


@dataclass(frozen=True)
class Wardrobe:
    """What one person wears and rides."""

    shirt: F32
    trousers: F32
    helmet: F32
    bike: F32
    conical_hat: bool
    passenger: bool
    height: float
    poncho: bool


@lru_cache(maxsize=512)
def wardrobe(seed: int, *, rain: bool, pupil: bool) -> Wardrobe:
    random = np.random.default_rng(seed + 31)
    shirt = "#f1f1ee" if pupil else str(random.choice(PONCHOS if rain else SHIRTS))
    trousers = "#27345a" if pupil else str(random.choice(TROUSERS))
    return Wardrobe(
        bgr(shirt),
        bgr(trousers),
        bgr(str(random.choice(HELMETS))),
        bgr(str(random.choice(BIKES))),
        bool(random.random() < 0.28) and not pupil,
        bool(random.random() < 0.3),
        float(random.uniform(0.88, 1.0) if pupil else random.uniform(0.93, 1.06)),
        rain,
    )


def walker(wear: Wardrobe, stride: float, speed_mps: float) -> Figure:
    """A person on foot; `stride` is the phase of the step in radians."""
    swing = 0.42 * math.sin(stride) * min(1.0, speed_mps / 0.8)
    lift = abs(math.cos(stride)) * 0.02
    limbs: list[Limb] = []
    for side in (-1, 1):
        reach = side * swing
        bend = max(0.0, -side * math.cos(stride)) * min(1.0, speed_mps / 0.8) * 0.16
        hip, knee = (0.09 * side, 0.0, 0.88), (0.1 * side, reach * 0.5 + bend * 0.6, 0.47)
        foot = (0.1 * side, reach - bend * 0.4, 0.08 + bend * 0.5)
        limbs.append(Limb(hip, knee, 0.1, 0.072, wear.trousers))
        limbs.append(Limb(knee, foot, 0.07, 0.05, wear.trousers))
        limbs.append(Limb(foot, (foot[0], foot[1] + 0.14, foot[2] - 0.02), 0.05, 0.04, RUBBER))
        hand = (0.25 * side, -reach * 0.75 + 0.06, 0.86)
        limbs.append(Limb((0.2 * side, 0, 1.38), hand, 0.06, 0.042, wear.shirt * 0.92))
        limbs.append(Limb(hand, hand, 0.05, 0.05, SKIN))
    low = 0.62 if wear.poncho else 0.92
    limbs.append(Limb((0, 0, 1.3 + lift), (0, 0, low), 0.175, 0.24 if wear.poncho else 0.145, wear.shirt))
    limbs.append(Limb((0, 0.07, 1.6 + lift), (0, 0.07, 1.56 + lift), 0.1, 0.085, SKIN))
    limbs.append(Limb((0, -0.02, 1.65 + lift), (0, -0.03, 1.6 + lift), 0.115, 0.105, HAIR))
    hat = (Cone((0.0, 0.0, 1.86 * wear.height), 0.27, 0.19, bgr("#ddcfa0")),) if wear.conical_hat else ()
    return Figure("person", limbs, hat, wear.height)


def _seated(wear: Wardrobe, y: float, hands: Point, *, feet: tuple[float, float], seat_z: float) -> list[Limb]:
    """A rider sitting at y, holding `hands` (x, y, z), feet at (y, z)."""
    limbs: list[Limb] = []
    torso_top = (0.0, y + 0.12, seat_z + 0.52)
    for side in (-1, 1):
        knee = (0.21 * side, y + 0.42, seat_z - 0.06)
        foot = (0.19 * side, feet[0], feet[1])
        limbs.append(Limb((0.11 * side, y, seat_z + 0.05), knee, 0.1, 0.075, wear.trousers))
        limbs.append(Limb(knee, foot, 0.07, 0.05, wear.trousers))
        limbs.append(Limb(foot, (foot[0], foot[1] + 0.12, foot[2]), 0.05, 0.04, RUBBER))
    limbs.append(Limb(torso_top, (0, y - 0.02, seat_z + 0.1), 0.185, 0.24 if wear.poncho else 0.165, wear.shirt))
    for side in (-1, 1):
        elbow = (0.29 * side, y + 0.2, seat_z + 0.28)
        grip = (hands[0] * side, hands[1], hands[2])
        limbs.append(Limb((0.2 * side, y + 0.1, seat_z + 0.54), elbow, 0.068, 0.055, wear.shirt * 0.93))
        limbs.append(Limb(elbow, grip, 0.05, 0.042, SKIN if not wear.poncho else wear.shirt * 0.9))
    head = (0.0, y + 0.19, seat_z + 0.83)
    limbs.append(Limb(head, head, 0.105, 0.1, SKIN))
    limbs.append(Limb((0, y + 0.16, seat_z + 0.89), (0, y + 0.15, seat_z + 0.86), 0.135, 0.14, wear.helmet))
    return limbs


def _motorbike(wear: Wardrobe) -> Figure:
    """A scooter or a step-through of the usual kind."""
    bike = wear.bike
    limbs = [
        Limb((-0.05, -0.62, 0.29), (0.05, -0.62, 0.29), 0.29, 0.29, RUBBER, flat=True),
        Limb((-0.05, 0.66, 0.29), (0.05, 0.66, 0.29), 0.29, 0.29, RUBBER, flat=True),
        Limb((-0.055, -0.62, 0.29), (0.055, -0.62, 0.29), 0.16, 0.16, STEEL, flat=True),
        Limb((-0.055, 0.66, 0.29), (0.055, 0.66, 0.29), 0.16, 0.16, STEEL, flat=True),
        Limb((0, 0.64, 0.32), (0, 0.42, 0.98), 0.06, 0.06, STEEL * 0.7),
        Limb((0.12, -0.75, 0.36), (0.12, -0.1, 0.3), 0.06, 0.05, STEEL),
        Limb((0, -0.25, 0.42), (0, 0.3, 0.4), 0.17, 0.12, bgr("#2b2e31")),
        Limb((0, -0.82, 0.66), (0, 0.02, 0.56), 0.13, 0.16, bike),
        Limb((0, -0.7, 0.78), (0, 0.08, 0.76), 0.11, 0.12, bgr("#1d1e20")),
        Limb((0, 0.38, 0.42), (0, 0.46, 0.92), 0.17, 0.16, bike),
        Limb((0, 0.67, 0.56), (0, 0.6, 0.58), 0.1, 0.1, bike * 0.9),
        Limb((-0.34, 0.4, 1.03), (0.34, 0.4, 1.03), 0.035, 0.035, bgr("#222427")),
        Limb((-0.3, 0.44, 1.2), (-0.32, 0.44, 1.2), 0.05, 0.05, bgr("#222427")),
        Limb((0.3, 0.44, 1.2), (0.32, 0.44, 1.2), 0.05, 0.05, bgr("#222427")),
        Limb((-0.03, 0.58, 0.97), (0.03, 0.58, 0.97), 0.085, 0.085, bgr("#f3efe0")),
        Limb((-0.06, -0.94, 0.68), (0.06, -0.94, 0.68), 0.05, 0.05, bgr("#b3241c")),
        Limb((-0.06, -0.95, 0.5), (0.06, -0.95, 0.5), 0.06, 0.06, bgr("#26282a")),
    ]
    return Figure("motorcycle", limbs)


_TUBES: tuple[tuple[Point, Point], ...] = (
    ((0, 0.52, 0.33), (0, 0.38, 0.95)),
    ((0, 0.4, 0.8), (0, -0.1, 0.35)),
    ((0, -0.5, 0.33), (0, -0.1, 0.35)),
    ((0, -0.1, 0.35), (0, -0.22, 0.88)),
    ((-0.26, 0.3, 1.02), (0.26, 0.3, 1.02)),
)


def _bicycle(wear: Wardrobe, stride: float) -> Figure:
    limbs: list[Limb] = []
    for y in (-0.5, 0.52):
        limbs.append(Limb((-0.015, y, 0.33), (0.015, y, 0.33), 0.33, 0.33, RUBBER, flat=True))
        limbs.append(Limb((-0.018, y, 0.33), (0.018, y, 0.33), 0.28, 0.28, bgr("#777b7d"), flat=True))
        limbs.append(Limb((-0.03, y, 0.33), (0.03, y, 0.33), 0.05, 0.05, RUBBER))
    frame = wear.bike
    limbs += [Limb(a, b, 0.03, 0.03, frame) for a, b in _TUBES]
    pedal = 0.16 * math.sin(stride)
    limbs.append(Limb((-0.1, -0.1 + pedal, 0.3), (0.1, -0.1 - pedal, 0.3), 0.03, 0.03, RUBBER))
    return Figure("bicycle", limbs)


def rider_figures(kind: str, wear: Wardrobe, stride: float, *, rider: bool) -> list[Figure]:
    """The machine first, then those who sit on it."""
    if kind == "bicycle":
        figures = [_bicycle(wear, stride)]
        if rider:
            feet = (0.0 + 0.14 * math.sin(stride), 0.28 + 0.08 * math.cos(stride))
            figures.append(Figure("person", _seated(wear, -0.24, (0.24, 0.3, 1.04), feet=feet, seat_z=0.86)))
        return figures
    figures = [_motorbike(wear)]
    if rider and wear.passenger:
        behind = Wardrobe(wear.shirt[::-1].copy(), wear.trousers, wear.helmet[::-1].copy(), wear.bike,
                          conical_hat=False, passenger=False, height=1.0, poncho=wear.poncho)  # fmt: skip
        limbs = _seated(behind, -0.56, (0.18, -0.2, 1.05), feet=(-0.4, 0.36), seat_z=0.86)
        figures.append(Figure("person", limbs))
    if rider:
        limbs = _seated(wear, -0.14, (0.3, 0.38, 1.04), feet=(0.2, 0.34), seat_z=0.82)
        figures.append(Figure("person", limbs))
    return figures


STRIDES = 16


@lru_cache(maxsize=8192)
def figures_of(
    kind: str, seed: int, step: int, *, moving: bool, rain: bool, pupil: bool, rider: bool
) -> tuple[Figure, ...]:
    """The figures of a walker or rider at step `step` of STRIDES, machine first."""
    wear = wardrobe(seed, rain=rain, pupil=pupil)
    stride = step * math.tau / STRIDES
    if kind == "person":
        return (walker(wear, stride, 1.2 if moving else 0.0),)
    return tuple(rider_figures(kind, wear, stride, rider=rider))
