"""Registering a PDF file, and signing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.signing.model import Key, KeyFile, KeyToken, Place, Wish
from ioc_desktop.kernel.papers.model import KINDS, Paper, PaperDraft
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

Register = Callable[[PaperDraft, Path], Awaitable[object]]
Sign = Callable[[Key, Wish, Mapping[str, str]], Awaitable[object]]
"""(key, how, what to remember: nothing secret) → done."""
_PLACES = {
    Place.SIGNER: QT_TRANSLATE_NOOP("papers", "Trên họ tên người ký"),
    Place.CO_SIGNER: QT_TRANSLATE_NOOP("papers", "Trên họ tên người ký bên trái"),
    Place.COPY: QT_TRANSLATE_NOOP("papers", "Góc trên bên phải trang đầu (cơ quan)"),
    Place.SEAL: QT_TRANSLATE_NOOP("papers", "Con dấu đỏ, trùm một phần ba chữ ký (cơ quan)"),
}


class FileField(QWidget):
    """A path with a button that asks for it."""

    def __init__(self, title: str, kinds: str) -> None:
        super().__init__()
        self._title, self._kinds = title, kinds
        self.edit = QLineEdit()
        self.browse = Button(
            QCoreApplication.translate("papers", QT_TRANSLATE_NOOP("papers", "Chọn…")), clicked=self._ask
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)

    def path(self) -> Path:
        return Path(self.edit.text().strip())

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._title, self.edit.text(), self._kinds)
        if name:
            self.edit.setText(name)


class RegisterDialog(Dialog):
    """A PDF file as a draft; closes itself once the register has taken it.

    Args:
        code: abbreviation of the centre, the second half of the symbol.
        replaced: the document that the new one is to replace.
    """

    def __init__(self, parent: QWidget | None, register: Register, org: str, code: str, replaced: Paper | None) -> None:
        super().__init__(parent, "")
        self._register, self._code, self._replaced = register, code, replaced
        title = self.tr("Thay thế {code}").format(code=replaced.code) if replaced else self.tr("Đưa PDF vào sổ văn bản")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.file = FormField(self.tr("Tệp PDF"), FileField(title, self.tr("Tệp PDF (*.pdf)")), required=True)
        self.kind = FormField(self.tr("Loại văn bản"), QComboBox())
        self.symbol = FormField(self.tr("Ký hiệu"), QLineEdit(), required=True)
        self.org = FormField(self.tr("Cơ quan ban hành"), QLineEdit(org), required=True)
        self.subject = FormField(self.tr("Trích yếu"), QLineEdit(), required=True)
        for part in (self.file, self.kind, self.symbol, self.org, self.subject):
            self.body.addWidget(part)
        self._fill()
        self.submit = Button(self.tr("Lưu dự thảo"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def _fill(self) -> None:
        box = self.kind.field
        assert isinstance(box, QComboBox)
        for kind, short in KINDS:
            box.addItem(kind, short)
        if self._replaced is not None:
            if box.findText(self._replaced.kind) < 0:
                box.addItem(self._replaced.kind, "")
            box.setCurrentText(self._replaced.kind)
            for field, text in ((self.symbol, self._replaced.symbol), (self.org, self._replaced.org)):
                _edit(field).setText(text)
            _edit(self.subject).setText(self._replaced.subject)
        else:
            self._suggest()
        box.currentIndexChanged.connect(lambda _row: self._suggest())

    def _suggest(self) -> None:
        box = self.kind.field
        assert isinstance(box, QComboBox)
        short = str(box.currentData() or "")
        _edit(self.symbol).setText(f"{short}-{self._code}" if short and self._code else short)

    def draft(self) -> PaperDraft:
        box = self.kind.field
        assert isinstance(box, QComboBox)
        return PaperDraft(
            kind=box.currentText(), symbol=_edit(self.symbol).text(), org=_edit(self.org).text(),
            subject=_edit(self.subject).text(), family=self._replaced.family if self._replaced else "committee",
            owner_table=self._replaced.owner_table if self._replaced else "",
            owner_id=self._replaced.owner_id if self._replaced else None,
            replaces_id=self._replaced.id if self._replaced else None,
            is_drill=self._replaced.is_drill if self._replaced else False,
        )  # fmt: skip

    def press(self) -> None:
        for field in (self.file, self.subject):
            field.set_error("")
        self.submit.setEnabled(False)
        picker = self.file.field
        assert isinstance(picker, FileField)
        tasks.start(self._run(self.draft(), picker.path()), self, self._refused)

    async def _run(self, draft: PaperDraft, file: Path) -> None:
        await self._register(draft, file)
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        is_file = error.code in {"paper.unreadable", "paper.not_pdf", "paper.too_large"}
        (self.file if is_file else self.subject).set_error(tr_error(error))


class SignDialog(Dialog):
    """Key file or token, place, picture, time stamp. The password is asked every time and kept nowhere.

    Args:
        remembered: what was chosen last time: paths, names, never a password.
    """

    def __init__(self, parent: QWidget | None, sign: Sign, paper: Paper, remembered: Mapping[str, str]) -> None:
        super().__init__(parent, "")
        self._sign, self._paper = sign, paper
        title = self.tr("Ký số {code}").format(code=paper.code)
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.way = SegmentedButtons([("file", self.tr("Tệp khóa")), ("token", self.tr("USB token"))])
        self.way.changed.connect(self._turn)
        self.body.addWidget(self.way)
        self.ways = QStackedWidget()
        self.body.addWidget(self.ways)
        self._make_file_page(remembered)
        self._make_token_page(remembered)
        self._make_rest(remembered)
        self.problem = label(tone="critical", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.submit = Button(self.tr("Ký"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)
        self.way.select(remembered.get("way", "file"))
        self._turn(self.way.selected())

    def _make_file_page(self, remembered: Mapping[str, str]) -> None:
        picker = FileField(self.windowTitle(), self.tr("Tệp khóa (*.p12 *.pfx);;Mọi tệp (*)"))
        picker.edit.setText(remembered.get("file", ""))
        self.file = FormField(self.tr("Tệp khóa PKCS#12"), picker, required=True)
        self.password = FormField(self.tr("Mật khẩu tệp khóa"), _secret())
        self._add_page(self.file, self.password)

    def _make_token_page(self, remembered: Mapping[str, str]) -> None:
        picker = FileField(self.windowTitle(), self.tr("Thư viện PKCS#11 (*.so *.dll);;Mọi tệp (*)"))
        picker.edit.setText(remembered.get("module", ""))
        self.module = FormField(self.tr("Trình điều khiển (PKCS#11)"), picker, required=True)
        self.pin = FormField(self.tr("Mã PIN"), _secret(), required=True)
        hint = self.tr("bỏ trống khi chỉ có một")
        self.token = FormField(self.tr("Tên thiết bị"), QLineEdit(remembered.get("token", "")), hint=hint)
        self.certificate = FormField(self.tr("Tên chứng thư"), QLineEdit(remembered.get("certificate", "")), hint=hint)
        self._add_page(self.module, self.pin, self.token, self.certificate)

    def _add_page(self, *fields: FormField) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in fields:
            column.addWidget(field)
        column.addStretch(1)
        self.ways.addWidget(page)

    def _make_rest(self, remembered: Mapping[str, str]) -> None:
        places = QComboBox()
        for place, title in _PLACES.items():
            places.addItem(QCoreApplication.translate("papers", title), place.value)
        places.setCurrentIndex(max(0, places.findData(remembered.get("place", Place.SIGNER.value))))
        self.place = FormField(self.tr("Chỗ hiện chữ ký"), places)
        picker = FileField(self.windowTitle(), self.tr("Ảnh (*.png *.jpg)"))
        picker.edit.setText(remembered.get("picture", ""))
        self.picture = FormField(self.tr("Hình chữ ký hoặc con dấu"), picker)
        url = QLineEdit(remembered.get("time_stamp_url", ""))
        url.setPlaceholderText("http://…")
        self.time_stamp = FormField(self.tr("Máy chủ dấu thời gian"), url)
        for field in (self.place, self.picture, self.time_stamp):
            self.body.addWidget(field)

    def _turn(self, way: str) -> None:
        at = int(way == "token")
        for number in range(self.ways.count()):  # the stack is as high as the page that is seen
            room = QSizePolicy.Policy.Preferred if number == at else QSizePolicy.Policy.Ignored
            page = self.ways.widget(number)
            assert page is not None
            page.setSizePolicy(QSizePolicy.Policy.Preferred, room)
        self.ways.setCurrentIndex(at)
        self.adjustSize()
        secret = self.pin if way == "token" else self.password
        secret.field.setFocus()

    # ------------------------------------------------------------------ signing

    def key(self) -> Key:
        if self.way.selected() == "token":
            return KeyToken(
                _path(self.module), _edit(self.pin).text(), _edit(self.token).text().strip(),
                _edit(self.certificate).text().strip(),
            )  # fmt: skip
        return KeyFile(_path(self.file), _edit(self.password).text())

    def remembered(self) -> dict[str, str]:
        """What to offer next time."""
        places = self.place.field
        assert isinstance(places, QComboBox)
        texts = {"file": self.file, "module": self.module, "picture": self.picture}
        kept = {name: str(_path(field)) for name, field in texts.items() if _picker(field).edit.text().strip()}
        named = {"token": self.token, "certificate": self.certificate, "time_stamp_url": self.time_stamp}
        kept |= {name: _edit(field).text().strip() for name, field in named.items()}
        return kept | {"way": self.way.selected(), "place": str(places.currentData())}

    def press(self) -> None:
        self.problem.hide()
        self.submit.setEnabled(False)
        self.submit.setText(self.tr("Đang ký…"))
        tasks.start(self._run(), self, self._refused)

    async def _run(self) -> None:
        kept = self.remembered()
        picture = _bytes(_path(self.picture)) if kept.get("picture") else None
        wish = Wish(
            place=Place(kept["place"]), code=self._paper.code, picture=picture,
            time_stamp_url=kept.get("time_stamp_url", ""),
        )  # fmt: skip
        await self._sign(self.key(), wish, kept)
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.submit.setText(self.tr("Ký"))
        self.problem.setText(tr_error(error))
        self.problem.show()
        if error.code in {"signing.password_wrong", "signing.pin_wrong"}:
            secret = _edit(self.pin if self.way.selected() == "token" else self.password)
            secret.clear()
            secret.setFocus()

    def done(self, result: int) -> None:
        """What was typed in secret does not outlive the dialog."""
        for field in (self.password, self.pin):
            _edit(field).clear()
        super().done(result)


def _secret() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def _edit(field: FormField) -> QLineEdit:
    assert isinstance(field.field, QLineEdit)
    return field.field


def _picker(field: FormField) -> FileField:
    assert isinstance(field.field, FileField)
    return field.field


def _path(field: FormField) -> Path:
    return _picker(field).path()


def _bytes(path: Path) -> bytes:
    """A small picture; what cannot be read is told as a wrong picture is."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
