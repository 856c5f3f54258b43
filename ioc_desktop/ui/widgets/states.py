"""What a view shows while it has nothing to show: empty, loading, failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import Button, Picture, label


class EmptyState(QWidget):
    """Says what is not there and which filter hides it, with at most one action."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        color: str = "text.muted",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(4)
        column.addStretch(2)
        column.addWidget(Picture(icon, color, 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self.title = label(title, "title3", wrap=True)
        self.text = label(text, tone="secondary", wrap=True)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        self.text.setVisible(bool(text))
        self.button = Button(action, clicked=on_action)
        self.button.setVisible(bool(action))
        column.addSpacing(16)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_words(self, title: str, text: str = "", action: str = "") -> None:
        """For another reason to be empty, or another language."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))


class ErrorState(EmptyState):
    """A failure of our own equipment: sentence, next step, and a way to try again."""

    def __init__(
        self, title: str, text: str = "", *, retry: str = "", on_retry: Callable[[], object] | None = None
    ) -> None:
        super().__init__("thing.server", title, text, action=retry, on_action=on_retry, color="technical")


class LoadingBars(QWidget):
    """Grey bars in the place of rows to come; they appear only when loading takes longer than 400 ms."""

    def __init__(self, rows: int = 5, row_px: int = 40) -> None:
        super().__init__()
        self._rows, self._row_px = rows, row_px
        self._visible = False
        self._wait = QTimer(self, singleShot=True, interval=themes.current().number("motion.busy_after_ms"))
        self._wait.timeout.connect(self._appear)
        self.setMinimumHeight(rows * row_px)

    def _appear(self) -> None:
        self._visible = True
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible = False
        self._wait.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._visible:
            return
        painter = QPainter(self)
        color = themes.current().color("surface.3")
        for row in range(self._rows):
            share = (0.72, 0.94, 0.48, 0.83, 0.6)[row % 5]
            top = row * self._row_px + (self._row_px - 12) / 2
            painter.fillRect(QRectF(16, top, (self.width() - 32) * share, 12), color)
