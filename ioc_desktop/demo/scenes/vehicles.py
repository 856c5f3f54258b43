"""Cars, taxis, vans, trucks and buses as shaded solids."""
# ruff: noqa: PLR0917  (points and sizes in their usual order)

from functools import lru_cache

import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, bgr
from ioc_desktop.demo.scenes.shapes import LightPoint, Mesh, MeshBuilder, Point

CAR_COLOURS = ("#eef0f0", "#d5d8da", "#9fa6ab", "#2c3136", "#8c1f1f", "#24496f", "#ecebe4", "#5b6268", "#c9bfa6")
TRUCK_COLOURS = ("#2f6fa3", "#3f8a5f", "#e8e6df", "#b5482f", "#d9c25a")
BUS_COLOURS = ("#e9ebe8", "#d7502f", "#2f7fb0", "#d9b93c", "#3f9a6a")
PLATE_WIDE_M, PLATE_HIGH_M = 0.52, 0.11
_PLATE_LOW_M = 0.41
GLASS, TYRE, HUB, DARK, TRIM = "#27323b", "#17181a", "#8f9599", "#15171a", "#3a3f44"


def _ring(y: float, low: float, high: float, wide_low: float, wide_high: float) -> list[Point]:
    return [(-wide_low, y, low), (wide_low, y, low), (wide_high, y, high), (-wide_high, y, high)]


def _wheels(build: MeshBuilder, half_m: float, ys: tuple[float, ...], radius_m: float) -> None:
    for x in (-half_m - 0.015, half_m + 0.015):
        for y in ys:
            build.disc((x, y, radius_m + 0.03), radius_m * 1.18, DARK)
            build.disc((x * 1.004, y, radius_m), radius_m, TYRE)
            build.disc((x * 1.008, y, radius_m), radius_m * 0.58, HUB, 10)


def _plate_and_lamps(build: MeshBuilder, half_m: float, ends: tuple[float, float], z: float, lamp_m: float) -> None:
    """Number plates, head and tail lamps on the flat ends (rear y, front y)."""
    for y, forward in zip(ends, (False, True), strict=True):
        shift = 0.012 if forward else -0.012
        step = y + shift
        low, wide = _PLATE_LOW_M, PLATE_WIDE_M / 2
        top = low + PLATE_HIGH_M
        build.face([(x, step, h) for x, h in ((-wide, low), (wide, low), (wide, top), (-wide, top))], "#e9e9e4")
        build.plates.append((step, low, forward))
        for side in (-1, 1):
            x = side * (half_m - 0.24)
            square = ((-0.2, -lamp_m), (0.2, -lamp_m), (0.2, lamp_m), (-0.2, lamp_m))
            colour = "#f6f3e8" if forward else "#a8201a"
            build.face([(x + dx, step, z + dz) for dx, dz in square], colour, 0.25)
            build.lights.append(LightPoint((x, step, z), forward, 0.2 if forward else 0.13))


def _car_cabin(build: MeshBuilder, paint: F32, half: float, belt: float, roof: float, ys: tuple[float, ...]) -> None:
    rear_low, rear_high, front_high, front_low = ys
    wide, narrow = half - 0.06, half - 0.22
    build.begin((0, (rear_low + front_low) / 2, (belt + roof) / 2))
    low = [(-wide, rear_low, belt), (wide, rear_low, belt), (wide, front_low, belt), (-wide, front_low, belt)]
    top = [
        (-narrow, rear_high, roof),
        (narrow, rear_high, roof),
        (narrow, front_high, roof),
        (-narrow, front_high, roof),
    ]
    for i in range(4):
        j = (i + 1) % 4
        build.face([low[i], low[j], top[j], top[i]], paint)
        build.face([_inset(low[i], low[j], top[j], top[i], u, v) for u, v in ((0.07, 0.08), (0.93, 0.08), (0.93, 0.9), (0.07, 0.9))], GLASS)  # fmt: skip  # noqa: E501
    for side in (-1, 1):
        a, b = (low[0], low[3]) if side < 0 else (low[1], low[2])
        c, d = (top[3], top[0]) if side < 0 else (top[2], top[1])
        pillar = [_inset(a, b, c, d, u, v) for u, v in ((0.5, 0.05), (0.55, 0.05), (0.55, 0.95), (0.5, 0.95))]
        build.face(pillar, paint)
    build.face(top, paint)
    build.end(1)


def _inset(a: Point, b: Point, c: Point, d: Point, u: float, v: float) -> Point:
    """A point of the quad a b c d at shares u (a to b) and v (a to d)."""
    low = [p + u * (q - p) for p, q in zip(a, b, strict=True)]
    high = [p + u * (q - p) for p, q in zip(d, c, strict=True)]
    x, y, z = (p + v * (q - p) for p, q in zip(low, high, strict=True))
    return x, y, z


