"""The editors of a centre's statuses, steps and checklists."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, PROGRAM_STEPS
from ioc_desktop.kernel.incidents.district_flow import default_steps
from ioc_desktop.kernel.incidents.model import REVIEW, Kind
from tests.unit.panels.settings.test_settings_view import OpenView, act, database, district, kit, open_view

__all__ = ["database", "district", "kit", "open_view"]
pytestmark = pytest.mark.gui
Loop = asyncio.AbstractEventLoop


def test_a_status_is_added_named_and_saved(loop: Loop, context: SimpleNamespace, open_view: OpenView) -> None:
    from ioc_desktop.panels.settings.statuses_view import StatusesDialog

    view = open_view()
    assert view.flow.statuses.said.text() == "theo mặc định"
    view.flow.statuses.button.click()
    dialog = view.flow.dialog
    assert isinstance(dialog, StatusesDialog)
    assert dialog.submit.isEnabled()
    dialog.table.selectRow(3)
    dialog.add.click()
    assert not dialog.submit.isEnabled()
    assert "Tên trạng thái" in dialog.wrong.text()
    dialog._titles[-1].setText("Chờ xe thang tỉnh")
    assert dialog.submit.isEnabled()
    act(loop, dialog.submit.click)
    assert [each.title for each in context.incidents.flow.statuses][-1] == "Chờ xe thang tỉnh"
    assert context.incidents.flow.statuses[-1].stage == flow.RESPONDING
    assert view.flow.statuses.said.text() == "1 chỗ của trung tâm"


def test_what_would_leave_a_stage_empty_is_said_and_not_saved(open_view: OpenView) -> None:
    from ioc_desktop.panels.settings.statuses_view import StatusesDialog

    view = open_view()
    view.flow.statuses.button.click()
    dialog = view.flow.dialog
    assert isinstance(dialog, StatusesDialog)
    dialog._used[0].setChecked(False)
    assert "“Phát hiện” không còn trạng thái" in dialog.wrong.text()
    assert not dialog.submit.isEnabled()
    dialog.table.selectRow(0)
    dialog.take_out()  # those of the program stay
    assert len(dialog.statuses()) == len(PROGRAM_STATUSES)
    dialog._used[0].setChecked(True)
    dialog.shift(1)
    assert dialog.statuses()[1].key == "new"
    dialog.reject()


def test_a_step_gets_another_role_and_goes_back(loop: Loop, context: SimpleNamespace, open_view: OpenView) -> None:
    from ioc_desktop.panels.settings.steps_table_view import StepsDialog

    view = open_view()
    view.flow.steps.button.click()
    dialog = view.flow.dialog
    assert isinstance(dialog, StepsDialog)
    assert dialog.steps() == list(PROGRAM_STEPS)
    first = dialog.permissions[0]
    first.setCurrentIndex(first.findData(REVIEW))
    assert "Lãnh đạo" in first.currentText()
    dialog.fields[0].choices["verdict"].setChecked(True)
    assert "Chưa xác minh thì chưa có kết luận" in dialog.wrong.text()
    dialog.fields[0].choices["verdict"].setChecked(False)
    dialog.fields[0].choices["place"].setChecked(True)
    act(loop, dialog.submit.click)
    step = context.incidents.flow.way.step(flow.DETECTED, flow.VERIFYING)
    assert (step.permission, [each.key for each in step.required]) == (REVIEW, ["place"])
    view.flow.steps.button.click()
    again = view.flow.dialog
    assert again is not None
    assert again.back.isVisibleTo(again)
    act(loop, again.back.click)
    assert tuple(context.incidents.flow.steps) == PROGRAM_STEPS


def test_a_checklist_of_one_kind_is_changed(loop: Loop, context: SimpleNamespace, open_view: OpenView) -> None:
    from ioc_desktop.panels.settings.checklist_view import ChecklistDialog

    view = open_view()
    view.flow.checklists.button.click()
    dialog = view.flow.dialog
    assert isinstance(dialog, ChecklistDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(Kind.FLOOD.value))
    dialog.show_kind()
    assert dialog.steps() == list(default_steps(Kind.FLOOD))
    dialog.table.selectRow(0)
    dialog.remove.click()
    assert not dialog.kind.isEnabled()  # what was changed is not lost by choosing another kind
    dialog.add.click()
    assert not dialog.submit.isEnabled()
    dialog._texts[-1].setText("Gọi đội xuồng")
    act(loop, dialog.submit.click)
    steps = context.incidents.flow.checklist(Kind.FLOOD)
    assert steps[-1].text == "Gọi đội xuồng"
    assert steps[0] == default_steps(Kind.FLOOD)[1]


def test_who_may_not_change_it_finds_no_way_in(context: SimpleNamespace, open_view: OpenView) -> None:
    context.session = Session(context.session.account_id, "trucban", "Trực ban", Role.DUTY_OFFICER)
    view = open_view()
    rows = (view.flow.statuses, view.flow.steps, view.flow.checklists)
    assert not any(row.button.isEnabled() for row in rows)
