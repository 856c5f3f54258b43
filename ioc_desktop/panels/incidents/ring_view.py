"""The time line under the live picture: what is kept of the camera's last minute, and the stretch chosen of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ioc_desktop.panels.incidents import words
from ioc_desktop.panels.incidents.stretch import Kept, Stretch
from ioc_desktop.ui import theme as themes

SPAN_S = 60.0
"""How far back the line reaches; the ring keeps half of it."""
USUAL_S = 10.0
_EDGE_PX, _TRACK_TOP, _TRACK_PX, _HEIGHT_PX = 12, 8, 18, 48
_GRIP_PX, _HANDLE_PX = 8, 3
_TICK_S = 10
_LABEL_PX = 80


class RingLine(QWidget):
    """Drag with mouse or finger, or by keys: arrows move the stretch, Shift its end, Ctrl its beginning.

    Signals:
        changed(): another stretch is chosen, or none is any more.
        save_requested(): Enter was pressed.
    """

    changed = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept(0.0, 0.0)
        self.stretch: Stretch | None = None
        self._now = datetime.fromtimestamp(0, words.VIETNAM)
        self._marks: Sequence[tuple[datetime, datetime]] = ()
        self._drag: str = ""
        self._anchor_s = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT_PX)

    def show_time(self, kept: Kept, now: datetime, marks: Sequence[tuple[datetime, datetime]] = ()) -> None:
        """A moment has passed.

        Args:
            now: the time of day at ``kept.now_s``.
            marks: what is evidence of this camera already, from when to when.
        """
        self.kept, self._now, self._marks = kept, now, marks
        if self.stretch is not None:
            self._choose(kept.left_of(self.stretch))
        self.update()

    def forget(self) -> None:
        """Another camera is shown."""
        self.kept, self._drag = Kept(0.0, 0.0), ""
        self._choose(None)

    def moments(self, stretch: Stretch) -> tuple[datetime, datetime]:
        """The stretch as times of the day."""
        return self._moment(stretch.start_s), self._moment(stretch.end_s)

    def _moment(self, at_s: float) -> datetime:
        return self._now + timedelta(seconds=at_s - self.kept.now_s)

    def _choose(self, stretch: Stretch | None) -> None:
        if stretch != self.stretch:
            self.stretch = stretch
            self.changed.emit()
            self.update()

    # ------------------------------------------------------------------ where things are

    @property
    def _track(self) -> QRectF:
        return QRectF(_EDGE_PX, _TRACK_TOP, max(1, self.width() - 2 * _EDGE_PX), _TRACK_PX)

    def x_of(self, at_s: float) -> float:
        """Where a moment lies."""
        share = 1.0 - (self.kept.now_s - at_s) / SPAN_S
        return self._track.left() + self._track.width() * min(1.0, max(0.0, share))

    def _s_at(self, x: float) -> float:
        share = (x - self._track.left()) / self._track.width()
        return self.kept.now_s - SPAN_S * (1.0 - min(1.0, max(0.0, share)))

    # ------------------------------------------------------------------ hand and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, stretch = event.position().x(), self.stretch
        self._drag, self._anchor_s = "new", self._s_at(x)
        if stretch is not None and abs(x - self.x_of(stretch.start_s)) <= _GRIP_PX:
            self._drag = "start"
        elif stretch is not None and abs(x - self.x_of(stretch.end_s)) <= _GRIP_PX:
            self._drag = "end"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at_s, stretch = self._s_at(event.position().x()), self.stretch
        if self._drag == "new":
            self._choose(self.kept.between(self._anchor_s, at_s))
        elif stretch is not None and self._drag == "start":
            self._choose(self.kept.begun(stretch, at_s))
        elif stretch is not None and self._drag == "end":
            self._choose(self.kept.ended(stretch, at_s))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step, event.modifiers())
        elif event.key() == Qt.Key.Key_Home:
            self._choose(self.kept.between(self.kept.from_s, self.kept.now_s))
        elif event.key() == Qt.Key.Key_End:
            self._choose(self.kept.newest(USUAL_S))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.stretch is not None:
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, by_s: float, held: Qt.KeyboardModifier) -> None:
        kept, stretch = self.kept, self.stretch
        if stretch is None:
            self._choose(kept.newest(USUAL_S))
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self._choose(kept.ended(stretch, stretch.end_s + by_s))
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._choose(kept.begun(stretch, stretch.start_s + by_s))
        else:
            self._choose(kept.moved(stretch, by_s))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, track = QPainter(self), themes.current(), self._track
        painter.fillRect(track, theme.color("surface.3"))
        if self.kept.has_room:
            self._fill(painter, self.kept.from_s, self.kept.now_s, "text.muted", top=6, height=_TRACK_PX - 12)
        for start, end in self._marks:
            self._paint_mark(painter, start, end)
        if self.stretch is not None:
            self._paint_stretch(painter, self.stretch)
        self._paint_times(painter)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _fill(self, painter: QPainter, start_s: float, end_s: float, color: str, *, top: int, height: int) -> None:
        left, right = self.x_of(start_s), self.x_of(end_s)
        area = QRectF(left, self._track.top() + top, max(1.0, right - left), height)
        painter.fillRect(area, themes.current().color(color))

    def _paint_mark(self, painter: QPainter, start: datetime, end: datetime) -> None:
        start_s = self.kept.now_s - (self._now - start).total_seconds()
        end_s = self.kept.now_s - (self._now - end).total_seconds()
        if end_s > self.kept.now_s - SPAN_S:
            self._fill(painter, start_s, end_s, "ok", top=_TRACK_PX - 4, height=4)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        color, track = themes.current().color("accent"), self._track
        left, right = self.x_of(stretch.start_s), self.x_of(stretch.end_s)
        painter.fillRect(QRectF(left, track.top(), right - left, _TRACK_PX), themes.current().color("accent.wash"))
        self._fill(painter, stretch.start_s, stretch.end_s, "accent", top=7, height=_TRACK_PX - 14)
        for x in (left, right):
            painter.fillRect(QRectF(x - _HANDLE_PX / 2, track.top() - 4, _HANDLE_PX, _TRACK_PX + 8), color)

    def _paint_times(self, painter: QPainter) -> None:
        theme, track = themes.current(), self._track
        painter.setFont(theme.font("desk.mono_small"))
        painter.setPen(theme.color("text.muted"))
        below = track.bottom() + 3
        now_left = track.right() - _LABEL_PX
        every = next((s for s in (10, 20, 30) if track.width() * s / SPAN_S > _LABEL_PX + 8), 60)
        local = self._now.astimezone(words.VIETNAM)
        newest_s = self.kept.now_s - local.second % _TICK_S - local.microsecond / 1e6
        for back in range(0, int(SPAN_S), _TICK_S):
            moment = self._moment(newest_s - back).astimezone(words.VIETNAM)
            x = self.x_of(newest_s - back)
            if moment.second % every or not track.left() <= x - _LABEL_PX / 2 or x + _LABEL_PX / 2 > now_left:
                continue
            painter.drawText(QRectF(x - _LABEL_PX / 2, below, _LABEL_PX, 16), _CENTRE, f"{moment:%H:%M:%S}")
        painter.drawText(QRectF(now_left, below, _LABEL_PX, 16), _RIGHT, self.tr("bây giờ"))

    def retranslate(self) -> None:
        """Words for hands, keys and readers of the screen."""
        self.setAccessibleName(self.tr("Dòng thời gian của camera"))
        self.setToolTip(
            self.tr("Kéo để chọn đoạn; ← → dời đoạn, Shift đổi cuối, Ctrl đổi đầu, Enter lưu làm bằng chứng")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


_CENTRE, _RIGHT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
