"""The shared picture of the whole wall: two pages, so that no tile is painted half-written."""

import numpy as np

from ioc_desktop.video.shared_block import SharedBlock
from ioc_desktop.video.types import Picture

PAGES = 2


class Mosaic:
    """Two pages of BGRA pixels (the byte order of ``QImage.Format_RGB32``).

    Attributes:
        width: px.
        height: px.
        generation: changes whenever the pages move to other memory.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.generation = 0
        self._renew()

    def _renew(self) -> None:
        self.block = SharedBlock.create(PAGES * self.width * self.height * 4)
        self._pages = pages_of(self.block, self.width, self.height)
        self.generation += 1

    def move(self) -> None:
        """Continue in fresh memory, black; whoever still writes to the old one harms nobody."""
        old = self.block
        self._renew()
        old.close()

    def page(self, index: int) -> Picture:
        """Page 0 or 1, uint8 [height, width, 4]; ask at every paint, the memory may have moved."""
        page: Picture = self._pages[index]
        return page

    def close(self) -> None:
        self.block.close()


def pages_of(block: SharedBlock, width: int, height: int) -> Picture:
    """Both pages of a block, uint8 [2, height, width, 4]."""
    return np.frombuffer(block.buffer, np.uint8, PAGES * width * height * 4).reshape(PAGES, height, width, 4)
