"""UltraFace: ``scores`` [B, N, 2] (background, face) and ``boxes`` [B, N, 4] corners in 0–1; plain stretch.

Pre-processing as in https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB.
"""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.families.recipe import Candidates, Decoder, Recipe, Size, Tensor, has_rank
from ioc_desktop.vision.pixels import PixelFormat
from ioc_desktop.vision.signature import Signature


def _positions(signature: Signature) -> tuple[int, int] | None:
    if len(signature.outputs) != 2 or not all(has_rank(spec.shape, 3) for spec in signature.outputs):
        return None
    widths = [spec.shape[2] for spec in signature.outputs]
    return (widths.index(2), widths.index(4)) if sorted(w or 0 for w in widths) == [2, 4] else None


def _match(signature: Signature, _size: Size | None) -> int | None:
    named = {spec.name for spec in signature.outputs} & {"dets", "pred_boxes", "logits", "labels"}
    return 1 if _positions(signature) and not named else None


def _decoder(signature: Signature, size: Size) -> Decoder:
    scores_at, boxes_at = _positions(signature) or (0, 1)
    unit = np.array([*size, *size], np.float32)

    def decode(outputs: Sequence[Tensor], least: float) -> list[Candidates]:
        found = []
        for scores, boxes in zip(outputs[scores_at][..., 1], outputs[boxes_at], strict=True):
            sure = scores > least
            found.append(Candidates(boxes[sure] * unit, scores[sure], np.zeros(int(sure.sum()), np.int32)))
        return found

    return decode


RECIPE = Recipe(
    name="ultraface",
    title="UltraFace",
    mode="stretch",
    pixels=PixelFormat("rgb", (127.0,) * 3, (128.0,) * 3),
    match=_match,
    decoder=_decoder,
    task="face",
    confidence=0.7,
    nms_iou=0.5,
)
