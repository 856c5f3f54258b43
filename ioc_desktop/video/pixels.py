"""From a decoder's planes straight into somebody's pixels, scaled once.

PyAV's ``to_ndarray`` costs 0.5–0.9 ms a frame, most of it copies. Here the planes are viewed in place, resized one by
one and converted into the destination: 0.1–0.2 ms for a tile of a wall of 64.
"""

import av
import cv2
import numpy as np

from ioc_desktop.video.letterbox import place
from ioc_desktop.video.types import Picture, TileRect

_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p"})
_BT709 = 1
_FULL_RANGE = 2


def luma(frame: av.VideoFrame) -> Picture | None:
    """The brightness plane viewed in place, uint8 [height, width]; None for formats without one."""
    if frame.format.name in _PLANAR or frame.format.name in {"nv12", "gray"}:
        return _plane(frame.planes[0], 1)
    return None


def _plane(plane: av.video.plane.VideoPlane, channels: int) -> Picture:
    stride = plane.line_size
    rows = np.frombuffer(memoryview(plane), np.uint8)[: plane.height * stride].reshape(plane.height, stride)
    rows = rows[:, : plane.width * channels]
    return rows if channels == 1 else rows.reshape(plane.height, plane.width, channels)


class Converter:
    """Scales and converts frames of one stream; keeps its scratch planes between frames. One thread at a time."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._packed: Picture = np.empty((0, 0), np.uint8)
        self._y: Picture = self._packed
        self._u: Picture = self._packed
        self._v: Picture = self._packed

    def convert(self, frame: av.VideoFrame, target: Picture) -> None:
        """Fill ``target``, uint8 [height, width, 3 or 4] as BGR or BGRA, with the whole frame."""
        height, width = target.shape[:2]
        name = frame.format.name
        even = height % 2 == 0 and width % 2 == 0
        if not even or frame.colorspace == _BT709 or name not in _PLANAR:
            _convert_slowly(frame, target)
            return
        self._prepare(width, height)
        for plane, scaled in zip(frame.planes, (self._y, self._u, self._v), strict=True):
            _scale(_plane(plane, 1), scaled)
        if name.startswith("yuvj") or frame.color_range == _FULL_RANGE:
            self._narrow_range()
        code = cv2.COLOR_YUV2BGRA_I420 if target.shape[2] == 4 else cv2.COLOR_YUV2BGR_I420
        cv2.cvtColor(self._packed, code, dst=target)

    def _prepare(self, width: int, height: int) -> None:
        if self._size == (width, height):
            return
        self._size = (width, height)
        area = width * height
        flat = np.empty(area * 3 // 2, np.uint8)
        self._packed = flat.reshape(height * 3 // 2, width)
        self._y = self._packed[:height]
        self._u = flat[area : area * 5 // 4].reshape(height // 2, width // 2)
        self._v = flat[area * 5 // 4 :].reshape(height // 2, width // 2)

    def _narrow_range(self) -> None:
        """OpenCV knows limited range only, so squeeze full range (0–255) into it (16–235, chroma 16–240)."""
        cv2.convertScaleAbs(self._y, dst=self._y, alpha=219 / 255, beta=16)
        for chroma in (self._u, self._v):
            cv2.convertScaleAbs(chroma, dst=chroma, alpha=224 / 255, beta=128 * (1 - 224 / 255))


def _scale(source: Picture, target: Picture) -> None:
    """Resize one plane.

    Bilinear below half size skips source pixels and makes small things flicker. Averaging 2 × 2 first has a fast
    path in OpenCV; both steps together cost what bilinear alone does, an eighth of ``INTER_AREA`` at odd ratios.
    """
    height, width = target.shape
    while source.shape[0] >= height * 2 and source.shape[1] >= width * 2:
        half_height, half_width = source.shape[0] // 2, source.shape[1] // 2
        halved = np.empty((half_height, half_width), np.uint8)
        cv2.resize(source[: half_height * 2, : half_width * 2], (half_width, half_height), halved, 0, 0, cv2.INTER_AREA)
        source = halved
    if source.shape == target.shape:
        np.copyto(target, source)
    else:
        cv2.resize(source, (width, height), dst=target, interpolation=cv2.INTER_LINEAR)


def _convert_slowly(frame: av.VideoFrame, target: Picture) -> None:
    """Any format and colour matrix, through FFmpeg's own scaler."""
    height, width = target.shape[:2]
    layout = "bgra" if target.shape[2] == 4 else "bgr24"
    plain = frame.reformat(width, height, layout, interpolation="AREA" if frame.width >= width * 2 else "BILINEAR")
    np.copyto(target, _plane(plain.planes[0], target.shape[2]))


def picture_of(frame: av.VideoFrame) -> Picture:
    """The whole frame as its own BGR picture, uint8 [height, width, 3]."""
    target = np.empty((frame.height, frame.width, 3), np.uint8)
    _convert_slowly(frame, target)
    return target


def i420_planes(frame: av.VideoFrame, width: int, height: int, target: Picture) -> None:
    """Fill ``target``, flat uint8 [width * height * 3 / 2], with the frame's Y, U and V in this even size."""
    plain = frame
    if frame.format.name != "yuv420p" or (frame.width, frame.height) != (width, height):
        plain = frame.reformat(width, height, "yuv420p", interpolation="AREA")
    start = 0
    for plane in plain.planes:
        pixels = _plane(plane, 1)
        target[start : start + pixels.size].reshape(pixels.shape)[:] = pixels
        start += pixels.size


class TilePainter:
    """Puts frames of one stream into its rectangle of the mosaic, black bars where the shapes differ."""

    def __init__(self, pages: Picture, rect: TileRect) -> None:
        self._tiles = [page[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width] for page in pages]
        self._framed: list[tuple[int, int]] = [(0, 0)] * len(pages)
        self._views = list(self._tiles)

    def paint(self, frame: av.VideoFrame, page: int, converter: Converter) -> None:
        size = (frame.width, frame.height)
        if self._framed[page] != size:
            self._frame(page, size)
        converter.convert(frame, self._views[page])

    def _frame(self, page: int, size: tuple[int, int]) -> None:
        tile = self._tiles[page]
        inner = place(*size, tile.shape[1], tile.shape[0])
        tile[:] = 0
        self._views[page] = tile[inner.y : inner.y + inner.height, inner.x : inner.x + inner.width]
        self._framed[page] = size
