"""The page of synchronisation, over a stand-in that answers from memory."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.panels.sync import titles
from ioc_desktop.sync.state import CertificateSeen, Device, Link, SyncStatus
from tests.support.sync_stand_in import NOW, ONLINE, UNREACHABLE, SyncStandIn, entry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.sync.view import SyncView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]


@pytest.fixture
def stand_in() -> SyncStandIn:
    return SyncStandIn()


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(30):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


@pytest.fixture
def opened(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, shown: Show, stand_in: SyncStandIn
) -> Callable[[], SyncView]:
    def open_() -> SyncView:
        from ioc_desktop.panels.sync.view import SyncView

        context.sync = stand_in
        made: list[SyncView] = []
        act(loop, lambda: made.append(SyncView(context)))  # type: ignore[arg-type]
        shown(made[0])
        act(loop)
        return made[0]

    return open_


@pytest.mark.parametrize("link", list(Link))
def test_every_link_has_words_and_the_buttons_that_fit(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, link: Link
) -> None:
    stand_in.status = replace(ONLINE, link=link, problem=UNREACHABLE if link is Link.OFFLINE else None)
    view = opened()
    assert view.card.state.text()
    assert view.card.problem.isVisible() == (link is Link.OFFLINE)
    assert view.join.isVisible() == (link is Link.ALONE)
    assert view.leave.isVisible() == view.now.isVisible() == (link is not Link.ALONE)


@pytest.mark.parametrize("link", list(Link))
def test_every_link_is_told_with_its_beginning(link: Link) -> None:
    from ioc_desktop.panels.sync.words import link_words

    said = link_words(link, NOW, NOW + timedelta(minutes=5))
    assert said.endswith(" · từ 14:00") == (link is not Link.ALONE)
    assert link_words(link, None, NOW) == said.removesuffix(" · từ 14:00")
    assert link is Link.ALONE or link_words(link, NOW, NOW + timedelta(days=1)).endswith(" · từ 14:00 27/11/2026")


@pytest.mark.parametrize(("offset", "word"), [(None, ""), (30, ""), (-30, ""), (31, "nhanh 31"), (-94.7, "chậm 94")])
def test_a_clock_is_told_from_thirty_seconds_on(offset: float | None, word: str) -> None:
    from ioc_desktop.panels.sync.words import clock_words

    assert word in clock_words(offset)
    assert bool(clock_words(offset)) == bool(word)


def test_a_wrong_clock_is_told_with_its_direction(opened: Callable[[], SyncView], stand_in: SyncStandIn) -> None:
    stand_in.status = replace(ONLINE, clock_offset_s=-94)
    view = opened()
    assert "chậm 94 giây" in view.card.clock.text()
    assert view.card.clock.isVisible()


def test_a_new_status_of_another_thread_arrives(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    import threading

    view = opened()
    stand_in.entries = [entry(1)]
    news = replace(ONLINE, conflicts=1)
    thread = threading.Thread(target=lambda: stand_in.changed.emit(news))
    thread.start()
    thread.join()
    act(loop)
    assert view.choice.button("inbox").text() == "Cần quyết định (1)"
    assert [card.entry.id for card in view.inbox.cards] == [1]


@pytest.mark.parametrize("status", ["conflict", "gone", "exists", "dup", "denied", "invalid", "too_old"])
def test_every_verdict_is_a_sentence(opened: Callable[[], SyncView], stand_in: SyncStandIn, status: str) -> None:
    stand_in.entries = [entry(1, status)]
    stand_in.status = replace(ONLINE, conflicts=1)
    view = opened()
    (card,) = view.inbox.cards
    assert titles.reason(card.entry) == titles.VERDICTS[status]
    assert card.mine.text() == ("Dùng của tôi" if card.entry.kind == "conflict" else "Gửi lại")


@pytest.mark.parametrize(
    "reason",
    ["parent:org_unit_id", "in_use", "over_limit", "moved:state", "transition:state", "column", "table", "rank",
     "scope", "author", "append_only"],
)  # fmt: skip
def test_a_precise_reason_is_told(reason: str) -> None:
    assert titles.reason(entry(1, "invalid", reason=reason)) not in titles.VERDICTS.values()


def test_every_synchronised_table_and_column_has_a_title() -> None:
    from ioc_desktop.sync.wire import wire_tables
    from ioc_desktop.ui.synced_titles import COLUMNS, TABLES

    tables = wire_tables()
    assert set(tables) == set(TABLES)
    assert {name for table in tables.values() for name in table.shared} == set(COLUMNS)


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("name", None, "—"),
        ("is_active", False, "không"),
        ("azimuth_deg", 182.0, "182"),
        ("latitude", 16.81625, "16,81625"),
        ("number", 0, "0"),
        ("role", "duty_officer", "Trực ban"),
        ("kind", "ptz", "Quay quét"),
        ("owner_table", "camera", "Camera"),
        ("org_unit_id", "019a0b1c-0000-7000-8000-000000000001", "mục 019a0b1c"),
        ("valid_from", "2026-03-01", "01/03/2026"),
        ("value", {"hàng": 4}, '{"hàng": 4}'),
        ("place", "Cổng 2026-03-01", "Cổng 2026-03-01"),
    ],
)
def test_values_are_shown_as_people_read_them(column: str, value: Any, shown: str) -> None:
    assert titles.shown_value(column, value, lambda _context, text: text) == shown


def test_a_long_value_is_cut() -> None:
    assert len(titles.shown_value("value", list(range(999)), lambda _context, text: text)) == 161


def test_what_cannot_be_written_again_says_why() -> None:
    assert titles.why_not_mine(entry(1)) == ""
    assert "không còn đủ nội dung" in titles.why_not_mine(entry(1, "gone", can_apply=False))


def test_rows_that_came_in_are_looked_at_again(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    import threading

    view = opened()
    stand_in.entries = [entry(5)]
    thread = threading.Thread(target=lambda: stand_in.applied.emit(frozenset({"camera"})))
    thread.start()
    thread.join()
    act(loop)
    view._settle.setInterval(0)
    view._settle.start()
    act(loop)
    assert [card.entry.id for card in view.inbox.cards] == [5]


def test_a_deleted_page_hears_nothing(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    import shiboken6

    view = opened()
    shiboken6.delete(view)
    stand_in.changed.emit(ONLINE)
    stand_in.applied.emit(frozenset())
    act(loop)
    assert not stand_in.changed._listeners
    assert not stand_in.applied._listeners


def test_an_answer_that_failed_opens_the_card_again(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    stand_in.entries, stand_in.status = [entry(1)], replace(ONLINE, conflicts=1)
    view = opened()
    stand_in.failure = ExpectedError("sync.entry_gone", "Mục này đã được xử lý.")
    act(loop, view.inbox.cards[0].theirs.click)
    assert view.inbox.cards[0].isEnabled()


def test_answers_reach_the_service_and_the_card_goes(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    stand_in.entries = [entry(1), entry(2, "dup"), entry(3), entry(4, can_apply=False)]
    stand_in.status = replace(ONLINE, conflicts=3, refused=1)
    view = opened()
    assert not view.inbox.cards[3].mine.isEnabled()
    act(loop, view.inbox.cards[0].mine.click)
    act(loop, view.inbox.cards[0].mine.click)
    act(loop, view.inbox.cards[0].theirs.click)
    assert [asked for asked in stand_in.asked if asked[0] != "devices"] == [
        ("apply_mine", 1),
        ("retry", 2),
        ("dismiss", 3),
    ]
    act(loop, view.inbox.cards[0].theirs.click)
    assert view.pages.currentWidget() is view.nothing


def test_devices_are_listed_and_a_lost_one_is_shut_out(
    opened: Callable[[], SyncView],
    stand_in: SyncStandIn,
    loop: asyncio.AbstractEventLoop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ioc_desktop.panels.sync import view as module

    def device(name: str, **words: Any) -> Device:
        given = {"last_seen": NOW - timedelta(hours=5), "is_revoked": False, "is_this": False} | words
        return Device(
            device_id=uuid.uuid4(), name=name, owner="x", app_version="0.1.0", schema=2, last_op=1, lag=0, **given
        )

    stand_in.known = [device("tường", is_this=True), device("trực"), device("xã", is_revoked=True)]
    view = opened()
    monkeypatch.setattr(module.ConfirmDialog, "ask", lambda _self: True)
    act(loop, view.choice.button("devices").click)
    assert view.devices.table.item(0, 0).text() == "tường (máy này)"
    assert view.devices.table.item(2, 3).text() == "đã khóa"
    for row, may in ((0, False), (1, True), (2, False)):
        view.devices.table.selectRow(row)
        assert view.devices.shut_out.isEnabled() == may
    view.devices.table.selectRow(1)
    act(loop, view.devices.shut_out.click)
    assert ("revoke", stand_in.known[1].device_id) in stand_in.asked


def test_a_server_that_does_not_answer_is_told_and_asked_again(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, loop: asyncio.AbstractEventLoop
) -> None:
    stand_in.failure = UNREACHABLE
    view = opened()
    act(loop, view.choice.button("devices").click)
    assert view.pages.currentWidget() is view.unreachable
    stand_in.failure = None
    act(loop, view.unreachable.button.click)
    assert view.pages.currentWidget() is view.devices


def test_only_administrators_manage(
    opened: Callable[[], SyncView], stand_in: SyncStandIn, context: SimpleNamespace
) -> None:
    context.session = Session(uuid.uuid4(), "trucban", "Trực ban", Role.DUTY_OFFICER)
    stand_in.status = SyncStatus()
    view = opened()
    assert not view.join.isVisible()
    assert not view.leave.isVisible()
    assert not view.devices.shut_out.isVisibleTo(view)


def test_the_password_waits_for_the_certificate(
    loop: asyncio.AbstractEventLoop, shown: Show, tmp_path: Any, stand_in: SyncStandIn, theme: object
) -> None:
    from ioc_desktop.panels.sync.join_dialog import JoinDialog

    del theme
    stand_in.certificate = CertificateSeen(
        subject="CN=ioc", issuer="CN=CA", valid_from=NOW, valid_to=NOW + timedelta(days=9),
        fingerprint=":".join(["AB"] * 32), is_trusted=False, problem="lạ", pem="-----PEM-----",
    )  # fmt: skip

    async def look(address: Any) -> CertificateSeen | None:
        return stand_in.look_at(address)

    async def join(address: Any, password: str) -> None:
        stand_in.join(address, password)

    dialog = JoinDialog(None, look, join, tmp_path)
    shown(dialog)
    assert not dialog.password.isEnabled()
    act(loop, dialog.check.click)
    assert dialog.host.error()
    dialog.host.field.setText("ioc.lan")  # type: ignore[attr-defined]
    dialog.user.field.setText("tuong01")  # type: ignore[attr-defined]
    act(loop, dialog.check.click)
    assert dialog.certificate.fingerprint.text().startswith("AB AB AB AB   AB")
    assert "lạ" in dialog.certificate.verdict.text()
    dialog.password.field.setText("mật khẩu")  # type: ignore[attr-defined]
    assert not dialog.submit.isEnabled()
    dialog.compared.setChecked(True)
    stand_in.failure = ExpectedError("sync.password_wrong", "Sai mật khẩu.")
    act(loop, dialog.submit.click)
    assert dialog.password.error() == "Sai mật khẩu."
    stand_in.failure = None
    act(loop, dialog.submit.click)
    assert not dialog.isVisible()
    address = stand_in.asked[-1][1]
    assert (address.host, address.ca_file) == ("ioc.lan", str(tmp_path / "server-ca.pem"))
    assert (tmp_path / "server-ca.pem").read_text() == "-----PEM-----"


def test_another_address_asks_for_its_certificate_again(
    loop: asyncio.AbstractEventLoop, shown: Show, tmp_path: Any, theme: object
) -> None:
    from ioc_desktop.panels.sync.join_dialog import JoinDialog

    del theme

    async def look(_address: Any) -> None:
        return None

    async def join(_address: Any, _password: str) -> None:
        raise AssertionError("nothing is sent")

    dialog = JoinDialog(None, look, join, tmp_path)
    shown(dialog)
    dialog.host.field.setText("127.0.0.1")  # type: ignore[attr-defined]
    act(loop, dialog.check.click)
    assert dialog.password.isEnabled()
    dialog.host.field.setText("10.0.0.9")  # type: ignore[attr-defined]
    assert not dialog.password.isEnabled()


def slowly(stand_in: SyncStandIn, name: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let an answer of the stand-in wait; returns what lets it go on."""
    import threading

    gate, answer = threading.Event(), getattr(stand_in, name)

    def wait(*words: Any) -> Any:
        assert gate.wait(10)
        return answer(*words)

    monkeypatch.setattr(stand_in, name, wait)
    return gate.set


