"""The checklist of an incident: what is done, what is next, what comes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents.model import Dossier, Step, StepState
from ioc_desktop.kernel.incidents.templates import template
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.widgets.labels import Button, IconButton, label
from ioc_desktop.ui.widgets.scroll_column import ScrollColumn

_BOX_PX = 22


class Share(QWidget):
    """How many steps are done, a bar per step."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setFixedHeight(4)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        theme, painter = themes.current(), QPainter(self)
        width = self.width() / len(self._steps)
        following = next((step for step in self._steps if step.state is StepState.OPEN), None)
        for place, step in enumerate(self._steps):
            color = "text.secondary" if step.state is not StepState.OPEN else "surface.3"
            color = "accent" if step is following else color
            painter.fillRect(int(place * width), 0, max(2, int(width) - 3), 4, theme.color(color))
        painter.end()


class StepBox(QWidget):
    """The tick or the number of a step."""

    def __init__(self, step: Step, *, is_next: bool) -> None:
        super().__init__()
        self._step, self._is_next = step, is_next
        self.setFixedSize(_BOX_PX, _BOX_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = themes.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        ratio = self.devicePixelRatioF()
        if self._step.state is not StepState.OPEN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface.3"))
            painter.drawRoundedRect(area, 3, 3)
            icon = "vote.for" if self._step.state is StepState.DONE else "mdi6.skip-next"
            painter.drawPixmap(2, 2, theme.pixmap(icon, "text.primary", 18, ratio))
        else:
            painter.setPen(Qt.PenStyle.NoPen if self._is_next else theme.color("border.control"))
            painter.setBrush(theme.color("accent") if self._is_next else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 3, 3)
            painter.setFont(theme.font("desk.mono_small"))
            painter.setPen(theme.color("surface.0" if self._is_next else "text.secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._step.position))
        painter.end()


class StepRow(QFrame):
    """One step; the next one has its buttons.

    Signals:
        done(object): tick it (UUID).
        skipped(object): leave it out (UUID).
        reopened(object): take the tick back (UUID).
    """

    done = Signal(object)
    skipped = Signal(object)
    reopened = Signal(object)

    def __init__(self, step: Step, now: datetime, *, is_next: bool, may_work: bool) -> None:
        super().__init__()
        self.step, self.is_next = step, is_next
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        is_open = step.state is StepState.OPEN
        tone = "" if is_next else "secondary" if is_open else "muted"
        self.text = label(step.text, "row_title" if is_next else "", tone=tone, wrap=True)
        self.note = label(self._note(now), "caption", tone=self._tone(now), wrap=True)
        self.note.setVisible(bool(self.note.text()))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self.note)
        if is_next and may_work:
            column.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(StepBox(step, is_next=is_next), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        if may_work and not is_next:
            self._add_quick(row, is_open=is_open)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(8)
        identifier = self.step.id
        buttons.addWidget(
            Button(self.tr("Xong"), "primary", icon="vote.for", small=True, clicked=lambda: self.done.emit(identifier))
        )
        skip = Button(self.tr("Bỏ qua…"), "quiet", small=True, clicked=lambda: self.skipped.emit(identifier))
        buttons.addWidget(skip)
        buttons.addStretch(1)
        return buttons

    def _add_quick(self, row: QHBoxLayout, *, is_open: bool) -> None:
        """Steps need not be done in their order; a tick may be taken back."""
        identifier = self.step.id
        if is_open:
            made = IconButton("vote.for", self.tr("Xong"), small=True, clicked=lambda: self.done.emit(identifier))
        else:
            made = IconButton(
                "action.undo", self.tr("Mở lại bước"), small=True, clicked=lambda: self.reopened.emit(identifier)
            )
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    def _note(self, now: datetime) -> str:
        step = self.step
        if step.done_at is not None:
            said = f"{words.clock(step.done_at, now)} · {step.done_by}"
            return f"{said} · {step.note}" if step.note else said
        parts = [step.hint] if step.hint else []
        if not step.is_required:
            parts.append(self.tr("khi cần"))
        if step.due_at is not None:
            left = step.due_at - now
            time = words.short(step.due_at, now)
            parts.append(
                self.tr("Trước {time}, còn {left}").format(time=time, left=words.lasted(left))
                if left.total_seconds() >= 0
                else self.tr("Trước {time}, quá {left}").format(time=time, left=words.lasted(-left))
            )
        return " · ".join(parts)

    def _tone(self, now: datetime) -> str:
        step = self.step
        is_late = step.state is StepState.OPEN and step.due_at is not None and step.due_at < now
        return "critical" if is_late and self.is_next else "muted"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_next:
            theme, painter = themes.current(), QPainter(self)
            painter.fillRect(self.rect(), theme.color("accent.wash"))
            painter.fillRect(0, 0, 4, self.height(), theme.color("accent"))
            painter.end()


class Checklist(QFrame):
    """The whole list.

    Signals:
        done(object), skipped(object), reopened(object): of a step (UUID).
    """

    done = Signal(object)
    skipped = Signal(object)
    reopened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.title = label(kind="title3")
        self.count = label(kind="row_title")
        self.share = Share()
        self.rows: list[StepRow] = []
        self._shown: tuple[object, ...] = ()
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        self._area = ScrollColumn(top_px=4, bottom_px=8)
        self._body = self._area.body
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 16, 0)
        bar.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self._area, 1)

    def show_steps(self, dossier: Dossier, now: datetime, *, may_work: bool) -> None:
        """Fill it; rows are made anew only when something changed, or a minute has passed."""
        steps = dossier.steps
        self.title.setText(template(dossier.incident.kind).title)
        self.count.setText(f"{sum(step.state is not StepState.OPEN for step in steps)}/{len(steps)}")
        self.share.show_steps(steps)
        shown = (steps, may_work, now.replace(second=0, microsecond=0))
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._body.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(step, dossier, now, may_work=may_work) for step in steps]
        for place, row in enumerate(self.rows):
            self._body.insertWidget(place, row)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """The next step is what the eye looks for."""
        for row in self.rows:
            if row.is_next:
                self._area.ensureWidgetVisible(row, 0, 60)

    def _row(self, step: Step, dossier: Dossier, now: datetime, *, may_work: bool) -> StepRow:
        row = StepRow(step, now, is_next=step is dossier.next_step and may_work, may_work=may_work)
        row.done.connect(self.done)
        row.skipped.connect(self.skipped)
        row.reopened.connect(self.reopened)
        return row

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
