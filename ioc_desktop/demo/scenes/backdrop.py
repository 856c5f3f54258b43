"""Paints the standing part of a scene once: sky, ground, buildings, reflections, lamps, lens."""

from dataclasses import dataclass

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, U8, bgr, subpixel
from ioc_desktop.demo.scenes.camera import GroundGrid
from ioc_desktop.demo.scenes.canvas import Canvas
from ioc_desktop.demo.scenes.ground import Ground
from ioc_desktop.demo.scenes.stage import Stage
from ioc_desktop.demo.scenes.textures import cloud_noise, sampled

LIGHT_STEP = 4


@dataclass(frozen=True)
class Backdrop:
    """The still picture and what moving things need from it.

    image: uint8 [H,W,3] BGR, toned, without noise. depth_m: float32 [H,W], distance of standing things.
    light: float32 [H/4,W/4,3], level of light on the ground. mirror: uint8 [H,W], how much the ground reflects.
    """

    image: U8
    depth_m: F32
    light: F32
    mirror: U8


def _sky(stage: Stage) -> F32:
    camera, look = stage.camera, stage.look
    rows, columns = np.mgrid[0 : camera.height, 0 : camera.width].astype(np.float32)
    height = np.clip((camera.horizon_row - rows) / camera.focal_px, 0, 1) ** 0.8
    low, top = bgr(look.sky_low), bgr(look.sky_top)
    clouds = sampled(cloud_noise(1), columns / 1600 + stage.seed * 0.13, rows / 700)
    sky = low + (top - low) * np.clip(height * 2.4, 0, 1)[..., None]
    weight = (0.5 * np.clip(clouds, 0, 2) * np.clip(height * 5, 0, 1))[..., None]
    white = 0.35 * bgr("#ffffff") * float(low.mean()) + 0.65 * low
    return np.asarray(sky + (white - sky) * np.clip(weight, 0, 0.7), np.float32)


def _light(stage: Stage, grid: GroundGrid) -> F32:
    """Level of light on the ground, [rows,W,3]: sky, sun less shadows, lamps."""
    look = stage.look
    sunlit: F32 = np.full(grid.x.shape, 1.0, np.float32)
    for shadow in stage.shadows:
        outline = stage.camera.outline(np.column_stack([shadow, np.zeros(len(shadow))]))
        if outline is not None:
            cv2.fillPoly(sunlit, [subpixel(outline - (0, grid.top_row))], 0.0, cv2.LINE_AA, 4)
    sunlit = np.asarray(cv2.GaussianBlur(sunlit, (0, 0), 2.2), np.float32)
    light = np.asarray(look.ambient, np.float32) + 0.67 * np.asarray(look.sun, np.float32) * sunlit[..., None]
    for lamp in stage.lamps:
        square = (grid.x - lamp.x) ** 2 + (grid.y - lamp.y) ** 2
        light += (lamp.power * 0.62 / (1 + square / lamp.reach_m2))[..., None] * bgr(lamp.colour)
    return np.asarray(np.minimum(light, 1.5), np.float32)


def _lights_near(stage: Stage, canvas: Canvas) -> None:
    """Let standing things on this canvas be lit by the lamps around them."""
    base = canvas.light_at(0, 0)
    if not stage.lamps:
        return
    table = np.array([(lamp.x, lamp.y, lamp.power) for lamp in stage.lamps])
    colours = np.array([bgr(lamp.colour) for lamp in stage.lamps])

    def light_at(x: float, y: float) -> F32:
        level = table[:, 2] * 0.45 / (1 + ((table[:, 0] - x) ** 2 + (table[:, 1] - y) ** 2) / 40)
        return np.asarray(np.minimum(base + level @ colours, 1.35), np.float32)

    canvas.light_at = light_at


def glow(image: F32, stage: Stage, *, mirrored: bool = False, stretch: float = 1.0) -> None:
    """Add the lamps' own light and halo to a picture."""
    for lamp in stage.lamps:
        ends, depth = stage.camera.project(np.array([(lamp.x, lamp.y, -lamp.z if mirrored else lamp.z)]))
        if depth[0] < 2:
            continue
        radius = 0.24 * stage.camera.focal_px / depth[0] + 1.0
        reach = int(radius * 16)
        u, v = ends[0]
        x0, x1 = max(0, int(u) - reach), min(image.shape[1], int(u) + reach)
        y0, y1 = max(0, int(v - reach * stretch)), min(image.shape[0], int(v + reach * stretch))
        if x1 <= x0 or y1 <= y0:
            continue
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        square = ((x - u) ** 2 + ((y - v) / stretch) ** 2) / radius**2
        shine = np.exp(-square / 1.2) + 0.16 * np.exp(-square / 14) + 0.05 * np.exp(-square / 60)
        clear = np.exp(-depth[0] / (stage.look.fog_m * 1.6))
        image[y0:y1, x0:x1] += (shine * lamp.power * clear)[..., None] * bgr(lamp.colour)


