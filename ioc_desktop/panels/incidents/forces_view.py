"""Who was sent to an incident and how far they are; what is there; who is involved."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ioc_desktop.kernel.incidents.model import (
    PERSON_TITLES,
    TASK_FOLLOWS,
    Dossier,
    Person,
    Resource,
    Task,
    TaskState,
)  # fmt: skip
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui.widgets.labels import Button, IconButton, Picture, label
from ioc_desktop.ui.widgets.scroll_column import ScrollColumn

_MORE = "mdi6.dots-horizontal"


class TaskRow(QWidget):
    """One unit.

    Signals:
        reported(object, object): a task (UUID) is now in a state (``TaskState``).
    """

    reported = Signal(object, object)

    def __init__(self, task: Task, now: datetime, *, may_work: bool) -> None:
        super().__init__()
        self.task = task
        said = task.what if task.state.is_open or not task.note else task.note
        state = words.task_state(task.state)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(task.unit, "row_title" if task.state.is_open else "", wrap=True), 1)
        head.addWidget(label(words.short(task.at, now), "mono_small"), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(head)
        names.addWidget(label(f"{state} · {said}" if said else state, "caption", tone="secondary", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Picture("thing.team", "text.secondary", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        if may_work and task.state.is_open:
            self.more = IconButton(_MORE, self.tr("Báo trạng thái"), small=True, clicked=self._open_menu)
            row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def menu(self) -> QMenu:
        """What the unit may report next."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in TASK_FOLLOWS[self.task.state.value]:
            state = TaskState(key)
            title = words.task_state(state)
            title = f"{title[:1].upper()}{title[1:]}" + ("…" if state is TaskState.WITHDRAWN else "")
            menu.addAction(title, partial(self.reported.emit, self.task.id, state))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Forces(QFrame):
    """Units, resources, people.

    Signals:
        send_requested(): send a unit.
        bring_requested(): resources have come.
        involve_requested(): write down a person.
        reported(object, object): a task (UUID) is now in a state.
        left(object): a resource (UUID) has left.
        redact_requested(object): erase who a person (UUID) is.
        call_requested(str): a telephone number or SIP address is to be called.
    """

    send_requested = Signal()
    bring_requested = Signal()
    involve_requested = Signal()
    reported = Signal(object, object)
    left = Signal(object)
    redact_requested = Signal(object)
    call_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.title = label(kind="title3")
        self.add = Button("", icon="action.add", small=True, clicked=self._open_menu)
        self._may_people = False
        self._shown: tuple[object, ...] = ()
        self.rows: list[QWidget] = []
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 6)
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        area = ScrollColumn(bottom_px=8)
        self._body = area.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        self.retranslate()

    def show_forces(self, dossier: Dossier, now: datetime, *, may_work: bool, may_people: bool) -> None:
        """Fill it; rows are made anew only when something changed."""
        people = dossier.people if may_people else ()
        shown = (dossier.tasks, dossier.resources, people, may_work, now.date())
        self.add.setVisible(may_work)
        self._may_people = may_people
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._body.removeWidget(row)
            row.deleteLater()
        self.rows = [self._task(task, now, may_work=may_work) for task in dossier.tasks]
        self.rows += [self._resource(each, now, may_work=may_work) for each in dossier.resources]
        self.rows += [self._person(each) for each in people]
        if not self.rows:
            empty = label(self.tr("Chưa cử lực lượng nào."), tone="muted", wrap=True)
            empty.setContentsMargins(16, 4, 16, 4)
            self.rows = [empty]
        for place, row in enumerate(self.rows):
            self._body.insertWidget(place, row)

    def _task(self, task: Task, now: datetime, *, may_work: bool) -> QWidget:
        row = TaskRow(task, now, may_work=may_work)
        row.reported.connect(self.reported)
        return row

    def _resource(self, resource: Resource, now: datetime, *, may_work: bool) -> QWidget:
        state = self.tr("đã đến") if resource.left_at is None else self.tr("đã rời")
        note = f"{state} · {resource.unit}" if resource.unit else state
        made, row = _row("thing.vehicle", f"{resource.quantity} {resource.name}", note)
        row.addWidget(label(words.short(resource.left_at or resource.arrived_at, now), "mono_small"))
        if may_work and resource.left_at is None:
            identifier = resource.id
            row.addWidget(
                IconButton("mdi6.logout", self.tr("Đã rời"), small=True, clicked=lambda: self.left.emit(identifier))
            )
        return made

    def _person(self, person: Person) -> QWidget:
        is_gone = person.redacted_at is not None
        name = self.tr("đã xóa danh tính") if is_gone else person.name
        detail = " · ".join(part for part in (words.tr(PERSON_TITLES[person.role]), person.phone, person.note) if part)
        made, row = _row("mdi6.account-outline", name, detail)
        if person.phone and not is_gone:
            phone, said = person.phone, self.tr("Gọi {phone}").format(phone=person.phone)
            row.addWidget(
                IconButton("mdi6.phone-outline", said, small=True, clicked=lambda: self.call_requested.emit(phone))
            )
        if not is_gone:
            identifier, tip = person.id, self.tr("Xóa danh tính")
            row.addWidget(
                IconButton("camera.masked", tip, small=True, clicked=lambda: self.redact_requested.emit(identifier))
            )
        return made

    def menu(self) -> QMenu:
        """What can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Cử lực lượng…  (G)"), self.send_requested.emit)
        menu.addAction(self.tr("Phương tiện, nhân lực đến…"), self.bring_requested.emit)
        if self._may_people:
            menu.addAction(self.tr("Người liên quan…"), self.involve_requested.emit)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Lực lượng"))
        self.add.setText(self.tr("Thêm"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
            self.retranslate()


def _row(icon: str, title: str, note: str) -> tuple[QWidget, QHBoxLayout]:
    """A line with an icon, and its layout for what comes to the right."""
    made = QWidget()
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(label(title, wrap=True))
    if note:
        names.addWidget(label(note, "caption", tone="muted", wrap=True))
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 6, 8, 6)
    row.setSpacing(8)
    row.addWidget(Picture(icon, "text.secondary", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(names, 1)
    return made, row
