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
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from report import Figure, publish

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import Line, LineKind, Place, Pricing, Sheet, Source
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.budget.editing import shown_after, typed
from ioc_desktop.panels.budget.grid import grid_of
from ioc_desktop.store.database import Database

CLERK = Session(uuid7(), "cv", "Chuyên viên", Role.OPERATOR)
PROGRAMMES, LINES, YEARS, FAULTS = 20, 2000, range(2021, 2031), 5
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


def opened_ms(sheets: list[Sheet], runs: int) -> float:
    """From the database to a programme's table, with all programmes stored."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "ioc.db").open()
        budget = BudgetService(database, RecordJournal(database))
        stored = [budget.import_sheet(sheet.name, sheet, Origin()).table_id for sheet in sheets]
        taken = []
        for run in range(runs * 2):
            begun = time.process_time()
            budget.tables()
            budget.sheet(stored[run % len(stored)])
            taken.append((time.process_time() - begun) * 1000)
        database.close()
    return statistics.median(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    sheets = [programme(seed) for seed in range(PROGRAMMES)]
    check(sheets[0])
    checked = [timed_s(sheets) for _ in range(runs)]
    edited, edited_cpu = edited_ms(sheets[0], runs * 4)
    publish(
        "budget",
        [
            Figure("full_check_s", statistics.median(checked), "s", "20 × 2,000 lines × 10 years × 6 sources", 2.0),
            Figure("open_ms", opened_ms(sheets, runs), "ms", "list and one of 20 stored programmes", 500.0),
            Figure("edit_to_totals_ms", edited, "ms", "typed, stored and journaled, 2,000 lines × 77 columns", 50.0),
            Figure("edit_to_totals_cpu_ms", edited_cpu, "ms", "the same in processor time", 50.0),
        ],
    )


if __name__ == "__main__":
    main()
