"""A CSV file on its way into the camera list, without its widgets: reading, judging, storing. No Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.redact import redact
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange import camera_table
from ioc_desktop.exchange.camera_columns import column_of
from ioc_desktop.exchange.csv_text import decode, records
from ioc_desktop.panels.cameras.rows import call_number

if TYPE_CHECKING:
    from ioc_desktop.exchange.camera_table import ImportPreview, LineProblem
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.ui.runner import Runner


class Deed(StrEnum):
    """What storing would do with a row."""

    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"


class ImportPhase(StrEnum):
    """Where the import stands."""

    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    STORING = "storing"


@dataclass(frozen=True)
class PreviewRow:
    """One row of the file; ``line`` counts from 1 with the heading, as an editor shows it."""

    line: int
    deed: Deed
    number: str = ""
    name: str = ""
    place: str = ""
    address: str = ""
    problems: tuple[LineProblem, ...] = ()


@dataclass(frozen=True)
class ImportState:
    """What the preview shows.

    Attributes:
        ignored: headings of columns that mean nothing to us.
    """

    path: Path
    phase: ImportPhase = ImportPhase.READING
    rows: tuple[PreviewRow, ...] = ()
    ignored: tuple[str, ...] = ()
    error: ExpectedError | None = None

    def count(self, deed: Deed) -> int:
        return sum(row.deed is deed for row in self.rows)


@dataclass(frozen=True)
class ImportOutcome:
    """What storing did."""

    added: int
    updated: int
    unchanged: int
    skipped: int


class CsvImport:
    """One file. Window thread only.

    Attributes:
        changed: the new state.
    """

    def __init__(self, path: Path, *, cameras: CameraService, runner: Runner) -> None:
        self.state = ImportState(path)
        self.changed: Event[ImportState] = Event()
        self._cameras = cameras
        self._runner = runner
        self._preview: ImportPreview | None = None

    async def read(self) -> None:
        """Read and judge the whole file; nothing is stored."""
        path, cameras = self.state.path, self._cameras
        self._show(ImportState(path))
        try:
            preview, rows = await self._runner.read(lambda: _read(path, cameras.list()))
        except ExpectedError as error:
            self._show(ImportState(path, ImportPhase.FAILED, error=error))
            return
        self._preview = preview
        self._show(ImportState(path, ImportPhase.READY, rows, preview.ignored))

    async def store(self) -> ImportOutcome | None:
        """Store the good rows, all or none; None while that cannot be done.

        Raises:
            ExpectedError: the database or the secret store refused; nothing is stored then.
        """
        preview, service, ready = self._preview, self._cameras, self.state
        if preview is None or ready.phase is not ImportPhase.READY:
            return None
        self._show(replace(ready, phase=ImportPhase.STORING))
        try:
            counts = await self._runner.write(lambda: camera_table.apply(service, preview))
        finally:
            self._show(ready)
        return ImportOutcome(counts.added, counts.updated, counts.unchanged, ready.count(Deed.SKIP))

    async def save_problems(self, path: Path, sentence: Callable[[ExpectedError], str]) -> int:
        """Write one line per fault; returns how many.

        Raises:
            ExpectedError: ``file.unwritable``.
        """
        problems = [problem for row in self.state.rows for problem in row.problems]
        content = problem_table([(item.line, item.column, sentence(item.error)) for item in problems])
        await self._runner.write(lambda: _write(path, content))
        return len(problems)

    def _show(self, state: ImportState) -> None:
        self.state = state
        self.changed.emit(state)


def _read(path: Path, existing: Sequence[Camera]) -> tuple[ImportPreview, tuple[PreviewRow, ...]]:
    preview = camera_table.read_preview(path, existing)
    bad = {problem.line for problem in preview.problems}
    rows = [
        PreviewRow(
            row.line,
            Deed(row.action),
            "" if row.draft.number is None else call_number(row.draft.number),
            row.draft.name,
            row.draft.place,
            row.draft.main_url,
        )
        for row in preview.rows
        if row.line not in bad
    ]
    rows += _bad_rows(path, preview)
    return preview, tuple(sorted(rows, key=lambda row: row.line))


def _bad_rows(path: Path, preview: ImportPreview) -> list[PreviewRow]:
    """The bad lines with their cells as written, so that a person recognises them."""
    problems: dict[int, list[LineProblem]] = {}
    for problem in preview.problems:
        problems.setdefault(problem.line, []).append(problem)
    lines = [line for line in records(decode(path.read_bytes())[0], preview.delimiter) if not line.is_blank]
    fields = next((named for line in lines if (named := _fields(line.cells))), {})
    found = []
    for line in lines:
        if line.number in problems:
            cells = {name: line.cells[at].strip() for name, at in fields.items() if at < len(line.cells)}
            found.append(
                PreviewRow(
                    line.number,
                    Deed.SKIP,
                    cells.get("number", ""),
                    cells.get("name", ""),
                    cells.get("place", ""),
                    redact(cells.get("main_url", "")),
                    tuple(problems[line.number]),
                )
            )
    return found


def _fields(cells: Sequence[str]) -> dict[str, int]:
    """Field → column of the line that names the columns; empty for any other line."""
    named = {column.field: at for at, cell in enumerate(cells) if (column := column_of(cell)) is not None}
    return named if {"name", "main_url"} <= named.keys() else {}


def problem_table(problems: Sequence[tuple[int, str, str]]) -> bytes:
    """Line, column and reason as CSV that Excel opens."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(("Dòng", "Cột", "Lỗi"))
    writer.writerows(problems)
    return text.getvalue().encode("utf-8-sig")


def write_csv(cameras: CameraService, path: Path, separator: str) -> int:
    """Write all cameras to ``path``; returns how many. Runs off the window's thread.

    Raises:
        ExpectedError: ``store.*``, ``file.unwritable``.
    """
    found = cameras.list()
    _write(path, camera_table.export(found, delimiter=separator))
    return len(found)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExpectedError(
            "file.unwritable",
            QT_TRANSLATE_NOOP("errors", "Không ghi được tệp {path} ({reason}). Kiểm tra dung lượng đĩa và quyền ghi."),
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
