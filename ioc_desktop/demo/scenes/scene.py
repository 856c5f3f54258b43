"""One camera's scene: any frame of it, with its truth."""

import datetime as dt
import math
from dataclasses import dataclass

import cv2
import numpy as np

from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.scenes import backdrop as backdrops
from ioc_desktop.demo.scenes.arrays import U8, subpixel
from ioc_desktop.demo.scenes.layouts import lay_out
from ioc_desktop.demo.scenes.lens import Clock, Grain
from ioc_desktop.demo.scenes.painter import Effects, Painter
from ioc_desktop.demo.scenes.stage import SignalHead, Stage
from ioc_desktop.demo.scenes.textures import glow_sprite
from ioc_desktop.demo.scenes.traffic import Traffic
from ioc_desktop.demo.scenes.truth import TruthFrame
from ioc_desktop.demo.scenes.weather import Rain

FPS = 15
WIDTH, HEIGHT = 1280, 720
_DAY = dt.date(2026, 11, 20)
_SIGNAL_COLOURS = {"red": (48, 60, 255), "yellow": (40, 190, 255), "green": (140, 235, 60)}
_SIGNAL_DROP_M = {"red": 0.0, "yellow": 0.42, "green": 0.84}


@dataclass(frozen=True)
class Picture:
    """A finished frame as planes of 4:2:0 video: y [H,W], u and v [H/2,W/2], all uint8."""

    y: U8
    u: U8
    v: U8

    @property
    def bgr(self) -> U8:
        """The frame as an ordinary picture, for looking at."""
        planes = np.concatenate([self.y.ravel(), self.u.ravel(), self.v.ravel()])
        planes = planes.reshape(self.y.shape[0] * 3 // 2, self.y.shape[1])
        return np.asarray(cv2.cvtColor(planes, cv2.COLOR_YUV2BGR_I420), np.uint8)


class Scene:
    """Draws frames of one demo camera. Building it paints the backdrop, which takes a second or two."""

    def __init__(self, camera: DemoCamera, *, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.spec = camera
        stage: Stage = lay_out(camera, width, height)
        self.stage, self.loop_s = stage, camera.loop_s
        self.backdrop = backdrops.paint(stage)
        self.traffic = Traffic(
            stage.flows, stage.strolls, stage.standing, loop_s=camera.loop_s, signals=stage.signals, seed=camera.seed
        )
        self._painter = self.painter()
        self._rain = Rain(width, height, stage.look.rain, camera.seed) if stage.look.rain else None
        self._grain = Grain(width, height, stage.look.grain, camera.seed)
        start = dt.datetime.combine(_DAY, dt.time.fromisoformat(stage.look.clock))
        self._clock = Clock(start, camera.name.upper(), width)

    @property
    def frame_count(self) -> int:
        return round(self.loop_s * FPS)

    def painter(self, effects: Effects | None = None) -> Painter:
        """A painter of this scene's moving things; tests switch soft effects off."""
        pupils = self.spec.scene == "school"
        return Painter(self.stage.camera, self.stage.look, self.backdrop, effects=effects, pupils=pupils)

    def frame(self, number: int) -> tuple[Picture, TruthFrame]:
        """Frame `number` of the loop: the picture and exactly what is in it."""
        time_s = number / FPS
        canvas = self.backdrop.image.copy()
        if self.stage.gauge is not None:
            self._water_mark(canvas, time_s)
        objects = self._painter.draw(canvas, self.traffic.at(time_s))
        states = self.stage.signals.states(time_s) if self.stage.signals else {}
        for head in self.stage.heads:
            self._signal(canvas, head, states[head.group])
        truth = TruthFrame(number, time_s, dict(states), objects, self.water_level_m(time_s))
        return self._finish(canvas, number, time_s), truth

    def water_level_m(self, time_s: float) -> float | None:
        """The river's level at the staff in metres; None where there is no staff."""
        if self.stage.gauge is None:
            return None
        turn = math.tau * time_s / self.loop_s
        return round(1.12 + 0.06 * math.sin(turn) + 0.025 * math.sin(3 * turn), 3)

    def _finish(self, canvas: U8, number: int, time_s: float) -> Picture:
        height, width = canvas.shape[:2]
        soft = cv2.GaussianBlur(canvas, (3, 3), 0.6)
        planes = np.asarray(cv2.cvtColor(soft, cv2.COLOR_BGR2YUV_I420), np.uint8)
        luma = planes[:height]
        chroma = planes[height:].reshape(2, height // 2, width // 2)
        if self._rain is not None:
            self._rain.fall(luma, time_s)
        self._grain.add(luma, number)
        self._clock.draw(luma, chroma[0], chroma[1], time_s)
        return Picture(luma, chroma[0], chroma[1])

    def _signal(self, canvas: U8, head: SignalHead, state: str) -> None:
        place = np.array([(head.x, head.y, head.z - _SIGNAL_DROP_M[state])])
        uv, depth = self.stage.camera.project(place)
        radius = max(2.0, 0.17 * self.stage.camera.focal_px / float(depth[0]))
        colour = _SIGNAL_COLOURS[state]
        spot = subpixel(uv)[0]
        cv2.circle(canvas, (int(spot[0]), int(spot[1])), int(radius * 16), colour, -1, cv2.LINE_AA, 4)
        size = int(radius * 5) * 2 + 1
        x0, y0 = int(uv[0, 0]) - size // 2, int(uv[0, 1]) - size // 2
        left, top = max(x0, 0), max(y0, 0)
        part = canvas[top : max(y0 + size, 0), left : max(x0 + size, 0)]
        if not part.size:
            return
        shine = glow_sprite(size, size)[top - y0 :, left - x0 :][: part.shape[0], : part.shape[1]]
        part[:] = cv2.add(part, (shine[..., None] * (np.array(colour) / 255 * 0.7)).astype(np.uint8))

    def _water_mark(self, canvas: U8, time_s: float) -> None:
        """Cover the foot of the staff with water up to the level and draw the bright waterline."""
        assert self.stage.gauge is not None
        x, y = self.stage.gauge
        level = self.water_level_m(time_s) or 0.0
        camera = self.stage.camera
        uv, _depth = camera.project(
            np.array([(x - 0.32, y, level), (x + 0.4, y, level), (x + 0.4, y, 0), (x - 0.32, y, 0)])
        )
        (left, top), (right, _t), (_r, bottom) = uv[0], uv[1], uv[2]
        x0, x1, y0, y1 = int(left) - 1, int(right) + 2, int(top), int(bottom) + 2
        beside = canvas[y0:y1, x0 - (x1 - x0) - 4 : x0 - 4]
        canvas[y0:y1, x0:x1] = cv2.blur(beside, (9, 3))
        cv2.line(canvas, (x0 - 5, y0), (x1 + 5, y0), (205, 210, 205), 1, cv2.LINE_AA)
