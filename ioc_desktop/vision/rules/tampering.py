"""Somebody did something to the camera: covered, darkened, blurred or turned away."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules import constants as c
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.static_foreground import correlation, small
from ioc_desktop.vision.rules.watcher import Setting

Fault = Literal["covered", "dark", "blurred", "moved"]
Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Look:
    """What one picture looks like.

    Attributes:
        light: mean grey level, 0–255.
        contrast: standard deviation of grey levels.
        sharpness: mean fine structure relative to contrast-free noise, grey levels.
        edges: float32 [h, w], strength of edges, capped so that headlights do not rule.
    """

    light: float
    contrast: float
    sharpness: float
    edges: Grey

    @classmethod
    def of(cls, picture: NDArray[np.uint8]) -> "Look":
        grey = np.asarray(cv2.cvtColor(small(picture, c.TAMPER_WIDTH_PX), cv2.COLOR_BGR2GRAY), np.float32)
        edges = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
        edges = np.minimum(edges, float(np.percentile(edges, 98)) + 1e-3)
        sharpness = float(np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean())
        return cls(float(grey.mean()), float(grey.std()), sharpness, np.asarray(edges, np.float32))

    def blended(self, other: "Look", share: float) -> "Look":
        """This look moved towards another."""
        return Look(
            self.light + (other.light - self.light) * share,
            self.contrast + (other.contrast - self.contrast) * share,
            self.sharpness + (other.sharpness - self.sharpness) * share,
            self.edges + (other.edges - self.edges) * np.float32(share),
        )


def fault_of(now: Look, usual: Look, leniency: float = 1.0) -> Fault | None:
    """What is wrong with a picture compared with what is usual; None when nothing is."""
    if now.light < c.TAMPER_DARK_LEVEL and now.light * leniency < c.TAMPER_DARK * usual.light:
        return "dark"
    alike = correlation(now.edges, usual.edges)
    flat = now.contrast * leniency < c.TAMPER_FLAT * usual.contrast
    if flat and alike * leniency < c.TAMPER_MOVED + 0.1:
        return "covered"
    if now.sharpness * leniency < c.TAMPER_BLUR * usual.sharpness and alike >= c.TAMPER_BLUR_EDGES:
        return "blurred"
    return "moved" if alike * leniency < c.TAMPER_MOVED else None


class TamperingWatcher:
    """Compares each picture with the average of the last minutes, which stands still while something is wrong."""

    reads_pixels = True

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.restart()

    def restart(self) -> None:
        self._usual: Look | None = None
        self._begin_s = self._last_s = 0.0
        self._since_s: float | None = None
        self._fault: Fault | None = None

    def look(self, scene: Scene) -> list[Sighting]:
        if scene.view.picture is None:
            return []
        now_s, now = scene.time_s, Look.of(scene.view.picture)
        if self._usual is None or self._usual.edges.shape != now.edges.shape:
            self._usual, self._begin_s, self._last_s = now, now_s, now_s
            return []
        span_s, self._last_s = now_s - self._last_s, now_s
        learning = now_s - self._begin_s < c.TAMPER_LEARN_S
        fault = None if learning else fault_of(now, self._usual, self._setting.leniency)
        if fault is None:
            self._fault = self._since_s = None
            memory_s = c.TAMPER_LEARN_S / 2 if learning else c.TAMPER_MEMORY_S
            self._usual = self._usual.blended(now, 1 - float(np.exp(-span_s / memory_s)))
            return []
        return self._wrong(now_s, now, fault)

    def _wrong(self, now_s: float, now: Look, fault: Fault) -> list[Sighting]:
        """Something is wrong; what it was first called it stays."""
        since_s = self._since_s = now_s if self._since_s is None else self._since_s
        self._fault = self._fault or fault
        if fault == "moved" and now_s - since_s > c.TAMPER_ACCEPT_S:
            self._usual, self._begin_s, self._since_s, self._fault = now, now_s, None, None
            return []
        return [Sighting(key=0, since_s=since_s, value=now_s - since_s, label=self._fault)]
