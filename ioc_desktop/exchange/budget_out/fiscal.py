"""A budget table as a Fiscal Data Package: CSV files with a ``datapackage.json`` that describes them.

Form: Fiscal Data Package 0.3 (specs.frictionlessdata.io), a Data Package with a ``model`` of one measure and its
dimensions. ``amounts.csv`` has each amount once, at the innermost lines, so that everything adds up; ``printed.csv``
has every cell of the paper, sums too, as it stands there. Texts that a spreadsheet would run as formulas have a ' in
front, as in all our CSV.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ioc_desktop.config.atomic import replace_bytes, unwritable
from ioc_desktop.core.text import fold
from ioc_desktop.exchange.budget_out.fiscal_check import check_package
from ioc_desktop.exchange.budget_out.fiscal_schema import DESCRIPTOR, RESOURCES, described
from ioc_desktop.exchange.budget_out.xlsx import cancelled
from ioc_desktop.exchange.csv_text import neutral, quoted
from ioc_desktop.kernel.budget.facts import facts_of, leaves
from ioc_desktop.kernel.budget.model import Place, Sheet

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Of the files in the archive: the same table gives the same bytes."""
Cell = str | int | bool | None
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class Named:
    """What the package says of itself.

    Attributes:
        programme: title of the package.
        symbol: of the paper behind the table; "" for none.
    """

    programme: str
    symbol: str = ""


def package_of(sheet: Sheet, named: Named, is_cancelled: IsCancelled = lambda: False) -> dict[str, bytes]:
    """The files of a package by their names, checked.

    Raises:
        ExpectedError: ``table.cancelled``, ``budget.package_wrong``.
    """
    rows = {"lines": _lines(sheet), "amounts": _amounts(sheet), "printed": _printed(sheet)}
    files = {
        f"{name}.csv": _csv([field for field, _, _ in RESOURCES[name].fields], rows[name], is_cancelled)
        for name in RESOURCES
    }
    descriptor = described(slug(named.programme), named.programme, named.symbol, files)
    files[DESCRIPTOR] = json.dumps(descriptor, ensure_ascii=False, indent=1).encode()
    check_package(files)
    return files


def write_package(files: dict[str, bytes], path: Path) -> None:
    """Into one ZIP file where ``path`` ends so, else into a folder; the descriptor last.

    Raises:
        ExpectedError: ``file.unwritable``.
    """
    if path.suffix.lower() == ".zip":
        replace_bytes(path, _zipped(files))
        return
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path) from error
    for name, content in files.items():
        replace_bytes(path / name, content)


def slug(title: str) -> str:
    """Letters that the name of a package may have.

    >>> slug("Đô thị thông minh 2021-2025")
    'do-thi-thong-minh-2021-2025'
    """
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(title))
    return "-".join(part for part in kept.split("-") if part)[:60].strip("-") or "ngan-sach"


def _zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _csv(headings: list[str], rows: Iterator[tuple[Cell, ...]], is_cancelled: IsCancelled) -> bytes:
    parts = [",".join(headings)]
    for row in rows:
        if is_cancelled():
            raise cancelled()
        parts.append(",".join(_cell(cell) for cell in row))
    return ("\r\n".join(parts) + "\r\n").encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, int) else quoted(neutral(cell), ",")


def _lines(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    """Identifiers count from 1 in the order of the paper."""
    innermost = set(leaves(sheet))
    for index, line in enumerate(sheet.lines):
        parent = line.parent + 1 if line.parent >= 0 else None
        is_leaf, texts = index in innermost, (line.when, line.owner, line.note)
        yield index + 1, parent, line.number, line.title, line.kind.value, is_leaf, *texts


def _amounts(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    for number, fact in enumerate(facts_of(sheet), 1):
        yield number, fact.line + 1, *_of_place(fact.place), fact.dong


def _printed(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for line in range(len(sheet.lines)):
        for column, place in enumerate(sheet.places):
            if sheet.printed[line, column]:
                number += 1
                yield number, line + 1, column + 1, place.title, *_of_place(place), int(sheet.amounts[line, column])


def _of_place(place: Place) -> tuple[Any, ...]:
    return place.year, place.source, place.mode, place.phase.value
