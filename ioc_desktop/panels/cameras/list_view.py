"""The page with the list of cameras: header, table, and what stands there while there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from ioc_desktop.panels.cameras.column_widths_view import Widths
from ioc_desktop.panels.cameras.presenter import Phase, State
from ioc_desktop.panels.cameras.rows import CameraRow, StreamKind
from ioc_desktop.panels.cameras.screen import COLUMNS, DROPPED_WHEN_NARROW
from ioc_desktop.panels.cameras.selection_bar_view import SelectionBar
from ioc_desktop.panels.cameras.table_view import CameraOrder, CameraTable, dress_table, error_text
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_NARROW_PX = 1320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CameraTableView(QTableView):
    """The table: rows of 39 px, J and K walk, Enter opens, Delete asks to delete.

    Signals:
        open_requested: the current row is to be opened.
        delete_requested: the selected rows are to be deleted.
    """

    open_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        dress_table(self, theme)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Telex and VNI typing would swallow J and K.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.doubleClicked.connect(lambda _index: self.open_requested.emit())
        self._widths = Widths(theme.font("desk.label"), theme.font("desk.body"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _STEPS and plain:
            self._step(_STEPS[key])
        elif key in _ENTER and plain:
            self.open_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  (Qt's name)
        """Letters are commands here, not a search."""
        del search

    def _step(self, by: int) -> None:
        rows = self.model().rowCount()
        if rows:
            at = self.currentIndex().row() + by
            self.selectRow(min(max(at, 0), rows - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width; a narrow screen drops the least needed columns."""
        narrow = self.viewport().width() < _NARROW_PX
        shown = [column for column in COLUMNS if not (narrow and column in DROPPED_WHEN_NARROW)]
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column not in shown)
        for column, width in self._widths.share(self.viewport().width(), shown).items():
            self.setColumnWidth(COLUMNS.index(column), width)

    def measure_words(self, rows: Sequence[CameraRow]) -> None:
        """Fit the columns to other words."""
        if self._widths.measure(rows):
            self.fit_columns()


