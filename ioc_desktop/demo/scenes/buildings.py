"""House fronts along a street and large buildings that face the camera."""
# ruff: noqa: PLR0917  (points and sizes in their usual order)

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, bgr, scalar
from ioc_desktop.demo.scenes.canvas import Canvas
from ioc_desktop.demo.scenes.stage import Stage
from ioc_desktop.demo.scenes.textures import WALLS, house_front, lit_front

_VARIANTS = 14
_FLOOR_M = 3.4


def house(stage: Stage, x: float, y: float, width_m: float, floors: int, seed: int, *, shop: bool = True) -> None:
    """A house whose front looks across the street: the plane at x, from y to y + width."""
    lit = int(stage.look.lit_windows * 100)
    texture = house_front(seed % _VARIANTS, width_m, floors, lit, shop=shop)
    height, side = floors * _FLOOR_M, bgr(WALLS[seed % _VARIANTS % len(WALLS)])
    back = x + (9 if x > 0 else -9)
    stage.shadow_of_box(min(x, back), max(x, back), y, y + width_m, height)

    def paint(canvas: Canvas) -> None:
        light = canvas.light_at(x, y + width_m / 2)
        gable = np.array([(x, y, 0), (back, y, 0), (back, y, height), (x, y, height)])
        canvas.polygon(gable, canvas.lit(side * 0.8, (0, -1, 0), light))
        front = np.array([(x, y, height), (x, y + width_m, height), (x, y + width_m, 0), (x, y, 0)])
        facing = canvas.lit(np.ones(3, np.float32), (-1.0 if x > 0 else 1.0, 0, 0), light)
        shown = lit_front(texture, facing, stage.look.lamps)
        canvas.textured(front, shown, np.ones(3, np.float32))
        if not canvas.mirrored:
            _awning(canvas, x, y, width_m, seed, light)

    stage.add(x, y + width_m / 2, paint)


def _awning(canvas: Canvas, x: float, y: float, width_m: float, seed: int, light: F32) -> None:
    """Some shops have a striped awning over the pavement."""
    if seed % 5 > 1:
        return
    out = x + (-1.6 if x > 0 else 1.6)
    colours = (bgr(("#b5473a", "#3a6fa5", "#3f8a5a", "#d9a441")[seed % 4]), bgr("#ece6d6"))
    count = max(3, int(width_m / 0.7))
    for k in range(count):
        a, b = y + width_m * k / count, y + width_m * (k + 1) / count
        quad = np.array([(x, a, 3.0), (x, b, 3.0), (out, b, 2.45), (out, a, 2.45)])
        canvas.polygon(quad, canvas.lit(colours[k % 2], (0, 0, 1), light))


def rows(
    stage: Stage, left_x: float, right_x: float, y0: float, y1: float, *, floors: tuple[int, int] = (2, 5)
) -> None:
    """Shop houses on one or both sides of the street (0 leaves a side free)."""
    for x in (left_x, right_x):
        if x == 0:
            continue
        y = y0
        while y < y1:
            width = float(stage.random.choice([4.0, 4.8, 5.6]))
            away = float(stage.random.random()) * 0.5
            count, seed = int(stage.random.integers(*floors)), int(stage.random.integers(1_000_000))
            house(stage, x + (away if x > 0 else -away), y, width, count, seed)
            y += width + (0.04 if stage.random.random() < 0.88 else 1.8)


def facing(stage: Stage, x: float, y: float, width_m: float, height_m: float, texture: F32) -> None:
    """A building whose front faces the camera: the plane at y, from x to x + width."""
    stage.shadow_of_box(x, x + width_m, y, y + 8, height_m)

    def paint(canvas: Canvas) -> None:
        light = canvas.light_at(x + width_m / 2, y)
        quad = np.array([(x, y, height_m), (x + width_m, y, height_m), (x + width_m, y, 0), (x, y, 0)])
        facing = canvas.lit(np.ones(3, np.float32), (0, -1, 0), light)
        shown = lit_front(texture, facing, stage.look.lamps) if texture.shape[2] == 4 else texture * facing
        canvas.textured(quad, shown, np.ones(3, np.float32))

    stage.add(x + width_m / 2, y, paint)


def board(stage: Stage, place: tuple[float, float, float], size: tuple[float, float], texture: F32) -> None:
    """A name board on a front that faces the camera: lower left corner and (width, height)."""
    (x, y, z), (wide, tall) = place, size

    def paint(canvas: Canvas) -> None:
        quad = np.array([(x, y, z + tall), (x + wide, y, z + tall), (x + wide, y, z), (x, y, z)])
        canvas.textured(quad, texture, canvas.light_at(x, y))

    stage.add(x + wide / 2, y, paint)


def skyline(stage: Stage, y: float, x0: float, x1: float, *, floors: tuple[int, int] = (2, 6)) -> None:
    """Far houses that close the view."""
    x = x0
    while x < x1:
        width, count = float(stage.random.choice([8.0, 11.0, 14.0])), int(stage.random.integers(*floors))
        texture = house_front(
            int(stage.random.integers(_VARIANTS)), width, count, int(stage.look.lit_windows * 100), shop=False
        )
        facing(stage, x, y + float(stage.random.random()) * 14, width, count * _FLOOR_M, texture)
        x += width + float(stage.random.random()) * 5


def hall_front(name: str, width_m: float, height_m: float, lit: float) -> F32:
    """The front of a public building: `station`, `school` or `terminal`."""
    wall, roof, trim = {
        "station": ("#d9bd86", "#8a4a3a", "#f1e7cf"),
        "school": ("#e3cf9a", "#a8523c", "#f4ecd8"),
        "terminal": ("#c9d2d6", "#2f6f9a", "#eef1f0"),
    }[name]
    image = np.empty((int(height_m * 24), int(width_m * 24), 3), np.float32)
    image[:] = bgr(wall)
    high, wide = image.shape[:2]
    cv2.rectangle(image, (0, 0), (wide, int(high * 0.12)), scalar(bgr(roof)), -1)
    cv2.rectangle(image, (0, int(high * 0.12)), (wide, int(high * 0.16)), scalar(bgr(trim)), -1)
    random = np.random.default_rng(len(name))
    for top, bottom in ((0.24, 0.5), (0.62, 1.0)):
        for x in np.arange(16, wide - 50, 74):
            on = random.random() < lit
            glass = (
                bgr("#f0d596") * (0.7 + 0.3 * random.random()) if on else bgr("#43525e") * (0.8 + 0.4 * random.random())
            )
            box = (int(x), int(high * top)), (int(x + 46), int(high * bottom))
            cv2.rectangle(image, (box[0][0] - 5, box[0][1] - 5), (box[1][0] + 5, box[1][1] + 3), scalar(bgr(trim)), -1)
            cv2.rectangle(image, *box, scalar(glass), -1)
            cv2.line(image, (int(x + 23), box[0][1]), (int(x + 23), box[1][1]), scalar(bgr(trim) * 0.9), 3)
    cv2.rectangle(image, (0, int(high * 0.54)), (wide, int(high * 0.57)), scalar(bgr(trim) * 0.9), -1)
    return image


def sign_texture(text_seed: int, colour: str, ink: str) -> F32:
    """A name board with strokes that read as letters from afar."""
    image = np.empty((60, 480, 3), np.float32)
    image[:] = bgr(colour)
    random, x = np.random.default_rng(text_seed), 24
    while x < 440:
        wide = int(random.integers(14, 26))
        cv2.rectangle(image, (x, 16), (x + wide, 44), scalar(bgr(ink)), 5)
        x += wide + int(random.choice([10, 10, 10, 28]))
    return image
