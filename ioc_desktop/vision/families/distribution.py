"""What NanoDet and PicoDet share: classes per cell, and four sides as distributions over 8 distances."""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.families.recipe import (
    Candidates,
    Decoder,
    Floats,
    Size,
    Tensor,
    best_class,
    counts_fit,
    grid_cells,
    grid_points,
    has_rank,
)
from ioc_desktop.vision.signature import Signature, TensorSpec

BINS = 8
SIDES = 4 * BINS


def match_levels(signature: Signature, size: Size | None, strides: Sequence[int]) -> int | None:
    """Number of classes of a model with one class and one distance output per stride, in any order."""
    outputs = signature.outputs
    if len(outputs) != 2 * len(strides) or not all(has_rank(spec.shape, 3) for spec in outputs):
        return None
    levels = split_levels(signature)
    if levels is None:
        return None
    classes, _ = levels
    rows = [outputs[position].shape[1] for position in classes]
    if size is not None and None not in rows and rows != grid_cells(size, strides):
        return None
    return outputs[classes[0]].shape[2]


def split_levels(signature: Signature) -> tuple[list[int], list[int]] | None:
    """Positions of the class and of the distance outputs, finest grid first; None when the shapes do not pair."""
    outputs = signature.outputs
    half = len(outputs) // 2
    distances = [n for n, spec in enumerate(outputs) if spec.shape[-1] == SIDES]
    classes = [n for n in range(len(outputs)) if n not in distances]
    if len(distances) == 2 * half:  # 32 classes: the two kinds look alike, exporters write classes first
        classes, distances = distances[:half], distances[half:]
    if len(distances) != half or len({outputs[n].shape[-1] for n in classes}) != 1:
        return None

    def finest(position: int) -> int:
        return -(_rows(outputs[position]) or -position)

    return sorted(classes, key=finest), sorted(distances, key=finest)


def _rows(spec: TensorSpec) -> int | None:
    return spec.shape[1]


def match_joined(signature: Signature, size: Size | None, strides: Sequence[int]) -> int | None:
    """Number of classes of a model with a single output [B, N, C + 32]."""
    if len(signature.outputs) != 1 or not has_rank(signature.outputs[0].shape, 3):
        return None
    _, rows, columns = signature.outputs[0].shape
    if columns is None or columns <= SIDES or not counts_fit(rows, size, strides):
        return None
    return columns - SIDES


def decoder(signature: Signature, size: Size, strides: Sequence[int], offset: float) -> Decoder:
    """Decoder for both forms; ``offset`` is where in its cell a point lies, 0.5 for the middle."""
    cells, steps = grid_points(size, strides)
    points = (cells + np.float32(offset)) * steps
    levels = split_levels(signature) if len(signature.outputs) > 1 else None
    bounds = list(np.cumsum(grid_cells(size, strides))[:-1]) if levels else []
    grids = list(zip(np.split(points, bounds), np.split(steps, bounds), strict=True))

    def pairs(outputs: Sequence[Tensor]) -> list[tuple[Tensor, Tensor]]:
        if levels is None:
            return [(outputs[0][..., :-SIDES], outputs[0][..., -SIDES:])]
        return [(outputs[scores], outputs[sides]) for scores, sides in zip(*levels, strict=True)]

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        split = pairs(outputs)
        return [
            _joined(
                [
                    _level(scores[number], sides[number], *grid, least)
                    for (scores, sides), grid in zip(split, grids, strict=True)
                ]
            )
            for number in range(len(outputs[0]))
        ]

    return decode


def _level(scores: Floats, sides: Floats, points: Floats, steps: Floats, least: float) -> Candidates:
    # Comparing everything at once is several times cheaper than the maximum of every row.
    likely = np.unique(np.flatnonzero(scores.ravel() > least) // scores.shape[1])
    best, classes = best_class(scores[likely])
    reach = expected_distance(sides[likely]) * steps[likely]
    boxes = np.concatenate([points[likely] - reach[:, :2], points[likely] + reach[:, 2:]], axis=1)
    return Candidates(boxes, best, classes)


def _joined(parts: Sequence[Candidates]) -> Candidates:
    boxes, scores, classes = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Candidates(boxes, scores, classes)


def expected_distance(sides: Floats) -> Floats:
    """Left, top, right, bottom in cells, float32 [N, 4], from the four distributions' logits [N, 32]."""
    logits = sides.reshape(-1, 4, BINS)
    weights = np.exp(logits - logits.max(axis=2, keepdims=True))
    expected: Floats = (weights @ np.arange(BINS, dtype=np.float32)) / weights.sum(axis=2)
    return expected
