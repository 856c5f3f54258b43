"""Sending an issued document by e-mail."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.papers.model import Paper
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button

Mail = Callable[[Sequence[str], str], Awaitable[object]]
"""(addresses, text) → put into the outbox."""
_TEXT_PX = 140


class MailDialog(Dialog):
    """Addresses and a few words; the document goes along as it was issued. Closes itself once the outbox has it."""

    def __init__(self, parent: QWidget | None, mail: Mail, paper: Paper) -> None:
        super().__init__(parent, "")
        self._mail = mail
        title = self.tr("Gửi {code} qua thư điện tử").format(code=paper.code)
        self.setWindowTitle(title)
        self.heading.setText(title)
        hint = self.tr("nhiều địa chỉ cách nhau bằng dấu phẩy; mỗi nơi nhận một thư riêng")
        self.recipients = FormField(self.tr("Gửi tới"), QLineEdit(), hint=hint, required=True)
        self._text = QPlainTextEdit(self.tr("Kính gửi văn bản kèm theo."))
        self._text.setFixedHeight(_TEXT_PX)
        self.text = FormField(self.tr("Lời thư"), self._text)
        for part in (self.recipients, self.text):
            self.body.addWidget(part)
        self.submit = Button(self.tr("Gửi"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def addresses(self) -> list[str]:
        """What was typed, each once."""
        field = self.recipients.field
        assert isinstance(field, QLineEdit)
        return list(dict.fromkeys(part for part in re.split(r"[,;\s]+", field.text()) if part))

    def press(self) -> None:
        self.recipients.set_error("")
        if not self.addresses():
            self.recipients.set_error(self.tr("Nhập ít nhất một địa chỉ."))
            return
        self.submit.setEnabled(False)
        tasks.start(self._run(), self, self._refused)

    async def _run(self) -> None:
        await self._mail(self.addresses(), self._text.toPlainText())
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.recipients.set_error(tr_error(error))
