"""The focus ring of buttons: 2 px with a gap of 2 px, which Qt's style sheets cannot draw outside a widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ioc_desktop.ui import theme as themes

_LINE_PX = 2
_REACH_PX = 4
"""Gap and line together."""
_RADIUS_PX = 7
_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class FocusRing(QObject):
    """Puts a ring around whichever button of the application has the focus; a press of the mouse does not.

    The ring is a child of the nearest ancestor with room for it: it scrolls along and is cut where the button is.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._button: QAbstractButton | None = None
        self._ring: _Ring | None = None
        self._movers: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if isinstance(now, QAbstractButton) and now.parentWidget() is not None and not by_mouse:
            self._button = now
            self._settle(now)

    def _leave(self) -> None:
        """Both may have gone with their window."""
        ring, self._button, self._ring = self._ring, None, None
        self._watch([])
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()

    def _watch(self, movers: list[QWidget]) -> None:
        """Hear of it when the button moves, or anything that carries it."""
        for each in self._movers:
            if each not in movers and isValid(each):
                each.removeEventFilter(self)
        for each in movers:
            if each not in self._movers:
                each.installEventFilter(self)
        self._movers = movers

    def _settle(self, button: QAbstractButton) -> None:
        home = _home(button)
        self._watch(_up_to(home, button))
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring(home)
        if self._ring.parentWidget() is not home:
            self._ring.setParent(home)
        self._ring.setGeometry(_around(button, home))
        self._ring.setVisible(button.isVisible())
        self._ring.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and self._button is not None and isValid(self._button):
            self._settle(self._button)
        return False


class _Ring(QWidget):
    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(themes.current().color("focus"), _LINE_PX))
        inset = _LINE_PX / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS_PX, _RADIUS_PX)


def _around(button: QWidget, home: QWidget) -> QRect:
    corner = button.mapTo(home, QPoint(0, 0))
    return QRect(corner, button.size()).adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)


def _up_to(home: QWidget, button: QWidget) -> list[QWidget]:
    """The button and what carries it within its home."""
    carriers: list[QWidget] = [button]
    while (above := carriers[-1].parentWidget()) is not None and above is not home:
        carriers.append(above)
    return carriers


def _home(button: QWidget) -> QWidget:
    """The nearest ancestor that the ring fits into, not beyond a scroll area or the window."""
    home = button.parentWidget()
    while home is not None and not home.isWindow() and not home.rect().contains(_around(button, home)):
        above = home.parentWidget()
        if above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
            break
        home = above
    return home or button
