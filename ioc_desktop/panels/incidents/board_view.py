"""The board: a column per stage, a card per incident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import Way
from ioc_desktop.kernel.incidents.model import Column, Incident
from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.card_ink import HEIGHT_PX, paint_card
from ioc_desktop.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
WayNow = Callable[[], Way]
_GAP_PX = 8
_WIDTH_PX = 212
STAGES = (*flow.OPEN_STAGES, flow.CLOSED)
"""What the board shows; what is reviewed or cancelled is in the list."""


class CardModel(QAbstractListModel):
    """Incidents of one column."""

    def __init__(self) -> None:
        super().__init__()
        self.incidents: Sequence[Incident] = ()

    def show(self, incidents: Sequence[Incident]) -> None:
        """Show these; the same ones keep the selection."""
        if [each.id for each in incidents] == [each.id for each in self.incidents]:
            self.incidents = tuple(incidents)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(incidents) - 1)))
            return
        self.beginResetModel()
        self.incidents = tuple(incidents)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.incidents)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        incident = self.incidents[index.row()]
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{words.number(incident)} {incident.title}\n{incident.place}"
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of one column."""

    def __init__(self, owner: ColumnList, now: Callable[[], datetime], way: WayNow) -> None:
        super().__init__(owner)
        self._owner, self._now, self._way = owner, now, way

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_WIDTH_PX - 24, HEIGHT_PX + _GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        incident = self._owner.cards.incidents[index.row()]
        state: QStyle.StateFlag = option.state
        area = option.rect.adjusted(0, 0, -_GAP_PX - 2, -_GAP_PX)
        paint_card(
            painter,
            area,
            incident,
            self._now(),
            self._way(),
            selected=bool(state & QStyle.StateFlag.State_Selected) and self._owner.is_chosen,
            focused=self._owner.hasFocus(),
            ratio=self._owner.devicePixelRatioF(),
        )


class ColumnList(QListView):
    """One stage.

    Signals:
        activated_id(object): an incident's id (UUID) was opened by Enter, double click or a press.
        side_requested(int): the arrow to the left (−1) or right (1) was pressed.
        entered(): it has the keyboard now.
    """

    activated_id = Signal(object)
    side_requested = Signal(int)
    entered = Signal()

    def __init__(self, now: Callable[[], datetime], way: WayNow) -> None:
        super().__init__()
        self.cards = CardModel()
        self.is_chosen = False
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self, now, way))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; } QListView::item { padding: 0; }")
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self._activate(index.row()))

    def _activate(self, row: int) -> None:
        if 0 <= row < len(self.cards.incidents):
            self.activated_id.emit(self.cards.incidents[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in sides:
            self.side_requested.emit(sides[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activate(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.incidents:
            self.setCurrentIndex(self.cards.index(0))
        self.entered.emit()


class BoardColumn(QFrame):
    """A heading with the count over its cards."""

    def __init__(self, stage: str, now: Callable[[], datetime], way: WayNow) -> None:
        super().__init__()
        self.stage = stage
        self.setMinimumWidth(_WIDTH_PX - 24)
        self.title = label(kind="row_title")
        self.count = label(kind="mono_small", tone="muted")
        self.list = ColumnList(now, way)
        self.more = label(kind="caption", tone="muted")
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 12, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.more)

    def show_column(self, column: Column) -> None:
        """Fill it; what is not shown is counted below."""
        self.title.setText(words.stage(self.stage))
        self.count.setText(f"{column.total:,}".replace(",", "."))
        self.list.cards.show(column.incidents)
        left = column.total - len(column.incidents)
        self.more.setText(self.tr("còn {n}, xem trong Danh sách").format(n=left))
        self.more.setVisible(left > 0)


class Board(QScrollArea):
    """All columns side by side.

    Signals:
        opened(object): an incident (UUID) is to be shown.
    """

    opened = Signal(object)

    def __init__(self, now: Callable[[], datetime], way: WayNow) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        page.setProperty("surface", "clear")
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 0, 4, 0)
        row.setSpacing(0)
        self.columns = [BoardColumn(stage, now, way) for stage in STAGES]
        for place, column in enumerate(self.columns):
            row.addWidget(column, 1)
            column.list.activated_id.connect(self.opened)
            column.list.side_requested.connect(lambda by, place=place: self._go(place + by))
            column.list.entered.connect(lambda place=place: self._choose(place))
        self.setWidget(page)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show the stages of the board."""
        known = {column.stage: column for column in columns}
        for column in self.columns:
            column.show_column(known.get(column.stage, Column(column.stage, 0)))

    def _go(self, place: int) -> None:
        if 0 <= place < len(self.columns):
            self.columns[place].list.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.columns[place])

    def _choose(self, place: int) -> None:
        """Only one card of the board is the chosen one."""
        for number, column in enumerate(self.columns):
            column.list.is_chosen = number == place
            column.list.viewport().update()

    def focus_first(self) -> None:
        """Give the keyboard to the first stage that has something."""
        filled = [place for place, column in enumerate(self.columns) if column.list.cards.incidents]
        self._go(filled[0] if filled else 0)

    def repaint_times(self) -> None:
        """Time has passed."""
        for column in self.columns:
            column.list.viewport().update()

    def chosen(self) -> UUID | None:
        """The card with the mark."""
        for column in self.columns:
            row = column.list.currentIndex().row()
            if column.list.is_chosen and row >= 0:
                return column.list.cards.incidents[row].id
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for column in self.columns:
                column.title.setText(words.stage(column.stage))
