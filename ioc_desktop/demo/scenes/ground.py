"""What the ground looks like: colour and wetness of every pixel below the horizon."""

import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, bgr
from ioc_desktop.demo.scenes.camera import GroundGrid
from ioc_desktop.demo.scenes.look import Look
from ioc_desktop.demo.scenes.textures import cloud_noise, sampled

ASPHALT, PAVING, KERB, WHITE, YELLOW = "#63676a", "#a59d8f", "#b9b5aa", "#e3e4e0", "#d9b54a"
GRASS, SOIL, WATER, CONCRETE = "#5f7440", "#97745a", "#5d6b66", "#8d8c87"


class Ground:
    """Layers painted on the ground in world metres. Masks are float32 [rows,width], 0–1."""

    def __init__(self, grid: GroundGrid, look: Look, base: str) -> None:
        self.x, self.y, self.distance, self.look = grid.x, grid.y, grid.distance, look
        self.edge_m: F32 = np.maximum(np.float32(0.03), grid.distance * np.float32(0.002))
        self.albedo: F32 = np.empty((*grid.x.shape, 3), np.float32)
        self.albedo[:] = bgr(base)
        self.mirror: F32 = np.full(grid.x.shape, look.wet * 0.4, np.float32)
        self.water: F32 = np.zeros(grid.x.shape, np.float32)

    def below(self, value: F32, limit: float | F32) -> F32:
        """1 where value < limit, with an edge as soft as a pixel is large there."""
        return np.asarray(np.clip((limit - value) / (self.edge_m * 2) + 0.5, 0, 1), np.float32)

    def band(self, value: F32, low: float, high: float) -> F32:
        """1 where low < value < high; lines thinner than a pixel fade instead of flickering."""
        return np.asarray(self.below(value, high) - self.below(value, low), np.float32)

    def paint(self, mask: F32, colour: str, *, mirror: float | None = None, strength: float = 1.0) -> None:
        weight = mask * np.float32(strength)
        self.albedo += (bgr(colour) - self.albedo) * weight[..., None]
        if mirror is not None:
            self.mirror += (mirror - self.mirror) * weight

    def near(self, reach_m: float) -> F32:
        """A weight that fades fine detail with distance."""
        return np.asarray(np.exp(-self.distance / reach_m), np.float32)

    def roughen(self) -> None:
        """Patches, grain and puddles over everything."""
        broad, fine = cloud_noise(1), cloud_noise(2, fine=True)
        patches = sampled(broad, self.x / 37, self.y / 37)
        grain = sampled(fine, self.x / 3.1, self.y / 3.1)
        wear = sampled(broad, self.x / 9, self.y / 23)
        light = 1 + 0.055 * patches + 0.05 * wear * self.near(60) + 0.055 * grain * self.near(22)
        self.albedo *= light[..., None]
        puddles = np.clip(1 + 0.9 * sampled(broad, self.x / 17 + 0.3, self.y / 29), 0.2, 2.0)
        puddles += (1 - puddles) * self.water
        self.mirror *= puddles
        self.albedo *= (1 - 0.28 * np.clip(self.look.wet, 0, 1) * np.clip(puddles - 0.4, 0, 1))[..., None]


def paving(ground: Ground, mask: F32, colour: str = PAVING, step_m: float = 0.8) -> None:
    ground.paint(mask, colour, mirror=ground.look.wet * 0.45)
    joints = (np.mod(ground.x, step_m) < 0.05) | (np.mod(ground.y, step_m) < 0.05)
    ground.paint(mask * joints * ground.near(16), "#6f6a60", strength=0.5)


def asphalt(ground: Ground, mask: F32, colour: str = ASPHALT) -> None:
    ground.paint(mask, colour, mirror=ground.look.wet)
    tyres = np.clip(np.cos(ground.x * 2.1) * 0.5, 0, 1)
    ground.paint(mask * tyres * ground.near(70), "#54585b", strength=0.35)


def road(
    ground: Ground,
    half_m: float,
    *,
    pavement_m: float = 4.5,
    lanes: tuple[float, ...] = (),
    median_m: float = 0.0,
    median: str = GRASS,
    centre_x: float | F32 = 0.0,
) -> None:
    """A straight road along y: kerbs, pavements, lane lines and, with `median_m`, a planted median."""
    off = np.asarray(np.abs(ground.x - centre_x), np.float32)
    paving(ground, ground.below(off, half_m + pavement_m))
    ground.paint(ground.below(off, half_m + 0.3), KERB)
    asphalt(ground, ground.below(off, half_m))
    dashes = (np.mod(ground.y, 6) < 2.6).astype(np.float32)
    for lane in lanes:
        ground.paint(ground.band(off, lane - 0.08, lane + 0.08) * dashes, WHITE, strength=0.85)
    ground.paint(ground.band(off, half_m - 0.5, half_m - 0.36), WHITE, strength=0.7)
    if median_m > 0:
        ground.paint(ground.below(off, median_m), KERB, mirror=0.02)
        ground.paint(ground.below(off, median_m - 0.22), median, mirror=0.0)
    else:
        ground.paint(ground.band(off, 0.08, 0.2), YELLOW, strength=0.9)


def zebra(ground: Ground, y0: float, half_m: float, length_m: float = 3.0) -> None:
    stripes = (np.mod(ground.x, 1.1) < 0.55).astype(np.float32) * ground.below(np.abs(ground.x), half_m)
    ground.paint(ground.band(ground.y, y0, y0 + length_m) * stripes, WHITE, strength=0.85)


def stop_line(ground: Ground, y0: float, x0: float, x1: float) -> None:
    ground.paint(ground.band(ground.y, y0 - 0.2, y0 + 0.2) * ground.band(ground.x, x0, x1), WHITE, strength=0.9)