class DropHint(QWidget):
    """Covers the table while a file is held over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ground = self._theme.color("surface.0")
        ground.setAlphaF(0.9)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(self._theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(16, 16, -16, -16))
        painter.setPen(self._theme.color("text.primary"))
        painter.setFont(self._theme.font("desk.title3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Thả tệp CSV để xem trước"))


class ListPage(QWidget):
    """Renders the list's ``State``.

    Signals:
        search_changed: what is sought.
        add_requested: a new camera is wanted.
        open_requested: the camera to open.
        delete_requested: the cameras to delete, as a tuple of identifiers.
        import_requested: the file to preview, None = ask for one.
        export_requested: a file is to be written.
        retry_requested: load again.
    """

    search_changed = Signal(str)
    add_requested = Signal()
    open_requested = Signal(object)
    delete_requested = Signal(object)
    import_requested = Signal(object)
    export_requested = Signal()
    retry_requested = Signal()

    def __init__(self, theme: Theme, *, can_edit: bool, can_import: bool, can_export: bool) -> None:
        super().__init__()
        self._state = State()
        self._compact = True
        self._can_edit, self._can_import = can_edit, can_import
        self.setAcceptDrops(can_import)
        self.header = Header("")
        self.search = SearchField()
        self.search.setMinimumWidth(272)
        self.export_button = Button(icon="action.export", clicked=self.export_requested.emit)
        self.import_button = Button(icon="action.import", clicked=lambda: self.import_requested.emit(None))
        self.add_button = Button("", "primary", icon="action.add", clicked=self.add_requested.emit)
        self.model = CameraTable(theme, self)
        self.order = CameraOrder(self)
        self.order.setSourceModel(self.model)
        self.table = CameraTableView(theme)
        self.bar = SelectionBar(can_edit=can_edit)
        self.empty = EmptyState("camera", "", on_action=self._empty_action)
        self.error = ErrorState("", on_retry=self.retry_requested.emit)
        self.loading = LoadingBars(rows=12, row_px=theme.number("size.row.table"))
        self.stack = QStackedWidget()
        self._drop_hint = DropHint(theme, self)
        self._lay_out(can_export=can_export)
        self._connect()
        self.retranslate()

    def _lay_out(self, *, can_export: bool) -> None:
        self.header.add_action(self.search)
        shown = ((self.export_button, can_export), (self.import_button, self._can_import))
        for button, allowed in (*shown, (self.add_button, self._can_edit)):
            self.header.add_action(button)
            button.setVisible(allowed)
        for page in (self.table, self.empty, self.error, self.loading):
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.loading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.open_requested.connect(self._open_current)
        self.table.delete_requested.connect(self.request_delete)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.bar.set_count(len(self.selected())))
        self.bar.open_requested.connect(self._open_current)
        self.bar.delete_requested.connect(self.request_delete)
        self.search.searched.connect(self.search_changed)
        self.search.returnPressed.connect(self._focus_first)

    def render_state(self, state: State) -> None:
        """Show ``state``; the selection stays on the same cameras."""
        selected = self.selected()
        self._state = state
        self.model.set_rows(state.rows)
        self.table.measure_words(state.rows)
        self.bar.set_count(len(self.selected()))
        if selected and not self.selected():
            self.select(selected)
        self._show_page()
        self._fit_header()
        self._write_summary()

    def _show_page(self) -> None:
        state = self._state
        if state.total == 0 and state.phase is Phase.LOADING:
            page: QWidget = self.loading
        elif state.total == 0 and state.phase is Phase.FAILED:
            page = self.error
        else:
            page = self.table if state.rows else self.empty
        self._write_states()
        self.bar.setVisible(page is self.table)
        was_loading = self.stack.currentWidget() is self.loading
        self.stack.setCurrentWidget(page)
        if was_loading and page is self.table and self.isVisible():
            self.focus_table()

    def _write_states(self) -> None:
        state = self._state
        if state.total and not state.rows:
            title = self.tr("Không có camera khớp “{query}”").format(query=state.query)
            text = self.tr("Tìm theo số, tên, vị trí hoặc đơn vị, có dấu hay không dấu đều được.")
            self.empty.set_words(title, text, self.tr("Xóa lọc"))
        else:
            text = self.tr("Thêm từng camera, hoặc nhập cả danh sách từ tệp CSV: kéo tệp thả vào đây.")
            action = self.tr("Thêm camera") if self._can_edit else ""
            self.empty.set_words(self.tr("Chưa có camera"), text if self._can_import else "", action)
        if state.error is not None:
            self.error.set_words(
                self.tr("Không đọc được danh sách camera"), state.error.message(error_text), self.tr("Thử lại")
            )

    def _write_summary(self) -> None:
        state = self._state
        parts = [self.tr("{n} camera").format(n=state.total)] if state.total else []
        if state.query and state.total:
            parts = [self.tr("{n} trong {total} camera").format(n=len(state.rows), total=state.total)]
        counts = (
            (state.count(StreamKind.LIVE), self.tr("{n} đang phát")),
            (state.count(StreamKind.FROZEN), self.tr("{n} hình đứng")),
            (state.count(StreamKind.LOST, StreamKind.RECONNECTING), self.tr("{n} mất tín hiệu")),
        )
        parts += [words.format(n=n) for n, words in counts if n]
        if state.phase is Phase.FAILED and state.total:
            parts.append(self.tr("danh sách cũ, chưa đọc lại được"))
        self.header.set_words(self.tr("Camera"), " · ".join(parts))

    def retranslate(self) -> None:
        """Say every word in the language of the window."""
        self.search.setPlaceholderText(self.tr("Tìm số, tên, vị trí"))
        csv_buttons = (
            (self.export_button, self.tr("Xuất CSV")),
            (self.import_button, self.tr("Nhập CSV")),
        )
        for button, words in csv_buttons:
            button.setText("" if self._compact else words)
            button.setToolTip(words if self._compact else "")
            button.setAccessibleName(words)
        self.add_button.setText(self.tr("Thêm camera"))
        self.add_button.setToolTip(self.tr("Thêm camera (Ctrl N)"))
        self.model.retranslate()
        self._write_states()
        self._write_summary()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        compact = self.width() < _NARROW_PX and self._state.total > 0
        if compact != self._compact:
            self._compact = compact
            self.retranslate()

    def selected(self) -> tuple[UUID, ...]:
        """The selected cameras in the order shown."""
        indexes = sorted(self.table.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(self.model.row(self.order.mapToSource(index)).camera.id for index in indexes)

    def select(self, ids: Sequence[UUID]) -> None:
        """Select exactly these cameras, as far as they are listed, and show the first."""
        wanted = set(ids)
        selection = QItemSelection()
        first = QModelIndex()
        for at, row in enumerate(self.model.rows):
            if row.camera.id in wanted:
                index = self.order.mapFromSource(self.model.index(at, 0))
                selection.select(index, index.siblingAtColumn(len(COLUMNS) - 1))
                first = first if first.isValid() else index
        model = self.table.selectionModel()
        if first.isValid():
            model.setCurrentIndex(first, model.SelectionFlag.NoUpdate)
            self.table.scrollTo(first)
        model.select(selection, model.SelectionFlag.ClearAndSelect)

    def focus_table(self) -> None:
        """Put the keyboard on the list, with a row under it."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rows and not self.selected():
            self.table.selectRow(0)

    def request_delete(self) -> None:
        """Ask for the deletion of what is selected, where that is allowed."""
        if self._can_edit and self.selected():
            self.delete_requested.emit(self.selected())

    def _focus_first(self) -> None:
        if self.model.rows:
            self.focus_table()

    def _open_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.open_requested.emit(self.model.row(self.order.mapToSource(index)).camera.id)

    def _empty_action(self) -> None:
        if self._state.total:
            self.search.clear()
            self.search_changed.emit("")
        else:
            self.add_requested.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._drop_hint.setGeometry(self.stack.geometry())
            self._drop_hint.raise_()
            self._drop_hint.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_hint.hide()
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.import_requested.emit(path)


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in {".csv", ".txt", ".tsv"} else None
