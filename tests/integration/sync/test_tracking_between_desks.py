"""What two desktops enter of one table's contracts at once, over PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np
import pytest

from ioc_desktop.kernel.budget.model import Line, Place, Sheet, Source
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, LineOwner, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from tests.support.desks import Desk, level

pytestmark = pytest.mark.postgres
DAY = date(2026, 5, 1)


def tracking(desk: Desk) -> TrackingService:
    return TrackingService(desk.db, RecordJournal(desk.db))


def table(desk: Desk) -> tuple[UUID, UUID]:
    sheet = Sheet.of("Bảng", (Line("A", "1"),), (Place(2026),), np.array([[100]], np.int64))
    made = BudgetService(desk.db, RecordJournal(desk.db)).import_sheet("Chương trình", sheet, Origin()).table_id
    return made, tracking(desk).line_ids(made)[0]


def test_the_rest_of_a_contract_is_not_paid_twice(pair: list[Desk]) -> None:
    a, b = (tracking(desk) for desk in pair)
    table_id, line_id = table(pair[0])
    key = a.save_contract(Contract(number="1", dong=100, line_id=line_id))
    level(pair)
    a.pay(key, Payment(paid_on=DAY, dong=70))
    b.pay(key, Payment(paid_on=DAY, dong=60))
    pair[0].sync()
    level(pair)
    assert [each.progress(table_id).total.disbursed for each in (a, b)] == [70, 70]
    assert pair[1].query("SELECT reason FROM sync_inbox") == [("over_limit",)]
    b.pay(key, Payment(paid_on=DAY, dong=30))
    level(pair)
    assert [each.progress(table_id).total.disbursed for each in (a, b)] == [100, 100]


def test_two_who_change_one_contract_keep_both_fields(pair: list[Desk]) -> None:
    a, b = (tracking(desk) for desk in pair)
    table_id, line_id = table(pair[0])
    a.save_contract(Contract(number="1", dong=100, line_id=line_id))
    level(pair)
    (seen,) = b.progress(table_id).tracked.contracts
    a.save_contract(replace(seen, supplier="Công ty A"))
    b.save_contract(replace(seen, ends_on=date(2026, 12, 1)))
    level(pair)
    for each in (a, b):
        (read,) = each.progress(table_id).tracked.contracts
        assert (read.supplier, read.ends_on) == ("Công ty A", date(2026, 12, 1))


def test_two_who_name_an_owner_mean_one_row(pair: list[Desk]) -> None:
    a, b = (tracking(desk) for desk in pair)
    table_id, line_id = table(pair[0])
    level(pair)
    a.set_owner(LineOwner(line_id=line_id, unit="Văn phòng", source=Source.COMMUNE))
    b.set_owner(LineOwner(line_id=line_id, unit="Văn phòng", source=Source.COMMUNE))
    step = b.save_milestone(Milestone(name="Ký", line_id=line_id, planned_on=DAY))
    level(pair)
    a.remove_milestone(step)
    level(pair)
    for each in (a, b):
        progress = each.progress(table_id)
        assert (progress.owners, progress.tracked.milestones) == (("Văn phòng",), ())
    assert [desk.query("SELECT reason FROM sync_inbox") for desk in pair] == [[], []]
