"""Who may write where in the mosaic, so that a late writer of the old layout never touches a new tile."""

from dataclasses import dataclass, field

from ioc_desktop.video.types import TileRect


@dataclass
class Claims:
    """Rectangles handed out since the mosaic's memory was new."""

    _held: dict[tuple[int, TileRect], None] = field(default_factory=dict)

    def would_clash(self, row: int, rect: TileRect) -> bool:
        """Whether another stream has, or had, a part of this rectangle."""
        return any(other != row and _overlap(rect, held) for other, held in self._held)

    def add(self, row: int, rect: TileRect) -> None:
        self._held[row, rect] = None

    def clear(self) -> None:
        self._held.clear()


def _overlap(a: TileRect, b: TileRect) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def clip(rect: TileRect, width: int, height: int) -> TileRect:
    """The part of a rectangle that lies inside ``width`` × ``height`` px; zero-sized if none does."""
    left, top = min(max(rect.x, 0), width), min(max(rect.y, 0), height)
    right, bottom = min(max(rect.x + rect.width, left), width), min(max(rect.y + rect.height, top), height)
    return TileRect(left, top, right - left, bottom - top)
