from dataclasses import replace

import pytest

from ioc_desktop.video.health import Facts, judge
from ioc_desktop.video.status_table import Phase
from ioc_desktop.video.types import StreamState

LIVE = Facts(shown_s=100.0, last_frame_s=200.0, same_since_s=0.0, phase=Phase.STREAMING, has_reason=False)
NEW = Facts(shown_s=100.0, last_frame_s=0.0, same_since_s=0.0, phase=Phase.CONNECTING, has_reason=False)


@pytest.mark.parametrize(
    ("facts", "now_s", "state"),
    [
        (NEW, 101.0, StreamState.CONNECTING),
        (NEW, 104.4, StreamState.CONNECTING),
        (NEW, 104.6, StreamState.LOST),
        (replace(NEW, has_reason=True), 100.1, StreamState.LOST),
        (LIVE, 200.1, StreamState.LIVE),
        (LIVE, 201.9, StreamState.LIVE),
        (LIVE, 202.1, StreamState.RECONNECTING),
        (LIVE, 204.6, StreamState.LOST),
        (replace(LIVE, phase=Phase.WAITING), 200.1, StreamState.RECONNECTING),
        (replace(LIVE, phase=Phase.CONNECTING), 203.0, StreamState.RECONNECTING),
        (replace(LIVE, same_since_s=196.0), 200.1, StreamState.LIVE),
        (replace(LIVE, same_since_s=195.0), 200.1, StreamState.FROZEN),
        (replace(LIVE, same_since_s=150.0), 206.0, StreamState.LOST),
        (replace(LIVE, phase=Phase.ENDED), 200.1, StreamState.LOST),
    ],
)
def test_what_the_facts_mean(facts: Facts, now_s: float, state: StreamState) -> None:
    assert judge(facts, now_s) == state
