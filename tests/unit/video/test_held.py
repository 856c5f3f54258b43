from __future__ import annotations

import sys

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.video.held import MOST_BYTES, Held, HeldFrames


def frame(width: int = 64, height: int = 36) -> av.VideoFrame:
    return av.VideoFrame(width, height, "yuv420p")


SMALL = frame()


def fed(kept: HeldFrames, moments_s: list[float], picture: av.VideoFrame = SMALL) -> list[tuple[float, int | None]]:
    """What is shown when frames arrive at these times: time and number."""
    shown = []
    for number, now_s in enumerate(moments_s, 1):
        found = kept.next(Held(picture, number, number / 15, now_s))
        shown.append((now_s, found.frame_no if found else None))
    return shown


def steady(count: int, fps: float = 15) -> list[float]:
    return [100 + number / fps for number in range(count)]


def test_without_a_delay_every_frame_is_shown_as_it_comes() -> None:
    kept = HeldFrames()
    assert [number for _, number in fed(kept, steady(5))] == [1, 2, 3, 4, 5]
    assert len(kept) == 0


def test_frames_are_shown_when_their_time_has_come() -> None:
    kept = HeldFrames()
    kept.delay_s = 0.5
    assert [number for _, number in fed(kept, steady(12, fps=8))] == [*[None] * 4, *range(1, 9)]


@pytest.mark.parametrize("delay_s", [0.2, 0.4, 0.6, 1.0])
def test_trembling_arrivals_neither_skip_nor_repeat(delay_s: float) -> None:
    """The delay is a whole number of frames: each is due just when another arrives, or just not."""
    tremble = np.random.default_rng(1).uniform(-0.015, 0.015, 300)
    kept = HeldFrames()
    kept.delay_s = delay_s
    shown = [number for _, number in fed(kept, [at + step for at, step in zip(steady(300), tremble, strict=True)])]
    settled = shown[60:]
    assert None not in settled
    assert np.diff(settled).tolist() == [1] * (len(settled) - 1)


@given(
    st.lists(st.floats(0.0, 0.5), min_size=1, max_size=60),
    st.lists(st.sampled_from([0.0, 0.1, 0.35, 1.0, 2.0]), min_size=1, max_size=4),
)
def test_no_frame_comes_early_twice_or_out_of_turn(steps_s: list[float], delays_s: list[float]) -> None:
    """Whatever the rhythm of the frames, and while the delay changes."""
    kept, now_s, last = HeldFrames(), 100.0, 0
    decoded_s: dict[int, float] = {}
    for number, step_s in enumerate(steps_s, 1):
        now_s += step_s
        kept.delay_s = delays_s[number * len(delays_s) // (len(steps_s) + 1)]
        decoded_s[number] = now_s
        shown = kept.next(Held(SMALL, number, 0.0, now_s))
        if shown is not None:
            assert shown.frame_no > last
            assert now_s - decoded_s[shown.frame_no] >= kept.delay_s
            last = shown.frame_no


def test_what_waits_is_shown_though_nothing_follows() -> None:
    kept = HeldFrames()
    kept.delay_s = 0.4
    fed(kept, steady(6))
    assert kept.due(100.3) is None
    last = kept.due(101.0)
    assert last is not None
    assert last.frame_no == 6
    assert len(kept) == 0


@pytest.mark.parametrize(("width", "height"), [(640, 360), (1920, 1080), (3840, 2160)])
def test_memory_is_bounded_and_what_is_left_out_is_left_out_evenly(width: int, height: int) -> None:
    picture = frame(width, height)  # one frame for all: its bytes are counted, not used
    kept, size = HeldFrames(), width * height * 1.5
    kept.delay_s = 2.0
    most = 0
    shown = []
    for number, now_s in enumerate(steady(150, 25), 1):
        found = kept.next(Held(picture, number, 0.0, now_s))
        most = max(most, len(kept))
        if found:
            shown.append(found.frame_no)
    assert most * size <= MOST_BYTES + 2 * size
    steps = np.diff(shown)
    assert steps.max() - steps.min() <= 1
    assert len(shown) > 5


def test_nothing_is_kept_of_what_was_let_go() -> None:
    picture = frame()
    before = sys.getrefcount(picture)
    kept = HeldFrames()
    kept.delay_s = 1.0
    fed(kept, steady(10), picture)
    assert sys.getrefcount(picture) == before + 10
    kept.clear()
    assert sys.getrefcount(picture) == before
    fed(kept, steady(10), picture)
    kept.delay_s = 0.0
    fed(kept, [200.0], picture)
    assert sys.getrefcount(picture) == before, "live again: nothing waits"
