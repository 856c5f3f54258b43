from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange.camera_columns import COLUMNS, column_of
from ioc_desktop.exchange.camera_table import ImportPreview, export, preview, read_preview
from ioc_desktop.kernel.cameras.model import Camera, CameraDraft, CameraKind

CAMERA = Camera(
    id=uuid4(),
    number=7,
    name="Cầu Đông Hà",
    place="Đầu cầu; phía nam",
    latitude=16.8262,
    longitude=107.0964,
    org_unit="Phường Đông Hà",
    main_url="rtsp://10.0.0.7/1",
    sub_url="rtsp://10.0.0.7/2",
    transport="udp",
    azimuth_deg=8.5,
    fov_deg=60,
    kind=CameraKind.PTZ,
    notice_text='Khu vực "có"\ncamera',
    retention_days=15,
    has_credentials=True,
)


def read(text: str, *existing: Camera) -> ImportPreview:
    return preview(text.encode(), existing)


def found(result: ImportPreview) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.error.code) for problem in result.problems]


@pytest.mark.parametrize("delimiter", [";", ","])
def test_an_export_comes_back_unchanged(delimiter: str) -> None:
    result = preview(export([CAMERA], delimiter=delimiter), [CAMERA])
    assert result.problems == ()
    assert [row.action for row in result.rows] == ["update"]
    assert result.rows[0].draft == CameraDraft.of(CAMERA)


def test_an_export_opens_in_excel_and_carries_no_password() -> None:
    table = export([replace(CAMERA, name="=cmd|' /C calc'!A0", place="@x")])
    assert table.startswith(b"\xef\xbb\xbf")
    text = table.decode("utf-8-sig")
    assert text.count("\r\n") == 2
    assert "'=cmd" in text
    assert "'@x" in text
    assert "Mật khẩu" not in text
    assert "Tài khoản" not in text


@pytest.mark.parametrize(
    "header",
    [
        "Số gọi;Tên;Vĩ độ;Kinh độ;Luồng chính",
        "so goi;TEN CAMERA;vi_do;kinh-do;Luong chinh",
        "number;name;latitude;longitude;main_url",
        "Call number; Camera name ;Lat;Lng;Main stream",
        "Số gọi;Tên;Vĩ độ (°);Kinh độ [WGS 84];URL chính",
        "\ufeffSố gọi;Tên;Vĩ độ;Kinh độ;Luồng chính",
        "sep=;\r\nSố gọi;Tên;Vĩ độ;Kinh độ;Luồng chính",
    ],
)
def test_headers_are_known_in_both_languages(header: str) -> None:
    result = read(f"{header}\n3;Cầu;16,5;107,25;rtsp://h/1\n")
    assert result.problems == ()
    draft = result.rows[0].draft
    assert (draft.number, draft.name, draft.latitude, draft.longitude) == (3, "Cầu", 16.5, 107.25)


def test_commas_separate_and_points_are_decimal() -> None:
    result = read('name,main_url,latitude,longitude,notice\n"Cầu, bắc",rtsp://h/1,16.5,107.25,"a, b"\n')
    assert (result.delimiter, result.problems) == (",", ())
    assert (result.rows[0].draft.name, result.rows[0].draft.latitude) == ("Cầu, bắc", 16.5)


def test_every_problem_of_every_line_is_reported_and_good_lines_stay() -> None:
    result = read(
        "Số gọi;Tên;Vĩ độ;Kinh độ;Luồng chính;Loại;Hướng nhìn\n"
        "1;Tốt;16,1;107,1;rtsp://h/1;quay quét;90\n"
        "x;;95;abc;ftp://h;tàu bay;361\n"
        "\n"
        '3;"mở;16;107;rtsp://h/3;;\n'
        "4;Thừa;16;107;rtsp://h/4;;;thừa\n"
        "1;Trùng;;;rtsp://h/5;;\n"
        "6;Tốt nữa;;;/clips/a.mp4;;\n"
    )
    assert [(row.line, row.draft.number) for row in result.rows] == [(2, 1), (8, 6)]
    assert sorted(found(result)) == sorted(
        [
            (3, "Số gọi", "table.number"),
            (3, "Tên", "camera.name_missing"),
            (3, "Vĩ độ", "camera.out_of_range"),
            (3, "Kinh độ", "table.number"),
            (3, "Luồng chính", "camera.url_wrong"),
            (3, "Loại", "table.kind"),
            (3, "Hướng nhìn", "camera.out_of_range"),
            (5, "", "table.quotes"),
            (6, "", "table.too_many_cells"),
            (7, "Số gọi", "table.twice"),
        ]
    )
    assert result.rejected == 4
    assert all(problem.error.message() for problem in result.problems)


