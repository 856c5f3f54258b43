"""What a lost tile still says when there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.tile import Kind, Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LOST = Look(
    Kind.LOST,
    title="Mất tín hiệu",
    clock="00:42",
    reason="10.0.0.7 từ chối kết nối ở cổng 554. Kiểm tra camera đã bật dịch vụ RTSP và cổng đúng.",
    icon="camera.lost",
    color="camera.lost",
)


@pytest.mark.gui
@pytest.mark.parametrize(("width", "height"), [(960, 540), (366, 206), (300, 168), (236, 132)])
def test_a_lost_tile_says_for_how_long_and_what_happened(qapp: QApplication, width: int, height: int) -> None:
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.ui.video.ink import Ink
    from ioc_desktop.ui.video.state_pictures import _fitting

    theme = Theme()
    theme.apply(qapp)
    for wall in (False, True):
        words = " ".join(line.text for line in _fitting(Ink(theme, 1.0), Box(0, 0, width, height), LOST, wall=wall))
        assert "Mất tín hiệu" in words
        assert "00:42" in words
        assert "từ chối kết nối" in words
