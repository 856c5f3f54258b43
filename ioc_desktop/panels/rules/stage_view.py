"""The camera's live picture with the canvas over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ioc_desktop.panels.rules.canvas_view import RuleCanvas
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.ui.video.surface import VideoSurface
from ioc_desktop.video.letterbox import place

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import Picture
    from ioc_desktop.vision.engine import VisionEngine

_FOLLOW_MS = 250


class Stage(QWidget):
    """One tile, and shapes that stay where they are in its picture whatever its size.

    Signals:
        resized(): the picture's size became known, or another.
    """

    resized = Signal()

    def __init__(self, video: VideoEngine, theme: Theme, vision: VisionEngine, clock: Clock) -> None:
        super().__init__()
        self._video = video
        self.surface = VideoSurface(video, theme, vision=vision, clock=clock)
        self.canvas = RuleCanvas(self.surface)
        self._known_px = (0, 0)
        self.surface.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.surface)
        self._follow = QTimer(self, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self.follow)

    def show_content(self, content: TileContent | None) -> None:
        """Show a camera, or nothing."""
        self.surface.show_wall(LAYOUTS["1"], [content] if content else [])
        self.canvas.setVisible(content is not None)
        self.follow()

    @property
    def size_px(self) -> tuple[int, int]:
        """Width, height of the stream's picture; (0, 0) before the first."""
        if not self.surface.places():
            return (0, 0)
        status = self.surface.status(0)
        return (status.width, status.height)

    @property
    def stream_id(self) -> str:
        """The stream that is decoded, "" for none."""
        return next(iter(self.surface.stream_ids()), "")

    def pixels(self) -> Picture | None:
        """A copy of the picture as it is shown, uint8 BGR [h, w, 3]; None while there is none."""
        width, height = self.size_px
        page, places = self.surface.tile(0).page if width else None, self.surface.places()
        if page is None or not places:
            return None
        box = places[0].picture
        inner = place(width, height, box.width, box.height)
        x, y = box.x + inner.x, box.y + inner.y
        return self._video.mosaic.page(page)[y : y + inner.height, x : x + inner.width, :3].copy()

    def follow(self) -> None:
        """Lay the canvas over the picture as it is now: its size comes with the first frame."""
        self.canvas.setGeometry(self.surface.rect())
        places = self.surface.places()
        if not places:
            return
        ratio, picture = self.surface.devicePixelRatioF(), places[0].picture
        width, height = self.size_px
        if (width, height) != self._known_px:
            self._known_px = (width, height)
            self.resized.emit()
        inner = place(width or picture.width, height or picture.height, picture.width, picture.height)
        self.canvas.lie_over(
            QRectF(
                (picture.x + inner.x) / ratio, (picture.y + inner.y) / ratio, inner.width / ratio, inner.height / ratio
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self.follow)
        elif event.type() == QEvent.Type.Show:
            self._follow.start()
        elif event.type() == QEvent.Type.Hide:
            self._follow.stop()
        return super().eventFilter(watched, event)
