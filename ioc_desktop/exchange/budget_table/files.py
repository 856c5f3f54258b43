"""Budget tables out of a file of any kind we read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_table.docx import read_docx, scanned
from ioc_desktop.exchange.budget_table.grid import Grid
from ioc_desktop.exchange.budget_table.reading import read_grid
from ioc_desktop.exchange.budget_table.result import BudgetTable
from ioc_desktop.exchange.budget_table.text import read_csv, read_pasted
from ioc_desktop.exchange.budget_table.xlsx import read_xlsx

LARGEST_FILE_BYTES: Final = 50_000_000
_PICTURES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def read_file(path: Path, unit: int | None = None) -> tuple[BudgetTable, ...]:
    """The budget tables of a file, at least one.

    Args:
        unit: đồng per 1, over what the heading says.

    Raises:
        ExpectedError: ``budget.missing``, ``budget.unreadable``, ``budget.scanned``, ``budget.no_table``, and what the
            readers raise.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _unreadable_size()
        content = path.read_bytes()
    except OSError as error:
        raise ExpectedError(
            "budget.missing",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp {path}. Kiểm tra tên, đường dẫn và quyền đọc."),
            path=path,
        ) from error
    return _tables(_grids(path.suffix.lower(), content), unit)


def read_text(text: str, unit: int | None = None) -> tuple[BudgetTable, ...]:
    """The budget table in a pasted text.

    Raises:
        ExpectedError: ``budget.no_table``.
    """
    return _tables(read_pasted(text), unit)


def _grids(ending: str, content: bytes) -> tuple[Grid, ...]:
    """By the first bytes of the file, then by its name's ending."""
    if content.startswith(_PICTURES):
        raise scanned()
    if content.startswith(_OLD_OFFICE):
        return read_xlsx(content) if ending != ".doc" else _refuse_old_word()
    if content.startswith(b"PK"):
        return read_docx(content) if ending not in {".xlsx", ".xlsm", ".xlsb", ".ods"} else read_xlsx(content)
    return read_csv(content)


def _refuse_old_word() -> tuple[Grid, ...]:
    raise ExpectedError(
        "budget.old_word",
        QT_TRANSLATE_NOOP("errors", "Tệp .doc đời cũ không đọc được. Mở bằng Word, lưu lại dạng .docx rồi nhập."),
    )


def _unreadable_size() -> ExpectedError:
    return ExpectedError(
        "budget.too_large_file",
        QT_TRANSLATE_NOOP("errors", "Tệp lớn hơn {limit} MB. Chép riêng các bảng sang tệp mới."),
        limit=LARGEST_FILE_BYTES // 1_000_000,
    )


def _tables(grids: tuple[Grid, ...], unit: int | None) -> tuple[BudgetTable, ...]:
    tables = tuple(table for grid in grids if (table := read_grid(grid, unit)) is not None)
    if not tables:
        raise ExpectedError(
            "budget.no_table",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không thấy bảng kinh phí nào. Bảng cần một hàng tiêu đề có STT, tên hạng mục và ít nhất một cột tiền.",
            ),
        )
    return tables
