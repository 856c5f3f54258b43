"""The editor of the centre's checklists, one kind of incident at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.incidents.custom_checks import checklist_problems
from ioc_desktop.kernel.incidents.customs import MOST_MINUTES, STEP_LETTERS
from ioc_desktop.kernel.incidents.district_flow import checklist_key
from ioc_desktop.kernel.incidents.model import KIND_TITLES, Kind
from ioc_desktop.kernel.incidents.templates import TemplateStep
from ioc_desktop.panels.settings.flow_dialog_view import RowsDialog, centred, line_edit, spaced, tick, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ioc_desktop.ui.panel import PanelContext


class ChecklistDialog(RowsDialog):
    """One row a step; another kind is chosen at the top, when what was changed is saved."""

    def __init__(self, parent: QWidget | None, context: PanelContext) -> None:
        self._context = context
        title = QCoreApplication.translate("ChecklistDialog", "Danh mục việc phải làm")
        text = QCoreApplication.translate(
            "ChecklistDialog",
            "Sự vụ mới theo danh mục này, sự vụ đang mở giữ danh mục của nó. Thời hạn tính từ lúc lập; 0 là không hạn.",
        )
        super().__init__(parent, title, text, is_own=False)
        self._texts: list[QLineEdit] = []
        self._hints: list[QLineEdit] = []
        self._minutes: list[QSpinBox] = []
        self._required: list[QCheckBox] = []
        self.kind = QComboBox()
        for kind, title in KIND_TITLES.items():
            self.kind.addItem(words(title), kind.value)
        self.kind.activated.connect(lambda _row: self.show_kind())
        self.body.insertWidget(0, self.kind)
        columns = [self.tr("Việc"), self.tr("Gợi ý, điều kiện"), self.tr("Trong (phút)"), self.tr("Bắt buộc")]
        self.set_columns(columns, wide=(0, 1), widths={2: 130, 3: 96})
        self.add_tools(self.tr("Thêm bước"), self.add_row)
        self.show_kind()

    def chosen(self) -> Kind:
        return Kind(self.kind.currentData())

    def show_kind(self) -> None:
        """The steps of the kind that is chosen."""
        service = self._context.incidents.flow
        self.back.setVisible(service.is_own(self.chosen()))
        self.fill(service.checklist(self.chosen()))
        self.check()

    def fill(self, rows: Sequence[object]) -> None:
        self._texts, self._hints, self._minutes, self._required = [], [], [], []
        self.table.setRowCount(0)
        for row in rows:
            if isinstance(row, TemplateStep):
                self._put(row)

    def _put(self, step: TemplateStep) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        text = line_edit(step.text, STEP_LETTERS, self._touched)
        hint = line_edit(step.hint, STEP_LETTERS, self._touched)
        minutes = QSpinBox()
        minutes.setRange(0, MOST_MINUTES)
        minutes.setValue(step.within_min)
        minutes.valueChanged.connect(lambda _value: self._touched())
        required = tick(step.is_required, self._touched, self.tr("Bắt buộc"))
        self._texts.append(text)
        self._hints.append(hint)
        self._minutes.append(minutes)
        self._required.append(required)
        for field in (text, hint):
            field.setCursorPosition(0)
        for column, cell in enumerate((spaced(text), spaced(hint), spaced(minutes), centred(required))):
            self.table.setCellWidget(place, column, cell)

    def _touched(self) -> None:
        self.check()

    def check(self) -> None:
        """As for the others; another kind is not chosen while this one has changes."""
        super().check()
        self.kind.setEnabled(self.steps() == list(self._context.incidents.flow.checklist(self.chosen())))

    def rows(self) -> list[object]:
        return list(self.steps())

    def steps(self) -> list[TemplateStep]:
        """What the table says."""
        parts = zip(self._texts, self._minutes, self._hints, self._required, strict=True)
        return [
            TemplateStep(text.text(), minutes.value(), hint.text(), required.isChecked())
            for text, minutes, hint, required in parts
        ]

    def add_row(self) -> None:
        """A new step at the foot."""
        self._put(TemplateStep(""))
        self.table.selectRow(self.table.rowCount() - 1)
        self.table.scrollToBottom()
        self._texts[-1].setFocus()
        self.check()

    def problems(self) -> list[ExpectedError]:
        return checklist_problems(self.steps())

    async def save(self) -> None:
        found, kind, who = self.steps(), self.chosen(), self._context.session
        await self._context.runner.write(lambda: self._context.incidents.flow.set_checklist(kind, found, who))

    async def restore(self) -> None:
        kind, who = self.chosen(), self._context.session
        await self._context.runner.write(lambda: self._context.incidents.flow.use_program(checklist_key(kind), who))
