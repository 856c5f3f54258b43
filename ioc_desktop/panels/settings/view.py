"""The settings page, drawn from the described tree: sections at the left, rows at the right, applied at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.config.paths import resource_path
from ioc_desktop.config.settings import Choice, choices
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.settings.centre_view import SECTION as CENTRE_SECTION
from ioc_desktop.panels.settings.centre_view import CentreRows
from ioc_desktop.panels.settings.flow_view import SECTION as FLOW_SECTION
from ioc_desktop.panels.settings.flow_view import FlowRows
from ioc_desktop.panels.settings.mail_view import MailCard
from ioc_desktop.panels.settings.model_names import model_names
from ioc_desktop.panels.settings.password_dialog import PasswordDialog
from ioc_desktop.panels.settings.rows_view import SettingRow, tr
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, label, line
from ioc_desktop.ui.widgets.toast import toast

_WIDTH_PX = 860
_SECTION_PX = 40
_OWN_SECTION = QT_TRANSLATE_NOOP("settings", "Hiển thị")
_MAIL_SECTION = QT_TRANSLATE_NOOP("settings", "Thư điện tử")
_AUTOMATIC = QT_TRANSLATE_NOOP("settings", "Tự chọn")


class SettingsView(QWidget):
    """Every choice acts as soon as it is made; what waits for a restart says so."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self.rows: dict[str, SettingRow] = {}
        self._titles: list[tuple[str, QWidget]] = []
        self.header = Header("")
        self.sections = QListWidget()
        self.sections.setFixedWidth(248)
        self.sections.setProperty("surface", "0")
        self.sections.setProperty("marked", True)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(24, 8, 24, 32)
        self._column.setSpacing(0)
        self._lay_out()
        self._fill(list(choices()))
        self.sections.setCurrentRow(0)
        self.sections.currentRowChanged.connect(self._scroll_to)
        self._forget = context.settings.changed.connect(self._show_change)
        self.destroyed.connect(self._forget)
        self.retranslate()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("surface", "clear")
        middle = QHBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        body.setMaximumWidth(_WIDTH_PX)
        body.setLayout(self._column)
        middle.addWidget(body, 1)
        middle.addStretch(0)
        middle.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(page)
        row = QHBoxLayout()
        row.setSpacing(0)
        for part in (self.sections, line(vertical=True), self.area):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def _fill(self, found: list[Choice]) -> None:
        for title, group in groupby(found, key=lambda choice: choice.section_title):
            self._add_section(title, list(group))
        self._add_centre()
        self._add_account()
        self._column.addStretch(1)

    def _heading(self, title: str) -> None:
        heading = label(kind="title3")
        heading.setContentsMargins(0, 20, 0, 10)
        self._column.addWidget(heading)
        self._titles.append((title, heading))
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, _SECTION_PX))
        self.sections.addItem(item)

    def _add_section(self, title: str, found: list[Choice]) -> None:
        self._heading(title)
        may = title == _OWN_SECTION or self._context.session.may("settings.edit")
        card = QFrame()
        card.setProperty("surface", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for place, choice in enumerate(found):
            if place:
                rows.addWidget(line())
            row = self._row(choice)
            row.control.setEnabled(may)
            rows.addWidget(row)
        self._add_card(card, may=may)
        if title == _MAIL_SECTION:
            self.mail = MailCard(self._context, may=may)
            self._column.addSpacing(8)
            self._column.addWidget(self.mail)

    def _add_centre(self) -> None:
        self._heading(CENTRE_SECTION)
        may = self._context.session.may("settings.edit")
        self.centre = CentreRows(self._context, may=may)
        self._add_card(self.centre, may=may)
        self._heading(FLOW_SECTION)
        self.flow = FlowRows(self._context, may=may)
        self._add_card(self.flow, may=may)

    def _add_card(self, card: QFrame, *, may: bool) -> None:
        self._column.addWidget(card)
        if not may:
            self._column.addWidget(label(self.tr("Chỉ quản trị đổi được mục này"), "caption", tone="muted"))

    def _row(self, choice: Choice) -> SettingRow:
        settings = self._context.settings
        if choice.key == "analysis.model":
            choice = replace(choice, kind="list", options=self._models(str(settings.current.value(choice.key))))
        row = SettingRow(choice, settings.current.value(choice.key), self._change)
        self.rows[choice.key] = row
        return row

    def _models(self, chosen: str) -> tuple[tuple[str, str], ...]:
        folders = (resource_path().parent / "models", self._context.paths.models)
        names = model_names(folders)
        if chosen and chosen not in names:
            names.append(chosen)
        none: tuple[tuple[str, str], ...] = (("", _AUTOMATIC),)
        return none + tuple((name, name) for name in names)

    def _add_account(self) -> None:
        self._heading(QT_TRANSLATE_NOOP("settings", "Tài khoản"))
        card = QFrame()
        card.setProperty("surface", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self._context.session.display_name, "label"))
        words.addWidget(label(self._context.session.user_name, "caption", tone="muted"))
        row.addLayout(words, 1)
        self.password = Button(clicked=self._ask_password)
        row.addWidget(self.password)
        self._column.addWidget(card)

    def _change(self, key: str, value: object) -> None:
        tasks.start(self._context.settings.change(key, value), self, lambda error: self._refused(key, error))

    def _refused(self, key: str, error: ExpectedError) -> None:
        """The row goes back to what holds."""
        self._show_change(key)
        show_error(self, error)

    def _show_change(self, key: str) -> None:
        if key in self.rows:
            self.rows[key].show_value(self._context.settings.current.value(key))

    def _ask_password(self) -> None:
        dialog = PasswordDialog(self.window(), self._change_password)
        dialog.accepted.connect(lambda: toast(self, self.tr("Đã đổi mật khẩu")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _change_password(self, old: str, new: str) -> None:
        accounts, account_id = self._context.accounts, self._context.session.account_id
        await self._context.runner.write(lambda: accounts.change_password(account_id, old, new))

    def _scroll_to(self, place: int) -> None:
        if 0 <= place < len(self._titles):
            self.area.verticalScrollBar().setValue(self._titles[place][1].y())

    def retranslate(self) -> None:
        self.header.set_words(self.tr("Cài đặt"), self.tr("có tác dụng ngay"))
        for place, (title, heading) in enumerate(self._titles):
            heading.setText(tr(title))  # type: ignore[attr-defined]  # labels
            item = self.sections.item(place)
            if item is not None:
                item.setText(tr(title))
        for row in self.rows.values():
            row.retranslate()
        self.centre.retranslate()
        self.flow.retranslate()
        self.mail.retranslate()
        self.password.setText(self.tr("Đổi mật khẩu…"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
