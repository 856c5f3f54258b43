"""The accounts as a table of whole rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ioc_desktop.kernel.accounts.model import Account

_ROW_PX = 39


class AccountTable(QTableWidget):
    """User name, shown name, role, state.

    Signals:
        opened(): a double click or Enter on an account.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(0, 4)
        self._accounts: Sequence[Account] = ()
        dress(self)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        for key in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(key), self)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.opened)
        self.retranslate()

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Show these; the one that was selected stays so, if it is among them."""
        kept = self.account()
        self._accounts = accounts
        self.clearSelection()
        self.setRowCount(len(accounts))
        for row, account in enumerate(accounts):
            role = QCoreApplication.translate("accounts", account.role.label)
            for column, text in enumerate((account.user_name, account.display_name, role, self._state(account))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
            if kept is not None and account.id == kept.id:
                self.selectRow(row)

    def account(self) -> Account | None:
        """The selected account."""
        row = self.currentRow()
        return self._accounts[row] if self.selectedItems() and 0 <= row < len(self._accounts) else None

    def _state(self, account: Account) -> str:
        if not account.is_active:
            return self.tr("đã khóa")
        return self.tr("cần đổi mật khẩu") if account.must_change_password else self.tr("được đăng nhập")

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels(
            [self.tr("Tên đăng nhập"), self.tr("Tên hiện"), self.tr("Vai trò"), self.tr("Tình trạng")]
        )


def dress(table: QTableWidget) -> None:
    """What both tables of the page have in common: whole rows of 39 px, no grid, no editing."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setStyleSheet("QTableView::item:hover { background: transparent; }")  # else one cell lights up, not the row
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
