"""HyperLPR3's plate detector: [B, N, 15]: centre, size, objectness, 4 corner points, one-line and two-line scores.

Three anchors per cell, already in px of the input. Plates have four corners; here they are upright boxes.
"""

from collections.abc import Sequence

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
    has_rank,
)
from ioc_desktop.vision.pixels import PixelFormat
from ioc_desktop.vision.signature import Signature

_COLUMNS = 15
_ANCHORS = 3
_STRIDES = (8, 16, 32)
_KINDS_FROM = 13


def _match(signature: Signature, size: Size | None) -> int | None:
    if len(signature.outputs) != 1 or not has_rank(signature.outputs[0].shape, 3):
        return None
    _, rows, columns = signature.outputs[0].shape
    if columns != _COLUMNS or rows is None or not counts_fit(rows, size, _STRIDES, _ANCHORS):
        return None
    return _COLUMNS - _KINDS_FROM


def _decoder(_signature: Signature, _size: Size) -> Decoder:
    def one(rows: Floats, least: float) -> Candidates:
        rows = rows[rows[:, 4] > least]
        scores, classes = best_class(rows[:, _KINDS_FROM:] * rows[:, 4:5])
        sure = scores > least
        return Candidates(corners(rows[sure, :2], rows[sure, 2:4]), scores[sure], classes[sure])

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        return [one(rows, least) for rows in outputs[0]]

    return decode


RECIPE = Recipe(
    name="hyperlpr",
    title="HyperLPR3",
    mode="centre",
    pad=0,
    pixels=PixelFormat("rgb"),
    match=_match,
    decoder=_decoder,
    task="plate",
    confidence=0.5,
    nms_iou=0.6,
)
