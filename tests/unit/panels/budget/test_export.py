"""The menu "Xuất": files, drafts of the register, and stopping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.exchange.budget_table.files import read_file
from ioc_desktop.kernel.budget.service import BudgetService, TableSummary
from ioc_desktop.kernel.budget.storing import Origin, fingerprint
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.papers.model import PaperFilter
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget.exporting import Output, Wanted, pdf, register, write
from ioc_desktop.store.database import Database
from tests.support import budget_progress as made
from tests.support import register as registers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.budget.export_view import ExportButton

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
NAME = "Đô thị thông minh"


@pytest.fixture
def desk(tmp_path: Path, context: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """A context with one table, and a clerk who may draft."""
    db = Database(tmp_path / "ioc.db").open()
    records = RecordJournal(db)
    context.budget, context.tracking = BudgetService(db, records), TrackingService(db, records, registers.Fixed())
    context.district, context.papers = DistrictSettings(db), registers.desk(db, tmp_path, registers.Fixed())
    context.session, context.shown = registers.CLERK, []
    context.show_record = lambda panel, ref: context.shown.append((panel, ref))
    context.budget.import_sheet(NAME, made.sheet(), Origin("a.docx"))
    yield context
    db.close()


def table_of(desk: SimpleNamespace) -> TableSummary:
    (table,) = desk.budget.tables()
    return table  # type: ignore[no-any-return]


def wanted(desk: SimpleNamespace, output: Output) -> Wanted:
    return Wanted(output, table_of(desk))


def test_the_spreadsheet_is_the_table_again(desk: SimpleNamespace, tmp_path: Path) -> None:
    write(wanted(desk, Output.XLSX), tmp_path / "a.xlsx", desk)  # type: ignore[arg-type]
    (back,) = read_file(tmp_path / "a.xlsx")
    assert fingerprint(back.sheet) == fingerprint(made.sheet())


@pytest.mark.parametrize("output", [Output.ANNEX, Output.REPORT])
def test_a_paper_becomes_one_draft_of_the_register(output: Output, desk: SimpleNamespace) -> None:
    first = register(wanted(desk, output), desk)  # type: ignore[arg-type]
    again = register(wanted(desk, output), desk)  # type: ignore[arg-type]
    assert first.id == again.id
    assert first.owner_id == table_of(desk).id
    (paper,) = desk.papers.find(PaperFilter()).papers
    assert NAME in paper.subject


def test_annex_and_report_are_two_papers(desk: SimpleNamespace) -> None:
    for output in (Output.ANNEX, Output.REPORT):
        register(wanted(desk, output), desk)  # type: ignore[arg-type]
    assert len(desk.papers.find(PaperFilter()).papers) == 2


@pytest.mark.parametrize("output", list(Output))
def test_what_is_stopped_leaves_no_file(output: Output, desk: SimpleNamespace, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExpectedError, match=r"table\.cancelled"):
        write(Wanted(output, table_of(desk), lambda: True), folder / "file.zip", desk)  # type: ignore[arg-type]
    assert not list(folder.iterdir())


def test_the_signer_is_who_is_signed_in(desk: SimpleNamespace) -> None:
    assert lint(pdf(wanted(desk, Output.REPORT), desk)).ok  # type: ignore[arg-type]


# ------------------------------------------------------------------ button


@pytest.fixture
def button(desk: SimpleNamespace, shown: Show, loop: asyncio.AbstractEventLoop) -> ExportButton:
    from ioc_desktop.panels.budget.export_view import ExportButton

    del loop
    made_button = ExportButton(desk)  # type: ignore[arg-type]
    shown(made_button)
    made_button.show_table(table_of(desk))
    return made_button


def run(loop: asyncio.AbstractEventLoop, action: Callable[[], object], holds: Callable[[], object]) -> None:
    async def go() -> None:
        action()
        for _ in range(2000):
            await asyncio.sleep(0.005)
            if holds():
                return
        raise AssertionError("the condition never held")

    loop.run_until_complete(go())


def test_the_menu_names_four_things_and_no_table_means_none(button: ExportButton) -> None:
    menu = button.menu_of()
    assert [action.text() for action in menu.actions()] == [
        "Phụ lục XLSX…", "Phụ lục PDF", "Báo cáo tiến độ", "Gói dữ liệu…",
    ]  # fmt: skip
    menu.deleteLater()
    button.show_table(None)
    assert not button.isEnabled()


def test_a_paper_is_shown_in_the_register(
    button: ExportButton, desk: SimpleNamespace, loop: asyncio.AbstractEventLoop
) -> None:
    run(loop, lambda: button.choose(Output.ANNEX), lambda: desk.shown)
    ((panel, ref),) = desk.shown
    assert (panel, ref.id) == ("papers", desk.papers.find(PaperFilter()).papers[0].id)


def test_a_file_is_written_where_it_was_asked_for(
    button: ExportButton, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    path = tmp_path / "goi.zip"
    with patch("ioc_desktop.panels.budget.export_view.QFileDialog.getSaveFileName", return_value=(str(path), "")):
        run(loop, lambda: button.choose(Output.PACKAGE), lambda: path.exists() and not button.is_busy)
    assert path.read_bytes().startswith(b"PK")


def test_what_takes_long_is_stopped_with_the_same_button(
    button: ExportButton, desk: SimpleNamespace, loop: asyncio.AbstractEventLoop
) -> None:
    def begin() -> None:
        button.choose(Output.ANNEX)
        asyncio.get_running_loop().call_soon(button.cancel)

    run(loop, begin, lambda: not button.is_busy and button.text() == "Xuất")
    assert not desk.shown
    assert not desk.papers.find(PaperFilter()).papers
