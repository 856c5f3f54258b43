"""Programmes of the demo district: one that adds up, one whose first section does not, one under way; stored once."""

from __future__ import annotations

import hashlib
from typing import Final, Protocol

from ioc_desktop.config.paths import resource_path
from ioc_desktop.demo.budget_running import seed_draft, seed_running
from ioc_desktop.exchange.budget_table.files import read_file
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.service import TrackingService

_PROGRAMMES: Final = {
    "Trung tâm hành chính điều hành thông minh 2022-2025": "trung-tam-dieu-hanh-2022-2025.csv",
    "Đô thị thông minh 2021-2025": "do-thi-thong-minh-2021-2025.csv",
}


class BudgetServices(Protocol):
    """What seeding needs of the opened profile."""

    @property
    def budget(self) -> BudgetService: ...
    @property
    def tracking(self) -> TrackingService: ...
    @property
    def plans(self) -> PlanService: ...


def seed_budget(services: BudgetServices) -> None:
    """Import the demo's annexes and a programme that is under way, unless there are programmes already.

    Raises:
        ExpectedError: ``store.*``.
    """
    if services.budget.tables():
        return
    for name, file in _PROGRAMMES.items():
        path = resource_path("demo", "budget", file)
        origin = Origin(file, hashlib.sha256(path.read_bytes()).hexdigest())
        for table in read_file(path):
            services.budget.import_sheet(name, table.sheet, origin)
    table_id = seed_running(services.budget, services.tracking)
    seed_draft(services.plans, services.budget, table_id)