def _reflection(stage: Stage, sky: F32, grid: GroundGrid) -> F32:
    """What the wet ground mirrors, smeared by its roughness, rows below the horizon."""
    mirrored = Canvas(stage.camera, stage.look, mirrored=True)
    mirrored.image[:] = sky.mean(axis=(0, 1)) * 0.4 + bgr(stage.look.sky_low) * 0.6
    _lights_near(stage, mirrored)
    for _distance, paint in stage.props:
        paint(mirrored)
    glow(mirrored.image, stage, mirrored=True, stretch=2.5)
    part = cv2.GaussianBlur(mirrored.image[grid.top_row :], (0, 0), sigmaX=2.2, sigmaY=11)
    broad, fine = cloud_noise(1), cloud_noise(2, fine=True)
    ripple = sampled(fine, grid.x / 3.1, grid.y / 3.1) * 3.5 * np.exp(-grid.distance / 60)
    ripple += 2.5 * sampled(broad, grid.x / 37, grid.y / 37)
    rows, columns = np.mgrid[0 : part.shape[0], 0 : part.shape[1]].astype(np.float32)
    moved = cv2.remap(part, columns + ripple, rows + 2 * ripple, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def _lens(image: F32) -> F32:
    """Softness, bloom and darker corners."""
    height, width = image.shape[:2]
    y, x = np.ogrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j]
    soft = cv2.GaussianBlur(image, (0, 0), 0.85)
    small = cv2.resize(np.maximum(soft - 0.85, 0), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    bloom = cv2.resize(cv2.GaussianBlur(small, (0, 0), 4), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray((soft + 0.6 * bloom) * vignette(x, y)[..., None], np.float32)


def vignette(x: F32, y: F32) -> F32:
    """Darkening towards the corners for positions −0.5…0.5 of the picture."""
    return np.asarray(1 - 0.5 * (x * x + y * y), np.float32)


def paint(stage: Stage) -> Backdrop:
    """Paint a stage's standing parts."""
    stage.props.sort(key=lambda prop: -prop[0])
    camera, look = stage.camera, stage.look
    grid = camera.ground_grid()
    ground = Ground(grid, look, stage.ground_base)
    stage.ground(ground)
    ground.roughen()
    light = _light(stage, grid)
    canvas = Canvas(camera, look)
    _lights_near(stage, canvas)
    sky = _sky(stage)
    canvas.image[:] = sky
    thin = np.exp(-grid.distance / look.fog_m)[..., None]
    surface = ground.albedo * light * thin + bgr(look.fog) * (1 - thin)
    slant = np.clip(0.25 + 0.75 * np.minimum(grid.distance / 45, 1), 0, 1)
    share = np.clip(ground.mirror * slant, 0, 0.9)
    if share.max() > 0.02:
        surface += (_reflection(stage, sky, grid) - surface) * share[..., None]
    canvas.image[grid.top_row :] = surface
    for _distance, item in stage.props:
        item(canvas)
    glow(canvas.image, stage)
    toned = look.toned(_lens(canvas.image))
    mirror = np.zeros(canvas.depth.shape, np.uint8)
    mirror[grid.top_row :] = (share * 255).astype(np.uint8)
    return Backdrop((toned * 255).astype(np.uint8), canvas.depth, _light_map(light, grid, look.ambient), mirror)


def _light_map(light: F32, grid: GroundGrid, ambient: tuple[float, float, float]) -> F32:
    full = np.empty((grid.top_row + light.shape[0], light.shape[1], 3), np.float32)
    full[: grid.top_row] = np.asarray(ambient, np.float32)
    full[grid.top_row :] = light
    return np.ascontiguousarray(cv2.blur(full, (9, 9))[::LIGHT_STEP, ::LIGHT_STEP])
