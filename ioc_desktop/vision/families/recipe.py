"""What a family of detectors is: how its pictures go in and what its numbers mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import Mode
from ioc_desktop.vision.pixels import PixelFormat
from ioc_desktop.vision.signature import Shape, Signature

Floats = NDArray[np.float32]
Tensor = NDArray[Any]
Task = Literal["detect", "face", "plate"]

UNSTATED = 0
"""Number of classes of a model whose outputs do not tell."""


class Candidates(NamedTuple):
    """One picture's boxes before suppression.

    Attributes:
        boxes: float32 [N, 4] x1, y1, x2, y2 in px of the model's picture.
        scores: float32 [N].
        classes: int32 [N].
    """

    boxes: Floats
    scores: Floats
    classes: NDArray[np.int32]


Decoder = Callable[[Sequence[Tensor], float], list[Candidates]]
"""From outputs in the model's order and the least score, to candidates per picture of the batch."""


class Size(NamedTuple):
    """Of the model's picture, px."""

    width: int
    height: int


def _no_extra_inputs(_signature: Signature, _size: Size, _batch: int) -> dict[str, Tensor]:
    return {}


@dataclass(frozen=True, slots=True)
class Recipe:
    """One family.

    Attributes:
        name: as ``model.toml`` writes it.
        title: as people know it.
        mode: how a picture is laid into the input.
        pixels: how bytes become numbers, for most members.
        match: number of classes (or ``UNSTATED``) when inputs and outputs have this family's shapes, else None.
        decoder: makes the decoder for one signature and size.
        pad: grey level of the padding.
        task: what it finds.
        confidence: least score worth showing.
        nms_iou: overlap for suppression; None for families that need none.
        adjust_pixels: the format for a signature that departs from ``pixels``.
        extra_inputs: inputs besides the picture, for a batch.
    """

    name: str
    title: str
    mode: Mode
    pixels: PixelFormat
    match: Callable[[Signature, Size | None], int | None]
    decoder: Callable[[Signature, Size], Decoder]
    pad: int = 114
    task: Task = "detect"
    confidence: float = 0.35
    nms_iou: float | None = 0.5
    adjust_pixels: Callable[[Signature], PixelFormat] | None = None
    extra_inputs: Callable[[Signature, Size, int], dict[str, Tensor]] = _no_extra_inputs

    def pixels_for(self, signature: Signature) -> PixelFormat:
        return self.adjust_pixels(signature) if self.adjust_pixels else self.pixels


def grid_cells(size: Size, strides: Sequence[int]) -> list[int]:
    """Cells of each stride's grid; grids round up."""
    return [-(-size.width // stride) * -(-size.height // stride) for stride in strides]


def grid_points(size: Size, strides: Sequence[int]) -> tuple[Floats, Floats]:
    """Column and row of every cell, float32 [N, 2], and its stride, float32 [N, 1], row by row, stride by stride."""
    points, steps = [], []
    for stride in strides:
        columns, rows = -(-size.width // stride), -(-size.height // stride)
        xs, ys = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
        points.append(np.stack([xs.ravel(), ys.ravel()], axis=1))
        steps.append(np.full((columns * rows, 1), stride, np.float32))
    return np.concatenate(points), np.concatenate(steps)


def counts_fit(found: int | None, size: Size | None, strides: Sequence[int], repeat: int = 1) -> bool:
    """Whether a model with this many rows can have these strides; what is unknown may be anything."""
    return found is None or size is None or found == repeat * sum(grid_cells(size, strides))


def has_rank(shape: Shape, rank: int) -> bool:
    return len(shape) == rank


def corners(centres: Floats, sizes: Floats) -> Floats:
    """Boxes x1, y1, x2, y2 from centres [N, 2] and sizes [N, 2]."""
    half = sizes / 2
    return np.concatenate([centres - half, centres + half], axis=1)


def best_class(scores: Floats) -> tuple[Floats, NDArray[np.int32]]:
    """The highest of each row of [N, C] and its column."""
    classes = scores.argmax(axis=1)
    return scores[np.arange(len(scores)), classes], classes.astype(np.int32)
