"""``budget export``: one table of a programme written as a file for others."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ioc_desktop.commands.profile import BudgetDesk, budget_desk
from ioc_desktop.config.atomic import replace_bytes, unwritable
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.documents.budget_annex import Subject, annex_pdf
from ioc_desktop.documents.budget_progress import progress_pdf
from ioc_desktop.documents.centre import letterhead
from ioc_desktop.exchange.budget_out.fiscal import Named, package_of, slug, write_package
from ioc_desktop.exchange.budget_out.xlsx import write_annex
from ioc_desktop.kernel.budget.service import TableSummary

_MOST_NAMED: Final = 8


def run_export(wanted: str, folder: Path, kind: str, paths: AppPaths, *, json_output: bool = False) -> int:
    """Write one table.

    Args:
        wanted: name of the programme, of the imported file, or identifier of the table.
        kind: a name of ``WRITERS``.

    Returns:
        Exit code 0.

    Raises:
        ExpectedError: ``budget.*``, ``documents.*``, ``file.unwritable``, ``store.*``.
    """
    with budget_desk(paths) as desk:
        table = chosen(desk.budget.tables(), wanted)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder) from error
        path = WRITERS[kind](desk, table, folder)
    if json_output:
        told = {"table": str(table.id), "programme": table.programme, "kind": kind, "file": str(path)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"Đã ghi {path}.")
    return 0


def chosen(tables: Sequence[TableSummary], wanted: str) -> TableSummary:
    """The one table that is meant: by identifier, by a whole name, else by a part of one.

    Raises:
        ExpectedError: ``budget.table_unknown``, ``budget.table_ambiguous``.
    """
    asked = fold(wanted.strip())
    exact = [table for table in tables if asked in {str(table.id), *map(fold, _names(table))}]
    found = exact or [table for table in tables if asked and any(asked in fold(name) for name in _names(table))]
    if not found:
        raise ExpectedError(
            "budget.table_unknown",
            QT_TRANSLATE_NOOP("errors", "Không có bảng nào tên “{name}”. Các bảng đang có: {known}."),
            name=wanted,
            known=_listed(tables) or "(chưa có)",
        )
    if len(found) > 1:
        raise ExpectedError(
            "budget.table_ambiguous",
            QT_TRANSLATE_NOOP("errors", "Có {count} bảng tên “{name}”. Ghi mã của một bảng: {known}."),
            count=len(found),
            name=wanted,
            known=_listed(found),
        )
    return found[0]


def _names(table: TableSummary) -> tuple[str, ...]:
    return tuple(name for name in (table.programme, table.file_name, table.name, table.symbol) if name)


def _listed(tables: Sequence[TableSummary]) -> str:
    named = [f"{table.programme} / {table.name} ({table.id})" for table in tables[:_MOST_NAMED]]
    return "; ".join([*named, *(["…"] if len(tables) > _MOST_NAMED else [])])


def _subject(table: TableSummary) -> Subject:
    return Subject(table.id, table.programme, table.symbol)


def _xlsx(desk: BudgetDesk, table: TableSummary, folder: Path) -> Path:
    path = folder / f"phu-luc-{slug(table.programme)}.xlsx"
    write_annex(desk.budget.sheet(table.id), path, table.programme)
    return path


def _pdf(desk: BudgetDesk, table: TableSummary, folder: Path) -> Path:
    path = folder / f"phu-luc-{slug(table.programme)}.pdf"
    replace_bytes(path, annex_pdf(desk.budget.sheet(table.id), _subject(table), letterhead(desk.district)))
    return path


def _fdp(desk: BudgetDesk, table: TableSummary, folder: Path) -> Path:
    path = folder / f"goi-du-lieu-{slug(table.programme)}"
    write_package(package_of(desk.budget.sheet(table.id), Named(table.programme, table.symbol)), path)
    return path


def _report(desk: BudgetDesk, table: TableSummary, folder: Path) -> Path:
    path = folder / f"tien-do-{slug(table.programme)}.pdf"
    replace_bytes(path, progress_pdf(desk.tracking.progress(table.id), _subject(table), letterhead(desk.district)))
    return path


Writer = Callable[[BudgetDesk, TableSummary, Path], Path]
WRITERS: Final[dict[str, Writer]] = {"xlsx": _xlsx, "pdf": _pdf, "fdp": _fdp, "report": _report}
