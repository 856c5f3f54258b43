"""One event beside the list: what it is, its picture, and the two answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.kernel.events.model import CameraEvent, Status
from ioc_desktop.panels.alarms import words
from ioc_desktop.panels.alarms.clip import EventClip
from ioc_desktop.panels.alarms.clip_view import ClipBar
from ioc_desktop.panels.alarms.picture_view import PictureBar
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.video.clip_player import ClipPlayer
from ioc_desktop.ui.widgets.labels import Button, Picture, label

WIDTH_PX = 420
_CORNERS = 4


class EventDetail(QFrame):
    """Shows an event.

    Signals:
        confirmed(): it is right.
        rejected(str): it is wrong, for this reason.
        other_requested(): it is wrong, for a reason to be typed.
        incident_requested(): an incident is to be made of it.
    """

    confirmed = Signal()
    rejected = Signal(str)
    other_requested = Signal()
    incident_requested = Signal()

    def __init__(self, now: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self.player = ClipPlayer(self, monotonic)
        self.clip = ClipBar(self.player, now)
        self._shown: EventClip | None = None
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self.icon = Picture("severity.medium", "severity.medium", 24)
        self.title = label(kind="title3", wrap=True)
        self.picture = EvidencePicture()
        self.player.pictured.connect(self.picture.show_frame)
        self.picture_bar = PictureBar()
        self.note = label(kind="caption", tone="muted", wrap=True)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        self.facts.setColumnStretch(1, 1)
        self.confirm = Button("", "primary", icon="vote.for", clicked=self.confirmed.emit)
        self.reject = Button("", icon="vote.against", clicked=self.ask_reason)
        self.incident = Button("", icon="panel.incidents", clicked=self.incident_requested.emit)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        page = QWidget()
        page.setProperty("surface", "clear")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(16, 16, 16, 16)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(self.picture)
        inner.addWidget(self.clip)
        inner.addWidget(self.picture_bar)
        inner.addWidget(self.note)
        inner.addLayout(self.facts)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 16)
        foot.setSpacing(8)
        foot.addWidget(self.confirm, 1)
        foot.addWidget(self.reject, 1)
        foot.addWidget(self.incident, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def show_event(self, event: CameraEvent, *, may_decide: bool, may_open: bool = False) -> None:
        """Fill it; the picture comes with ``show_picture``."""
        concept, color = words.ICONS.get(event.severity, words.ICONS["info"])
        self.icon.show_icon(concept, color)
        self.title.setText(event.rule_name)
        self.note.setText(event.files_note)
        self.note.setVisible(bool(event.files_note))
        self._show_facts(words.facts(event, now=self._now()))
        self.confirm.setEnabled(may_decide and event.status is not Status.CONFIRMED)
        self.reject.setEnabled(may_decide and event.status is Status.NEW)
        is_confirmed = event.status is Status.CONFIRMED
        self.incident.setVisible(may_open and is_confirmed)
        for answer in (self.confirm, self.reject):
            answer.setVisible(not (may_open and is_confirmed))

    def show_picture(self, content: bytes | None, event: CameraEvent) -> None:
        """The event's picture with a frame round whom the rule meant, or none."""
        picture = QImage.fromData(content) if content else None
        box = event.details.get("picture_box")
        self.picture.show_evidence(picture, tuple(box) if isinstance(box, list) and len(box) == _CORNERS else None)

    def show_clip(self, event: CameraEvent, clip: EventClip) -> None:
        """What there is of the event's clip; another file than the one that is open ends its playing."""
        if self._shown is None or clip.path != self._shown.path:
            self.picture.show_frame(None)
            self.player.open(clip.path, round((WIDTH_PX - 32) * self.devicePixelRatioF()))
        self._shown = clip
        self.clip.show_clip(event, clip)

    def forget_clip(self) -> None:
        """Let the file go; the next ``show_clip`` opens it again."""
        self._shown = None
        self.picture.show_frame(None)
        self.player.close()

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            self.facts.addWidget(label(name, "caption", tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(label(value, wrap=True), row, 1)

    def ask_reason(self) -> None:
        """The usual reasons, and one to be typed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, reason in enumerate(words.REASONS, 1):
            text = QCoreApplication.translate("alarms", reason)
            menu.addAction(f"&{number}  {text}", partial(self.rejected.emit, text))
        menu.addSeparator()
        menu.addAction(self.tr("&5  Lý do khác…"), self.other_requested.emit)
        above = self.reject.rect().topLeft() - QPoint(0, menu.sizeHint().height())
        menu.popup(self.reject.mapToGlobal(above))

    def retranslate(self) -> None:
        self.confirm.setText(self.tr("Đúng (C)"))
        self.reject.setText(self.tr("Sai (X)"))
        self.incident.setText(self.tr("Lập sự vụ (I)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class EvidencePicture(QWidget):
    """A picture as wide as the pane, with a frame round what was seen; takes no room without one."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._frame: QPixmap | None = None
        self._box: tuple[float, float, float, float] | None = None
        self.hide()

    def show_evidence(self, picture: QImage | None, box: tuple[float, float, float, float] | None) -> None:
        self._picture = QPixmap.fromImage(picture) if picture is not None and not picture.isNull() else None
        self._box = box
        self._fit()

    def show_frame(self, frame: QImage | None) -> None:
        """A picture of the clip instead, while it plays; None shows the evidence again."""
        self._frame = QPixmap.fromImage(frame) if frame is not None else None
        self._fit()

    def _fit(self) -> None:
        shown = self._frame or self._picture
        self.setVisible(shown is not None)
        if shown is not None:
            width = WIDTH_PX - 32
            self.setFixedSize(QSize(width, round(width * shown.height() / max(shown.width(), 1))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._frame or self._picture
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), shown)
        if self._box is None or self._frame is not None:
            return
        x1, y1, x2, y2 = self._box
        frame = QRectF(x1 * self.width(), y1 * self.height(), (x2 - x1) * self.width(), (y2 - y1) * self.height())
        theme = themes.current()
        painter.setPen(QPen(theme.color("overlay.halo"), 4))
        painter.drawRect(frame)
        painter.setPen(QPen(theme.color("overlay.box"), 2))
        painter.drawRect(frame)
