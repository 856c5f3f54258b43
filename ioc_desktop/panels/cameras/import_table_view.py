"""The two lists of the import preview: the rows of the file, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.camera_table import LineProblem
from ioc_desktop.panels.cameras.import_preview import Deed, PreviewRow
from ioc_desktop.panels.cameras.table_view import translate
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SCROLL_BAR_PX = 12
_TITLES = (
    QT_TRANSLATE_NOOP("cameras", "Dòng"),
    QT_TRANSLATE_NOOP("cameras", "Việc"),
    QT_TRANSLATE_NOOP("cameras", "Số"),
    QT_TRANSLATE_NOOP("cameras", "Tên"),
    QT_TRANSLATE_NOOP("cameras", "Vị trí"),
    QT_TRANSLATE_NOOP("cameras", "Luồng chính"),
)
_DEEDS = {
    Deed.ADD: (QT_TRANSLATE_NOOP("cameras", "Thêm mới"), "action.add", "text.secondary"),
    Deed.UPDATE: (QT_TRANSLATE_NOOP("cameras", "Cập nhật"), "action.edit", "text.secondary"),
    Deed.SKIP: (QT_TRANSLATE_NOOP("cameras", "Không nhập"), "severity.critical", "severity.critical"),
}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PreviewTable(QAbstractTableModel):
    """The rows of the file in its order."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: tuple[PreviewRow, ...] = ()

    def set_rows(self, rows: Sequence[PreviewRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate(_TITLES[section])
        return (_RIGHT if section == 0 else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        word, icon, colour = _DEEDS[row.deed]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(row, translate(word))[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(tr_error(item.error) for item in row.problems) or _texts(row, translate(word))[column]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._theme.icon(icon, colour, 18) if column == 1 else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == 0 else _LEFT
        return self._look(row, column, role)

    def _look(self, row: PreviewRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole:
            mono = column in (0, 2)
            return self._theme.font("desk.mono" if mono else "desk.label" if column == 3 else "desk.body")
        if role == Qt.ItemDataRole.ForegroundRole:
            if row.deed is Deed.SKIP:
                return self._theme.color("severity.critical" if column == 1 else "text.muted")
            return self._theme.color("text.primary" if column in (2, 3) else "text.secondary")
        return None


def _texts(row: PreviewRow, deed: str) -> tuple[str, ...]:
    return (str(row.line), deed, row.number, row.name, row.place, row.address)


class ProblemList(QAbstractListModel):
    """Every fault of the file: one entry per line and reason."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[LineProblem, ...] = ()

    def set_rows(self, rows: Sequence[PreviewRow]) -> None:
        self.beginResetModel()
        self.entries = tuple(problem for row in rows for problem in row.problems)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        problem = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            words = translate(_LINE_AND_COLUMN if problem.column else _LINE)
            return words.format(line=problem.line, column=translate(problem.column))
        return tr_error(problem.error) if role == Qt.ItemDataRole.ToolTipRole else None


_LINE_AND_COLUMN = QT_TRANSLATE_NOOP("cameras", "Dòng {line}, cột {column}")
_LINE = QT_TRANSLATE_NOOP("cameras", "Dòng {line}")


class ProblemDelegate(QStyledItemDelegate):
    """Line number above the whole reason, however long."""

    _SIDE_PX = 16
    _TEXT_LEFT_PX = 48
    _WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width = self._view.width()
        reason = str(index.data(Qt.ItemDataRole.ToolTipRole))
        metrics = QFontMetrics(self._theme.font("desk.body"))
        box = metrics.boundingRect(QRect(0, 0, self._room(width), 10_000), self._WRAP, reason)
        return QSize(self._view.viewport().width(), 10 + 22 + box.height() + 12)

    def _room(self, width: int) -> int:
        return max(80, width - self._TEXT_LEFT_PX - self._SIDE_PX - _SCROLL_BAR_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._theme
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, theme.color("accent.wash"))
            painter.fillRect(cell.left(), cell.top(), 4, cell.height(), theme.color("accent"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, theme.color("border.subtle"))
        mark = theme.pixmap("severity.critical", "severity.critical", 20, painter.device().devicePixelRatio())
        painter.drawPixmap(cell.left() + self._SIDE_PX, cell.top() + 11, mark)
        text = QRect(
            cell.left() + self._TEXT_LEFT_PX, cell.top() + 10, self._room(self._view.width()), cell.height() - 10
        )
        painter.setFont(theme.font("desk.label"))
        painter.setPen(theme.color("text.primary"))
        painter.drawText(text, _LEFT & ~int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.setFont(theme.font("desk.body"))
        painter.setPen(theme.color("text.secondary"))
        painter.drawText(text.adjusted(0, 22, 0, 0), self._WRAP, str(index.data(Qt.ItemDataRole.ToolTipRole)))
        painter.restore()
