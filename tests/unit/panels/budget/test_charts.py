"""The charts of a table: their shapes, and the page over a real store."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.budget.model import Line, Phase, Place, Sheet
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService, TableSummary
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget.chart_data import OUTLINE, growth, stacked, treemap, waterfall
from ioc_desktop.panels.budget.charts import ChartKind, earlier
from ioc_desktop.panels.budget.squares import Tile, squares
from ioc_desktop.store.database import Database
from tests.support import budget_annexes as annexes
from tests.support import budget_progress as made

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.budget.charts_view import ChartsPage
    from ioc_desktop.panels.budget.view import BudgetView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
NAME = "Đô thị thông minh"


def original(annex: annexes.Annex) -> Sheet:
    return read_text(annexes.text_of(annex))[0].sheet


# ------------------------------------------------------------------ shapes


def test_years_are_piled_by_mode_beside_what_the_paper_prints() -> None:
    drawing = stacked(original(annexes.IA_HDRAI))
    assert [text for _, text in drawing.ticks] == ["2022", "2023", "2024", "2025"]
    assert [name for _, name in drawing.legend] == ["văn bản ghi", "Đầu tư", "Thuê dịch vụ"]
    assert drawing.unit == "triệu đồng"
    outlines = [block for block in drawing.blocks if block.fill == OUTLINE]
    assert [round(block.box[3]) for block in outlines] == [2121, 2408, 2010, 2010]
    assert [text for _, _, text in drawing.notes] == ["2.224", "2.468", "2.070", "2.070"]
    rent = next(block for block in drawing.blocks if block.fill == 1)
    assert rent.tip.startswith("2022 · Thuê dịch vụ: 336.000.000 đồng")


def test_parts_of_a_year_stand_on_each_other_and_negative_ones_below() -> None:
    places = (Place(2025, mode=None, title="2025"), Place(2025, None, None, Phase.APPROVED, "duyệt"))
    sheet = Sheet.of("B", (Line("A", "1"), Line("B", "2")), places[:1], np.array([[7], [-3]], np.int64))
    (block,) = [block for block in stacked(sheet).blocks if block.fill != OUTLINE]
    assert (block.box[1], block.box[3]) == (0.0, 4.0)
    negative = Sheet.of("B", (Line("A", "1"),), places[:1], np.array([[-3]], np.int64))
    (below,) = [block for block in stacked(negative).blocks if block.fill != OUTLINE]
    assert (below.box[1], below.box[3]) == (-3.0, 0.0)


def test_sources_have_their_names() -> None:
    drawing = stacked(original(annexes.QUANG_BINH), by_source=True)
    assert [name for _, name in drawing.legend] == ["Ngân sách trung ương", "Ngân sách địa phương", "Doanh nghiệp"]


def test_the_waterfall_leads_from_one_table_to_the_next() -> None:
    old = original(annexes.IA_HDRAI)
    new = original(annexes.IA_HDRAI.with_cell("1.200", "1.300", row_with="Giám sát an ninh trật tự"))
    new.amounts[12, 2] += 100 * made.TRIEU
    drawing = waterfall(new, old)
    assert drawing.ticks[0][1] == "Bản trước"
    assert drawing.ticks[-1][1] == "Bản này"
    assert [note[2] for note in drawing.notes][1:-1] == ["+100"]
    alone = waterfall(old, None)
    assert [text for _, text in alone.ticks] == ["I Nền tảng dùng chung", "II Các lĩnh vực trọng tâm", "Tổng cộng"]
    assert [text for *_, text in alone.notes] == ["+4.628", "+4.204", "8.832"]


def test_the_map_has_every_line_by_its_amount() -> None:
    drawing = treemap(original(annexes.IA_HDRAI))
    areas = {block.line: (block.box[2] - block.box[0]) * (block.box[3] - block.box[1]) for block in drawing.blocks}
    assert areas[5] / areas[2] == pytest.approx(1500 / 1234)
    assert sum(areas.values()) == pytest.approx(160 * 90)
    assert len(drawing.legend) == 2


@pytest.mark.parametrize("amounts", [[1], [5, 3, 1], [1] * 50, [10**15, 1], list(range(200, 0, -1))])
def test_tiles_fill_their_room_without_overlapping(amounts: list[int]) -> None:
    tiles = squares(amounts, Tile(0.0, 0.0, 16.0, 9.0))
    total = sum(amounts)
    assert [tile.wide * tile.high for tile in tiles] == pytest.approx([144 * one / total for one in amounts])
    for at, one in enumerate(tiles):
        assert -1e-9 <= one.left <= one.left + one.wide <= 16 + 1e-6
        for other in tiles[at + 1 :]:
            wide = min(one.left + one.wide, other.left + other.wide) - max(one.left, other.left)
            high = min(one.low + one.high, other.low + other.high) - max(one.low, other.low)
            assert min(wide, high) < 1e-6


def test_growth_ends_with_today_and_the_plan_goes_on() -> None:
    planned, committed, paid = growth(made.under_way()).curves
    assert (len(planned.points), len(committed.points), len(paid.points)) == (48, 22, 22)
    assert (planned.points[-1][1], committed.points[-1][1], paid.points[-1][1]) == (8832, 2800, 1500)
    assert paid.tips[8] == "Giải ngân, đến tháng 09/2022: 400.000.000 đồng"


def test_a_table_without_years_has_no_growth() -> None:
    sheet = Sheet.of("B", (Line("A", "1"),), (Place(title="Kinh phí"),), np.array([[1]], np.int64))
    from ioc_desktop.kernel.budget.tracking.model import Tracked
    from ioc_desktop.kernel.budget.tracking.progress import progress_of

    progress = progress_of(sheet, made.line_ids(sheet), Phase.PROPOSED, Tracked(), made.TODAY)
    assert growth(progress).is_empty


def test_the_table_before_is_of_the_same_name_and_not_of_the_same_file() -> None:
    from uuid import UUID

    def table(number: int, file: str, name: str = "Bảng 1", programme: int = 1) -> TableSummary:
        return TableSummary(UUID(int=number), UUID(int=programme), "P", name, "", Phase.PROPOSED, file, 1)

    new, beside, old, other = table(1, "b"), table(2, "b", "Bảng 2"), table(3, "a", "Bảng 2"), table(4, "a")
    assert earlier(new, [new, beside, old, other]) == other
    assert earlier(beside, [new, beside, old, other]) == old
    assert earlier(other, [new, beside, old, other]) is None
    assert earlier(new, [new, table(9, "z", programme=2)]) is None


# ------------------------------------------------------------------ page


class Room:
    def __init__(self, db: Database, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> None:
        self.budget, self.tracking = BudgetService(db, RecordJournal(db)), TrackingService(db, RecordJournal(db))
        self.context, self.loop = context, loop
        context.budget, context.tracking = self.budget, self.tracking
        context.plans = PlanService(db, RecordJournal(db), self.budget)

    def keep(self, annex: annexes.Annex, name: str = NAME, file: str = "a.docx") -> TableSummary:
        done = self.budget.import_sheet(name, original(annex), Origin(file))
        return next(table for table in self.budget.tables() if table.id == done.table_id)

    def settle(self, holds: Callable[[], object]) -> None:
        async def go() -> None:
            for _ in range(400):
                if holds():
                    return
                await asyncio.sleep(0.005)
            raise AssertionError("the condition never held")

        self.loop.run_until_complete(go())

    def act(self, action: Callable[[], object]) -> None:
        async def go() -> None:
            action()
            for _ in range(20):
                await asyncio.sleep(0.005)

        self.loop.run_until_complete(go())

    def page(self, shown: Show, table: TableSummary | None) -> ChartsPage:
        from ioc_desktop.panels.budget.charts_view import ChartsPage

        pages: list[ChartsPage] = []

        def make() -> None:
            pages.append(ChartsPage(self.context))  # type: ignore[arg-type]
            pages[0].resize(1180, 680)
            shown(pages[0])
            pages[0].show_table(table)

        self.act(make)
        self.settle(lambda: pages[0].presenter.state.drawing is not None)
        return pages[0]

    def choose(self, page: ChartsPage, kind: ChartKind) -> None:
        before = page.presenter.state.drawing
        self.act(lambda: (page.choice.select(kind.value), page.choice.changed.emit(kind.value)))
        self.settle(lambda: page.presenter.state.drawing is not before)


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Room]:
    database = Database(tmp_path / "ioc.db").open()
    yield Room(database, context, loop)
    database.close()


def kept(page: QWidget, name: str) -> None:
    """The picture, for whoever asks to look at it."""
    if folder := os.environ.get("CHARTS_OUT"):
        page.grab().save(f"{folder}/{name}.png")


def test_each_chart_is_drawn(room: Room, shown: Show) -> None:
    table = room.keep(annexes.IA_HDRAI)
    lines = room.tracking.line_ids(table.id)
    paid = (Payment(paid_on=made.tracked(lines).contracts[0].payments[0].paid_on, dong=400 * made.TRIEU),)
    contract = made.tracked(lines).contracts[0]
    saved = room.tracking.save_contract(
        Contract(number="12/HĐ", dong=contract.dong, line_id=lines[2], signed_on=contract.signed_on)
    )
    room.tracking.pay(saved, paid[0])
    page = room.page(shown, table)
    for kind in ChartKind:
        if kind is not ChartKind.YEARS:
            room.choose(page, kind)
        assert page.pages.currentIndex() == 0
        assert page.presenter.state.drawing is not None
        kept(page, kind.value)
    assert "Lũy kế" in page.title.text()
    assert not page.split.isVisible()


def test_pointing_tells_the_amount_and_a_click_leads_to_the_line(room: Room, shown: Show) -> None:
    page = room.page(shown, room.keep(annexes.IA_HDRAI))
    block = next(block for block in page.canvas.drawing.blocks if block.fill == 1)
    left, low, right, high = block.box
    at = page.canvas.getPlotItem().vb.mapViewToScene(QPointF((left + right) / 2, (low + high) / 2))
    page.canvas.scene().sigMouseMoved.emit(at)
    assert page.said.text() == block.tip
    chosen: list[int] = []
    page.line_chosen.connect(chosen.append)
    spot = page.canvas.mapFromScene(at)
    QTest.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == [block.line]


def test_keys_move_from_block_to_block_and_open_a_line(room: Room, shown: Show) -> None:
    page = room.page(shown, room.keep(annexes.IA_HDRAI))
    chosen: list[int] = []
    page.line_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(page.canvas, key)
    assert page.said.text() == page.canvas.drawing.blocks[1].tip
    assert chosen == [page.canvas.drawing.blocks[1].line]


def test_no_table_and_a_table_without_years_are_said(room: Room, shown: Show) -> None:
    page = room.page(shown, None)
    assert page.pages.currentWidget() is page.empty
    assert "Chưa có gì để vẽ" in page.empty.title.text()


def test_a_table_that_is_gone_is_said_with_a_way_on(room: Room, shown: Show) -> None:
    from dataclasses import replace
    from uuid import UUID

    table = room.keep(annexes.IA_HDRAI)
    page = room.page(shown, table)
    room.act(lambda: page.show_table(replace(table, id=UUID(int=5))))
    room.settle(lambda: page.pages.currentWidget() is page.failed)


def test_letters_grow_with_the_page(room: Room, shown: Show) -> None:
    page = room.page(shown, room.keep(annexes.IA_HDRAI))
    assert page.letters().pixelSize() >= 14
    page.resize(1800, 960)
    assert page.letters().pixelSize() >= 20


def test_the_chosen_line_is_shown_in_the_table(room: Room, shown: Show) -> None:
    from ioc_desktop.panels.budget.view import BudgetView

    room.keep(annexes.IA_HDRAI)
    views: list[BudgetView] = []

    def make() -> None:
        views.append(BudgetView(room.context))  # type: ignore[arg-type]
        views[0].resize(1190, 740)
        views[0].show()

    room.act(make)
    shown(views[0])
    view = views[0]
    room.settle(lambda: view.presenter.state.is_loaded)
    room.act(lambda: view.views.turn_to("charts"))
    page = view.views.currentWidget()
    room.settle(lambda: page.presenter.state.drawing is not None)  # type: ignore[union-attr]
    kept(view, "panel")
    page.line_chosen.emit(8)  # type: ignore[union-attr]
    assert view.views.currentWidget() is view.tree
    assert view.tree.sheet.line_of(view.tree.currentIndex()) == 8
