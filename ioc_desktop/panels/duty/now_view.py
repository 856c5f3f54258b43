"""The page of the shift that runs: who is posted, who stands, what is open, and the way to the next officer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.duty.model import Handover, Task
from ioc_desktop.kernel.duty.times import VIETNAM
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.items_view import ItemsView
from ioc_desktop.panels.duty.presenter import DutyPresenter, Now
from ioc_desktop.ui import tasks
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.labels import Button, label, line
from ioc_desktop.ui.widgets.states import ErrorState, LoadingBars

_SHIFT_PX = 400
_EVERY_MS = 30_000


class ShiftBar(QWidget):
    """How much of the shift is over: a bar, 6 px high."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self._share = 0.0

    def show_share(self, share: float) -> None:
        self._share = min(1.0, max(0.0, share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = themes.current(), QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.3"))
        painter.fillRect(0, 0, round(self.width() * self._share), self.height(), theme.color("accent"))


class WaitingCard(QFrame):
    """A hand-over that nobody has taken yet.

    Signals:
        take_requested(object), withdraw_requested(object): carry the ``Handover``.
    """

    take_requested = Signal(object)
    withdraw_requested = Signal(object)

    def __init__(self, handover: Handover, now: Now, *, is_own: bool) -> None:
        super().__init__()
        self.setProperty("surface", "sheet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        said = words.given(handover, now.people, now.at.astimezone(VIETNAM).date())
        row.addWidget(label(said, "row_title", wrap=True), 1)
        self.withdraw = Button(self.tr("Rút lại"), clicked=lambda: self.withdraw_requested.emit(handover))
        self.withdraw.setVisible(is_own)
        self.take = Button(self.tr("Ký nhận ca"), "primary", clicked=lambda: self.take_requested.emit(handover))
        row.addWidget(self.withdraw)
        row.addWidget(self.take)


class NowPage(QWidget):
    """Left the shift and its people, right what is open.

    Signals:
        check_in_requested(), leave_requested(), give_requested(): the officer's own acts.
        take_requested(object), withdraw_requested(object): of a waiting ``Handover``.
        shown(): new words are on the screen.
    """

    check_in_requested = Signal()
    leave_requested = Signal()
    give_requested = Signal()
    take_requested = Signal(object)
    withdraw_requested = Signal(object)
    shown = Signal()

    def __init__(self, context: PanelContext, presenter: DutyPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self.now: Now | None = None
        self.name, self.hours = label("", "title1"), label("", "mono", tone="secondary")
        self.bar, self.left = ShiftBar(), label("", tone="secondary")
        self._facts = {key: (label("", "caption", tone="muted"), label("", wrap=True)) for key in _FACTS}
        self.check_in = Button("", "primary", icon="mdi6.login-variant", clicked=self.check_in_requested.emit)
        self.give = Button("", "primary", icon="mdi6.account-switch-outline", clicked=self.give_requested.emit)
        self.leave = Button("", icon="mdi6.logout-variant", clicked=self.leave_requested.emit)
        self.open_title = label("", "title3")
        self.items = ItemsView()
        self._waiting: list[WaitingCard] = []
        self.failed = ErrorState("", on_retry=self.reload)
        self._lay_out()
        self._tick = QTimer(self, interval=_EVERY_MS)
        self._tick.timeout.connect(self.reload)
        self._tick.start()
        self.retranslate()
        self.reload()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(8)
        column.addLayout(self.cards)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._shift_card())
        across.addWidget(self._open_card(), 1)
        column.addLayout(across, 1)
        self.body, self.loading = body, LoadingBars()
        self.pages = QStackedWidget()
        for page in (self.loading, body, self.failed):
            self.pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    def _shift_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "card")
        card.setFixedWidth(_SHIFT_PX)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(4)
        for part in (self.name, self.hours):
            column.addWidget(part)
        column.addSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.left)
        for title, value in self._facts.values():
            column.addSpacing(12)
            column.addWidget(title)
            column.addWidget(value)
        column.addStretch(1)
        for button in (self.check_in, self.give, self.leave):
            column.addSpacing(4)
            column.addWidget(button)
        return card

    def _open_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(8)
        column.addWidget(self.open_title)
        column.addWidget(line())
        column.addWidget(self.items, 1)
        return card

    # ------------------------------------------------------------------ reading

    def reload(self) -> None:
        tasks.start(self._load(), self, self._fail)

    async def _load(self) -> None:
        self._show(await self._presenter.now())

    def _fail(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa đọc được ca trực"), tr_error(error), self.tr("Thử lại"))
        self.pages.setCurrentWidget(self.failed)

    def _show(self, now: Now) -> None:
        self.now = now
        today = now.at.astimezone(VIETNAM).date()
        self.name.setText(now.slot.name)
        self.hours.setText(words.hours(now.slot))
        whole = (now.slot.ends_at - now.slot.starts_at).total_seconds()
        rest = (now.slot.ends_at - now.at).total_seconds()
        self.bar.show_share(1 - rest / whole)
        self.left.setText(self.tr("còn {time}").format(time=words.duration(rest)))
        said = {
            "leader": words.posted(now.posts, now.people, Task.LEADER),
            "officer": words.posted(now.posts, now.people, Task.OFFICER),
            "standing": "\n".join(words.standing(turn, now.people, today) for turn in now.standing)
            or self.tr("Chưa ai vào ca"),
            "next": self._following(now),
        }
        for key, (_, value) in self._facts.items():
            value.setText(said[key])
        self._show_waiting(now)
        self.items.show_gift(now.gift, today)
        self._offer(now)
        self.pages.setCurrentWidget(self.body)
        self.shown.emit()

    def _following(self, now: Now) -> str:
        who = words.names(now.people, (post.account_id for post in now.next_posts)) or self.tr("chưa phân công")
        return f"{now.next_slot.name} {words.hours(now.next_slot)}\n{who}"

    def _show_waiting(self, now: Now) -> None:
        for card in self._waiting:
            self.cards.removeWidget(card)
            card.deleteLater()
        me = self._context.session.account_id
        self._waiting = [WaitingCard(each, now, is_own=each.given_by == me) for each in now.waiting]
        for card in self._waiting:
            card.take_requested.connect(self.take_requested)
            card.withdraw_requested.connect(self.withdraw_requested)
            self.cards.addWidget(card)

    def _offer(self, now: Now) -> None:
        """Only what this person may do now."""
        who = self._context.session
        stands, has_given = now.turn_of(who.account_id) is not None, now.given_by(who.account_id) is not None
        self.check_in.setVisible(not stands and who.may("duty.stand"))
        self.give.setVisible(stands and not has_given)
        self.leave.setVisible(stands and not has_given)

    def retranslate(self) -> None:
        self.check_in.setText(self.tr("Vào ca"))
        self.give.setText(self.tr("Bàn giao ca"))
        self.leave.setText(self.tr("Rời ca không bàn giao"))
        self.open_title.setText(self.tr("Việc đang mở sẽ bàn giao"))
        titles = {
            "leader": self.tr("Lãnh đạo trực"), "officer": self.tr("Trực ban theo lịch"),
            "standing": self.tr("Đang trong ca"), "next": self.tr("Ca sau"),
        }  # fmt: skip
        for key, (title, _) in self._facts.items():
            title.setText(titles[key])
        self.items.forget()
        if self.now is not None:
            self._show(self.now)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


_FACTS = ("leader", "officer", "standing", "next")
