"""Start, stop, files, pixels and what is left behind."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.engine import VideoEngine
from ioc_desktop.video.probe import probe_blocking
from ioc_desktop.video.shared_block import SharedBlock, sweep
from ioc_desktop.video.types import StreamSpec, StreamState, TileRect
from tests.support.clips import BAR_COLOURS_BGR, bars, moving_clip, write_clip
from tests.support.engine import Wall, is_alive, our_shared_memory
from tests.support.rtsp import ServerFactory


def test_stop_leaves_no_process_and_no_shared_memory(clip: Path) -> None:
    wall = Wall()
    wall.show([StreamSpec("a", str(clip)), StreamSpec("b", str(clip))])
    wall.until_state(StreamState.LIVE)
    pids = wall.engine.worker_pids()
    assert len(pids) == 2
    assert our_shared_memory()
    wall.close()
    assert not [pid for pid in pids if is_alive(pid)]
    assert not our_shared_memory()
    assert wall.engine.stats()["cpu_seconds"]["video"] > 0  # type: ignore[index]
    wall.close()


def test_stop_right_after_start() -> None:
    engine = VideoEngine(workers=2)
    engine.start()
    engine.stop()
    assert engine.worker_pids() == []
    assert not our_shared_memory()


def test_workers_die_with_a_window_that_is_killed(clip: Path) -> None:
    script = (
        "import sys, time\n"
        "from ioc_desktop.video.engine import VideoEngine\n"
        "from ioc_desktop.video.types import StreamSpec, TileRect\n"
        "engine = VideoEngine(workers=2); engine.start(); engine.resize(320, 180)\n"
        f"engine.show({{0: (StreamSpec('a', {str(clip)!r}), TileRect(0, 0, 320, 180))}})\n"
        "while not any(update.picture_changed for update in engine.poll()): time.sleep(0.01)\n"
        "print(*engine.worker_pids(), flush=True); sys.stdin.read()\n"
    )
    window = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    assert window.stdin is not None
    pids = [int(word) for word in window.stdout.readline().split()]
    assert len(pids) == 2
    window.kill()
    window.wait()
    window.stdout.close()
    window.stdin.close()
    deadline = time.monotonic() + 20
    while any(is_alive(pid) for pid in pids) or list(Path("/dev/shm").glob(f"ioc-desktop-{window.pid}-*")):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_window_side_loads_neither_decoder_nor_opencv() -> None:
    check = (
        "import sys, ioc_desktop.video.engine\n"
        "print([m for m in sys.modules if m.split('.')[0] in {'av', 'cv2', 'onnxruntime', 'PySide6'}])"
    )
    answer = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuvj420p", "yuv422p", "yuv444p", "nv12"])
def test_colours_arrive_in_the_right_rectangle(wall: Wall, tmp_path: Path, pixel_format: str) -> None:
    still = bars(560, 320)
    source = write_clip(tmp_path / "bars.mp4", [still] * 30, pixel_format=pixel_format, crf=4)
    rect = TileRect(100, 40, 280, 160)
    wall.engine.resize(500, 300)
    wall.show_at({0: (StreamSpec("bars", str(source)), rect)})
    wall.until(lambda: wall.painted.get(0, 0) >= 4)
    tile = wall.tile(0)
    for index, colour in enumerate(BAR_COLOURS_BGR):
        middle = tile[20:140, index * 40 + 10 : index * 40 + 30, :3].reshape(-1, 3).mean(axis=0)
        assert np.abs(middle - colour).max() < 8, (pixel_format, index, middle, colour)
    for page in (0, 1):
        outside = wall.engine.mosaic.page(page).copy()
        outside[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width] = 0
        assert not outside.any()


def test_a_file_plays_at_its_own_speed_and_again(wall: Wall, tmp_path: Path) -> None:
    short = moving_clip(tmp_path / "short.mp4", seconds=1)
    wall.show([StreamSpec("short", str(short))])
    wall.until(lambda: wall.status().fps > 0)
    assert 10 < wall.status().fps < 20
    wall.until(lambda: wall.painted[0] > 40)
    assert wall.status().reconnects == 0


def test_a_file_without_repetition_ends(wall: Wall, tmp_path: Path) -> None:
    short = moving_clip(tmp_path / "short.mp4", seconds=1)
    wall.show([StreamSpec("short", str(short), loop=False)])
    wall.until_reason("video.ended")
    assert wall.status().decoded == 15


def test_frames_with_reordering_come_in_order(wall: Wall, tmp_path: Path) -> None:
    from tests.support.clips import moving_picture

    pictures = [moving_picture(index, 320, 180) for index in range(30)]
    source = write_clip(tmp_path / "b.mp4", pictures, b_frames=2)
    wall.show([StreamSpec("b", str(source), loop=False)])
    stamps: list[float] = []

    def ended() -> bool:
        stamps.append(wall.status().pts_s)
        reason = wall.status().reason
        return reason is not None and reason.code == "video.ended"

    wall.until(ended)
    assert stamps == sorted(stamps)
    assert wall.status().decoded == 30


def test_shared_memory_of_killed_programs_is_swept() -> None:
    left = Path("/dev/shm/ioc-desktop-999999999-abc")
    left.write_bytes(b"x")
    ours = SharedBlock.create(100)
    sweep()
    assert not left.exists()
    assert Path("/dev/shm", ours.name).exists()
    ours.close()


def test_a_full_shared_memory_is_an_expected_error(wall: Wall) -> None:
    with pytest.raises(ExpectedError) as raised:
        wall.engine.resize(2_000_000, 2_000_000)
    assert raised.value.code == "video.shared_memory_full"
    assert "/dev/shm" in raised.value.message()
    wall.engine.resize(64, 64)


@pytest.mark.rtsp
def test_probe_tells_codec_size_rate_and_first_picture(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip), "user": "admin", "password": "right"}})
    good = wall.engine.probe(StreamSpec("p", server.url("/gate"), "admin", "right"))
    bad = wall.engine.probe(StreamSpec("p", server.url("/gate"), "admin", "wrong"))
    result = good.result(timeout=20)
    assert (result.codec, result.width, result.height) == ("h264", 320, 180)
    assert result.fps == pytest.approx(15, abs=1)
    assert result.picture.shape == (180, 320, 3)
    assert result.picture.std() > 10
    error = bad.exception(timeout=20)
    assert isinstance(error, ExpectedError)
    assert error.code == "video.wrong_password"


def test_probe_of_a_hanging_source_is_killed(tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    with pytest.raises(ExpectedError) as raised:
        probe_blocking(StreamSpec("p", str(pipe)), limit_s=2)
    assert raised.value.code == "video.probe_timeout"


def test_probe_of_nothing_useful(tmp_path: Path) -> None:
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ExpectedError) as raised:
        probe_blocking(StreamSpec("p", str(noise)))
    assert raised.value.code == "video.not_a_video"
