"""The navigation rail: one item per panel, icon over word, badge, accent bar on the current one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.shell.emblem import paint as paint_emblem

_FOOT_ORDER = 900
_LOGO_PX = 72
_LEAST_PX = 52
_MORE = ""
"""Key of the item that opens a menu of those without room."""


@dataclass(frozen=True)
class RailEntry:
    """What one item shows; ``title`` is translated, ``order`` from 900 on puts it at the foot."""

    key: str
    title: str
    icon: str
    order: int


class RailItem(QAbstractButton):
    """72 px high (less where many share a low screen): icon 26 over a 14 px word."""

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self.entry = entry
        self.badge = 0
        self.alarm = False
        self.setCheckable(True)
        self.setText(entry.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LEAST_PX)
        self.setMaximumHeight(themes.current().number("size.rail.item"))

    def sizeHint(self) -> QSize:
        theme = themes.current()
        return QSize(theme.number("size.rail.width"), theme.number("size.rail.item"))

    def set_badge(self, count: int, *, alarm: bool = False) -> None:
        """Show a count at the icon's corner; an alarm count is filled with the severity colour."""
        self.badge, self.alarm = count, alarm
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        top = (self.height() - 54) // 2 + 2
        self._paint_icon(painter, top)
        # in a low item nearer to its own icon than to the next one
        self._paint_word(painter, min(top + 30, self.height() - 25))
        if self.badge:
            self._paint_badge(painter, top - 3)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = themes.current()
        if self.isChecked():
            painter.fillRect(self.rect(), theme.color("surface.1"))
            painter.fillRect(0, 0, 4, self.height(), theme.color("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.color("surface.0"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(7, 4, -5, -4), 4, 4)

    def _paint_icon(self, painter: QPainter, top: int) -> None:
        theme = themes.current()
        color = "text.primary" if self.isChecked() else "text.secondary"
        picture = theme.pixmap(self.entry.icon, color, theme.number("size.icon.rail"), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - 26) // 2, top, picture)

    def _paint_word(self, painter: QPainter, top: int) -> None:
        theme = themes.current()
        font = QFont(theme.font("desk.caption"))
        font.setStretch(QFont.Stretch.SemiCondensed)
        if self.isChecked():
            font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(theme.color("text.primary" if self.isChecked() else "text.secondary"))
        painter.drawText(QRect(0, top, self.width(), 24), Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_badge(self, painter: QPainter, top: int) -> None:
        theme = themes.current()
        words = str(self.badge) if self.badge < 1000 else "999+"
        painter.setFont(theme.font("desk.mono_small"))
        width = max(20, painter.fontMetrics().horizontalAdvance(words) + 10)
        ground = "surface.2" if theme.mode == "light" else "surface.3"
        area = QRectF(self.width() / 2 + 5, top, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("severity.critical.fill" if self.alarm else ground))
        painter.drawRoundedRect(area, 2, 2)
        painter.setPen(theme.color("severity.critical.on_fill" if self.alarm else "text.primary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


class Rail(QWidget):
    """88 px wide. Empty but for the mark until ``set_entries``.

    Where a low screen has no room for all, the last ones before the foot stand in the menu of one item, "Thêm".

    Signals:
        chosen(str): the key of the item a person pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(themes.current().number("size.rail.width"))
        self._items: dict[str, RailItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._column.setContentsMargins(0, _LOGO_PX, 1, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.more = RailItem(RailEntry(_MORE, "", "mdi6.dots-horizontal", _FOOT_ORDER))
        self.more.clicked.connect(self._open_more)
        self.more.hide()
        self.retranslate()

    def set_entries(self, entries: list[RailEntry]) -> None:
        """Replace all items; those of order 900 and more stand at the foot."""
        for item in (*self._items.values(), self.more):
            self._column.removeWidget(item)
            if item is not self.more:
                item.deleteLater()
        self._items.clear()
        foot = False
        for place, entry in enumerate(sorted(entries, key=lambda entry: entry.order)):
            item = RailItem(entry)
            item.clicked.connect(lambda _checked=False, key=entry.key: self._choose(key))
            foot = foot or entry.order >= _FOOT_ORDER
            self._column.insertWidget(place + 1 if foot else place, item)
            self._items[entry.key] = item
        self._column.insertWidget(len(self._above()), self.more)
        self._fit()

    def _above(self) -> list[RailItem]:
        """Items above the stretch, in order."""
        return [item for item in self._items.values() if item.entry.order < _FOOT_ORDER]

    def _fit(self) -> None:
        """Hide the last ones above the foot until the rest has room."""
        above = self._above()
        room = max(1, (self.height() - _LOGO_PX) // _LEAST_PX) - (len(self._items) - len(above))
        has_all = room >= len(above)
        for place, item in enumerate(above):
            item.setVisible(has_all or place < room - 1)
        self.more.setVisible(not has_all)
        self.more.setChecked(any(item.isChecked() and item.isHidden() for item in above))
        self.more.set_badge(sum(item.badge for item in above if item.isHidden()))

    def minimumSizeHint(self) -> QSize:
        """Low: what has no room goes into the menu, the window need not grow."""
        return QSize(self.width(), _LOGO_PX + 5 * _LEAST_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hidden_keys(self) -> list[str]:
        """Keys that stand in the menu now."""
        return [item.entry.key for item in self._above() if item.isHidden()]

    def _open_more(self) -> None:
        self._fit()  # a press checks the item: only the current panel does
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = themes.current()
        for key in self.hidden_keys():
            item = self._items[key]
            words = f"{item.text()}  ({item.badge})" if item.badge else item.text()
            act = menu.addAction(theme.icon(item.entry.icon, "text.secondary", 20), words)
            act.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        menu.popup(self.mapToGlobal(self.more.geometry().topRight()))

    def _choose(self, key: str) -> None:
        current = self._items[key]
        current.setChecked(not current.isChecked())  # the shell decides; it calls select
        self.chosen.emit(key)

    def select(self, key: str) -> None:
        """Mark one item as current; unknown keys mark none."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        self._fit()

    def item(self, key: str) -> RailItem:
        return self._items[key]

    def set_title(self, key: str, title: str) -> None:
        self._items[key].setText(title)

    def set_badge(self, key: str, count: int, *, alarm: bool = False) -> None:
        if key in self._items:
            self._items[key].set_badge(count, alarm=alarm)
            self._fit()

    def retranslate(self) -> None:
        self.more.setText(self.tr("Thêm"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.sunken"))
        border = theme.color("border.subtle")
        painter.fillRect(self.width() - 1, 0, 1, self.height(), border)
        painter.fillRect(0, _LOGO_PX - 1, self.width(), 1, border)
        area = QRectF((self.width() - 40) / 2, 16, 40, 40)
        paint_emblem(painter, area, theme.color("text.primary"), theme.color("border.control"))
