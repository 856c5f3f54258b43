"""Cameras from and to CSV files. ``preview`` changes nothing; ``apply`` stores the good lines, all or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.camera_columns import COLUMNS, REQUIRED, Column, column_of
from ioc_desktop.exchange.csv_text import LARGEST_FILE_BYTES, Line, best_delimiter, decode, quoted, records
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.rules import user_missing
from ioc_desktop.kernel.cameras.service import CameraService, SaveCounts

Action = Literal["add", "update"]


@dataclass(frozen=True)
class LineProblem:
    """One thing wrong with one line.

    Attributes:
        line: of the file, from 1.
        column: title of the column, "" when the whole line is meant.
    """

    line: int
    column: str
    error: ExpectedError


@dataclass(frozen=True)
class ImportRow:
    """One good line.

    Attributes:
        action: ``add`` a camera, or ``update`` the one with this call number.
    """

    line: int
    draft: CameraDraft
    action: Action


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do.

    Attributes:
        rows: the good lines.
        problems: everything wrong with the others, in order of lines.
        ignored: headers that mean nothing to us.
        encoding: how the file was written.
    """

    rows: tuple[ImportRow, ...]
    problems: tuple[LineProblem, ...]
    ignored: tuple[str, ...]
    encoding: str
    delimiter: str

    @property
    def rejected(self) -> int:
        """How many lines are left out."""
        return len({problem.line for problem in self.problems})


