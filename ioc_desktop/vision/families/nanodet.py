"""NanoDet (three grids, one pair of outputs each) and NanoDet-Plus (four grids in one output).

Sigmoid is part of the exported graph. Decoding as in https://github.com/RangiLyu/nanodet: NanoDet's points lie in
the middle of their cells, NanoDet-Plus's at the corner.
"""

from ioc_desktop.vision.families import distribution
from ioc_desktop.vision.families.recipe import Decoder, Recipe, Size
from ioc_desktop.vision.pixels import IMAGENET_MEAN, IMAGENET_STD, PixelFormat
from ioc_desktop.vision.signature import Signature

_STRIDES = (8, 16, 32)
_PLUS_STRIDES = (8, 16, 32, 64)


def _match(signature: Signature, size: Size | None) -> int | None:
    if len(signature.outputs) == 1:
        return distribution.match_joined(signature, size, _PLUS_STRIDES)
    return distribution.match_levels(signature, size, _STRIDES)


def _decoder(signature: Signature, size: Size) -> Decoder:
    if len(signature.outputs) == 1:
        return distribution.decoder(signature, size, _PLUS_STRIDES, 0.0)
    return distribution.decoder(signature, size, _STRIDES, 0.5)


RECIPE = Recipe(
    name="nanodet",
    title="NanoDet",
    mode="centre",
    pad=0,
    pixels=PixelFormat("bgr", IMAGENET_MEAN[::-1], IMAGENET_STD[::-1]),
    match=_match,
    decoder=_decoder,
    nms_iou=0.6,
)
