"""One-line makers of labels, lines and buttons in the theme's types, and the themed picture label."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ioc_desktop.ui import theme as themes


def label(text: str = "", kind: str = "", *, tone: str = "", wrap: bool = False) -> QLabel:
    """A label of a desk type (``title1``, ``row_title``, ``caption``, ``mono`` …) and tone (``muted`` …)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("type", kind)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change a label's tone after it was shown."""
    set_style_property(widget, "tone", tone)


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects on, and let it act."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def line(*, vertical: bool = False) -> QFrame:
    """A separator one pixel thick."""
    made = QFrame()
    made.setProperty("surface", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class OneLine(QLabel):
    """A label that is cut short with "…" where there is no room; the pointer shows all of it then."""

    def __init__(self, text: str = "", *, tone: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self._shown() == self.text() else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), self.alignment(), self.palette(), self.isEnabled(), self._shown(),
            self.foregroundRole(),
        )  # fmt: skip


class Picture(QLabel):
    """An icon of the theme as a label; it follows theme changes and the screen's pixel ratio."""

    def __init__(self, concept: str, color: str = "text.secondary", size: int = 20) -> None:
        super().__init__()
        self._concept, self._color, self._size = concept, color, size
        self.setFixedSize(size, size)
        self._draw()

    def show_icon(self, concept: str, color: str) -> None:
        if (concept, color) != (self._concept, self._color):
            self._concept, self._color = concept, color
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(themes.current().pixmap(self._concept, self._color, self._size, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


_ICON_COLORS = {"primary": "text.on_fill", "quiet": "text.secondary", "": "text.primary"}


class Button(QPushButton):
    """A push button of a kind (``""`` secondary, ``"primary"``, ``"quiet"``) whose icon follows the theme."""

    def __init__(
        self,
        text: str = "",
        kind: str = "",
        *,
        icon: str = "",
        small: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if small:
            self.setProperty("small", True)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())  # noqa: PLW0108  (drops the signal's argument)
        self._draw()

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        """Qt's; the gap between icon and word depends on whether there is a word."""
        super().setText(text)
        self._draw()

    def set_icon(self, concept: str) -> None:
        self._icon = concept
        self._draw()

    def _draw(self) -> None:
        if self._icon:
            kind = self.property("kind") or ""
            gap = 5 if self.text() else 0
            self.setIcon(themes.current().button_icon(self._icon, _ICON_COLORS[kind], gap=gap))
            self.setIconSize(QSize(20 + gap, 20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()


class IconButton(QToolButton):
    """A square button that shows only an icon and says its word, and its key, in the tooltip."""

    def __init__(
        self,
        concept: str,
        tip: str,
        *,
        small: bool = False,
        framed: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._concept = concept
        self.setProperty("small", small)
        self.setProperty("framed", framed)
        self.set_tip(tip)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())  # noqa: PLW0108  (drops the signal's argument)
        self._draw()

    def show_icon(self, concept: str) -> None:
        if concept != self._concept:
            self._concept = concept
            self._draw()

    def set_tip(self, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def _draw(self) -> None:
        self.setIcon(themes.current().icon(self._concept, "text.secondary", 20))
        self.setIconSize(QSize(20, 20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
