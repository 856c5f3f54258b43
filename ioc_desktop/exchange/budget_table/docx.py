"""Tables of a Word file, with their merged cells and the paragraphs around them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, nfc
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell, squared

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_UNPACKED_LIMIT = 400_000_000


def read_docx(content: bytes) -> tuple[Grid, ...]:
    """Every table, in order; none for a file without any.

    Raises:
        ExpectedError: ``budget.unreadable``, ``budget.scanned`` for a file whose pages are pictures.
    """
    document = _open(content)
    from docx.table import Table  # noqa: PLC0415  (slow to import)

    blocks: list[Table | str] = [
        block if isinstance(block, Table) else nfc(block.text).strip() for block in document.iter_inner_content()
    ]
    at = [index for index, block in enumerate(blocks) if not isinstance(block, str)]
    if not at and document.inline_shapes:
        raise scanned()
    grids = []
    for number, index in enumerate(at, start=1):
        table = blocks[index]
        assert isinstance(table, Table)
        next_at = next((other for other in at if other > index), len(blocks))
        since = max((other for other in at if other < index), default=-1)
        body = blocks[: at[0]] if since >= 0 else []
        between = [block for block in blocks[since + 1 : index] if not (since >= 0 and _closes(block))]
        before = tuple(block for block in (*body, *between) if isinstance(block, str) and block)
        after = tuple(block for block in blocks[index + 1 : next_at] if isinstance(block, str) and _closes(block))
        rows = [list(_cells(row)) for row in table._tbl.tr_lst]  # noqa: SLF001  (merged cells are not public)
        grids.append(Grid(f"Bảng {number}", squared(_with_merged_down(rows)), before, after))
    return tuple(grids)


def _closes(block: object) -> bool:
    """Whether a paragraph belongs to the table above it rather than to the one below."""
    return isinstance(block, str) and fold(block).lstrip("( ").startswith(("bang chu", "so tien", "tong so tien"))


def scanned() -> ExpectedError:
    return ExpectedError(
        "budget.scanned",
        QT_TRANSLATE_NOOP(
            "errors",
            "Tệp là ảnh chụp, không có bảng để đọc. Xin tệp Word hoặc Excel gốc, hoặc gõ lại bảng rồi dán vào.",
        ),
    )


def _open(content: bytes) -> WordDocument:
    from docx import Document  # noqa: PLC0415  (slow to import)

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            too_large = sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_LIMIT
        if not too_large:
            return Document(BytesIO(content))
    except Exception as error:  # python-docx raises whatever lxml, zipfile and its own lookups raise
        raise _unreadable() from error
    raise _unreadable()


def _unreadable() -> ExpectedError:
    return ExpectedError(
        "budget.unreadable",
        QT_TRANSLATE_NOOP("errors", "Không mở được tệp này. Mở bằng Word hoặc Excel, lưu lại dạng .docx hoặc .xlsx."),
    )


_DOWN = "\x00"


def _cells(row: Any) -> Iterator[GridCell]:
    for _ in range(row.grid_before):
        yield GridCell()
    for cell in row.tc_lst:
        text = " ".join(nfc("\n".join(paragraph.text for paragraph in cell.p_lst)).split())
        width = cell.grid_span
        if cell.vMerge == "continue":
            yield from [GridCell(covered_by=_DOWN)] * width
            continue
        yield GridCell(text, width=width)
        yield from [GridCell(covered_by=text, beside=True)] * (width - 1)


def _with_merged_down(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Cells merged downwards learn the text of the cell that covers them."""
    for above, row in pairwise(rows):
        for column, cell in enumerate(row):
            if cell.covered_by == _DOWN:
                row[column] = GridCell(covered_by=above[column].heading if column < len(above) else "")
    return [[GridCell() if cell.covered_by == _DOWN else cell for cell in row] for row in rows]
