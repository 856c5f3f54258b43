"""What cameras and networks do wrong: each is named at its tile, and nothing else stops."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ioc_desktop.video.types import StreamSpec, StreamState
from tests.support.clips import moving_clip
from tests.support.engine import Wall
from tests.support.rtsp import ServerFactory

pytestmark = pytest.mark.rtsp

_GST_PAYLOAD = "( videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=5/1 ! rtpgstpay name=pay0 )"
_AUDIO_ONLY = "( audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay0 )"


@pytest.fixture
def mute_port() -> Iterator[int]:
    """A port that accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(20)
        yield listener.getsockname()[1]


def test_recovers_after_the_server_was_killed_and_restarted(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    server.kill()
    wall.until_state(StreamState.LOST)
    assert StreamState.RECONNECTING in wall.seen_states[0]
    wall.until_reason("video.refused")
    age_s = wall.status().last_frame_age_s
    assert age_s is not None
    assert age_s < 8
    assert wall.tile(0)[:, :, :3].std() > 10, "the last good picture stays"
    rtsp_server({"/gate": {"file": str(clip)}}, port=server.port)
    wall.until_state(StreamState.LIVE)
    assert wall.status().reconnects >= 1
    assert wall.status().reason is None


def test_a_silent_camera_is_lost_and_comes_back(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    server.freeze("/gate")
    wall.until_state(StreamState.RECONNECTING)
    wall.until_state(StreamState.LOST)
    wall.until_reason("video.stalled")
    server.resume("/gate")
    wall.until_state(StreamState.LIVE)


def test_a_repeated_picture_is_called_frozen(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    server.repeat("/gate")
    wall.until_state(StreamState.FROZEN)
    wall.until_reason("video.frozen")
    server.resume("/gate")
    wall.until_state(StreamState.LIVE)


def test_another_resolution_in_the_middle(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
    tmp_path: Path,
) -> None:
    square = moving_clip(tmp_path / "square.mp4", 240, 240)
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    assert wall.tile(0)[:, :30, :3].std() > 5
    server.swap("/gate", str(square))
    wall.until(lambda: wall.status().width == 240 and wall.state() == StreamState.LIVE)
    painted = wall.painted[0]
    wall.until(lambda: wall.painted[0] >= painted + 3)
    tile = wall.tile(0)
    assert not tile[:, :30, :3].any(), "bars beside a square picture"
    assert tile[:, 40:120, :3].std() > 5


@pytest.mark.parametrize(("user", "password"), [("", ""), ("admin", "wrong")])
def test_wrong_password(wall: Wall, rtsp_server: ServerFactory, clip: Path, user: str, password: str) -> None:
    server = rtsp_server({"/gate": {"file": str(clip), "user": "admin", "password": "right"}})
    wall.show([StreamSpec("gate", server.url("/gate"), user, password)])
    wall.until_reason("video.wrong_password")
    assert wall.state() == StreamState.LOST


def test_each_bad_source_says_what_is_wrong(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
    mute_port: int,
    tmp_path: Path,
) -> None:
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(os.urandom(4000))
    server = rtsp_server(
        {
            "/gate": {"file": str(clip)},
            "/odd": {"launch": _GST_PAYLOAD},
            "/sound": {"launch": _AUDIO_ONLY},
        },
    )
    expected = {
        server.url("/gone"): "video.not_found",
        server.url("/odd"): "video.unsupported_codec",
        server.url("/sound"): "video.no_video",
        "rtsp://127.0.0.1:1/x": "video.refused",
        "rtsp://no-such-host.invalid/x": "video.name_unknown",
        f"rtsp://127.0.0.1:{mute_port}/x": "video.no_answer",
        str(tmp_path / "missing.mp4"): "video.file_missing",
        str(noise): "video.not_a_video",
        "gopher://x/y": "video.scheme_unsupported",
    }
    specs = [StreamSpec("gate", server.url("/gate"))]
    specs += [StreamSpec(f"bad{number}", url) for number, url in enumerate(expected)]
    wall.show(specs)
    for slot, code in enumerate(expected.values(), 1):
        wall.until_reason(code, slot)
        assert wall.state(slot) == StreamState.LOST
    wall.until_state(StreamState.LIVE, 0)


def test_an_opening_that_hangs_is_shown_and_disturbs_nobody(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
    mute_port: int,
) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("mute", f"rtsp://127.0.0.1:{mute_port}/x"), StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE, 1)
    wall.until_state(StreamState.LOST, 0)
    assert wall.status(0).reason is not None
    assert wall.seen_states[1].count(StreamState.LOST) == 0


def test_garbage_is_named_and_forgotten(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}, "/fine": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate")), StreamSpec("fine", server.url("/fine"))])
    wall.until_state(StreamState.LIVE)
    server.garbage("/gate")
    wall.until_state(StreamState.LOST, 0)
    wall.until_reason("video.garbage", 0)
    assert wall.state(1) == StreamState.LIVE
    server.resume("/gate")
    wall.until_state(StreamState.LIVE, 0)


def test_a_jump_of_the_clock_is_survived(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    before = wall.status()
    server.jump("/gate", 7200)
    wall.until(lambda: abs(wall.status().pts_s - before.pts_s) > 3600)
    painted = wall.painted[0]
    wall.until(lambda: wall.painted[0] > painted + 20)
    assert wall.state() == StreamState.LIVE
    assert wall.status().reconnects == 0


def test_a_killed_worker_is_replaced_and_its_streams_resume(
    wall: Wall,
    rtsp_server: ServerFactory,
    clip: Path,
) -> None:
    server = rtsp_server({f"/c{number}": {"file": str(clip)} for number in range(4)})
    wall.show([StreamSpec(f"c{number}", server.url(f"/c{number}")) for number in range(4)])
    wall.until_state(StreamState.LIVE)
    victim = wall.engine.worker_pids()[0]
    os.kill(victim, signal.SIGKILL)
    wall.until(lambda: victim not in wall.engine.worker_pids() and len(wall.engine.worker_pids()) == 2)
    wall.until(lambda: max(wall.status(slot).reconnects for slot in range(4)) > 0)
    wall.until_state(StreamState.LIVE)


def test_a_stopped_worker_is_replaced(wall: Wall, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    wall.show([StreamSpec("gate", server.url("/gate"))])
    wall.until_state(StreamState.LIVE)
    os.kill(wall.engine.worker_pids()[0], signal.SIGSTOP)
    wall.until(lambda: wall.status().reconnects > 0)
    wall.until_state(StreamState.LIVE)


def test_a_source_that_hangs_the_decoder_gets_a_worker_of_its_own(wall: Wall, clip: Path, tmp_path: Path) -> None:
    """Opening a pipe that nobody writes blocks inside the system: only killing the process helps."""
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    wall.show([StreamSpec("hung", str(pipe)), StreamSpec("a", str(clip)), StreamSpec("b", str(clip))])
    wall.until_state(StreamState.LIVE, 1, 2)
    wall.until_reason("video.stuck", 0)
    wall.until(lambda: len(wall.engine.worker_pids()) == 3)
    wall.until(lambda: wall.engine._entries["a"].worker != wall.engine._entries["hung"].worker)
    wall.until_state(StreamState.LIVE, 1, 2)
    wall.show([StreamSpec("a", str(clip)), StreamSpec("b", str(clip))])
    wall.until(lambda: len(wall.engine.worker_pids()) == 2)
