"""A calm line that says which incident may be the same, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ioc_desktop.kernel.incidents.duplicates import Twin
from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.head_view import OneLine
from ioc_desktop.ui.widgets.labels import Button, Picture


def reasons(twin: Twin) -> str:
    """Why it may be the same, in words."""
    parts = [_apart(twin.apart)]
    if twin.distance_m is not None:
        said = QCoreApplication.translate("TwinStrip", "cách {n} m")
        parts.append(said.format(n=round(twin.distance_m / 10) * 10))
    if twin.is_same_kind:
        parts.append(QCoreApplication.translate("TwinStrip", "cùng loại"))
    return " · ".join(parts)


def named(twin: Twin) -> str:
    """Number and title."""
    return f"{words.number(twin.incident)} {twin.incident.title}"


def _apart(span: timedelta) -> str:
    if abs(span) < timedelta(minutes=1):
        return QCoreApplication.translate("TwinStrip", "cùng lúc")
    said = (
        QCoreApplication.translate("TwinStrip", "sau {time}")
        if span > timedelta(0)
        else QCoreApplication.translate("TwinStrip", "trước {time}")
    )
    return said.format(time=words.lasted(abs(span)))


class TwinStrip(QFrame):
    """The likeliest one; hidden while there is none.

    Signals:
        opened(object): show the other (``Incident``).
        merged(object): the two are the same.
        told_apart(object): the two are not the same: do not ask again.
    """

    opened = Signal(object)
    merged = Signal(object)
    told_apart = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._twin: Twin | None = None
        self._more = 0
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = OneLine("", tone="")
        self.look = Button("", "quiet", small=True, clicked=lambda: self._tell(self.opened))
        self.apart = Button("", "quiet", small=True, clicked=lambda: self._tell(self.told_apart))
        self.merge = Button("", icon="mdi6.call-merge", small=True, clicked=lambda: self._tell(self.merged))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(Picture("mdi6.call-merge", "text.secondary", 20))
        row.addWidget(self.said, 1)
        for button in (self.look, self.apart, self.merge):
            row.addWidget(button)
        self.hide()
        self.retranslate()

    def show_twins(self, twins: Sequence[Twin], *, may_work: bool, may_merge: bool) -> None:
        """Show the first of them."""
        self._twin = twins[0] if twins else None
        self._more = max(0, len(twins) - 1)
        self.apart.setVisible(may_work)
        self.merge.setVisible(may_merge)
        self.setVisible(self._twin is not None)
        self._show_words()

    def _show_words(self) -> None:
        if self._twin is None:
            return
        said = self.tr("Có thể trùng với {incident}: {reasons}").format(
            incident=named(self._twin), reasons=reasons(self._twin)
        )
        if self._more:
            said += " · " + self.tr("và {n} sự vụ khác").format(n=self._more)
        self.said.setText(said)

    def _tell(self, signal: SignalInstance) -> None:
        if self._twin is not None:
            signal.emit(self._twin.incident)

    def retranslate(self) -> None:
        self.look.setText(self.tr("Xem"))
        self.apart.setText(self.tr("Không trùng"))
        self.merge.setText(self.tr("Gộp"))
        self.merge.setToolTip(self.tr("Sự vụ lập sau gộp vào sự vụ có trước; nhật ký cả hai ghi lại"))
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
