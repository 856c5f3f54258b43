"""The wall on a real RTSP server: sixteen live tiles, and a server that goes and comes back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ioc_desktop.ui.video.tile import Kind
from tests.integration.wall.wall_room import WallRoom, closed, until
from tests.support.rtsp import ServerFactory
from tests.unit.ui.video.conftest import pixels

pytestmark = [pytest.mark.gui, pytest.mark.rtsp]


def test_sixteen_tiles_are_live_and_painted(room: WallRoom, rtsp_server: ServerFactory, small_clip: str) -> None:
    server = rtsp_server({f"/c{number}": {"file": small_clip} for number in range(16)})
    room.add_cameras([("", server.url(f"/c{number}")) for number in range(16)])
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        tiles = [view.surface.tile(slot) for slot in range(16)]
        await until(lambda: all(view.surface.painted[tile.stream_id] >= 15 for tile in tiles), "not all are painted")
        assert {tile.look.kind for tile in tiles} == {Kind.LIVE}
        for tile in tiles:
            assert pixels(view.surface, tile.picture).std() > 10
        await closed(view)

    room.run(scenario)


def test_the_tile_tells_of_the_loss_and_recovers_by_itself(
    room: WallRoom, rtsp_server: ServerFactory, small_clip: str
) -> None:
    mounts = {"/gate": {"file": small_clip}}
    server = rtsp_server(mounts)
    room.add_cameras([("", server.url("/gate"))])
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        view.header.layout_chosen.emit("2x2")
        seen: list[Kind] = []
        tile = view.surface.tile(0)

        def note() -> Kind:
            kind = tile.look.kind
            if not seen or seen[-1] != kind:
                seen.append(kind)
            return kind

        await until(lambda: note() is Kind.LIVE, "never live")
        server.stop()
        await until(lambda: note() is Kind.LOST, "the loss was not shown")
        assert Kind.RECONNECTING in seen
        assert tile.look.title == "Mất tín hiệu"
        assert tile.look.reason.endswith(".")
        await until(lambda: tile.look.clock >= "00:06", "the clock stands still")
        rtsp_server(mounts, server.port)
        await until(lambda: note() is Kind.LIVE, "it did not recover")
        painted = view.surface.painted[tile.stream_id]
        await until(lambda: view.surface.painted[tile.stream_id] > painted + 5, "nothing is painted")
        assert all(before != after for before, after in pairwise(seen))
        assert np.ptp(pixels(view.surface, tile.picture)) > 50
        await closed(view)

    room.run(scenario)