def read_preview(path: Path, existing: Sequence[Camera]) -> ImportPreview:
    """``preview`` of a file.

    Raises:
        ExpectedError: ``table.missing``, ``table.unreadable``, and as ``preview``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ExpectedError(
            "table.missing", QT_TRANSLATE_NOOP("errors", "Không có tệp {path}. Kiểm tra tên và đường dẫn."), path=path
        ) from error
    except OSError as error:
        raise ExpectedError(
            "table.unreadable",
            QT_TRANSLATE_NOOP("errors", "Không đọc được {path}. Kiểm tra quyền đọc; chọn tệp, không chọn thư mục."),
            path=path,
        ) from error
    return preview(content, existing)


def preview(content: bytes, existing: Sequence[Camera]) -> ImportPreview:
    """What importing ``content`` would do to the ``existing`` cameras.

    Raises:
        ExpectedError: ``table.*`` when no line can be read at all: empty file, unknown encoding, no header,
            columns missing or twice.
    """
    text, encoding = decode(content)
    delimiter, skip = best_delimiter(text, lambda cell: column_of(cell) is not None)
    lines = [line for line in list(records(text, delimiter))[skip:] if not line.is_blank]
    columns = _columns(lines[0] if lines else Line(1))
    if len(lines) < 2:
        raise ExpectedError(
            "table.no_rows", QT_TRANSLATE_NOOP("errors", "Tệp chỉ có dòng tiêu đề. Thêm mỗi camera một dòng.")
        )
    reader = _Reader(columns, existing)
    for line in lines[1:]:
        reader.take(line)
    ignored = tuple(cell.strip() for cell in lines[0].cells if cell.strip() and column_of(cell) is None)
    return ImportPreview(tuple(reader.rows), tuple(reader.problems), ignored, encoding, delimiter)


def apply(service: CameraService, wanted: ImportPreview) -> SaveCounts:
    """Store the good lines in one transaction.

    Raises:
        ExpectedError: ``store.*``, ``secrets.*``, ``camera.*``; nothing is stored then.
    """
    return service.save_all([row.draft for row in wanted.rows])


def export(cameras: Sequence[Camera], *, delimiter: str = ";") -> bytes:
    """A table that Excel opens with a double click: BOM, CRLF, no formulas, never a password."""
    columns = [column for column in COLUMNS if column.write is not None]
    lines = [[column.title for column in columns]]
    lines += [[column.write(camera) for column in columns if column.write] for camera in cameras]
    text = "".join(delimiter.join(quoted(cell, delimiter) for cell in line) + "\r\n" for line in lines)
    return text.encode("utf-8-sig")


class _Reader:
    """Turns lines into rows and problems; remembers what the file said before."""

    def __init__(self, columns: Sequence[Column | None], existing: Sequence[Camera]) -> None:
        self.rows: list[ImportRow] = []
        self.problems: list[LineProblem] = []
        self._columns = columns
        self._by_number = {camera.number: camera for camera in existing}
        self._by_source = {(camera.name, camera.main_url): camera for camera in existing}
        self._seen: dict[object, int] = {}

    def take(self, line: Line) -> None:
        problems = [LineProblem(line.number, "", line.problem)] if line.problem else list(self._read(line))
        self.problems += problems

    def _read(self, line: Line) -> Iterator[LineProblem]:
        if any(cell.strip() for cell in line.cells[len(self._columns) :]):
            yield LineProblem(line.number, "", _too_many(len(line.cells), len(self._columns)))
            return
        values: dict[str, object] = {}
        unread: set[str] = set()
        for column, cell in zip(self._columns, line.cells, strict=False):
            if column is None:
                continue
            try:
                values[column.field] = column.read(cell)
            except ExpectedError as error:
                unread.add(column.field)
                yield LineProblem(line.number, column.title, error)
        yield from self._judge(line.number, values, unread)

    def _judge(self, line: int, values: dict[str, object], unread: set[str]) -> Iterator[LineProblem]:
        """``unread`` fields have been reported; what follows from their absence is not reported again."""
        camera, draft = self._draft(values)
        found = {name: error for name, error in draft.problems().items() if not _follows(name, error, unread)}
        if draft.password and not draft.user_name and not (camera and camera.has_credentials):
            found.setdefault("user_name", user_missing())
        for name, error in found.items():
            yield LineProblem(line, _title(name), error)
        first = self._seen.get(_identity(draft))
        if first is not None:
            yield LineProblem(line, _title("number"), _twice(first))
        elif not found and not unread:
            self.rows.append(ImportRow(line, draft, "update" if camera else "add"))
        if draft.number is not None or not found:
            self._seen.setdefault(_identity(draft), line)

    def _draft(self, values: dict[str, object]) -> tuple[Camera | None, CameraDraft]:
        number = values.get("number")
        fresh = replace(CameraDraft(), **values).cleaned()  # type: ignore[arg-type]  # each column's reader makes its field's type
        if number is None:
            camera = self._by_source.get((fresh.name, fresh.main_url))
        else:
            camera = self._by_number.get(fresh.number) if fresh.number is not None else None
        if camera is None:
            return None, fresh
        kept = {**values, "number": camera.number}
        return camera, replace(CameraDraft.of(camera), **kept).cleaned()  # type: ignore[arg-type]  # as above


def _follows(name: str, error: ExpectedError, unread: set[str]) -> bool:
    """Whether this only says again that a cell could not be read."""
    half = error.code == "camera.half_position" and bool({"latitude", "longitude"} & unread)
    return name in unread or half


def _identity(draft: CameraDraft) -> object:
    return draft.number if draft.number is not None else (draft.name, draft.main_url)


def _columns(header: Line) -> list[Column | None]:
    columns = [column_of(cell) for cell in header.cells]
    fields = [column.field for column in columns if column]
    if header.problem is not None or not fields:
        raise ExpectedError(
            "table.no_header",
            QT_TRANSLATE_NOOP("errors", "Không thấy dòng tiêu đề. Dòng đầu cần các cột {columns}."),
            columns=", ".join(map(_title, REQUIRED)),
        )
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice:
        raise ExpectedError(
            "table.column_twice",
            QT_TRANSLATE_NOOP("errors", "Cột {columns} có hai lần. Giữ lại một cột."),
            columns=", ".join(map(_title, twice)),
        )
    missing = [field for field in REQUIRED if field not in fields]
    if missing:
        raise ExpectedError(
            "table.column_missing",
            QT_TRANSLATE_NOOP("errors", "Tệp thiếu cột {columns}. Thêm cột rồi nhập lại."),
            columns=", ".join(map(_title, missing)),
        )
    return columns


def _title(field: str) -> str:
    return next((column.title for column in COLUMNS if column.field == field), field)


def _too_many(found: int, expected: int) -> ExpectedError:
    return ExpectedError(
        "table.too_many_cells",
        QT_TRANSLATE_NOOP(
            "errors", "Dòng có {found} ô, tiêu đề chỉ có {expected}. Đặt ô chứa dấu phân cách trong ngoặc kép."
        ),
        found=found,
        expected=expected,
    )


def _twice(first: int) -> ExpectedError:
    return ExpectedError(
        "table.twice",
        QT_TRANSLATE_NOOP("errors", "Camera này đã có ở dòng {first}. Xóa một trong hai dòng."),
        first=first,
    )
