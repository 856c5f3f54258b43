"""The status bar: left what is measured, middle the worst technical state, right role and clock."""

from __future__ import annotations

from datetime import timedelta, timezone

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.shell.status import StatusSnapshot

VIETNAM = timezone(timedelta(hours=7))
_LEAD_PX = 16


class StatusItem(QAbstractButton):
    """Icon and words between thin dividers; pressed, it opens its panel. Hidden while it has no words."""

    def __init__(
        self, icon: str, *, tone: str = "text.secondary", mono: bool = False, divider: bool = True, tail_px: int = 17
    ) -> None:
        super().__init__()
        self._icon, self._tone, self._mono, self._divider = icon, tone, mono, divider
        self._tail_px = tail_px
        self._wall = False
        self._fits = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.hide()

    def show_words(self, words: str, tone: str = "", icon: str = "") -> None:
        if icon and icon != self._icon:
            self._icon = icon
            self.update()
        if tone and tone != self._tone:
            self._tone = tone
            self.update()
        if words != self.text():
            same_width = len(words) == len(self.text()) and self._mono
            self.setText(words)
            if not same_width:
                self.updateGeometry()
        self.setVisible(bool(words) and self._fits)

    def set_fits(self, *, fits: bool) -> None:
        """Whether there is room for it; without, it stays hidden."""
        self._fits = fits
        self.setVisible(bool(self.text()) and fits)

    def set_wall(self, *, on: bool) -> None:
        self._wall = on
        self.updateGeometry()

    def _font(self) -> QFont:
        theme = themes.current()
        if self._mono:
            return theme.font("wall.clock" if self._wall else "desk.mono_small")
        return theme.font("wall.note" if self._wall else "desk.caption")

    def _icon_px(self) -> int:
        return 0 if not self._icon else 28 if self._wall else 18

    def sizeHint(self) -> QSize:
        self.setFont(self._font())
        gap = 8 if self._icon else 0
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._icon_px() + gap + _LEAD_PX + self._tail_px
        return QSize(width, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setFont(self._font())
        side = self._icon_px()
        if side:
            picture = theme.pixmap(self._icon, self._tone, side, self.devicePixelRatioF())
            painter.drawPixmap(_LEAD_PX, (self.height() - side) // 2, picture)
        painter.setPen(theme.color(self._tone))
        left = _LEAD_PX + side + (8 if side else 0)
        area = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._divider:
            painter.fillRect(self.width() - 1, (self.height() - 20) // 2, 1, 20, theme.color("border.strong"))


class StatusBar(QWidget):
    """34 px at the desk, 48 px in wall mode.

    Signals:
        panel_requested(str): an item was pressed; the key of its panel.
        find_requested(): the lens was pressed.
        notices_requested(): the bell was pressed.
    """

    panel_requested = Signal(str)
    find_requested = Signal()
    notices_requested = Signal()

    def __init__(self, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._snapshot: StatusSnapshot | None = None
        self._role = ""
        self._make_items()
        self._lay_out()
        self.set_wall(on=False)
        self._tick = QTimer(self, interval=1000)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self.show_time)
        self._tick.start()
        self.show_time()

    def _make_items(self) -> None:
        self.cameras = self._item("camera", "cameras")
        self.analysis = self._item("mdi6.image-search-outline", "settings")
        self.database = self._item("mdi6.database-outline", "sync")
        self.busy = self._item("mdi6.progress-clock", "wall")
        self.technical = self._item("camera.lost", "wall", tone="technical")
        self._measured = (self.cameras, self.analysis, self.database, self.busy, self.technical)
        self.finder = StatusItem("action.search")
        self.finder.clicked.connect(self.find_requested)
        self.notices = StatusItem("mdi6.bell-outline")
        self.notices.clicked.connect(self.notices_requested)
        self._unread: int | None = None
        self.shift = self._item("", "duty")
        self.role = StatusItem("", tone="text.primary")
        self.date = StatusItem("", divider=False, tail_px=1)  # date and clock read as one
        self.clock = StatusItem("", tone="text.primary", mono=True, divider=False)

    def _item(self, icon: str, panel: str, tone: str = "text.secondary") -> StatusItem:
        item = StatusItem(icon, tone=tone)
        item.clicked.connect(lambda: self.panel_requested.emit(panel))
        return item

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(0)
        for item in self._measured:
            row.addWidget(item)
        row.addStretch(1)
        for item in (self.finder, self.notices, self.shift, self.role, self.date, self.clock):
            row.addWidget(item)

    def set_wall(self, *, on: bool) -> None:
        """Change between the desk's and the wall's size."""
        self.setFixedHeight(themes.current().number("size.status.wall" if on else "size.status.desk"))
        for item in self.findChildren(StatusItem):
            item.set_wall(on=on)
        self._fit()

    def _fit(self) -> None:
        """Leave out whole items, the least needed first, before words are cut: the wall's letters are large."""
        needed = sum(item.sizeHint().width() for item in self.findChildren(StatusItem) if item.text())
        for item in (self.date, self.role, self.analysis, self.shift):
            fits = needed <= self.width()
            item.set_fits(fits=fits)
            needed -= 0 if fits or not item.text() else item.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_role(self, words: str) -> None:
        """The translated role of who is signed in; empty while nobody is."""
        self._role = words
        self.role.show_words(words)
        self._fit()

    def set_findable(self, *, on: bool) -> None:
        """Whether somebody is there who may search."""
        self.finder.show_words("Ctrl K" if on else "")
        self.finder.setToolTip(self.tr("Tìm mọi mục (Ctrl+K)"))
        self._fit()

    def set_unread(self, count: int | None) -> None:
        """How many notices the person has not read; None while nobody is signed in."""
        self._unread = count
        words = "" if count is None else str(count) if count < 100 else "99+"
        icon = "mdi6.bell-badge-outline" if count else "mdi6.bell-outline"
        self.notices.show_words(words, "severity.medium" if count else "text.secondary", icon)
        told = self.tr("{count} thông báo chưa đọc").format(count=count or 0)
        self.notices.setToolTip(told)
        self.notices.setAccessibleName(told)
        self._fit()

    def set_snapshot(self, snapshot: StatusSnapshot | None) -> None:
        """Show new measurements; None empties the left side."""
        self._snapshot = snapshot
        self.retranslate()

    def retranslate(self) -> None:
        if self._unread is not None:
            self.set_unread(self._unread)
        status = self._snapshot
        if status is None:
            for item in (*self._measured, self.shift):
                item.show_words("")
            return
        self.cameras.show_words(self._camera_words(status))
        self.cameras.setToolTip(self.tr("Camera đang phát trên tổng số"))
        self.analysis.show_words(self._analysis_words(status))
        self.analysis.setToolTip(self.tr("Số khung hình được phân tích mỗi giây, mô hình, nơi chạy"))
        if status.database is not None:
            self.database.show_words(status.database.words, status.database.tone, status.database.icon)
        self.busy.show_words(status.busy or "")
        self.technical.show_words(status.technical or "")
        self.shift.show_words(status.shift)
        self._fit()

    def _camera_words(self, status: StatusSnapshot) -> str:
        if status.cameras_live is None:
            return self.tr("{total} camera").format(total=status.cameras_total)
        return self.tr("Camera {live}/{total}").format(live=status.cameras_live, total=status.cameras_total)

    def _analysis_words(self, status: StatusSnapshot) -> str:
        parts = [status.analysis_label, status.provider]
        if status.analysis_fps is not None:
            rate = f"{status.analysis_fps:.1f}".replace(".", self.tr(",", "decimal separator"))
            parts.insert(0, self.tr("{fps} hình/giây").format(fps=rate))
        return " · ".join(part for part in parts if part)

    def show_time(self) -> None:
        now = self._clock.now().astimezone(VIETNAM)
        self.date.show_words(f"{now:%d/%m/%Y}")
        self.clock.show_words(f"{now:%H:%M:%S}")
        self._tick.setInterval(max(50, 1000 - now.microsecond // 1000))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.sunken"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border.subtle"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        self.update()
