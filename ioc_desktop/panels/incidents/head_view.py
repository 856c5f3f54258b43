"""The top of an incident's page: what it is, how long it goes on, its stages, and the next step."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import PROGRAM, Way
from ioc_desktop.kernel.incidents.model import Incident
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import Button, IconButton, label, line

_MARK_PX = 44
_STRIP_PX = 56
_BOX_PX = 28
_SHORT_PX = 150
_CLOCK_PX = 26


def _clock_font() -> QFont:
    """The fixed-width face, as large as a clock that is read from a few steps away."""
    font = QFont(themes.current().font("desk.mono"))
    font.setPixelSize(_CLOCK_PX)
    return font


class OneLine(QLabel):
    """A label that shortens its text at the end where there is no room, and says all of it in its tooltip."""

    def __init__(self, kind: str, *, tone: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("type", kind)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(_SHORT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class SeverityMark(QWidget):
    """A filled block with the shape of a severity."""

    def __init__(self) -> None:
        super().__init__()
        self._incident: Incident | None = None
        self.setFixedSize(_MARK_PX, _MARK_PX)

    def show_incident(self, incident: Incident) -> None:
        self._incident = incident
        self.setAccessibleName(words.severity(incident.severity))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._incident is None:
            return
        theme, name = themes.current(), f"severity.{self._incident.severity.value}"
        is_open = self._incident.stage in flow.OPEN_STAGES
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{name}.fill" if is_open else "surface.3"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        color = f"{name}.on_fill" if is_open else "text.secondary"
        painter.drawPixmap(9, 9, theme.pixmap(name, color, 26, self.devicePixelRatioF()))
        painter.end()


class DrillBar(QWidget):
    """A white bar over the page: nobody takes a drill for the real thing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("text.primary"))
        painter.setFont(theme.font("desk.row_title"))
        painter.setPen(theme.color("surface.0"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words.tr(words.DRILL))
        painter.end()


class StageStrip(QWidget):
    """The seven stages with the times when they were reached."""

    def __init__(self) -> None:
        super().__init__()
        self._incident: Incident | None = None
        self._now: datetime | None = None
        self.setFixedHeight(_STRIP_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_incident(self, incident: Incident, now: datetime) -> None:
        self._incident, self._now = incident, now
        self.setAccessibleName(words.stage(incident.stage))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, _STRIP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), themes.current().color("surface.0"))
        if self._incident is None:
            return
        width = (self.width() - 24) / len(flow.STRIP)
        for place, stage in enumerate(flow.STRIP):
            self._paint_stage(painter, QRectF(16 + place * width, 0, width, self.height()), place, stage)
        painter.fillRect(0, self.height() - 1, self.width(), 1, themes.current().color("border.subtle"))
        painter.end()

    def _paint_stage(self, painter: QPainter, area: QRectF, place: int, stage: str) -> None:
        assert self._incident is not None
        theme, incident = themes.current(), self._incident
        is_now = incident.stage == stage
        is_past = not is_now and self._is_past(stage)
        self._paint_box(painter, area, place, is_now=is_now, is_past=is_past)
        title = words.stage(stage)
        room = area.adjusted(_BOX_PX + 10, 8, -6, 0)
        painter.setFont(theme.font("desk.row_title"))
        painter.setPen(theme.color("text.primary" if is_now else "text.secondary" if is_past else "text.muted"))
        shown = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QRectF(room.left(), 8, room.width(), 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme.font("desk.mono_small"))
        painter.setPen(theme.color("text.secondary" if is_now or is_past else "text.muted"))
        at = incident.times.get(stage) if is_now or is_past else None
        said = words.clock(at, self._now) if at else "–"
        painter.drawText(QRectF(room.left(), 28, room.width(), 20), Qt.AlignmentFlag.AlignVCenter, said)
        if is_now:
            painter.fillRect(QRectF(area.left(), area.bottom() - 4, area.width() - 12, 4), theme.color("accent"))

    def _is_past(self, stage: str) -> bool:
        """Reached, and before where it is; of what was cancelled all that was reached."""
        assert self._incident is not None
        if stage not in self._incident.times:
            return False
        now = self._incident.stage
        return now == flow.CANCELLED or flow.STRIP.index(stage) < flow.STRIP.index(now)

    def _paint_box(self, painter: QPainter, area: QRectF, place: int, *, is_now: bool, is_past: bool) -> None:
        theme = themes.current()
        box = QRect(int(area.left()), 14, _BOX_PX, _BOX_PX)
        ratio = self.devicePixelRatioF()
        painter.setPen(Qt.PenStyle.NoPen)
        if is_now:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(box, 3, 3)
            painter.drawPixmap(box.left() + 5, box.top() + 5, theme.pixmap("mdi6.circle", "surface.0", 18, ratio))
            return
        if is_past:
            painter.setBrush(theme.color("surface.3"))
            painter.drawRoundedRect(box, 3, 3)
            painter.drawPixmap(box.left() + 5, box.top() + 5, theme.pixmap("vote.for", "text.primary", 18, ratio))
            return
        painter.setPen(theme.color("border.control"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(theme.font("desk.mono_small"))
        painter.setPen(theme.color("text.muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))


class IncidentHead(QFrame):
    """Header of the page.

    Signals:
        back_requested(): to all incidents.
        edit_requested(): change what is known of it.
        report_requested(): make its report.
        step_requested(str): bring it to this stage.
        false_requested(): it is not true.
        merge_requested(): it is the same as another.
        status_chosen(str): where in its stage it is.
        save_requested(), case_requested(), message_requested(): its report, its case file, its message as a file.
    """

    back_requested = Signal()
    edit_requested = Signal()
    report_requested = Signal()
    step_requested = Signal(str)
    false_requested = Signal()
    merge_requested = Signal()
    status_chosen = Signal(str)
    save_requested = Signal()
    case_requested = Signal()
    message_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._incident: Incident | None = None
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = IconButton("mdi6.chevron-left", "", clicked=self.back_requested.emit)
        self.mark = SeverityMark()
        self.title = OneLine("title2")
        self.facts = OneLine("caption", tone="secondary")
        self.elapsed = label()
        self.since = label(kind="caption", tone="muted")
        self.edit = IconButton("action.edit", "", framed=True, clicked=self.edit_requested.emit)
        self.report = Button("", icon="action.pdf", clicked=self.report_requested.emit)
        self.next = Button("", "primary", icon="mdi6.arrow-right", clicked=self._take_step)
        self.more = IconButton("mdi6.dots-vertical", "", framed=True, clicked=self._open_menu)
        self.drill = DrillBar()
        self.strip = StageStrip()
        self._may: dict[str, bool] = {}
        self._way = PROGRAM
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        names.addStretch(1)
        self.elapsed.setFont(_clock_font())
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addStretch(1)
        clock.addWidget(self.elapsed, 0, Qt.AlignmentFlag.AlignRight)
        clock.addWidget(self.since, 0, Qt.AlignmentFlag.AlignRight)
        clock.addStretch(1)
        holder = QWidget()
        holder.setFixedHeight(themes.current().number("size.header"))
        row = QHBoxLayout(holder)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.mark)
        row.addLayout(names, 1)
        row.addLayout(clock)
        row.addSpacing(4)
        for button in (self.edit, self.report, self.next, self.more):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(line())
        column.addWidget(self.drill)
        column.addWidget(self.strip)

    def show_incident(self, incident: Incident, now: datetime, may: dict[str, bool], way: Way = PROGRAM) -> None:
        """Fill it.

        Args:
            may: stage → whether this account may bring it there; ``"work"``: whether it may change it;
                ``"case"``: whether it may take uncovered evidence out.
            way: how incidents go at this centre.
        """
        self._incident, self._may, self._way = incident, may, way
        self.mark.show_incident(incident)
        self.strip.show_incident(incident, now)
        self.drill.setVisible(incident.is_drill)
        self.edit.setVisible(may.get("work", False) and incident.stage not in {flow.CANCELLED, flow.REVIEWED})
        self._show_texts()
        self.tick(now)

    def _show_texts(self) -> None:
        if self._incident is None:
            return
        self.title.setText(self._incident.title)
        self.facts.setText(words.headline(self._incident, self._way))
        step = next(iter(self._steps()), None)
        self.next.setVisible(step is not None)
        if step is not None:
            self.next.setText(self._step_title(step))

    def _step_title(self, end: str) -> str:
        if self._incident is not None and (self._incident.stage, end) == (flow.VERIFYING, flow.RESPONDING):
            return self.tr("Thật: sang Ứng phó")
        return self.tr("Chuyển sang {stage}").format(stage=words.stage(end))

    def _steps(self) -> list[str]:
        """Stages that it may be brought to, the usual one first."""
        if self._incident is None:
            return []
        steps = self._way.workflow.steps(self._incident.stage, lambda _right: True)
        return [step.end for step in steps if self._may.get(step.end) and step.end != flow.CANCELLED]

    def _others(self) -> list[str]:
        may_end = self._incident is not None and self._may.get(flow.CANCELLED, False)
        return [*self._steps()[1:], *(["false", "merge"] if may_end else [])]

    def tick(self, now: datetime) -> None:
        """Time has passed."""
        if self._incident is None:
            return
        end = words.end(self._incident, now)
        self.elapsed.setText(words.elapsed(end - self._incident.detected_at))
        is_open = self._incident.stage in flow.OPEN_STAGES
        self.since.setText(self.tr("từ lúc phát hiện") if is_open else self.tr("đã diễn ra"))

    def _take_step(self) -> None:
        steps = self._steps()
        if steps:
            self.step_requested.emit(steps[0])

    def _open_menu(self) -> None:
        menu = self.menu()
        where = self.more.rect().bottomRight()
        menu.popup(self.more.mapToGlobal(where) - menu.rect().topRight())

    def menu(self) -> QMenu:
        """The other steps."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for end in self._others():
            if end == "false":
                menu.addAction(self.tr("Tin giả: hủy sự vụ…"), self.false_requested.emit)
            elif end == "merge":
                menu.addAction(self.tr("Trùng: gộp vào sự vụ khác…"), self.merge_requested.emit)
            else:
                menu.addAction(f"{self._step_title(end)}…", partial(self.step_requested.emit, end))
        self._add_statuses(menu)
        menu.addSeparator()
        menu.addAction(self.tr("Lưu báo cáo ra tệp PDF…"), self.save_requested.emit)
        if self._may.get("case"):
            menu.addAction(self.tr("Xuất hồ sơ kèm bằng chứng (ZIP)…"), self.case_requested.emit)
        if self._may.get("work"):
            menu.addAction(self.tr("Xuất bản tin kiểu EIDO (JSON)…"), self.message_requested.emit)
        return menu

    def _add_statuses(self, menu: QMenu) -> None:
        """Where in its stage it is, where the stage has several names for that."""
        incident = self._incident
        known = self._way.workflow.statuses_of(incident.stage) if incident is not None and self._may.get("work") else ()
        if incident is None or len(known) < 2:
            return
        menu.addSection(self.tr("Trạng thái"))
        for status in known:
            action = menu.addAction(words.tr(status.title), partial(self.status_chosen.emit, status.key))
            action.setCheckable(True)
            action.setChecked(status.key == incident.status)

    def retranslate(self) -> None:
        self.back.set_tip(self.tr("Về danh sách (Esc)"))
        self.edit.set_tip(self.tr("Sửa thông tin (E)"))
        self.more.set_tip(self.tr("Việc khác"))
        self.report.setText(self.tr("Lập báo cáo"))
        self.report.setToolTip(self.tr("Lập báo cáo PDF (Ctrl P)"))
        self._show_texts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
