"""The ring of a stream's pictures, and where it is cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.archive import (
    TICKS_PER_S,
    Format,
    Packet,
    PacketRing,
    Timeline,
    decode_stamps,
    unequal,
)
from ioc_desktop.video.types import ClipSpan

FORMAT = Format("h264", (b"\x67a", b"\x68a"))
OTHER = Format("h264", (b"\x67b", b"\x68b"))


def fill(
    ring: PacketRing, start_s: int, end_s: int, format_: Format = FORMAT, *, size: int = 10, gop_s: int = 1
) -> None:
    """Ten pictures a second, a key picture every ``gop_s`` seconds."""
    for tenth in range(start_s * 10, end_s * 10):
        at_s = tenth / 10
        ring.put(Packet(bytes(size), round(at_s * TICKS_PER_S), at_s, tenth % (10 * gop_s) == 0), format_)


def span(start_s: float, end_s: float, moment_s: float | None = None) -> ClipSpan:
    return ClipSpan(start_s, end_s, start_s if moment_s is None else moment_s)


def test_it_reaches_back_as_far_as_it_should_and_to_a_key_picture() -> None:
    ring = PacketRing(20.0, 1 << 30)
    fill(ring, 0, 100, gop_s=4)
    footage = ring.cut(span(0, 200))
    assert footage.packets[0].is_key
    assert 75.9 <= footage.start_s <= 79.9
    assert ring.size == len(footage.packets) * 10


def test_a_cut_begins_at_the_key_picture_before_and_ends_where_it_should() -> None:
    ring = PacketRing(60.0, 1 << 30)
    fill(ring, 0, 50, gop_s=2)
    footage = ring.cut(span(21.5, 30.25))
    assert (footage.start_s, footage.packets[-1].at_s, footage.packets[0].is_key) == (20.0, 30.2, True)
    assert footage.seconds == pytest.approx(10.2)
    assert not footage.is_short


def test_more_bytes_than_allowed_are_never_kept_and_it_says_so() -> None:
    ring = PacketRing(20.0, 1000)
    ring.hold(0.0)
    fill(ring, 0, 60)
    assert ring.size <= 1000
    assert ring.let_go > 0
    assert ring.cut(span(0, 60)).is_short


def test_one_endless_group_is_let_go_and_the_next_key_picture_begins_anew() -> None:
    ring = PacketRing(20.0, 1000)
    fill(ring, 0, 30, gop_s=20)
    footage = ring.cut(span(0, 60))
    assert (footage.start_s, footage.packets[0].is_key, footage.is_short) == (20.0, True, True)


def test_what_somebody_waits_for_is_kept_longer() -> None:
    ring = PacketRing(20.0, 1 << 30)
    fill(ring, 0, 20)
    ring.hold(5.0)
    fill(ring, 20, 60)
    assert ring.cut(span(5, 60)).start_s == 5.0
    ring.hold(float("inf"))
    fill(ring, 60, 61)
    assert ring.cut(span(5, 60)).start_s == 40.0


def test_nothing_is_shown_before_the_first_key_picture_nor_after_a_break_until_the_next() -> None:
    ring = PacketRing(20.0, 1 << 30)
    ring.put(Packet(b"x", 0, 0.0, is_key=False), FORMAT)
    with pytest.raises(ExpectedError) as caught:
        ring.cut(span(0, 1))
    assert caught.value.code == "clip.nothing_kept"
    fill(ring, 1, 3)
    ring.interrupt()
    ring.put(Packet(b"x", 3 * TICKS_PER_S, 3.0, is_key=False), FORMAT)
    fill(ring, 4, 5)
    assert [packet.at_s for packet in ring.cut(span(2, 9)).packets][9:12] == [2.9, 4.0, 4.1]


def test_a_range_with_nothing_in_it_is_refused() -> None:
    ring = PacketRing(20.0, 1 << 30)
    fill(ring, 100, 110)
    for wanted in (span(50, 60), span(200, 210)):
        with pytest.raises(ExpectedError) as caught:
            ring.cut(wanted)
        assert caught.value.code == "clip.nothing_kept"


def test_formats_are_not_mixed_and_the_moment_decides() -> None:
    ring = PacketRing(60.0, 1 << 30)
    fill(ring, 0, 10)
    fill(ring, 10, 20, OTHER)
    before, after = ring.cut(span(5, 15, 9.0)), ring.cut(span(5, 15, 11.0))
    assert (before.format, before.start_s, before.packets[-1].at_s) == (FORMAT, 5.0, 9.9)
    assert (after.format, after.start_s, after.packets[-1].at_s) == (OTHER, 10.0, 15.0)
    assert before.is_short
    assert after.is_short


def test_a_picture_that_needs_what_is_not_there_is_left_out() -> None:
    ring = PacketRing(20.0, 1 << 30)
    for stamp, is_key in ((40, True), (10, False), (20, False), (80, False), (50, False)):
        ring.put(Packet(b"x", stamp, 1.0, is_key), FORMAT)
    assert [packet.stamp for packet in ring.cut(span(1, 2)).packets] == [40, 80, 50]


@pytest.mark.parametrize("jump_s", [-7200.0, 7200.0, -1.5])
def test_a_clock_that_jumps_goes_on_at_our_own(jump_s: float) -> None:
    timeline = Timeline()
    ticks = [timeline.place(round(each / 10 * TICKS_PER_S), 500 + each / 10) for each in range(10)]
    ticks += [timeline.place(round((each / 10 + jump_s) * TICKS_PER_S), 500 + each / 10) for each in range(10, 20)]
    steps = [after - before for before, after in itertools.pairwise(ticks)]
    assert set(steps) == {TICKS_PER_S // 10}


def test_a_stalled_line_that_catches_up_is_no_jump() -> None:
    timeline = Timeline()
    first = timeline.place(0, 10.0)
    assert timeline.place(TICKS_PER_S // 10, 15.0) - first == TICKS_PER_S // 10


def test_the_first_picture_of_a_connection_has_no_stamp_and_is_the_first() -> None:
    timeline = Timeline()
    for start_s in (10.0, 20.0):
        timeline.restart()
        raw = [None, 18000, 6000, 12000, 36000]
        ticks = [timeline.place(each, start_s + number / 15) for number, each in enumerate(raw)]
        assert [tick - ticks[0] for tick in ticks] == [0, 18000, 6000, 12000, 36000]


def test_another_connection_goes_on_after_what_was_there_even_if_that_ran_ahead() -> None:
    timeline = Timeline()
    ticks = [timeline.place(each * TICKS_PER_S, 10.0 + each / 2) for each in range(6)]
    timeline.restart()
    assert timeline.place(0, 13.0) > ticks[-1]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-(2**33), 2**33), st.integers(0, 10**6)),
            st.floats(0, 5),
            st.booleans(),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_a_decoder_always_gets_rising_times_none_after_its_picture(
    pictures: list[tuple[int | None, float, bool]],
) -> None:
    timeline, at_s, stamps = Timeline(), 100.0, []
    for raw, step_s, is_new in pictures:
        at_s += step_s
        if is_new:
            timeline.restart()
        stamps.append(timeline.place(raw, at_s))
    shown = unequal(stamps)
    decoded = decode_stamps(shown)
    assert len(set(shown)) == len(shown)
    assert all(before < after for before, after in itertools.pairwise(decoded))
    assert all(each <= stamp for each, stamp in zip(decoded, shown, strict=True))
    assert shown == stamps or len(set(stamps)) < len(stamps)
