"""Pinhole camera above a flat ground: world metres (x right, y ahead, z up) to picture pixels and back."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, F64

NEAR_M = 0.4


@dataclass(frozen=True)
class GroundGrid:
    """Where each picture pixel meets the ground, for the rows below the horizon only."""

    top_row: int
    x: F32
    y: F32
    distance: F32


@dataclass(frozen=True)
class Pinhole:
    """A camera standing at the world's origin, `height_m` above the ground."""

    height_m: float
    pitch_deg: float
    yaw_deg: float
    fov_deg: float
    width: int = 1280
    height: int = 720

    @cached_property
    def focal_px(self) -> float:
        return self.width / 2 / math.tan(math.radians(self.fov_deg / 2))

    @cached_property
    def axes(self) -> F64:
        """Rows: right, up, forward as unit vectors of the world, float64 [3,3]."""
        yaw, pitch = math.radians(self.yaw_deg), math.radians(self.pitch_deg)
        forward = np.array([math.sin(yaw) * math.cos(pitch), math.cos(yaw) * math.cos(pitch), -math.sin(pitch)])
        right = np.array([math.cos(yaw), -math.sin(yaw), 0.0])
        return np.stack([right, np.cross(right, forward), forward])

    def to_camera(self, points: F64) -> F64:
        """World points [N,3] in metres to camera axes [N,3]: right, up, depth."""
        return np.asarray((points - (0.0, 0.0, self.height_m)) @ self.axes.T)

    def to_picture(self, seen: F64) -> F64:
        """Camera-axis points [N,3] (depth > 0) to pixels [N,2]."""
        scale = self.focal_px / seen[:, 2]
        out = np.empty((len(seen), 2))
        out[:, 0] = self.width / 2 + seen[:, 0] * scale
        out[:, 1] = self.height / 2 - seen[:, 1] * scale
        return out

    def project(self, points: F64) -> tuple[F64, F64]:
        """World points [N,3] to pixels [N,2] and depths [N]; depths below NEAR_M are held at it."""
        seen = self.to_camera(np.asarray(points, np.float64))
        depth = seen[:, 2].copy()
        seen[:, 2] = np.maximum(depth, NEAR_M)
        return self.to_picture(seen), depth

    def outline(self, points: F64) -> F64 | None:
        """A polygon [N,3] clipped at the near plane, in pixels; None when all of it is behind the camera."""
        seen = self.to_camera(np.asarray(points, np.float64))
        kept: list[F64] = []
        for a, b in zip(seen, np.roll(seen, -1, 0), strict=True):
            if a[2] > NEAR_M:
                kept.append(a)
            if (a[2] > NEAR_M) != (b[2] > NEAR_M):
                kept.append(a + (NEAR_M - a[2]) / (b[2] - a[2]) * (b - a))
        return self.to_picture(np.array(kept)) if len(kept) > 2 else None

    def rays(self, u: F64, v: F64) -> F64:
        """Viewing directions of pixels, world axes, [..., 3], not normalised."""
        right, up, forward = self.axes
        across, above = u - self.width / 2, self.height / 2 - v
        return np.asarray(forward * self.focal_px + across[..., None] * right + above[..., None] * up)

    def ground_at(self, u: float, v: float) -> tuple[float, float] | None:
        """The ground point (x, y) in metres under a pixel; None above the horizon."""
        ray = self.rays(np.array(u), np.array(v))
        if ray[2] >= -1e-9:
            return None
        reach = -self.height_m / ray[2]
        return float(ray[0] * reach), float(ray[1] * reach)

    @cached_property
    def horizon_row(self) -> int:
        """First picture row that looks below the horizon (the camera does not roll)."""
        row = self.height / 2 - self.focal_px * math.tan(math.radians(self.pitch_deg))
        return int(np.clip(math.ceil(row), 0, self.height - 1))

    def ground_grid(self) -> GroundGrid:
        """World position of every pixel below the horizon, float32 [rows, width]."""
        u, v = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.horizon_row, self.height) + 0.5)
        ray = self.rays(u, v)
        reach = -self.height_m / np.minimum(ray[..., 2], -0.05)
        x, y = (ray[..., 0] * reach).astype(np.float32), (ray[..., 1] * reach).astype(np.float32)
        return GroundGrid(self.horizon_row, x, y, np.hypot(x, y).astype(np.float32))
