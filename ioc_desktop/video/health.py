"""What a stream's facts mean to somebody watching: pure functions of the facts and the time."""

from dataclasses import dataclass

from ioc_desktop.video.status_table import Phase
from ioc_desktop.video.types import StreamState

FROZEN_AFTER_S = 5.0
STALLED_AFTER_S = 2.0
LOST_AFTER_S = 4.5
"""Shown well within the promised 5 s."""


@dataclass(frozen=True)
class Facts:
    """One stream's row, seconds of the monotonic clock.

    Attributes:
        shown_s: when the stream was asked for.
        last_frame_s: newest picture, 0 before the first.
        same_since_s: since when pictures are equal, 0 while they differ.
        phase: what its thread does.
        has_reason: an attempt failed since the newest picture.
    """

    shown_s: float
    last_frame_s: float
    same_since_s: float
    phase: Phase
    has_reason: bool


def judge(facts: Facts, now_s: float) -> StreamState:
    """The state to show at ``now_s``."""
    if not facts.last_frame_s:
        failed = facts.has_reason or now_s - facts.shown_s >= LOST_AFTER_S
        return StreamState.LOST if failed else StreamState.CONNECTING
    age_s = now_s - facts.last_frame_s
    if facts.phase == Phase.ENDED:
        return StreamState.LOST
    if age_s >= LOST_AFTER_S:
        return StreamState.LOST
    if age_s >= STALLED_AFTER_S or facts.phase != Phase.STREAMING:
        return StreamState.RECONNECTING
    if facts.same_since_s and now_s - facts.same_since_s >= FROZEN_AFTER_S:
        return StreamState.FROZEN
    return StreamState.LIVE