def test_a_bad_line_does_not_make_the_next_one_a_duplicate_of_nothing() -> None:
    result = read("Tên;Luồng chính\n;\x01\n;\x01\nA;/a\nA;/a\n")
    assert [code for _, _, code in found(result)].count("table.twice") == 1


def test_only_given_columns_change_an_existing_camera() -> None:
    result = read("Số gọi;Tên;Luồng chính\n7;Tên mới;rtsp://h/9\n", CAMERA)
    assert result.rows[0].action == "update"
    assert result.rows[0].draft == replace(CameraDraft.of(CAMERA), name="Tên mới", main_url="rtsp://h/9")


def test_a_short_line_changes_what_it_has() -> None:
    result = read("Số gọi;Tên;Luồng chính;Vị trí;Góc nhìn\n7;Tên mới;rtsp://h/9\n", CAMERA)
    assert result.rows[0].draft.place == CAMERA.place
    cleared = read("Số gọi;Tên;Luồng chính;Vị trí;Góc nhìn\n7;Tên mới;rtsp://h/9;;\n", CAMERA)
    assert (cleared.rows[0].draft.place, cleared.rows[0].draft.fov_deg) == ("", None)


def test_a_line_without_a_number_finds_the_same_camera_again() -> None:
    again = read(f"Tên;Luồng chính\n{CAMERA.name};{CAMERA.main_url}\nKhác;rtsp://h/2\n", CAMERA)
    assert [(row.action, row.draft.number) for row in again.rows] == [("update", 7), ("add", None)]


def test_logins_are_taken_from_columns_or_addresses() -> None:
    result = read(
        "Tên;Luồng chính;Tài khoản;Mật khẩu\n"
        "A;rtsp://h/1;admin; a b \n"
        "B;rtsp://u:p@h/2;;\n"
        "C;rtsp://h/3;;chỉ mật khẩu\n"
        "D;rtsp://h/4;;\n"
    )
    logins = [(row.draft.name, row.draft.user_name, row.draft.password) for row in result.rows]
    assert logins == [("A", "admin", " a b "), ("B", "u", "p"), ("D", None, None)]
    assert found(result) == [(4, "Tài khoản", "camera.user_missing")]
    assert "a b" not in repr(result)


def test_a_new_password_for_a_known_login_needs_no_user_name() -> None:
    text = "Số gọi;Tên;Luồng chính;Mật khẩu\n7;A;rtsp://h/1;mới\n"
    assert read(text, CAMERA).problems == ()
    assert found(read(text, replace(CAMERA, has_credentials=False))) == [(2, "Tài khoản", "camera.user_missing")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table.empty"),
        ("Tên;Luồng chính\n", "table.no_rows"),
        ("Tên;Luồng chính\n;\n \n", "table.no_rows"),
        ("một;hai\n1;2\n", "table.no_header"),
        ("1;2;3\n", "table.no_header"),
        ('"Tên;Luồng chính\n', "table.no_header"),
        ("Tên;Vị trí\nA;b\n", "table.column_missing"),
        ("Tên;Luồng chính;URL chính\nA;/a;/b\n", "table.column_twice"),
        ("\0\0\0\0", "table.empty"),
    ],
)
def test_a_file_that_is_no_table_is_explained(text: str, code: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        read(text)
    assert caught.value.code == code
    assert caught.value.message()


def test_unknown_columns_are_named_and_ignored() -> None:
    result = read("Tên;Luồng chính;Ghi chú;\nA;/a;x;\n")
    assert (result.ignored, len(result.rows)) == (("Ghi chú",), 1)


def test_nul_and_control_characters_are_named() -> None:
    assert found(read("Số gọi;Tên;Luồng chính\n1;a\0b;/a\n2\0;b;/b\n")) == [
        (2, "Tên", "camera.control_character"),
        (3, "Số gọi", "table.number"),
    ]


@pytest.mark.parametrize("cell", ["1_000", "１２", "1e3", "nan", "0x10", "1,5", "1.5", "--1"])
def test_odd_numbers_are_no_call_numbers(cell: str) -> None:
    assert found(read(f"Số gọi;Tên;Luồng chính\n{cell};A;/a\n")) == [(2, "Số gọi", "table.number")]


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(ExpectedError, match=rf"table\.{code}"):
            read_preview(path, [])


def test_no_header_means_two_columns() -> None:
    names = [name for column in COLUMNS for name in column.names]
    assert len(names) == len(set(names))
    assert all(column_of(column.title) is column for column in COLUMNS)


@given(st.binary(max_size=200), st.sampled_from([";", ",", "\t"]))
def test_whatever_follows_the_header_is_read_or_explained(body: bytes, delimiter: str) -> None:
    header = delimiter.join(column.title for column in COLUMNS).encode()
    try:
        result = preview(header + b"\n" + body, [CAMERA])
    except ExpectedError:
        return
    for row in result.rows:
        assert row.draft.problems() == {}
