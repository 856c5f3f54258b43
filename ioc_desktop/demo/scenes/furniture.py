"""Street furniture and planting: lamps, poles, cables, trees, rails, parasols, traffic lights, river staff."""
# ruff: noqa: PLR0917  (points and sizes in their usual order)

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, bgr, scalar
from ioc_desktop.demo.scenes.canvas import Canvas
from ioc_desktop.demo.scenes.stage import METAL, SignalHead, Stage
from ioc_desktop.demo.scenes.textures import foliage

PARASOLS = ("#c4473d", "#3b78b5", "#d9a33a", "#3f9a6c", "#ece6d8", "#8a5fa0", "#e07b3f")
_GOODS = ("#7f9a45", "#c4662f", "#d9b13f", "#b5352d", "#6f8a4f", "#e0c9a0")


def street_lamp(stage: Stage, x: float, y: float, height_m: float = 8.5, arm_m: float = 2.2) -> None:
    """A lamp post whose arm reaches `arm_m` to the right (negative: left)."""

    def paint(canvas: Canvas) -> None:
        colour = METAL * canvas.light_at(x, y)
        canvas.line((x, y, 0), (x, y, height_m), 0.16, colour)
        canvas.line((x, y, height_m), (x + arm_m, y, height_m + 0.25), 0.1, colour)
        canvas.line((x + arm_m * 0.8, y, height_m + 0.22), (x + arm_m * 1.12, y, height_m + 0.26), 0.22, colour * 1.2)

    stage.add(x, y, paint)
    stage.lamp(x + arm_m, y, height_m + 0.1)


def lamp_rows(stage: Stage, x: float, ys: Iterable[float], height_m: float = 8.5, arm_m: float = 2.2) -> None:
    for y in ys:
        street_lamp(stage, -x, y, height_m, arm_m)
        street_lamp(stage, x, y, height_m, -arm_m)


def poles_and_cables(stage: Stage, x: float, ys: Sequence[float], height_m: float = 7.6) -> None:
    """Concrete poles with the usual bundle of sagging cables."""
    for y in ys:
        stage.add(x, y, _pole(x, y, height_m))

    def cables(canvas: Canvas) -> None:
        if canvas.mirrored:
            return
        colour = bgr("#24282c") * (0.4 + 0.6 * float(canvas.light_at(x, ys[0]).mean()))
        for k in range(6):
            for a, b in pairwise(ys):
                _cable(canvas, (x + 0.12 * (k % 3), a, height_m - 0.16 * k), b, 0.5 + 0.11 * k, colour)

    stage.add(x, min(ys) + 1, cables)


def _pole(x: float, y: float, height_m: float) -> "PolePaint":
    return PolePaint(x, y, height_m)


class PolePaint:
    """A concrete pole with a cross arm and, on some, a transformer-like box."""

    def __init__(self, x: float, y: float, height_m: float) -> None:
        self._x, self._y, self._height_m = x, y, height_m

    def __call__(self, canvas: Canvas) -> None:
        x, y, top = self._x, self._y, self._height_m
        colour = bgr("#9a968c") * canvas.light_at(x, y)
        canvas.line((x, y, 0), (x, y, top), 0.26, colour)
        canvas.line((x - 0.7, y, top - 0.35), (x + 0.7, y, top - 0.35), 0.1, colour * 0.8)


def _cable(canvas: Canvas, start: tuple[float, float, float], end_y: float, sag_m: float, colour: F32) -> None:
    x, y, z = start
    shares = np.linspace(0, 1, 11)
    points = [(x, y + (end_y - y) * t, z - sag_m * 4 * t * (1 - t)) for t in shares.tolist()]
    for a, b in pairwise(points):
        canvas.line(a, b, 0.035, colour)


def tree(stage: Stage, x: float, y: float, height_m: float = 7.0, width_m: float = 5.0, seed: int = 0) -> None:
    crown = foliage(seed % 24)
    stage.shadow_of_ball(x, y, height_m * 0.62, width_m * 0.46)

    def paint(canvas: Canvas) -> None:
        light = canvas.light_at(x, y)
        trunk = np.array(
            [(x - 0.16, y, 0), (x + 0.16, y, 0), (x + 0.11, y, height_m * 0.5), (x - 0.11, y, height_m * 0.5)]
        )
        canvas.polygon(trunk, bgr("#5b4c3d") * light)
        canvas.sprite((x, y, height_m * 0.28), (width_m, height_m * 0.72), crown, light * 0.95)

    stage.add(x, y, paint)


def bush(stage: Stage, x: float, y: float, size_m: float = 1.2, seed: int = 0) -> None:
    crown = foliage(seed % 24)

    def paint(canvas: Canvas) -> None:
        canvas.sprite((x, y, 0), (size_m * 1.4, size_m), crown, canvas.light_at(x, y) * 0.9)

    stage.add(x, y, paint)


def railing(stage: Stage, x: float, ys: Sequence[float], height_m: float = 1.1, colour: str = "#c9ccc8") -> None:
    """Posts and two rails along y."""
    for a, b in pairwise(ys):
        stage.add(x, (a + b) / 2, RailPaint(x, a, b, height_m, bgr(colour)))


