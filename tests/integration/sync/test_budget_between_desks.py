"""Programmes on two desktops: one annex imported twice is one table, and lines moved by two at once stay whole."""

from __future__ import annotations

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.records.journal import RecordJournal
from tests.support import budget_annexes as annexes
from tests.support.desks import Desk, check_equal, level

pytestmark = pytest.mark.postgres
LEADER = Session(uuid7(), "lanh.dao", "Lãnh đạo", Role.LEADER)


def budget(desk: Desk) -> BudgetService:
    return BudgetService(desk.db, RecordJournal(desk.db))


def test_an_annex_that_two_desks_import_alone_is_one_table(pair: list[Desk]) -> None:
    sheet = read_text(annexes.text_of(annexes.IA_HDRAI))[0].sheet
    done = [budget(desk).import_sheet("Ia H’Drai", sheet, Origin(f"{desk.name}.docx", "0" * 64)) for desk in pair]
    assert [one.is_new for one in done] == [True, True]
    level(pair)
    for desk in pair:
        (table,) = budget(desk).tables()
        assert table.lines == 35
        stored, judged = budget(desk).judged(table.id)
        assert (stored.amounts == sheet.amounts).all()
        assert [one.finding for one in judged] == list(check(sheet))


def test_an_acceptance_reaches_the_other_desk(pair: list[Desk]) -> None:
    a, b = (budget(desk) for desk in pair)
    table_id = a.import_sheet("QB", read_text(annexes.text_of(annexes.QUANG_BINH))[0].sheet, Origin()).table_id
    level(pair)
    _, judged = b.judged(table_id)
    b.accept(table_id, judged[0].key, "Số đã ký, giữ nguyên", LEADER)
    level(pair)
    _, again = a.judged(table_id)
    assert [one.acceptance.reason for one in again if one.acceptance] == ["Số đã ký, giữ nguyên"]
    check_equal(pair)


def test_a_line_that_two_people_move_at_once_has_one_place_and_one_is_told(pair: list[Desk]) -> None:
    a = budget(pair[0])
    table_id = a.import_sheet("QB", read_text(annexes.text_of(annexes.QUANG_BINH))[0].sheet, Origin()).table_id
    level(pair)
    rows = dict(pair[0].query("SELECT position, id FROM budget_line"))
    for desk, under in zip(pair, (8, 24), strict=True):
        desk.write("UPDATE budget_line SET under_id = ? WHERE id = ?", rows[under], rows[3])
    level(pair)
    assert [budget(desk).sheet(table_id).lines[3].parent for desk in pair] == [8, 8]
    assert not pair[0].inbox()
    assert any("under_id" in mine for _, _, mine in pair[1].inbox()), "the late one is told"
