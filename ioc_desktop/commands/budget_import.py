"""``budget import``: the tables of a file put under a programme."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ioc_desktop.commands.budget import DONE, REJECTED, UNITS
from ioc_desktop.commands.profile import budget_service
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.exchange.budget_table.files import read_file
from ioc_desktop.exchange.budget_table.result import BudgetTable
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.comparison import compare
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin


@dataclass(frozen=True)
class ImportReport:
    """What became of one table.

    Attributes:
        recognised: it was here already and was not written again.
        changes: lines and amounts that differ from the newest table of the programme with the same columns.
    """

    table: str
    programme: str
    lines: int
    rejected: int
    faults: int
    recognised: bool
    changes: int


def run_import(
    path: Path, paths: AppPaths, programme: str = "", *, unit: str | None = None, json_output: bool = False
) -> int:
    """Store every table of a file.

    Args:
        programme: its name; the file's name without one.

    Returns:
        Exit code: 0 done, 3 when rows were left out.

    Raises:
        ExpectedError: ``budget.*``, ``table.*``, ``store.*``.
    """
    tables = read_file(path, UNITS[unit] if unit else None)
    origin = Origin(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    with budget_service(paths) as service:
        reports = list(_stored(service, tables, programme or path.stem, origin))
    if json_output:
        print(json.dumps({"file": str(path), "tables": [asdict(report) for report in reports]}, ensure_ascii=False))
    else:
        for report in reports:
            print(_said(report))
    return REJECTED if any(report.rejected for report in reports) else DONE


def _stored(
    service: BudgetService, tables: tuple[BudgetTable, ...], programme: str, origin: Origin
) -> Iterator[ImportReport]:
    before = service.tables()
    for table in tables:
        done = service.import_sheet(programme, table.sheet, origin)
        faults = sum(finding.level is Level.FAULT for finding in check(table.sheet))
        earlier = next(
            (each for each in before if each.programme == done.programme and each.name == table.sheet.name), None
        )
        changes = len(compare(service.sheet(earlier.id), table.sheet)) if done.is_new and earlier else 0
        lines, rejected = len(table.sheet.lines), table.rejected_rows
        yield ImportReport(table.name, done.programme, lines, rejected, faults, not done.is_new, changes)


def _said(report: ImportReport) -> str:
    if report.recognised:
        return f"{report.table}: bảng này đã có trong chương trình “{report.programme}”, không ghi lần nữa."
    text = f"{report.table}: đã ghi {report.lines} dòng vào chương trình “{report.programme}”."
    if report.rejected:
        text += f" Bỏ {report.rejected} hàng không đọc được."
    if report.faults:
        text += f" Có {report.faults} chỗ sai: xem bằng lệnh budget check."
    if report.changes:
        text += f" Khác bản trước {report.changes} chỗ."
    return text
