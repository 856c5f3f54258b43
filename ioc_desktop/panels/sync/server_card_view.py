"""The card at the left: what is going on, what is wrong, which server."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ioc_desktop.panels.sync.words import VIETNAM, clock_words
from ioc_desktop.sync.state import Link, SyncStatus
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.shell.sync_words import sync_words
from ioc_desktop.ui.widgets.labels import Picture, label, set_tone

_WIDTH_PX = 340
_FACTS = ("server", "login", "level", "waiting", "device")


class ServerCard(QFrame):
    """Shows one status; titles stand above their values, so that long names of servers have room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFixedWidth(_WIDTH_PX)
        self.mark = Picture("mdi6.database-outline", "text.secondary", 28)
        self.state = label("", "title3", wrap=True)
        self.problem = label("", tone="technical", wrap=True)
        self.clock = label("", tone="technical", wrap=True)
        self.alone = label("", tone="secondary", wrap=True)
        self.facts: dict[str, tuple[QLabel, QLabel]] = {
            key: (label("", "caption", tone="muted"), label("", "mono_small", wrap=True)) for key in _FACTS
        }
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(2)
        column.addLayout(head)
        for part in (self.problem, self.clock, self.alone):
            part.setContentsMargins(0, 8, 0, 0)
            column.addWidget(part)
        for title, value in self.facts.values():
            column.addSpacing(10)
            column.addWidget(title)
            column.addWidget(value)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addStretch(1)
        self.retranslate()

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        words = sync_words(replace(status, conflicts=0, refused=0), now)  # those have the right side
        self.mark.show_icon(words.icon, words.tone)
        self.state.setText(words.words)
        set_tone(self.state, "technical" if words.tone == "technical" else "")
        self.problem.setText(tr_error(status.problem) if status.problem else "")
        self.problem.setVisible(status.problem is not None)
        self.clock.setText(clock_words(status.clock_offset_s))
        self.clock.setVisible(bool(self.clock.text()))
        is_joined = status.link is not Link.ALONE
        self.alone.setVisible(not is_joined)
        level = status.last_sync_at
        values = {
            "server": status.server,
            "login": status.login,
            "level": f"{level.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}" if level else self.tr("chưa lần nào"),
            "waiting": str(status.to_send),
            "device": str(status.device_id)[:13] if status.device_id else "—",
        }
        for key, (title, value) in self.facts.items():
            value.setText(values[key] or "—")
            for part in (title, value):
                part.setVisible(is_joined)

    def retranslate(self) -> None:
        self.alone.setText(self.tr("Khi vào máy chủ của trung tâm, mọi máy cùng làm trên một dữ liệu."))
        titles = {
            "server": self.tr("Máy chủ"),
            "login": self.tr("Tài khoản máy chủ"),
            "level": self.tr("Ngang máy chủ lần cuối"),
            "waiting": self.tr("Thay đổi chờ gửi"),
            "device": self.tr("Mã máy này"),
        }
        for key, title in titles.items():
            self.facts[key][0].setText(title)
