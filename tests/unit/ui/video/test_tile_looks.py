from __future__ import annotations

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.tile import Kind, elapsed, look_of
from ioc_desktop.video.types import StreamSpec, StreamState, StreamStatus

SPEC = StreamSpec("a/sub", "rtsp://127.0.0.1/a")
CAMERA = TileContent("a", "07", "Kè sông Hiếu", stream=SPEC)


def test_a_live_tile_says_nothing() -> None:
    look = look_of(CAMERA, StreamStatus("a/sub", StreamState.LIVE), 10.0)
    assert (look.kind, look.title, look.caption_icon) == (Kind.LIVE, "", "")


def test_reconnecting_counts_attempts_and_dates_the_picture() -> None:
    status = StreamStatus("a/sub", StreamState.RECONNECTING, attempt=3, state_since=82.0, last_frame_age_s=18.4)
    look = look_of(CAMERA, status, 100.0)
    assert (look.title, look.detail) == ("Đang nối lại", "lần 3 · hình cũ 00:18")
    assert look.stale
    assert look.trouble
    assert look.color == "technical"


def test_reconnecting_without_a_picture_dims_none() -> None:
    look = look_of(CAMERA, StreamStatus("a/sub", StreamState.RECONNECTING, attempt=1), 5.0)
    assert (look.detail, look.stale) == ("lần 1", False)


def test_lost_says_since_when_and_why() -> None:
    reason = ExpectedError("video.refused", "Máy {host} không nhận kết nối. Kiểm tra cổng.", host="10.0.4.11")
    status = StreamStatus("a/sub", StreamState.LOST, reason, state_since=70.0, last_frame_age_s=42.0)
    look = look_of(CAMERA, status, 107.0)
    assert (look.title, look.clock) == ("Mất tín hiệu", "00:42")
    assert look.reason == "Máy 10.0.4.11 không nhận kết nối. Kiểm tra cổng."


def test_lost_before_the_first_picture_counts_from_the_loss() -> None:
    look = look_of(CAMERA, StreamStatus("a/sub", StreamState.LOST, state_since=70.0), 107.0)
    assert look.clock == "00:37"


def test_frozen_counts_from_the_freeze() -> None:
    status = StreamStatus("a/sub", StreamState.FROZEN, state_since=93.0, last_frame_age_s=0.1)
    look = look_of(CAMERA, status, 100.0)
    assert (look.title, look.clock, look.stale) == ("Hình đứng", "00:07", True)


def test_looks_change_once_a_second_only() -> None:
    status = StreamStatus("a/sub", StreamState.FROZEN, state_since=0.0)
    assert look_of(CAMERA, status, 5.1) == look_of(CAMERA, status, 5.9)
    assert look_of(CAMERA, status, 5.9) != look_of(CAMERA, status, 6.0)


def test_no_permission_comes_before_any_stream() -> None:
    hidden = TileContent("a", "19", "Kho bạc", stream=SPEC, allowed=False)
    assert look_of(hidden, StreamStatus("a/sub", StreamState.LIVE), 0.0).kind is Kind.NO_PERMISSION
    assert hidden.stream_for(1000) is None


def test_large_pictures_take_the_large_stream() -> None:
    main = StreamSpec("a/main", "rtsp://127.0.0.1/a-main")
    camera = TileContent("a", "07", "Kè", stream=SPEC, large_stream=main)
    assert camera.stream_for(430) is SPEC
    assert camera.stream_for(431) is main


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "00:00"), (-3, "00:00"), (59.9, "00:59"), (3599, "59:59"), (3600, "1:00:00")]
)
def test_elapsed_time(seconds: float, words: str) -> None:
    assert elapsed(seconds) == words
