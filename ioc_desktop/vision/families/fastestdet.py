"""FastestDet: one map [B, 5 + C, H, W]: objectness, x, y, w, h, classes; plain stretch, BGR / 255.

Decoding as in https://github.com/dog-qiuqiu/FastestDet: tanh offsets, sigmoid sizes, geometric mean of the scores.
"""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.families.recipe import Candidates, Decoder, Floats, Recipe, Size, Tensor, corners, has_rank
from ioc_desktop.vision.pixels import PixelFormat
from ioc_desktop.vision.signature import Signature

_FIXED = 5
_STRIDE = 16


def _match(signature: Signature, size: Size | None) -> int | None:
    if len(signature.outputs) != 1 or not has_rank(signature.outputs[0].shape, 4):
        return None
    _, channels, rows, columns = signature.outputs[0].shape
    if channels is None or channels <= _FIXED:
        return None
    if size and rows and columns and (columns, rows) != (size.width // _STRIDE, size.height // _STRIDE):
        return None
    return channels - _FIXED


def _decoder(_signature: Signature, size: Size) -> Decoder:
    picture = np.array([size.width, size.height], np.float32)

    def one(grid: Floats, least: float) -> Candidates:
        _, height, width = grid.shape
        cells = grid.reshape(len(grid), -1).T
        scores = cells[:, 0] ** 0.6 * cells[:, _FIXED:].max(axis=1) ** 0.4
        likely = np.flatnonzero(scores > least)
        chosen = cells[likely]
        position = np.stack([likely % width, likely // width], axis=1).astype(np.float32)
        moved = position + np.tanh(chosen[:, 1:3])
        centres: Floats = np.multiply(moved, picture / np.array([width, height], np.float32), dtype=np.float32)
        sizes: Floats = picture / (1 + np.exp(-np.clip(chosen[:, 3:5], -30, 30)))
        classes = chosen[:, _FIXED:].argmax(axis=1).astype(np.int32)
        return Candidates(corners(centres, sizes), scores[likely], classes)

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        return [one(grid, least) for grid in outputs[0]]

    return decode


RECIPE = Recipe(
    name="fastestdet",
    title="FastestDet",
    mode="stretch",
    pixels=PixelFormat("bgr"),
    match=_match,
    decoder=_decoder,
    confidence=0.5,
    nms_iou=0.45,
)
