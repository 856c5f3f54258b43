"""Under the mail server's settings: its password, a try, and letters that were given up."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label, set_tone
from ioc_desktop.ui.widgets.toast import toast


class MailCard(QFrame):
    """Buttons, and what came of the last try."""

    def __init__(self, context: PanelContext, *, may: bool) -> None:
        super().__init__()
        self._context = context
        self.setProperty("surface", "card")
        self.said = label(kind="caption", tone="muted", wrap=True)
        self.password = Button(clicked=self._ask)
        self.check = Button(clicked=self.try_it)
        self.again = Button(clicked=self._try_again)
        self.again.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.again, self.password, self.check):
            button.setEnabled(may)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        self.retranslate()
        self.reload()

    # ------------------------------------------------------------------ acting

    def try_it(self) -> None:
        """Connect and sign in with what is set."""
        self._say(self.tr("Đang nối máy chủ thư…"), "muted")
        self.check.setEnabled(False)
        tasks.start(self._try(), self, lambda error: self._say(tr_error(error), "technical"))

    async def _try(self) -> None:
        try:
            await self._context.runner.read(self._context.kit.office.check)
        finally:
            self.check.setEnabled(True)
        self._say(self.tr("Nối được, chứng chỉ và mật khẩu đều đúng."), "ok")

    def _ask(self) -> None:
        dialog = MailPasswordDialog(self)
        dialog.accepted.connect(lambda: self._keep(dialog.password()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, password: str) -> None:
        tasks.start(self._store(password), self)

    async def _store(self, password: str) -> None:
        office = self._context.kit.office
        await self._context.runner.write(lambda: office.set_password(password))
        toast(self, self.tr("Đã cất mật khẩu máy chủ thư"))

    def _try_again(self) -> None:
        tasks.start(self._send_again(), self)

    async def _send_again(self) -> None:
        letters = self._context.kit.letters
        count = await self._context.runner.write(letters.try_again)
        toast(self, self.tr("Sẽ gửi lại {count} thư").format(count=count))
        await self._load()

    # ------------------------------------------------------------------ showing

    def reload(self) -> None:
        """Count what was given up."""
        tasks.start(self._load(), self, self._failed)

    async def _load(self) -> None:
        letters = self._context.kit.letters
        lost = await self._context.runner.read(lambda: letters.letters("given_up"), latest="settings.mail")
        self.again.setVisible(bool(lost))
        if lost:
            words = self.tr("{count} thư không gửi được. {reason}")
            self._say(words.format(count=len(lost), reason=lost[0].reason), "technical")
        else:
            self._say(self.tr("Mật khẩu nằm trong kho khóa của hệ điều hành."), "muted")

    def _failed(self, error: ExpectedError) -> None:
        self._say(tr_error(error), "technical")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        set_tone(self.said, tone)

    def retranslate(self) -> None:
        self.password.setText(self.tr("Mật khẩu…"))
        self.check.setText(self.tr("Thử nối"))
        self.again.setText(self.tr("Gửi lại"))


class MailPasswordDialog(Dialog):
    """One field; empty forgets the password."""

    def __init__(self, parent: MailCard) -> None:
        super().__init__(parent.window(), "")
        title = self.tr("Mật khẩu máy chủ thư")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMaxLength(200)
        self.body.addWidget(FormField(self.tr("Mật khẩu"), self._field))
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        accept = Button(self.tr("Cất mật khẩu"), "primary", clicked=self.accept)
        accept.setDefault(True)
        self.buttons.addWidget(accept)

    def password(self) -> str:
        """What was typed."""
        return self._field.text()
