"""The editor of the centre's statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.custom_checks import status_problems
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, STATUS_LETTERS, OwnStatus
from ioc_desktop.kernel.incidents.district_flow import STATUSES
from ioc_desktop.panels.settings.flow_dialog_view import (
    RowsDialog,
    centred,
    line_edit,
    spaced,
    stage_titles,
    tick,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ioc_desktop.ui.panel import PanelContext

_PROGRAM = {each.key: each for each in PROGRAM_STATUSES}


class StatusesDialog(RowsDialog):
    """One row a status.

    Those of the program keep their stage; those that were saved are put out of use, not removed: incidents have them.
    """

    def __init__(self, parent: QWidget | None, context: PanelContext) -> None:
        self._context = context
        self._saved = tuple(context.incidents.flow.statuses)
        is_own = self._saved != PROGRAM_STATUSES
        title = QCoreApplication.translate("StatusesDialog", "Trạng thái trong từng giai đoạn")
        text = QCoreApplication.translate(
            "StatusesDialog",
            "Sự vụ vào giai đoạn nào thì nhận trạng thái đầu của giai đoạn đó. Trạng thái đã lưu chỉ thôi dùng.",
        )
        super().__init__(parent, title, text, is_own=is_own)
        self._keys: list[str] = []
        self._stages: list[QComboBox] = []
        self._titles: list[QLineEdit] = []
        self._used: list[QCheckBox] = []
        columns = [self.tr("Giai đoạn"), self.tr("Tên trạng thái"), self.tr("Dùng")]
        self.set_columns(columns, wide=(1,), widths={0: 260, 2: 96})
        self.add_tools(self.tr("Thêm trạng thái"), self.add_row)
        self.fill(self._saved)
        self.check()

    def fill(self, rows: Sequence[object]) -> None:
        self._keys, self._stages, self._titles, self._used = [], [], [], []
        self.table.setRowCount(0)
        for row in rows:
            if isinstance(row, OwnStatus):
                self._put(row)

    def _put(self, status: OwnStatus) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        stage = QComboBox()
        for key, name in stage_titles().items():
            stage.addItem(name, key)
        stage.setCurrentIndex(max(0, stage.findData(status.stage)))
        stage.setEnabled(status.key not in {each.key for each in self._saved})
        stage.activated.connect(lambda _row: self.check())
        title = line_edit(words(status.title), STATUS_LETTERS, self.check)
        used = tick(status.is_used, self.check, self.tr("Dùng"))
        self._keys.append(status.key)
        self._stages.append(stage)
        self._titles.append(title)
        self._used.append(used)
        for column, cell in enumerate((spaced(stage), spaced(title), centred(used))):
            self.table.setCellWidget(place, column, cell)

    def rows(self) -> list[object]:
        return list(self.statuses())

    def statuses(self) -> list[OwnStatus]:
        """What the table says. A name of the program that was not changed stays its own, in either language."""
        parts = zip(self._keys, self._stages, self._titles, self._used, strict=True)
        return [
            OwnStatus(key, str(stage.currentData()), _source(key, title.text()), used.isChecked())
            for key, stage, title, used in parts
        ]

    def may_remove(self, row: object) -> bool:
        return isinstance(row, OwnStatus) and row.key not in {each.key for each in self._saved}

    def add_row(self) -> None:
        """A new status, in the stage of the row where the cursor is."""
        here = self.table.currentRow()
        stage = str(self._stages[here].currentData()) if 0 <= here < len(self._stages) else flow.RESPONDING
        self._put(OwnStatus(f"own_{uuid7().hex}", stage, ""))
        self.table.selectRow(self.table.rowCount() - 1)
        self.table.scrollToBottom()
        self._titles[-1].setFocus()
        self.check()

    def problems(self) -> list[ExpectedError]:
        return status_problems(self.statuses())

    async def save(self) -> None:
        found, service, who = self.statuses(), self._context.incidents.flow, self._context.session
        await self._context.runner.write(lambda: service.set_statuses(found, who))

    async def restore(self) -> None:
        service, who = self._context.incidents.flow, self._context.session
        await self._context.runner.write(lambda: service.use_program(STATUSES, who))


def _source(key: str, shown: str) -> str:
    program = _PROGRAM.get(key)
    return program.title if program is not None and shown == words(program.title) else shown
