"""What the person at the desk has been told: a list above the bell, with how they want to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.notices.model import ESCALATION, MENTION, ByMail
from ioc_desktop.ui.shell.when import short_time
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button, label, line
from ioc_desktop.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from ioc_desktop.kernel.notices.model import Notice

_WIDTH_PX, _HEIGHT_PX = 460, 560
_ICONS = {MENTION: "mdi6.at", ESCALATION: "sla.overdue"}


class NoticeList(QFrame):
    """A popup; any press beside it closes it.

    Signals:
        opened(object): the ``Notice`` that was pressed.
        all_read(): everything has been read.
        desktop_chosen(bool): whether notices are shown beside the system's clock.
        mail_chosen(str): a ``ByMail``'s value.
    """

    opened = Signal(object)
    all_read = Signal()
    desktop_chosen = Signal(bool)
    mail_chosen = Signal(str)

    def __init__(self, parent: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._now = now
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "sheet")
        self.setFixedSize(_WIDTH_PX, min(_HEIGHT_PX, max(320, parent.height() - 80)))
        self.read_all = Button(self.tr("Đã đọc hết"), "quiet", small=True, clicked=self.all_read.emit)
        self.list = EntryList()
        self.list.chosen.connect(self._open)
        why = self.tr("Ai nhắc đến bạn, việc nào quá hạn sẽ hiện ở đây.")
        self.empty = EmptyState("panel.alarms", self.tr("Chưa có thông báo"), why)
        self.desktop = SegmentedButtons((("on", self.tr("Bật")), ("off", self.tr("Tắt"))))
        self.desktop.changed.connect(lambda key: self.desktop_chosen.emit(key == "on"))
        self.mail = QComboBox()
        for choice, words in (
            (ByMail.URGENT, self.tr("Việc khẩn")),
            (ByMail.ALL, self.tr("Mọi thông báo")),
            (ByMail.NEVER, self.tr("Không gửi")),
        ):
            self.mail.addItem(words, choice.value)
        self.mail.activated.connect(lambda: self.mail_chosen.emit(self.mail.currentData()))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 10)
        head.addWidget(label(self.tr("Thông báo"), "title3"))
        head.addStretch(1)
        head.addWidget(self.read_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(line())
        for words, control in ((self.tr("Hiện ở góc màn hình"), self.desktop), (self.tr("Gửi thư"), self.mail)):
            row = QHBoxLayout()
            row.setContentsMargins(16, 8, 12, 8)
            row.addWidget(label(words, tone="secondary"))
            row.addStretch(1)
            row.addWidget(control)
            column.addLayout(row)

    def show_choices(self, by_mail: str, *, on_desktop: bool) -> None:
        """What the person chose before."""
        self.desktop.select("on" if on_desktop else "off")
        self.mail.setCurrentIndex(max(0, self.mail.findData(by_mail)))

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Replace the list."""
        self.list.put([self._entry(notice) for notice in notices], keeps_place=True)
        self.list.setVisible(bool(notices))
        self.empty.setVisible(not notices)
        self.read_all.setEnabled(any(notice.read_at is None for notice in notices))

    def _entry(self, notice: Notice) -> Entry:
        is_new = notice.read_at is None
        return Entry(
            icon=_ICONS.get(notice.kind, "mdi6.bell-outline"),
            title=Words(notice.headline),
            note=Words(" ".join(notice.body.split())),
            side=short_time(notice.sent_at, self._now()),
            tone="severity.high" if notice.is_urgent and is_new else "text.secondary",
            is_new=is_new,
            target=notice,
        )

    def _open(self, notice: object) -> None:
        self.close()
        self.opened.emit(notice)

    def show_above(self, anchor: QWidget) -> None:
        """Stand over the bell, inside the window."""
        corner = anchor.mapToGlobal(QPoint(anchor.width(), 0))
        window = anchor.window()
        right = min(corner.x(), window.mapToGlobal(QPoint(window.width(), 0)).x() - 8)
        self.move(right - self.width(), corner.y() - self.height() - 6)
        self.show()
        self.list.setFocus()
