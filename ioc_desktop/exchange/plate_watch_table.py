"""Lists of plates to watch for, from CSV files. Good lines, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.exchange.csv_text import LARGEST_FILE_BYTES, Line, best_delimiter, decode, original, records
from ioc_desktop.kernel.plates.model import WatchDraft
from ioc_desktop.kernel.plates.watches import checked

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "pattern": "Biển số",
        "reason": "Lý do",
        "owner": "Đơn vị yêu cầu",
        "valid_until": "Đến ngày",
        "severity": "Mức độ",
    }
)
REQUIRED = ("pattern", "reason", "owner", "valid_until")
_NAMES = {
    **{fold(title): name for name, title in TITLES.items()},
    **{name: name for name in TITLES},
    "plate": "pattern", "bien so xe": "pattern", "ly do theo doi": "reason", "don vi": "owner", "han": "valid_until",
    "valid until": "valid_until",
}  # fmt: skip
_SEVERITIES = {
    "thap": "low", "trung binh": "medium", "vua": "medium", "cao": "high", "khan cap": "high",
    "nghiem trong": "high", "": "medium",
}  # fmt: skip
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")


@dataclass(frozen=True)
class WatchProblem:
    """What is wrong with a line.

    Attributes:
        line: of the file, from 1.
        text: what stands where the plate should.
    """

    line: int
    text: str
    error: ExpectedError


@dataclass(frozen=True)
class WatchPreview:
    """What an import would propose.

    Attributes:
        drafts: the good lines, with their numbers.
        problems: why others were left out, by line.
    """

    drafts: tuple[tuple[int, WatchDraft], ...]
    problems: tuple[WatchProblem, ...]


def read_watch_preview(path: Path, today: date) -> WatchPreview:
    """``preview`` of a file.

    Raises:
        ExpectedError: ``table.unreadable``, and as ``preview``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise ExpectedError(
            "table.unreadable",
            QT_TRANSLATE_NOOP("errors", "Không đọc được {path}. Kiểm tra quyền đọc; chọn tệp, không chọn thư mục."),
            path=path,
        ) from error
    return preview(content, today)


def preview(content: bytes, today: date) -> WatchPreview:
    """What a file proposes.

    Raises:
        ExpectedError: ``table.*`` when no line can be read: empty, unknown encoding, no header, a column missing.
    """
    text, _ = decode(content)
    delimiter, skip = best_delimiter(text, lambda cell: fold(cell) in _NAMES)
    lines = [line for line in list(records(text, delimiter))[skip:] if not line.is_blank]
    columns = _columns(lines[0] if lines else Line(1))
    drafts: list[tuple[int, WatchDraft]] = []
    problems: list[WatchProblem] = []
    seen: dict[str, int] = {}
    for line in lines[1:]:
        cells = _cells(line, columns)
        try:
            draft = _draft(line, cells, today)
            _check_twice(draft.pattern, seen, line.number)
        except ExpectedError as error:
            problems.append(WatchProblem(line.number, cells.get("pattern", "")[:40], error))
        else:
            drafts.append((line.number, draft))
    return WatchPreview(tuple(drafts), tuple(problems))


def _columns(header: Line) -> list[str]:
    columns = [_NAMES.get(fold(cell), "") for cell in header.cells]
    missing = [TITLES[name] for name in REQUIRED if name not in columns]
    if missing:
        raise ExpectedError(
            "table.column_missing",
            QT_TRANSLATE_NOOP("errors", "Tệp thiếu cột {columns}. Thêm cột rồi nhập lại."),
            columns=", ".join(missing),
        )
    return columns


def _cells(line: Line, columns: list[str]) -> dict[str, str]:
    named = zip(columns, line.cells, strict=False)
    return {name: original(cell.strip()) for name, cell in named if name}


def _draft(line: Line, cells: Mapping[str, str], today: date) -> WatchDraft:
    if line.problem is not None:
        raise line.problem
    severity = fold(cells.get("severity", ""))
    draft = WatchDraft(
        pattern=cells.get("pattern", ""),
        reason=cells.get("reason", ""),
        owner=cells.get("owner", ""),
        severity=_SEVERITIES.get(severity, severity),
        valid_until=_date(cells.get("valid_until", "")),
    )
    return checked(draft, today)


def _date(cell: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    raise ExpectedError(
        "plates.date_wrong",
        QT_TRANSLATE_NOOP("errors", "“{text}” không phải ngày. Viết như 31/12/2026."),
        text=cell[:20],
    )


def _check_twice(pattern: str, seen: dict[str, int], line: int) -> None:
    first = seen.setdefault(pattern, line)
    if first != line:
        raise ExpectedError(
            "plates.twice",
            QT_TRANSLATE_NOOP("errors", "Biển số này đã có ở dòng {first}. Xóa một trong hai dòng."),
            first=first,
        )
