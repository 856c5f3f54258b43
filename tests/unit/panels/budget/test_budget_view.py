"""The page of budgets over a real store: list, tree, findings, acceptance, import with its preview."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt

from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.budget.checks.findings import FindingKind
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget import words
from ioc_desktop.panels.budget.grid import Mark, grid_of, headings, total_columns
from ioc_desktop.store.database import Database
from ioc_desktop.ui.widgets.dialog import ConfirmDialog
from tests.support import budget_annexes as annexes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.budget.view import BudgetView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
PROGRAMME = "Trung tâm điều hành Ia H’Drai 2022-2025"
TRIEU = 10**6


class Room:
    """A store with programmes, and the page over it."""

    def __init__(self, db: Database, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> None:
        self.budget, self.context, self.loop = BudgetService(db, RecordJournal(db)), context, loop
        self.plans = PlanService(db, RecordJournal(db), self.budget)
        context.budget, context.plans = self.budget, self.plans

    def keep(self, *named: tuple[str, annexes.Annex]) -> None:
        for name, annex in named:
            self.budget.import_sheet(name, read_text(annexes.text_of(annex))[0].sheet, Origin(f"{name}.docx"))

    def act(self, action: Callable[[], object] = lambda: None) -> None:
        """Do something inside the running loop and let it work on."""

        async def go() -> None:
            action()
            for _ in range(20):
                await asyncio.sleep(0.005)

        self.loop.run_until_complete(go())

    def settle(self, holds: Callable[[], object]) -> None:
        for _ in range(80):
            if holds():
                return
            self.act()
        raise AssertionError("the condition never held")

    def view(self, shown: Show) -> BudgetView:
        from ioc_desktop.panels.budget.view import BudgetView

        made: list[BudgetView] = []

        def make() -> None:
            made.append(BudgetView(self.context))  # type: ignore[arg-type]
            made[0].resize(1190, 740)
            made[0].show()

        self.act(make)
        shown(made[0])
        self.settle(lambda: made[0].presenter.state.is_loaded)
        return made[0]


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Room]:
    database = Database(tmp_path / "ioc.db").open()
    yield Room(database, context, loop)
    database.close()


def finding(view: BudgetView, kind: FindingKind, column: str = "") -> int:
    sheet = view.presenter.state.sheet
    assert sheet is not None
    return next(
        row
        for row, one in enumerate(view.presenter.state.judged)
        if one.finding.kind is kind and column in sheet.places[one.finding.cells[0].column].title
    )


def test_the_tree_shows_the_paper_and_what_it_comes_to(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    model = view.tree.sheet
    assert view.pages.currentWidget() is view.body
    assert model.rowCount() == 3
    top = model.index_of(0)
    assert model.data(top) == "I  Nền tảng dùng chung"
    assert model.rowCount(top) == 5
    assert model.data(model.index_of(0, 3)) == "4.345"
    assert model.data(model.index_of(0, model.columnCount() - 1)) == "4.628  +283"
    assert model.data(model.index_of(7, model.columnCount() - 1)) == "44  ✓"
    assert model.mark(model.index_of(0, 3)) is Mark.FAULT
    assert model.mark(model.index_of(1, 3)) is Mark.QUESTION
    assert model.mark(model.index_of(8, 4)) is Mark.CAUSE
    assert model.headerData(5, Qt.Orientation.Horizontal) == "Năm 2022\nĐầu tư"
    assert "triệu đồng" in view.header.summary.text()


def test_a_chosen_finding_is_said_in_full_and_shown_in_the_tree(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    row = finding(view, FindingKind.SUM, "2022 · Đầu tư")
    view.findings.list.setCurrentIndex(view.findings.list.entries.index(row, 0))
    assert "Triển khai" in view.findings.sentence.text()
    assert view.findings.list.entries.entries[row].side == "+43"
    assert view.tree.sheet.line_of(view.tree.currentIndex()) == 0


def test_a_finding_is_kept_with_a_reason(room: Room, shown: Show) -> None:
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    view = room.view(shown)
    before = view.findings.counts._labels
    judged = view.presenter.state.judged[0]
    with (
        patch.object(ConfirmDialog, "ask", return_value=True),
        patch.object(ConfirmDialog, "reason", return_value="Số đã ký ban hành"),
    ):
        room.act(lambda: view.ask_to_accept(judged))
        room.settle(lambda: any(one.acceptance for one in view.presenter.state.judged))
    assert {text.text() for text in before.values()} >= {"7 sai"}
    entry = next(each for each in view.findings.list.entries.entries if getattr(each.target, "acceptance", None))
    assert entry.tone == "text.muted"


def test_who_may_not_accept_or_import_is_not_offered_it(room: Room, shown: Show) -> None:
    room.context.session = SignedIn(room.context.session.account_id, "cv", "Chuyên viên", Role.LEADER)
    room.keep((PROGRAMME, annexes.IA_HDRAI))
    leader = room.view(shown)
    assert leader.add.isHidden()
    assert not leader.findings.accept.isHidden()


def test_a_file_is_looked_at_then_stored(room: Room, shown: Show, tmp_path: Path) -> None:
    view = room.view(shown)
    assert view.pages.currentWidget() is view.empty
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(annexes.docx_of(annexes.BAC_GIANG))
    room.act(lambda: view.open_file(path))
    room.settle(lambda: view.presenter.state.preview)
    page = view.preview
    assert view.rooms.currentWidget() is page
    assert page.units.currentData() == 10**9
    row = next(at for at, cells in enumerate(page.cells.table.cells) if cells[3].text == "0.566")  # type: ignore[union-attr]
    assert page.cells.data(page.cells.index(row, 3), Qt.ItemDataRole.ToolTipRole) == (
        "Đọc là 566.000.000 đồng (dấu thập phân)"
    )
    page.units.setCurrentIndex(2)
    room.act(lambda: page.unit_chosen.emit(TRIEU))
    room.settle(lambda: view.presenter.state.preview and view.presenter.state.preview.unit)
    assert "566.000 đồng" in str(page.cells.data(page.cells.index(row, 3), Qt.ItemDataRole.ToolTipRole))
    room.act(lambda: page.unit_chosen.emit(10**9))
    room.settle(lambda: view.presenter.state.preview and view.presenter.state.preview.unit == 10**9)
    page.programme.setText("Thành phố thông minh")
    room.act(page.store.click)
    room.settle(lambda: view.presenter.state.preview is None and view.presenter.state.chosen)
    assert [table.programme for table in room.budget.tables()] == ["Thành phố thông minh"]
    assert view.rooms.currentWidget() is view.listed


def test_a_known_table_is_recognised_before_it_is_stored(room: Room, shown: Show, tmp_path: Path) -> None:
    room.keep((PROGRAMME, annexes.QUANG_BINH))
    view = room.view(shown)
    path = tmp_path / "again.xlsx"
    path.write_bytes(annexes.xlsx_of(annexes.QUANG_BINH))
    room.act(lambda: view.open_file(path))
    room.settle(lambda: view.presenter.state.preview)
    assert PROGRAMME in view.preview.read.text()
    assert view.preview.programme.text() == PROGRAMME
    room.act(view.preview.cancel.click)
    assert view.rooms.currentWidget() is view.listed


def test_a_pasted_table_is_looked_at_too(room: Room, shown: Show) -> None:
    from PySide6.QtGui import QGuiApplication

    view = room.view(shown)
    QGuiApplication.clipboard().setText(annexes.text_of(annexes.QUANG_BINH))
    room.act(view.paste)
    room.settle(lambda: view.presenter.state.preview)
    room.act(lambda: view.preview.unit_chosen.emit(TRIEU))
    room.settle(lambda: view.presenter.state.preview and view.presenter.state.preview.unit)
    assert len(view.presenter.state.preview.table.sheet.lines) == 32  # type: ignore[union-attr]
    QGuiApplication.clipboard().clear()


def test_rows_that_cannot_be_read_are_listed_first(room: Room, shown: Show, tmp_path: Path) -> None:
    view = room.view(shown)
    path = tmp_path / "bang.csv"
    path.write_text("STT;Hạng mục;Kinh phí (triệu đồng);Ghi chú\n1;Camera;10;\n2;Loa;6 USD;\n", "utf-8")
    room.act(lambda: view.open_file(path))
    room.settle(lambda: view.presenter.state.preview)
    first = view.preview.findings.list.entries.entries[0]
    assert "3" in first.title.text
    assert "6 USD" in first.note.text


def test_what_arrives_from_elsewhere_is_read_again(room: Room, shown: Show) -> None:
    view = room.view(shown)
    room.keep((PROGRAMME, annexes.DONG_HA_YEARS))
    room.settle(lambda: view.presenter.state.tables)
    assert not view.findings.clean.isHidden()


def test_tables_without_a_total_column_are_added_up_from_their_years() -> None:
    sheet = read_text(annexes.text_of(annexes.DONG_HA_YEARS))[0].sheet
    assert total_columns(sheet.places) == [0, 1, 2, 3, 4]
    assert grid_of(sheet, ()).rows[-1].total == (41_702 * TRIEU, 41_702 * TRIEU)


def test_a_group_over_all_columns_is_left_out_of_their_headings() -> None:
    assert headings(read_text(annexes.text_of(annexes.DONG_HA_YEARS))[0].sheet.places)[0] == "2021"
    assert headings(read_text(annexes.text_of(annexes.IA_HDRAI))[0].sheet.places)[3] == "Năm 2022\nThuê dịch vụ"


@pytest.mark.parametrize(
    ("dong", "unit", "text"),
    [(4_345_000_000, TRIEU, "4.345"), (6_500_000_000, 10**9, "6,5"), (0, TRIEU, "0"), (-250 * TRIEU, TRIEU, "-250")],
)
def test_amounts_are_shown_in_the_unit_of_the_paper(dong: int, unit: int, text: str) -> None:
    assert words.scaled(dong, unit) == text
