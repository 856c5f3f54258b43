"""The engine's shared mosaic as Qt images that copy nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from ioc_desktop.ui.video.ink import to_rect

if TYPE_CHECKING:
    from ioc_desktop.ui.video.geometry import Box
    from ioc_desktop.video.mosaic import Mosaic
    from ioc_desktop.video.types import Picture


class MosaicImages:
    """One ``QImage`` over each page of the mosaic, renewed when the engine moves the pages.

    The array under an image is kept beside it: Qt holds no reference to it.
    """

    def __init__(self) -> None:
        self._mosaic: Mosaic | None = None
        self._ratio = 1.0
        self._generation = -1
        self._pages: dict[int, tuple[Picture, QImage]] = {}

    def use(self, mosaic: Mosaic, ratio: float) -> None:
        """Take over a new mosaic; ``ratio`` is device pixels per logical pixel."""
        self.release()
        self._mosaic, self._ratio = mosaic, ratio

    def release(self) -> None:
        """Forget the memory, so that the engine can free it."""
        self._pages.clear()
        self._mosaic = None

    def page(self, index: int) -> QImage | None:
        """The page as an image at the surface's pixel ratio, None while there is no mosaic."""
        mosaic = self._mosaic
        if mosaic is None:
            return None
        if self._generation != mosaic.generation:
            self._pages.clear()
            self._generation = mosaic.generation
        found = self._pages.get(index)
        if found is None:
            found = self._pages[index] = self._wrap(mosaic.page(index))
        return found[1]

    def _wrap(self, pixels: Picture) -> tuple[Picture, QImage]:
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self._ratio)
        return pixels, image

    def copy(self, index: int, box: Box) -> QImage | None:
        """The pixels of a tile as an image of its own, device pixels."""
        image = self.page(index)
        if image is None or not image.rect().contains(to_rect(box)):
            return None
        copied = image.copy(QRect(to_rect(box)))
        copied.setDevicePixelRatio(1.0)
        return copied
