"""Fiscal Data Packages, validated by frictionless; and our own check against packages that are wrong."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.budget_out.fiscal import Named, package_of, slug, write_package
from ioc_desktop.exchange.budget_out.fiscal_check import check_package, problems
from ioc_desktop.exchange.budget_table.files import read_text
from ioc_desktop.kernel.budget.facts import facts_of
from ioc_desktop.kernel.budget.model import Line, Mode, Place, Sheet
from tests.support import budget_annexes as annexes

EACH = [(name, at) for name, made in annexes.ALL.items() for at in range(len(made))]
NAMED = Named("Đô thị thông minh 2021-2025", "15/KH-UBND")
TRIEU = 10**6


def original(name: str, at: int) -> Sheet:
    return read_text(annexes.text_of(annexes.ALL[name][at]))[0].sheet


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize(("name", "at"), EACH)
def test_frictionless_finds_nothing_wrong(name: str, at: int, form: str, tmp_path: Path) -> None:
    import frictionless

    path = tmp_path / ("package.zip" if form == "zip" else "package")
    write_package(package_of(original(name, at), NAMED), path)
    source = str(path) if form == "zip" else str(path / "datapackage.json")
    report = frictionless.Package(source).validate()
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert [task.stats["rows"] > 0 for task in report.tasks] == [True] * 3


def test_amounts_stand_once_and_come_to_what_the_lines_come_to(tmp_path: Path) -> None:
    del tmp_path
    sheet = original("ia_hdrai", 0)
    amounts = rows(package_of(sheet, NAMED), "amounts.csv")
    assert sum(int(row["amount"]) for row in amounts) == 8832 * TRIEU
    rented = sum(int(row["amount"]) for row in amounts if (row["year"], row["mode"]) == ("2023", Mode.RENT))
    assert rented == 1618 * TRIEU


def test_a_line_without_a_breakdown_counts_with_its_total() -> None:
    lines = (Line("A", "1"), Line("B", "2"))
    places = (Place(title="Tổng"), Place(2025, title="2025"), Place(2026, title="2026"))
    sheet = Sheet.of("Bảng", lines, places, np.array([[3, 1, 2], [5, 0, 0]], np.int64))
    assert [(fact.line, fact.place.year, fact.dong) for fact in facts_of(sheet)] == [
        (0, 2025, 1),
        (0, 2026, 2),
        (1, None, 5),
    ]


def test_every_printed_cell_is_there_and_a_blank_is_not(tmp_path: Path) -> None:
    del tmp_path
    sheet = original("dong_ha", 0)
    printed = rows(package_of(sheet, NAMED), "printed.csv")
    assert len(printed) == int(sheet.printed.sum())
    first = printed[0]
    assert (first["line"], first["column"], first["year"], first["amount"]) == ("1", "1", "2021", "4830000000")


def test_a_package_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_package(package_of(original("quang_binh", 0), NAMED), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert set(zipfile.ZipFile(tmp_path / "a.zip").namelist()) == {
        "datapackage.json", "lines.csv", "amounts.csv", "printed.csv",
    }  # fmt: skip


def test_formulas_are_neutral() -> None:
    sheet = Sheet.of("Bảng", (Line("=1+1", "1", note="@x"),), (Place(title="Kinh phí"),), np.array([[1]], np.int64))
    (line,) = rows(package_of(sheet, NAMED), "lines.csv")
    assert (line["title"], line["note"]) == ("'=1+1", "'@x")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("amounts.csv", b"id,line", b"id,row", "headings"),
        ("amounts.csv", b",proposed,", b",guessed,", "phase"),
        ("amounts.csv", b"\r\n2,", b"\r\n1,", "id"),
        ("lines.csv", b"\r\n2,1,", b"\r\n2,999,", "parent"),
        ("amounts.csv", b"0\r\n", b"0,0\r\n", "cells"),
        ("printed.csv", b"proposed", b"approved", "hash"),
    ],
)
def test_our_own_check_names_what_is_wrong(file: str, old: bytes, new: bytes, said: str) -> None:
    files = package_of(original("ia_hdrai", 0), NAMED)
    assert not list(problems(files))
    changed = files | {file: files[file].replace(old, new, 1)}
    assert changed != files
    assert any(said in problem for problem in problems(changed))
    with pytest.raises(ExpectedError, match=r"budget\.package_wrong"):
        check_package(changed)


def test_the_descriptor_names_country_currency_and_paper() -> None:
    descriptor = json.loads(package_of(original("ia_hdrai", 0), NAMED)["datapackage.json"])
    assert (descriptor["name"], descriptor["countryCode"]) == ("do-thi-thong-minh-2021-2025", "VN")
    assert descriptor["model"]["measures"]["amount"]["currency"] == "VND"
    assert "15/KH-UBND" in descriptor["description"]


def test_a_name_without_letters_gets_one() -> None:
    assert slug("…") == "ngan-sach"


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match=r"table\.cancelled"):
        package_of(original("ia_hdrai", 0), NAMED, lambda: True)
    assert not list(tmp_path.iterdir())
