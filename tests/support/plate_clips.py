"""A clip in which a vehicle with a readable plate drives through the picture, again and again."""

from pathlib import Path

import numpy as np

from ioc_desktop.demo.plates import plate_picture
from ioc_desktop.kernel.plates.formats import PlateColour
from tests.support.clips import Picture, write_clip

_SEED = 1004
_FPS = 15
_STEP_PX = 12


def driving_clip(path: Path, *, width: int = 1280, height: int = 720) -> tuple[Path, str]:
    """The clip, and the plate in it: some seconds with the vehicle, two without."""
    made = plate_picture(_SEED, "one", PlateColour.WHITE, "sharp")
    wide, tall = made.pixels.shape[1], made.pixels.shape[0]
    grain = np.random.default_rng(3).integers(90, 120, (height, width, 3), np.uint8)
    pictures: list[Picture] = []
    for left in range(20, width - wide - 20, _STEP_PX):
        picture = grain.copy()
        top = 120 + (left * (height - tall - 200)) // width
        picture[top : top + tall, left : left + wide] = made.pixels
        pictures.append(picture)
    pictures += [grain] * (2 * _FPS)
    return write_clip(path, pictures, fps=_FPS, crf=20), made.text
