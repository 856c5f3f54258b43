"""PicoDet without its own post-processing: four grids, sigmoid already applied, RGB, plain stretch.

Export as in https://github.com/PaddlePaddle/PaddleDetection (configs/picodet, ``export.post_process=False``).
"""

from ioc_desktop.vision.families import distribution
from ioc_desktop.vision.families.recipe import Decoder, Recipe, Size
from ioc_desktop.vision.pixels import IMAGENET_MEAN, IMAGENET_STD, PixelFormat
from ioc_desktop.vision.signature import Signature

_STRIDES = (8, 16, 32, 64)


def _match(signature: Signature, size: Size | None) -> int | None:
    return distribution.match_levels(signature, size, _STRIDES)


def _decoder(signature: Signature, size: Size) -> Decoder:
    return distribution.decoder(signature, size, _STRIDES, 0.5)


RECIPE = Recipe(
    name="picodet",
    title="PicoDet",
    mode="stretch",
    pixels=PixelFormat("rgb", IMAGENET_MEAN, IMAGENET_STD),
    match=_match,
    decoder=_decoder,
    nms_iou=0.6,
)
