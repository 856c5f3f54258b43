"""Ctrl+K: find any record or open a panel, over the whole window; Esc or a press beside it closes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import fold
from ioc_desktop.ui import tasks
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.shell.rail import RailEntry
from ioc_desktop.ui.shell.when import short_time
from ioc_desktop.ui.synced_titles import table_title
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.key_cap import KeyCap
from ioc_desktop.ui.widgets.labels import Picture, label, line

if TYPE_CHECKING:
    from datetime import datetime

    from ioc_desktop.kernel.search.model import Hit, Marked

Search = Callable[[str], Awaitable[Sequence["Hit"]]]
_SETTLE_MS = 120
_WIDTH_PX = 720
_MOST_PX = 9 * 56
_ICONS = {
    "alert": "action.broadcast",
    "camera": "camera", "event": "panel.alarms", "incident": "panel.incidents", "paper": "thing.document",
    "org_unit": "mdi6.sitemap-outline", "person": "mdi6.account-outline", "rule": "mdi6.vector-polygon",
}  # fmt: skip


class Finder(QWidget):
    """An overlay on its parent.

    Signals:
        panel_chosen(str): the key of a panel.
        record_chosen(object): a ``Hit``.
        closed(): it went away and was deleted.
    """

    panel_chosen = Signal(str)
    record_chosen = Signal(object)
    closed = Signal()

    def __init__(
        self, parent: QWidget, panels: Sequence[RailEntry], search: Search, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._panels, self._search, self._now = panels, search, now
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(self.tr("Tìm camera, cảnh báo, sự vụ, văn bản, người… hoặc mở mục"))
        self.field.setMaxLength(200)
        self.list = EntryList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = label(tone="secondary", wrap=True)
        self.said.setContentsMargins(18, 14, 18, 16)
        self.said.hide()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _words: self._settle.start())
        self.list.chosen.connect(self._choose)
        self._lay_out()
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.field.setFocus()
        self._show([])

    def _lay_out(self) -> None:
        self.card = QFrame(self)
        self.card.setProperty("surface", "sheet")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 10)
        head.setSpacing(10)
        head.addWidget(Picture("action.search", size=22))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap("Esc"))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self.list)
        column.addWidget(self.said)

    def search(self) -> None:
        """Ask for what is typed now."""
        self._settle.stop()
        tasks.start(self._find(self.field.text().strip()), self, self._fail)

    async def _find(self, typed: str) -> None:
        hits = await self._search(typed) if typed else []
        if typed == self.field.text().strip():
            self._show(hits)

    def _fail(self, error: ExpectedError) -> None:
        self._say(tr_error(error))

    def _show(self, hits: Sequence[Hit]) -> None:
        typed = self.field.text().strip()
        entries = [*self._matching_panels(typed), *(self._entry(hit) for hit in hits)]
        self.list.put(entries)
        nothing = (
            self.tr("Không có mục nào chứa “{typed}”. Thử ít chữ hơn.") if typed else self.tr("Gõ vài chữ để tìm.")
        )
        self._say("" if entries else nothing.format(typed=typed))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.fit()

    def _matching_panels(self, typed: str) -> list[Entry]:
        words = fold(typed).split()
        open_ = self.tr("Mở mục")
        return [
            Entry(icon=panel.icon, title=Words(panel.title), side=open_, target=panel.key)
            for panel in self._panels
            if all(any(part.startswith(word) for part in fold(panel.title).split()) for word in words)
        ]

    def _entry(self, hit: Hit) -> Entry:
        kind = QCoreApplication.translate("sync", table_title(hit.found_in))
        lead = f"{kind} · " if hit.snippet.text else kind
        return Entry(
            icon=_ICONS.get(hit.ref.table, "thing.document"),
            title=_words(hit.title),
            note=_words(hit.snippet, lead),
            side=short_time(hit.at, self._now()) if hit.at else "",
            target=hit,
        )

    def _choose(self, target: object) -> None:
        self.dismiss()
        if isinstance(target, str):
            self.panel_chosen.emit(target)
        else:
            self.record_chosen.emit(target)

    def fit(self) -> None:
        """Stand in the upper part of the window, as high as the list."""
        self.list.setFixedHeight(min(self.list.wanted_height(), _MOST_PX, max(120, self.height() - 240)))
        self.list.setVisible(self.list.entries.rowCount() > 0)
        width = min(_WIDTH_PX, self.width() - 48)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        self.card.move((self.width() - width) // 2, max(24, self.height() // 9))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that the line of text does not take."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.choose()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(themes.current().color("surface.sunken"))
        veil.setAlpha(170)
        QPainter(self).fillRect(self.rect(), veil)

    def dismiss(self) -> None:
        """Close it."""
        if self.isVisible():
            self.hide()
            self.closed.emit()
            self.deleteLater()


def _words(marked: Marked, lead: str = "") -> Words:
    return Words(lead + marked.text, tuple((span.start + len(lead), span.end + len(lead)) for span in marked.spans))
