"""The whole way: decoders, vision process, tracker, wall; pictures wait for what is seen in them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ioc_desktop.panels.wall.view import WallView
from tests.integration.wall.wall_room import WallRoom, closed, until

pytestmark = pytest.mark.gui


def behind(view: WallView) -> int:
    """By how many pictures the first tile is behind its decoder."""
    status = view.surface.status(0)
    return status.decoded - status.frame_no


def test_pictures_wait_for_their_boxes_only_while_that_is_wanted(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)] * 2)
    session = room.session()
    room.vision.start()

    async def scenario() -> None:
        view = await room.open_view(session)
        await until(lambda: view.surface.tile(0).boxes is not None, "nothing is seen")
        assert (view.surface.hold_s(), behind(view) <= 1) == (0.0, True)
        QTest.keyClick(view.surface, Qt.Key.Key_K)
        await until(lambda: view.surface.hold_s() > 0, "no picture waits")
        await until(lambda: behind(view) >= 3, "0.3 s and more are at least 3 pictures")
        await until(lambda: "chậm" in view.header.summary.text(), "nobody is told")
        boxes = view.surface.tile(0).boxes
        await until(lambda: view.surface.tile(0).boxes is not boxes, "boxes stay behind")
        QTest.keyClick(view.surface, Qt.Key.Key_B)
        await until(lambda: behind(view) <= 1, "without boxes nothing has to wait")
        assert view.surface.hold_s() == 0
        await closed(view)

    room.run(scenario)
