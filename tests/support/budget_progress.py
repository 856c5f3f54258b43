"""A programme under way: the first annex with contracts, payments, milestones and owners."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.budget.model import Phase, Sheet
from ioc_desktop.kernel.budget.tracking.model import Contract, LineOwner, Milestone, Payment, Tracked
from ioc_desktop.kernel.budget.tracking.progress import Progress, progress_of
from tests.support import budget_annexes as annexes

TODAY = date(2023, 10, 5)
TRIEU = 10**6


def sheet() -> Sheet:
    return read_text(annexes.text_of(annexes.IA_HDRAI))[0].sheet


def line_ids(table: Sheet) -> list[UUID]:
    return [UUID(int=at + 1) for at in range(len(table.lines))]


def tracked(ids: list[UUID]) -> Tracked:
    first = Contract(
        id=UUID(int=99), number="12/HĐ", dong=1200 * TRIEU, line_id=ids[2], signed_on=date(2022, 5, 3),
        starts_on=date(2022, 5, 3), ends_on=date(2023, 6, 1),
        payments=(
            Payment(paid_on=date(2022, 9, 1), dong=400 * TRIEU), Payment(paid_on=date(2023, 2, 1), dong=700 * TRIEU),
        ),
    )  # fmt: skip
    second = Contract(
        id=UUID(int=98), number="15/HĐ", dong=1600 * TRIEU, line_id=ids[5], signed_on=date(2023, 1, 3),
        payments=(Payment(paid_on=date(2023, 9, 1), dong=400 * TRIEU),),
    )  # fmt: skip
    steps = (
        Milestone(
            name="Nghiệm thu lắp đặt", line_id=ids[2], planned_on=date(2022, 12, 1), actual_on=date(2023, 1, 5)
        ),
        Milestone(name="Vận hành thử", line_id=ids[6], planned_on=date(2023, 6, 1)),
    )  # fmt: skip
    return Tracked((first, second), steps, (LineOwner(line_id=ids[0], unit="Phòng Văn hóa"),))


def under_way() -> Progress:
    table = sheet()
    ids = line_ids(table)
    return progress_of(table, ids, Phase.APPROVED, tracked(ids), TODAY)


def untouched() -> Progress:
    table = sheet()
    return progress_of(table, line_ids(table), Phase.PROPOSED, Tracked(), TODAY)
