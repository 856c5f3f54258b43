"""The page of the duty shift over a real store, with real passwords."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import HandoverState, Item, ItemKind, Task
from ioc_desktop.kernel.duty.times import slot_at
from ioc_desktop.kernel.events.model import Observation
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import IncidentDraft, Severity
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.model import PaperState
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ioc_desktop.panels.duty.view import DutyView
    from ioc_desktop.ui.theme import Theme

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
PASSWORD = "phong-dieu-hanh"
CAMERA = SimpleNamespace(
    id=uuid7(), number=7, name="Cầu chợ", place="Khu phố 3", main_url="rtsp://a:b@c/main", sub_url="rtsp://a:b@c/sub"
)


class Fixed:
    time = NOW

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


class Room:
    """A store with two officers and one alarm, and the page over it."""

    def __init__(self, db: Database, context: SimpleNamespace, folder: Path) -> None:
        self.db, self.context, self.clock = db, context, Fixed()
        self.accounts = AccountService(db, self.clock)
        self.first = self._account("trucban1", Role.DUTY_OFFICER)
        self.second = self._account("trucban2", Role.DUTY_OFFICER)
        self.leader = self._account("lanhdao1", Role.LEADER)
        self.duty = Duty(db, DeviceJournal(db), self.accounts, EventService(db), clock=self.clock, workstation="BAN-1")
        self.tiles: list[dict[str, object]] = []
        context.accounts, context.duty, context.events = self.accounts, self.duty, EventService(db)
        context.cameras = SimpleNamespace(list=lambda: [CAMERA])
        context.video = SimpleNamespace(stats=lambda: {"tiles": self.tiles})
        context.district = DistrictSettings(db)
        context.attachments = AttachmentService(db, ContentFolder(folder))
        context.incidents = self.incidents = Incidents(db, context.attachments, self.clock)
        self.sign_in(self.first)

    def _account(self, name: str, role: Role) -> Session:
        made = self.accounts.create(user_name=name, display_name=name.title(), role=role, password=PASSWORD)
        return Session(made.id, name, made.display_name, role)

    def sign_in(self, who: Session) -> None:
        self.context.session = who

    def alarm(self) -> None:
        self.context.events.begin(
            Observation(
                camera_id=CAMERA.id, rule_id="r", rule_name="Vào vùng cấm", kind="intrusion", severity="high",
                place="Cầu chợ", started_at=NOW, peak_at=NOW, ended_at=NOW,
            )
        )  # fmt: skip


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace) -> Iterator[Room]:
    db = Database(tmp_path / "duty.db").open()
    yield Room(db, context, tmp_path / "contents")
    db.close()


@pytest.fixture
def page(loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show) -> Callable[[], DutyView]:
    def open_view() -> DutyView:
        from ioc_desktop.panels.duty.view import DutyView

        made: list[DutyView] = []
        act(loop, lambda: made.append(DutyView(context)))  # type: ignore[arg-type]
        shown(made[0])
        return made[0]

    return open_view


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(60):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def settle(loop: asyncio.AbstractEventLoop, holds: Callable[[], object]) -> None:
    for _ in range(40):
        if holds():
            return
        act(loop)
    raise AssertionError("the condition never held")


def test_the_page_says_which_shift_runs_and_who_is_posted(room: Room, page: Callable[[], DutyView]) -> None:
    slot = slot_at(room.duty.handovers.times(), NOW)
    room.duty.roster.post(slot, room.first.account_id, Task.OFFICER, room.leader)
    room.duty.roster.post(slot, room.leader.account_id, Task.LEADER, room.leader)
    view = page().now
    assert (view.name.text(), view.hours.text()) == ("Ca chiều", "14:00 – 22:00")
    assert view.left.text() == "còn 30 phút"
    assert [value.text() for _, value in view._facts.values()][:3] == ["Lanhdao1", "Trucban1", "Chưa ai vào ca"]
    assert view.check_in.isVisible()
    assert not view.give.isVisible()


def test_who_has_checked_in_may_hand_over_or_leave(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    view = page()
    act(loop, view.now.check_in.click)
    settle(loop, view.now.give.isVisible)
    assert view.now.leave.isVisible()
    assert not view.now.check_in.isVisible()
    assert "Trucban1" in view.header.summary.text()
    assert [turn.account_id for turn in room.duty.handovers.standing()] == [room.first.account_id]


def test_alarms_and_lost_cameras_are_what_is_handed_over(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    room.alarm()
    room.tiles = [{"source": "rtsp://***@c/sub", "state": "lost"}]
    room.duty.handovers.check_in(room.first)
    view = page()
    loop.run_until_complete(view.give(PASSWORD, "Nước đang rút"))
    (given,) = room.duty.handovers.waiting()
    assert [(item.kind, item.code, item.title) for item in given.items] == [
        (ItemKind.ALARM, "07", "Vào vùng cấm"),
        (ItemKind.CAMERA, "07", "Cầu chợ"),
    ]
    settle(loop, lambda: view.now._waiting)
    assert "Trucban1 đã ký giao Ca chiều lúc 21:30" in labels(view.now._waiting[0])
    assert not view.now.give.isVisible(), "one shift is given once"


def test_open_incidents_come_first_the_gravest_on_top(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    room.alarm()
    for title, severity in (("Cây đổ", Severity.LOW), ("Ngập đường", Severity.CRITICAL)):
        room.incidents.service.open(IncidentDraft(title=title, severity=severity), room.first)
    view = page()
    settle(loop, lambda: view.now.now)
    assert view.now.now is not None
    assert [(item.kind, item.title) for item in view.now.now.gift.items] == [
        (ItemKind.INCIDENT, "Ngập đường"),
        (ItemKind.INCIDENT, "Cây đổ"),
        (ItemKind.ALARM, "Vào vùng cấm"),
    ]


def test_the_second_officer_signs_at_the_firsts_desktop(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    from ioc_desktop.panels.duty.dialogs import TakeDialog

    room.duty.handovers.check_in(room.first)
    given = room.duty.handovers.give(room.first, PASSWORD, Gift(note="Nước đang rút"))
    view = page()
    act(loop, lambda: view._take(given))
    (dialog,) = view.findChildren(TakeDialog)
    assert dialog.user_name.text() == "", "the giver is signed in; the taker types a name"
    dialog.user_name.setText("trucban2")
    dialog.password.setText("sai")
    act(loop, dialog.press)
    settle(loop, dialog.password_field.error)
    assert dialog.isVisible()
    dialog.password.setText(PASSWORD)
    act(loop, dialog.press)
    settle(loop, lambda: not dialog.isVisible())
    (handover,) = room.duty.handovers.recent()
    assert (handover.state, handover.taken_by) == (HandoverState.TAKEN, room.second.account_id)
    assert view.pages.currentWidget() is view.history


def test_the_record_is_made_once_and_names_both(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    room.alarm()
    room.duty.handovers.check_in(room.first)
    given = room.duty.handovers.give(room.first, PASSWORD, Gift(note="Nước đang rút"))
    room.duty.handovers.take(given.id, "trucban2", PASSWORD, "Đã nhận đủ")
    view = page()
    view.turn("history")
    settle(loop, view.history.table.rowCount)
    chosen = view.history.table.chosen()
    assert chosen is not None
    for name in ("a.pdf", "b.pdf"):
        loop.run_until_complete(view.history._write(chosen, tmp_path / name))
    first, second = ((tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second
    text = " ".join("\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(first)).pages).split())
    for words in ("BIÊN BẢN", "NGƯỜI GIAO CA", "NGƯỜI NHẬN CA", "Trucban1", "Trucban2", "Nước đang rút"):
        assert words in text


def test_a_report_of_the_running_day_is_made_kept_and_read_back(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    from pypdf import PdfReader

    room.alarm()
    room.duty.handovers.check_in(room.first)
    view = page()
    view.turn("briefs")
    assert view.briefs.make_past.text() == "Lập ngày 19/11/2026"
    act(loop, view.briefs.make_now.click)
    settle(loop, view.briefs.table.rowCount)
    (brief,) = room.duty.briefs.made()
    first = loop.run_until_complete(view.briefs.content(brief.period))
    assert loop.run_until_complete(view.briefs.content(brief.period)) == first, "what was made is kept"
    text = " ".join("\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(first)).pages).split())
    for words in ("BÁO CÁO", "ngày 20/11/2026", "1, trong đó 0 đúng, 0 sai, 1 chưa xem", "Vào vùng cấm", "Trucban1"):
        assert words in text


def test_a_report_goes_into_the_register_with_blanks_for_number_and_date(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    shown: list[tuple[str, object]] = []
    room.context.papers = papers = register_of(room)
    room.context.show_record = lambda key, ref: shown.append((key, ref.id))
    view = page()
    view.turn("briefs")
    act(loop, view.briefs.make_now.click)
    settle(loop, view.briefs.table.rowCount)
    act(loop, view.briefs.register.click)
    settle(loop, lambda: shown)
    (paper,) = papers.find().papers
    assert shown == [("papers", paper.id)]
    assert (paper.kind, paper.symbol, paper.state) == ("Báo cáo", "BC-TTĐH", PaperState.DRAFT)
    assert "ngày 20/11/2026" in paper.subject


def test_the_roster_shows_the_week_and_only_planners_change_it(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    slot = slot_at(room.duty.handovers.times(), NOW)
    room.duty.roster.post(slot, room.first.account_id, Task.OFFICER, room.leader)
    view = page()
    view.turn("roster")
    settle(loop, lambda: view.roster.table.rowCount() == 3)
    friday = view.roster.table.item(1, 4)
    assert friday is not None
    assert friday.text() == "Trucban1"
    assert view.roster.title.text() == "16/11 – 22/11/2026"
    assert not view.roster.bar.isVisible()
    assert not view.roster.copy.isVisible()


def test_a_planner_copies_the_week_before(
    room: Room, page: Callable[[], DutyView], loop: asyncio.AbstractEventLoop
) -> None:
    slot = slot_at(room.duty.handovers.times(), NOW)
    room.duty.roster.post(slot, room.first.account_id, Task.OFFICER, room.leader)
    room.sign_in(room.leader)
    view = page()
    view.turn("roster")
    act(loop, lambda: view.roster.turn(1))
    settle(loop, lambda: view.roster.title.text() == "23/11 – 29/11/2026")
    act(loop, view.roster.copy.click)
    week_later = slot.starts_at + timedelta(days=7)
    settle(loop, lambda: room.duty.roster.between(week_later, week_later + timedelta(hours=1)))


def register_of(room: Room) -> PaperService:
    journal = RecordJournal(room.db, room.clock)
    return PaperService(room.db, room.context.attachments, journal, NumberBook(room.db), clock=room.clock)


def labels(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(each.text() for each in widget.findChildren(QLabel))


def test_what_is_handed_over_names_the_stage_in_the_language_of_the_screen(theme: Theme, qapp: QApplication) -> None:
    from PySide6.QtWidgets import QLabel

    from ioc_desktop.panels.duty.items_view import ItemsView
    from ioc_desktop.ui.i18n import Languages

    del theme
    item = Item(ItemKind.INCIDENT, "SV-2026-0001", "Khói tại chợ", "Xác minh · Cổng chính", "high")
    alarm = Item(ItemKind.ALARM, "03", "Dừng đỗ", "Xác minh · Cổng chính", "high")
    languages = Languages(qapp)
    languages.use("en")
    try:
        view = ItemsView()
        view.show_gift(Gift(items=(item, alarm)), datetime.now(UTC).date())
        texts = [each.text() for each in view.findChildren(QLabel)]
        view.deleteLater()
    finally:
        languages.use("vi")
    assert "Verification · Cổng chính" in texts
    assert "Xác minh · Cổng chính" in texts, "what people named is not translated"