def _roof_sign(build: MeshBuilder, roof: float) -> None:
    build.begin((0, 0, roof + 0.1))
    rings = [_ring(-0.35, roof, roof + 0.2, 0.14, 0.1), _ring(0.05, roof, roof + 0.2, 0.14, 0.1)]
    sign = bgr("#f2f0e4")
    build.loft(rings, [sign, sign, sign, sign, sign])
    build.end(2)


@lru_cache(maxsize=64)
def car(seed: int) -> Mesh:
    """A saloon, hatchback, taxi or seven-seater."""
    random = np.random.default_rng(seed + 5)
    tall, taxi = random.random() < 0.4, random.random() < 0.18
    half, long, roof = (0.93, 4.6, 1.78) if tall else (0.88, 4.35, 1.47)
    belt, low, end = roof * 0.56, 0.2, long / 2
    paint = bgr("#2f9d57" if taxi else str(random.choice(CAR_COLOURS)))
    build = MeshBuilder()
    build.begin((0, 0, belt / 2))
    rings = [
        _ring(-end, low + 0.1, belt - 0.08, half - 0.1, half - 0.14),
        _ring(-end + 0.22, low, belt, half, half - 0.06),
        _ring(end * 0.45, low, belt, half, half - 0.06),
        _ring(end - 0.25, low, belt - 0.16, half, half - 0.1),
        _ring(end, low + 0.06, belt - 0.3, half - 0.08, half - 0.16),
    ]
    build.loft(rings, [paint, paint, paint, paint, paint])
    for side in (-1, 1):
        x = side * (half + 0.008)
        build.face([(x, -end + 0.3, low), (x, end - 0.3, low), (x, end - 0.3, low + 0.14), (x, -end + 0.3, low + 0.14)], TRIM)  # fmt: skip  # noqa: E501
        build.face([(x, -0.35, low + 0.2), (x, -0.33, low + 0.2), (x, -0.33, belt), (x, -0.35, belt)], paint * 0.6)
    build.face([(x, end + 0.006, z) for x, z in ((-0.5, 0.46), (0.5, 0.46), (0.46, 0.34), (-0.46, 0.34))], DARK)
    _wheels(build, half, (-long * 0.31, long * 0.31), 0.32)
    _plate_and_lamps(build, half, (-end, end), belt - 0.36, 0.08)
    build.end(0)
    cabin = (-end + 0.12, -end + 0.5, 0.1, 0.95) if tall else (-end + 0.55, -end + 1.1, 0.15, 0.95)
    _car_cabin(build, paint, half, belt, roof, cabin)
    for side in (-1, 1):
        build.begin((side * (half + 0.02), 0.8, belt))
        x0, x1 = side * (half - 0.06), side * (half + 0.16)
        build.face([(x0, 0.72, belt), (x1, 0.72, belt), (x1, 0.72, belt + 0.15), (x0, 0.72, belt + 0.15)], paint * 0.8)
        build.end(2)
    if taxi:
        _roof_sign(build, roof)
    return build.build((half * 2, long, roof))


@lru_cache(maxsize=32)
def truck(seed: int) -> Mesh:
    """A cab and a load box (or a tarpaulin) on a frame."""
    random = np.random.default_rng(seed + 6)
    paint, load = (
        bgr(str(random.choice(TRUCK_COLOURS))),
        bgr(str(random.choice(("#d8dad8", "#4f6b52", "#8b8f92", "#3f5f7f")))),
    )
    half, end, roof = 1.1, 3.4, 2.9
    build = MeshBuilder()
    build.begin((0, 0, 0.5))
    build.loft([_ring(-end, 0.45, 0.75, 0.9, 0.9), _ring(end, 0.45, 0.75, 0.9, 0.9)], [bgr(DARK)] * 5)
    _wheels(build, 0.98, (-end + 1.1, end - 1.0), 0.46)
    build.end(0)
    _cab(build, paint, end)
    build.begin((0, -0.9, 1.8))
    dim = load * 0.97
    build.loft(
        [_ring(-end, 0.8, roof, half, half), _ring(end - 1.9, 0.8, roof, half, half)], [load, load, dim, dim, load]
    )
    for side in (-1, 1):
        for y in np.arange(-end + 0.7, end - 2.0, 0.9):
            x = side * (half + 0.01)
            build.face(
                [(x, y, 0.85), (x, y + 0.06, 0.85), (x, y + 0.06, roof - 0.05), (x, y, roof - 0.05)], load * 0.75
            )
    build.face([(x, -end - 0.01, z) for x, z in ((-0.03, 0.85), (0.03, 0.85), (0.03, 2.8), (-0.03, 2.8))], load * 0.6)
    _plate_and_lamps(build, 1.05, (-end - 0.01, end + 0.3), 0.72, 0.09)
    build.end(1)
    return build.build((half * 2, end * 2, roof))


