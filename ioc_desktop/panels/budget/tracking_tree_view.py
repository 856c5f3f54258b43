"""The lines of a table with what was planned, approved, committed and paid, and a bar that compares them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ioc_desktop.kernel.budget.sentences import dong_text
from ioc_desktop.kernel.budget.tracking.model import Money
from ioc_desktop.panels.budget.tracking import TrackGrid, TrackRow
from ioc_desktop.panels.budget.tracking_words import rounded
from ioc_desktop.ui import theme as themes

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
TITLE, PLANNED, APPROVED, COMMITTED, DISBURSED, LEFT, BAR = range(7)
_TITLE_PX, _AMOUNT_PX, _BAR_PX, _BAR_HIGH_PX, _SIDE_PX, _PERCENT_PX = 220, 94, 130, 12, 10, 44
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def amounts(money: Money) -> tuple[int, int, int, int, int]:
    """In the order of the columns."""
    return money.planned, money.approved, money.committed, money.disbursed, money.left


def percent(money: Money) -> int | None:
    """How much of what may be paid was paid; None where nothing may."""
    whole = money.approved or money.planned
    return round(100 * money.disbursed / whole) if whole > 0 else None


class TrackModel(QAbstractItemModel):
    """The tree; an index holds its row's place in the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = TrackGrid((), 1)
        self._children: dict[int, list[int]] = {}
        self._places: dict[int, int] = {}
        self._at_line: dict[int, int] = {}

    def show(self, grid: TrackGrid | None) -> None:
        self.beginResetModel()
        self.grid, self._children, self._places = grid or TrackGrid((), 1), {}, {}
        self._at_line = {row.line: at for at, row in enumerate(self.grid.rows)}
        for at, row in enumerate(self.grid.rows):
            siblings = self._children.setdefault(self._at_line.get(row.parent, -1), [])
            self._places[at] = len(siblings)
            siblings.append(at)
        self.endResetModel()

    def line_of(self, index: Index) -> int:
        """The line of the table; -1 for none."""
        return self.grid.rows[index.internalId()].line if index.isValid() else -1

    def index_of(self, line: int, column: int = TITLE) -> QModelIndex:
        at = self._at_line.get(line, -1)
        return self.createIndex(self._places[at], column, at) if at >= 0 else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        children = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]  # Qt overloads it
        return self.index_of(self.grid.rows[index.internalId()].parent) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        if parent.column() > 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        return BAR + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Hạng mục"), self.tr("Kế hoạch"), self.tr("Đã duyệt"), self.tr("Đã ký"), self.tr("Đã chi"),
                self.tr("Còn lại"), self.tr("Tỷ lệ chi"),
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if PLANNED <= section <= LEFT else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.grid.rows[index.internalId()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole and PLANNED <= column <= LEFT:
            return dong_text(amounts(row.money)[column - PLANNED])
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(index.internalId(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if PLANNED <= column <= LEFT else None
        return self._look(row, column, role)

    @staticmethod
    def _look(row: TrackRow, column: int, role: int) -> object:
        """Bold headings, red where more was paid than may be, a mark where there is a warning."""
        theme = themes.current()
        if role == Qt.ItemDataRole.FontRole and row.is_heading:
            return theme.font("desk.row_title")
        if role == Qt.ItemDataRole.ForegroundRole and column == LEFT and row.money.left < 0:
            return theme.color("severity.critical")
        if role == Qt.ItemDataRole.DecorationRole and column == TITLE and row.warnings:
            return theme.icon("severity.high", "severity.high")
        return None

    def _text(self, at: int, column: int) -> str:
        row = self.grid.rows[at]
        if column == TITLE:
            return f"{row.number}  {row.title}" if row.number else row.title
        if column == BAR:
            done = percent(row.money)
            return "" if done is None else self.tr("{n} %").format(n=done)
        amount = amounts(row.money)[column - PLANNED]
        return rounded(amount, self.grid.unit) if amount or row.money.planned else ""


class BarDelegate(QStyledItemDelegate):
    """Paid over committed over planned, as three bars in one; the number says the share that was paid."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802  (Qt's name)
        """Only the row's background is Qt's; the number stands beside the bar."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if not isinstance(model, TrackModel):
            return
        money, theme = model.grid.rows[index.internalId()].money, themes.current()
        done = str(model.data(index) or "")
        area = option.rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        bar = QRect(area.left(), area.center().y() - _BAR_HIGH_PX // 2, area.width() - _PERCENT_PX, _BAR_HIGH_PX)
        limit = money.approved or money.planned
        whole = max(limit, money.committed, money.disbursed)
        painter.save()
        if whole > 0:
            painter.fillRect(_part(bar, limit, whole), theme.color("surface.sunken"))
            painter.fillRect(_part(bar, money.committed, whole), theme.color("border.control"))
            painter.fillRect(_part(bar, money.disbursed, whole), theme.color("accent"))
            painter.setPen(QPen(theme.color("border.strong"), 1))
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
            if whole > limit:
                end = _part(bar, limit, whole).right()
                painter.setPen(QPen(theme.color("severity.critical"), 3))
                painter.drawLine(end, bar.top() - 3, end, bar.bottom() + 3)
        painter.setPen(theme.color("text.primary"))
        painter.setFont(option.font)
        painter.drawText(area, _RIGHT, done)
        painter.restore()


def _part(bar: QRect, amount: int, whole: int) -> QRect:
    return QRect(bar.left(), bar.top(), round(bar.width() * max(0, amount) / whole), bar.height())


class TrackTree(QTreeView):
    """The tree as a widget.

    Signals:
        line_chosen(int): a person or the page went to a line of the table.
    """

    line_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = TrackModel()
        self.setModel(self.rows)
        self.setItemDelegateForColumn(BAR, BarDelegate(self))
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setStretchLastSection(False)
        self.header().setHighlightSections(False)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.line_chosen.emit(self.rows.line_of(now)) if now.isValid() else None
        )

    def show_grid(self, grid: TrackGrid | None) -> None:
        """Show these rows, all of them open, at the same height as before."""
        height = self.verticalScrollBar().value()
        self.rows.show(grid)
        self.expandAll()
        self._spread()
        self.verticalScrollBar().setValue(height)

    def go_to(self, line: int) -> None:
        """Choose a line and bring it into view."""
        index = self.rows.index_of(line)
        if index.isValid() and self.rows.line_of(self.currentIndex()) != line:
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _spread(self) -> None:
        """Room that is left goes to the titles."""
        for column in range(PLANNED, BAR):
            self.setColumnWidth(column, max(_AMOUNT_PX, self.header().sectionSizeHint(column)))
        self.setColumnWidth(BAR, _BAR_PX)
        taken = sum(map(self.columnWidth, range(PLANNED, BAR))) + _BAR_PX
        self.setColumnWidth(TITLE, max(_TITLE_PX, self.viewport().width() - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
