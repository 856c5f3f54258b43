"""YOLOX: one output [B, N, 5 + C] on the raw grid: x, y, log w, log h, objectness, classes.

Decoding as in https://github.com/Megvii-BaseDetection/YOLOX (yolox/utils/demo_utils.py), strides 8, 16, 32.
"""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.families.recipe import (
    Candidates,
    Decoder,
    Floats,
    Recipe,
    Size,
    Tensor,
    best_class,
    corners,
    counts_fit,
    grid_points,
    has_rank,
)
from ioc_desktop.vision.pixels import PixelFormat
from ioc_desktop.vision.signature import Signature

_STRIDES = (8, 16, 32)
_FIXED = 5
# exp() of a broken model's output must not overflow into a warning; no box is e^20 cells wide.
_LONGEST_LOG = 20.0


def _match(signature: Signature, size: Size | None) -> int | None:
    if len(signature.outputs) != 1 or not has_rank(signature.outputs[0].shape, 3):
        return None
    _, rows, columns = signature.outputs[0].shape
    if columns is None or columns <= _FIXED or not counts_fit(rows, size, _STRIDES):
        return None
    return columns - _FIXED


def _decoder(_signature: Signature, size: Size) -> Decoder:
    cells, strides = grid_points(size, _STRIDES)

    def one(rows: Floats, least: float) -> Candidates:
        # A score is objectness × class, so objectness alone discards nearly every cell.
        likely = np.flatnonzero(rows[:, 4] > least)
        rows = rows[likely]
        scores, classes = best_class(rows[:, _FIXED:] * rows[:, 4:5])
        sure = scores > least
        likely, rows = likely[sure], rows[sure]
        step = strides[likely]
        centres = (rows[:, :2] + cells[likely]) * step
        sizes = np.exp(np.minimum(rows[:, 2:4], _LONGEST_LOG)) * step
        return Candidates(corners(centres, sizes), scores[sure], classes[sure])

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        return [one(rows, least) for rows in outputs[0]]

    return decode


RECIPE = Recipe(
    name="yolox",
    title="YOLOX",
    mode="top_left",
    pixels=PixelFormat("bgr", std=(1.0, 1.0, 1.0)),
    match=_match,
    decoder=_decoder,
    nms_iou=0.45,
)
