"""Textures made from seeded noise: asphalt, house fronts, foliage. All float32 BGR(A), 0–1."""
# ruff: noqa: PLR0917  (points and sizes in their usual order)

import math
from functools import lru_cache

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, U8, Floats, bgr, scalar

WALLS = ("#d9cfae", "#b7c4b8", "#cfae93", "#dcc58f", "#a9bac6", "#cfcac0", "#c9b594", "#a8b7a0", "#d8b9b0", "#e2dccb")
SIGNS = ("#b23a30", "#1f5f94", "#2e7a4c", "#d19a2a", "#6b4a8a", "#e0ddd4", "#253a4a")
LEAVES = ("#3f5a30", "#4c6a35", "#324d2b", "#5d7a3d")
_GOODS = ("#6b563f", "#41536b", "#7f6a52", "#8a4f45", "#4f6a4b", "#b39a55")
_PX_PER_M = 40


@lru_cache(maxsize=4)
def cloud_noise(seed: int = 1, *, fine: bool = False) -> F32:
    """Tileable noise [512,512], mean 0 and deviation 1; `fine` drops the large shapes."""
    random = np.random.default_rng(seed)
    size, total, weight = 512, np.zeros((512, 512), np.float32), 1.0
    for cells in (128, 256, 512) if fine else (8, 16, 32, 64, 128, 256, 512):
        step = size // cells
        wrapped = np.pad(random.random((cells, cells)).astype(np.float32), 4, mode="wrap")
        grown = cv2.resize(wrapped, None, fx=step, fy=step, interpolation=cv2.INTER_CUBIC)
        total += weight * grown[4 * step : 4 * step + size, 4 * step : 4 * step + size]
        weight *= 0.8 if fine else 0.62
    return np.asarray((total - total.mean()) / total.std(), np.float32)


