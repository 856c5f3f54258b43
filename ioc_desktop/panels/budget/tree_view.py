"""The lines of a table as a tree with its columns of amounts."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ioc_desktop.panels.budget.grid import Mark, SheetGrid
from ioc_desktop.panels.budget.words import exact, scaled, signed
from ioc_desktop.ui import theme as themes

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
TITLE, FIRST_AMOUNT = 0, 1
_TITLE_PX, _AMOUNT_PX, _TOTAL_PX, _HEAD_PX = 280, 84, 138, 62
_HEAD_SIDES_PX, _HEAD_LETTERS, _HEAD_LINES = 28, 18, 2
_CORNER_PX, _UNDER_PX = 8, 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TONES = {Mark.FAULT: "severity.critical", Mark.QUESTION: "severity.medium", Mark.ACCEPTED: "severity.low"}


class SheetModel(QAbstractItemModel):
    """The tree; the last column is what the whole line comes to.

    Signals:
        typed(int, int, str): a person typed this into the amount of a line and a column of the sheet.

    Attributes:
        is_editable: whether amounts may be typed over.
    """

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.is_editable = False
        self.grid: SheetGrid | None = None
        self._children: dict[int, list[int]] = {}
        self._places: dict[int, int] = {}

    def show(self, grid: SheetGrid | None) -> None:
        self.beginResetModel()
        self.grid, self._children, self._places = grid, {}, {}
        for index, row in enumerate(grid.rows if grid else ()):
            siblings = self._children.setdefault(row.parent, [])
            self._places[index] = len(siblings)
            siblings.append(index)
        self.endResetModel()

    def takes_place_of(self, grid: SheetGrid | None) -> bool:
        """Whether another tree has the same lines and columns in the same places: then nothing folds or scrolls."""
        mine = self.grid
        return (
            mine is not None and grid is not None and mine.columns == grid.columns
            and [row.parent for row in mine.rows] == [row.parent for row in grid.rows]
        )  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_amount = self.grid is not None and FIRST_AMOUNT <= index.column() < FIRST_AMOUNT + len(self.grid.columns)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable and is_amount else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hands on what was typed; the tree shows it once it is stored."""
        if role == Qt.ItemDataRole.EditRole and value != self._edited(index):
            self.typed.emit(self.line_of(index), index.column() - FIRST_AMOUNT, str(value))
        return False

    def _edited(self, index: Index) -> str:
        """The amount with all its digits, in the unit that is shown."""
        assert self.grid is not None
        amount = self.grid.rows[self.line_of(index)].amounts[index.column() - FIRST_AMOUNT]
        return "" if amount is None else exact(amount, self.grid.unit)

    def line_of(self, index: Index) -> int:
        """The line behind an index; -1 for none."""
        return int(index.internalId()) if index.isValid() else -1

    def index_of(self, line: int, column: int = TITLE) -> QModelIndex:
        return self.createIndex(self._places[line], column, line) if line in self._places else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        children = self._children.get(self.line_of(parent), [])
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]  # Qt overloads it
        assert self.grid is not None
        line = self.grid.rows[self.line_of(index)].parent if index.isValid() else -1
        return self.index_of(line)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return len(self._children.get(self.line_of(parent), [])) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        return FIRST_AMOUNT + len(self.grid.columns) + 1 if self.grid else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or self.grid is None:
            return None
        titles = (self.tr("Hạng mục"), *self.grid.columns, self.tr("Tính lại"))
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(_cut(text) for text in titles[section].split("\n")[-_HEAD_LINES:])
        if role == Qt.ItemDataRole.ToolTipRole:
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if section == TITLE else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.grid is None or not index.isValid():
            return None
        row, column = self.grid.rows[self.line_of(index)], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(self.line_of(index), column)
        if role == Qt.ItemDataRole.EditRole:
            return self._edited(index) if FIRST_AMOUNT <= column < FIRST_AMOUNT + len(row.amounts) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column != TITLE else None
        if role == Qt.ItemDataRole.FontRole:
            return themes.current().font("desk.row_title") if row.is_heading else None
        return self._colour(self.mark(index), role, column)

    @staticmethod
    def _colour(mark: Mark | None, role: int, column: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and mark is Mark.FAULT and column != TITLE:
            return themes.current().color(_TONES[mark])
        return None

    def mark(self, index: Index) -> Mark | None:
        """What the cell has to say."""
        if self.grid is None:
            return None
        column = index.column() - FIRST_AMOUNT
        return self.grid.marks.get((self.line_of(index), -1 if column < 0 else column))

    def _text(self, line: int, column: int) -> str:
        assert self.grid is not None
        row, unit = self.grid.rows[line], self.grid.unit
        if column == TITLE:
            return f"{row.number}  {row.title}" if row.number else row.title
        if column - FIRST_AMOUNT < len(row.amounts):
            amount = row.amounts[column - FIRST_AMOUNT]
            return "" if amount is None else scaled(amount, unit)
        if row.total is None:
            return ""
        printed, computed = row.total
        off = computed - printed
        return f"{scaled(computed, unit)}  {signed(off, unit) if off else '✓'}"


def _cut(text: str) -> str:
    """A heading short enough for a column of amounts."""
    return text if len(text) <= _HEAD_LETTERS else text[: _HEAD_LETTERS - 1].rstrip() + "…"


class MarkDelegate(QStyledItemDelegate):
    """Paints marks besides colour: a frame with a corner for a finding, a thick line under a cause."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        mark = model.mark(index) if isinstance(model, SheetModel) else None
        if mark in _TONES:  # the style sheet keeps the model's own background from being drawn
            painter.fillRect(option.rect, themes.current().color(f"{_TONES[mark]}.wash"))
        super().paint(painter, option, index)
        if mark is None:
            return
        area, theme = option.rect.adjusted(1, 1, -2, -2), themes.current()
        painter.save()
        if mark is Mark.CAUSE:
            under = area.adjusted(4, area.height() - _UNDER_PX, -4, 0)
            painter.fillRect(under, theme.color("accent"))
        else:
            color = theme.color(_TONES[mark])
            painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine if mark is Mark.ACCEPTED else Qt.PenStyle.SolidLine))
            painter.drawRect(area)
            corner = area.topRight()
            painter.setBrush(color)
            side = [corner - QPoint(_CORNER_PX, 0), corner, corner + QPoint(0, _CORNER_PX)]
            painter.drawPolygon(QPolygon(side))
        painter.restore()


class TitleColumn(QTreeView):
    """The first column once more, over the tree, so that it stays while the amounts scroll by."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self.setModel(tree.model())
        self.setSelectionModel(tree.selectionModel())
        self.setItemDelegate(MarkDelegate(self))
        self.setFocusProxy(tree)
        self.setUniformRowHeights(True)
        self.setIndentation(tree.indentation())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setFixedHeight(_HEAD_PX)
        self.header().setStretchLastSection(False)
        self.header().setSectionsClickable(False)
        for one, other in ((self, tree), (tree, self)):
            one.expanded.connect(other.expand)
            one.collapsed.connect(other.collapse)
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)

    def renew(self) -> None:
        """After another table was shown: only the first column."""
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        self.expandAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, area = QPainter(self.viewport()), self.viewport().rect()
        painter.setPen(themes.current().color("border.subtle"))
        painter.drawLine(area.topRight(), area.bottomRight())


