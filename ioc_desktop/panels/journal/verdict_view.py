"""What the check of the chains found, as a list of sentences above the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.labels import Picture, label, set_tone

_MOST = 5


class Verdict(QFrame):
    """Hidden until a check is begun; at most five sentences, the others are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._mark = Picture("mdi6.shield-check-outline", "text.secondary", 20)
        self.text = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(self.text)
        row.addLayout(column, 1)
        self.hide()

    def show_checking(self) -> None:
        self._say(self.tr("Đang kiểm tra…"), "mdi6.shield-check-outline", "secondary", "text.secondary")

    def show_faults(self, faults: Sequence[ExpectedError]) -> None:
        """None is good news."""
        if not faults:
            good = self.tr("Nhật ký nguyên vẹn, khớp với các mốc đã lưu.")
            self._say(good, "mdi6.shield-check-outline", "secondary", "ok")
            return
        lines = [tr_error(fault) for fault in faults[:_MOST]]
        if len(faults) > _MOST:
            lines.append(self.tr("Và {n} lỗi khác.").format(n=len(faults) - _MOST))
        self._say("\n".join(lines), "mdi6.shield-alert-outline", "critical", "severity.critical")

    def show_failure(self, words: str) -> None:
        self._say(words, "thing.server", "technical", "technical")

    def _say(self, words: str, icon: str, tone: str, color: str) -> None:
        self._mark.show_icon(icon, color)
        self.text.setText(words)
        set_tone(self.text, tone)
        self.show()
