"""Searching what was read: a plate or a part of one, and why. Nothing is shown without a reason."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.plates.model import FoundRead, PlateQuery
from ioc_desktop.panels.plates import words
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.text_table import TextTable

_LIMIT = 200
_DAYS = (1, 7, 30, 0)
_WIDTHS_PX = {0: 148, 1: 112, 3: 176, 4: 104, 6: 196, 7: 84}
_BUTTON_DROP_PX = 24
"""The button stands beside the fields, not beside their titles."""


class SearchPage(QWidget):
    """Fields above, what was found under them."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._found: list[FoundRead] | None = None
        self.plate = FormField("", QLineEdit())
        self.reason = FormField("", QLineEdit(), required=True)
        self.span = FormField("", QComboBox())
        self.is_strict = QCheckBox()
        self.button = Button("", "primary", icon="action.search", clicked=self.press)
        self.count = label(tone="secondary")
        self.table: TextTable[FoundRead] = TextTable(8, _WIDTHS_PX)
        self.start = EmptyState("mdi6.card-search-outline", "")
        self.empty = EmptyState("mdi6.card-search-outline", "")
        self.failed = ErrorState("", on_retry=self.press)
        self.loading = LoadingBars()
        for field in (self.plate, self.reason):
            field.field.returnPressed.connect(self.press)  # type: ignore[attr-defined]  # made above
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.plate, 3, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.reason, 5, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.span, 2, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addSpacing(_BUTTON_DROP_PX)
        beside.addWidget(self.button)
        beside.addStretch(1)
        fields.addLayout(beside)
        under = QHBoxLayout()
        under.addWidget(self.is_strict)
        under.addStretch(1)
        under.addWidget(self.count)
        self.pages = QStackedWidget()
        for page in (self.start, self.table, self.empty, self.failed, self.loading):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(fields)
        column.addLayout(under)
        column.addWidget(self.pages, 1)

    def press(self) -> None:
        """Search with what is filled in."""
        for field in (self.plate, self.reason):
            field.set_error("")
        self.button.setEnabled(False)
        self.pages.setCurrentWidget(self.loading)
        tasks.start(self._search(self._query()), self, self._refuse)

    def _query(self) -> PlateQuery:
        box = self.span.field
        assert isinstance(box, QComboBox)
        days = int(box.currentData())
        start = self._context.clock.now() - timedelta(days=days) if days else None
        return PlateQuery(
            text=_text(self.plate), reason=_text(self.reason), is_strict=self.is_strict.isChecked(), start=start,
            limit=_LIMIT,
        )  # fmt: skip

    async def _search(self, query: PlateQuery) -> None:
        context = self._context
        reads, cameras, who = context.plates.reads, context.cameras, context.session
        found = await context.runner.write(lambda: reads.search(query, who))
        names = await context.runner.read(lambda: {camera.id: camera.name for camera in cameras.list()})
        self.button.setEnabled(True)
        self._show(found, names)

    def _show(self, found: list[FoundRead], names: dict[UUID, str]) -> None:
        self._found = found
        translate = QCoreApplication.translate
        self.table.show_rows(found, [words.read_cells(read, names, translate) for read in found])
        self._count()
        self.pages.setCurrentWidget(self.table if found else self.empty)

    def _count(self) -> None:
        if self._found is None:
            self.count.setText("")
            return
        said = self.tr("{n} lượt đọc") if len(self._found) < _LIMIT else self.tr("{n} lượt đọc mới nhất")
        self.count.setText(said.format(n=len(self._found)))

    def _refuse(self, error: ExpectedError) -> None:
        """What a person can mend is said at its field, the rest in the place of the rows."""
        self.button.setEnabled(True)
        field = self.reason if error.code == "plates.reason_missing" else self.plate
        if error.code.startswith("plates.") and error.code != "plates.not_allowed":
            field.set_error(tr_error(error))
            field.field.setFocus()
            self._found = None
            self._count()
            self.pages.setCurrentWidget(self.start)
            return
        self.failed.set_words(self.tr("Chưa tìm được"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def retranslate(self) -> None:
        self.plate.set_title(self.tr("Biển số hoặc một phần"))
        self.reason.set_title(self.tr("Lý do tìm"))
        self.span.set_title(self.tr("Trong"))
        for field, hint in ((self.plate, self.tr("51F-123.45, 51F*45, 1?345")), (self.reason, self.tr("Số vụ việc…"))):
            field.field.setPlaceholderText(hint)  # type: ignore[attr-defined]  # a line edit
        self._fill_spans()
        self.is_strict.setText(self.tr("Chỉ biển đọc đúng như vậy, không gồm ký tự dễ nhầm (0/O/D, 8/B, 1/I…)"))
        self.button.setText(self.tr("Tìm"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Biển số"), self.tr("Khớp"), self.tr("Camera"), self.tr("Lúc"), self.tr("Hướng"),
                self.tr("Tỉnh"), self.tr("Màu biển"), self.tr("Tin cậy"),
            ]
        )  # fmt: skip
        hint = self.tr("* là nhiều ký tự, ? là một ký tự. Mỗi lần tìm được ghi vào nhật ký cùng lý do.")
        self.start.set_words(self.tr("Nhập biển số và lý do"), hint)
        nothing = self.tr("Thử bớt ký tự, dùng * hoặc ?, hoặc chọn thời gian dài hơn.")
        self.empty.set_words(self.tr("Không có lượt đọc nào khớp"), nothing)
        self._count()

    def _fill_spans(self) -> None:
        box = self.span.field
        assert isinstance(box, QComboBox)
        chosen = max(box.currentIndex(), 1 if box.count() == 0 else 0)
        box.clear()
        titles = (self.tr("24 giờ qua"), self.tr("7 ngày qua"), self.tr("30 ngày qua"), self.tr("Mọi lúc"))
        for days, title in zip(_DAYS, titles, strict=True):
            box.addItem(title, days)
        box.setCurrentIndex(chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _text(field: FormField) -> str:
    assert isinstance(field.field, QLineEdit)
    return field.field.text()
