"""Columns of the camera list: words are whole where there is room."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.panels.cameras.screen import COLUMNS, LEAST_TROUBLE_PX, Column

if TYPE_CHECKING:
    from ioc_desktop.panels.cameras.column_widths_view import Widths

pytestmark = pytest.mark.gui


@pytest.fixture
def widths(qapp: object) -> Widths:
    del qapp
    from PySide6.QtGui import QFont

    from ioc_desktop.panels.cameras.column_widths_view import Widths

    return Widths(QFont(), QFont())


def row(name: str, place: str, unit: str, *, trouble: object = None) -> SimpleNamespace:
    return SimpleNamespace(camera=SimpleNamespace(name=name, place=place, org_unit=unit), trouble=trouble)


ROW = ("Cầu Đông Hà", "Đầu cầu phía nam, sông Hiếu", "Khu phố 2, phường Nam Đông Hà")


@pytest.mark.parametrize("width_px", [1180, 1320, 1820, 3740])
def test_all_of_the_width_is_used_and_no_more(widths: Widths, width_px: int) -> None:
    widths.measure([row(*ROW)])  # type: ignore[list-item]  # only the words of the rows are read
    assert sum(widths.share(width_px, COLUMNS).values()) == width_px


def test_long_words_get_more_room_than_short_ones(widths: Widths) -> None:
    assert widths.measure([row("A", "B", ROW[2])])  # type: ignore[list-item]
    shares = widths.share(1820, COLUMNS)
    assert shares[Column.ORG_UNIT] > shares[Column.PLACE]
    assert not widths.measure([row("A", "B", ROW[2])])  # type: ignore[list-item]


def test_a_fault_keeps_room_to_be_read(widths: Widths) -> None:
    widths.measure([row(*(word * 5 for word in ROW), trouble=object())])  # type: ignore[list-item]
    assert widths.share(1820, COLUMNS)[Column.TROUBLE] >= LEAST_TROUBLE_PX[True]
