"""Contracts, payments, milestones and owners over a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import text

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.model import Line, Place, Sheet, Source
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState, LineOwner, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

CLERK, LEADER = (Session(uuid7(), role.value, role.value, role) for role in (Role.OPERATOR, Role.LEADER))
DAY = date(2026, 5, 1)


class NoonOf:
    """A clock that stands: 18:30 UTC on 30 June is 1 July in Việt Nam."""

    def now(self) -> datetime:
        return datetime(2026, 6, 30, 18, 30, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def tracking(db: Database) -> TrackingService:
    return TrackingService(db, RecordJournal(db), NoonOf())


@pytest.fixture
def lines(db: Database, tracking: TrackingService) -> list[UUID]:
    sheet = Sheet.of(
        "Bảng", (Line("A", "1"), Line("B", "2")), (Place(2026),), np.array([[100], [50]], np.int64)
    )  # fmt: skip
    table_id = BudgetService(db, RecordJournal(db)).import_sheet("Chương trình", sheet, Origin()).table_id
    return [table_id, *tracking.line_ids(table_id)]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as refusal:
        act()
    return refusal.value.code


def contract(lines: list[UUID], **more: object) -> Contract:
    given: dict[str, object] = {"number": " 01/HĐ ", "dong": 100, "line_id": lines[1], **more}
    return Contract(**given)  # type: ignore[arg-type]


def test_what_was_written_is_read_back(tracking: TrackingService, lines: list[UUID]) -> None:
    made = contract(
        lines, name="Thuê  máy chủ", supplier="Công ty A", signed_on=DAY, starts_on=DAY, ends_on=date(2026, 12, 31),
        source=Source.PROVINCIAL, note="x",
    )  # fmt: skip
    key = tracking.save_contract(made, CLERK)
    tracking.pay(key, Payment(paid_on=DAY, dong=30, document="UNC 1", source=Source.ODA), CLERK)
    step = Milestone(name="Nghiệm thu", line_id=lines[1], planned_on=DAY, contract_id=key, dong=70)
    tracking.save_milestone(step, CLERK)
    tracking.set_owner(LineOwner(line_id=lines[1], unit="Văn phòng", person="Nguyễn Văn A"), CLERK)
    progress = tracking.progress(lines[0])
    (read,) = progress.tracked.contracts
    assert replace(read, payments=(), id=None) == replace(made, number="01/HĐ", name="Thuê máy chủ")
    assert [(one.dong, one.document, one.source) for one in read.payments] == [(30, "UNC 1", Source.ODA)]
    assert [replace(one, id=None) for one in progress.tracked.milestones] == [step]
    assert progress.owners == ("Văn phòng", "")
    assert (progress.committed.tolist(), progress.disbursed.tolist()) == ([100, 0], [30, 0])
    assert tracking.today == progress.today == date(2026, 7, 1)


def test_nobody_pays_more_than_the_contract_or_takes_back_more_than_was_paid(
    tracking: TrackingService, lines: list[UUID]
) -> None:
    key = tracking.save_contract(contract(lines), CLERK)
    tracking.pay(key, Payment(paid_on=DAY, dong=60), CLERK)
    assert refused(lambda: tracking.pay(key, Payment(paid_on=DAY, dong=41), CLERK)) == "budget.payment_over_contract"
    back = Payment(paid_on=DAY, dong=-61, note="Ghi nhầm")
    assert refused(lambda: tracking.pay(key, back, CLERK)) == "budget.payment_below_zero"
    assert refused(lambda: tracking.pay(key, replace(back, dong=-1, note=""), CLERK)) == "budget.payment_reason"
    tracking.pay(key, replace(back, dong=-20), CLERK)
    tracking.pay(key, Payment(paid_on=DAY, dong=60), CLERK)
    assert tracking.progress(lines[0]).disbursed.tolist() == [100, 0]
    lower = replace(tracking.progress(lines[0]).tracked.contracts[0], dong=99)
    assert refused(lambda: tracking.save_contract(lower, CLERK)) == "budget.contract_below_paid"


def test_a_contract_ends_with_a_reason_and_opens_again(
    tracking: TrackingService, lines: list[UUID], db: Database
) -> None:
    key = tracking.save_contract(contract(lines), CLERK)
    tracking.pay(key, Payment(paid_on=DAY, dong=60), CLERK)
    assert refused(lambda: tracking.end_contract(key, ContractState.SETTLED, " ", CLERK)) == "budget.reason_missing"
    tracking.end_contract(key, ContractState.SETTLED, "Đã thanh lý", CLERK)
    assert tracking.progress(lines[0]).total.committed == 60
    assert refused(lambda: tracking.pay(key, Payment(paid_on=DAY, dong=1), CLERK)) == "budget.payment_ended"
    tracking.end_contract(key, ContractState.ACTIVE, "Mở lại", CLERK)
    assert tracking.progress(lines[0]).total.committed == 100
    entries = RecordJournal(db).of("budget_contract", key)
    assert [entry.action for entry in entries] == [
        "contract.active", "contract.settled", "payment.add", "contract.add",
    ]  # fmt: skip
    assert (entries[1].note, entries[1].changes["state"]) == ("Đã thanh lý", ("active", "settled"))


def test_a_change_says_what_it_was_before_and_no_change_says_nothing(
    tracking: TrackingService, lines: list[UUID], db: Database
) -> None:
    key = tracking.save_contract(contract(lines, signed_on=DAY), CLERK)
    read = tracking.progress(lines[0]).tracked.contracts[0]
    tracking.save_contract(read, CLERK)
    tracking.save_contract(replace(read, signed_on=date(2026, 5, 2), dong=90), CLERK)
    entries = RecordJournal(db).of("budget_contract", key)
    assert [entry.action for entry in entries] == ["contract.change", "contract.add"]
    assert entries[0].changes == {"signed_on": ("2026-05-01", "2026-05-02"), "dong": (100, 90)}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"number": "  "}, "budget.contract_unnumbered"),
        ({"dong": 0}, "budget.contract_amount"),
        ({"dong": -5}, "budget.contract_amount"),
        ({"dong": 10**15}, "budget.contract_amount"),
        ({"starts_on": DAY, "ends_on": date(2026, 4, 30)}, "budget.contract_term"),
        ({"signed_on": date(202, 1, 1)}, "budget.date_unlikely"),
        ({"line_id": uuid7()}, "budget.gone"),
        ({"id": uuid7()}, "budget.gone"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(
    tracking: TrackingService, lines: list[UUID], more: dict[str, object], code: str
) -> None:
    assert refused(lambda: tracking.save_contract(contract(lines, **more), CLERK)) == code
    assert tracking.progress(lines[0]).tracked.contracts == ()


def test_payments_and_milestones_of_tomorrow_or_of_nothing_are_refused(
    tracking: TrackingService, lines: list[UUID]
) -> None:
    key = tracking.save_contract(contract(lines), CLERK)
    tomorrow = date(2026, 7, 2)
    assert refused(lambda: tracking.pay(key, Payment(paid_on=tomorrow, dong=1), CLERK)) == "budget.payment_future"
    assert refused(lambda: tracking.pay(key, Payment(paid_on=DAY, dong=0), CLERK)) == "budget.payment_amount"
    assert refused(lambda: tracking.pay(uuid7(), Payment(paid_on=DAY, dong=1), CLERK)) == "budget.gone"
    step = Milestone(name="Ký", line_id=lines[1], planned_on=DAY)
    for wrong, code in (
        (replace(step, name=" "), "budget.milestone_unnamed"),
        (replace(step, planned_on=None), "budget.milestone_undated"),
        (replace(step, actual_on=tomorrow), "budget.milestone_future"),
        (replace(step, dong=-1), "budget.milestone_amount"),
    ):
        assert refused(lambda wrong=wrong: tracking.save_milestone(wrong, CLERK)) == code  # type: ignore[misc]


def test_who_may_not_track_is_refused_everything(tracking: TrackingService, lines: list[UUID]) -> None:
    step = Milestone(name="Ký", line_id=lines[1], planned_on=DAY)
    acts: list[Callable[[], object]] = [
        lambda: tracking.save_contract(contract(lines), LEADER),
        lambda: tracking.pay(uuid7(), Payment(paid_on=DAY, dong=1), LEADER),
        lambda: tracking.end_contract(uuid7(), ContractState.SETTLED, "x", LEADER),
        lambda: tracking.save_milestone(step, LEADER),
        lambda: tracking.remove_milestone(uuid7(), LEADER),
        lambda: tracking.set_owner(LineOwner(line_id=lines[1], unit="x"), LEADER),
    ]
    assert {refused(act) for act in acts} == {"budget.not_allowed"}


def test_a_milestone_goes_and_an_owner_is_taken_back(tracking: TrackingService, lines: list[UUID]) -> None:
    key = tracking.save_milestone(Milestone(name="Ký", line_id=lines[1], planned_on=DAY), CLERK)
    for _ in range(2):
        tracking.remove_milestone(key, CLERK)
    tracking.set_owner(LineOwner(line_id=lines[1], unit="Văn phòng"), CLERK)
    tracking.set_owner(LineOwner(line_id=lines[1]), CLERK)
    progress = tracking.progress(lines[0])
    assert (progress.tracked.milestones, progress.owners) == ((), ("", ""))


def test_a_payment_cut_off_leaves_neither_money_nor_an_entry(
    tracking: TrackingService, lines: list[UUID], db: Database
) -> None:
    key = tracking.save_contract(contract(lines), CLERK)
    cut = "CREATE TRIGGER cut BEFORE INSERT ON record_entry BEGIN SELECT RAISE(ABORT, 'cut'); END"
    with db.write() as session:
        session.execute(text(cut))
    with pytest.raises(Exception, match="cut"):
        tracking.pay(key, Payment(paid_on=DAY, dong=1), CLERK)
    assert tracking.progress(lines[0]).total.disbursed == 0


def test_changes_are_told_once_they_are_stored(tracking: TrackingService, lines: list[UUID]) -> None:
    heard: list[int] = []
    tracking.changed.connect(lambda _none: heard.append(tracking.progress(lines[0]).total.committed))
    tracking.save_contract(contract(lines), CLERK)
    tracking.applied({"camera"})
    tracking.applied({"budget_payment"})
    assert heard == [100, 100]
    assert refused(lambda: tracking.progress(uuid7())) == "budget.gone"
