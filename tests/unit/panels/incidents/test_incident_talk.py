"""Comments, tags and links on the page of an incident, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.incidents.model import TABLE
from ioc_desktop.kernel.links.model import RELATED, SOURCE, Ref
from ioc_desktop.ui.around.presenter import MOST_COMMENTS
from tests.unit.panels.incidents.incident_desk import Desk

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.view import IncidentsView
    from ioc_desktop.ui.around.view import AroundRecord

pytestmark = pytest.mark.gui
Open = Callable[[], "IncidentsView"]


def account(desk: Desk, user_name: str, display_name: str) -> None:
    accounts = AccountService(desk.database)
    if not accounts.has_any():
        accounts.create_first_administrator(user_name="quantri", display_name="Quản trị 1", password="mot mat khau dai")
        found = accounts.list()[0]
        desk.context.session = Session(found.id, "quantri", "Quản trị 1", Role.ADMIN)
        desk.database.act_as(found.id)
    accounts.create(user_name=user_name, display_name=display_name, role=Role.DUTY_OFFICER, password="mot mat khau dai")


def around(desk: Desk, view: IncidentsView, incident_id: object) -> AroundRecord:
    desk.act(lambda: view.show_incident(incident_id))  # type: ignore[arg-type]
    return view.page.side.around


def test_a_comment_names_somebody_who_is_told(desk: Desk, opened: Open) -> None:
    account(desk, "truc.ban", "Trực ban Ánh")
    incident = desk.open("Ngập cầu Đông Hà")
    view = opened()
    part = around(desk, view, incident.id)
    view.page.side.choice.changed.emit("talk")
    field = part.comments.field
    field.setFocus()
    field.insertPlainText("Nhờ @anh")
    assert field.names.isVisible()
    field.offer.activated.emit("Trực ban Ánh  @truc.ban")
    field.names.hide()
    assert field.toPlainText() == "Nhờ @truc.ban "
    field.insertPlainText("xem mực nước")
    desk.act(field.entered.emit)
    assert [row.comment.body for row in part.comments.rows] == ["Nhờ @truc.ban xem mực nước"]
    assert part.comments.field.toPlainText() == ""
    assert "1" in view.page.side.choice.button("talk").text()
    who = next(each for each in AccountService(desk.database).list() if each.user_name == "truc.ban")
    notices = desk.context.kit.notices.of(who.id)
    assert [each.ref for each in notices] == [Ref(TABLE, incident.id)]


def test_one_takes_only_ones_own_comment_back(desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from ioc_desktop.ui.widgets.dialog import ConfirmDialog
    from ioc_desktop.ui.widgets.labels import IconButton

    account(desk, "truc.ban", "Trực ban 1")
    incident = desk.open()
    ref = Ref(TABLE, incident.id)
    desk.context.kit.comments.add(ref, "Của mình")
    other = next(each for each in AccountService(desk.database).list() if each.user_name == "truc.ban")
    desk.database.act_as(other.id)
    desk.context.kit.comments.add(ref, "Của người khác")
    desk.database.act_as(desk.context.session.account_id)
    part = around(desk, opened(), incident.id)
    buttons = [len(row.findChildren(IconButton)) for row in part.comments.rows]
    assert buttons == [1, 0]
    monkeypatch.setattr(ConfirmDialog, "ask", lambda _self: True)
    monkeypatch.setattr(ConfirmDialog, "reason", lambda _self: "ghi nhầm")
    desk.act(lambda: part.strike(part.comments.rows[0].comment.id))
    assert part.comments.rows[0].body.font().strikeOut()
    assert not part.comments.rows[0].findChildren(IconButton)


def test_tags_are_put_and_taken_off(desk: Desk, opened: Open) -> None:
    incident = desk.open()
    part = around(desk, opened(), incident.id)
    part.tags.field.setText("mưa lớn")
    desk.act(part.tags.field.returnPressed.emit)
    part.tags.field.setText("Mua Lon")  # the same tag
    desk.act(part.tags.field.returnPressed.emit)
    assert [chip.text() for chip in part.tags.chips] == ["mưa lớn"]
    desk.act(part.tags.chips[0].click)
    assert part.tags.chips == []
    assert desk.context.kit.tags.of(Ref(TABLE, incident.id)) == []


def test_another_record_is_linked_and_opened_from_there(desk: Desk, opened: Open) -> None:
    incident, other = desk.open("Ngập đường"), desk.open("Cây đổ chợ Đông Hà")
    part = around(desk, opened(), incident.id)
    part.ask_link()
    assert part.finder is not None
    finder = part.finder
    finder.field.setText("cay do")
    desk.act(finder.search)
    targets = [finder.list.entries.index(row, 0) for row in range(finder.list.entries.rowCount())]
    assert len(targets) == 1
    desk.act(finder.list.choose)
    assert part.finder is None
    assert [row.neighbour.link.other.id for row in part.links.rows] == [other.id]
    part.links.rows[0].opened.emit(part.links.rows[0].neighbour)
    assert desk.shown == [("incidents", other.id)]
    desk.act(lambda: part.links.rows[0].removed.emit(part.links.rows[0].neighbour))
    assert desk.context.kit.links.of(Ref(TABLE, incident.id)) == []


def test_a_link_of_the_program_stays_and_a_record_that_may_not_be_seen_has_no_name(desk: Desk, opened: Open) -> None:
    incident, other = desk.open(), desk.open("Bí mật")
    ref = Ref(TABLE, incident.id)
    desk.context.kit.links.link(ref, Ref(TABLE, other.id), SOURCE)
    desk.context.kit.links.link(ref, Ref("account", uuid4()), RELATED)
    part = around(desk, opened(), incident.id)
    assert [row.neighbour.is_own for row in part.links.rows] == [False, True]
    assert [row.neighbour.title != "" for row in part.links.rows] == [True, False]


def test_who_may_only_look_comments_but_puts_no_tags(desk: Desk, opened: Open) -> None:
    incident = desk.open()
    desk.context.session = Session(uuid4(), "lanhdao", "Lãnh đạo", Role.LEADER)
    view = opened()
    part = around(desk, view, incident.id)
    view.page.side.choice.changed.emit("talk")
    assert part.comments.entry.isVisibleTo(part)
    assert not part.tags.field.isVisibleTo(part)
    assert not part.links.add.isVisibleTo(part.links)


def test_of_very_many_comments_the_newest_are_shown(desk: Desk, opened: Open) -> None:
    incident = desk.open()
    for number in range(MOST_COMMENTS + 3):
        desk.context.kit.comments.add(Ref(TABLE, incident.id), f"Số {number}")
    part = around(desk, opened(), incident.id)
    assert len(part.comments.rows) == MOST_COMMENTS
    assert part.comments.rows[-1].comment.body == f"Số {MOST_COMMENTS + 2}"
    assert "3" in part.comments.older.text()


def test_what_another_desktop_said_comes_by_itself_and_a_begun_comment_stays(desk: Desk, opened: Open) -> None:
    incident, other = desk.open(), desk.open("Khác")
    view = opened()
    part = around(desk, view, incident.id)
    view.page.side.choice.changed.emit("talk")
    part.comments.field.setPlainText("đang viết")
    desk.act(lambda: desk.context.kit.comments.add(Ref(TABLE, incident.id), "Từ máy khác"), rounds=20)
    assert [row.comment.body for row in part.comments.rows] == ["Từ máy khác"]
    assert part.comments.field.toPlainText() == "đang viết"
    desk.act(lambda: view.show_incident(other.id))
    assert part.comments.field.toPlainText() == ""
    assert part.comments.rows == []
