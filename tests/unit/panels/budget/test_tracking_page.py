"""The page of progress over a real store: tree, filters, the chosen line, forms, warnings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.demo.budget_running import seed_running
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.budget.model import Line, Place, Sheet, Source
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, Contract, ContractState, Method, WarningKind
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget import tracking_words as words
from ioc_desktop.panels.budget.tracking import Asked
from ioc_desktop.store.database import Database
from ioc_desktop.ui.widgets.dialog import ConfirmDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.budget.tracking_view import TrackingPage

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]


class Room:
    """A store with the programme that is under way, and the page over it."""

    def __init__(self, db: Database, context: SimpleNamespace, loop: asyncio.AbstractEventLoop, folder: Path) -> None:
        records = RecordJournal(db)
        self.budget, self.tracking = BudgetService(db, records), TrackingService(db, records)
        self.context, self.loop, self.db, self.folder = context, loop, db, folder
        context.tracking, context.clock = self.tracking, SystemClock()
        self.opened: list[object] = []
        context.go_to = self.opened.append
        context.show_record = lambda key, ref: self.opened.append((key, ref.table))
        context.kit = RecordKit(db, SecretStore(folder, use_keyring=False), lambda _sha: b"")
        seed_running(self.budget, self.tracking)
        self.table = self.budget.tables()[0]

    def act(self, action: Callable[[], object] = lambda: None) -> None:
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

    def page(self, shown: Show) -> TrackingPage:
        from ioc_desktop.panels.budget.tracking_view import TrackingPage

        made: list[TrackingPage] = []

        def make() -> None:
            made.append(TrackingPage(self.context))  # type: ignore[arg-type]
            made[0].resize(850, 660)
            made[0].show()
            made[0].show_table(self.table)

        self.act(make)
        shown(made[0])
        self.settle(lambda: made[0].presenter.state.progress)
        return made[0]


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Room]:
    database = Database(tmp_path / "ioc.db").open()
    yield Room(database, context, loop, tmp_path)
    database.close()


def line_of(page: TrackingPage, title: str) -> int:
    grid = page.presenter.state.grid
    assert grid is not None
    return next(row.line for row in grid.rows if row.title == title)


def test_the_tree_compares_plan_contracts_and_payments(room: Room, shown: Show) -> None:
    page = room.page(shown)
    model = page.tree.rows
    assert page.minimumSizeHint().width() <= 850
    assert [model.data(model.index_of(1, column)) for column in range(1, 7)] == [
        "4.000", "4.000", "3.200", "2.400", "1.600", "60 %",
    ]  # fmt: skip
    assert model.data(model.index_of(1, 3), Qt.ItemDataRole.ToolTipRole) == "3.200.000.000 đồng"
    assert model.rowCount(model.index_of(0)) == 3
    assert model.data(model.index_of(0, 3)) == "4.620"
    assert model.data(model.index_of(1), Qt.ItemDataRole.DecorationRole) is not None
    assert "dự báo cả năm" in page.forecast.text()
    assert "nhịp đã chi" in page.method.text()


def test_filters_narrow_the_rows_and_come_back(room: Room, shown: Show) -> None:
    page = room.page(shown)
    assert page.presenter.state.grid is not None
    everything = len(page.presenter.state.grid.rows)
    room.act(lambda: room.loop.create_task(page.presenter.narrow(Asked(source=Source.SPONSOR))))
    room.settle(lambda: page.presenter.state.asked.source is Source.SPONSOR)
    titles = {row.title for row in page.presenter.state.grid.rows}
    assert "Chiếu sáng thông minh" in titles
    assert "Thiết bị trung tâm điều hành" not in titles
    assert page.sources.currentText() == "Tài trợ"
    page.sources.setCurrentIndex(0)
    room.act(lambda: page.sources.activated.emit(0))
    room.settle(lambda: page.presenter.state.grid and len(page.presenter.state.grid.rows) == everything)


def test_a_chosen_line_shows_its_contracts_payments_and_steps(room: Room, shown: Show) -> None:
    page = room.page(shown)
    room.act(lambda: page.tree.go_to(line_of(page, "Giám sát đô thị bằng hình ảnh")))
    assert page.pane.title.text() == "Giám sát đô thị bằng hình ảnh"
    assert page.pane.owner.text().startswith("Phòng Kinh tế, Hạ tầng và Đô thị · dự báo năm nay")
    assert page.pane.owner.text().endswith("(theo mốc thanh toán)")
    contract = page.pane.contract()
    assert contract is not None
    assert contract.number == "03/HĐ-KT"
    assert [entry.side for entry in page.pane.payments.list.entries.entries] == ["1.500", "1.140"]
    page.pane.contracts.list.step(1)
    assert page.pane.payments.list.entries.entries == ()
    assert "trễ 12 ngày" in " ".join(entry.note.text for entry in page.pane.steps.list.entries.entries)


def test_a_contract_is_entered_and_what_is_wrong_is_said_at_the_field(room: Room, shown: Show) -> None:
    from ioc_desktop.panels.budget.tracking_dialogs import ContractDialog

    page = room.page(shown)
    line = line_of(page, "Nông nghiệp thông minh")
    room.act(lambda: page.tree.go_to(line))
    room.act(lambda: page.ask_contract(None))
    form = page.findChildren(ContractDialog)[0]
    form.dong.edit.setText("hai trăm")
    form.ends.edit.setText("31/2/2027")
    room.act(form.press)
    assert form.number_field.error()
    assert form.dong.error()
    assert form.ends.error()
    form.number.setText("09/HĐ")
    form.dong.edit.setText("250 triệu")
    assert form.dong.note.text() == "250.000.000 đồng (hai trăm năm mươi triệu)"
    form.starts.edit.setText("1/6/2027")
    form.ends.edit.setText("1/5/2027")
    room.act(form.press)
    room.settle(lambda: not form.refusal.isHidden())
    assert "trước ngày bắt đầu" in form.refusal.text()
    form.ends.edit.setText("1/7/2027")
    room.act(form.press)
    room.settle(page.pane.contract)
    assert page.tree.rows.data(page.tree.rows.index_of(line, 3)) == "250"


def test_a_payment_over_the_contract_stays_in_the_form(room: Room, shown: Show) -> None:
    from ioc_desktop.panels.budget.tracking_dialogs import PaymentDialog

    page = room.page(shown)
    room.act(lambda: page.tree.go_to(line_of(page, "Phòng họp không giấy tờ")))
    contract = page.pane.contract()
    assert contract is not None
    room.act(lambda: page.ask_payment(contract))
    form = page.findChildren(PaymentDialog)[0]
    form.dong.edit.setText("1 tỷ")
    room.act(form.press)
    room.settle(lambda: not form.refusal.isHidden())
    assert "294.000.000" in form.refusal.text()
    form.dong.edit.setText("94 triệu")
    room.act(form.press)
    room.settle(lambda: page.pane.contract() and page.pane.contract().paid == 220 * 10**6)  # type: ignore[union-attr]


def test_a_contract_is_settled_with_a_reason(room: Room, shown: Show) -> None:
    page = room.page(shown)
    contract = page.pane.contract()
    assert contract is not None
    with (
        patch.object(ConfirmDialog, "ask", return_value=True),
        patch.object(ConfirmDialog, "reason", return_value="Đã thanh lý"),
    ):
        room.act(lambda: page.ask_to_end(contract))
        room.settle(lambda: page.pane.contract() and page.pane.contract().state is ContractState.SETTLED)  # type: ignore[union-attr]
    assert page.pane.pay.isHidden()
    unpaid = next(one for one in page.presenter.state.progress.tracked.contracts if not one.payments)  # type: ignore[union-attr]
    with (
        patch.object(ConfirmDialog, "ask", return_value=True),
        patch.object(ConfirmDialog, "reason", return_value="Nhà thầu rút"),
    ):
        room.act(lambda: page.ask_to_end(unpaid))
    (state,) = [one.state for one in room.tracking.progress(room.table.id).tracked.contracts if one.id == unpaid.id]
    assert state is ContractState.CANCELLED


def test_every_warning_and_state_has_its_words(room: Room, shown: Show) -> None:
    sheet = room.page(shown).presenter.state.progress.sheet  # type: ignore[union-attr]
    for kind in WarningKind:
        warning = BudgetWarning(kind, year=2026, subject="1/HĐ", dong=5, days=2, source=Source.ODA)
        assert "{" not in words.warning_title(warning)
        assert words.warning_place(warning, sheet)
        assert kind in words.ICONS
    assert all(words.source(each) for each in Source)
    assert set(words.STATES) == set(ContractState)
    assert set(words.METHODS) == set(Method)


def test_milestones_and_owners_are_written_from_their_forms(room: Room, shown: Show) -> None:
    from ioc_desktop.panels.budget.tracking_dialogs import MilestoneDialog, OwnerDialog

    page = room.page(shown)
    room.act(lambda: page.tree.go_to(line_of(page, "Nông nghiệp thông minh")))
    room.act(lambda: page.ask_milestone(None))
    step = page.findChildren(MilestoneDialog)[0]
    room.act(step.press)
    assert step.name_field.error()
    step.name.setText("Chọn nhà thầu")
    step.planned.edit.setText("01/03/2026")
    room.act(step.press)
    room.settle(page.pane.milestone)
    room.act(page.ask_owner)
    owner = page.findChildren(OwnerDialog)[0]
    owner.unit.setText("Trạm Khuyến nông")
    room.act(owner.press)
    room.settle(lambda: page.pane.owner.text().startswith("Trạm Khuyến nông"))
    milestone = page.pane.milestone()
    assert milestone is not None
    with patch.object(ConfirmDialog, "ask", return_value=True):
        room.act(lambda: page.ask_to_remove(milestone))
        room.settle(lambda: page.pane.milestone() is None)


def test_a_warning_leads_to_its_line(room: Room, shown: Show) -> None:
    page = room.page(shown)
    progress = page.presenter.state.progress
    assert progress is not None
    warning = next(one for one in progress.warnings if one.kind is WarningKind.NO_SOURCE)
    room.act(lambda: page.warnings.chosen.emit(warning))
    assert page.pane.title.text() == progress.sheet.lines[warning.line].title
    assert str(len(progress.warnings)) in page.tabs.button("warnings").text()
    assert page.sums.rowCount() > 3


def test_a_line_is_linked_to_what_it_paid_for(room: Room, shown: Show) -> None:
    from ioc_desktop.panels.budget.tracking_results_view import ResultDialog

    cameras = CameraService(room.db, SecretStore(room.folder, use_keyring=False))
    cameras.add(CameraDraft(name="Cầu Đông Hà", main_url="rtsp://192.0.2.1/a"))
    page = room.page(shown)
    room.act(lambda: page.turn("results"))
    pane = page.results
    room.act(pane.ask)
    form = page.findChildren(ResultDialog)[0]
    assert len(form.list.entries.entries) == 6
    room.act(lambda: form.search("cau dong"))
    room.settle(lambda: len(form.list.entries.entries) == 1)
    room.act(form.press)
    room.settle(lambda: [entry.title.text for entry in pane.list.list.entries.entries if "Cầu" in entry.title.text])
    room.act(pane.ask)
    form = [each for each in page.findChildren(ResultDialog) if each.isVisible()][-1]
    room.act(form.press)
    room.settle(lambda: len(pane.list.list.entries.entries) == 2)
    assert "1 mục, 1 mục trong 30 ngày" in pane.list.list.entries.entries[0].note.text
    pane.open_current()
    assert room.opened == ["cameras"]
    room.act(pane.remove_current)
    room.settle(lambda: len(pane.list.list.entries.entries) == 1)
    pane.open_current()
    assert room.opened == ["cameras", ("cameras", "camera")]


def test_what_another_window_writes_is_shown(room: Room, shown: Show) -> None:
    page = room.page(shown)
    state = page.presenter.state
    assert state.detail is not None
    made = Contract(number="X", dong=10**8, line_id=state.detail.id)
    room.act(lambda: room.tracking.save_contract(made))
    room.settle(lambda: page.presenter.state.detail and len(page.presenter.state.detail.contracts) == 2)


def test_who_may_not_track_sees_without_forms(room: Room, shown: Show) -> None:
    session = room.context.session
    room.context.session = SignedIn(session.account_id, "ld", "Lãnh đạo", Role.LEADER)
    pane = room.page(shown).pane
    acts = (pane.set_owner, pane.add_contract, pane.edit_contract, pane.end_contract, pane.pay, pane.add_step)
    assert all(act.isHidden() for act in acts)


def test_a_table_that_is_gone_is_said_and_no_table_is_waited_for(room: Room, shown: Show) -> None:
    from dataclasses import replace

    page = room.page(shown)
    room.act(lambda: page.show_table(replace(room.table, id=UUID(int=5))))
    room.settle(lambda: page.pages.currentWidget() is page.failed)
    room.act(lambda: page.show_table(room.table))
    room.settle(lambda: page.pages.currentWidget() is page.body)
    room.act(lambda: page.show_table(None))
    room.settle(lambda: page.pages.currentWidget() is page.loading)


def test_a_programme_of_other_years_is_shown_without_a_share(room: Room, shown: Show) -> None:
    sheet = Sheet.of("Bảng", (Line("A"),), (Place(1999),), np.array([[10**6]], np.int64))
    table_id = room.budget.import_sheet("Chương trình cũ", sheet, Origin()).table_id
    room.table = next(one for one in room.budget.tables() if one.id == table_id)
    page = room.page(shown)
    assert "%" not in page.forecast.text()
    assert page.pane.title.text() == "A"
    assert not page.pane.contracts.nothing.isHidden()


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("1.250.000", 1_250_000), ("1 250 000 đồng", 1_250_000), ("1,5 tỷ", 15 * 10**8), ("300 triệu", 3 * 10**8),
        ("-5 tr", -5 * 10**6), ("12", 12), ("1.5", None), ("0,5", None), ("1,0000000001 tỷ", None), ("abc", None),
        ("", None), ("1.25.000", None), ("5 usd", None),
    ],
)  # fmt: skip
def test_an_amount_is_understood_or_refused_never_guessed(typed: str, dong: int | None) -> None:
    assert words.amount_typed(typed) == dong


def test_a_day_is_understood_or_refused() -> None:
    assert words.day_typed(" 5/1/2026 ") == date(2026, 1, 5)
    assert [words.day_typed(text) for text in ("30/2/2026", "5/1/26", "hôm nay", "")] == [None] * 4
