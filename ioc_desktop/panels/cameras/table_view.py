"""The camera list as a Qt model over frozen rows, and how its cells are painted and sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ioc_desktop.panels.cameras.rows import CameraRow, StreamKind, call_number
from ioc_desktop.panels.cameras.screen import COLUMN_TITLES, COLUMNS, CONTEXT, STREAM_WORDS, Column
from ioc_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NO_PARENT = QModelIndex()
_VIETNAM = timezone(timedelta(hours=7))


def translate(text: str) -> str:
    """The panel's own words in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)


def error_text(text: str) -> str:
    """A sentence of an ``ExpectedError`` in the language of the window."""
    return QCoreApplication.translate("errors", text)


class CameraTable(QAbstractTableModel):
    """Rows of the list; a change of a row keeps the selection, its place and the scroll position."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[CameraRow, ...] = ()
        self._locale = QLocale(QLocale.Language.Vietnamese)

    @property
    def rows(self) -> tuple[CameraRow, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[CameraRow]) -> None:
        """Show ``rows``; only what differs is announced."""
        new = tuple(rows)
        wanted = {row.camera.id for row in new}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].camera.id not in wanted:
                self._take(at)
        for at, row in enumerate(new):
            if at >= len(self._rows) or self._rows[at].camera.id != row.camera.id:
                if self._place(row.camera.id) is not None:
                    self._replace_all(new)
                    return
                self._insert(at, row)
            elif self._rows[at] != row:
                self._change(at, row)

    def _take(self, at: int) -> None:
        self.beginRemoveRows(_NO_PARENT, at, at)
        self._rows = self._rows[:at] + self._rows[at + 1 :]
        self.endRemoveRows()

    def _insert(self, at: int, row: CameraRow) -> None:
        self.beginInsertRows(_NO_PARENT, at, at)
        self._rows = (*self._rows[:at], row, *self._rows[at:])
        self.endInsertRows()

    def _change(self, at: int, row: CameraRow) -> None:
        self._rows = (*self._rows[:at], row, *self._rows[at + 1 :])
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    def _replace_all(self, rows: tuple[CameraRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _place(self, camera_id: UUID) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.camera.id == camera_id), None)

    def row(self, index: Index) -> CameraRow:
        """The row behind an index of this model."""
        return self._rows[index.row()]

    def retranslate(self) -> None:
        """Say every word again in the language of the window."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate(COLUMN_TITLES[COLUMNS[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(COLUMNS[section]))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        answer = self._answers.get(role)
        return answer(self, row, column) if answer else None

    def _text(self, row: CameraRow, column: Column) -> str:
        camera = row.camera
        if column is Column.NUMBER:
            return call_number(camera.number)
        if column is Column.KIND:
            return translate(camera.kind.label)
        if column is Column.STREAM:
            return self._stream_text(row)
        if column is Column.PICTURE:
            return self._picture_text(row)
        if column is Column.TROUBLE:
            return self._trouble_text(row)
        return str(getattr(camera, column))

    def _stream_text(self, row: CameraRow) -> str:
        stream = row.stream
        word = translate(STREAM_WORDS[stream.kind].word)
        if stream.kind is StreamKind.RECONNECTING and stream.attempt:
            return QCoreApplication.translate("cameras", "{word}, lần {n}").format(word=word, n=stream.attempt)
        if stream.kind in (StreamKind.LOST, StreamKind.FROZEN):
            return f"{word} {_duration(stream.for_s)}"
        if stream.seen_at is not None:
            return QCoreApplication.translate("cameras", "Có hình lúc {time}").format(time=_clock(stream.seen_at))
        return word

    def _picture_text(self, row: CameraRow) -> str:
        stream = row.stream
        if not stream.width:
            return ""
        size = f"{stream.width} × {stream.height}"
        if stream.fps <= 0:
            return size
        rate = self._locale.toString(round(stream.fps, 1), "g", 3)
        return QCoreApplication.translate("cameras", "{size} · {fps} h/s").format(size=size, fps=rate)

    def _trouble_text(self, row: CameraRow) -> str:
        if row.trouble is None:
            return ""
        return f"{_clock(row.trouble.at)} · {row.trouble.reason.message(error_text)}"

    def _sort_value(self, row: CameraRow, column: Column) -> object:
        if column is Column.NUMBER:
            return row.camera.number
        if column is Column.PICTURE:
            return row.stream.width * row.stream.height
        if column is Column.TROUBLE:
            return row.trouble.at.timestamp() if row.trouble else 0.0
        return self._text(row, column)

    def _icon(self, row: CameraRow, column: Column) -> object:
        if column is not Column.STREAM:
            return None
        word = STREAM_WORDS[row.stream.kind]
        return self._theme.icon(word.icon, word.colour, 18)

    def _colour(self, row: CameraRow, column: Column) -> object:
        if column is Column.STREAM:
            return self._theme.color(STREAM_WORDS[row.stream.kind].colour)
        if column in (Column.NUMBER, Column.NAME):
            return self._theme.color("text.primary")
        return self._theme.color("text.muted" if column is Column.TROUBLE else "text.secondary")

    def _font(self, row: CameraRow, column: Column) -> object:
        del row
        if column is Column.NUMBER:
            return self._theme.font("desk.mono")
        return self._theme.font("desk.label" if column is Column.NAME else "desk.body")

    def _tool_tip(self, row: CameraRow, column: Column) -> object:
        return self._text(row, column) if column in (Column.NAME, Column.PLACE, Column.TROUBLE) else None

    def _align(self, row: CameraRow, column: Column) -> object:
        del row
        return int(_alignment(column))

    _answers: dict[int, Callable[[CameraTable, CameraRow, Column], object]] = {  # noqa: RUF012  (constant table)
        int(Qt.ItemDataRole.DisplayRole): _text,
        int(Qt.ItemDataRole.DecorationRole): _icon,
        int(Qt.ItemDataRole.ForegroundRole): _colour,
        int(Qt.ItemDataRole.FontRole): _font,
        int(Qt.ItemDataRole.ToolTipRole): _tool_tip,
        int(Qt.ItemDataRole.TextAlignmentRole): _align,
        SORT_ROLE: _sort_value,
    }


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is Column.PICTURE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _clock(moment: datetime) -> str:
    """The time of day in Vietnam."""
    return moment.astimezone(_VIETNAM).strftime("%H:%M")


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    clock = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{clock}" if hours else clock


