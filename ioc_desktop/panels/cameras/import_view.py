"""The page that shows what a CSV file would change, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.panels.cameras.import_preview import CsvImport, Deed, ImportPhase, ImportState
from ioc_desktop.panels.cameras.import_table_view import PreviewTable, ProblemDelegate, ProblemList
from ioc_desktop.panels.cameras.table_view import dress_table
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Button, Picture, label, line
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_PROBLEMS_PX = 360
_COLUMNS_PX = {0: 72, 1: 164, 2: 76}
_SHARES = {3: 4, 4: 3, 5: 5}


class Count(QWidget):
    """One number of the summary: its shape, the number, its word."""

    def __init__(self, icon: str, colour: str) -> None:
        super().__init__()
        self._number = label("", "title2")
        self._word = label("", tone="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(icon, colour))
        row.addWidget(self._number)
        row.addWidget(self._word)
        row.addStretch(1)

    def set_words(self, number: int, word: str) -> None:
        self._number.setText(str(number))
        self._word.setText(word)


class ImportPage(QWidget):
    """Renders a ``CsvImport``.

    Signals:
        imported: the ``ImportOutcome``, after the good rows were stored.
        closed: left without storing.
        file_requested: another file is wanted.
    """

    imported = Signal(object)
    closed = Signal()
    file_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._import: CsvImport | None = None
        self._forget: Callable[[], None] = lambda: None
        self.header = Header("")
        self.other_button = Button(icon="thing.document", clicked=self.file_requested.emit)
        self.counts = {
            Deed.ADD: Count("action.add", "text.secondary"),
            Deed.UPDATE: Count("action.edit", "text.secondary"),
            Deed.SKIP: Count("severity.critical", "severity.critical"),
        }
        self.table_model = PreviewTable(theme, self)
        self.problem_model = ProblemList(self)
        self.table = _table(self.table_model, theme)
        self.problems = _list(self.problem_model, theme)
        self.fine = EmptyState("vote.for", "", color="ok")
        self.error = ErrorState("", on_retry=self._retry)
        self.loading = LoadingBars(rows=12, row_px=theme.number("size.row.table"))
        self.stack = QStackedWidget()
        self.problem_stack = QStackedWidget()
        self._ignored = label("", "caption", tone="muted", wrap=True)
        self._problem_title = label("", "title3")
        self.note = label("", tone="muted")
        self._next_words = label("", tone="muted")
        self.save_errors_button = Button(icon="action.export", clicked=self._ask_error_file)
        self.cancel_button = Button(clicked=self.close_import)
        self.import_button = Button("", "primary", icon="vote.for", clicked=self.store)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.header.add_action(self.other_button)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self._problem_card())
        row.addWidget(_card(self.table), 1)
        for part in (content, self.error, self.loading):
            self.stack.addWidget(part)
        self.content = content
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(self.stack, 1)
        page.addWidget(line())
        page.addWidget(self._foot())

    def _problem_card(self) -> QWidget:
        self.problem_stack.addWidget(self.problems)
        self.problem_stack.addWidget(self.fine)
        card = QFrame()
        card.setProperty("surface", "card")
        card.setFixedWidth(_PROBLEMS_PX)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 4)
        top.setSpacing(8)
        top.addWidget(self._problem_title)
        for count in self.counts.values():
            top.addWidget(count)
        top.addWidget(self._ignored)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self.problem_stack, 1)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("surface", "1")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        self._next_key = KeyCap("F8")
        row.addWidget(self._next_key)
        row.addWidget(self._next_words)
        row.addSpacing(8)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_errors_button)
        row.addWidget(self.import_button)
        return foot

    def _connect(self) -> None:
        self.problems.selectionModel().currentChanged.connect(self._show_line)
        for keys, act in (("Ctrl+Return", self.store), ("Esc", self.close_import), ("F8", self.next_problem)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def preview(self, csv_import: CsvImport) -> None:
        """Read the file of ``csv_import`` and show what it would change."""
        self._forget()
        self._import = csv_import
        self._forget = csv_import.changed.connect(self._render)
        self._render(csv_import.state)
        start(csv_import.read(), self)

    def store(self) -> None:
        """Store the good rows."""
        if self._import is not None and self.import_button.isEnabled():
            start(self._store(self._import), self)

    async def _store(self, csv_import: CsvImport) -> None:
        outcome = await csv_import.store()
        if outcome is not None:
            self._drop()
            self.imported.emit(outcome)

    def close_import(self) -> None:
        """Leave without storing anything."""
        if self._import is not None:
            self._drop()
            self.closed.emit()

    def _drop(self) -> None:
        self._forget()
        self._forget = lambda: None
        self._import = None

    def _retry(self) -> None:
        if self._import is not None:
            start(self._import.read(), self)

    def next_problem(self) -> None:
        """Go to the next fault, from the last to the first."""
        total = self.problem_model.rowCount()
        if total:
            at = (self.problems.currentIndex().row() + 1) % total
            self.problems.setCurrentIndex(self.problem_model.index(at))

    def _show_line(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        number = self.problem_model.entries[current.row()].line
        at = next((at for at, row in enumerate(self.table_model.rows) if row.line == number), None)
        if at is not None:
            self.table.selectRow(at)
            self.table.scrollTo(self.table_model.index(at, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _render(self, state: ImportState) -> None:
        if self.table_model.rows != state.rows:
            self.table_model.set_rows(state.rows)
            self.problem_model.set_rows(state.rows)
            self._fit_columns()
        pages = {ImportPhase.READING: self.loading, ImportPhase.FAILED: self.error}
        self.stack.setCurrentWidget(pages.get(state.phase, self.content))
        self.problem_stack.setCurrentIndex(0 if self.problem_model.rowCount() else 1)
        self._write_words(state)

    def _write_words(self, state: ImportState) -> None:
        count = state.count
        words = (self.tr("thêm mới"), self.tr("cập nhật"), self.tr("không nhập được"))
        for (deed, part), word in zip(self.counts.items(), words, strict=True):
            part.set_words(count(deed), word)
        good, bad = count(Deed.ADD) + count(Deed.UPDATE), count(Deed.SKIP)
        lines = self.tr("{name} · {n} dòng").format(name=state.path.name, n=len(state.rows))
        self.header.set_words(self.tr("Nhập camera từ CSV"), lines if state.rows else state.path.name)
        ready = state.phase is ImportPhase.READY
        self.import_button.setText(self.tr("Nhập {n} dòng tốt").format(n=good) if bad else self._all_words(good))
        self.import_button.set_icon("vote.for")  # drawn anew: its gap depends on the text
        self.import_button.setEnabled(ready and good > 0)
        for extra in (self.save_errors_button, self._next_key, self._next_words):
            extra.setVisible(bad > 0)
        self._ignored.setText(self.tr("Không dùng cột: {columns}").format(columns=", ".join(state.ignored)))
        self._ignored.setVisible(bool(state.ignored))
        self.note.setText(self._note(state, good, bad))
        if state.error is not None:
            self.error.set_words(self.tr("Không đọc được tệp"), tr_error(state.error), self.tr("Thử lại"))

    def _all_words(self, good: int) -> str:
        return self.tr("Nhập {n} dòng").format(n=good)

    def _note(self, state: ImportState, good: int, bad: int) -> str:
        if state.phase is ImportPhase.STORING:
            return self.tr("Đang ghi…")
        if state.phase is not ImportPhase.READY:
            return ""
        if not good:
            return self.tr("Tệp không có dòng nào nhập được. Sửa tệp rồi chọn lại.")
        return self.tr("{n} dòng sai sẽ bị bỏ qua").format(n=bad) if bad else self.tr("Chưa ghi gì vào danh sách")

    def retranslate(self) -> None:
        """Say every word in the language of the window."""
        self.other_button.setText(self.tr("Chọn tệp khác"))
        self._problem_title.setText(self.tr("Kiểm tra"))
        self.fine.set_words(self.tr("Mọi dòng đều nhập được"))
        self._next_words.setText(self.tr("lỗi kế tiếp"))
        self.save_errors_button.setText(self.tr("Lưu danh sách lỗi"))
        self.cancel_button.setText(self.tr("Hủy nhập"))
        if self._import is not None:
            self._write_words(self._import.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        left = max(self.table.viewport().width() - sum(_COLUMNS_PX.values()), 240)
        for at in range(self.table_model.columnCount()):
            share = _SHARES.get(at)
            width = _COLUMNS_PX[at] if share is None else left * share // sum(_SHARES.values())
            self.table.setColumnWidth(at, width)

    def _ask_error_file(self) -> None:
        files = QFileDialog(self, self.tr("Lưu danh sách lỗi"))
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("csv")
        files.selectFile("camera-loi.csv")
        files.fileSelected.connect(lambda name: self.save_errors(Path(name)))
        files.open()

    def save_errors(self, path: Path) -> None:
        """Write the faults with their line numbers to a CSV file."""
        if self._import is not None:
            start(self._save_errors(self._import, path), self)

    async def _save_errors(self, csv_import: CsvImport, path: Path) -> None:
        count = await csv_import.save_problems(path, tr_error)
        toast(self, self.tr("Đã lưu {n} lỗi ra {name}").format(n=count, name=path.name))


def _table(model: PreviewTable, theme: Theme) -> QTableView:
    table = QTableView()
    table.setModel(model)
    dress_table(table, theme)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def _list(model: ProblemList, theme: Theme) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(ProblemDelegate(theme, view))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def _card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("surface", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(content)
    return card
