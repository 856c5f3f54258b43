"""Joining a server: the certificate is looked at first, the password is sent only to a server that was recognised."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.state import CertificateSeen, ServerAddress
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

Look = Callable[[ServerAddress], Awaitable[CertificateSeen | None]]
Join = Callable[[ServerAddress, str], Awaitable[None]]
_VIETNAM = timezone(timedelta(hours=7))
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
        self._make_fields()
        self.certificate = label("", "mono_small", wrap=True)
        self.certificate.hide()
        self.compared = QCheckBox(self.tr("Tôi đã so vân tay này với quản trị máy chủ, khớp"))
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
        self._enable()

    def _make_fields(self) -> None:
        self.host = self._text(self.tr("Máy chủ"), self.tr("tên hoặc địa chỉ, như ioc.quangtri.lan"))
        self.port = self._text(self.tr("Cổng"), "")
        _line(self.port).setText("5432")
        _line(self.port).setValidator(QIntValidator(1, 65535, self))
        self.database = self._text(self.tr("Cơ sở dữ liệu"), "")
        _line(self.database).setText("ioc")
        self.user = self._text(self.tr("Tài khoản máy chủ"), self.tr("do quản trị cấp cho người hoặc máy trạm này"))
        self.ca = self._text(self.tr("Tệp CA"), self.tr("để trống nếu chứng thư do CA của hệ điều hành cấp"))
        self.password = self._text(self.tr("Mật khẩu máy chủ"), "")
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
    def _text(title: str, hint: str) -> FormField:
        return FormField(title, QLineEdit(), hint=hint)

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
        try:
            self._seen = await self._look(address)
        finally:
            self._set_busy(busy=False)
        self._looked_at = address
        self._show_certificate()
        self._enable()
        _line(self.password).setFocus()

    def _show_certificate(self) -> None:
        seen = self._seen
        self.certificate.show()
        if seen is None:
            self.certificate.setText(self.tr("Máy chủ ở ngay máy này, đường truyền không ra ngoài."))
            return
        why = QCoreApplication.translate("errors", seen.problem)
        verdict = self.tr("Tin được") if seen.is_trusted else self.tr("Chưa tin được: {why}").format(why=why)
        lines = [
            verdict,
            self.tr("Cấp cho {subject}").format(subject=seen.subject),
            self.tr("Nơi cấp {issuer}").format(issuer=seen.issuer),
            self.tr("Hạn dùng {start} – {end}").format(
                start=f"{seen.valid_from.astimezone(_VIETNAM):%d/%m/%Y}",
                end=f"{seen.valid_to.astimezone(_VIETNAM):%d/%m/%Y}",
            ),
            self.tr("Vân tay SHA-256:"),
            *_in_groups(seen.fingerprint),
        ]
        self.certificate.setText("\n".join(lines))
        self.compared.setVisible(not seen.is_trusted)
        self._fit()

    def _forget_certificate(self) -> None:
        self._seen = self._looked_at = None
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
        try:
            if self._seen is not None and not self._seen.is_trusted:
                address = replace(address, ca_file=str(self._keep_certificate(self._seen)))
            await self._join(address, password)
        finally:
            self._set_busy(busy=False)
        self.accept()

    def _keep_certificate(self, seen: CertificateSeen) -> Path:
        """The certificate that a person compared is the authority from now on; another one will not be taken."""
        file = self._ca_folder / "server-ca.pem"
        file.write_text(seen.pem, encoding="ascii")
        return file

    def _refused(self, error: ExpectedError) -> None:
        field: FormField = getattr(self, _BY_FIELD.get(error.code, "host"))
        field.set_error(tr_error(error))
        self._fit()

    def _set_busy(self, *, busy: bool) -> None:
        self.check.setEnabled(not busy)
        self.check.setText(self.tr("Đang hỏi máy chủ…") if busy else self.tr("Kiểm tra máy chủ"))
        self.submit.setEnabled(not busy)
        if not busy:
            self._enable()

    def _enable(self) -> None:
        recognised = self._looked_at is not None and (
            self._seen is None or self._seen.is_trusted or self.compared.isChecked()
        )
        self.password.setEnabled(recognised)
        self.submit.setEnabled(recognised and bool(_line(self.password).text()))

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Tệp CA"), "", "PEM (*.pem *.crt *.cer)")
        if name:
            _line(self.ca).setText(name)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def _line(field: FormField) -> QLineEdit:
    assert isinstance(field.field, QLineEdit)
    return field.field


def _in_groups(fingerprint: str) -> list[str]:
    """Four lines of eight pairs, as they are read out loud."""
    pairs = fingerprint.split(":")
    return [" ".join(pairs[place : place + 8]) for place in range(0, len(pairs), 8)]
