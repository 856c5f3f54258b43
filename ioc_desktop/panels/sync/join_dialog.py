"""Joining a server: the certificate is looked at first, the password is sent only to a server that was recognised."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.sync.certificate_view import CertificateCard
from ioc_desktop.sync.state import CertificateSeen, ServerAddress
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button

Look = Callable[[ServerAddress], Awaitable[CertificateSeen | None]]
Join = Callable[[ServerAddress, str], Awaitable[None]]
_WIDTH_PX = 560
_BY_FIELD = {
    "sync.password_wrong": "password",
    "sync.role_expired": "user",
    "sync.no_role": "user",
    "sync.no_rights": "user",
    "sync.database_missing": "database",
    "sync.not_ours": "database",
    "sync.certificate": "ca",
}


class JoinDialog(Dialog):
    """Address, certificate, password; closes itself with ``accept`` once the server has taken this desktop.

    Args:
        ca_folder: where a certificate that the administrator recognised is kept.
    """

    def __init__(self, parent: QWidget | None, look: Look, join: Join, ca_folder: Path) -> None:
        super().__init__(parent, "", width_px=_WIDTH_PX)
        self.setWindowTitle(self.tr("Vào máy chủ"))
        self.heading.setText(self.tr("Vào máy chủ của trung tâm"))
        self._look, self._join, self._ca_folder = look, join, ca_folder
        self._seen: CertificateSeen | None = None
        self._looked_at: ServerAddress | None = None
        self._is_busy = False
        self._make_fields()
        self.certificate = CertificateCard()
        self.compared = QCheckBox(self.tr("Tôi đã so vân tay với quản trị máy chủ, khớp"))
        self.compared.hide()
        self.compared.toggled.connect(self._enable)
        self.body.addWidget(self.certificate)
        self.body.addWidget(self.compared)
        self.body.addWidget(self.password)
        self.cancel = Button(self.tr("Hủy"), clicked=self.reject)
        self.check = Button(self.tr("Kiểm tra máy chủ"), clicked=self._press_check)
        self.submit = Button(self.tr("Vào máy chủ"), "primary", clicked=self._press_join)
        for button in (self.cancel, self.check, self.submit):
            self.buttons.addWidget(button)
        self._hint(shown=True)
        self._enable()

    def _make_fields(self) -> None:
        self.host = self._text(self.tr("Máy chủ"))
        self.port = self._text(self.tr("Cổng"))
        _line(self.port).setText("5432")
        _line(self.port).setValidator(QIntValidator(1, 65535, self))
        self.database = self._text(self.tr("Cơ sở dữ liệu"))
        _line(self.database).setText("ioc")
        self.user = self._text(self.tr("Tài khoản máy chủ"))
        self.ca = self._text(self.tr("Tệp CA"))
        self.password = self._text(self.tr("Mật khẩu máy chủ"))
        _line(self.password).setEchoMode(QLineEdit.EchoMode.Password)
        _line(self.password).textChanged.connect(self._enable)
        for field in (self.host, self.port, self.ca):
            _line(field).textChanged.connect(self._forget_certificate)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.host, 3, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.port, 1, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.user, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.database, 1, Qt.AlignmentFlag.AlignTop)
        file = QHBoxLayout()
        file.setSpacing(12)
        browse = QVBoxLayout()
        browse.addSpacing(26)
        browse.addWidget(Button(self.tr("Chọn…"), clicked=self._browse))
        browse.addStretch(1)
        file.addWidget(self.ca, 1)
        file.addLayout(browse)
        for row in (top, middle, file):
            self.body.addLayout(row)

    @staticmethod
    def _text(title: str) -> FormField:
        return FormField(title, QLineEdit())

    def _hint(self, *, shown: bool) -> None:
        """Hints are for filling in; they give way to the certificate, so that the dialog fits on 800 lines."""
        self.host.set_hint(self.tr("tên hoặc địa chỉ, như ioc.quangtri.lan") if shown else "")
        self.user.set_hint(self.tr("do quản trị máy chủ cấp") if shown else "")
        self.ca.set_hint(self.tr("để trống nếu chứng thư do CA của hệ điều hành cấp") if shown else "")

    def address(self) -> ServerAddress:
        return ServerAddress(
            host=_line(self.host).text().strip(),
            port=int(_line(self.port).text() or 5432),
            database=_line(self.database).text().strip(),
            user=_line(self.user).text().strip(),
            ca_file=_line(self.ca).text().strip(),
        )

    # ------------------------------------------------------------------ looking at the certificate

    def _press_check(self) -> None:
        address = self.address()
        self.host.set_error("" if address.host else self.tr("Nhập tên hoặc địa chỉ máy chủ"))
        if address.host:
            self._set_busy(busy=True)
            tasks.start(self._check(address), self, self._refused)

    async def _check(self, address: ServerAddress) -> None:
        seen = await self._look(address)
        self._set_busy(busy=False)
        if _same_server(self.address(), address):  # else the person typed on meanwhile
            self._seen, self._looked_at = seen, address
            self._show_certificate()
            self._enable()
            _line(self.password if self.password.isEnabled() else self.host).setFocus()

    def _show_certificate(self) -> None:
        for field in (self.host, self.user, self.database, self.ca, self.password):
            field.set_error("")
        self._hint(shown=False)
        self.certificate.show_certificate(self._seen)
        self.compared.setVisible(self._seen is not None and not self._seen.is_trusted)

    def _forget_certificate(self) -> None:
        self._seen = self._looked_at = None
        self._hint(shown=True)
        self.certificate.hide()
        self.compared.hide()
        self.compared.setChecked(False)
        self._enable()

    # ------------------------------------------------------------------ joining

    def _press_join(self) -> None:
        for field in (self.host, self.user, self.database, self.ca, self.password):
            field.set_error("")
        self._set_busy(busy=True)
        tasks.start(self._run(self.address(), _line(self.password).text()), self, self._refused)

    async def _run(self, address: ServerAddress, password: str) -> None:
        if self._seen is not None and not self._seen.is_trusted:
            address = replace(address, ca_file=str(self._keep_certificate(self._seen)))
        await self._join(address, password)
        self.accept()

    def _keep_certificate(self, seen: CertificateSeen) -> Path:
        """The certificate that a person compared is the authority from now on; another one will not be taken."""
        file = self._ca_folder / "server-ca.pem"
        try:
            file.write_text(seen.pem, encoding="ascii")
        except OSError as error:
            raise ExpectedError(
                "sync.certificate",
                QT_TRANSLATE_NOOP("errors", "Không ghi được tệp chứng thư {file}. Kiểm tra quyền và chỗ trống của ổ."),
                file=str(file),
            ) from error
        return file

    def _refused(self, error: ExpectedError) -> None:
        self._set_busy(busy=False)
        field: FormField = getattr(self, _BY_FIELD.get(error.code, "host"))
        field.set_error(tr_error(error))
        _line(field).setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        """Nothing is edited while the server thinks; "Hủy" works."""
        self._is_busy = busy
        for field in (self.host, self.port, self.user, self.database, self.ca):
            field.setEnabled(not busy)
        self.check.setText(self.tr("Đang hỏi máy chủ…") if busy else self.tr("Kiểm tra máy chủ"))
        self._enable()

    def _enable(self) -> None:
        recognised = self._looked_at is not None and (
            self._seen is None or self._seen.is_trusted or self.compared.isChecked()
        )
        self.check.setEnabled(not self._is_busy)
        self.compared.setEnabled(not self._is_busy)
        self.password.setEnabled(recognised and not self._is_busy)
        self.submit.setEnabled(recognised and not self._is_busy and bool(_line(self.password).text()))
        self.check.setDefault(not recognised)
        self.submit.setDefault(recognised)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Tệp CA"), "", "PEM (*.pem *.crt *.cer)")
        if name:
            _line(self.ca).setText(name)

    def event(self, event: QEvent) -> bool:
        """As high as its content, whenever a field or the certificate has told a new height."""
        if event.type() != QEvent.Type.LayoutRequest:  # one of the others deletes the dialog
            return super().event(event)
        handled = super().event(event)
        layout = self.layout()
        if layout is not None and self.isVisible():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        return handled


def _line(field: FormField) -> QLineEdit:
    assert isinstance(field.field, QLineEdit)
    return field.field


def _same_server(one: ServerAddress, other: ServerAddress) -> bool:
    return (one.host, one.port, one.ca_file) == (other.host, other.port, other.ca_file)
