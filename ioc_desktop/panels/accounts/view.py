"""The accounts as a table, and what each role may do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import fold
from ioc_desktop.kernel.accounts.grants import GrantLine
from ioc_desktop.kernel.accounts.model import Account
from ioc_desktop.panels.accounts.dialogs import AccountDialog, AccountWish
from ioc_desktop.panels.accounts.grants_dialog import GrantActions, GrantsDialog, GrantsState
from ioc_desktop.panels.accounts.roles_view import RoleTable
from ioc_desktop.panels.accounts.table_view import AccountTable
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars
from ioc_desktop.ui.widgets.toast import toast


class AccountsView(QWidget):
    """For administrators. Double click or Enter opens an account."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._accounts: Sequence[Account] = ()
        self._is_read = False
        self.header = Header("")
        self.search = SearchField()
        self.search.searched.connect(lambda _text: self._search())
        self.choice = SegmentedButtons([("accounts", ""), ("roles", "")])
        self.choice.changed.connect(self._turn)
        self.edit = Button(icon="action.edit", clicked=self._ask_edit)
        self.grants = Button("", clicked=self._ask_grants)
        self.add = Button("", "primary", icon="action.add", clicked=self._ask_add)
        self.table = AccountTable()
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.opened.connect(self._ask_edit)
        self.roles = RoleTable()
        self.empty = EmptyState("action.search", "", on_action=self._clear_search)
        self.failed = ErrorState("", on_retry=self._reload)
        self.loading = LoadingBars()
        self._lay_out()
        self.retranslate()
        self._reload()

    def _lay_out(self) -> None:
        for widget in (self.search, self.choice, self.edit, self.grants, self.add):
            self.header.add_action(widget)
        self.pages = QStackedWidget()
        for page in (self.loading, self.table, self.roles, self.empty, self.failed):
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
        self._is_read = True
        self._fill()
        self._turn(self.choice.selected())

    def _show_failure(self, error: ExpectedError) -> None:
        """What was read before stays, if there is any."""
        if self._is_read:
            show_error(self, error)
            return
        self.failed.set_words(self.tr("Chưa đọc được tài khoản"), tr_error(error), self.tr("Thử lại"))
        if self.choice.selected() == "accounts":
            self.pages.setCurrentWidget(self.failed)

    def _turn(self, page: str) -> None:
        self.search.setEnabled(page == "accounts")
        self._enable()
        if page == "roles":
            self.pages.setCurrentWidget(self.roles)
        elif self._is_read:
            self.pages.setCurrentWidget(self.table if self.table.rowCount() else self.empty)
        else:
            self.pages.setCurrentWidget(self.loading)
            self._reload()

    def _search(self) -> None:
        self._fill()
        self._turn(self.choice.selected())

    def _clear_search(self) -> None:
        self.search.clear()
        self._search()

    def _fill(self) -> None:
        wanted = fold(self.search.text()).split()
        shown = [
            account
            for account in self._accounts
            if all(word in fold(f"{account.user_name} {account.display_name}") for word in wanted)
        ]
        self.table.show_accounts(shown)
        self._count(len(shown))
        self._enable()

    def _count(self, shown: int) -> None:
        known = len(self._accounts)
        summary = self.tr("{n} người").format(n=known)
        if shown < known:
            summary = self.tr("Hiện {shown} trong {n} người").format(shown=shown, n=known)
        self.header.set_words(self.tr("Người dùng"), summary if known else "")
        self.empty.set_words(
            self.tr("Không tìm thấy"), self.tr("Không tài khoản nào có các chữ này."), self.tr("Xóa lọc")
        )

    def _enable(self) -> None:
        for button in (self.edit, self.grants):
            button.setEnabled(self.choice.selected() == "accounts" and self.table.account() is not None)

    # ------------------------------------------------------------------ changing

    def _ask_add(self) -> None:
        self._open(AccountDialog(self.window(), self._create), self.tr("Đã thêm tài khoản"))

    def _ask_edit(self) -> None:
        account = self.table.account()
        if account is not None:

            async def save(wish: AccountWish) -> None:
                await self._update(account, wish)

            self._open(AccountDialog(self.window(), save, account), self.tr("Đã lưu tài khoản"))

    def _open(self, dialog: AccountDialog, said: str) -> None:
        dialog.accepted.connect(lambda: toast(self, said))
        dialog.finished.connect(lambda _result: self._reload())  # a refused password comes after the rest was saved
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

    def _ask_grants(self) -> None:
        account = self.table.account()
        if account is not None:
            dialog = GrantsDialog(self.window(), account, self._grant_actions(account))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _grant_actions(self, account: Account) -> GrantActions:
        """The services behind the dialog, off the window's thread."""
        grants, units, runner = self._context.grants, self._context.org_units, self._context.runner
        today = self._context.clock.now().date()

        async def put(line: GrantLine) -> None:
            change = grants.grant if line.is_allowed else grants.restrict
            await runner.write(lambda: change(account.id, line.permission, line.org_unit_id))

        async def clear(line: GrantLine) -> None:
            await runner.write(lambda: grants.clear(account.id, line.permission, line.org_unit_id))

        async def load() -> GrantsState:
            return await runner.read(
                lambda: GrantsState(lines=grants.grants_of(account.id), tree=units.tree(today)), latest="grants"
            )

        return GrantActions(load=load, put=put, clear=clear)

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Tìm theo tên…"))
        self.choice.set_text("accounts", self.tr("Danh sách"))
        self.choice.set_text("roles", self.tr("Vai trò"))
        self.edit.setText(self.tr("Sửa…"))
        self.grants.setText(self.tr("Quyền riêng…"))
        self.add.setText(self.tr("Thêm tài khoản"))
        self.table.retranslate()
        self.roles.retranslate()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
