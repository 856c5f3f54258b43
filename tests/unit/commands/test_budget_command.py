from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ioc_desktop.cli import main
from tests.support import budget_annexes as annexes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_faults_are_printed_and_make_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(annexes.docx_of(annexes.IA_HDRAI))
    assert main(["budget", "check", str(path)]) == 3
    out = capsys.readouterr().out
    assert "ghi 4.345.000.000 đồng, các dòng con cộng lại 4.628.000.000 đồng, lệch 283.000.000 đồng" in out
    assert "Triển khai" in out


def test_a_right_table_leaves_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(annexes.xlsx_of(annexes.DONG_HA_YEARS, annexes.DONG_HA_SOURCES))
    assert main(["budget", "check", str(path)]) == 0
    assert capsys.readouterr().out.count("Không thấy sai lệch nào.") == 2


def test_json_names_cells_amounts_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "annex.csv"
    path.write_text(annexes.text_of(annexes.QUANG_BINH, ";"), "utf-8")
    assert main(["budget", "check", str(path), "--json"]) == 3
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    across = next(finding for finding in table["findings"] if finding["kind"] == "across")
    assert (across["printed"], across["computed"], across["difference"]) == (20 * 10**9, 19 * 10**9, -(10**9))
    assert across["cells"][0]["line"] == "A/5"
    assert across["cells"][0]["at"] == 5


def test_wrong_usage_and_missing_files_have_their_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["budget", "check", str(tmp_path / "no.docx"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "budget.missing"
    assert main(["budget", "check", "x.docx", "--unit", "dollar"]) == 2
    assert main(["budget"]) == 2


def test_an_import_is_stored_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, profile = tmp_path / "phu-luc.docx", str(tmp_path / "profile")
    path.write_bytes(annexes.docx_of(annexes.DONG_HA_YEARS, annexes.DONG_HA_SOURCES))
    command = ["budget", "import", str(path), "--programme", "Đông Hà", "--profile", profile, "--json"]
    assert main(command) == 0
    first = json.loads(capsys.readouterr().out)["tables"]
    assert [(table["lines"], table["recognised"], table["faults"]) for table in first] == [
        (23, False, 0),
        (25, False, 0),
    ]
    assert main(command) == 0
    assert [table["recognised"] for table in json.loads(capsys.readouterr().out)["tables"]] == [True, True]


def test_rows_left_out_make_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bảng.csv"
    path.write_text("STT;Hạng mục;Kinh phí (triệu đồng);Ghi chú\n1;Camera;10;\n2;Loa;mười;\n", "utf-8")
    assert main(["budget", "import", str(path), "--profile", str(tmp_path / "profile")]) == 3
    assert "Bỏ 1 hàng" in capsys.readouterr().out
