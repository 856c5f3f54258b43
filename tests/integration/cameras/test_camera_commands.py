"""``main.py cameras …`` and ``main.py doctor`` as people and scripts run them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.clips import moving_clip

if TYPE_CHECKING:
    from tests.integration.cameras.conftest import Program
    from tests.support.rtsp import ServerFactory

TABLE = """Số gọi;Tên;Vĩ độ;Kinh độ;Luồng chính;Tài khoản;Mật khẩu
1;Cầu Đông Hà;16,8262;107,0964;rtsp://10.0.0.7/1;admin;bí-mật-7
2;;200;107;ftp://h;;
3;Chợ Đông Hà;16,8236;107,0951;rtsp://10.0.0.8/1;;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "danh sách.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def test_a_table_with_bad_lines_is_imported_reported_and_exported(
    program: Program, table: Path, tmp_path: Path
) -> None:
    dry = program("cameras", "import", table, "--dry-run", "--json")
    assert (dry.code, dry.json["added"], dry.json["rejected"]) == (3, 2, 1)
    assert program("cameras", "list", "--json").json == {"cameras": []}

    done = program("cameras", "import", table)
    assert done.code == 3
    for reason in ("Dòng 3, cột Tên:", "Dòng 3, cột Vĩ độ:", "Dòng 3, cột Luồng chính:", "thêm 2", "bỏ 1 dòng lỗi"):
        assert reason in done.output
    assert "bí-mật-7" not in done.output + done.errors

    again = program("cameras", "import", table, "--json")
    assert [again.json[key] for key in ("added", "updated", "unchanged")] == [0, 0, 2]
    assert {problem["line"] for problem in again.json["problems"]} == {3}

    out = tmp_path / "xuất.csv"
    assert program("cameras", "export", out).code == 0
    assert "bí-mật-7" not in out.read_text("utf-8-sig")
    assert program("cameras", "import", out, "--json").json["unchanged"] == 2
    cameras = program("cameras", "list", "--json").json["cameras"]
    assert [(camera["number"], camera["has_credentials"]) for camera in cameras] == [(1, True), (3, False)]
    for file in (tmp_path / "profile").rglob("*"):
        assert file.is_dir() or "bí-mật-7".encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "Tệp trống"), (b"\x80\x81\xfe", "Bảng mã"), (b"a;b\n1;2\n", "tiêu đề")]
)
def test_a_file_that_is_no_table_fails_with_one_sentence(
    program: Program, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    done = program("cameras", "import", path)
    assert (done.code, done.output) == (1, "")
    assert reason in done.errors
    assert "Traceback" not in done.errors
    assert program("cameras", "import", path, "--json").json["error"].startswith("table.")


def test_only_bad_lines_is_a_failure(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Tên;Luồng chính\n;\x01\n", encoding="utf-8")
    assert program("cameras", "import", path).code == 1


def test_an_export_to_nowhere_fails_with_a_sentence(program: Program, tmp_path: Path) -> None:
    done = program("cameras", "export", tmp_path / "none" / "x.csv")
    assert done.code == 1
    assert "Không ghi được tệp" in done.errors


@pytest.mark.rtsp
def test_check_says_what_each_stream_is_or_why_not(
    program: Program, rtsp_server: ServerFactory, tmp_path: Path
) -> None:
    clip = moving_clip(tmp_path / "a.mp4")
    server = rtsp_server(
        {"/open": {"file": str(clip)}, "/locked": {"file": str(clip), "user": "admin", "password": "p@ss/7"}}
    )
    lines = [
        "Số gọi;Tên;Luồng chính;Luồng phụ;Tài khoản;Mật khẩu",
        f"1;Mở;{server.url('/open')};{clip};;",
        f"2;Khóa đúng;{server.url('/locked')};;admin;p@ss/7",
        f"3;Khóa sai;{server.url('/locked')};;admin;sai",
        "4;Không có;rtsp://127.0.0.1:9/x;;;",
    ]
    path = tmp_path / "cameras.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert program("cameras", "import", path).code == 0
    done = program("cameras", "check", "--json")
    found: dict[tuple[int, str], dict[str, Any]] = {
        (item["number"], item["stream"]): item for item in done.json["streams"]
    }
    assert done.code == 1
    assert done.json["failed"] == 2
    assert {key for key, item in found.items() if item["ok"]} == {(1, "main"), (1, "sub"), (2, "main")}
    assert (found[1, "main"]["codec"], found[1, "main"]["width"], found[1, "main"]["height"]) == ("h264", 320, 180)
    assert all(item["ok"] or (item["code"].startswith("video.") and item["message"]) for item in found.values())
    assert "p@ss/7" not in done.output
    human = program("cameras", "check")
    assert "3/5 luồng có hình" in human.output


def test_a_damaged_database_is_explained_by_every_command(program: Program, table: Path, tmp_path: Path) -> None:
    program("cameras", "import", table)
    database = tmp_path / "profile" / "ioc.db"
    database.write_bytes(b"broken " * 1000)
    for words in (["cameras", "list"], ["cameras", "import", table]):
        done = program(*words)
        assert done.code == 1
        assert "bị hỏng" in done.errors
        assert "Traceback" not in done.errors
    doctor = program("doctor", "--json")
    assert doctor.code == 1
    assert next(check for check in doctor.json["checks"] if check["key"] == "database")["state"] == "missing"


def test_a_newer_database_is_left_alone(program: Program, table: Path, tmp_path: Path) -> None:
    program("cameras", "import", table)
    with sqlite3.connect(tmp_path / "profile" / "ioc.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = program("cameras", "list", "--json")
    assert (done.code, done.json["error"]) == (1, "store.newer")


def test_doctor_answers_every_question_and_makes_no_profile(program: Program, tmp_path: Path) -> None:
    done = program("doctor", "--json")
    report = done.json
    keys = [check["key"] for check in report["checks"]]
    assert len(keys) == len(set(keys)) >= 16
    assert report["ok"] == (done.code == 0) == (report["mend"] is None)
    assert {check["state"] for check in report["checks"]} <= {"ok", "missing", "optional"}
    assert all(check["title"] and check["detail"] for check in report["checks"])
    assert not (tmp_path / "profile").exists()
    human = program("doctor")
    assert human.code == done.code
    assert "Cơ sở dữ liệu" in human.output
