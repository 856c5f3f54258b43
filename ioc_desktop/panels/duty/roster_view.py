"""The page of the roster: a week, its shifts, and who is on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.duty.model import PLAN, TASK_TITLES, Post, Task
from ioc_desktop.kernel.duty.times import Slot
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.dialogs import PostDialog
from ioc_desktop.panels.duty.presenter import DAYS, DutyPresenter, Week, monday_of
from ioc_desktop.ui import tasks
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.labels import Button, IconButton, label
from ioc_desktop.ui.widgets.states import ErrorState, LoadingBars


class RosterPage(QWidget):
    """Seven days; the chosen shift's people stand under the table, where they are put on and taken off.

    Signals:
        shown(): a week is on the screen.
    """

    shown = Signal()

    def __init__(self, context: PanelContext, presenter: DutyPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self._may_plan = context.session.may(PLAN)
        self._monday = monday_of(context.duty.handovers.now().date())
        self.week: Week | None = None
        self.title = label("", "title3")
        self.earlier = IconButton("mdi6.chevron-left", "", framed=True, clicked=lambda: self.turn(-1))
        self.later = IconButton("mdi6.chevron-right", "", framed=True, clicked=lambda: self.turn(1))
        self.this_week = Button("", clicked=self.go_to_this_week)
        self.copy = Button("", icon="mdi6.content-copy", clicked=self._press_copy)
        self.table = QTableWidget(0, DAYS)
        self.chosen = label("", "row_title")
        self.post = Button("", "primary", icon="action.add", clicked=self._ask_whom)
        self.people = QHBoxLayout()
        self.failed = ErrorState("", on_retry=self.reload)
        self._dress_table()
        self._lay_out()
        self.retranslate()
        self.reload()

    def _dress_table(self) -> None:
        table = self.table
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        table.itemSelectionChanged.connect(self._offer)
        table.itemActivated.connect(lambda _item: self._ask_whom())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.earlier, self.later, self.this_week):
            head.addWidget(widget)
        head.addSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.copy)
        self.bar = QFrame()
        self.bar.setProperty("surface", "card")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self.chosen)
        self.people.setSpacing(8)
        row.addLayout(self.people)
        row.addStretch(1)
        row.addWidget(self.post)
        self.pages, self.loading = QStackedWidget(), LoadingBars()
        for page in (self.loading, self.table, self.failed):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # ------------------------------------------------------------------ reading

    def turn(self, weeks: int) -> None:
        """Go so many weeks forward."""
        self._monday += timedelta(days=7 * weeks)
        self.reload()

    def go_to_this_week(self) -> None:
        self._monday = monday_of(self._context.duty.handovers.now().date())
        self.reload()

    def reload(self) -> None:
        tasks.start(self._load(), self, self._fail)

    async def _load(self) -> None:
        self._show(await self._presenter.week(self._monday))

    def _fail(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được lịch trực"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _show(self, week: Week) -> None:
        self.week = week
        row, column = self.table.currentRow(), self.table.currentColumn()
        self.title.setText(words.week(week.monday, week.monday + timedelta(days=DAYS - 1)))
        self.table.setRowCount(len(week.times))
        self.table.setVerticalHeaderLabels([f"{time.name}\n{words.hours(week.slot(time, 0))}" for time in week.times])
        days = [week.monday + timedelta(days=day) for day in range(DAYS)]
        self.table.setHorizontalHeaderLabels([f"{words.tr(words.DAYS[day])} {on:%d/%m}" for day, on in enumerate(days)])
        for place, time in enumerate(week.times):
            for day in range(DAYS):
                self.table.setItem(place, day, self._cell(week, week.slot(time, day), days[day]))
        if row < 0:
            row, column = 0, max(0, min(DAYS - 1, (week.on_today - week.monday).days))
        self.table.setCurrentCell(min(row, len(week.times) - 1), column)
        self.pages.setCurrentWidget(self.table)
        self._offer()
        self.shown.emit()

    @staticmethod
    def _cell(week: Week, slot: Slot, on: date) -> QTableWidgetItem:
        posts = week.posts.get(slot.starts_at, ())
        item = QTableWidgetItem("\n".join(_line(post, week.people) for post in posts))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if on < week.on_today:
            item.setForeground(themes.current().color("text.muted"))
        return item

    # ------------------------------------------------------------------ planning

    def _slot(self) -> Slot | None:
        """The chosen shift."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        if self.week is None or not 0 <= row < len(self.week.times) or column < 0:
            return None
        return self.week.slot(self.week.times[row], column)

    def _offer(self) -> None:
        slot, week = self._slot(), self.week
        self.bar.setVisible(slot is not None and self._may_plan)
        self.copy.setVisible(self._may_plan)
        if slot is None or week is None:
            return
        self.chosen.setText(f"{slot.name} {slot.day:%d/%m}")
        while (gone := self.people.takeAt(0)) is not None:
            if (widget := gone.widget()) is not None:
                widget.deleteLater()
        for post in week.posts.get(slot.starts_at, ()):
            self.people.addWidget(self._taker_off(post, week))

    def _taker_off(self, post: Post, week: Week) -> Button:
        who, roster = self._context.session, self._context.duty.roster
        name = words.name(week.people, post.account_id)
        button = Button(name, icon="mdi6.close", clicked=lambda: self._do(lambda: roster.take_off(post.id, who)))
        button.setToolTip(self.tr("Bỏ {name} khỏi ca").format(name=name))
        return button

    def _ask_whom(self) -> None:
        slot, week = self._slot(), self.week
        if slot is None or week is None or not self._may_plan:
            return
        dialog = PostDialog(self, slot, week.people)
        if dialog.exec():
            account, task, who = dialog.person.currentData(), dialog.task.currentData(), self._context.session
            self._do(lambda: self._context.duty.roster.post(slot, account, Task(task), who))

    def _press_copy(self) -> None:
        monday, who = self._monday, self._context.session
        self._do(lambda: self._context.duty.roster.copy_week(monday, who))

    def _do(self, deed: Callable[[], object]) -> None:
        tasks.start(self._presenter.write(deed), self)

    def retranslate(self) -> None:
        self.earlier.set_tip(self.tr("Tuần trước"))
        self.later.set_tip(self.tr("Tuần sau"))
        self.this_week.setText(self.tr("Tuần này"))
        self.copy.setText(self.tr("Chép tuần trước"))
        self.post.setText(self.tr("Phân công"))
        if self.week is not None:
            self._show(self.week)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _line(post: Post, people: words.People) -> str:
    name = words.name(people, post.account_id)
    return f"{words.tr(TASK_TITLES[post.task])}: {name}" if post.task is Task.LEADER else name
