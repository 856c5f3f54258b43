"""Opening, checking and adding up the money of a province: 20 programmes of 2,000 lines over 10 years from 6 sources.

All in processor time but the edit, which waits for the disk: one thread does everything, so it is the time on a free
core, whatever else the machine does.

Usage: ``python benchmarks/bench_budget.py [--runs N]``
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from report import Figure, publish

from ioc_desktop.core.ids import uuid7
from ioc_desktop.documents.budget_annex import Subject, annex_pdf
from ioc_desktop.documents.centre import Letterhead
from ioc_desktop.documents.model import Family, Issuer
from ioc_desktop.exchange.budget_out.fiscal import Named, package_of
from ioc_desktop.exchange.budget_out.xlsx import write_annex
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Line, LineKind, Place, Pricing, Sheet, Source, Unit
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget.editing import shown_after, typed
from ioc_desktop.panels.budget.grid import grid_of
from ioc_desktop.store.database import Database

CLERK = Session(uuid7(), "cv", "Chuyên viên", Role.OPERATOR)
PROGRAMMES, LINES, YEARS, FAULTS = 20, 2000, range(2021, 2031), 5
NARROW = 11
"""Columns of the exported table: its total and the years."""
FOLLOWED, PAYMENTS = 2, 3
SOURCES = (Source.CENTRAL, Source.PROVINCIAL, Source.COMMUNE, Source.ENTERPRISE, Source.ODA, Source.CITIZENS)


def programme(seed: int) -> Sheet:
    """Sections of 20 items of 4 parts, all columns printed, right but for ``FAULTS`` cells."""
    chance = np.random.default_rng(seed)
    lines = [Line("Tổng cộng", kind=LineKind.TOTAL)]
    while len(lines) < LINES:
        lines += section(len(lines), len(lines) // 101 + 1)
    lines = lines[:LINES]
    places = (
        Place(title="Tổng"),
        *(Place(year, title=str(year)) for year in YEARS),
        *(Place(source=source, title=source) for source in SOURCES),
        *(Place(year, source, title=f"{year} {source}") for year in YEARS for source in SOURCES),
    )
    parents = np.array([line.parent for line in lines])
    leaves = np.ones(LINES, np.bool_)
    leaves[parents[parents >= 0]] = False
    cube = np.where(leaves[:, None, None], chance.integers(0, 500, (LINES, len(YEARS), len(SOURCES))) * 10**6, 0)
    for line in range(LINES - 1, 0, -1):
        cube[parents[line]] += cube[line]
    amounts = np.concatenate(
        [cube.sum((1, 2))[:, None], cube.sum(2), cube.sum(1), cube.reshape(LINES, -1)], axis=1
    ).astype(np.int64)
    for _ in range(FAULTS):
        amounts[chance.integers(1, LINES), chance.integers(17, len(places))] += 10**6
    return Sheet.of(f"Chương trình {seed}", tuple(priced(lines, amounts[:, 0], leaves)), places, amounts)


def section(at: int, number: int) -> list[Line]:
    """A heading, 20 items, 4 parts each."""
    lines = [Line(f"Mục {number}", f"{number}", 0)]
    for item in range(1, 21):
        here = at + len(lines)
        lines.append(Line(f"Hạng mục {number}.{item}", f"{number}.{item}", at))
        lines += [Line(f"Phần {n}", f"{number}.{item}.{n}", here) for n in range(1, 5)]
    return lines


def priced(lines: list[Line], totals: np.ndarray, leaves: np.ndarray) -> list[Line]:
    """The lines, every fifth part with the unit price and the months that make its total."""
    return [
        replace(line, pricing=(Pricing(1, int(total) // 2, (2,)),)) if leaf and at % 5 == 0 else line
        for at, (line, total, leaf) in enumerate(zip(lines, totals, leaves, strict=True))
    ]


def timed_s(sheets: list[Sheet]) -> float:
    begun = time.process_time()
    for sheet in sheets:
        check(sheet)
    return time.process_time() - begun


def edited_ms(sheet: Sheet, runs: int) -> tuple[float, float]:
    """From one amount typed in the tree to its row and journal entry in the database and every total on the screen.

    By the clock of the wall, the wait for the disk included, and in processor time.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "ioc.db").open()
        budget = BudgetService(database, RecordJournal(database))
        plans = PlanService(database, RecordJournal(database), budget)
        table = budget.import_sheet(sheet.name, sheet, Origin()).table_id
        ids, grid = plans.lines(table), grid_of(sheet, ())
        taken: list[tuple[float, float]] = []
        for run in range(runs):
            begun, used = time.perf_counter(), time.process_time()
            edit = replace(typed(sheet, LINES - 1, 76, str(10**9 + run)), line_id=ids[-1])
            plans.set_amount(table, edit, CLERK)
            sheet, grid = shown_after(sheet, grid, [edit], ids)
            taken.append(((time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000))
        database.close()
    return statistics.median(wall for wall, _ in taken), statistics.median(cpu for _, cpu in taken)


def followed(tracking: TrackingService, table_id: UUID) -> None:
    """Every fourth line gets a contract with payments and a milestone, as a busy programme has them."""
    for number, line_id in enumerate(tracking.line_ids(table_id)[1::4]):
        signed = date(2026, 1, 1) + timedelta(days=number % 200)
        contract = tracking.save_contract(
            Contract(number=f"{number}/HĐ", dong=10**9, line_id=line_id, signed_on=signed, ends_on=date(2027, 12, 31))
        )
        for part in range(PAYMENTS):
            tracking.pay(contract, Payment(paid_on=signed, dong=10**7 * (part + 1)))
        tracking.save_milestone(
            Milestone(name="Nghiệm thu", line_id=line_id, contract_id=contract, planned_on=date(2026, 6, 30))
        )


def opened_ms(sheets: list[Sheet], runs: int) -> tuple[float, float]:
    """From the database to a programme's table, and to how far its money has come, with all programmes stored."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "ioc.db").open()
        budget = BudgetService(database, RecordJournal(database))
        stored = [budget.import_sheet(sheet.name, sheet, Origin()).table_id for sheet in sheets]
        tracking = TrackingService(database, RecordJournal(database))
        for table_id in stored[:FOLLOWED]:
            followed(tracking, table_id)
        opened, progressed = [], []
        for run in range(runs * 2):
            begun = time.process_time()
            budget.tables()
            budget.sheet(stored[run % len(stored)])
            opened.append((time.process_time() - begun) * 1000)
            begun = time.process_time()
            budget.tables()
            tracking.progress(stored[run % FOLLOWED])
            progressed.append((time.process_time() - begun) * 1000)
        database.close()
    return statistics.median(opened), statistics.median(progressed)


def exported_s(sheet: Sheet, runs: int) -> dict[str, float]:
    """A table of 2,000 lines, its total and ten years, as spreadsheet, paper and package."""
    narrow = Sheet.of(sheet.name, sheet.lines, sheet.places[:NARROW], sheet.amounts[:, :NARROW].copy())
    narrow = replace(narrow, unit=Unit(10**6, 10**6))
    head = Letterhead(Issuer(Family.COMMITTEE, "Trung tâm điều hành"), "Hòa Tiến", "TTĐH")
    subject = Subject(UUID(int=1), "Đô thị thông minh")
    with tempfile.TemporaryDirectory() as folder:
        works: dict[str, Callable[[], object]] = {
            "xlsx": lambda: write_annex(narrow, Path(folder) / "annex.xlsx"),
            "pdf": lambda: annex_pdf(narrow, subject, head),
            "package": lambda: package_of(narrow, Named("Đô thị thông minh")),
        }
        return {name: statistics.median(_taken_s(work) for _ in range(runs)) for name, work in works.items()}


def _taken_s(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    sheets = [programme(seed) for seed in range(PROGRAMMES)]
    check(sheets[0])
    checked = [timed_s(sheets) for _ in range(runs)]
    edited, edited_cpu = edited_ms(sheets[0], runs * 4)
    opened, progressed = opened_ms(sheets, runs)
    exported = exported_s(sheets[0], min(runs, 3))
    publish(
        "budget",
        [
            Figure("full_check_s", statistics.median(checked), "s", "20 × 2,000 lines × 10 years × 6 sources", 2.0),
            Figure("open_ms", opened, "ms", "list and one of 20 stored programmes", 500.0),
            Figure("progress", progressed, "ms", "the same with 500 contracts and 1,500 payments followed", 500.0),
            Figure("edit_to_totals_ms", edited, "ms", "typed, stored and journaled, 2,000 lines × 77 columns", 50.0),
            Figure("edit_to_totals_cpu_ms", edited_cpu, "ms", "the same in processor time", 50.0),
            Figure("export_xlsx_s", exported["xlsx"], "s", "2,000 lines × 11 columns, with its findings", 5.0),
            Figure("export_pdf_s", exported["pdf"], "s", "2,000 lines × 11 columns, lying pages", 20.0),
            Figure("export_package_s", exported["package"], "s", "2,000 lines × 11 columns, checked", 5.0),
        ],
    )


if __name__ == "__main__":
    main()
