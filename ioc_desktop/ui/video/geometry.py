"""Where pictures and captions lie, in whole device pixels. No Qt.

Every picture is 16:9 within a pixel and every caption lies under its picture. Sizes are even, and such that a 16:9
stream fills them to the last pixel: decoders scale to even sizes, and a seam of one dark pixel would show. A tile of
several units keeps the grid's lines: its picture is 16:9 of its own width and its caption takes what is left, so it
is taller than its neighbours' and its words are read from farther away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ioc_desktop.ui.video.layouts import Cell, Layout
from ioc_desktop.video.letterbox import Placement, place

GAP_PX = 4
MIN_PICTURE_WIDTH_PX = 16
# A seamless width is at most so much narrower than the widest that fits.
_SEARCH_PX = 24
# Caption heights with the picture height from which on each is in proportion, tallest first (logical pixels).
_STRIP_CAPTION_PX = 32
_SMALL = ((32, 110), (28, 84), (24, 0))
_DESK = ((66, 600), (46, 400), *_SMALL)
_WALL = ((96, 800), (72, 400), (46, 176), (40, 140), *_SMALL)


@dataclass(frozen=True)
class Box:
    """A rectangle in device pixels of the surface; ``right`` and ``bottom`` are one past the last pixel."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True)
class TilePlace:
    """One tile: the picture, the caption right under it, and both together."""

    picture: Box
    caption: Box

    @property
    def outer(self) -> Box:
        return Box(self.picture.x, self.picture.y, self.picture.width, self.picture.height + self.caption.height)


@dataclass(frozen=True)
class _Unit:
    width: int
    caption: int
    gap: int

    @property
    def height(self) -> int:
        return picture_height(self.width) + self.caption

    def across(self, count: int) -> int:
        return count * self.width + (count - 1) * self.gap

    def down(self, count: int) -> int:
        return count * self.height + (count - 1) * self.gap


def picture_height(width: int) -> int:
    """Even height of a 16:9 picture."""
    return round(width * 9 / 32) * 2


def is_seamless(width: int) -> bool:
    """Whether a 16:9 stream fills a picture of this width without bars."""
    height = picture_height(width)
    return place(640, 360, width, height) == Placement(0, 0, width, height)


@lru_cache(maxsize=64)
def arrange(
    layout: Layout, width: int, height: int, *, ratio: float = 1.0, wall: bool = False
) -> tuple[TilePlace, ...]:
    """Places of the layout's tiles, the block centred in ``width`` × ``height`` device pixels.

    Args:
        ratio: device pixels per logical pixel; gaps and captions grow with it.
        wall: wall scale (captions of 46) instead of desk scale (32), where pictures are large enough for it.
    """
    if layout.has_strip:
        return _strip(layout, width, height, ratio)
    unit = _unit(layout, width, height, ratio, wall=wall)
    left = max(0, (width - unit.across(layout.columns)) // 2)
    top = max(0, (height - unit.down(layout.rows)) // 2)
    return tuple(_place(cell, unit, left, top) for cell in layout.cells)


def _strip(layout: Layout, width: int, height: int, ratio: float) -> tuple[TilePlace, ...]:
    """The large tile, as wide as it can be with its strip under it; both have the same left edge and width."""
    gap, large, small = (max(1, round(px * ratio)) for px in (GAP_PX, _STRIP_CAPTION_PX, _SMALL[-1][0]))
    has_more = len(layout.cells) > 1

    def tall(wide: int) -> int:
        strip = picture_height((wide - (layout.columns - 1) * gap) // layout.columns) + small + gap if has_more else 0
        return picture_height(wide) + large + strip

    widest = next(
        (wide for wide in range(width, MIN_PICTURE_WIDTH_PX, -2) if tall(wide) <= height), MIN_PICTURE_WIDTH_PX
    )
    near = range(widest, max(widest - _SEARCH_PX, MIN_PICTURE_WIDTH_PX), -1)
    wide = next((each for each in near if is_seamless(each)), widest)
    x, y = (width - wide) // 2, max(0, (height - tall(wide)) // 2)
    below = y + picture_height(wide)
    places = [TilePlace(Box(x, y, wide, picture_height(wide)), Box(x, below, wide, large))]
    each = (wide - (layout.columns - 1) * gap) // layout.columns
    top = below + large + gap
    for cell in layout.cells[1:]:
        left = x + cell.column * (each + gap)
        picture = Box(left, top, each, picture_height(each))
        places.append(TilePlace(picture, Box(left, picture.bottom, each, small)))
    return tuple(places)


def _place(cell: Cell, unit: _Unit, left: int, top: int) -> TilePlace:
    x = left + cell.column * (unit.width + unit.gap)
    y = top + cell.row * (unit.height + unit.gap)
    across = unit.across(cell.span)
    tall = picture_height(across)
    picture = Box(x, y, across, tall)
    return TilePlace(picture, Box(x, y + tall, across, unit.down(cell.span) - tall))


def _unit(layout: Layout, width: int, height: int, ratio: float, *, wall: bool) -> _Unit:
    """The largest unit with the tallest caption that its picture can carry."""
    choices = _WALL if wall else _DESK
    for caption_px, smallest_px in choices:
        unit = _largest(layout, width, height, round(caption_px * ratio), max(1, round(GAP_PX * ratio)))
        if picture_height(unit.width) >= smallest_px * ratio:
            return unit
    return unit


def _largest(layout: Layout, width: int, height: int, caption: int, gap: int) -> _Unit:
    by_width = (width - 2 * gap - (layout.columns - 1) * gap) // layout.columns
    room = (height - 2 * gap - (layout.rows - 1) * gap) // layout.rows - caption
    by_height = (room * 16 + 7) // 9
    widest = max(MIN_PICTURE_WIDTH_PX, min(by_width, by_height))
    fitting = [
        unit
        for unit in (_Unit(wide, caption, gap) for wide in range(widest, max(widest - _SEARCH_PX, 0), -1))
        if unit.down(layout.rows) <= height - 2 * gap
    ]
    spans = {cell.span for cell in layout.cells}
    seamless = (unit for unit in fitting if all(is_seamless(unit.across(span)) for span in spans))
    return next(seamless, fitting[0] if fitting else _Unit(MIN_PICTURE_WIDTH_PX, caption, gap))
