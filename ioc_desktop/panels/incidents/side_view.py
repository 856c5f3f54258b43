"""The right column of an incident's page: its journal, or what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents.model import TABLE, VIEW, WORK
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.panels.incidents.log_view import Log
from ioc_desktop.ui.around.view import AroundRecord
from ioc_desktop.ui.widgets.chip import SegmentedButtons

if TYPE_CHECKING:
    from uuid import UUID

    from ioc_desktop.ui.panel import PanelContext

_LOG, _TALK = "log", "talk"


class Side(QWidget):
    """Two pages under a switch.

    Attributes:
        log: the journal, for ever.
        around: comments, tags and links.
    """

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._comments = 0
        self.log = Log()
        self.around = AroundRecord(context, comment=VIEW, work=WORK)
        self.choice = SegmentedButtons([(_LOG, ""), (_TALK, "")], small=True)
        self.pages = QStackedWidget()
        card = QFrame()
        card.setProperty("surface", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self.around)
        for page in (self.log, card):
            self.pages.addWidget(page)
        switch = QHBoxLayout()
        switch.addWidget(self.choice)
        switch.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(switch)
        column.addWidget(self.pages, 1)
        self.choice.changed.connect(lambda key: self.pages.setCurrentIndex(int(key == _TALK)))
        self.around.counted.connect(self._show_count)
        self.retranslate()

    def show_incident(self, incident_id: UUID) -> None:
        """Turn to an incident; what is said of it is read by itself."""
        self.around.show_record(Ref(TABLE, incident_id))

    def _show_count(self, comments: int) -> None:
        self._comments = comments
        said = self.tr("Trao đổi")
        self.choice.set_text(_TALK, f"{said} {comments}" if comments else said)

    def retranslate(self) -> None:
        self.choice.set_text(_LOG, self.tr("Nhật ký"))
        self._show_count(self._comments)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