class CameraOrder(QSortFilterProxyModel):
    """Sorts the list: numbers by value, words as Vietnamese reads them, "Cầu 9" before "Cầu 10"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collator = QCollator(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortRole(SORT_ROLE)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        if isinstance(left, str) and isinstance(right, str):
            if not left or not right:
                return bool(left) and not right
            return self._collator.compare(left, right) < 0
        return bool(left < right)


class RowDelegate(QStyledItemDelegate):
    """Paints cells flat: a hairline under the row, the wash and a 4 px bar on selected ones, text cut at its end."""

    PADDING_PX = 15

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._paint_ground(painter, cell, selected=bool(state & QStyle.StateFlag.State_Selected), index=index)
        inner = cell.adjusted(self.PADDING_PX, 0, -self.PADDING_PX, 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if icon is not None:
            side = 18
            icon.paint(painter, inner.x(), inner.y() + (inner.height() - side) // 2, side, side)
            inner.setLeft(inner.left() + side + 8)
        self._paint_text(painter, inner, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, cell: QRect, *, selected: bool, index: Index) -> None:
        if selected:
            painter.fillRect(cell, self._theme.color("accent.wash"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, self._theme.color("border.subtle"))
        if selected and index.column() == 0:
            painter.fillRect(cell.left(), cell.top(), 4, cell.height(), self._theme.color("accent"))

    def _paint_text(self, painter: QPainter, inner: QRect, index: Index) -> None:
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or self._theme.font("desk.body"))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or self._theme.color("text.primary"))
        text = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0x81), text)


def dress_table(table: QTableView, theme: Theme) -> None:
    """What every table of the panel has in common: whole rows of 39 px, no grid, no editing."""
    table.setItemDelegate(RowDelegate(theme, table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setStyleSheet("QTableView::item:hover { background: transparent; }")  # else one cell lights up, not the row
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(1)
    rows.setDefaultSectionSize(theme.number("size.row.table"))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setFixedHeight(40)
