from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.panels.cameras.rows import CameraRow, StreamKind, StreamView, Trouble
from ioc_desktop.panels.cameras.screen import COLUMNS, Column
from ioc_desktop.panels.cameras.table_view import CameraOrder, CameraTable
from ioc_desktop.ui.theme import Theme

pytestmark = pytest.mark.gui


def row(number: int, name: str = "Cầu", **stream: object) -> CameraRow:
    camera = Camera(id=UUID(int=number), number=number, name=name, main_url="rtsp://10.0.0.1/main")
    return CameraRow(camera, StreamView(**stream))  # type: ignore[arg-type]  # built by name


@pytest.fixture
def table(qapp: QApplication) -> Iterator[CameraTable]:
    """A model that Qt's own tester watches; whatever it finds fails the test."""
    del qapp
    faults: list[str] = []

    def hear(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg:
            faults.append(text)

    previous = qInstallMessageHandler(hear)
    model = CameraTable(Theme())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    tester.deleteLater()
    qInstallMessageHandler(previous)
    assert faults == []


def shown(table: CameraTable, at: int, column: Column) -> str:
    return str(table.index(at, COLUMNS.index(column)).data())


def test_rows_come_go_change_and_move(table: CameraTable) -> None:
    first = [row(1), row(2), row(3)]
    for rows in (
        first,
        [row(1), row(2, "Chợ"), row(3)],
        [row(2), row(3), row(4)],
        [row(4), row(2)],
        [],
        [row(9), row(1)],
        [row(1), row(5), row(9)],
    ):
        table.set_rows(rows)
        assert table.rows == tuple(rows)


def test_a_changed_row_is_announced_alone(table: CameraTable) -> None:
    table.set_rows([row(1), row(2), row(3)])
    told = []
    table.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    table.modelReset.connect(lambda: told.append("reset"))
    table.set_rows([row(1), row(2, kind=StreamKind.LIVE), row(3)])
    assert told == [(1, 1)]


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ({}, "Chưa mở"),
        ({"kind": StreamKind.CONNECTING}, "Đang nối"),
        ({"kind": StreamKind.LIVE}, "Đang phát"),
        ({"kind": StreamKind.FROZEN, "for_s": 7}, "Hình đứng 00:07"),
        ({"kind": StreamKind.RECONNECTING, "attempt": 3}, "Đang nối lại, lần 3"),
        ({"kind": StreamKind.LOST, "for_s": 3702}, "Mất tín hiệu 1:01:42"),
    ],
)
def test_every_state_is_said_in_words(table: CameraTable, stream: dict[str, object], words: str) -> None:
    table.set_rows([row(1, **stream)])
    assert shown(table, 0, Column.STREAM) == words


def test_cells_say_what_is_known_and_stay_empty_otherwise(table: CameraTable) -> None:
    reason = ExpectedError("video.refused", "{host} từ chối. Kiểm tra cổng.", host="10.0.0.7")
    trouble = Trouble(datetime(2026, 11, 20, 17, 5, tzinfo=UTC), reason)
    table.set_rows([replace(row(7, width=640, height=360, fps=12.5), trouble=trouble), row(364)])
    assert shown(table, 0, Column.NUMBER) == "07"
    assert shown(table, 0, Column.KIND) == "Cố định"
    assert shown(table, 0, Column.PICTURE) == "640 × 360 · 12,5 h/s"
    assert shown(table, 0, Column.TROUBLE) == "00:05 · 10.0.0.7 từ chối. Kiểm tra cổng."
    assert shown(table, 1, Column.NUMBER) == "364"
    assert shown(table, 1, Column.PICTURE) == ""
    assert shown(table, 1, Column.TROUBLE) == ""


def sorted_names(table: CameraTable, column: Column) -> list[str]:
    order = CameraOrder()
    order.setSourceModel(table)
    order.sort(COLUMNS.index(column))
    return [str(order.index(at, COLUMNS.index(Column.NAME)).data()) for at in range(order.rowCount())]


def test_names_sort_as_vietnamese_reads_them(table: CameraTable) -> None:
    names = ["Ơn", "Đông", "Cầu 10", "An", "Ân", "Dân", "Cầu 9", "Ea"]
    table.set_rows([row(at + 1, name) for at, name in enumerate(names)])
    assert sorted_names(table, Column.NAME) == ["An", "Ân", "Cầu 9", "Cầu 10", "Dân", "Đông", "Ea", "Ơn"]


def test_numbers_sort_by_value(table: CameraTable) -> None:
    table.set_rows([row(9, "chín"), row(100, "trăm"), row(20, "hai mươi")])
    assert sorted_names(table, Column.NUMBER) == ["chín", "hai mươi", "trăm"]
