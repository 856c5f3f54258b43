"""The picture that the standing parts of a scene are painted on: colour and depth, far things first."""

import math
from collections.abc import Callable

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, F64, scalar, subpixel
from ioc_desktop.demo.scenes.camera import NEAR_M, Pinhole
from ioc_desktop.demo.scenes.look import Look

FAR_M = 60_000.0


class Canvas:
    """Float picture [H,W,3] plus the depth of what stands above the ground.

    With `mirrored` set, everything is painted as its reflection in the ground and no depth is written.
    """

    def __init__(self, camera: Pinhole, look: Look, *, mirrored: bool = False) -> None:
        self.camera, self.look, self.mirrored = camera, look, mirrored
        self.image: F32 = np.zeros((camera.height, camera.width, 3), np.float32)
        self.depth: F32 = np.full((camera.height, camera.width), FAR_M, np.float32)
        self.light_at: Callable[[float, float], F32] = self._full_light

    def _full_light(self, _x: float, _y: float) -> F32:
        return np.asarray(self.look.ambient, np.float32) + np.asarray(self.look.sun, np.float32) * 0.67

    def _world(self, points: F64) -> F64:
        world = np.array(points, np.float64)
        if self.mirrored:
            world[:, 2] *= -1
        return world

    def polygon(self, points: F64, colour: F32) -> None:
        """Fill a flat world polygon [N,3] with a surface colour already lit."""
        world = self._world(points)
        outline = self.camera.outline(world)
        if outline is None:
            return
        depth = float(self.camera.to_camera(world.mean(0, keepdims=True))[0, 2])
        corners = subpixel(outline)
        paint = self.look.fogged(np.asarray(colour, np.float32), depth)
        cv2.fillPoly(self.image, [corners], scalar(paint), cv2.LINE_AA, 4)
        if not self.mirrored:
            cv2.fillPoly(self.depth, [corners], max(depth, NEAR_M), cv2.LINE_8, 4)

    def textured(self, quad: F64, texture: F32, light: F32) -> None:
        """Lay a texture on a world quad [4,3]: top left, top right, bottom right, bottom left of the texture."""
        seen = self.camera.to_camera(self._world(quad))
        if (seen[:, 2] < NEAR_M).any():
            self.polygon(quad, texture.reshape(-1, 3).mean(0) * light)
            return
        corners = self.camera.to_picture(seen).astype(np.float32)
        box = self._clipped(corners.min(0) - 1, corners.max(0) + 2)
        if box is None:
            return
        x0, y0, x1, y1 = box
        height, width = texture.shape[:2]
        source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        shrunk, source = _reduced(texture, source, corners)
        warp = cv2.getPerspectiveTransform(source, corners - np.array([x0, y0], np.float32))
        lit = self.look.fogged(shrunk * light, float(seen[:, 2].mean()))
        size = (x1 - x0, y1 - y0)
        over = cv2.warpPerspective(lit, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        mask = np.zeros(size[::-1], np.float32)
        cv2.fillConvexPoly(mask, subpixel(corners - (x0, y0)), 1.0, cv2.LINE_AA, 4)
        self._blend(box, np.asarray(over, np.float32), mask, float(seen[:, 2].mean()))

    def sprite(self, base: tuple[float, float, float], size_m: tuple[float, float], rgba: F32, light: F32) -> None:
        """Stand a flat cut-out [h,w,4] at a world point, facing the camera; `size_m` is (width, height)."""
        x, y, z = base
        ends, depth = self.camera.project(self._world(np.array([(x, y, z), (x, y, z + size_m[1])])))
        if depth.min() < 1:
            return
        tall = abs(ends[1, 1] - ends[0, 1])
        wide = tall * size_m[0] / size_m[1]
        low = ends.mean(0) - (wide / 2, tall / 2)
        box = self._clipped(low, low + np.array([wide, tall]))
        if box is None or wide < 1 or tall < 1:
            return
        x0, y0, x1, y1 = box
        picture = rgba[::-1] if self.mirrored else rgba
        size = (max(2, round(wide)), max(2, round(tall)))
        whole: F32 = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
        left, top = round(x0 - low[0]), round(y0 - low[1])
        part = whole[max(top, 0) : max(top, 0) + y1 - y0, max(left, 0) : max(left, 0) + x1 - x0]
        box = (x0, y0, x0 + part.shape[1], y0 + part.shape[0])
        alpha = np.ascontiguousarray(part[..., 3])
        colour = np.asarray(part[..., :3] / np.maximum(alpha[..., None], 0.05), np.float32)
        self._blend(box, self.look.fogged(colour * light, float(depth[0])), alpha, float(depth[0]))

    def line(self, a: tuple[float, float, float], b: tuple[float, float, float], width_m: float, colour: F32) -> None:
        """A thin rod or cable between two world points."""
        ends, depth = self.camera.project(self._world(np.array([a, b])))
        if depth.min() < 1:
            return
        near = float(depth.mean())
        thick = max(1, round(width_m * self.camera.focal_px / near))
        first, last = subpixel(ends)
        paint = scalar(self.look.fogged(np.asarray(colour, np.float32), near))
        cv2.line(self.image, tuple(map(int, first)), tuple(map(int, last)), paint, thick, cv2.LINE_AA, 4)
        if not self.mirrored and thick > 2:
            cv2.line(self.depth, tuple(map(int, first)), tuple(map(int, last)), near, thick, cv2.LINE_8, 4)

    def box(self, centre: tuple[float, float], size: tuple[float, float], z: tuple[float, float], colour: F32) -> None:
        """An upright box at ground point `centre`, `size` (across, along), from `z[0]` to `z[1]`, lit by the look."""
        (x, y), (wide, long), (low, high) = centre, size, z
        light = self.light_at(x, y)
        left, right, near, far = x - wide / 2, x + wide / 2, y - long / 2, y + long / 2
        side = right if x < 0 else left
        faces = [
            ([(side, near), (side, far)], (1.0 if x < 0 else -1.0, 0.0, 0.0)),
            ([(left, near), (right, near)], (0.0, -1.0, 0.0)),
        ]
        for ends, normal in faces:
            quad = [(*p, low) for p in ends] + [(*p, high) for p in reversed(ends)]
            self.polygon(np.array(quad), self.lit(colour, normal, light))
        if self.camera.height_m > high and not self.mirrored:
            top = [(left, near, high), (right, near, high), (right, far, high), (left, far, high)]
            self.polygon(np.array(top), self.lit(colour, (0, 0, 1), light))

    def lit(self, colour: F32, normal: tuple[float, float, float], light: F32) -> F32:
        shaded = self.look.shaded(np.asarray(colour, np.float32)[None], np.array([normal], np.float64), light)
        return np.asarray(shaded[0], np.float32)

    def _clipped(self, low: F64 | F32, high: F64 | F32) -> tuple[int, int, int, int] | None:
        x0, y0 = max(0, math.floor(low[0])), max(0, math.floor(low[1]))
        x1, y1 = min(self.camera.width, math.ceil(high[0])), min(self.camera.height, math.ceil(high[1]))
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def _blend(self, box: tuple[int, int, int, int], over: F32, alpha: F32, depth: float) -> None:
        x0, y0, x1, y1 = box
        part = self.image[y0:y1, x0:x1]
        part += (over - part) * alpha[..., None]
        if not self.mirrored:
            self.depth[y0:y1, x0:x1][alpha > 0.5] = depth


def _reduced(texture: F32, source: F32, corners: F32) -> tuple[F32, F32]:
    """Shrink a texture to about the size it is seen at, so that far house fronts do not sparkle."""
    seen = max(float(np.ptp(corners[:, 0])), 4.0), max(float(np.ptp(corners[:, 1])), 4.0)
    height, width = texture.shape[:2]
    size = (min(width, math.ceil(seen[0] * 1.2)), min(height, math.ceil(seen[1] * 1.2)))
    if size == (width, height):
        return texture, source
    small: F32 = np.asarray(cv2.resize(texture, size, interpolation=cv2.INTER_AREA), np.float32)
    return small, source * np.array([size[0] / width, size[1] / height], np.float32)
