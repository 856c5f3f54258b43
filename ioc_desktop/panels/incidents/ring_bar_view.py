"""The bar under the live picture: its time line, and the buttons that make evidence of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.ring_view import RingLine
from ioc_desktop.panels.incidents.stretch import Kept
from ioc_desktop.ui.widgets.labels import Button, label

if TYPE_CHECKING:
    from datetime import datetime


class RingBar(QWidget):
    """What can be kept of the large picture's camera.

    Signals:
        picture_requested(): what is seen now.
        stretch_requested(object): what was seen then (``Stretch``).
    """

    picture_requested = Signal()
    stretch_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.line = RingLine()
        self.said = label(kind="caption", tone="muted")
        self.shoot = Button("", icon="mdi6.camera-outline", small=True, clicked=self.picture_requested.emit)
        self.save = Button("", icon="mdi6.content-cut", small=True, clicked=self._save)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 0)
        head.setSpacing(8)
        head.addWidget(self.said, 1)
        head.addWidget(self.shoot)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.line)
        self.line.changed.connect(self._follow)
        self.line.save_requested.connect(self._save)
        self.retranslate()

    def show_time(self, kept: Kept, now: datetime, marks: Sequence[tuple[datetime, datetime]]) -> None:
        """A moment has passed; see ``RingLine.show_time``."""
        self.line.show_time(kept, now, marks)
        self.shoot.setEnabled(kept.has_room)
        self._follow()

    def _save(self) -> None:
        if self.line.stretch is not None:
            self.stretch_requested.emit(self.line.stretch)

    def _follow(self) -> None:
        """Say which stretch is chosen, and let it be kept."""
        stretch = self.line.stretch
        self.save.setEnabled(stretch is not None)
        if stretch is None:
            seconds = round(self.line.kept.now_s - self.line.kept.from_s)
            self.said.setText(self.tr("Còn giữ {n} giây · kéo để chọn đoạn").format(n=seconds))
            return
        start, end = (f"{at.astimezone(words.VIETNAM):%H:%M:%S}" for at in self.line.moments(stretch))
        said = self.tr("Đoạn {start} – {end} ({n} giây)")
        self.said.setText(said.format(start=start, end=end, n=round(stretch.seconds)))

    def retranslate(self) -> None:
        self.shoot.setText(self.tr("Chụp"))
        self.shoot.setToolTip(self.tr("Lưu hình đang thấy làm bằng chứng"))
        self.save.setText(self.tr("Lưu đoạn"))
        self.save.setToolTip(self.tr("Lưu đoạn đã chọn làm bằng chứng"))
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
