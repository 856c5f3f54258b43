"""The evidence of an incident: what it is, from which camera, its hash, whether it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents.model import Dossier, Evidence
from ioc_desktop.kernel.incidents.sentences import short_hash
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import Button, IconButton, Picture, label
from ioc_desktop.ui.widgets.scroll_column import ScrollColumn

_THUMB_PX = (80, 45)


class Thumbnail(QWidget):
    """A small picture, or the icon of a film or a paper."""

    def __init__(self, mime: str) -> None:
        super().__init__()
        self._icon = "mdi6.filmstrip" if mime.startswith("video/") else "thing.document"
        self._picture: QPixmap | None = None
        self.setFixedSize(*_THUMB_PX)

    def show_picture(self, content: bytes) -> None:
        image = QImage.fromData(content)
        if image.isNull():
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(image).scaled(
            round(_THUMB_PX[0] * ratio),
            round(_THUMB_PX[1] * ratio),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(ratio)
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = themes.current(), QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.3"))
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        else:
            left, top = (_THUMB_PX[0] - 20) // 2, (_THUMB_PX[1] - 20) // 2
            painter.drawPixmap(left, top, theme.pixmap(self._icon, "text.secondary", 20, self.devicePixelRatioF()))
        painter.end()


class CallNumber(QWidget):
    """The number of a camera as it is said on the radio."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(30, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = themes.current(), QPainter(self)
        painter.fillRect(self.rect(), theme.color("accent.fill"))
        painter.setFont(theme.font("desk.mono_small"))
        painter.setPen(theme.color("text.on_fill"))
        painter.drawText(QRect(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignCenter, self._number)
        painter.end()


class EvidenceRow(QFrame):
    """One file.

    Signals:
        check_requested(object): read it and compare its hash (``Evidence``).
    """

    check_requested = Signal(object)

    def __init__(self, evidence: Evidence, now: datetime) -> None:
        super().__init__()
        self.evidence = evidence
        self.thumb = Thumbnail(evidence.mime)
        number, _, name = evidence.camera.partition(" ")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(evidence.title, "row_title", wrap=True))
        detail = " · ".join(part for part in (name, evidence.reason, _size(evidence.size)) if part)
        names.addWidget(label(detail, "caption", tone="muted", wrap=True))
        facts = QVBoxLayout()
        facts.setSpacing(0)
        times = QHBoxLayout()
        times.setSpacing(8)
        if number.isdecimal():
            times.addWidget(CallNumber(number))
        times.addWidget(label(self._span(now), "mono_small"))
        times.addStretch(1)
        facts.addLayout(times)
        marks = QHBoxLayout()
        marks.setSpacing(6)
        marks.addWidget(Picture("thing.evidence", "text.muted", 18))
        mark = label(short_hash(evidence.sha256), "mono_small", tone="muted")
        mark.setToolTip(f"SHA-256 {evidence.sha256}")
        marks.addWidget(mark)
        marks.addWidget(label(evidence.exporter or self.tr("Tự động"), "caption", tone="muted"))
        marks.addStretch(1)
        facts.addLayout(marks)
        self.state = IconButton("vote.for", "", small=True, clicked=lambda: self.check_requested.emit(evidence))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self.thumb)
        row.addLayout(names, 3)
        row.addLayout(facts, 2)
        row.addWidget(self.state)
        self.show_state(None)

    def _span(self, now: datetime) -> str:
        evidence = self.evidence
        if evidence.start is None:
            return words.clock(evidence.taken_at, now)
        start = words.clock(evidence.start, now)
        return f"{start} – {words.clock(evidence.end, now)}" if evidence.end else start

    def show_state(self, is_intact: bool | None) -> None:  # noqa: FBT001  (what was found)
        """Whole, damaged, or not here yet."""
        found = {
            True: ("vote.for", self.tr("Còn nguyên. Bấm để kiểm tra lại mã băm")),
            False: ("sla.overdue", self.tr("Tệp đã bị sửa hoặc hỏng. Báo người phụ trách")),
            None: ("camera.connecting", self.tr("Tệp chưa về máy này. Bấm để kiểm tra")),
        }
        icon, tip = found[is_intact]
        self.state.show_icon(icon)
        self.state.set_tip(tip)


class EvidenceList(QFrame):
    """All files.

    Signals:
        add_requested(): keep a file.
        check_requested(object): read a file and compare its hash.
        picture_wanted(object): the thumbnail of a row (``EvidenceRow``) is wanted.
    """

    add_requested = Signal()
    check_requested = Signal(object)
    picture_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.title = label(kind="title3")
        self.facts = label(kind="caption", tone="muted")
        self.add = Button("", icon="action.add", small=True, clicked=self.add_requested.emit)
        self.rows: dict[UUID, EvidenceRow] = {}
        self.empty = label(tone="muted", wrap=True)
        self.empty.setContentsMargins(16, 4, 16, 12)
        self._dossier: Dossier | None = None
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 6)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.facts, 1)
        head.addWidget(self.add)
        area = ScrollColumn(self.empty, bottom_px=6)
        self._body = area.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        self.retranslate()

    def show_evidence(
        self, dossier: Dossier, intact: Mapping[UUID, bool | None], now: datetime, *, may_work: bool
    ) -> None:
        """Fill it; rows that are there already stay."""
        self._dossier = dossier
        wanted = {each.id: each for each in dossier.evidence}
        for identifier in self.rows.keys() - wanted.keys():
            row = self.rows.pop(identifier)
            self._body.removeWidget(row)
            row.deleteLater()
        for identifier, evidence in wanted.items():
            if identifier not in self.rows:
                self._add_row(evidence, now)
        for identifier, row in self.rows.items():
            row.show_state(intact.get(identifier))
        self.empty.setVisible(not wanted)
        self.add.setVisible(may_work)
        self._show_facts()

    def _add_row(self, evidence: Evidence, now: datetime) -> None:
        row = EvidenceRow(evidence, now)
        row.check_requested.connect(self.check_requested)
        self.rows[evidence.id] = row
        self._body.insertWidget(self._body.count() - 1, row)
        self.picture_wanted.emit(row)

    def _show_facts(self) -> None:
        evidence = self._dossier.evidence if self._dossier else ()
        if not evidence:
            self.facts.setText("")
            return
        size, until = sum(each.size for each in evidence), min(each.locked_until for each in evidence)
        said = self.tr("{n} tệp · {size} · khóa xóa tới {date}")
        self.facts.setText(
            said.format(n=len(evidence), size=_size(size), date=f"{until.astimezone(words.VIETNAM):%d/%m/%Y}")
        )

    def forget(self) -> None:
        """Another incident comes: none of these rows is its."""
        for row in self.rows.values():
            self._body.removeWidget(row)
            row.deleteLater()
        self.rows = {}

    def retranslate(self) -> None:
        self.title.setText(self.tr("Bằng chứng"))
        self.add.setText(self.tr("Thêm tệp"))
        self.empty.setText(self.tr("Chưa có bằng chứng. Thêm tệp, hoặc lập sự vụ từ cảnh báo để có ảnh và đoạn phim."))
        self._show_facts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _size(count: int) -> str:
    """Bytes as people read them."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
