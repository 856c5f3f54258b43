"""The clip of an event under its picture: play, go to a moment, keep a copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.events.model import CameraEvent
from ioc_desktop.panels.alarms import words
from ioc_desktop.panels.alarms.clip import ClipState, EventClip
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.video.clip_player import ClipPlayer
from ioc_desktop.ui.widgets.labels import Button, IconButton, label

STEP_S = 5.0
_KEY_STEP_S = 1.0


class ClipBar(QWidget):
    """Two lines: the play button with the timeline, and what there is to say of the clip with the save button.

    Signals:
        save_requested(): a person wants a copy.
        fetch_requested(): a person wants it from where it is.
    """

    save_requested = Signal()
    fetch_requested = Signal()

    def __init__(self, player: ClipPlayer, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.player, self._now = player, now
        self._event: CameraEvent | None = None
        self._clip = EventClip(ClipState.NONE)
        self.play = IconButton("action.play", "", framed=True, clicked=player.toggle)
        self.timeline = Timeline()
        self.clock = label(kind="mono")
        self.text = label(kind="caption", tone="muted", wrap=True)
        self.save = Button("", "quiet", icon="action.export", small=True, clicked=self.save_requested.emit)
        self.fetch = Button("", "quiet", icon="mdi6.tray-arrow-down", small=True, clicked=self.fetch_requested.emit)
        self._lay_out()
        player.changed.connect(self._render)
        self.timeline.sought.connect(player.seek)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        self.controls = QWidget()
        upper = QHBoxLayout(self.controls)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(8)
        upper.addWidget(self.play)
        upper.addWidget(self.timeline, 1)
        upper.addWidget(self.clock)
        lower = QHBoxLayout()
        lower.setSpacing(8)
        lower.addWidget(self.text, 1)
        lower.addWidget(self.save)
        lower.addWidget(self.fetch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.controls)
        column.addLayout(lower)

    def show_clip(self, event: CameraEvent, clip: EventClip) -> None:
        """Say what there is of an event's clip."""
        self._event, self._clip = event, clip
        self._render()

    def _render(self) -> None:
        is_here = self._clip.state is ClipState.HERE
        self.setVisible(self._clip.state is not ClipState.NONE)
        self.controls.setVisible(is_here and self.player.failure is None)
        self.save.setVisible(is_here)
        self.fetch.setVisible(self._clip.state is ClipState.ELSEWHERE)
        self.text.setText(self._words())
        self._show_time()

    def _show_time(self) -> None:
        player, facts = self.player, self.player.facts
        self.play.show_icon("action.pause" if player.is_playing else "action.play")
        self.play.set_tip(self.tr("Dừng (Space)") if player.is_playing else self.tr("Phát (Space)"))
        seconds = facts.seconds if facts is not None else 0.0
        whole = f" / {_minutes(seconds)}" if facts is not None else ""
        self.clock.setText(_minutes(player.position_s) + whole)
        span = self._span(facts.began_at) if facts is not None and facts.began_at is not None else None
        color = words.ICONS.get(self._event.severity, words.ICONS["info"])[1] if self._event is not None else ""
        self.timeline.show_moment(player.position_s, seconds, span, color)

    def _span(self, began_at: float) -> tuple[float, float] | None:
        """Where the event is in the clip, s."""
        if self._event is None:
            return None
        return self._event.started_at.timestamp() - began_at, self._event.ended_at.timestamp() - began_at

    def _words(self) -> str:
        if self.player.failure is not None:
            return tr_error(self.player.failure)
        if self._clip.state is ClipState.COMING and self._clip.due is not None:
            due = words.clock(self._clip.due, today=self._now())
            return self.tr("Đoạn phim xong lúc {time}").format(time=due)
        return {
            ClipState.LOST: self.tr("Không có đoạn phim: chương trình đóng trước khi ghi xong."),
            ClipState.ELSEWHERE: self._elsewhere(),
            ClipState.CLOSED: self.tr(
                "Đoạn phim không che mặt. Nhờ người có quyền xem mặt mở, hoặc xem ảnh đã che ở trên."
            ),
            ClipState.HERE: self.tr("Hình thoi là lúc sự kiện bắt đầu."),
        }.get(self._clip.state, "")

    def _elsewhere(self) -> str:
        desk = self._clip.desk
        return (
            self.tr("Đoạn phim ở máy {desk}, chưa có trên máy này.").format(desk=desk)
            if desk
            else self.tr("Đoạn phim chưa có trên máy này.")
        )

    def retranslate(self) -> None:
        self.fetch.setText(self.tr("Tải đoạn phim"))
        self.save.setText(self.tr("Lưu ra tệp…"))
        self.save.setToolTip(self.tr("Lưu một bản đoạn phim ra tệp (Ctrl S)"))
        self.timeline.setAccessibleName(self.tr("Dòng thời gian của đoạn phim"))
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class Timeline(QWidget):
    """A line from the clip's start to its end: the event on it with a diamond at its beginning, a head where it plays.

    Signals:
        sought(float): a person wants to see this second.
    """

    sought = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.position_s = self.seconds = 0.0
        self.span: tuple[float, float] | None = None
        self._color = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_moment(self, position_s: float, seconds: float, span: tuple[float, float] | None, color: str) -> None:
        """Draw it.

        Args:
            span: from where to where the event lasts, s; None where that is not known.
            color: token of the event's severity.
        """
        seen = (position_s, seconds, span, color)
        if seen != (self.position_s, self.seconds, self.span, self._color):
            self.position_s, self.seconds, self.span, self._color = seen
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, themes.current().number("size.control"))

    def _x(self, time_s: float) -> float:
        room = self.width() - 2 * _ROOM
        return _ROOM + room * min(max(time_s / self.seconds, 0.0), 1.0) if self.seconds else _ROOM

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, middle = themes.current(), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, head = self._x(0.0), float(self.width() - _ROOM), self._x(self.position_s)
        painter.fillRect(QRectF(left, middle - 2, right - left, 4), theme.color("border.strong"))
        painter.fillRect(QRectF(left, middle - 2, head - left, 4), theme.color("text.secondary"))
        if self.span is not None and self.seconds:
            self._paint_event(painter, self.span)
        painter.fillRect(QRectF(head - 1.5, middle - 12, 3, 24), theme.color("text.primary"))

    def _paint_event(self, painter: QPainter, span: tuple[float, float]) -> None:
        color, middle = themes.current().color(self._color), self.height() / 2
        start, end = self._x(span[0]), self._x(span[1])
        painter.fillRect(QRectF(start, middle - 2, max(end - start, 1.0), 4), color)
        points = [QPointF(start - 7, middle), QPointF(start, middle - 7), QPointF(start + 7, middle)]
        painter.setBrush(color)
        painter.setPen(themes.current().color("surface.1"))
        painter.drawPolygon(QPolygonF([*points, QPointF(start, middle + 7)]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    def _seek(self, event: QMouseEvent) -> None:
        room = max(1, self.width() - 2 * _ROOM)
        if event.buttons() & Qt.MouseButton.LeftButton and self.seconds:
            self.sought.emit(min(max((event.position().x() - _ROOM) / room, 0.0), 1.0) * self.seconds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = {
            Qt.Key.Key_Left.value: self.position_s - _KEY_STEP_S,
            Qt.Key.Key_Right.value: self.position_s + _KEY_STEP_S,
            Qt.Key.Key_Home.value: 0.0,
            Qt.Key.Key_End.value: self.seconds,
        }
        if event.key() in places:
            self.sought.emit(places[event.key()])
        else:
            super().keyPressEvent(event)


_ROOM = 8
"""Left and right of the line, so that the head and the diamond are whole at its ends."""


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
