"""The page of plates: search, what is being read, and the list of watched ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.plates.watches import PROPOSE
from ioc_desktop.panels.plates.live_view import LivePage
from ioc_desktop.panels.plates.search_view import SearchPage
from ioc_desktop.panels.plates.watch_view import WatchPage
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.header import Header


class PlatesView(QWidget):
    """Three pages under one header."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._may_propose = context.session.may(PROPOSE)
        self.header = Header("")
        self.choice = SegmentedButtons([("search", ""), ("live", ""), ("watch", "")])
        self.choice.changed.connect(self.turn)
        self.search = SearchPage(context)
        self.live = LivePage(context)
        self.live.shown.connect(self._say)
        self.watch = WatchPage(context)
        self.watch.shown.connect(self._say)
        for widget in (self.choice, self.watch.import_button, self.watch.propose_button):
            self.header.add_action(widget)
        self.pages = QStackedWidget()
        self._by_key: dict[str, SearchPage | LivePage | WatchPage] = {
            "search": self.search, "live": self.live, "watch": self.watch,
        }  # fmt: skip
        for page in self._by_key.values():
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.retranslate()
        self.turn("search")

    def turn(self, key: str) -> None:
        """Show a page: ``search``, ``live`` or ``watch``."""
        self.choice.select(key)
        self.pages.setCurrentWidget(self._by_key[key])
        self.live.turn(is_on=key == "live")
        for button in (self.watch.import_button, self.watch.propose_button):
            button.setVisible(key == "watch" and self._may_propose)
        self._say()

    def _say(self) -> None:
        page = self.pages.currentWidget()
        summary = self.tr("mỗi lần tìm đều ghi nhật ký")
        if page is self.watch or page is self.live:
            summary = self.watch.summary() if page is self.watch else self.live.summary()
        self.header.set_words(self.tr("Biển số"), summary)

    def retranslate(self) -> None:
        self.choice.set_text("search", self.tr("Tìm kiếm"))
        self.choice.set_text("live", self.tr("Vừa đọc"))
        self.choice.set_text("watch", self.tr("Theo dõi"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
