"""The camera's own traces: sensor grain and the clock and name burnt into the picture."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ioc_desktop.demo.scenes.arrays import F32, U8

_FONTS = (
    "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansMono-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
    "C:/Windows/Fonts/consolab.ttf",
)
_GRAINS = 6


class Grain:
    """Sensor noise: a few fixed sheets that take turns every second frame, soft enough to compress well."""

    def __init__(self, width: int, height: int, strength: float, seed: int) -> None:
        random = np.random.default_rng(seed + 5)
        self._sheets: list[tuple[U8, U8]] = []
        for _ in range(_GRAINS):
            rough = random.normal(0, 1, (height, width)).astype(np.float32)
            noise: F32 = np.asarray(cv2.GaussianBlur(rough, (0, 0), 0.7), np.float32)
            noise *= np.float32(1.25 * strength / float(noise.std()))
            self._sheets.append((_rounded(noise), _rounded(-noise)))

    def add(self, luma: U8, frame_no: int) -> None:
        """Add the grain of a frame to a picture's brightness, in place."""
        plus, minus = self._sheets[frame_no // 2 % _GRAINS]
        cv2.add(luma, plus, dst=luma)
        cv2.subtract(luma, minus, dst=luma)


def _rounded(noise: F32) -> U8:
    return np.asarray(np.clip(np.rint(noise), 0, 40), np.uint8)


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    found = next((name for name in _FONTS if Path(name).exists()), None)
    return ImageFont.truetype(found, size) if found else ImageFont.load_default(size)


@lru_cache(maxsize=8)
def text_sprite(text: str, size: int) -> tuple[U8, U8]:
    """White letters with a black outline: (coverage with outline, letters), each uint8 [h,w]."""
    font = _font(size)
    box = (int(font.getlength(text)) + 6, int(size * 1.5))
    layers = []
    for stroke in (2, 0):
        layer = Image.new("L", box, 0)
        ImageDraw.Draw(layer).text((3, 1), text, fill=255, font=font, stroke_width=stroke)
        layers.append(np.asarray(layer, np.uint8))
    return layers[0], layers[1]


class Clock:
    """The on-screen display: date and running time at the top left, the camera's name at the bottom left."""

    def __init__(self, start: dt.datetime, name: str, width: int) -> None:
        self._start, self._name = start, name
        self._size = max(12, round(width / 50))

    def draw(self, luma: U8, blue: U8, red: U8, time_s: float) -> None:
        """Write on a frame's Y plane and make the letters colourless in its half-size U and V planes."""
        now = self._start + dt.timedelta(seconds=int(time_s + 1e-6))
        margin = self._size
        self._put((luma, blue, red), now.strftime("%d/%m/%Y %H:%M:%S"), margin, margin)
        self._put((luma, blue, red), self._name, margin, luma.shape[0] - round(self._size * 2.1))

    def _put(self, planes: tuple[U8, U8, U8], text: str, x: int, y: int) -> None:
        luma, blue, red = planes
        around, letters = text_sprite(text, self._size)
        height, width = around.shape
        width = min(width, luma.shape[1] - x)
        cover, light = around[:, :width].astype(np.uint16), letters[:, :width].astype(np.uint16)
        part = luma[y : y + height, x : x + width]
        part[:] = (part * (255 - cover) + 235 * light) // 255
        shade = cover[::2, ::2]
        for plane in (blue, red):
            spot = plane[y // 2 : y // 2 + shade.shape[0], x // 2 : x // 2 + shade.shape[1]]
            spot[:] = (spot * (255 - shade) + 128 * shade) // 255
