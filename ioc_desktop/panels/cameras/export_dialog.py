"""Asks how to separate the columns of a CSV file, then where to write it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.cameras.table_view import translate
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.labels import Button, label

_TITLE = QT_TRANSLATE_NOOP("cameras", "Xuất {n} camera ra CSV")


class ExportDialog(Dialog):
    """Two questions, one after the other.

    Signals:
        chosen: path and separator (``;`` or ``,``).
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None, total: int) -> None:
        super().__init__(parent, translate(_TITLE).format(n=total))
        self.separators = SegmentedButtons([(";", self.tr("Chấm phẩy ;")), (",", self.tr("Dấu phẩy ,"))], selected=";")
        field = QVBoxLayout()
        field.setSpacing(4)
        field.addWidget(label(self.tr("Dấu ngăn cột")))
        field.addWidget(self.separators)
        hint = self.tr("Excel cài tiếng Việt mở đúng tệp dùng chấm phẩy.")
        field.addWidget(label(hint, "caption", tone="muted", wrap=True))
        self.body.addLayout(field)
        secret = self.tr("Tài khoản và mật khẩu camera không nằm trong tệp.")
        self.body.addWidget(label(secret, tone="secondary", wrap=True))
        self.choose_button = Button(self.tr("Chọn nơi lưu"), "primary", clicked=self._ask_path)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.choose_button)
        self.choose_button.setDefault(True)

    def _ask_path(self) -> None:
        files = QFileDialog(self, self.tr("Lưu tệp CSV"))
        files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        files.setDefaultSuffix("csv")
        files.selectFile("camera.csv")
        files.setNameFilters([self.tr("Tệp CSV (*.csv)")])
        files.fileSelected.connect(self._on_path)
        files.open()

    def _on_path(self, path: str) -> None:
        self.chosen.emit(str(Path(path)), self.separators.selected())
        self.accept()
