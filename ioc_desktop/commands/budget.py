"""``budget check``: the tables of a file proved, and every contradiction named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ioc_desktop.exchange.budget_table.files import read_file
from ioc_desktop.exchange.budget_table.result import BudgetTable
from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, Level
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.sentences import sentence, unit_text

DONE, REJECTED = 0, 3
UNITS = {"dong": 1, "nghin": 1000, "trieu": 10**6, "ty": 10**9}
_MARKS = {Level.FAULT: "✗", Level.QUESTION: "?", Level.NOTE: "·"}


def run_check(path: Path, *, unit: str | None = None, json_output: bool = False) -> int:
    """Print what is wrong with the tables in a file.

    Args:
        unit: a name of ``UNITS``, over what the heading says.

    Returns:
        Exit code: 0 when nothing contradicts itself, 3 when something does or rows could not be read.

    Raises:
        ExpectedError: ``budget.*``, ``table.*``.
    """
    tables = read_file(path, UNITS[unit] if unit else None)
    found = [(table, check(table.sheet)) for table in tables]
    if json_output:
        print(json.dumps({"file": str(path), "tables": [_as_json(*each) for each in found]}, ensure_ascii=False))
    else:
        for table, findings in found:
            _print(table, findings)
    return exit_code(found)


def exit_code(found: Sequence[tuple[BudgetTable, Sequence[Finding]]]) -> int:
    """3 where a fault was found or a row is left out."""
    wrong = any(
        table.problems or any(finding.level is Level.FAULT for finding in findings) for table, findings in found
    )
    return REJECTED if wrong else DONE


def _print(table: BudgetTable, findings: Sequence[Finding]) -> None:
    sheet = table.sheet
    used = unit_text(sheet.unit.used)
    print(f"{table.name}: {len(sheet.lines)} dòng, {len(sheet.places)} cột tiền, đọc theo đơn vị {used}.")
    for problem in table.problems:
        column = f", cột “{problem.column}”" if problem.column else ""
        print(f"  ✗ Hàng {problem.row}{column}: {problem.error.message()}")
    for finding in findings:
        print(f"  {_MARKS[finding.level]} {sentence(finding, sheet)}")
    if not findings and not table.problems:
        print("  Không thấy sai lệch nào.")


def _as_json(table: BudgetTable, findings: Sequence[Finding]) -> dict[str, Any]:
    sheet = table.sheet
    return {
        "name": table.name,
        "lines": len(sheet.lines),
        "columns": [place.title for place in sheet.places],
        "unit": {"declared": sheet.unit.declared, "used": sheet.unit.used, "reason": sheet.unit.reason},
        "number_form": table.form,
        "rejected": [
            {"row": one.row, "column": one.column, "error": one.error.code, "message": one.error.message()}
            for one in table.problems
        ],
        "findings": [_finding_json(table, finding) for finding in findings],
    }


def _finding_json(table: BudgetTable, finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "level": finding.level,
        "cells": [_cell_json(table, cell) for cell in finding.cells],
        "printed": finding.printed,
        "computed": finding.computed,
        "difference": finding.difference if finding.computed is not None else None,
        "causes": [_cell_json(table, cell) for cell in finding.causes],
        "factor": finding.factor or None,
        "facts": dict(finding.facts),
        "message": sentence(finding, table.sheet),
    }


def _cell_json(table: BudgetTable, cell: Cell) -> dict[str, Any] | None:
    """A cell by its line's numbers, its heading and its place in the file (from 1); None for the text around."""
    if cell.line < 0:
        return None
    line = table.sheet.lines[cell.line]
    named = {"line": table.sheet.path(cell.line), "title": line.title, "row": line.row}
    if cell.column < 0:
        return named
    return named | {"column": table.sheet.places[cell.column].title, "at": table.columns[cell.column] + 1}
