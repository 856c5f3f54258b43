"""Typing, moving and undo in the tree, and the page of plans, over a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.checks.findings import FindingKind
from ioc_desktop.kernel.budget.model import Phase
from ioc_desktop.kernel.budget.plans.flow import APPROVED, SUBMITTED
from ioc_desktop.kernel.budget.plans.service import TablePaper
from ioc_desktop.panels.budget.acts_view import MoveDialog
from ioc_desktop.panels.budget.editing import can_compute
from ioc_desktop.panels.budget.grid import Mark
from ioc_desktop.panels.budget.plans_view import NameDialog, PaperDialog
from ioc_desktop.store.database import Database
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from ioc_desktop.ui.widgets.toast import Toaster
from tests.support import budget_annexes as annexes
from tests.unit.panels.budget.test_budget_view import PROGRAMME, TRIEU, Room

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

    from ioc_desktop.panels.budget.plans_view import PlansPage
    from ioc_desktop.panels.budget.view import BudgetView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
LEADER = Session(uuid7(), "lanh.dao", "Lãnh đạo", Role.LEADER)
CLERK = Session(uuid7(), "cv", "Chuyên viên", Role.OPERATOR)


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Room]:
    database = Database(tmp_path / "ioc.db").open()
    context.session, context.clock = CLERK, SystemClock()
    yield Room(database, context, loop)
    database.close()


def put(room: Room, view: BudgetView, line: int, column: int, said: str) -> None:
    index = view.tree.sheet.index_of(line, column + 1)
    room.act(lambda: view.tree.sheet.setData(index, said))


def shown_text(view: BudgetView, line: int, column: int) -> object:
    return view.tree.sheet.data(view.tree.sheet.index_of(line, column + 1))


def told(view: BudgetView) -> list[str]:
    toaster = view.window().findChild(Toaster)
    return [each.text.text() for each in toaster.toasts()] if toaster else []


def opened(room: Room, view: BudgetView) -> PlansPage:
    room.act(lambda: view.views.turn_to("plans"))
    page = view.views.currentWidget()
    room.settle(lambda: page.presenter.state.chosen)  # type: ignore[union-attr]
    return page  # type: ignore[return-value]


def test_a_typed_amount_is_stored_and_the_totals_follow(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    tree = view.tree.sheet
    assert tree.flags(tree.index_of(8, 1)) & Qt.ItemFlag.ItemIsEditable
    assert tree.data(tree.index_of(0, tree.columnCount() - 1)) == "4.628  +283"
    view.tree.collapse(tree.index_of(0))
    put(room, view, 8, 0, "0,25 tỷ")
    room.settle(lambda: tree.data(tree.index_of(8, 1)) == "250")
    assert not view.tree.isExpanded(tree.index_of(0)), "the tree stays as it was folded"
    sheet = room.budget.sheet(room.budget.tables()[0].id)
    assert sheet.amounts[8, 0] == 250 * TRIEU
    room.act(view.acts.undo)
    room.settle(lambda: shown_text(view, 8, 0) == "240")
    assert room.plans.history(room.budget.tables()[0].id)[0].action == "budget.amount.undo"


@pytest.mark.parametrize("said", ["abc", "6 USD", "99999999999", "0,0000001"])
def test_what_is_no_amount_is_refused_with_a_sentence(room: Room, shown: Show, said: str) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    put(room, view, 8, 0, said)
    room.settle(lambda: told(view))
    assert shown_text(view, 8, 0) == "240"


def test_a_negative_amount_is_asked_about(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    with patch.object(ConfirmDialog, "ask", return_value=False) as asked:
        put(room, view, 8, 0, "(50)")
        room.settle(lambda: asked.called)
    assert shown_text(view, 8, 0) == "240"
    with patch.object(ConfirmDialog, "ask", return_value=True):
        put(room, view, 8, 0, "-50")
        room.settle(lambda: shown_text(view, 8, 0) == "-50")


def test_the_computed_value_takes_the_place_of_the_printed_one(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    judged = next(
        one for one in view.presenter.state.judged if one.finding.kind is FindingKind.SUM and can_compute(one.finding)
    )
    cell = judged.finding.cells[0]
    with (
        patch.object(ConfirmDialog, "ask", return_value=True),
        patch.object(ConfirmDialog, "reason", return_value="Cộng sót dòng con"),
    ):
        room.act(lambda: view.acts.ask_to_compute(judged))
        table = room.budget.tables()[0].id
        room.settle(lambda: room.budget.sheet(table).amounts[cell.line, cell.column] == judged.finding.computed)
    entry = room.plans.history(table)[0]
    assert (entry.note, next(iter(entry.changes.values()))) == (
        "Cộng sót dòng con", (judged.finding.printed, judged.finding.computed),
    )  # fmt: skip


def test_a_line_is_moved_by_choosing_its_section(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    view.tree.setCurrentIndex(view.tree.sheet.index_of(8))
    dialog = MoveDialog(view, view.presenter.state, 8)
    dialog.sought.setText("trong tam")
    dialog._take()
    assert dialog.target is not None
    target = dialog.target
    dialog.deleteLater()
    room.act(lambda: asyncio.ensure_future(view.acts._move(8, target)))
    room.settle(lambda: view.presenter.state.sheet and view.presenter.state.sheet.lines[8].parent == target)
    room.act(view.acts.undo)
    room.settle(lambda: view.presenter.state.sheet and view.presenter.state.sheet.lines[8].parent == 0)


def test_lines_in_themselves_are_shown_and_no_amount_is_typed_till_they_are_out(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    with room.budget._db.write() as session:
        session.execute(text("UPDATE budget_line SET under_id = id WHERE position = 8"))
    view = room.view(shown)
    assert view.presenter.state.loose == (8,)
    assert "Đường truyền" in view.header.summary.text()
    assert view.tree.sheet.mark(view.tree.sheet.index_of(8)) is Mark.FAULT
    assert not view.tree.sheet.is_editable


def test_a_draft_goes_from_its_name_to_its_approval(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.DONG_HA_YEARS))
    table = room.budget.tables()[0].id
    room.plans.submit(table, CLERK)
    room.plans.approve(table, LEADER)
    view = room.view(shown)
    assert not view.tree.sheet.is_editable
    page = opened(room, view)
    assert not page.draft.isHidden()
    assert page.submit.isHidden()
    with patch.object(
        NameDialog, "exec", lambda self: self.name.setText("Giảm thuê") or NameDialog.DialogCode.Accepted
    ):
        room.act(page.ask_for_draft)
        room.settle(lambda: page.presenter.state.chosen and page.presenter.state.chosen.name == "Giảm thuê")
    assert "giống hệt" in page.compare.said.text()
    draft = page.presenter.state.chosen
    assert draft is not None
    room.act(page.submit.click)
    room.settle(lambda: page.presenter.state.chosen and page.presenter.state.chosen.state == SUBMITTED)
    assert page.approve.isHidden(), "a clerk does not approve"
    room.plans.approve(draft.id, LEADER)
    room.settle(lambda: page.presenter.state.chosen and page.presenter.state.chosen.state == APPROVED)
    assert "bảng điều chỉnh" in " ".join(entry.note.text for entry in page.plans.entries.entries)


def test_a_corrected_annex_is_shown_line_by_line_against_the_one_before(room: Room, shown: Show) -> None:
    corrected = annexes.QUANG_BINH.with_cell("94", "93", row_with="Hạ tầng")
    room.keep((PROGRAMME, annexes.QUANG_BINH), (PROGRAMME, corrected))
    view = room.view(shown)
    page = opened(room, view)
    rows = [[page.compare.table.item(0, at).text() for at in range(5)]]  # type: ignore[union-attr]
    assert page.compare.table.rowCount() == 1
    assert "Hạ tầng" in rows[0][0]
    assert (rows[0][2:4], rows[0][4][0]) in ((["94", "93"], "−"), (["94.000", "93.000"], "−"))


def test_a_year_is_closed_with_a_reason_and_a_line_is_weighed(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    room.context.session = LEADER
    page = opened(room, room.view(shown))
    with (
        patch.object(ConfirmDialog, "ask", return_value=True),
        patch.object(ConfirmDialog, "reason", return_value="Khóa sổ cuối năm"),
    ):
        room.act(page.years.act.click)
        room.settle(lambda: page.presenter.state.locks)
    assert "2022 · Đã khóa" in page.years.list.entries.entries[0].title.text
    page.rent.line.setCurrentIndex(page.rent.line.findText("Đường truyền", Qt.MatchFlag.MatchContains))
    assert page.rent.rent.text() == "60"
    page.rent.price.setText("200")
    page.rent.maintenance.setText("5")
    assert page.rent.table.item(0, 6).text() == "239,563"  # type: ignore[union-attr]
    assert "8 %" in page.rent.said.text()
    page.rent.rate.setText("abc")
    assert page.rent.table.isHidden()


# ------------------------------------------------------------------ the paper behind a table


def asked_for_paper(room: Room, page: PlansPage) -> PaperDialog:
    """The dialog as the button opens it, with the keyboard in it."""
    room.act(lambda: QTest.mouseClick(page.paper, Qt.MouseButton.LeftButton))
    form = next(one for one in page.findChildren(PaperDialog) if one.isVisible())
    form.activateWindow()
    room.settle(form.isActiveWindow)
    return form


def typed(field: QLineEdit, said: str) -> None:
    """What stood there, typed over; Vietnamese comes from an input method, not from keys."""
    field.setFocus()
    field.selectAll()
    field.insert(said)


def press(room: Room, at: QWidget, key: Qt.Key) -> None:
    """A key that may set work going, which needs the running loop."""
    room.act(lambda: QTest.keyClick(at, key))


def closed(room: Room, page: PlansPage) -> bool:
    """Whether the dialog is gone, not only hidden."""
    room.act()
    return not page.findChildren(PaperDialog)


def kept(room: Room) -> TablePaper:
    table = room.budget.tables()[0]
    return next(plan for plan in room.plans.plans(table.programme_id) if plan.id == table.id).paper


def test_the_paper_of_a_table_is_typed_refused_mended_and_kept(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    page = opened(room, room.view(shown))
    form = asked_for_paper(room, page)
    assert (form.windowTitle(), form.heading.text()) == ("Văn bản của bảng", "Văn bản của bảng")
    assert form.symbol.hasFocus()
    assert [form.phase.itemText(at) for at in range(form.phase.count())] == [
        "Đề xuất", "Phê duyệt", "Điều chỉnh", "Cam kết", "Giải ngân",
    ]  # fmt: skip
    QTest.keyClicks(form.symbol, "  12/KH-UBND ")
    typed(form.day.edit, "31/2/2025")
    typed(form.signer, "Nguyễn Văn A")
    form.phase.setFocus()
    QTest.keyClick(form.phase, Qt.Key.Key_Down)
    press(room, form.signer, Qt.Key.Key_Return)
    room.act()
    assert form.day.error() == "Nhập ngày như 05/01/2026."
    assert form.rect().contains(form.day.note.mapTo(form, form.day.note.rect().bottomLeft())), "the sentence is cut"
    assert (form.isVisible(), kept(room)) == (True, TablePaper())
    typed(form.day.edit, "5/1/2025")
    press(room, form.day.edit, Qt.Key.Key_Return)
    room.settle(lambda: closed(room, page))
    told = TablePaper("12/KH-UBND", date(2025, 1, 5), "Nguyễn Văn A", Phase.APPROVED)
    assert kept(room) == told
    assert page.history.entries.entries[0].title.text == (
        "Ghi văn bản của bảng · số, ký hiệu: trống → 12/KH-UBND, ngày: trống → 05/01/2025, "
        "người ký: trống → Nguyễn Văn A, bước: Đề xuất → Phê duyệt"
    )
    again = asked_for_paper(room, page)
    assert (again.symbol.text(), again.day.edit.text(), again.signer.text()) == (
        "12/KH-UBND", "05/01/2025", "Nguyễn Văn A",
    )  # fmt: skip
    assert again.phase.currentText() == "Phê duyệt"
    typed(again.signer, "Trần Thị B")
    press(room, again.signer, Qt.Key.Key_Escape)
    room.settle(lambda: closed(room, page))
    assert kept(room) == told, "Escape keeps what stood there"


def test_a_day_of_the_paper_may_be_taken_away_and_what_does_not_fit_is_not_typed(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    table = room.budget.tables()[0]
    room.plans.set_paper(table.id, TablePaper("12/KH-UBND", date(2025, 1, 5), "Nguyễn Văn A"), CLERK)
    page = opened(room, room.view(shown))
    form = asked_for_paper(room, page)
    form.symbol.setText("9" * 100)
    form.signer.setText("A" * 200)
    form.day.edit.clear()
    on_screen = form.symbol.text(), form.signer.text()
    room.act(lambda: QTest.mouseClick(form.submit, Qt.MouseButton.LeftButton))
    room.settle(lambda: closed(room, page))
    assert kept(room) == TablePaper(on_screen[0], None, on_screen[1])
    assert room.plans.history(table.id)[0].action == "budget.paper"


def test_a_table_submitted_meanwhile_refuses_its_paper_with_the_sentence(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.DONG_HA_YEARS))
    page = opened(room, room.view(shown))
    form = asked_for_paper(room, page)
    QTest.keyClicks(form.symbol, "7/QD-UBND")
    room.act(lambda: room.plans.submit(room.budget.tables()[0].id, CLERK))
    room.settle(lambda: page.presenter.state.chosen and page.presenter.state.chosen.state == SUBMITTED)
    press(room, form.symbol, Qt.Key.Key_Return)
    room.settle(lambda: not form.refusal.isHidden())
    assert form.refusal.text() == "Bảng đã trình hoặc đã duyệt nên không sửa trực tiếp. Lập phương án để sửa."
    assert form.rect().contains(form.refusal.geometry()), "the sentence is cut"
    assert form.submit.isEnabled()
    assert (form.symbol.text(), kept(room)) == ("7/QD-UBND", TablePaper())
    press(room, form, Qt.Key.Key_Escape)
    room.settle(lambda: closed(room, page))
    assert page.paper.isHidden()


def test_a_plan_thrown_away_meanwhile_is_said_to_be_gone(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.DONG_HA_YEARS))
    draft = room.plans.draft(room.budget.tables()[0].id, "Giảm thuê", CLERK)
    page = opened(room, room.view(shown))
    plan = next(one for one in page.presenter.state.plans if one.id == draft)
    room.act(lambda: page._choose(plan))
    room.settle(lambda: page.presenter.state.chosen and page.presenter.state.chosen.id == draft)
    form = asked_for_paper(room, page)
    QTest.keyClicks(form.symbol, "7/QD-UBND")
    room.act(lambda: room.plans.discard(draft, CLERK, "Lập nhầm bảng"))
    room.settle(lambda: page.presenter.state.chosen is None)
    press(room, form.symbol, Qt.Key.Key_Return)
    room.settle(lambda: not form.refusal.isHidden())
    assert "không còn" in form.refusal.text()
    assert kept(room) == TablePaper(), "nor is it written to another table"
