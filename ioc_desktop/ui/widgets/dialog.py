"""Questions before what cannot be undone: the title is the question, the buttons are verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label


class Dialog(QDialog):
    """An empty dialog 480 px wide: ``body`` for the content, ``buttons`` for the foot, right-aligned."""

    def __init__(self, parent: QWidget | None, title: str, *, width_px: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(width_px or themes.current().number("size.dialog.width"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(0)
        self.heading = label(title, "title3", wrap=True)
        column.addWidget(self.heading)
        column.addSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body)
        column.addSpacing(24)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Wrapped sentences ask for too much height until their width is known."""
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """As high as its content, after a sentence came or went."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            layout.activate()
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line around it: without a window manager's frame nothing else tells it from the panel behind."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(themes.current().color("border.strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class ConfirmDialog(Dialog):
    """Asks once. Enter takes the safe answer; with ``reason`` the act waits for words.

    Example:
        ``if ConfirmDialog(self, self.tr("Xóa camera 07?"), "…", accept=self.tr("Xóa camera")).ask(): …``
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str = "",
        *,
        accept: str,
        reject: str = "",
        reason: bool = False,
    ) -> None:
        super().__init__(parent, title)
        self.text = label(text, tone="secondary", wrap=True)
        self.text.setVisible(bool(text))
        self.body.addWidget(self.text)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Nhập lý do…"))
        field = FormField(self.tr("Lý do"), self._reason, required=True)
        field.setVisible(reason)
        self.body.addWidget(field)
        self.reject_button = Button(reject or self.tr("Hủy"), clicked=self.reject)
        self.accept_button = Button(accept, "primary", clicked=self.accept)
        self.reject_button.setDefault(True)
        self.buttons.addWidget(self.reject_button)
        self.buttons.addWidget(self.accept_button)
        if reason:
            self._reason.textChanged.connect(lambda words: self.accept_button.setEnabled(bool(words.strip())))
            self.accept_button.setEnabled(False)
            self._reason.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.reject_button.setFocus(Qt.FocusReason.PopupFocusReason)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept_button.click)

    def reason(self) -> str:
        """What was given as the reason, stripped."""
        return self._reason.text().strip()

    def ask(self) -> bool:
        """Show the question and wait; True when the act was chosen."""
        return self.exec() == QDialog.DialogCode.Accepted