def sampled(noise: F32, u: Floats, v: Floats) -> F32:
    """Noise looked up at wrapped coordinates; one unit is one tile."""
    size = noise.shape[0]
    x, y = np.mod(u, 1) * size, np.mod(v, 1) * size
    found = cv2.remap(noise, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(found, np.float32)


def _bar(image: F32, x0: float, y0: float, x1: float, y1: float, colour: F32, own_light: float = 0.0) -> None:
    cv2.rectangle(image, (int(x0), int(y0)), (int(x1), int(y1)), (*scalar(colour), own_light), -1)


def _shop(image: F32, top: int, bottom: int, lit: float, random: np.random.Generator) -> None:
    width = image.shape[1]
    is_open = random.random() < 0.75
    _bar(image, 8, top + 42, width - 8, bottom - 2, bgr("#2a2620") if is_open else bgr("#8f9496"))
    if is_open:
        glow = bgr(str(random.choice(("#f2d9a0", "#e8ece8", "#efcf90"))))
        bright = random.random() < lit + 0.2
        inside = glow * (0.55 + 0.45 * random.random()) if bright else bgr("#57524a")
        _bar(image, 14, top + 46, width - 14, bottom - 26, inside, 1.0 if bright else 0.0)
        for _ in range(8):
            x, rise = 14 + random.random() * (width - 50), 14 + random.random() * 46
            goods = bgr(str(random.choice(_GOODS))) * 0.85
            right = min(x + 8 + random.random() * 22, width - 14)
            _bar(image, x, bottom - 26 - rise, right, bottom - 10, goods, 0.5 if bright else 0.0)
    else:
        for y in range(top + 42, bottom, 6):
            cv2.line(image, (8, y), (width - 8, y), scalar(bgr("#7c8183")), 1)
    _bar(image, 4, top + 8, width - 4, top + 40, bgr(str(random.choice(SIGNS))))
    x = 14.0
    while x < width - 26:
        letters = 5 + random.random() * 12
        _bar(image, x, top + 17, x + letters, top + 31, bgr("#f4efe2") * 0.95, 0.8 if lit > 0.4 else 0.0)
        x += letters + 3 + random.random() * 6


def _storey(image: F32, top: int, bottom: int, wall: F32, lit: float, random: np.random.Generator) -> None:
    width = image.shape[1]
    count = 2 if width < 220 else max(3, width // 90)
    for left, right in ((i * width / count, (i + 1) * width / count) for i in range(count)):
        x0, x1 = left + (right - left) * 0.2, right - (right - left) * 0.2
        on = random.random() < lit * 0.55
        glass = bgr("#efd199") * (0.6 + 0.4 * random.random()) if on else bgr("#3b4a57") * (0.7 + 0.6 * random.random())
        _bar(image, x0 - 4, top + 30, x1 + 4, bottom - 26, np.minimum(wall * 1.12, 1))
        _bar(image, x0, top + 34, x1, bottom - 30, glass, 1.0 if on else 0.0)
        _bar(image, x0, top + 34, x1, top + 40, glass * 0.6)
        cv2.line(image, (int((x0 + x1) / 2), top + 34), (int((x0 + x1) / 2), bottom - 30), scalar(wall * 0.6), 2)
    if random.random() < 0.6:
        _bar(image, 4, bottom - 34, width - 4, bottom - 6, wall * 0.8)
        for x in range(7, width - 5, 8):
            cv2.line(image, (x, bottom - 32), (x, bottom - 8), scalar(wall * 0.5), 1)


@lru_cache(maxsize=64)
def house_front(seed: int, width_m: float, floors: int, lit_percent: int, *, shop: bool = True) -> F32:
    """A shop house's front, [floors*3.4 m, width_m, 4] at 40 px per metre; the fourth channel is its own light."""
    random = np.random.default_rng(seed + 900)
    lit, storey_px = lit_percent / 100, int(3.4 * _PX_PER_M)
    image = np.zeros((floors * storey_px, int(width_m * _PX_PER_M), 4), np.float32)
    wall = bgr(WALLS[seed % len(WALLS)])
    stains = cv2.resize(random.random((10, 6)).astype(np.float32), image.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    image[..., :3] = wall * (0.86 + 0.2 * stains[..., None])
    for floor in range(floors):
        bottom = (floors - floor) * storey_px
        top = bottom - storey_px
        _bar(image, 0, top, image.shape[1], top + 5, wall * 0.72)
        if floor == 0 and shop:
            _shop(image, top, bottom, lit, random)
        else:
            _storey(image, top, bottom, wall, lit, random)
    image[:, :3] *= 0.75
    image[:, -3:] *= 0.75
    return image


def lit_front(front: F32, light: F32, power: float) -> F32:
    """A house front under a level of light [3]; its windows shine by themselves with `power` 0–1."""
    own = front[..., 3:] * np.float32(min(power, 1.0))
    return np.asarray(front[..., :3] * (light + own * np.maximum(1.05 - light, 0)), np.float32)


@lru_cache(maxsize=32)
def foliage(seed: int) -> F32:
    """A tree crown [240,266,4]: leaf clumps, lighter above, with a ragged edge."""
    random = np.random.default_rng(seed + 400)
    image = np.zeros((240, 266, 4), np.float32)
    for step in range(460):
        angle, reach = random.random() * math.tau, math.sqrt(random.random())
        x, y = 133 + reach * 114 * math.cos(angle), 120 + reach * 102 * math.sin(angle)
        shade = 0.55 + 0.75 * (1 - y / 240) * (0.5 + 0.5 * step / 460) + 0.25 * random.random()
        colour = (*scalar(bgr(LEAVES[int(random.integers(4))]) * shade), 1.0)
        radii = (4 + 9 * random.random(), 3.5 + 7 * random.random())
        cv2.ellipse(image, ((x, y), (2 * radii[0], 2 * radii[1]), random.random() * 180), colour, -1, cv2.LINE_AA)
    return image


@lru_cache(maxsize=256)
def glow_sprite(width: int, height: int, *, core: bool = True) -> U8:
    """A soft round light [height, width], 0–255: with `core` a lamp with its halo, else an even patch of light."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    square = x * x + y * y
    light = 0.75 * np.exp(-square * 60) + 0.25 * np.exp(-square * 9) if core else np.exp(-square * 4)
    return np.asarray(255 * light * np.clip(1 - square, 0, 1), np.uint8)
