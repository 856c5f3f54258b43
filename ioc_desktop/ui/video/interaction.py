"""The surface under mouse and finger: selection, double click, drag and drop, context menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from ioc_desktop.ui.video.surface import VideoSurface

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine

CAMERA_MIME = "application/x-ioc-camera"
"""A camera's key, from the tree."""
TILE_MIME = "application/x-ioc-tile"
"""A slot of the surface."""
_DRAG_PICTURE_PX = 240


class InteractiveSurface(VideoSurface):
    """A surface that reports what people want; it changes nothing by itself.

    Signals:
        slot_pressed(object): a tile (int) or the ground beside the tiles (None) was pressed.
        slot_activated(int): a tile was double-clicked or double-tapped.
        camera_dropped(str, int): a camera's key was dropped on a slot.
        tile_dropped(int, int): a tile was dropped on another.
        menu_requested(int, QPoint): a context menu is wanted for a slot, at a global position.
    """

    slot_pressed = Signal(object)
    slot_activated = Signal(int)
    camera_dropped = Signal(str, int)
    tile_dropped = Signal(int, int)
    menu_requested = Signal(int, QPoint)

    def __init__(
        self,
        engine: VideoEngine,
        theme: Theme,
        *,
        vision: VisionEngine | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(engine, theme, vision=vision, clock=clock)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Telex and VNI would swallow single letters and digits.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._pressed: tuple[int, QPoint] | None = None
        self._target: int | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot = self.slot_at(event.position())
        self.slot_pressed.emit(slot)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (slot, event.position().toPoint()) if left and slot is not None else None

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        slot = self.slot_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and slot is not None:
            self.slot_activated.emit(slot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._editable:
            return
        slot, start = self._pressed
        far = (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and self.tile(slot).content is not None:
            self._pressed = None
            self._drag(slot)

    def _drag(self, slot: int) -> None:
        data = QMimeData()
        data.setData(TILE_MIME, str(slot).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        picture = self._drag_picture(slot)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(picture.width() // 2, picture.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def _drag_picture(self, slot: int) -> QPixmap:
        picture = self.grab(self.tile(slot).whole)
        if picture.width() <= _DRAG_PICTURE_PX:
            return picture
        return picture.scaledToWidth(_DRAG_PICTURE_PX, Qt.TransformationMode.SmoothTransformation)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        slot = self.slot_at(event.pos())
        if slot is not None:
            self.slot_pressed.emit(slot)
            self.menu_requested.emit(slot, event.globalPos())

    # Drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._editable and (event.mimeData().hasFormat(CAMERA_MIME) or event.mimeData().hasFormat(TILE_MIME)):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._point_at(event.position())
        event.setAccepted(self._target is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._point_at(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._point_at(None)
        slot = self.slot_at(event.position())
        if slot is None:
            return
        event.acceptProposedAction()
        data = event.mimeData()
        if data.hasFormat(CAMERA_MIME):
            self.camera_dropped.emit(data.data(CAMERA_MIME).toStdString(), slot)
        elif data.hasFormat(TILE_MIME):
            self._drop_tile(int(data.data(TILE_MIME).toStdString()), slot)

    def _drop_tile(self, source: int, slot: int) -> None:
        if source != slot:
            self.tile_dropped.emit(source, slot)

    def _point_at(self, point: QPointF | None) -> None:
        """Mark the place where a drop would land."""
        target = self.slot_at(point) if point is not None else None
        if target != self._target:
            self._target = target
            self.mark_target(target)
