"""What a server showed of itself, laid out to be compared with what its administrator reads out."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from ioc_desktop.sync.state import CertificateSeen
from ioc_desktop.ui.widgets.labels import Picture, label, set_tone

_VIETNAM = timezone(timedelta(hours=7))
_PAIRS_IN_LINE = 16
_PAIRS_IN_GROUP = 4


class CertificateCard(QFrame):
    """Trusted or why not, for whom, by whom, until when, fingerprint; hidden until ``show_certificate``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._mark = Picture("vote.for", "ok", 20)
        self.verdict = label("", wrap=True)
        self.subject, self.issuer, self.validity = (label("", wrap=True) for _ in range(3))
        self.fingerprint = label("", "mono_small")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        self._titles = [label(text, "caption", tone="muted") for text in self._words()]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for place, value in enumerate((self.subject, self.issuer, self.validity)):
            grid.addWidget(self._titles[place], place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
        grid.addWidget(self._titles[3], 3, 0, 1, 2)
        grid.addWidget(self.fingerprint, 4, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)
        self.hide()

    def _words(self) -> tuple[str, str, str, str]:
        return self.tr("Cấp cho"), self.tr("Nơi cấp"), self.tr("Hạn dùng"), self.tr("Vân tay SHA-256")

    def show_certificate(self, seen: CertificateSeen | None) -> None:
        """Show it; None is a server on this very machine that needs none."""
        is_good = seen is None or seen.is_trusted
        self._mark.show_icon("vote.for" if is_good else "thing.server", "ok" if is_good else "technical")
        set_tone(self.verdict, "" if is_good else "technical")
        self.verdict.setText(self._verdict_words(seen))
        for part in (*self._titles, self.subject, self.issuer, self.validity, self.fingerprint):
            part.setVisible(seen is not None)
        if seen is not None:
            self.subject.setText(seen.subject)
            self.issuer.setText(seen.issuer)
            self.validity.setText(f"{_day(seen.valid_from)} – {_day(seen.valid_to)}")
            self.fingerprint.setText(in_groups(seen.fingerprint))
        self.show()

    def _verdict_words(self, seen: CertificateSeen | None) -> str:
        if seen is None:
            return self.tr("Máy chủ ở ngay máy này, đường truyền không ra ngoài.")
        if seen.is_trusted:
            return self.tr("Nhận ra máy chủ: chứng thư hợp lệ.")
        why = QCoreApplication.translate("errors", seen.problem)
        return self.tr("Chưa nhận ra máy chủ: {why}").format(why=why)


def in_groups(fingerprint: str) -> str:
    """Two lines of sixteen pairs, four together, as they are read out loud."""
    pairs = fingerprint.split(":")
    groups = [" ".join(pairs[at : at + _PAIRS_IN_GROUP]) for at in range(0, len(pairs), _PAIRS_IN_GROUP)]
    width = _PAIRS_IN_LINE // _PAIRS_IN_GROUP
    return "\n".join("   ".join(groups[at : at + width]) for at in range(0, len(groups), width))


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(_VIETNAM):%d/%m/%Y}"