def join_dialog_of(view: SyncView) -> Any:
    from ioc_desktop.panels.sync.join_dialog import JoinDialog

    (dialog,) = view.window().findChildren(JoinDialog)
    return dialog


def test_cancel_while_the_server_is_asked_leaves_nothing_behind(
    opened: Callable[[], SyncView],
    stand_in: SyncStandIn,
    loop: asyncio.AbstractEventLoop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    bugs: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *bug: bugs.append(bug))
    stand_in.status = SyncStatus()
    view = opened()
    go_on = slowly(stand_in, "look_at", monkeypatch)
    act(loop, view.join.click)
    dialog = join_dialog_of(view)
    dialog.host.field.setText("127.0.0.1")
    act(loop, dialog.check.click)
    assert not dialog.host.isEnabled()
    act(loop, dialog.cancel.click)
    go_on()
    act(loop)
    assert not bugs
    assert ("look_at", "127.0.0.1") in stand_in.asked


def test_cancel_while_joining_leaves_the_server_again(
    opened: Callable[[], SyncView],
    stand_in: SyncStandIn,
    loop: asyncio.AbstractEventLoop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in.status = SyncStatus()
    view = opened()
    go_on = slowly(stand_in, "join", monkeypatch)
    act(loop, view.join.click)
    dialog = join_dialog_of(view)
    dialog.host.field.setText("127.0.0.1")
    act(loop, dialog.check.click)
    dialog.password.field.setText("mật khẩu")
    act(loop, dialog.submit.click)
    dialog.password.field.setText("khác")
    assert not dialog.submit.isEnabled()
    act(loop, dialog.cancel.click)
    go_on()
    act(loop)
    assert [asked[0] for asked in stand_in.asked] == ["look_at", "join", "leave"]
    assert view.join.isVisible()


def test_a_certificate_that_cannot_be_kept_is_told(
    loop: asyncio.AbstractEventLoop, shown: Show, tmp_path: Any, theme: object
) -> None:
    from ioc_desktop.panels.sync.join_dialog import JoinDialog

    del theme
    seen = CertificateSeen(
        subject="CN=ioc", issuer="CN=CA", valid_from=NOW, valid_to=NOW, fingerprint="AB:CD", is_trusted=False,
        problem="lạ", pem="x",
    )  # fmt: skip

    async def look(_address: Any) -> CertificateSeen:
        return seen

    async def join(_address: Any, _password: str) -> None:
        raise AssertionError("nothing is sent")

    dialog = JoinDialog(None, look, join, tmp_path / "nowhere")
    shown(dialog)
    dialog.host.field.setText("ioc.lan")  # type: ignore[attr-defined]
    act(loop, dialog.check.click)
    dialog.compared.setChecked(True)
    dialog.password.field.setText("mật khẩu")  # type: ignore[attr-defined]
    act(loop, dialog.submit.click)
    assert "server-ca.pem" in dialog.ca.error()
    assert dialog.submit.isEnabled()
