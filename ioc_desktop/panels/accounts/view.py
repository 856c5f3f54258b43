"""The accounts as a table, and what each role may do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import fold
from ioc_desktop.kernel.accounts.model import PERMISSIONS, ROLE_TITLES, Account
from ioc_desktop.panels.accounts import words
from ioc_desktop.panels.accounts.dialogs import AccountDialog, AccountWish
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.ui.widgets.states import ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast

_ROW_PX = 39


class AccountsView(QWidget):
    """For administrators. Double click or Enter opens an account."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._accounts: Sequence[Account] = ()
        self._shown: list[Account] = []
        self.header = Header("")
        self.search = SearchField()
        self.search.searched.connect(lambda _text: self._fill())
        self.choice = SegmentedButtons([("accounts", ""), ("roles", "")])
        self.choice.changed.connect(self._turn)
        self.edit = Button(icon="action.edit", clicked=self._ask_edit)
        self.add = Button("", "primary", icon="action.add", clicked=self._ask_add)
        self.table = _table(4)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.doubleClicked.connect(lambda _index: self._ask_edit())
        self.roles = _table(1 + len(ROLE_TITLES))
        self.failed = ErrorState("", on_retry=self._reload)
        self.loading = LoadingBars()
        self._lay_out()
        self.retranslate()
        self._reload()

    def _lay_out(self) -> None:
        for widget in (self.search, self.choice, self.edit, self.add):
            self.header.add_action(widget)
        self.pages = QStackedWidget()
        for page in (self.loading, self.table, self.roles, self.failed):
            self.pages.addWidget(page)
        body = QVBoxLayout()
        body.setContentsMargins(16, 16, 16, 16)
        body.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    # ------------------------------------------------------------------ showing

    def _reload(self) -> None:
        tasks.start(self._load(), self, self._show_failure)

    async def _load(self) -> None:
        self._accounts = await self._context.runner.read(self._context.accounts.list, latest="accounts")
        self._fill()
        self._turn(self.choice.selected())

    def _show_failure(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được tài khoản"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _turn(self, page: str) -> None:
        self.pages.setCurrentWidget(self.table if page == "accounts" else self.roles)
        self._enable()

    def _fill(self) -> None:
        wanted = fold(self.search.text()).split()
        self._shown = [
            account
            for account in self._accounts
            if all(word in fold(f"{account.user_name} {account.display_name}") for word in wanted)
        ]
        self.table.setRowCount(len(self._shown))
        for row, account in enumerate(self._shown):
            role = QCoreApplication.translate("accounts", account.role.label)
            for column, text in enumerate((account.user_name, account.display_name, role, self._state(account))):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.header.set_words(self.tr("Người dùng"), self.tr("{n} người").format(n=len(self._accounts)))
        self._enable()

    def _state(self, account: Account) -> str:
        if not account.is_active:
            return self.tr("đã khóa")
        return self.tr("cần đổi mật khẩu") if account.must_change_password else self.tr("được đăng nhập")

    def _fill_roles(self) -> None:
        titles = [QCoreApplication.translate("accounts", title) for title in ROLE_TITLES.values()]
        self.roles.setHorizontalHeaderLabels([self.tr("Quyền"), *titles])
        names = words.all_permissions()
        self.roles.setRowCount(len(names))
        for row, name in enumerate(names):
            title = QCoreApplication.translate("permissions", words.TITLES.get(name, name))
            self.roles.setItem(row, 0, QTableWidgetItem(title))
            for column, role in enumerate(ROLE_TITLES, 1):
                self.roles.setItem(row, column, QTableWidgetItem("✓" if name in PERMISSIONS[role] else "–"))

    def _chosen(self) -> Account | None:
        row = self.table.currentRow()
        return self._shown[row] if self.table.selectedItems() and 0 <= row < len(self._shown) else None

    def _enable(self) -> None:
        self.edit.setEnabled(self.choice.selected() == "accounts" and self._chosen() is not None)

    # ------------------------------------------------------------------ changing

    def _ask_add(self) -> None:
        self._open(AccountDialog(self.window(), self._create), self.tr("Đã thêm tài khoản"))

    def _ask_edit(self) -> None:
        account = self._chosen()
        if account is not None:

            async def save(wish: AccountWish) -> None:
                await self._update(account, wish)

            self._open(AccountDialog(self.window(), save, account), self.tr("Đã lưu tài khoản"))

    def _open(self, dialog: AccountDialog, said: str) -> None:
        dialog.accepted.connect(lambda: toast(self, said))
        dialog.accepted.connect(self._reload)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _create(self, wish: AccountWish) -> None:
        accounts = self._context.accounts
        await self._context.runner.write(
            lambda: accounts.create(
                user_name=wish.user_name,
                display_name=wish.display_name,
                role=wish.role,
                password=wish.password,
                must_change_password=True,
            )
        )

    async def _update(self, account: Account, wish: AccountWish) -> None:
        accounts = self._context.accounts
        await self._context.runner.write(
            lambda: accounts.update(
                account.id, display_name=wish.display_name, role=wish.role, is_active=wish.is_active
            )
        )
        if wish.password:
            await self._context.runner.write(lambda: accounts.set_password(account.id, wish.password))

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Tìm theo tên…"))
        self.choice.set_text("accounts", self.tr("Danh sách"))
        self.choice.set_text("roles", self.tr("Vai trò"))
        self.edit.setText(self.tr("Sửa…"))
        self.add.setText(self.tr("Thêm tài khoản"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Tên đăng nhập"), self.tr("Tên hiện"), self.tr("Vai trò"), self.tr("Tình trạng")]
        )
        self._fill_roles()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _table(columns: int) -> QTableWidget:
    table = QTableWidget(0, columns)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
