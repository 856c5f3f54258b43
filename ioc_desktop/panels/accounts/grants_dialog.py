"""What one account may do besides its role, or not in spite of it: everywhere or in a unit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QTableWidget, QTableWidgetItem, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.grants import GrantLine
from ioc_desktop.kernel.accounts.model import Account
from ioc_desktop.kernel.org_units.service import UnitNode
from ioc_desktop.panels.accounts import words
from ioc_desktop.panels.accounts.table_view import dress
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

_WIDTH_PX = 760
_TABLE_PX = 280
_INDENT = "    "


@dataclass(frozen=True, kw_only=True)
class GrantsState:
    """What the dialog shows: the lines of an account, and the units of today in which new ones can hold."""

    lines: Sequence[GrantLine] = ()
    tree: Sequence[UnitNode] = ()


@dataclass(frozen=True, kw_only=True)
class GrantActions:
    """What the dialog asks of the page; each returns when the database has agreed."""

    load: Callable[[], Awaitable[GrantsState]]
    put: Callable[[GrantLine], Awaitable[None]]
    clear: Callable[[GrantLine], Awaitable[None]]


class GrantsDialog(Dialog):
    """Lines at the top, a new line below; every change is stored at once."""

    def __init__(self, parent: QWidget | None, account: Account, actions: GrantActions) -> None:
        super().__init__(parent, "", width_px=_WIDTH_PX)
        self._actions = actions
        self._lines: Sequence[GrantLine] = ()
        self._units: list[UUID | None] = [None]
        self._names: Mapping[UUID, str] = {}
        title = self.tr("Quyền riêng của {name}").format(name=account.display_name or account.user_name)
        self.setWindowTitle(title)
        self.heading.setText(title)
        role = QCoreApplication.translate("accounts", account.role.label)
        hint = self.tr("Cộng vào hoặc trừ khỏi vai trò {role}. Có hiệu lực từ lần đăng nhập sau của người này.")
        self.body.addWidget(label(hint.format(role=role), tone="secondary", wrap=True))
        self.table = _LineTable()
        self.table.itemSelectionChanged.connect(self._enable)
        self.body.addWidget(self.table)
        self.message = label("", tone="danger", wrap=True)
        self.message.hide()
        self._add_form()
        self.body.addWidget(self.message)
        self.remove = Button(self.tr("Bỏ dòng đang chọn"), clicked=self._remove)
        self.close_button = Button(self.tr("Đóng"), "primary", clicked=self.accept)
        self.buttons.addWidget(self.remove)
        self.buttons.addWidget(self.close_button)
        self._enable()
        self._start(self._show())

    def _add_form(self) -> None:
        self.permission = QComboBox()
        for name in words.all_permissions():
            self.permission.addItem(_permission(name), name)
        self.unit = QComboBox()
        self.unit.addItem(self.tr("Mọi nơi"))
        self.side = SegmentedButtons([("give", self.tr("Cho thêm")), ("take", self.tr("Bớt đi"))])
        self.add = Button(self.tr("Thêm dòng"), icon="action.add", clicked=self._add)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.addWidget(FormField(self.tr("Quyền"), self.permission), 0, 0)
        grid.addWidget(FormField(self.tr("Trong đơn vị, cả các đơn vị bên dưới"), self.unit), 0, 1)
        grid.addWidget(self.side, 1, 0)
        grid.addWidget(self.add, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    # ------------------------------------------------------------------ showing

    async def _show(self) -> None:
        state = await self._actions.load()
        self._offer(list(_indented(state.tree)))
        self._lines = state.lines
        self.table.show_lines([self._cells(each) for each in state.lines])
        self._enable()

    def _offer(self, units: Sequence[tuple[UUID, str, int]]) -> None:
        """The units to choose from; the chosen one stays chosen."""
        chosen = self._units[self.unit.currentIndex()]
        self._names = {unit: name for unit, name, _depth in units}
        self._units = [None, *self._names]
        while self.unit.count() > 1:
            self.unit.removeItem(1)
        self.unit.addItems([_INDENT * depth + name for _unit, name, depth in units])
        self.unit.setCurrentIndex(self._units.index(chosen) if chosen in self._units else 0)

    def _cells(self, each: GrantLine) -> tuple[str, str, str]:
        place = self.tr("Mọi nơi")
        if each.org_unit_id is not None:
            place = self._names.get(each.org_unit_id, self.tr("Đơn vị nay không còn"))
        side = self.tr("Cho thêm") if each.is_allowed else self.tr("Bớt đi")
        return _permission(each.permission), place, side

    def _enable(self) -> None:
        self.remove.setEnabled(self._selected() is not None)

    def _selected(self) -> GrantLine | None:
        row = self.table.currentRow()
        return self._lines[row] if self.table.selectedItems() and 0 <= row < len(self._lines) else None

    # ------------------------------------------------------------------ changing

    def _add(self) -> None:
        unit = self._units[self.unit.currentIndex()]
        wish = GrantLine(self.permission.currentData(), unit, self.side.selected() == "give")
        self._start(self._change(self._actions.put(wish)))

    def _remove(self) -> None:
        chosen = self._selected()
        if chosen is not None:
            self._start(self._change(self._actions.clear(chosen)))

    async def _change(self, work: Awaitable[None]) -> None:
        await work
        await self._show()

    def _start(self, work: Awaitable[None]) -> None:
        self.message.hide()

        async def run() -> None:
            await work

        tasks.start(run(), self, self._refused)

    def _refused(self, error: ExpectedError) -> None:
        self.message.setText(tr_error(error))
        self.message.show()


class _LineTable(QTableWidget):
    """Permission, place, side; a line of words where there is nothing."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        dress(self)
        self.setFixedHeight(_TABLE_PX)
        self.setHorizontalHeaderLabels([self.tr("Quyền"), self.tr("Nơi"), self.tr("Cho hay bớt")])

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        self.clearContents()
        self.clearSpans()
        self.clearSelection()
        self.setRowCount(max(1, len(lines)))
        if not lines:
            self.setSpan(0, 0, 1, 3)
            self.setItem(0, 0, QTableWidgetItem(self.tr("Chưa có quyền riêng: mọi quyền theo vai trò.")))
        for row, cells in enumerate(lines):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)


def _permission(name: str) -> str:
    return QCoreApplication.translate("permissions", words.TITLES.get(name, name))


def _indented(nodes: Sequence[UnitNode], depth: int = 0) -> Iterator[tuple[UUID, str, int]]:
    for node in nodes:
        yield node.unit.id, node.unit.name, depth
        yield from _indented(node.children, depth + 1)
