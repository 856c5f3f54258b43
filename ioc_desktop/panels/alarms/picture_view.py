"""Under the picture of an event: whether faces in it are covered and by what, and the way to save it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

if TYPE_CHECKING:
    from ioc_desktop.kernel.events.pictures import EventPicture

_COVERED, _WHOLE = "covered", "whole"


class PictureBar(QWidget):
    """One line of words and a button; takes no room without a picture.

    Signals:
        save_requested(): somebody wants the picture as a file.
    """

    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture: EventPicture | None = None
        self.words = label(kind="caption", tone="muted", wrap=True)
        self.save = Button("", small=True, icon="action.export", clicked=self.save_requested.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.save)
        self.hide()
        self._retranslate()

    def show_picture(self, picture: EventPicture | None) -> None:
        """Say what was done to it."""
        self._picture = picture
        self.setVisible(picture is not None)
        self._retranslate()

    def _retranslate(self) -> None:
        self.save.setText(self.tr("Lưu ảnh…"))
        self.words.setText(self._said(self._picture) if self._picture else "")

    def _said(self, picture: EventPicture) -> str:
        if not picture.is_covered:
            return self.tr("Ảnh không che mặt: lượt xem đã ghi nhật ký")
        return {
            "face_model": self.tr("Đã che mặt theo mô hình khuôn mặt"),
            "person_box": self.tr("Đã che mặt theo khung người"),
            "face_model+person_box": self.tr("Đã che mặt theo mô hình khuôn mặt và khung người"),
        }.get(picture.by, self.tr("Đã che cả ảnh vì không rõ mặt người ở đâu"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


class SaveDialog(Dialog):
    """Asks how to save, then where. Covered unless somebody who may see faces says why not.

    Signals:
        chosen(str, bool, str): the file, whether with faces, the reason for that.
    """

    chosen = Signal(str, bool, str)

    def __init__(self, parent: QWidget | None, *, may_see: bool, name: str) -> None:
        super().__init__(parent, "")
        self._name = name
        self.setWindowTitle(self.tr("Lưu ảnh cảnh báo"))
        self.heading.setText(self.tr("Lưu ảnh cảnh báo"))
        options = [(_COVERED, self.tr("Che mặt")), (_WHOLE, self.tr("Không che"))]
        self.how = SegmentedButtons(options, selected=_COVERED)
        self.how.changed.connect(lambda _key: self._check())
        self.how.setVisible(may_see)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Ai yêu cầu, theo văn bản nào…"))
        self.reason.textChanged.connect(lambda _words: self._check())
        self.field = FormField(self.tr("Lý do không che mặt"), self.reason, required=True)
        self.body.addWidget(self.how)
        self.body.addWidget(self.field)
        self.note = label(tone="secondary", wrap=True)
        self.body.addWidget(self.note)
        self.choose = Button(self.tr("Chọn nơi lưu"), "primary", clicked=self._ask_path)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.choose)
        self._check()

    @property
    def is_whole(self) -> bool:
        """Whether faces are to be in the file."""
        return self.how.selected() == _WHOLE

    def _check(self) -> None:
        self.field.setVisible(self.is_whole)
        self.note.setText(
            self.tr("Tệp sẽ có mặt người. Tên tài khoản và lý do được ghi vào nhật ký.")
            if self.is_whole
            else self.tr("Mặt người được che vĩnh viễn trong tệp. Mỗi lần lưu được ghi vào nhật ký.")
        )
        self._fit()
        self.choose.setEnabled(not self.is_whole or bool(self.reason.text().strip()))

    def _fit(self) -> None:
        """As high as what is asked now."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _ask_path(self) -> None:
        files = QFileDialog(self, self.tr("Lưu ảnh cảnh báo"))
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("jpg")
        files.selectFile(self._name)
        files.setNameFilters([self.tr("Ảnh JPEG (*.jpg)")])
        files.fileSelected.connect(self.take_path)
        files.open()

    def take_path(self, path: str) -> None:
        """The file was chosen."""
        self.chosen.emit(str(Path(path)), self.is_whole, self.reason.text().strip())
        self.accept()
