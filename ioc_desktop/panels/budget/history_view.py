"""Changes of a table or a line as a list: who, when, why, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.panels.budget.plan_words import action_words, change_words
from ioc_desktop.ui.shell.when import short_time
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button, label

if TYPE_CHECKING:
    from datetime import datetime

    from ioc_desktop.ui.panel import PanelContext

_WIDE_PX, _HIGH_PX = 760, 420


def history_entries(entries: Sequence[RecordEntry], now: datetime, unit: int) -> list[Entry]:
    """The list: what and from what to what; who and why under it; when at the side."""
    return [
        Entry(
            icon="action.undo" if one.action.endswith(".undo") else "action.edit" if one.changes else "thing.note",
            title=Words(" · ".join(part for part in (action_words(one), change_words(one, unit)) if part)),
            note=Words(" · ".join(part for part in (one.who or one.workstation, one.note) if part)),
            side=short_time(one.at, now),
        )
        for one in entries
    ]


class HistoryDialog(Dialog):
    """The history of one line."""

    def __init__(
        self, parent: QWidget, title: str, context: PanelContext, table_id: UUID, line_id: UUID, *, unit: int
    ) -> None:
        super().__init__(parent, self.tr("Lịch sử: {title}").format(title=title), width_px=_WIDE_PX)
        self._context, self._table, self._line, self._unit = context, table_id, line_id, unit
        self.list, self.nothing = EntryList(), label("", tone="secondary")
        self.list.setFixedHeight(_HIGH_PX)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list)
        self.nothing.setText(self.tr("Dòng này chưa bị sửa lần nào."))
        self.nothing.hide()
        self.buttons.addWidget(Button(self.tr("Đóng"), clicked=self.accept))
        self.finished.connect(self.deleteLater)
        start(self._load(), self)

    async def _load(self) -> None:
        plans, table, line = self._context.plans, self._table, self._line
        entries = await self._context.runner.read(lambda: plans.history(table, line))
        self.list.put(history_entries(entries, self._context.clock.now(), self._unit))
        self.nothing.setVisible(not entries)
