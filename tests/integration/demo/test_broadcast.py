"""The district on the air over the real RTSP server."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ioc_desktop.demo.broadcast import Broadcast
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.render import clip_of
from ioc_desktop.demo.streams import available

pytestmark = pytest.mark.rtsp
_PATIENCE_S = 30.0


@pytest.fixture
def broadcast(tmp_path: Path) -> Iterator[Broadcast]:
    if not available():
        pytest.skip("GStreamer's RTSP server for /usr/bin/python3 is not installed (make setup installs it)")
    clip = clip_of(DEMO_CAMERAS[0], tmp_path)
    for path in (clip.main, clip.sub, clip.truth):
        path.write_bytes(b"never looked at")
    broadcast = Broadcast(tmp_path)
    yield broadcast
    broadcast.stop()


def _until(condition: Callable[[], bool]) -> None:
    give_up_s = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < give_up_s
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def test_a_server_that_dies_comes_back_where_it_was(broadcast: Broadcast) -> None:
    main_url, _ = next(iter(broadcast.start().values()))
    port = urlsplit(main_url).port or 0
    first = broadcast.server_pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    _until(lambda: broadcast.server_pid not in {None, first} and _answers(port))


def test_a_stopped_broadcast_stays_silent(broadcast: Broadcast) -> None:
    main_url, _ = next(iter(broadcast.start().values()))
    port = urlsplit(main_url).port or 0
    broadcast.stop()
    assert broadcast.server_pid is None
    assert not _answers(port)


def test_cameras_keep_their_addresses_from_run_to_run_unless_somebody_took_the_port(
    broadcast: Broadcast, tmp_path: Path
) -> None:
    first = broadcast.start()
    broadcast.stop()
    second = Broadcast(tmp_path)
    third = Broadcast(tmp_path)
    try:
        assert second.start() == first
        assert third.start() != first  # another window of the same profile
    finally:
        second.stop()
        third.stop()
