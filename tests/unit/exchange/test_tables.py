"""Lists for spreadsheets: nothing in them runs, and nothing is lost."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange import table_file
from ioc_desktop.exchange.incident_table import HEADINGS, IncidentLine, write_incidents
from ioc_desktop.exchange.table_file import Sheet, write_table

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
BAD = ["=1+1", "+84", "-2+3", "@SUM(A1)", "\tx", "\r=x", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "＝1+1"]


def read(path: Path) -> list[list[Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    page = openpyxl.load_workbook(path).active
    assert page is not None
    return [list(row) for row in page.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_is_run(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    assert write_table(Sheet("x", BAD, [BAD, ["lành", "'="]]), path) == 2
    headings, bad, good = read(path)
    assert [cell for cell in good if cell] == ["lành", "'="]
    if ending == "csv":
        assert headings == bad == [f"'{text}" for text in BAD]
    else:
        page = openpyxl.load_workbook(path).active
        assert page is not None
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} <= {"s", "inlineStr"}
        assert [str(cell).strip() for cell in bad] == [text.strip() for text in BAD]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_values_keep_their_kind_and_vietnamese_its_marks(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    row = ["Đường Lê Duẩn; chợ\n“Đông Hà”", 3, -2.5, True, None, AT, date(2026, 11, 20), "\x00\x07a\ud800"]
    write_table(Sheet("Sự vụ: [2026]/*?", ["c"] * 8, [row]), path)
    (_, read_row) = read(path)
    if ending == "csv":
        assert read_row == [
            "Đường Lê Duẩn; chợ\n“Đông Hà”", "3", "-2,5", "có", "", "20/11/2026 09:30:00", "20/11/2026", "a",
        ]  # fmt: skip
    else:
        assert read_row[:6] == [row[0], 3, -2.5, True, None, datetime(2026, 11, 20, 9, 30)]  # noqa: DTZ001  (as Excel)
        assert read_row[7] == "a"
    assert not list(tmp_path.glob(".*"))


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def many() -> Iterator[list[str]]:
        for number in range(5_000):
            yield [str(number)]

    for ending in ("csv", "xlsx"):
        with pytest.raises(ExpectedError, match=r"table\.cancelled"):
            write_table(Sheet("x", ["a"], many()), tmp_path / f"a.{ending}", is_cancelled=lambda: True)
        with pytest.raises(ExpectedError, match=r"file\.unwritable"):
            write_table(Sheet("x", ["a"], many()), tmp_path / "không có" / f"a.{ending}")
    with pytest.raises(ExpectedError, match=r"table\.kind_unknown"):
        write_table(Sheet("x", ["a"], many()), tmp_path / "a.ods")
    monkeypatch.setattr(table_file, "MOST_ROWS", 10)
    with pytest.raises(ExpectedError, match=r"table\.too_many_rows"):
        write_table(Sheet("x", ["a"], many()), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_rows_are_counted_while_they_are_written(tmp_path: Path) -> None:
    told: list[int] = []
    rows = ([number] for number in range(2_500))
    assert write_table(Sheet("x", ["a"], rows), tmp_path / "a.csv", told.append) == 2_500
    assert told == [1_000, 2_000, 2_500]


def test_incidents_have_a_heading_for_every_field(tmp_path: Path) -> None:
    line = IncidentLine(
        number="SV-1", title="=Ngập", kind="Ngập nước", severity="Cao", stage="Ứng phó", place="Chợ", detected_at=AT
    )
    write_incidents([line], tmp_path / "a.csv", translate=str.upper)
    headings, first = read(tmp_path / "a.csv")
    assert headings == [heading.upper() for heading in HEADINGS]
    assert dict(zip(HEADINGS, first, strict=True)) == dict.fromkeys(HEADINGS, "") | {
        "Số": "SV-1", "Sự vụ": "'=Ngập", "Loại": "Ngập nước", "Mức độ": "Cao", "Giai đoạn": "Ứng phó",
        "Nơi xảy ra": "Chợ", "Phát hiện lúc": "20/11/2026 09:30:00", "Diễn tập": "không",
    }  # fmt: skip
