"""Short notices at the bottom right: at most three, six seconds each, never for what needs an act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import Button, Picture, label

_MOST = 3
_MARGIN_PX = 16
_STYLES = {
    "done": ("vote.for", "text.secondary", "ok"),
    "notice": ("severity.low", "text.secondary", "severity.low"),
    "technical": ("camera.network", "technical", "technical"),
}


class Toast(QWidget):
    """One notice, 44 px high, with a bar in the colour of its kind.

    Signals:
        closed(Toast): it goes away, by itself or by a press.
    """

    closed = Signal(object)

    def __init__(self, text: str, kind: str, action: str, on_action: Callable[[], object] | None) -> None:
        super().__init__()
        icon, color, self._bar = _STYLES[kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 6, 0)
        row.setSpacing(12)
        row.addWidget(Picture(icon, color, 20))
        self.text = label(text)
        row.addWidget(self.text, 1)
        self.button = Button(action, "quiet", small=True, clicked=on_action)
        self.button.clicked.connect(self.close)
        self.button.setVisible(bool(action))
        row.addWidget(self.button)
        row.addSpacing(0 if action else 10)
        self.setFixedHeight(themes.current().number("size.toast"))
        self.setMinimumWidth(320)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit(self)
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.2"))
        painter.setPen(QPen(theme.color("border.control"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.fillRect(0, 0, 4, self.height(), theme.color(self._bar))


class Toaster(QWidget):
    """The place in a window where toasts stack, the newest lowest; above the status bar."""

    def __init__(self, window: QWidget, bottom_px: int = 34) -> None:
        super().__init__(window)
        self.bottom_px = bottom_px
        self._window = window
        self._shown: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        window.installEventFilter(self)
        self.hide()

    def add(self, toast: Toast, stay_ms: int) -> None:
        for old in self._shown[: max(0, len(self._shown) - _MOST + 1)]:
            old.close()
        self._shown.append(toast)
        self._column.addWidget(toast)
        toast.closed.connect(self._forget)
        QTimer.singleShot(stay_ms, toast, toast.close)
        self._settle()

    def toasts(self) -> list[Toast]:
        """What is shown now, oldest first."""
        return list(self._shown)

    def _forget(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._column.removeWidget(toast)
        self._settle()

    def _settle(self) -> None:
        if not self._shown:
            self.hide()
            return
        rows = len(self._shown)
        height = rows * self._shown[0].height() + (rows - 1) * self._column.spacing()
        self.resize(max(320, *(shown.sizeHint().width() for shown in self._shown)), height)
        x = self._window.width() - self.width() - _MARGIN_PX
        self.move(x, self._window.height() - self.height() - self.bottom_px - _MARGIN_PX)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)


def toast(
    widget: QWidget, text: str, *, kind: str = "done", action: str = "", on_action: Callable[[], object] | None = None
) -> Toast:
    """Show a notice in the widget's window.

    Args:
        widget: any widget of the window.
        text: one short sentence without a full stop.
        kind: ``done`` (a check mark), ``notice`` (information) or ``technical`` (our equipment).
        action: word of the one button, such as "Hoàn tác"; the toast closes when it is pressed.
    """
    window = widget.window()
    toaster = window.findChild(Toaster) or Toaster(window)
    made = Toast(text, kind, action, on_action)
    toaster.add(made, themes.current().number("motion.toast_stay_ms"))
    return made
