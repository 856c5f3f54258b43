"""From BGR bytes to the tensor a model wants, into memory that is already there."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.vision.pixels import PixelFormat

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


class Packer:
    """Writes pictures of one size into a float tensor; keeps its scratch planes between calls.

    Splitting into planes first lets both steps run over contiguous memory: 0.05 ms for 416×416 against 0.13 ms for
    a strided copy and 1.7 ms for ``cv2.dnn.blobFromImage`` (median, one core).
    """

    def __init__(self, pixels: PixelFormat, width: int, height: int) -> None:
        self._planes: list[Bytes] = [np.empty((height, width), np.uint8) for _ in range(3)]
        self._order = (0, 1, 2) if pixels.colour == "bgr" else (2, 1, 0)
        self._gain = [np.float32(1 / std) for std in pixels.std]
        self._bias = [np.float32(-mean / std) for mean, std in zip(pixels.mean, pixels.std, strict=True)]

    def pack(self, picture: Bytes, tensor: Floats) -> None:
        """Fill ``tensor`` float32 [3, height, width] from BGR uint8 [height, width, 3]."""
        cv2.split(picture, self._planes)
        for channel, plane_no in enumerate(self._order):
            self._convert(self._planes[plane_no], tensor[channel], self._gain[channel], self._bias[channel])

    @staticmethod
    def _convert(plane: Bytes, target: Floats, gain: np.float32, bias: np.float32) -> None:
        if gain == 1:
            np.copyto(target, plane)
        else:
            np.multiply(plane, gain, out=target)
        if bias:
            np.add(target, bias, out=target)


def fit_picture(picture: Bytes, geometry: FrameGeometry, target: Bytes | None = None) -> Bytes:
    """A source picture BGR [h, w, 3] laid into the model's rectangle; uint8 [geometry.height, geometry.width, 3]."""
    if target is None:
        target = np.empty((geometry.height, geometry.width, 3), np.uint8)
    place = geometry.place(picture.shape[1], picture.shape[0])
    if (place.width, place.height) != (geometry.width, geometry.height):
        target[:] = geometry.pad
    inner = target[place.y : place.y + place.height, place.x : place.x + place.width]
    shrinks = place.width < picture.shape[1] // 2
    inner[:] = cv2.resize(
        picture, (place.width, place.height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )
    return target
