from __future__ import annotations

import time

import pytest
from PySide6.QtTest import QTest

from ioc_desktop.ui.video.heartbeat import Heartbeat

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


def test_a_stalled_loop_shows_as_lateness() -> None:
    heartbeat = Heartbeat()
    QTest.qWait(50)
    time.sleep(0.1)
    QTest.qWait(50)
    heartbeat.stop()
    summary = heartbeat.summary()
    assert summary["max"] >= 80
    assert summary["p50"] <= summary["p99"] <= summary["max"]


def test_nothing_measured_is_zero() -> None:
    heartbeat = Heartbeat()
    heartbeat.stop()
    assert heartbeat.summary() == {"p50": 0.0, "p99": 0.0, "max": 0.0}
