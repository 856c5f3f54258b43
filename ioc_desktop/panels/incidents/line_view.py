"""The line of time: when each incident was detected, how long it took, what goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import Incident
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes

_ROW_PX = 40
_HEAD_PX = 36
_NAME_PX = 300
_EDGE_PX = 16
_HOURS = 24
_LEAST_TICK_PX = 64


class TimeLine(QWidget):
    """Bars from detection to end over the last day.

    Signals:
        opened(object): an incident (UUID) is to be shown.
    """

    opened = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.incidents: Sequence[Incident] = ()
        self.row = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_incidents(self, incidents: Sequence[Incident]) -> None:
        """Show these, the newest at the top."""
        self.incidents = tuple(reversed(incidents))
        self.row = min(self.row, max(0, len(self.incidents) - 1))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, _HEAD_PX + len(self.incidents) * _ROW_PX + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, _HEAD_PX + len(self.incidents) * _ROW_PX + 12)

    def chosen(self) -> UUID | None:
        return self.incidents[self.row].id if self.row < len(self.incidents) else None

    # ------------------------------------------------------------------ where things are

    @property
    def _track(self) -> QRectF:
        return QRectF(_NAME_PX, _HEAD_PX, max(1, self.width() - _NAME_PX - _EDGE_PX), self.height() - _HEAD_PX)

    def _x(self, moment: datetime, now: datetime) -> float:
        """Where a moment lies; what is before the day lies at its beginning."""
        share = 1.0 - (now - moment) / timedelta(hours=_HOURS)
        return self._track.left() + self._track.width() * min(1.0, max(0.0, share))

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self._now()
        self._paint_hours(painter, now)
        first = max(0, (event.rect().top() - _HEAD_PX) // _ROW_PX)
        last = min(len(self.incidents), (event.rect().bottom() - _HEAD_PX) // _ROW_PX + 1)
        for row in range(first, last):
            self._paint_row(painter, row, now)
        painter.end()

    def _paint_hours(self, painter: QPainter, now: datetime) -> None:
        theme, track = themes.current(), self._track
        every = next((h for h in (1, 2, 3, 4, 6, 12) if track.width() / _HOURS * h >= _LEAST_TICK_PX), 12)
        local = now.astimezone(words.VIETNAM).replace(minute=0, second=0, microsecond=0)
        painter.setFont(theme.font("desk.mono_small"))
        for back in range(_HOURS):
            hour = local - timedelta(hours=back)
            if hour.hour % every:
                continue
            x = self._x(hour, now)
            painter.setPen(QPen(theme.color("border.subtle"), 1))
            painter.drawLine(QPointF(x, _HEAD_PX - 6), QPointF(x, self.height()))
            painter.setPen(theme.color("text.muted"))
            painter.drawText(QRectF(x - 30, 4, 60, 24), Qt.AlignmentFlag.AlignCenter, f"{hour:%H:%M}")
        painter.setPen(QPen(theme.color("text.primary"), 2))
        painter.drawLine(QPointF(track.right(), _HEAD_PX - 6), QPointF(track.right(), self.height()))

    def _paint_row(self, painter: QPainter, row: int, now: datetime) -> None:
        theme, incident = themes.current(), self.incidents[row]
        top = _HEAD_PX + row * _ROW_PX
        if row == self.row:
            painter.fillRect(0, top, self.width(), _ROW_PX, theme.color("accent.wash"))
            painter.fillRect(0, top, 4, _ROW_PX, theme.color("accent" if self.hasFocus() else "border.control"))
        is_open = incident.stage in flow.OPEN_STAGES
        color = f"severity.{incident.severity.value}" if is_open else "text.muted"
        icon = theme.pixmap(words.ICONS[incident.severity], color, 20, self.devicePixelRatioF())
        painter.drawPixmap(16, top + 10, icon)
        painter.setFont(theme.font("desk.body"))
        painter.setPen(theme.color("text.primary" if is_open else "text.secondary"))
        room = QRect(46, top, _NAME_PX - 62, _ROW_PX)
        title = QFontMetrics(painter.font()).elidedText(incident.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_bar(painter, incident, top, now)

    def _paint_bar(self, painter: QPainter, incident: Incident, top: int, now: datetime) -> None:
        """From detection to its end; each stage a step lighter, what goes on open to the right."""
        theme = themes.current()
        reached = sorted((at, stage) for stage, at in incident.times.items() if stage in flow.STRIP)
        ends = [at for at, _ in reached[1:]] + [words.end(incident, now)]
        for (begun, stage), ended in zip(reached, ends, strict=True):
            if stage in {flow.CLOSED, flow.REVIEWED} or ended < begun:
                continue
            left, right = self._x(begun, now), self._x(ended, now)
            area = QRectF(left, top + 11, max(3.0, right - left), 18)
            is_now = stage == incident.stage and incident.stage in flow.OPEN_STAGES
            painter.fillRect(area, theme.color("accent" if is_now else "border.strong"))
            painter.fillRect(QRectF(left, top + 11, 1, 18), theme.color("surface.0"))
        if incident.stage == flow.CANCELLED:
            x = self._x(words.end(incident, now), now)
            painter.drawPixmap(QPointF(x, top + 11), theme.pixmap("vote.against", "text.muted", 18))

    # ------------------------------------------------------------------ choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = (int(event.position().y()) - _HEAD_PX) // _ROW_PX
        if 0 <= row < len(self.incidents):
            self.row = row
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self.incidents:
            self.row = min(max(0, self.row + steps[Qt.Key(event.key())]), len(self.incidents) - 1)
            self.update()
            self._reveal()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.opened.emit(chosen)

    def _reveal(self) -> None:
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea):
            area.ensureVisible(0, _HEAD_PX + self.row * _ROW_PX + _ROW_PX // 2, 0, _ROW_PX)


class TimeLinePage(QScrollArea):
    """The line, scrolled."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.line = TimeLine(now)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.line.setProperty("surface", "clear")
        self.setWidget(self.line)
        self.setFocusProxy(self.line)
