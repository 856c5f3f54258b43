"""Pictures held back by real worker processes, known by the number or the time burnt into them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ioc_desktop.video import frame_stamp
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.types import StreamSpec, TileRect, TileUpdate
from tests.support.clips import moving_picture, write_clip
from tests.support.engine import Wall
from tests.support.rtsp import ServerFactory

pytestmark = pytest.mark.rtsp

FPS, LENGTH = 15, 150
HOLD_S = 0.6


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip whose pictures say their number."""
    pictures = [moving_picture(index, 320, 180) for index in range(LENGTH)]
    for number, picture in enumerate(pictures):
        frame_stamp.write(picture, number)
    return write_clip(tmp_path_factory.mktemp("clips") / "numbered.mp4", pictures, fps=FPS, crf=18)


def show(wall: Wall, spec: StreamSpec) -> None:
    wall.show([spec], columns=1, width=320, height=180)
    wall.until(lambda: wall.painted.get(0, 0) >= 20)


def next_picture(wall: Wall) -> tuple[TileUpdate, int]:
    """What the engine says of the next picture, and the number in its pixels."""
    found: list[TileUpdate] = []

    def came() -> bool:
        found.extend(update for update in wall.poll() if update.picture_changed)
        return bool(found)

    wall.until(came)
    stamp = frame_stamp.read(wall.tile(0))
    assert stamp is not None
    return found[-1], stamp


def decoded(wall: Wall) -> int:
    return wall.status().decoded


def test_the_picture_is_as_old_as_asked_and_the_latency_says_so(wall: Wall, rtsp_server: ServerFactory) -> None:
    server = rtsp_server({"/now": {"live": {"width": 320, "height": 180, "fps": FPS}}})
    show(wall, StreamSpec("now", server.url("/now")))
    wall.engine.hold_back({"now": HOLD_S})
    wall.until(lambda: (wall.status().latency_ms or 0) >= HOLD_S * 1000)
    _, stamp = next_picture(wall)
    assert frame_stamp.age_ms(stamp, frame_stamp.now_ms()) >= HOLD_S * 1000
    painted = wall.painted[0]
    wall.until(lambda: wall.painted[0] >= painted + 30)
    tile = wall.engine.stats()["tiles"][0]  # type: ignore[index]
    assert tile["latency_ms_p95"] >= HOLD_S * 1000
    wall.engine.hold_back({})
    wall.until(lambda: (wall.status().latency_ms or 9e9) < HOLD_S * 1000)


def test_number_and_time_are_those_of_the_picture_that_is_shown(
    wall: Wall, rtsp_server: ServerFactory, numbered: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(numbered)}})
    show(wall, StreamSpec("gate", server.url("/gate")))
    live, first = next_picture(wall)
    shift = first - live.frame_no
    wall.engine.hold_back({"gate": HOLD_S})
    behind = round(HOLD_S * FPS)
    wall.until(lambda: decoded(wall) - wall.status().frame_no >= behind - 1)
    for _ in range(20):
        update, number = next_picture(wall)
        assert (number - update.frame_no - shift) % LENGTH == 0
        elapsed_s = (update.frame_no - live.frame_no) / FPS
        assert update.pts_s - live.pts_s == pytest.approx(elapsed_s, abs=0.01)
    wall.engine.hold_back({})
    wall.until(lambda: decoded(wall) - wall.status().frame_no <= 1)
    update, number = next_picture(wall)
    assert (number - update.frame_no - shift) % LENGTH == 0


def test_size_place_and_mode_may_change_while_pictures_wait(
    wall: Wall, rtsp_server: ServerFactory, numbered: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(numbered)}})
    gate = StreamSpec("gate", server.url("/gate"))
    show(wall, gate)
    last = 0
    for turn, hold_s in enumerate((0.4, 0.0, 1.2, 0.3, 0.6)):
        wall.engine.hold_back({"gate": hold_s} if hold_s else {})
        wall.engine.resize(640 + 2 * turn, 400)
        wall.show_at({0: (gate, TileRect(turn, turn, 320 + 32 * turn, 180 + 18 * turn))})
        wall.until(lambda: 0 in wall.pages)
        for _ in range(8):
            update, _ = next_picture(wall)
            assert update.frame_no >= last, "no picture goes back"
            last = update.frame_no
    assert wall.status().reconnects == 0


def test_the_last_pictures_of_a_silent_camera_are_still_shown(
    wall: Wall, rtsp_server: ServerFactory, numbered: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(numbered)}})
    show(wall, StreamSpec("gate", server.url("/gate")))
    wall.engine.hold_back({"gate": HOLD_S})
    wall.until(lambda: decoded(wall) - wall.status().frame_no >= 5)
    server.freeze("/gate")
    wall.until(lambda: wall.status().frame_no == decoded(wall))


def test_pictures_wait_again_after_their_worker_has_died(
    wall: Wall, rtsp_server: ServerFactory, numbered: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(numbered)}})
    show(wall, StreamSpec("gate", server.url("/gate")))
    wall.engine.hold_back({"gate": HOLD_S})
    wall.until(lambda: decoded(wall) - wall.status().frame_no >= 5)
    killed = wall.engine.worker_pids()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wall.until(lambda: wall.engine.worker_pids() and not set(killed) & set(wall.engine.worker_pids()))
    connections = wall.status().reconnects
    wall.until(lambda: wall.status().reconnects > connections and decoded(wall) - wall.status().frame_no >= 5)


def test_the_model_sees_every_picture_at_once_though_it_is_shown_later(
    wall: Wall, rtsp_server: ServerFactory, numbered: Path
) -> None:
    server = rtsp_server({"/gate": {"file": str(numbered)}})
    buffer = AnalysisBuffer.create(1, FrameGeometry(320, 192, "centre", 114))
    show(wall, StreamSpec("gate", server.url("/gate")))
    wall.engine.analyse({"gate": 0}, buffer, 15.0)
    wall.engine.hold_back({"gate": 1.0})
    wall.until(lambda: decoded(wall) - wall.status().frame_no >= 12)
    number = buffer.newest(0)
    wall.until(lambda: buffer.newest(0) > number)
    frame = buffer.read(0)
    assert frame is not None
    assert frame.frame_no - wall.status().frame_no >= 10
    wall.engine.analyse({}, None, 0)
    buffer.close()


def test_switching_to_and_fro_takes_no_more_memory_each_time(
    wall: Wall, rtsp_server: ServerFactory, tmp_path: Path
) -> None:
    """Decoders keep the memory of frames that waited once for those that will; that is once, not every time."""
    pictures = [moving_picture(index, 640, 360) for index in range(30)]
    server = rtsp_server({"/gate": {"file": str(write_clip(tmp_path / "street.mp4", pictures))}})
    show(wall, StreamSpec("gate", server.url("/gate")))

    def after_a_turn() -> float:
        wall.engine.hold_back({"gate": 1.0})
        wall.until(lambda: decoded(wall) - wall.status().frame_no >= 14)
        wall.engine.hold_back({})
        wall.until(lambda: decoded(wall) - wall.status().frame_no <= 1)
        painted = wall.painted[0]
        wall.until(lambda: wall.painted[0] >= painted + 10)  # a beat of the worker, with its memory
        return float(wall.engine.stats()["rss_mb"]["video"])  # type: ignore[index]

    first_mb = after_a_turn()
    assert max(after_a_turn() for _ in range(4)) < first_mb + 5, "15 frames of 0.3 MB a turn would be 20"
