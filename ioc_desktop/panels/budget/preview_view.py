"""A file before its import: every cell as it stands, tinted by how it was read."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.exchange.budget_table.headings import Role
from ioc_desktop.exchange.budget_table.result import BudgetTable, TableProblem
from ioc_desktop.kernel.budget.sentences import unit_text
from ioc_desktop.kernel.budget.service import Judged
from ioc_desktop.panels.budget import words
from ioc_desktop.panels.budget.findings_view import FindingsPane
from ioc_desktop.panels.budget.presenter import Preview
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, label, line

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_UNITS = (1, 1000, 10**6, 10**9)
_FINDINGS_PX, _TITLE_PX, _LONGEST_PX = 340, 300, 150
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WASHES = {"problem": "severity.critical.wash", "heading": "surface.3", "skipped": "surface.sunken"}
_QUIET = {"text", "skipped", "dash"}


class CellModel(QAbstractTableModel):
    """The cells of one table of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.table: BudgetTable | None = None

    def show(self, table: BudgetTable) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.cells)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() or not self.table or not self.table.cells else len(self.table.cells[0])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        del orientation
        return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.table is None:
            return None
        cell = self.table.cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return words.how_read(cell)
        return _look(cell.kind, role)


def _look(kind: str, role: int) -> object:
    """Alignment, colours and letters by how a cell was read."""
    theme = themes.current()
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _RIGHT if kind in {"amount", "zero", "dash", "problem"} else None
    if role == Qt.ItemDataRole.FontRole:
        return theme.font("desk.row_title") if kind in {"heading", "problem"} else None
    if role == Qt.ItemDataRole.ForegroundRole:
        tone = "severity.critical" if kind == "problem" else "text.muted" if kind in _QUIET else ""
        return theme.color(tone) if tone else None
    return None


class WashDelegate(QStyledItemDelegate):
    """Paints what kind of cell it is behind the text, which the style sheet keeps the model from doing."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if isinstance(model, CellModel) and model.table is not None:
            kind = model.table.cells[index.row()][index.column()].kind
            if kind in _WASHES:
                painter.fillRect(option.rect, themes.current().color(_WASHES[kind]))
        super().paint(painter, option, index)


class PreviewPage(QWidget):
    """The page of one file.

    Signals:
        unit_chosen(object): đồng per 1, over what the file says.
        table_chosen(int): another table of the file.
        store_requested(str): write it under the programme of this name.
        left(): import nothing.
    """

    unit_chosen = Signal(object)
    table_chosen = Signal(int)
    store_requested = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.header = Header("")
        self.tables, self.units, self.programme = QComboBox(), QComboBox(), QLineEdit()
        self.programme.setMinimumWidth(260)
        self.cells = CellModel()
        self.grid = QTableView()
        self.grid.setModel(self.cells)
        self.grid.setItemDelegate(WashDelegate(self.grid))
        self.grid.setWordWrap(False)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.verticalHeader().setDefaultSectionSize(34)
        self.grid.verticalHeader().setFixedWidth(48)
        self.read = label("", "mono_small", tone="secondary")
        self.findings = FindingsPane(may_accept=False)
        self.cancel = Button("", clicked=self.left.emit)
        self.store = Button("", "primary", clicked=lambda: self.store_requested.emit(self.programme.text()))
        self._file = ""
        self._lay_out()
        self.tables.activated.connect(self.table_chosen.emit)
        self.units.activated.connect(lambda at: self.unit_chosen.emit(self.units.itemData(at)))
        self.programme.textChanged.connect(lambda text: self.store.setEnabled(bool(text.strip())))
        self.findings.chosen.connect(self._go_to)
        self.grid.selectionModel().currentChanged.connect(lambda current, _before: self._tell(current))

    def _lay_out(self) -> None:
        self.header.add_action(self.tables)
        self.unit_label = label("", tone="secondary")
        for widget in (self.unit_label, self.units):
            self.header.add_action(widget)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.findings.setFixedWidth(_FINDINGS_PX)
        middle.addWidget(self.findings)
        middle.addWidget(line(vertical=True))
        middle.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(12)
        self.programme_label = label("", tone="secondary")
        foot.addWidget(self.read, 1)
        for part in (self.programme_label, self.programme, self.cancel, self.store):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(line())
        column.addLayout(foot)

    def show_preview(self, preview: Preview) -> None:
        """Show a file; the programme's name stays what was typed for it."""
        table = preview.table
        if self._file != str(preview.path):
            self._file = str(preview.path)
            self.programme.setText(next(filter(None, preview.known), preview.path.stem))
        self._fill(preview)
        self.cells.show(table)
        self.grid.resizeColumnsToContents()
        for column in range(self.cells.columnCount()):
            most = _TITLE_PX if column == table.heading.of(Role.TITLE) else _LONGEST_PX
            self.grid.setColumnWidth(column, min(self.grid.columnWidth(column), most))
        self.findings.show_findings(table.sheet, preview.judged[preview.at], table.problems)
        self._show_words(preview)

    def _fill(self, preview: Preview) -> None:
        self.tables.clear()
        self.tables.addItems([table.name for table in preview.tables])
        self.tables.setCurrentIndex(preview.at)
        self.tables.setVisible(len(preview.tables) > 1)
        self.units.clear()
        for unit in _UNITS:
            self.units.addItem(unit_text(unit, words.tr), unit)
        self.units.setCurrentIndex(_UNITS.index(preview.table.sheet.unit.used))

    def _show_words(self, preview: Preview) -> None:
        sheet = preview.table.sheet
        said = self.tr("{lines} dòng · {columns} cột tiền · lưu theo đồng").format(
            lines=len(sheet.lines), columns=len(sheet.places)
        )
        self.header.set_words(self.tr("Nhập bảng kinh phí"), f"{preview.path.name} · {said}")
        self.unit_label.setText(self.tr("Đọc theo"))
        self.programme_label.setText(self.tr("Chương trình"))
        self.cancel.setText(self.tr("Hủy nhập"))
        known = preview.known[preview.at]
        if known:
            self.read.setText(self.tr("Bảng này đã có trong chương trình “{name}”.").format(name=known))
        else:
            self.read.setText(self.tr("Chọn một ô để xem cách đọc."))
        is_new = not all(preview.known)
        self.store.setText(self.tr("Ghi {n} dòng").format(n=preview.lines) if is_new else self.tr("Mở bảng đã có"))

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and self.cells.table is not None:
            self.read.setText(words.how_read(self.cells.table.cells[index.row()][index.column()]))

    def _go_to(self, target: object) -> None:
        """Show the cell that a finding or a problem is about."""
        table = self.cells.table
        if table is None:
            return
        if isinstance(target, TableProblem):
            self.grid.setCurrentIndex(self.cells.index(target.row - 1, 0))
        elif isinstance(target, Judged) and target.finding.cells and target.finding.cells[0].line >= 0:
            cell = target.finding.cells[0]
            at = table.columns[cell.column] if cell.column >= 0 else 0
            self.grid.setCurrentIndex(self.cells.index(table.sheet.lines[cell.line].row - 1, at))
