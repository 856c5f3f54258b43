"""The panel of incidents, on a real database: all of them, and working on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import (
    Cancelled,
    Severity,
    StepState,
    TaskState,
    Verdict,
)  # fmt: skip
from tests.unit.panels.incidents.incident_desk import Desk, columns, fresh

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.view import IncidentsView

pytestmark = pytest.mark.gui

# ------------------------------------------------------------------ all of them


def test_nothing_yet_says_how_one_begins(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    view = opened()
    assert view.ways.currentWidget() is view.empty
    assert view.empty.title.text() == "Chưa có sự vụ nào"
    assert view.empty.button.text() == "Lập sự vụ"
    desk.act(desk.open)
    desk.act(rounds=120)
    assert view.ways.currentWidget() is view.board


def test_the_board_has_a_card_in_the_column_of_its_stage(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    one, two = desk.open("Cháy chợ"), desk.open("Cây đổ")
    desk.incidents.service.move(two.id, flow.VERIFYING, desk.who, was=flow.DETECTED)
    view = opened()
    assert columns(view)[flow.DETECTED] == ["Cháy chợ"]
    assert columns(view)[flow.VERIFYING] == ["Cây đổ"]
    assert view.header.summary.text() == "2 đang mở"
    view.board.focus_first()
    assert view.board.chosen() == one.id
    view.board.columns[0].list.side_requested.emit(1)
    assert view.board.chosen() == two.id


def test_the_list_and_the_line_of_time_show_the_same(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    done = desk.open("Xong")
    desk.incidents.service.cancel(done.id, Cancelled.FALSE, "giả", desk.who, was=flow.DETECTED)
    desk.clock.pass_s(600)
    desk.open("Mới", is_drill=True)
    view = opened()
    desk.act(lambda: view.choice.changed.emit("list"))
    assert [each.title for each in view.table.rows.incidents] == ["Mới", "Xong"]
    assert view.table.rows.index(0, 2).data() == "DIỄN TẬP · Mới"
    desk.act(lambda: view.choice.changed.emit("line"))
    assert view.ways.currentWidget() is view.line
    assert [each.title for each in view.line.line.incidents] == ["Mới", "Xong"]
    view.line.line.grab()  # paints without a word in the log


def test_a_filter_that_finds_nothing_says_so_and_is_taken_away(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    desk.open()
    view = opened()
    desk.act(lambda: view.filters.search.setText("không có"), rounds=60)
    assert view.ways.currentWidget() is view.empty
    assert view.empty.button.text() == "Xóa lọc"
    desk.act(view.empty.button.click)
    assert view.ways.currentWidget() is view.board


def test_a_database_that_cannot_be_read_is_told_with_a_way_on(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    from ioc_desktop.core.errors import ExpectedError

    def fail(*_words: object, **_more: object) -> None:
        raise ExpectedError("store.busy", "Cơ sở dữ liệu đang bận. Thử lại sau.")

    board = desk.incidents.queries.board
    desk.incidents.queries.board = fail  # type: ignore[assignment]
    view = opened()
    assert view.ways.currentWidget() is view.failed
    desk.incidents.queries.board = board  # type: ignore[method-assign]
    desk.act(view.failed.button.click)
    assert view.ways.currentWidget() is view.empty


# ------------------------------------------------------------------ one of them


def test_the_page_shows_stages_checklist_forces_and_journal(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open(severity=Severity.CRITICAL)
    desk.incidents.work.send(incident.id, "Tổ tuần tra 2", "Chặn đường", desk.who)
    desk.incidents.service.note(incident.id, "Nước lên nhanh", desk.who, source="Bộ đàm")
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    assert view.pages.currentWidget() is page
    assert page.head.next.text() == "Chuyển sang Xác minh"
    assert page.steps.count.text() == "0/11"
    assert [row.is_next for row in page.steps.rows][:2] == [True, False]
    texts = [line.text for line in page.log.list.lines.lines]
    assert texts[:3] == ["Nước lên nhanh", "Cử Tổ tuần tra 2: Chặn đường", "Số SV-2026-0001."]
    assert page.log.list.lines.lines[0].source.endswith("Bộ đàm")
    assert page.scene.pages.currentWidget() is page.scene.empty
    page.grab()
    desk.clock.pass_s(3661)
    page.tick(desk.clock.now())
    assert page.head.elapsed.text() == "01:01:01"
    desk.act(page.head.back_requested.emit)
    assert view.pages.currentWidget() is view.overview


def test_steps_notes_and_units_are_worked_on_from_the_page(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    task = desk.incidents.work.send(incident.id, "Điện lực", "", desk.who)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    desk.act(lambda: page.steps.rows[0].done.emit(page.steps.rows[0].step.id))
    desk.act(lambda: page.forces.reported.emit(task.id, TaskState.ON_SCENE))
    page.log.field.setPlainText("Đã có mặt")
    desk.act(page.log.field.entered.emit)
    dossier = desk.incidents.queries.dossier(incident.id)
    assert dossier.steps[0].state is StepState.DONE
    assert dossier.tasks[0].state is TaskState.ON_SCENE
    assert page.log.field.toPlainText() == ""
    assert page.log.list.lines.lines[0].text == "Đã có mặt"
    assert page.steps.count.text() == "1/11"


def test_the_next_stage_is_one_press_away_and_says_what_is_missing(
    desk: Desk, opened: Callable[[], IncidentsView], monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    head = view.page.head
    desk.act(head.next.click)
    assert fresh(desk, incident.id).stage == flow.VERIFYING
    assert head.next.text() == "Thật: sang Ứng phó"
    desk.act(head.next.click)
    assert (fresh(desk, incident.id).stage, fresh(desk, incident.id).verdict) == (flow.RESPONDING, Verdict.TRUE)
    statuses = {action.text(): action for action in head.menu().actions()}
    assert statuses["Đang điều lực lượng"].isChecked()
    desk.act(statuses["Xin tăng cường"].trigger)
    assert fresh(desk, incident.id).status == "reinforcing"
    asked: list[list[str]] = []
    monkeypatch.setattr(view.acts, "edit", asked.append)
    desk.act(head.next.click)
    assert asked == [["commander"]]
    assert fresh(desk, incident.id).stage == flow.RESPONDING


def test_who_comes_second_sees_what_the_first_did(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    desk.incidents.service.move(incident.id, flow.VERIFYING, desk.who, was=flow.DETECTED)
    desk.act(view.page.head.next.click)
    assert view.page.head.next.text() == "Thật: sang Ứng phó"


def test_who_may_only_look_changes_nothing(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    desk.context.session = Session(uuid4(), "lanhdao", "Lãnh đạo", Role.LEADER)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    assert not view.add.isVisible()
    assert not page.head.next.isVisibleTo(page)
    assert not page.log.field.isVisibleTo(page)
    assert not page.evidence.add.isVisibleTo(page)
    actions = [action.text() for action in page.head.menu().actions() if action.text()]
    assert actions == ["Tin giả: hủy sự vụ…", "Trùng: gộp vào sự vụ khác…", "Lưu báo cáo ra tệp PDF…"]
