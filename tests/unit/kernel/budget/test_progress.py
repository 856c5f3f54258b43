"""Planned, approved, committed and disbursed money of a table, worked out by hand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.budget.model import Line, LineKind, Phase, Place, Sheet, Source
from ioc_desktop.kernel.budget.tracking.entries import by_years
from ioc_desktop.kernel.budget.tracking.forecast import expected
from ioc_desktop.kernel.budget.tracking.model import (
    Contract,
    ContractState,
    LineOwner,
    Method,
    Milestone,
    Money,
    Payment,
    Tracked,
    WarningKind,
)
from ioc_desktop.kernel.budget.tracking.progress import Progress, progress_of

TODAY = date(2026, 6, 30)
P, C = Source.PROVINCIAL, Source.CENTRAL
PLACES = (
    Place(title="Tổng"),
    Place(2025, title="2025"),
    Place(2026, title="2026"),
    Place(source=P, title="Tỉnh"),
    Place(source=C, title="Trung ương"),
)
LINES = (
    Line("Hạ tầng", "I", 4),
    Line("Máy chủ", "1", 0, owner="Sở A"),
    Line("Đường truyền", "2", 0),
    Line("Phần mềm", "II", 4),
    Line("Tổng cộng", kind=LineKind.TOTAL),
)
AMOUNTS = np.array(
    [
        [0, 0, 0, 0, 0],
        [100, 60, 40, 100, 0],
        [50, 0, 50, 30, 10],
        [30, 10, 20, 0, 0],
        [180, 70, 110, 130, 10],
    ],
    np.int64,
)
IDS = [UUID(int=at) for at in range(5)]


def seen(
    *contracts: Contract, milestones: tuple[Milestone, ...] = (), owners: tuple[LineOwner, ...] = (),
    phase: Phase = Phase.PROPOSED, today: date = TODAY,
) -> Progress:  # fmt: skip
    sheet = Sheet.of("Bảng", LINES, PLACES, AMOUNTS)
    return progress_of(sheet, IDS, phase, Tracked(contracts, milestones, owners), today)


def contract(line: int, dong: int, *paid: tuple[date, int], **more: object) -> Contract:
    payments = tuple(Payment(paid_on=day, dong=each) for day, each in paid)
    given: dict[str, object] = {"id": uuid7(), "signed_on": date(2026, 1, 1), **more}
    return Contract(number=f"{line}/HĐ", dong=dong, line_id=IDS[line], payments=payments, **given)  # type: ignore[arg-type]


def kinds(progress: Progress) -> list[tuple[WarningKind, int, int]]:
    return [(one.kind, one.line, one.dong) for one in progress.warnings]


def test_headings_and_the_total_hold_what_is_in_them() -> None:
    progress = seen(contract(1, 90, (date(2026, 2, 1), 25)), contract(3, 20))
    assert progress.planned.tolist() == [150, 100, 50, 30, 180]
    assert progress.committed.tolist() == [90, 90, 0, 20, 110]
    assert progress.disbursed.tolist() == [25, 25, 0, 0, 25]
    assert progress.total == Money(180, 0, 110, 25)
    assert progress.total.left == 155


def test_a_paper_that_was_approved_approves_its_plan() -> None:
    assert seen(phase=Phase.APPROVED).total == Money(180, 180)
    assert seen().total == Money(180, 0)


def test_years_sources_and_owners_add_up_to_the_whole() -> None:
    progress = seen(
        contract(1, 90, (date(2025, 12, 31), 5), (date(2026, 2, 1), 20)), contract(3, 20),
        owners=(LineOwner(line_id=IDS[0], unit="Sở B"),),
    )  # fmt: skip
    assert progress.by_year == {2025: Money(70, 0, 0, 5), 2026: Money(110, 0, 110, 20)}
    assert progress.by_source == {P: Money(130, 0, 90, 25), C: Money(10), None: Money(40, 0, 20, 0)}
    assert progress.by_owner == {"Sở A": Money(100, 0, 90, 25), "Sở B": Money(50), "": Money(30, 0, 20, 0)}
    for split in (progress.by_year, progress.by_source, progress.by_owner):
        assert sum(split.values(), Money()) == progress.total


def test_a_filter_asks_for_one_year_source_or_owner() -> None:
    progress = seen(contract(1, 90, (date(2025, 12, 31), 5), (date(2026, 2, 1), 20)))
    assert progress.filtered(2025).planned.tolist() == [60, 60, 0, 10, 70]
    assert progress.filtered(2025).disbursed.tolist() == [5, 5, 0, 0, 5]
    both = progress.filtered(2026, P)
    assert both.planned.tolist() == [40, 40, 0, 0, 40]  # no column says it: only lines that one source pays are known
    assert both.disbursed[4] == 20
    assert progress.filtered(owner="Sở A").planned.tolist() == [100, 100, 0, 0, 100]


def test_a_source_that_people_named_counts_for_the_lines_inside() -> None:
    places, lines = (Place(title="Tổng"),), (Line("A", "I"), Line("B", "1", 0), Line("C", "2", 0))
    sheet = Sheet.of("Bảng", lines, places, np.array([[30], [10], [20]], np.int64))
    owners = (LineOwner(line_id=IDS[0], source=P), LineOwner(line_id=IDS[2], source=C))
    progress = progress_of(sheet, IDS[:3], Phase.PROPOSED, Tracked(owners=owners), TODAY)
    assert progress.by_source == {P: Money(10), C: Money(20)}
    assert not [one for one in progress.warnings if one.kind is WarningKind.NO_SOURCE]


def test_columns_of_the_table_count_where_no_contract_is_known() -> None:
    places = (Place(title="Kế hoạch"), Place(phase=Phase.COMMITTED), Place(phase=Phase.DISBURSED))
    lines = (Line("A"), Line("B"))
    sheet = Sheet.of("Bảng", lines, places, np.array([[30, 20, 10], [40, 40, 5]], np.int64))
    bound = Contract(number="1", dong=35, line_id=IDS[1], signed_on=TODAY)
    progress = progress_of(sheet, IDS[:2], Phase.PROPOSED, Tracked((bound,)), TODAY)
    assert progress.committed.tolist() == [20, 35]
    assert progress.disbursed.tolist() == [10, 5]


def test_a_settled_contract_binds_what_was_paid() -> None:
    for state in (ContractState.SETTLED, ContractState.CANCELLED):
        assert seen(contract(1, 90, (TODAY, 25), state=state)).total.committed == 25


def test_contracts_of_lines_that_are_gone_count_nowhere() -> None:
    stray = Contract(number="x", dong=10, line_id=uuid7())
    assert seen(stray).total.committed == 0


def test_a_term_spreads_its_value_over_the_years_to_the_dong() -> None:
    made = contract(1, 1001, starts_on=date(2025, 7, 1), ends_on=date(2027, 6, 30))
    parts = by_years(made)
    assert sum(dong for _, dong in parts) == 1001
    assert parts == [(2025, 252), (2026, 500), (2027, 249)]
    assert by_years(contract(1, 7, ends_on=date(2020, 1, 1))) == [(2026, 7)]


@pytest.mark.parametrize(
    ("made", "steps", "dong", "method"),
    [
        (contract(1, 100, (date(2026, 3, 1), 40)), (), 40 * 364 // 180, Method.PACE),
        (contract(1, 100, (date(2026, 3, 1), 80)), (), 100, Method.PACE),
        (contract(1, 365, starts_on=date(2026, 12, 1), ends_on=date(2027, 11, 30)), (), 31, Method.TERM),
        (contract(1, 100), (), 0, Method.PLAN),
        (contract(1, 100), ((date(2026, 9, 1), 30), (date(2027, 1, 5), 70)), 30, Method.MILESTONES),
        (contract(1, 100, (date(2026, 3, 1), 60)), ((date(2026, 6, 1), 30),), 90, Method.MILESTONES),
        (contract(1, 100, (date(2026, 3, 1), 100)), (), 100, Method.PAID),
        (contract(1, 100, (date(2026, 3, 1), 7), state=ContractState.SETTLED), (), 7, Method.PAID),
    ],
)
def test_a_contract_is_foretold_by_the_best_it_tells(
    made: Contract, steps: tuple[tuple[date, int], ...], dong: int, method: Method
) -> None:
    given = [Milestone(name="m", line_id=IDS[1], planned_on=day, dong=each) for day, each in steps]
    found = expected(made, given, TODAY, 2026)
    assert (found.dong, found.method) == (dong, method)


def test_the_year_is_foretold_from_contracts_and_the_plan_for_the_rest() -> None:
    progress = seen(contract(1, 100, (date(2026, 3, 1), 30)))
    forecast = progress.forecast
    pace = 30 * 364 // 180
    assert forecast.by_line.tolist() == [pace + 50, pace, 50, 20, pace + 70]
    assert (forecast.year, forecast.planned, forecast.disbursed, forecast.expected) == (2026, 110, 30, pace + 70)
    assert forecast.methods == (None, Method.PACE, Method.PLAN, Method.PLAN, None)


def test_a_contract_on_a_heading_stands_for_the_lines_inside() -> None:
    progress = seen(contract(0, 150))
    assert progress.forecast.by_line.tolist() == [90, 0, 0, 20, 110]


def test_what_goes_over_is_told_at_the_innermost_line() -> None:
    progress = seen(contract(1, 120, (date(2026, 2, 1), 70)))
    assert (WarningKind.OVER_PLAN, 1, 20) in kinds(progress)
    assert (WarningKind.OVER_YEAR, 1, 30) in kinds(progress)
    assert [line for kind, line, _ in kinds(progress) if kind is WarningKind.OVER_PLAN] == [1]
    heading = seen(contract(0, 151))
    assert [one for one in kinds(heading) if one[0] is WarningKind.OVER_PLAN] == [(WarningKind.OVER_PLAN, 0, 1)]


def test_what_is_late_unfunded_or_overpaid_is_told() -> None:
    step = Milestone(name="Nghiệm thu", line_id=IDS[1], planned_on=date(2026, 6, 20))
    reached = Milestone(name="Ký", line_id=IDS[1], planned_on=date(2026, 1, 1), actual_on=date(2026, 2, 1))
    old = contract(2, 20, (date(2026, 1, 5), 5), ends_on=date(2026, 5, 31))
    wrong = contract(1, 10, (date(2026, 1, 5), 12))
    progress = seen(old, wrong, milestones=(step, reached))
    assert {(one.kind, one.line, one.dong, one.days) for one in progress.warnings} >= {
        (WarningKind.LATE_MILESTONE, 1, 0, 10),
        (WarningKind.LATE_CONTRACT, 2, 15, 30),
        (WarningKind.OVERPAID, 1, 2, 0),
        (WarningKind.NO_SOURCE, 3, 30, 0),
        (WarningKind.FUNDING_GAP, 2, 10, 0),
    }
    assert sum(one.kind is WarningKind.LATE_MILESTONE for one in progress.warnings) == 1


def test_a_source_that_binds_more_than_it_gives_is_told() -> None:
    progress = seen(contract(3, 25, source=C))
    assert [(one.source, one.dong) for one in progress.warnings if one.kind is WarningKind.OVER_SOURCE] == [(C, 15)]


def test_what_was_not_approved_of_the_plan_is_a_gap() -> None:
    places = (Place(2026, phase=Phase.PROPOSED), Place(2026, phase=Phase.APPROVED))
    sheet = Sheet.of("Bảng", (Line("A"),), places, np.array([[30, 20]], np.int64))
    progress = progress_of(sheet, IDS[:1], Phase.PROPOSED, Tracked(), TODAY)
    assert progress.total == Money(30, 20)
    assert [(one.year, one.dong) for one in progress.warnings if one.kind is WarningKind.FUNDING_GAP] == [(2026, 10)]


def test_an_empty_table_has_no_progress() -> None:
    sheet = Sheet.of("Bảng", (), (), np.zeros((0, 0), np.int64))
    progress = progress_of(sheet, [], Phase.PROPOSED, Tracked(), TODAY)
    assert (progress.total, progress.warnings, progress.years) == (Money(), (), [])
