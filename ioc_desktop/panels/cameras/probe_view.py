"""The card beside the form that shows a connection test: its progress, the first picture, or the reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ioc_desktop.core.clock import Clock
from ioc_desktop.panels.cameras.form import Probe, ProbePhase
from ioc_desktop.panels.cameras.table_view import error_text
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.face_cover import kept
from ioc_desktop.video.types import Picture, ProbeResult

_TICK_MS = 250
_CODEC_NAMES = {"h264": "H.264", "hevc": "H.265", "mjpeg": "MJPEG", "mpeg4": "MPEG-4", "av1": "AV1", "vp9": "VP9"}


class FirstPicture(QWidget):
    """A 16:9 place for a picture; shows an icon and its surface while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, covers_faces: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._covers_faces = theme, covers_faces
        self._image: QImage | None = None
        self._icon = ("camera", "text.muted")

    def set_picture(self, picture: Picture | None) -> None:
        """Show a BGR picture, uint8 [height, width, 3]."""
        self._image = None
        if picture is not None:
            height, width = picture.shape[:2]
            image = QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888).copy()
            # Nobody looks for people in this one picture, so all of it is made coarse.
            self._image = kept(image) if self._covers_faces else image
        self.update()

    def set_icon(self, concept: str, colour: str) -> None:
        """What stands in an empty place."""
        self._icon = (concept, colour)
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.width() * 9 // 16)

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface.sunken"))
        if self._image is None:
            side = 34
            place = (self.width() - side) // 2, (self.height() - side) // 2
            painter.drawPixmap(*place, self._theme.pixmap(*self._icon, side, self.devicePixelRatio()))
        else:
            self._paint_image(painter, self._image)
        painter.setPen(QPen(self._theme.color("border.subtle"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), image)


class ProbeCard(QFrame):
    """Shows a ``Probe``.

    Signals:
        cancel_requested: the test under way is to be given up.
    """

    cancel_requested = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, parent: QWidget | None = None, *, covers_faces: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._theme = theme
        self._clock = clock
        self._probe = Probe()
        self._title = QLabel()
        self._title.setProperty("type", "title3")
        self.picture = FirstPicture(theme, covers_faces=covers_faces)
        self.headline = QLabel()
        self.headline.setProperty("type", "label")
        self.headline.setWordWrap(True)
        self.details = QLabel()
        self.details.setWordWrap(True)
        self.details.setProperty("tone", "secondary")
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(2 * theme.line_px("desk.body"))  # the card keeps its height while it works
        self.cancel = QPushButton()
        self.cancel.setProperty("small", "true")
        self.cancel.clicked.connect(self.cancel_requested)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._render)
        self._lay_out()
        self._render()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.headline, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.picture)
        column.addLayout(row)
        column.addWidget(self.details)

    def show_probe(self, probe: Probe) -> None:
        """Render ``probe``; while it runs the seconds are counted here."""
        if probe is self._probe:
            return
        self._probe = probe
        if probe.phase is ProbePhase.RUNNING:
            self._tick.start()
        else:
            self._tick.stop()
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._render()

    def _render(self) -> None:
        self._title.setText(self.tr("Thử kết nối"))
        self.cancel.setText(self.tr("Hủy"))
        phase = self._probe.phase
        self.cancel.setVisible(phase is ProbePhase.RUNNING)
        result = self._probe.result
        self.picture.set_picture(result.picture if result else None)
        self.picture.set_icon(*_ICONS[phase])
        headline, details, tone = self._words(phase, result)
        self.headline.setText(headline)
        self.details.setText(details)
        if self.headline.property("tone") != tone:
            self.headline.setProperty("tone", tone)
            self.headline.style().polish(self.headline)

    def _words(self, phase: ProbePhase, result: ProbeResult | None) -> tuple[str, str, str]:
        stream = self.tr("luồng chính") if self._probe.quality == "main" else self.tr("luồng phụ")
        if phase is ProbePhase.RUNNING:
            seconds = int(self._clock.monotonic() - self._probe.started_s)
            return (
                self.tr("Đang thử {stream}… {n} giây").format(stream=stream, n=seconds),
                self.tr("Nhiều nhất 10 giây."),
                "",
            )
        if phase is ProbePhase.DONE and result is not None:
            return self.tr("Đã mở được {stream}").format(stream=stream), self._facts(result), ""
        if phase is ProbePhase.FAILED and self._probe.error is not None:
            return (
                self.tr("Không mở được {stream}").format(stream=stream),
                self._probe.error.message(error_text),
                "technical",
            )
        return self.tr("Chưa thử"), self.tr("Bấm “Thử” cạnh địa chỉ luồng để xem hình đầu tiên."), "muted"

    def _facts(self, result: ProbeResult) -> str:
        codec = _CODEC_NAMES.get(result.codec, result.codec.upper())
        size = f"{result.width} × {result.height}"
        if result.fps <= 0:
            return f"{codec} · {size}"
        fps = QLocale(QLocale.Language.Vietnamese).toString(round(result.fps, 1), "g", 3)
        return self.tr("{codec} · {size} · {fps} hình/giây").format(codec=codec, size=size, fps=fps)


_ICONS = {
    ProbePhase.IDLE: ("camera", "text.muted"),
    ProbePhase.RUNNING: ("camera.connecting", "text.muted"),
    ProbePhase.DONE: ("camera", "text.muted"),
    ProbePhase.FAILED: ("camera.lost", "technical"),
}
