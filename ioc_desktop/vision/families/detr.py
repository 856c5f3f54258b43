"""DETR types, which need no suppression, in their two exported forms.

Finished: ``labels`` [B, Q], ``boxes`` [B, Q, 4] x1, y1, x2, y2, ``scores`` [B, Q] (RT-DETR, D-FINE, DEIM), in px of
``orig_target_sizes`` where the graph takes it, else in 0–1. Raw: boxes [B, Q, 4] centre and size in 0–1 under the
name ``dets`` or ``pred_boxes``, and class logits [B, Q, C] (RF-DETR, and exports without post-processing).
"""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.families.recipe import (
    UNSTATED,
    Candidates,
    Decoder,
    Floats,
    Recipe,
    Size,
    Tensor,
    corners,
    has_rank,
)
from ioc_desktop.vision.pixels import IMAGENET_MEAN, IMAGENET_STD, PixelFormat
from ioc_desktop.vision.signature import Signature, TensorSpec

_SIZES_INPUT = "orig_target_sizes"
_RAW_BOXES = ("dets", "pred_boxes")


def _named(signature: Signature, *names: str) -> int | None:
    """Position of the output with one of these names."""
    return next((n for n, spec in enumerate(signature.outputs) if spec.name in names), None)


def _is_finished(signature: Signature) -> bool:
    positions = [_named(signature, name) for name in ("labels", "boxes", "scores")]
    if None in positions:
        return False
    # Some exporters leave the shapes of outputs out; the three names together are telling enough.
    return len(signature.outputs[positions[2] or 0].shape) in {0, 2}


def _raw_positions(signature: Signature) -> tuple[int, int] | None:
    """Positions of boxes and logits of the raw form."""
    if len(signature.outputs) < 2:
        return None
    boxes = _named(signature, *_RAW_BOXES)
    if boxes is None and _named(signature, "logits") is not None:
        boxes = _named(signature, "boxes")
    logits = _named(signature, "labels", "logits", "pred_logits")
    if boxes is None or logits is None or boxes == logits:
        return None
    return (boxes, logits) if _pair_fits(signature.outputs[boxes], signature.outputs[logits]) else None


def _pair_fits(boxes: TensorSpec, logits: TensorSpec) -> bool:
    if not (has_rank(boxes.shape, 3) and has_rank(logits.shape, 3)):
        return False
    return boxes.shape[2] in {4, None} and boxes.shape[1] == logits.shape[1]


def _match(signature: Signature, _size: Size | None) -> int | None:
    if _is_finished(signature):
        return UNSTATED
    raw = _raw_positions(signature)
    return (signature.outputs[raw[1]].shape[2] or UNSTATED) if raw else None


def _pixels(signature: Signature) -> PixelFormat:
    if _named(signature, "dets") is not None:
        return PixelFormat("rgb", IMAGENET_MEAN, IMAGENET_STD)
    return RECIPE.pixels


def _extra_inputs(signature: Signature, size: Size, batch: int) -> dict[str, Tensor]:
    if not any(spec.name == _SIZES_INPUT for spec in signature.inputs):
        return {}
    return {_SIZES_INPUT: np.tile(np.array([[size.width, size.height]], np.int64), (batch, 1))}


def _decoder(signature: Signature, size: Size) -> Decoder:
    raw = None if _is_finished(signature) else _raw_positions(signature)
    return _raw_decoder(*raw, size) if raw else _finished_decoder(signature, size)


def _finished_decoder(signature: Signature, size: Size) -> Decoder:
    labels_at, boxes_at, scores_at = (_named(signature, name) or 0 for name in ("labels", "boxes", "scores"))
    in_px = any(spec.name == _SIZES_INPUT for spec in signature.inputs)
    unit = np.ones(4, np.float32) if in_px else np.array([*size, *size], np.float32)

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        found = []
        for labels, boxes, scores in zip(outputs[labels_at], outputs[boxes_at], outputs[scores_at], strict=True):
            sure = scores > least
            found.append(
                Candidates(
                    (boxes[sure] * unit).astype(np.float32),
                    scores[sure].astype(np.float32),
                    labels[sure].astype(np.int32),
                )
            )
        return found

    return decode


def _raw_decoder(boxes_at: int, logits_at: int, size: Size) -> Decoder:
    unit = np.array([size.width, size.height], np.float32)

    def one(boxes: Floats, logits: Floats, least: float) -> Candidates:
        # One query may stand for two classes: every (query, class) above the threshold counts, as in training.
        scores = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        queries, classes = np.nonzero(scores > least)
        chosen = boxes[queries]
        placed = corners(chosen[:, :2] * unit, chosen[:, 2:] * unit)
        return Candidates(placed, scores[queries, classes].astype(np.float32), classes.astype(np.int32))

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        return [one(b, s, least) for b, s in zip(outputs[boxes_at], outputs[logits_at], strict=True)]

    return decode


RECIPE = Recipe(
    name="detr",
    title="DETR (RT-DETR, D-FINE, DEIM, RF-DETR)",
    mode="stretch",
    pixels=PixelFormat("rgb"),
    match=_match,
    decoder=_decoder,
    confidence=0.4,
    nms_iou=None,
    adjust_pixels=_pixels,
    extra_inputs=_extra_inputs,
)
