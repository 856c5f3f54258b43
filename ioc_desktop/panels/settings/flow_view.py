"""How incidents go at this centre: three editors behind three buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, PROGRAM_STEPS
from ioc_desktop.kernel.incidents.model import Kind
from ioc_desktop.panels.settings.checklist_view import ChecklistDialog
from ioc_desktop.panels.settings.flow_dialog_view import FlowDialog
from ioc_desktop.panels.settings.statuses_view import StatusesDialog
from ioc_desktop.panels.settings.steps_table_view import StepsDialog
from ioc_desktop.ui.widgets.labels import Button, label, line

if TYPE_CHECKING:
    from ioc_desktop.ui.panel import PanelContext

SECTION = QT_TRANSLATE_NOOP("settings", "Xử lý sự vụ")


class _Row(QWidget):
    """A title, what holds now, and a button."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.title, self.said, self.button = label(kind="label"), label(kind="caption", tone="muted"), button
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.said)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.addLayout(words, 1)
        row.addWidget(button)


class FlowRows(QFrame):
    """Statuses, steps and checklists.

    Signals:
        touched(): they changed, here or on another desktop; emitted on any thread.
    """

    touched = Signal()

    def __init__(self, context: PanelContext, *, may: bool) -> None:
        super().__init__()
        self._context = context
        self.setProperty("surface", "card")
        self.statuses = _Row(Button(clicked=lambda: self._open(StatusesDialog(self.window(), context))))
        self.steps = _Row(Button(clicked=lambda: self._open(StepsDialog(self.window(), context))))
        self.checklists = _Row(Button(clicked=lambda: self._open(ChecklistDialog(self.window(), context))))
        self.dialog: FlowDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.statuses, self.steps, self.checklists):
            if row is not self.statuses:
                column.addWidget(line())
            row.button.setEnabled(may)
            column.addWidget(row)
        self.touched.connect(self.retranslate, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(context.incidents.flow.changed.connect(lambda _none: self.touched.emit()))
        self.retranslate()

    def _open(self, dialog: FlowDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def retranslate(self) -> None:
        service = self._context.incidents.flow
        own = [each for each in service.statuses if each not in PROGRAM_STATUSES]
        steps = [each for each in service.steps if each not in PROGRAM_STEPS]
        kinds = [kind for kind in Kind if service.is_own(kind)]
        said = self.tr("theo mặc định"), self.tr("{n} chỗ của trung tâm")
        titles = self.tr("Trạng thái"), self.tr("Bước chuyển giai đoạn"), self.tr("Danh mục việc phải làm")
        rows = (self.statuses, self.steps, self.checklists)
        for row, title, count in zip(rows, titles, (len(own), len(steps), len(kinds)), strict=True):
            row.title.setText(title)
            row.said.setText(said[1].format(n=count) if count else said[0])
            row.button.setText(self.tr("Sửa…"))
