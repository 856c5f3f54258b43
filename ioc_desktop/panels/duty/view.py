"""The page of the duty shift: now, the roster, past hand-overs, summaries, under one header."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import Handover
from ioc_desktop.kernel.duty.times import VIETNAM
from ioc_desktop.panels.duty import words
from ioc_desktop.panels.duty.briefs_view import BriefsPage
from ioc_desktop.panels.duty.dialogs import GiveDialog, TakeDialog
from ioc_desktop.panels.duty.history_view import HistoryPage
from ioc_desktop.panels.duty.now_view import NowPage
from ioc_desktop.panels.duty.presenter import DutyPresenter
from ioc_desktop.panels.duty.roster_view import RosterPage
from ioc_desktop.ui import tasks
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.header import Header


class DutyView(QWidget):
    """Four pages; acts of the officer start here.

    Signals:
        arrived(): carries the service's word from the thread of a write or of synchronisation to the window's.
    """

    arrived = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context, self._presenter = context, DutyPresenter(context)
        self.header = Header("")
        self.choice = SegmentedButtons([("now", ""), ("roster", ""), ("history", ""), ("briefs", "")])
        self.choice.changed.connect(self.turn)
        self.header.add_action(self.choice)
        self.now = NowPage(context, self._presenter)
        self.roster = RosterPage(context, self._presenter)
        self.history = HistoryPage(context, self._presenter)
        self.briefs = BriefsPage(context, self._presenter)
        self._pages: dict[str, NowPage | RosterPage | HistoryPage | BriefsPage] = {
            "now": self.now,
            "roster": self.roster,
            "history": self.history,
            "briefs": self.briefs,
        }
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in self._pages.values():
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)

    def _listen(self) -> None:
        self.now.shown.connect(self._say)
        self.now.check_in_requested.connect(self._check_in)
        self.now.leave_requested.connect(self._leave)
        self.now.give_requested.connect(self._give)
        self.now.take_requested.connect(self._take)
        self.now.withdraw_requested.connect(self._withdraw)
        self.arrived.connect(self.reload, Qt.ConnectionType.QueuedConnection)
        forget = self._context.duty.changed.connect(lambda _none: self.arrived.emit())
        self.destroyed.connect(lambda: forget())  # noqa: PLW0108  (drops the signal's argument)

    def turn(self, key: str) -> None:
        """Show a page: ``now``, ``roster``, ``history`` or ``briefs``."""
        self.choice.select(key)
        self.pages.setCurrentWidget(self._pages[key])

    def reload(self) -> None:
        """Read all pages anew."""
        for page in self._pages.values():
            page.reload()

    def _say(self) -> None:
        now = self.now.now
        if now is None:
            return
        who = words.names(now.people, (turn.account_id for turn in now.standing)) or self.tr("chưa ai vào ca")
        self.header.set_words(self.tr("Ca trực"), f"{now.slot.name} {words.hours(now.slot)} · {who}")

    # ------------------------------------------------------------------ the officer's acts

    def _do(self, deed: Callable[[], object]) -> None:
        tasks.start(self._presenter.write(deed), self)

    def _check_in(self) -> None:
        who = self._context.session
        self._do(lambda: self._context.duty.handovers.check_in(who))

    def _leave(self) -> None:
        title = self.tr("Rời ca khi chưa ai nhận?")
        text = self.tr("Việc đang mở không được ký giao cho ai. Lý do vào nhật ký.")
        dialog = ConfirmDialog(self, title, text, accept=self.tr("Rời ca"), reason=True)
        if dialog.ask():
            why, who = dialog.reason(), self._context.session
            self._do(lambda: self._context.duty.handovers.check_out(who, why))

    def _give(self) -> None:
        now = self.now.now
        turn = now.turn_of(self._context.session.account_id) if now else None
        if now is not None and turn is not None:
            today = now.at.astimezone(VIETNAM).date()
            GiveDialog(self, turn.slot, now.gift, today, self.give).open()

    async def give(self, password: str, note: str) -> None:
        """Sign the hand-over of what is open now.

        Raises:
            ExpectedError: as ``Handovers.give``.
        """
        fresh, who = await self._presenter.now(), self._context.session
        gift = Gift(items=fresh.gift.items, left_out=fresh.gift.left_out, note=note)
        await self._presenter.write(lambda: self._context.duty.handovers.give(who, password, gift))

    def _take(self, handover: Handover) -> None:
        now, who = self.now.now, self._context.session
        if now is None:
            return
        user_name = "" if handover.given_by == who.account_id else who.user_name
        giver, today = words.name(now.people, handover.given_by), now.at.astimezone(VIETNAM).date()

        async def take(name: str, password: str, answer: str) -> None:
            await self._presenter.write(lambda: self._context.duty.handovers.take(handover.id, name, password, answer))
            self.turn("history")

        TakeDialog(self, handover, giver, today, take, user_name=user_name).open()

    def _withdraw(self, handover: Handover) -> None:
        who = self._context.session
        self._do(lambda: self._context.duty.handovers.withdraw(handover.id, who))

    def retranslate(self) -> None:
        self.choice.set_text("now", self.tr("Trong ca"))
        self.choice.set_text("roster", self.tr("Lịch trực"))
        self.choice.set_text("history", self.tr("Bàn giao"))
        self.choice.set_text("briefs", self.tr("Báo cáo"))
        self.header.set_words(self.tr("Ca trực"), "")
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
