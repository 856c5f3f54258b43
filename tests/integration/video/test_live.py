"""Streams of a real RTSP server, decoded by real worker processes."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.types import StreamSpec, StreamState, TileRect
from tests.support.engine import Wall
from tests.support.rtsp import ServerFactory

pytestmark = pytest.mark.rtsp


def test_a_stream_connects_and_stays_live(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until(lambda: wall.painted.get(0, 0) >= 20)
    status = wall.status()
    assert status.state == StreamState.LIVE
    assert (status.width, status.height, status.codec) == (320, 180, "h264")
    assert status.reason is None
    assert wall.seen_states[0][0] == StreamState.CONNECTING
    assert wall.tile(0)[:, :, :3].std() > 10


def test_udp_works_too(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"), transport="udp")])
    wall.until(lambda: wall.painted.get(0, 0) >= 20)


def test_sixteen_streams_are_live_at_once(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({f"/c{number}": {"file": str(clip)} for number in range(16)})
    wall.show([StreamSpec(f"c{number}", server.url(f"/c{number}")) for number in range(16)])
    wall.until(lambda: all(wall.painted.get(slot, 0) >= 15 for slot in range(16)))
    wall.until_state(StreamState.LIVE)
    statistics = wall.engine.stats()
    assert len(statistics["tiles"]) == 16  # type: ignore[arg-type]


def test_the_right_password_opens_a_guarded_stream(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip), "user": "duty officer", "password": "p@ss/wörd:%"}})
    wall.show([StreamSpec("gate", server.url("/gate"), "duty officer", "p@ss/wörd:%")])
    wall.until_state(StreamState.LIVE)


def test_a_hidden_tile_stops_decoding(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/a": {"file": str(clip)}, "/b": {"file": str(clip)}})
    a, b = StreamSpec("a", server.url("/a")), StreamSpec("b", server.url("/b"))
    wall.show([a, b])
    wall.until_state(StreamState.LIVE)
    table, row = wall.engine._table, wall.engine._entries["b"].row
    assert table is not None
    wall.show([a])
    wall.until(lambda: table.rows["phase"][row] == 0)
    decoded = int(table.rows["decoded"][row])
    painted = wall.painted[0]
    wall.until(lambda: wall.painted[0] > painted + 10)
    assert int(table.rows["decoded"][row]) == decoded
    assert wall.status(1).state == StreamState.OFF


def test_tiles_move_and_change_size_without_a_new_connection(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
) -> None:
    server = rtsp_server({"/a": {"file": str(clip)}, "/b": {"file": str(clip)}})
    a, b = StreamSpec("a", server.url("/a")), StreamSpec("b", server.url("/b"))
    wall.engine.resize(640, 360)
    left, right = TileRect(0, 0, 320, 180), TileRect(320, 0, 320, 180)
    wall.show_at({0: (a, left), 1: (b, right)})
    wall.until(lambda: {0, 1} <= wall.pages.keys())
    wall.show_at({0: (a, right), 1: (b, left)})
    wall.until(lambda: {0, 1} <= wall.pages.keys())
    wall.show_at({0: (a, TileRect(0, 0, 640, 360))})
    wall.until(lambda: 0 in wall.pages)
    assert wall.tile(0)[:, :, :3].std() > 10
    wall.engine.resize(800, 600)
    wall.show_at({0: (a, TileRect(400, 300, 400, 300))})
    wall.until(lambda: 0 in wall.pages)
    assert wall.status().reconnects == 0
    page = wall.engine.mosaic.page(wall.pages[0])
    assert not page[:300].any()
    assert not page[:, :400].any()


def test_the_same_decode_feeds_the_model(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    buffer = AnalysisBuffer.create(2, FrameGeometry(320, 320, "centre", 114))
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.engine.analyse({"gate": 1}, buffer, 5.0)
    wall.until(lambda: buffer.newest(1) >= 5)
    frame = buffer.read(1)
    assert frame is not None
    assert (frame.source_width, frame.source_height) == (320, 180)
    assert np.all(frame.picture[:70] == 114)
    assert np.all(frame.picture[250:] == 114)
    assert frame.picture[70:250].std() > 10
    assert 0 < frame.frame_no <= wall.status().frame_no
    assert buffer.newest(0) == 0
    wall.engine.analyse({}, None, 0)
    buffer.close()


def test_a_burnt_in_time_gives_the_latency(wall: Wall, rtsp_server: ServerFactory) -> None:
    server = rtsp_server({"/now": {"live": {"width": 640, "height": 360, "fps": 15}}})
    wall.show([StreamSpec("now", server.url("/now"))])
    wall.until(lambda: wall.painted.get(0, 0) >= 20)
    latency_ms = wall.status().latency_ms
    assert latency_ms is not None
    assert 0 <= latency_ms < 60_000
    tile = wall.engine.stats()["tiles"][0]  # type: ignore[index]
    assert tile["latency_ms_p95"] >= tile["latency_ms_p50"] > 0


def test_what_is_watched_without_a_tile_feeds_the_model_and_is_decoded_once(
    wall: Wall, rtsp_server: ServerFactory, clip: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    gate = StreamSpec("gate", server.url("/gate"))
    buffer = AnalysisBuffer.create(2, FrameGeometry(320, 320, "centre", 114))
    wall.show([])
    wall.engine.watch([gate])
    wall.engine.analyse({"gate": 0}, buffer, 5.0, {"gate": 10.0})
    wall.until(lambda: buffer.newest(0) >= 5)
    assert wall.status().state is StreamState.OFF
    assert wall.painted == {}
    wall.show([gate])  # now also on a tile: the same decoder paints it
    wall.until(lambda: wall.painted.get(0, 0) >= 3)
    assert wall.status().reconnects == 0
    frame_no = wall.status().frame_no
    assert frame_no > 5
    wall.show([])
    before = buffer.newest(0)
    wall.until(lambda: buffer.newest(0) >= before + 5)
    frame = buffer.read(0)
    assert frame is not None
    assert frame.frame_no > frame_no
    wall.engine.watch([])
    wall.engine.analyse({}, None, 0)
    buffer.close()


def test_a_watched_stream_outlives_its_worker(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    buffer = AnalysisBuffer.create(1, FrameGeometry(320, 320, "centre", 114))
    wall.show([])
    wall.engine.watch([StreamSpec("gate", server.url("/gate"))])
    wall.engine.analyse({"gate": 0}, buffer, 10.0)
    wall.until(lambda: buffer.newest(0) >= 3)
    for pid in wall.engine.worker_pids():
        os.kill(pid, signal.SIGKILL)
    before = buffer.newest(0)
    wall.until(lambda: buffer.newest(0) >= before + 5)
    wall.engine.watch([])
    wall.engine.analyse({}, None, 0)
    buffer.close()
