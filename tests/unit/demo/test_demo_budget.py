from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ioc_desktop.demo.budget import seed_budget
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.tracking.model import WarningKind
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database


@pytest.fixture
def services(tmp_path: Path) -> Iterator[SimpleNamespace]:
    database = Database(tmp_path / "ioc.db").open()
    records = RecordJournal(database)
    budget, tracking = BudgetService(database, records), TrackingService(database, records)
    yield SimpleNamespace(budget=budget, tracking=tracking, plans=PlanService(database, records, budget))
    database.close()


def test_the_programmes_add_up_but_for_the_one_that_does_not(services: SimpleNamespace) -> None:
    for _ in range(2):
        seed_budget(services)
    budget: BudgetService = services.budget
    faults = {
        table.programme: sum(one.finding.level is Level.FAULT for one in budget.judged(table.id)[1])
        for table in budget.tables()
        if "Chuyển đổi số" not in table.programme
    }
    assert faults == {"Trung tâm hành chính điều hành thông minh 2022-2025": 8, "Đô thị thông minh 2021-2025": 0}
    assert len(budget.tables()) == 4


def test_one_programme_is_under_way_and_partly_late(services: SimpleNamespace) -> None:
    seed_budget(services)
    table = next(one for one in services.budget.tables() if "Chuyển đổi số" in one.programme and one.file_name)
    progress = services.tracking.progress(table.id)
    total = progress.total
    assert total.planned == total.approved > total.committed > total.disbursed > 0
    assert progress.planned[-1] == total.planned
    assert {WarningKind.LATE_MILESTONE, WarningKind.LATE_CONTRACT, WarningKind.FUNDING_GAP, WarningKind.NO_SOURCE} <= {
        one.kind for one in progress.warnings
    }
    assert "Ban Chỉ huy Phòng thủ dân sự" in progress.by_owner


def test_a_draft_gives_works_another_year_and_adds_up_as_before(services: SimpleNamespace) -> None:
    seed_budget(services)
    draft, table = (one for one in services.budget.tables() if "Chuyển đổi số" in one.programme)
    changes = services.plans.compare(table.id, draft.id)
    assert len(changes) == 6
    assert sum((one.new or 0) - (one.old or 0) for one in changes) == 0
    assert len(services.budget.judged(draft.id)[1]) == len(services.budget.judged(table.id)[1])
