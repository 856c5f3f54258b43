"""What each role may do, to be read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from ioc_desktop.kernel.accounts.model import PERMISSIONS, ROLE_TITLES
from ioc_desktop.panels.accounts import words
from ioc_desktop.panels.accounts.table_view import dress
from ioc_desktop.ui import theme as themes


class RoleTable(QTableWidget):
    """Permissions down, roles across; a check mark and a word where the role has it."""

    def __init__(self) -> None:
        super().__init__(0, 1 + len(ROLE_TITLES))
        dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.retranslate()

    def retranslate(self) -> None:
        titles = [QCoreApplication.translate("accounts", title) for title in ROLE_TITLES.values()]
        self.setHorizontalHeaderLabels([self.tr("Quyền"), *titles])
        names = words.all_permissions()
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            title = QCoreApplication.translate("permissions", words.TITLES.get(name, name))
            self.setItem(row, 0, QTableWidgetItem(title))
            for column, role in enumerate(ROLE_TITLES, 1):
                self.setItem(row, column, self._mark(has=name in PERMISSIONS[role]))

    def _mark(self, *, has: bool) -> QTableWidgetItem:
        if not has:
            return QTableWidgetItem("–")
        return QTableWidgetItem(themes.current().icon("vote.for", "text.secondary", 18), self.tr("có"))

    def changeEvent(self, event: QEvent) -> None:
        """Icons follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.rowCount():
            self.retranslate()