def _cab(build: MeshBuilder, paint: F32, end: float) -> None:
    build.begin((0, end - 0.8, 1.3))
    rings = [
        _ring(end - 1.75, 0.5, 2.35, 1.0, 0.95),
        _ring(end - 0.3, 0.5, 2.35, 1.0, 0.92),
        _ring(end, 0.5, 1.4, 1.0, 1.0),
    ]
    build.loft(rings, [paint] * 5)
    screen = [(-0.86, end - 0.02, 1.46), (0.86, end - 0.02, 1.46), (0.82, end - 0.26, 2.2), (-0.82, end - 0.26, 2.2)]
    build.face([(x, y + 0.03, z) for x, y, z in screen], GLASS)
    for side in (-1, 1):
        x = side * 1.0
        build.face([(x, end - 1.4, 1.4), (x, end - 0.25, 1.4), (x * 0.97, end - 0.4, 2.15), (x * 0.97, end - 1.4, 2.15)], GLASS)  # fmt: skip  # noqa: E501
    build.face([(x, end + 0.01, z) for x, z in ((-0.8, 0.62), (0.8, 0.62), (0.8, 0.95), (-0.8, 0.95))], TRIM)
    for side in (-1, 1):
        x = side * 0.78
        build.face([(x + dx, end + 0.02, 0.98 + dz) for dx, dz in ((-0.16, 0), (0.16, 0), (0.16, 0.2), (-0.16, 0.2))], "#f6f3e8", 0.25)  # fmt: skip  # noqa: E501
    build.end(1)


@lru_cache(maxsize=32)
def bus(seed: int) -> Mesh:
    """A city bus or a sleeper coach."""
    random = np.random.default_rng(seed + 7)
    paint = bgr(str(random.choice(BUS_COLOURS)))
    stripe = bgr(str(random.choice(("#2f5f9a", "#b5372c", "#e3b23a", "#3f8a55"))))
    half, end, roof = 1.23, 5.1, 3.15
    build = MeshBuilder()
    build.begin((0, 0, 1.7))
    rings = [
        _ring(-end, 0.35, roof - 0.1, half - 0.04, half - 0.12),
        _ring(-end + 0.3, 0.3, roof, half, half - 0.08),
        _ring(end - 0.35, 0.3, roof, half, half - 0.08),
        _ring(end, 0.35, roof - 0.3, half - 0.05, half - 0.16),
    ]
    build.loft(rings, [paint, paint, paint * 0.96, paint, paint])
    for side in (-1, 1):
        x = side * (half + 0.012)
        build.face([(x, -end + 0.3, 0.75), (x, end - 0.4, 0.75), (x, end - 0.4, 1.1), (x, -end + 0.3, 1.1)], stripe)
        build.face([(x, -end + 0.4, 1.4), (x, end - 0.4, 1.4), (x * 0.97, end - 0.5, 2.55), (x * 0.97, -end + 0.4, 2.55)], GLASS)  # fmt: skip  # noqa: E501
        for y in np.arange(-end + 1.7, end - 0.6, 1.45):
            build.face([(x * 1.001, y, 1.4), (x * 1.001, y + 0.12, 1.4), (x * 0.972, y + 0.12, 2.55), (x * 0.972, y, 2.55)], paint)  # fmt: skip  # noqa: E501
    build.face(
        [(-1.05, end + 0.01, 1.15), (1.05, end + 0.01, 1.15), (1.0, end + 0.01, 2.5), (-1.0, end + 0.01, 2.5)], GLASS
    )
    build.face([(-0.8, end + 0.02, 2.55), (0.8, end + 0.02, 2.55), (0.8, end + 0.02, 2.78), (-0.8, end + 0.02, 2.78)], "#f0b64a", 0.3)  # fmt: skip  # noqa: E501
    build.face(
        [(-0.95, -end - 0.01, 1.7), (0.95, -end - 0.01, 1.7), (0.9, -end - 0.01, 2.6), (-0.9, -end - 0.01, 2.6)], GLASS
    )
    _wheels(build, half, (-end + 2.4, end - 2.2), 0.48)
    _plate_and_lamps(build, half, (-end - 0.01, end + 0.02), 0.82, 0.1)
    build.end(0)
    build.begin((0, -1, roof + 0.1))
    box = bgr("#d9dcda")
    build.loft([_ring(-2.6, roof, roof + 0.22, 0.75, 0.7), _ring(0.2, roof, roof + 0.22, 0.75, 0.7)], [box] * 5)
    build.end(1)
    return build.build((half * 2, end * 2, roof + 0.22))


def plate_places(kind: str, seed: int) -> tuple[tuple[float, float, bool], ...]:
    """Y and lower edge of each number plate in m, and whether it is at the front."""
    return mesh_of(kind, seed).plates


def mesh_of(kind: str, seed: int) -> Mesh:
    """The solid model of a car, truck or bus; the seed picks its variant out of a dozen."""
    return {"car": car, "truck": truck, "bus": bus}[kind](seed % 12 if kind == "car" else seed % 6)
