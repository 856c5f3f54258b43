from __future__ import annotations

import asyncio
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.panels.cameras.import_preview import CsvImport, Deed, ImportPhase, write_csv
from ioc_desktop.ui.runner import Runner

FILE = """Số gọi;Tên;Vị trí;Luồng chính;Ghi chú riêng
21;Cầu Ga;Trụ phía nam;rtsp://10.0.1.21/main;
bảy;Quảng trường;Cổng chính;rtsp://ioc:bimat@10.0.1.22/main;
2;Ân xá;Trụ mới;rtsp://10.0.0.2/main;
24;;Ngã ba;htp:/sai;
25;"Chợ phiên;Cổng;rtsp://10.0.1.25/main;
"""


def imported(cameras: CameraService, runner: Runner, path: Path, content: str = FILE) -> CsvImport:
    path.write_text(content, encoding="utf-8-sig")
    made = CsvImport(path, cameras=cameras, runner=runner)
    asyncio.run(made.read())
    return made


def test_every_line_is_shown_with_what_would_happen(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    state = imported(district, runner, tmp_path / "camera.csv").state
    assert state.phase is ImportPhase.READY
    deeds = [(row.line, row.deed) for row in state.rows]
    assert deeds == [(2, Deed.ADD), (3, Deed.SKIP), (4, Deed.UPDATE), (5, Deed.SKIP), (6, Deed.SKIP)]
    assert [state.count(deed) for deed in Deed] == [1, 1, 3]
    assert state.ignored == ("Ghi chú riêng",)


def test_bad_lines_keep_their_cells_and_name_every_fault(
    district: CameraService, runner: Runner, tmp_path: Path
) -> None:
    rows = {row.line: row for row in imported(district, runner, tmp_path / "camera.csv").state.rows}
    assert (rows[3].number, rows[3].name) == ("bảy", "Quảng trường")
    assert "bimat" not in rows[3].address
    assert {problem.column for problem in rows[5].problems} == {"Tên", "Luồng chính"}
    assert rows[6].problems


def test_good_lines_are_stored_and_bad_ones_are_not(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    made = imported(district, runner, tmp_path / "camera.csv")
    outcome = asyncio.run(made.store())
    assert outcome is not None
    assert (outcome.added, outcome.updated, outcome.skipped) == (1, 1, 3)
    found = {camera.number: camera for camera in district.list()}
    assert set(found) == {1, 2, 10, 21}
    assert found[2].place == "Trụ mới"
    assert found[2].has_credentials


def test_nothing_is_stored_by_looking(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    before = district.list()
    imported(district, runner, tmp_path / "camera.csv")
    assert district.list() == before


def test_a_file_that_is_no_table_says_so(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    state = imported(district, runner, tmp_path / "camera.csv", "không phải bảng\n").state
    assert state.phase is ImportPhase.FAILED
    assert state.error is not None
    assert state.error.code.startswith("table.")
    gone = CsvImport(tmp_path / "khong-co.csv", cameras=district, runner=runner)
    asyncio.run(gone.read())
    assert gone.state.error is not None
    assert gone.state.error.code.startswith("table.")


def test_the_list_of_faults_can_be_saved(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    made = imported(district, runner, tmp_path / "camera.csv")
    path = tmp_path / "loi.csv"
    count = asyncio.run(made.save_problems(path, ExpectedError.message))
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Dòng;Cột;Lỗi"
    assert len(lines) == count + 1
    assert lines[1].startswith("3;Số gọi;")


def test_an_export_can_be_imported_again(district: CameraService, runner: Runner, tmp_path: Path) -> None:
    for separator in (";", ","):
        path = tmp_path / f"xuat{ord(separator)}.csv"
        assert write_csv(district, path, separator) == 3
        assert "mật khẩu" not in path.read_text("utf-8-sig")
        made = CsvImport(path, cameras=district, runner=runner)
        asyncio.run(made.read())
        assert [row.deed for row in made.state.rows] == [Deed.UPDATE] * 3
