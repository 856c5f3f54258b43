"""How a picture of one shape lies inside a rectangle of another, and the way back for boxes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Mode = Literal["stretch", "top_left", "centre"]


@dataclass(frozen=True)
class Placement:
    """Where the source lies inside the target, in px of the target."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class FrameGeometry:
    """The input picture of a model.

    Attributes:
        width: px.
        height: px.
        mode: ``stretch`` fills the target and distorts; the others keep the shape and pad.
        pad: grey level 0–255 of the padding.
    """

    width: int
    height: int
    mode: Mode = "centre"
    pad: int = 114

    def place(self, source_width: int, source_height: int) -> Placement:
        """Where a source of this size, px, lies in the model's picture."""
        return place(source_width, source_height, self.width, self.height, self.mode)


def place(source_width: int, source_height: int, width: int, height: int, mode: Mode = "centre") -> Placement:
    """The largest even-sized picture of the source's shape inside ``width`` × ``height`` px.

    Sizes are even because chroma is stored at half resolution; ``stretch`` keeps the target as it is.
    """
    if mode == "stretch" or source_width <= 0 or source_height <= 0:
        return Placement(0, 0, width, height)
    ratio = min(width / source_width, height / source_height)
    inner_width = _even(source_width * ratio, width)
    inner_height = _even(source_height * ratio, height)
    if mode == "top_left":
        return Placement(0, 0, inner_width, inner_height)
    return Placement((width - inner_width) // 2, (height - inner_height) // 2, inner_width, inner_height)


def _even(length: float, limit: int) -> int:
    return max(2, min(round(length / 2) * 2, limit - limit % 2))


def normalise_boxes(boxes: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Boxes [N, 4] x1, y1, x2, y2 from px of the model's picture to 0–1 of the source, cut at its edges."""
    origin = np.array([placement.x, placement.y] * 2, np.float32)
    size = np.array([placement.width, placement.height] * 2, np.float32)
    normalised: NDArray[np.float32] = np.clip((boxes - origin) / size, 0.0, 1.0)
    return normalised


def model_boxes(boxes: NDArray[np.float32], placement: Placement) -> NDArray[np.float32]:
    """Boxes [N, 4] from 0–1 of the source to px of the model's picture: the inverse of ``normalise_boxes``."""
    origin = np.array([placement.x, placement.y] * 2, np.float32)
    size = np.array([placement.width, placement.height] * 2, np.float32)
    scaled: NDArray[np.float32] = boxes * size + origin
    return scaled
