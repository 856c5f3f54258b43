"""Rain that falls through the picture, looping without a seam."""
# ruff: noqa: PLR0917  (points and sizes in their usual order)

import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import U8

_LAYERS = ((150, 26, 10, 1), (110, 46, 17, 2), (40, 90, 30, 3))  # streaks, length px, brightness, screens per second


class Rain:
    """Sheets of streaks; each sheet wraps around top to bottom a whole number of times per loop."""

    def __init__(self, width: int, height: int, strength: float, seed: int) -> None:
        self._height, self._sheets = height, []
        random = np.random.default_rng(seed + 99)
        for count, length, bright, speed in _LAYERS:
            sheet = _sheet(width, height, int(count * strength), length, bright, random)
            self._sheets.append((sheet, speed))

    def fall(self, luma: U8, time_s: float) -> None:
        """Add the streaks at a time (s) to a picture's brightness, in place."""
        for sheet, speed in self._sheets:
            shift = int(time_s * speed * self._height + 0.5) % self._height
            keep = self._height - shift
            cv2.add(luma[shift:], sheet[:keep], dst=luma[shift:])
            if shift:
                cv2.add(luma[:shift], sheet[keep:], dst=luma[:shift])


def _sheet(width: int, height: int, count: int, length: int, bright: int, random: np.random.Generator) -> U8:
    sheet = np.zeros((height * 3, width), np.uint8)
    for _ in range(count):
        x, y = int(random.integers(width)), int(random.integers(height))
        size = length * (0.6 + 0.8 * random.random())
        level = int(bright * (0.5 + random.random()))
        for lap in (0, height, 2 * height):
            cv2.line(sheet, (x, y + lap), (int(x - size * 0.1), int(y + lap + size)), level, 1, cv2.LINE_AA)
    return np.ascontiguousarray(cv2.GaussianBlur(sheet[height : 2 * height], (3, 5), 0))
