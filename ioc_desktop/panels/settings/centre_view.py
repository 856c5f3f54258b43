"""What holds for the whole centre: read from the database, stored there, the same on every desktop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ioc_desktop.config.settings import Choice
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.district_settings.choices import CHOICES, DistrictChoice
from ioc_desktop.panels.settings.rows_view import SettingRow
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.labels import line

SECTION = QT_TRANSLATE_NOOP("settings", "Cả trung tâm")


class CentreRows(QFrame):
    """One row per choice; they can be touched once their values have been read.

    Signals:
        touched(): a value changed in the database, here or on another desktop; emitted on any thread.
    """

    touched = Signal()

    def __init__(self, context: PanelContext, *, may: bool) -> None:
        super().__init__()
        self._context, self._may = context, may
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows: dict[str, SettingRow] = {}
        for choice in CHOICES.values():
            if self.rows:
                column.addWidget(line())
            row = self.rows[choice.key] = SettingRow(described(choice), choice.default, self._change)
            row.control.setEnabled(False)
            column.addWidget(row)
        self.touched.connect(self.reload, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(context.district.changed.connect(lambda _key: self.touched.emit()))
        self.reload()

    def reload(self) -> None:
        """Show what the database says."""
        tasks.start(self._load(), self)

    async def _load(self) -> None:
        values = await self._context.runner.read(self._context.district.all, latest="settings.centre")
        for key, row in self.rows.items():
            row.show_value(values[key])
            row.control.setEnabled(self._may)

    def _change(self, key: str, value: object) -> None:
        tasks.start(self._save(key, value), self, self._refused)

    async def _save(self, key: str, value: object) -> None:
        district = self._context.district
        await self._context.runner.write(lambda: district.set(CHOICES[key], value))

    def _refused(self, error: ExpectedError) -> None:
        """The row goes back to what holds."""
        show_error(self, error)
        self.reload()

    def retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate()


def described(choice: DistrictChoice[bool] | DistrictChoice[int] | DistrictChoice[str]) -> Choice:
    """A centre's choice in the words that rows are drawn of."""
    default, allowed = choice.default, choice.allowed
    kind = "flag" if isinstance(default, bool) else "integer" if isinstance(default, int) else "text"
    low, high = (allowed[0], allowed[-1]) if isinstance(allowed, range) else (None, None)
    words = allowed if isinstance(allowed, tuple) else ()
    return Choice(
        key=choice.key,
        section_title=SECTION,
        title=choice.title,
        description="",
        kind="choice" if words else kind,
        default=default,
        low=low,
        high=high,
        options=tuple((word, word) for word in words),
    )
