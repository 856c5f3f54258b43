"""The camera tree beside the wall: search, drag to a tile, double click to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.panels.wall.model import Group, group_cameras
from ioc_desktop.panels.wall.state import State
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.video.interaction import CAMERA_MIME, TILE_MIME
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.ui.widgets.labels import label
from ioc_desktop.ui.widgets.search_field import SearchField

WIDTH_PX = 304
_CAMERA = Qt.ItemDataRole.UserRole
_ROW_PX = 40
_GROUP_PX = 36
_BLOCK = QRect(8, 8, 36, 24)
_NAME_X_PX = 54
_ICON_PX = 18
_BAR_PX = 4
Index = QModelIndex | QPersistentModelIndex


class CameraTreePane(QFrame):
    """Search box over the tree.

    Signals:
        camera_activated(object): the id of a camera to be shown.
        tile_dropped(int): a tile was dragged here: take it off the wall.
    """

    camera_activated = Signal(object)
    tile_dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self.search = SearchField()
        self.search.setMinimumWidth(0)
        self.tree = CameraTree()
        self.nothing = label("", tone="muted", wrap=True)
        self.nothing.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        self._cameras: tuple[Camera, ...] = ()
        self.search.searched.connect(self._fill)
        self.search.returnPressed.connect(self._show_first)
        self.tree.camera_activated.connect(self.camera_activated)
        self.tree.tile_dropped.connect(self.tile_dropped)
        self.retranslate()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Tìm camera"))
        self.nothing.setText(self.tr("Không có camera nào khớp. Xóa bớt chữ trong ô tìm."))
        self._fill()

    def show_state(self, state: State) -> None:
        """Render a state."""
        if state.cameras != self._cameras:
            self._cameras = state.cameras
            self._fill()
        self.tree.mark_placed({cell for cell in state.placed if cell is not None})

    def _fill(self) -> None:
        groups = group_cameras(self._cameras, self.search.text())
        self.nothing.setVisible(bool(self._cameras) and not groups)
        self.tree.fill(groups, self.tr("Chưa rõ đơn vị"))

    def _show_first(self) -> None:
        """Enter in the search box shows the first camera found."""
        first = self.tree.first()
        if first is not None and self.search.text().strip():
            self.camera_activated.emit(first)


class CameraTree(QTreeWidget):
    """Cameras under their units.

    Signals:
        camera_activated(object): Enter or double click on the camera with this id.
        tile_dropped(int): a slot of the surface was dragged here.
    """

    camera_activated = Signal(object)
    tile_dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setItemDelegate(_Rows(self))
        self.icons: Mapping[UUID, tuple[str, str]] = {}
        self.placed: set[UUID] = set()
        self._folded: set[str] = set()
        self.itemClicked.connect(self._fold)
        self.itemDoubleClicked.connect(self._activate)

    def fill(self, groups: Sequence[Group], unknown: str) -> None:
        """Show these groups; groups that were folded stay folded."""
        current = self.current_camera()
        self.clear()
        for group in groups:
            parent = QTreeWidgetItem(self, [group.title or unknown])
            parent.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for camera in group.cameras:
                item = QTreeWidgetItem(parent, [camera.name])
                item.setData(0, _CAMERA, camera)
                item.setToolTip(0, " · ".join(part for part in (camera.name, camera.place) if part))
                item.setFlags(_CAMERA_FLAGS)
                if camera.id == current:
                    self.setCurrentItem(item)
            parent.setExpanded(parent.text(0) not in self._folded)

    def current_camera(self) -> UUID | None:
        """The camera under the cursor."""
        item = self.currentItem()
        camera = item.data(0, _CAMERA) if item else None
        return camera.id if isinstance(camera, Camera) else None

    def first(self) -> UUID | None:
        """The first camera of the tree."""
        group = self.topLevelItem(0)
        item = group.child(0) if group else None
        camera = item.data(0, _CAMERA) if item else None
        return camera.id if isinstance(camera, Camera) else None

    def mark_placed(self, placed: set[UUID]) -> None:
        """Tell cameras on the wall from those that are not."""
        if placed != self.placed:
            self.placed = placed
            self.viewport().update()

    def mark_states(self, icons: Mapping[UUID, tuple[str, str]]) -> None:
        """Icon concept and colour per camera in trouble."""
        if icons != self.icons:
            self.icons = icons
            self.viewport().update()

    def _fold(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
            (self._folded.discard if item.isExpanded() else self._folded.add)(item.text(0))

    def _activate(self, item: QTreeWidgetItem) -> None:
        camera = item.data(0, _CAMERA)
        if isinstance(camera, Camera):
            self.camera_activated.emit(camera.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._activate(item)
            return
        super().keyPressEvent(event)

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        camera = items[0].data(0, _CAMERA) if items else None
        if isinstance(camera, Camera):
            data.setData(CAMERA_MIME, str(camera.id).encode())
        return data

    def mimeTypes(self) -> list[str]:
        return [CAMERA_MIME]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(TILE_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(TILE_MIME))

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(TILE_MIME):
            event.acceptProposedAction()
            self.tile_dropped.emit(int(event.mimeData().data(TILE_MIME).toStdString()))


_CAMERA_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class _Rows(QStyledItemDelegate):
    """Draws a unit's title or a camera: call number, name, state icon."""

    def __init__(self, tree: CameraTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(WIDTH_PX, _ROW_PX if isinstance(index.data(_CAMERA), Camera) else _GROUP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        camera = index.data(_CAMERA)
        painter.save()
        if isinstance(camera, Camera):
            self._camera(painter, option, camera)
        else:
            self._group(painter, option.rect, index)
        painter.restore()

    def _group(self, painter: QPainter, row: QRect, index: Index) -> None:
        theme = themes.current()
        open_ = self._tree.isExpanded(index)
        arrow = theme.pixmap("mdi6.chevron-down" if open_ else "mdi6.chevron-right", "text.muted", _ICON_PX)
        painter.drawPixmap(row.x() + 8, row.y() + (row.height() - _ICON_PX) // 2, arrow)
        count = str(index.model().rowCount(index))
        font = theme.font("desk.caption")
        painter.setFont(font)
        painter.setPen(theme.color("text.muted"))
        area = row.adjusted(30, 0, -10, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        room = QFontMetrics(font).horizontalAdvance(count) + 8
        self._text(painter, area.adjusted(0, 0, -room, 0), "desk.caption", "text.secondary", index.data())

    def _camera(self, painter: QPainter, option: QStyleOptionViewItem, camera: Camera) -> None:
        theme, row = themes.current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, theme.color("accent.wash"))
            painter.fillRect(row.x(), row.y(), _BAR_PX, row.height(), theme.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.color("surface.2"))
        number = call_number(camera.number)
        font = theme.font("desk.mono")
        block = _BLOCK.translated(row.topLeft())
        block.setWidth(max(block.width(), QFontMetrics(font).horizontalAdvance(number) + 10))
        painter.fillRect(block, theme.color("surface.3"))
        painter.setFont(font)
        painter.setPen(theme.color("text.primary"))
        painter.drawText(block, Qt.AlignmentFlag.AlignCenter, number)
        right = self._icon(painter, row, camera)
        left = max(row.x() + _NAME_X_PX, block.right() + 10)
        name = QRect(left, row.y(), right - left, row.height())
        on_wall = camera.id in self._tree.placed
        self._text(painter, name, "desk.body", "text.primary" if on_wall else "text.muted", camera.name)

    def _icon(self, painter: QPainter, row: QRect, camera: Camera) -> int:
        """Draw the state's icon; where the name must end."""
        concept, color = self._tree.icons.get(camera.id, ("", ""))
        if not concept:
            return row.right() - 12
        x = row.right() - 12 - _ICON_PX
        painter.drawPixmap(
            x, row.y() + (row.height() - _ICON_PX) // 2, themes.current().pixmap(concept, color, _ICON_PX)
        )
        return x - 8

    @staticmethod
    def _text(painter: QPainter, area: QRect, font_token: str, color: str, text: str) -> None:
        theme = themes.current()
        font = theme.font(font_token)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
