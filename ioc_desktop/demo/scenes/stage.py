"""Everything a layout puts into a scene: standing things, lamps, shadows, ground and traffic."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ioc_desktop.demo.scenes.arrays import F64, bgr
from ioc_desktop.demo.scenes.camera import Pinhole
from ioc_desktop.demo.scenes.canvas import Canvas
from ioc_desktop.demo.scenes.ground import Ground
from ioc_desktop.demo.scenes.look import Look
from ioc_desktop.demo.scenes.paths import Signals
from ioc_desktop.demo.scenes.traffic import Flow, Standing, Stroll

Paint = Callable[[Canvas], None]


@dataclass(frozen=True)
class Lamp:
    """A light above the ground. `reach_m2` is how far its pool on the ground spreads."""

    x: float
    y: float
    z: float
    power: float
    colour: str = "#ffd9a0"
    reach_m2: float = 30.0


@dataclass(frozen=True)
class SignalHead:
    """A traffic light that shows the state of one signal group."""

    x: float
    y: float
    z: float
    group: str


@dataclass
class Stage:
    """A scene being laid out. Layouts fill it; backdrop and traffic read it."""

    camera: Pinhole
    look: Look
    seed: int
    ground: Callable[[Ground], None] = lambda _ground: None
    ground_base: str = "#8d877a"
    props: list[tuple[float, Paint]] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    shadows: list[F64] = field(default_factory=list)
    heads: list[SignalHead] = field(default_factory=list)
    signals: Signals | None = None
    flows: list[Flow] = field(default_factory=list)
    strolls: list[Stroll] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    gauge: tuple[float, float] | None = None  # ground point of a river staff

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)

    def add(self, x: float, y: float, paint: Paint) -> None:
        """Stand something at a ground point; farther things are painted first."""
        self.props.append((math.hypot(x, y), paint))

    def lamp(self, x: float, y: float, z: float, power: float = 1.0, colour: str = "#ffd9a0") -> None:
        if self.look.lamps > 0:
            self.lamps.append(Lamp(x, y, z, power * self.look.lamps, colour))

    def shadow_of_box(self, x0: float, x1: float, y0: float, y1: float, height_m: float) -> None:
        """Cast the sun's shadow of an upright box on the ground."""
        if not self.look.casts_shadows:
            return
        sun = self.look.sun_direction
        shift = -sun[:2] / sun[2] * height_m
        base = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        self.shadows.append(hull(np.concatenate([base, base + shift])))

    def shadow_of_ball(self, x: float, y: float, z: float, radius_m: float) -> None:
        """Cast the shadow of a crown or parasol centred at height z."""
        if not self.look.casts_shadows:
            return
        sun = self.look.sun_direction
        cx, cy = np.array([x, y]) - sun[:2] / sun[2] * z
        turn = np.linspace(0, math.tau, 18, endpoint=False)
        wobble = radius_m * (1 + 0.12 * np.sin(turn * 5 + x))
        self.shadows.append(np.stack([cx + wobble * np.cos(turn), cy + wobble * np.sin(turn) * 1.15], -1))


def hull(points: F64) -> F64:
    """Convex hull of ground points [N,2]."""
    import cv2  # noqa: PLC0415  (the only OpenCV call here)

    return np.asarray(cv2.convexHull(points.astype(np.float32))[:, 0], np.float64)


METAL = bgr("#7b8184")
