from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ioc_desktop.demo.budget import seed_budget
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database


@pytest.fixture
def budget(tmp_path: Path) -> Iterator[BudgetService]:
    database = Database(tmp_path / "ioc.db").open()
    yield BudgetService(database, RecordJournal(database))
    database.close()


def test_one_programme_adds_up_and_the_other_does_not(budget: BudgetService) -> None:
    for _ in range(2):
        seed_budget(SimpleNamespace(budget=budget))
    faults = {
        table.programme: sum(one.finding.level is Level.FAULT for one in budget.judged(table.id)[1])
        for table in budget.tables()
    }
    assert faults == {"Trung tâm hành chính điều hành thông minh 2022-2025": 8, "Đô thị thông minh 2021-2025": 0}
