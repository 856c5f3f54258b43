"""How bytes become a model's numbers."""

from dataclasses import dataclass
from typing import Literal

Triple = tuple[float, float, float]

IMAGENET_MEAN: Triple = (123.675, 116.28, 103.53)
IMAGENET_STD: Triple = (58.395, 57.12, 57.375)


@dataclass(frozen=True, slots=True)
class PixelFormat:
    """How bytes become numbers: ``(byte - mean) / std`` per channel, channels in the stated order.

    Attributes:
        colour: order of the tensor's channels; ``mean`` and ``std`` are in the same order.
        mean: in grey levels 0–255.
        std: in grey levels 0–255.
    """

    colour: Literal["bgr", "rgb"] = "rgb"
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (255.0, 255.0, 255.0)
