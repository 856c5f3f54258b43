"""The list of incidents as a Qt model that grows page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import Incident
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_WIDTHS = (44, 138, 0, 0, 150, 136, 118, 186)
"""Severity, number, title, place, kind, stage, detected, due; 0 shares what is left."""
_NUMBER, _TITLE, _KIND, _DUE = 1, 2, 4, 7
_KIND_FROM_PX = 1250
"""Narrower, the kind gives its room to the title."""


class IncidentModel(QAbstractTableModel):
    """Rows of incidents. ``wants_more`` is called when the end of the list comes into view."""

    def __init__(self, now: Callable[[], datetime], wants_more: Callable[[], object]) -> None:
        super().__init__()
        self._now, self._wants_more = now, wants_more
        self.incidents: Sequence[Incident] = ()
        self._total = 0

    def show(self, incidents: Sequence[Incident], total: int) -> None:
        """Show these; rows at the end are added to those that stay."""
        before, self._total = self.incidents, total
        same = len(incidents) >= len(before) and all(a.id == b.id for a, b in zip(before, incidents, strict=False))
        if not same or not before:
            self.beginResetModel()
            self.incidents = tuple(incidents)
            self.endResetModel()
            return
        if len(incidents) > len(before):
            self.beginInsertRows(_NO_PARENT, len(before), len(incidents) - 1)
            self.incidents = tuple(incidents)
            self.endInsertRows()
        self.incidents = tuple(incidents)
        self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(_WIDTHS) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.incidents)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  (Qt's name)
        return not parent.isValid() and 0 < len(self.incidents) < self._total

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802  (Qt's name)
        self._wants_more()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            "", self.tr("Số"), self.tr("Sự vụ"), self.tr("Địa điểm"), self.tr("Loại"), self.tr("Giai đoạn"),
            self.tr("Phát hiện"), self.tr("Hạn"),
        )  # fmt: skip
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        incident, column = self.incidents[index.row()], index.column()
        theme, is_open = themes.current(), incident.stage in flow.OPEN_STAGES
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(incident, column)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(incident, column) or words.severity(incident.severity)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(incident, column)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(column, is_open=is_open)
        if role == Qt.ItemDataRole.ForegroundRole and not is_open:
            return theme.color("text.muted")
        return None

    def _text(self, incident: Incident, column: int) -> str:
        now = self._now()
        title = f"{words.tr('DIỄN TẬP')} · {incident.title}" if incident.is_drill else incident.title
        texts = (
            "", words.number(incident), title, incident.place, words.kind(incident.kind), words.stage(incident.stage),
            words.short(incident.detected_at, now), words.due(incident, now)[2],
        )  # fmt: skip
        return texts[column]

    def _icon(self, incident: Incident, column: int) -> object:
        if column == 0:
            color = f"severity.{incident.severity.value}" if incident.stage in flow.OPEN_STAGES else "text.muted"
            return themes.current().icon(words.ICONS[incident.severity], color, 18)
        icon, color, left = words.due(incident, self._now())
        return themes.current().icon(icon, color, 18) if column == _DUE and left else None

    def _font(self, column: int, *, is_open: bool) -> object:
        if column == _NUMBER:
            return themes.current().font("desk.mono_small")
        return themes.current().font("desk.row_title") if column == _TITLE and is_open else None


class IncidentTable(QTableView):
    """The list.

    Signals:
        opened(object): an incident (UUID) is to be shown.
    """

    opened = Signal(object)

    def __init__(self, now: Callable[[], datetime], wants_more: Callable[[], object]) -> None:
        super().__init__()
        self.rows = IncidentModel(now, wants_more)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(39)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, width)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_incidents(self, incidents: Sequence[Incident], total: int) -> None:
        """Fill it; the row that was chosen stays chosen."""
        chosen = self.chosen()
        self.rows.show(incidents, total)
        row = next((row for row, each in enumerate(incidents) if each.id == chosen), 0 if incidents else -1)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.rows.index(row, _TITLE))

    def chosen(self) -> UUID | None:
        row = self.currentIndex().row()
        return self.rows.incidents[row].id if 0 <= row < len(self.rows.incidents) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(_KIND, self.width() < _KIND_FROM_PX)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.rows.incidents):
            self.opened.emit(self.rows.incidents[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