class SheetTree(QTreeView):
    """The tree as a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        self.setItemDelegate(MarkDelegate(self))
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIndentation(18)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        head = self.header()
        head.setFixedHeight(_HEAD_PX)
        head.setStretchLastSection(False)
        head.setHighlightSections(False)
        self.titles = TitleColumn(self)
        head.sectionResized.connect(lambda *_: self._place_titles())

    def show_grid(self, grid: SheetGrid | None) -> None:
        """Show a table, all of it open; the same one with other amounts stays as it is folded and scrolled."""
        if self.sheet.takes_place_of(grid):
            self.sheet.grid = grid
            for view in (self, self.titles):
                view.viewport().update()
            return
        self.sheet.show(grid)
        self.expandAll()
        last = self.sheet.columnCount() - 1
        for column in range(self.sheet.columnCount()):
            width = _TITLE_PX if column == TITLE else _TOTAL_PX if column == last else self._wanted_px(column)
            self.setColumnWidth(column, width)
        self.titles.renew()
        self._spread()

    def _spread(self) -> None:
        """Room that is left goes to the titles."""
        columns = range(1, self.sheet.columnCount())
        left = self.viewport().width() - sum(self.columnWidth(column) for column in columns)
        if columns:
            self.setColumnWidth(TITLE, max(_TITLE_PX, left))
        self._place_titles()

    def _place_titles(self) -> None:
        width = self.columnWidth(TITLE)
        self.titles.setColumnWidth(TITLE, width)
        edge = self.frameWidth()
        self.titles.setGeometry(edge, edge, width, self.viewport().height() + self.header().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _wanted_px(self, column: int) -> int:
        """Room for the longest line of a heading."""
        metrics = QFontMetrics(themes.current().font("desk.label"))
        title = str(self.sheet.headerData(column, Qt.Orientation.Horizontal))
        return max(_AMOUNT_PX, *(metrics.horizontalAdvance(text) + _HEAD_SIDES_PX for text in title.split("\n")))

    def go_to(self, line: int, column: int) -> None:
        """Bring a cell into view and choose its line."""
        index = self.sheet.index_of(line, column + FIRST_AMOUNT if column >= 0 else TITLE)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.scrollTo(index)
        hidden = self.columnWidth(TITLE) - self.visualRect(index).left() if index.column() != TITLE else 0
        if hidden > 0:  # under the titles, which Qt takes for a part of the view
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
