"""The list of events as a Qt model that grows page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ioc_desktop.kernel.events.model import CameraEvent, Status
from ioc_desktop.panels.alarms import words
from ioc_desktop.ui import theme as themes

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_ROW_PX = 39
_ICON_PX = 18
_WIDTHS = (44, 128, 0, 0, 96, 132)
"""Severity, time, rule, place, duration, decision; 0 shares what is left."""
_RULE = 2


class EventModel(QAbstractTableModel):
    """Rows of events. ``wants_more`` is called when the end of the list comes into view."""

    def __init__(self, now: Callable[[], datetime], wants_more: Callable[[], object]) -> None:
        super().__init__()
        self._now, self._wants_more = now, wants_more
        self._events: Sequence[CameraEvent] = ()
        self._total = 0

    def show(self, events: Sequence[CameraEvent], total: int) -> None:
        """Show these; rows that only changed keep their place, and rows at the end are added to them."""
        before, self._total = self._events, total
        same = len(events) >= len(before) and all(a.id == b.id for a, b in zip(before, events, strict=False))
        if not same or not before:
            self.beginResetModel()
            self._events = tuple(events)
            self.endResetModel()
            return
        if len(events) > len(before):
            self.beginInsertRows(_NO_PARENT, len(before), len(events) - 1)
            self._events = tuple(events)
            self.endInsertRows()
        self._events = tuple(events)
        self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(_WIDTHS) - 1))

    def event_at(self, row: int) -> CameraEvent | None:
        return self._events[row] if 0 <= row < len(self._events) else None

    def row_of(self, event_id: UUID) -> int:
        """Where an event is; −1 when it is not loaded."""
        return next((row for row, event in enumerate(self._events) if event.id == event_id), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  (Qt's name)
        return not parent.isValid() and 0 < len(self._events) < self._total

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  (Qt's name)
        self._wants_more()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            "", self.tr("Bắt đầu"), self.tr("Luật"), self.tr("Nơi"), self.tr("Kéo dài"), self.tr("Đã xem"),
        )  # fmt: skip
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        event, column = self._events[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(event, column)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._whole(event, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(event, column)
        if role == Qt.ItemDataRole.FontRole and event.status is Status.NEW and column == _RULE:
            return themes.current().font("desk.row_title")
        if role == Qt.ItemDataRole.ForegroundRole and event.status is not Status.NEW:
            return themes.current().color("text.muted")
        return None

    def _text(self, event: CameraEvent, column: int) -> str:
        return (
            "", words.short_clock(event.started_at, today=self._now()), event.rule_name, event.place,
            words.short_lasted(event), words.status_word(event),
        )[column]  # fmt: skip

    def _whole(self, event: CameraEvent, column: int) -> str:
        return (
            words.severity(event.severity), words.clock(event.started_at, today=self._now()), event.rule_name,
            event.place, words.lasted(event), words.status(event),
        )[column]  # fmt: skip

    @staticmethod
    def _icon(event: CameraEvent, column: int) -> object:
        theme = themes.current()
        if column == 0:
            concept, color = words.ICONS.get(event.severity, words.ICONS["info"])
            return theme.icon(concept, color if event.status is Status.NEW else "text.muted", _ICON_PX)
        if column == len(_WIDTHS) - 1:
            return theme.icon(words.STATUS_ICONS[event.status], "text.secondary", _ICON_PX)
        return None


class EventTable(QTableView):
    """Whole rows of 39 px.

    Signals:
        chosen(object): the id of the event under the cursor.
    """

    chosen = Signal(object)

    def __init__(self, now: Callable[[], datetime], wants_more: Callable[[], object]) -> None:
        super().__init__()
        self.events = EventModel(now, wants_more)
        self.setModel(self.events)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView::item:hover { background: transparent; }")  # else one cell lights up
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, width)
        self._following = False
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_events(self, events: Sequence[CameraEvent], total: int, chosen: UUID | None) -> None:
        """Show these with one of them chosen; nothing is reported."""
        self._following = True
        self.events.show(events, total)
        row = self.events.row_of(chosen) if chosen is not None else -1
        if row >= 0 and row != self.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.events.index(row, 0), flags)
        self._following = False

    def _tell(self, now: QModelIndex) -> None:
        event = self.events.event_at(now.row())
        if event is not None and not self._following:
            self.chosen.emit(event.id)
