"""Number plates drawn for tests and accuracy figures: every form and colour, seen askew, blurred, small, at night.

Sizes of the metal: 520 × 110 and 330 × 165 mm on cars, 190 × 140 mm on motorbikes (QCVN 08:2024/BCA). The letters are
those of free fonts, not of the official stamp: figures say how a reader copes with pictures, not with that typeface.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.plates.formats import LETTERS, SERIES_LETTERS, PlateColour, PlateKind, read_plate
from ioc_desktop.kernel.plates.provinces import PROVINCES

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Size = tuple[int, int]
Layout = Literal["one", "two", "bike"]

SIZES_MM: dict[Layout, Size] = {"one": (520, 110), "two": (330, 165), "bike": (190, 140)}
BLURS = ("sharp", "soft", "hard", "night")
"""Levels, by the height of a line: 45 px; 28 px, soft; 15 px, soft and moving; 26 px, dark and noisy."""
_HEIGHTS_PX = {"sharp": 45, "soft": 28, "hard": 15, "night": 26}
_GROUND_INK = {  # BGR
    PlateColour.WHITE: ((235, 238, 236), (28, 26, 25)),
    PlateColour.YELLOW: ((40, 190, 240), (25, 25, 25)),
    PlateColour.BLUE: ((150, 70, 20), (240, 240, 240)),
    PlateColour.RED: ((35, 25, 170), (240, 240, 240)),
}
_FONTS = (
    "LiberationSans-Bold.ttf",
    "NotoSans-CondensedBold.ttf",
    "NotoSans-SemiCondensedBold.ttf",
    "DejaVuSansCondensed-Bold.ttf",
    "JetBrainsMono-Bold.ttf",
)
_FOLDERS = (Path("/usr/share/fonts/truetype"), Path("C:/Windows/Fonts"))
_PX_PER_MM = 2


@dataclass(frozen=True)
class PlatePicture:
    """A vehicle's rear with its plate.

    Attributes:
        pixels: BGR [h, w, 3].
        corners: float32 [4, 2] px, clockwise from the upper left one of the plate.
        text: bare.
        level: one of ``BLURS``.
    """

    pixels: Bytes
    corners: Floats
    text: str
    colour: PlateColour
    layout: Layout
    level: str


def random_plate(random: np.random.Generator, layout: Layout, colour: PlateColour) -> str:
    """A plate that may exist."""

    def digits(count: int) -> str:
        return "".join(str(digit) for digit in random.integers(0, 10, count))

    code = str(random.choice(list(PROVINCES)))
    if colour is PlateColour.RED:
        return "".join(random.choice(list(LETTERS), 2)) + digits(4)
    letter = str(random.choice(list(SERIES_LETTERS)))
    if layout == "bike":
        return f"{code}{letter}{random.integers(1, 10)}{digits(5 if random.random() < 0.8 else 4)}"
    return f"{code}{letter}{digits(5 if random.random() < 0.85 else 4)}"


def flat_plate(text: str, colour: PlateColour, layout: Layout, font: int = 0) -> Bytes:
    """The plate alone, seen straight, two px per mm.

    Raises:
        ExpectedError: ``demo.no_font``.
    """
    width, height = (_PX_PER_MM * side for side in SIZES_MM[layout])
    ground, ink = _GROUND_INK[colour]
    image = Image.new("RGB", (width, height), ground[::-1])
    pen = ImageDraw.Draw(image)
    rim = max(2, height // 45)
    pen.rounded_rectangle((rim, rim, width - rim, height - rim), height // 12, outline=ink[::-1], width=rim)
    lines = _lines(text, layout)
    room = (height - 4 * rim) / len(lines)
    for number, line in enumerate(lines):
        box = (
            5 * rim,
            2 * rim + number * room + room * 0.1,
            width - 5 * rim,
            2 * rim + (number + 1) * room - room * 0.06,
        )
        _write(pen, line, box, ink[::-1], font)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def _lines(text: str, layout: Layout) -> list[str]:
    plate = read_plate(text)
    if plate is None:
        return [text]
    number = f"{plate.serial[:3]}.{plate.serial[3:]}" if len(plate.serial) == 5 else plate.serial
    if PlateKind.MILITARY in plate.kinds:
        number = f"{plate.serial[:2]}-{plate.serial[2:]}"
    if layout == "one":
        return [f"{plate.province}{plate.series}-{number}"]
    if layout == "two":
        return [f"{plate.province}{plate.series}", number]
    series, serial = text[2:4], text[4:]
    return [f"{text[:2]}-{series}", f"{serial[:3]}.{serial[3:]}" if len(serial) == 5 else serial]


def _write(
    pen: ImageDraw.ImageDraw, line: str, box: tuple[float, float, float, float], ink: tuple[int, ...], font: int
) -> None:
    """As large as fits, in the middle."""
    left, top, right, bottom = box
    size = int((bottom - top) * 1.35)
    while True:
        face = _face(font, size)
        x0, y0, x1, y1 = pen.textbbox((0, 0), line, font=face)
        if (x1 - x0 <= right - left and y1 - y0 <= bottom - top) or size < 8:
            break
        size -= 2
    pen.text(((left + right - x1 - x0) / 2, (top + bottom - y1 - y0) / 2), line, font=face, fill=ink)


@cache
def _face(number: int, size: int) -> ImageFont.FreeTypeFont:
    files = font_files()
    return ImageFont.truetype(str(files[number % len(files)]), size)


@cache
def font_files() -> tuple[Path, ...]:
    """Bold faces of this machine that look like stamped letters.

    Raises:
        ExpectedError: ``demo.no_font``.
    """
    folders = (resource_path("fonts"), *_FOLDERS)
    found = tuple(
        path for name in _FONTS for folder in folders for path in sorted(folder.rglob(name))[:1] if folder.is_dir()
    )
    if not found:
        raise ExpectedError(
            "demo.no_font",
            QT_TRANSLATE_NOOP("errors", "Không có phông chữ để vẽ biển số. Chạy make setup để cài phông."),
        )
    return tuple(dict.fromkeys(found))


def plate_picture(seed: int, layout: Layout, colour: PlateColour, level: str) -> PlatePicture:
    """A vehicle's rear with a random plate, the same for the same arguments.

    Raises:
        ExpectedError: ``demo.no_font``.
    """
    random = np.random.default_rng([seed, *map(ord, layout + colour.value + level)])
    text = random_plate(random, layout, colour)
    flat = flat_plate(text, colour, layout, int(random.integers(0, len(font_files()))))
    height = _HEIGHTS_PX[level] * (2 if layout != "one" else 1) * random.uniform(0.9, 1.15)
    pixels, corners = _mounted(flat, height, random)
    return PlatePicture(_degraded(pixels, level, random), corners, text, colour, layout, level)


def _mounted(flat: Bytes, height_px: float, random: np.random.Generator) -> tuple[Bytes, Floats]:
    """The plate on a rear, from the side and from above."""
    width_px = height_px * flat.shape[1] / flat.shape[0]
    canvas = _rear(int(max(width_px * 2.4, height_px * 3)), int(height_px * 4.2), random)
    centre = np.array([canvas.shape[1] / 2, canvas.shape[0] * random.uniform(0.5, 0.68)])
    half = np.array([width_px, height_px]) / 2
    corners = centre + np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    corners[:, 1] += (corners[:, 0] - centre[0]) * random.uniform(-0.14, 0.14)  # yaw lifts one side
    corners[:, 0] += (corners[:, 1] - centre[1]) * random.uniform(-0.18, 0.18)
    corners[1:3, 1] = centre[1] + (corners[1:3, 1] - centre[1]) * random.uniform(0.86, 1.0)
    source = np.array([[0, 0], [flat.shape[1], 0], [flat.shape[1], flat.shape[0]], [0, flat.shape[0]]], np.float32)
    fine = 3
    matrix = cv2.getPerspectiveTransform(source, (corners * fine).astype(np.float32))
    large = cv2.resize(canvas, None, fx=fine, fy=fine, interpolation=cv2.INTER_LINEAR)
    cv2.warpPerspective(flat, matrix, large.shape[1::-1], large, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    small = cv2.resize(large, canvas.shape[1::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), corners.astype(np.float32)


def _rear(width: int, height: int, random: np.random.Generator) -> Bytes:
    """A painted body with a bumper, lamps and the road under it."""
    paint = random.integers(20, 230, 3)
    shade = np.linspace(1.15, 0.7, height)[:, None, None]
    body = np.clip(paint * shade, 0, 255).astype(np.uint8).repeat(width, axis=1)
    dark = tuple(int(value) for value in paint // 3)
    cv2.rectangle(body, (0, int(height * 0.78)), (width, int(height * 0.92)), dark, -1)
    cv2.rectangle(body, (0, int(height * 0.92)), (width, height), (70, 72, 74), -1)
    for left in (int(width * 0.04), int(width * 0.84)):
        cv2.rectangle(
            body, (left, int(height * 0.28)), (left + int(width * 0.12), int(height * 0.42)), (40, 40, 200), -1
        )
    for row in np.linspace(0.06, 0.2, 4):
        cv2.line(body, (int(width * 0.2), int(height * row)), (int(width * 0.8), int(height * row)), dark, 1)
    return body


def _degraded(pixels: Bytes, level: str, random: np.random.Generator) -> Bytes:
    picture: NDArray[Any] = pixels.astype(np.float32) * random.uniform(0.85, 1.08)
    if level == "soft":
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.5, 0.9))
    elif level == "hard":
        length = 3
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        picture = cv2.filter2D(cv2.GaussianBlur(picture, (0, 0), random.uniform(0.5, 0.8)), -1, kernel)
    elif level == "night":
        picture = picture * random.uniform(0.22, 0.35) + 8
        picture = cv2.GaussianBlur(picture, (0, 0), 0.6)
    noise = {"sharp": 2.0, "soft": 4.0, "hard": 5.0, "night": 7.0}[level]
    picture = picture + random.normal(0, noise, picture.shape)
    _, packed = cv2.imencode(".jpg", np.clip(picture, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