class RailPaint:
    """One field of a railing."""

    def __init__(self, x: float, y0: float, y1: float, height_m: float, colour: F32) -> None:
        self._x, self._y0, self._y1, self._height_m, self._colour = x, y0, y1, height_m, colour

    def __call__(self, canvas: Canvas) -> None:
        x, top = self._x, self._height_m
        canvas.box((x, self._y0), (0.14, 0.14), (0.0, top), self._colour)
        for z in (0.5, top - 0.06):
            light = canvas.light_at(x, self._y0)
            canvas.line((x, self._y0, z), (x, self._y1, z), 0.08, self._colour * light)


def block(stage: Stage, x: float, y: float, size: tuple[float, float], z: tuple[float, float], colour: str) -> None:
    """An upright box: walls, kerbs, planters, gate posts."""
    shade = bgr(colour)
    stage.shadow_of_box(x - size[0] / 2, x + size[0] / 2, y - size[1] / 2, y + size[1] / 2, z[1])

    def paint(canvas: Canvas) -> None:
        canvas.box((x, y), size, z, shade)

    stage.add(x, y, paint)


def name_plate(stage: Stage, x: float, ys: tuple[float, float], z: tuple[float, float], texture: F32) -> None:
    """Lettering on a wall along the street that looks to the left."""

    def paint(canvas: Canvas) -> None:
        quad = [(x, ys[1], z[1]), (x, ys[0], z[1]), (x, ys[0], z[0]), (x, ys[1], z[0])]
        canvas.textured(np.array(quad), texture, canvas.light_at(x, ys[0]))

    stage.add(x - 0.5, ys[0], paint)


def parasol_stall(stage: Stage, x: float, y: float, seed: int) -> None:
    """A market stall: a table with goods under a parasol."""
    random = np.random.default_rng(seed)
    stage.shadow_of_ball(x, y, 2.4, 1.5)
    goods = [
        (float(random.uniform(-1, 0.7)), float(random.uniform(0.12, 0.3)), str(random.choice(_GOODS))) for _ in range(9)
    ]

    def paint(canvas: Canvas) -> None:
        light = canvas.light_at(x, y)
        canvas.box((x, y), (2.2, 0.9), (0.0, 0.75), bgr("#7a6650"))
        for dx, rise, colour in goods:
            canvas.box((x + dx, y - 0.2), (0.34, 0.3), (0.75, 0.75 + rise), bgr(colour))
        canvas.line((x, y, 0), (x, y, 2.7), 0.07, METAL * light)
        _parasol(canvas, (x, y, 2.85), 1.65, bgr(PARASOLS[seed % len(PARASOLS)]), light)

    stage.add(x, y, paint)


def _parasol(canvas: Canvas, top: tuple[float, float, float], radius_m: float, colour: F32, light: F32) -> None:
    x, y, z = top
    count = 10
    ribs = [(math.tau * k / count, math.tau * (k + 1) / count) for k in range(count)]
    for a, b in sorted(ribs, key=lambda r: -math.sin((r[0] + r[1]) / 2)):
        rim = [(x + radius_m * math.cos(t), y + radius_m * math.sin(t), z - 0.6) for t in (a, b)]
        normal = (math.cos((a + b) / 2) * 0.4, math.sin((a + b) / 2) * 0.4, 0.9)
        shade = colour if int(a * 10) % 2 else colour * 0.82
        canvas.polygon(np.array([top, *rim]), canvas.lit(shade, normal, light))


def signal_post(stage: Stage, x: float, y: float, group: str, height_m: float = 4.6, arm_m: float = 0.0) -> None:
    """A traffic light; its three lamps are drawn per frame."""

    def paint(canvas: Canvas) -> None:
        colour = bgr("#5e6468") * canvas.light_at(x, y)
        canvas.line((x, y, 0), (x, y, height_m), 0.2, colour)
        if arm_m:
            canvas.line((x, y, height_m - 0.3), (x + arm_m, y, height_m), 0.14, colour)
        canvas.box((x + arm_m, y - 0.12), (0.5, 0.3), (height_m - 1.4, height_m + 0.1), bgr("#191c1e"))

    stage.add(x, y, paint)
    stage.heads.append(SignalHead(x + arm_m, y - 0.3, height_m - 0.15, group))


def river_staff(stage: Stage, x: float, y: float, height_m: float = 4.0) -> None:
    """A gauge staff with red and white decimetre fields."""
    image = np.empty((800, 100, 3), np.float32)
    image[:] = bgr("#f0efe9")
    fields = int(height_m * 2.5)
    step = 800 / fields
    for k in range(fields):
        low = int(800 - k * step)
        if k % 2 == 0:
            cv2.rectangle(image, (0, int(low - step)), (100, low), scalar(bgr("#c02f28")), -1)
        for j in range(4):
            y_px = int(low - j * step / 4)
            cv2.line(image, (100 - (50 if j == 0 else 28), y_px), (100, y_px), (0.08, 0.08, 0.08), 5)

    def paint(canvas: Canvas) -> None:
        light = canvas.light_at(x, y)
        canvas.line((x + 0.3, y + 0.1, 0), (x + 0.3, y + 0.1, height_m + 0.3), 0.14, METAL * light)
        quad = [(x - 0.28, y, height_m), (x + 0.28, y, height_m), (x + 0.28, y, 0), (x - 0.28, y, 0)]
        canvas.textured(np.array(quad), image, light * 0.95)

    stage.add(x, y, paint)
    stage.gauge = (x, y)


def bench(stage: Stage, x: float, y: float) -> None:
    block(stage, x, y, (0.45, 1.6), (0.35, 0.47), "#8a7a66")
    block(stage, x + (0.2 if x > 0 else -0.2), y, (0.08, 1.6), (0.47, 0.9), "#8a7a66")
