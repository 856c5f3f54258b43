"""A controller writes the state of its lights; a rule on a camera's stream obeys it, and only while it is told."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ioc_desktop.kernel.events.model import EventFilter
from ioc_desktop.kernel.rules.service import RuleDraft
from ioc_desktop.panels.alarms.words import facts
from tests.integration.watch.test_changed_resolution import until
from tests.integration.watch.test_watch_to_event import Station
from tests.support.clips import write_clip
from tests.support.rtsp import ServerFactory, rtsp_server

__all__ = ["rtsp_server"]
pytestmark = [pytest.mark.gui, pytest.mark.rtsp]
STOP_LINE = {"line": [[0.5, 0.05], [0.5, 0.95]], "direction": [1, 0], "signal": "LD-1"}


def passing_clip(path: Path, fps: int = 15) -> Path:
    """Two seconds of nothing, then one block that goes from left to right in six."""
    scene = np.random.default_rng(3).integers(90, 110, (180, 320, 3), np.uint8)
    pictures = []
    for index in range(8 * fps):
        picture = scene.copy()
        x = round((index - 2 * fps) * 320 / (6 * fps))
        if x >= 0:
            picture[100:140, max(0, x - 30) : x] = (20, 20, 230)
        pictures.append(picture)
    return write_clip(path, pictures, fps=fps)


class Controller:
    """Writes its document four times a second until it is stopped."""

    def __init__(self, path: Path) -> None:
        self.path, self.state, self.since = path, "green", time.time() - 30
        self._task: asyncio.Task[None] | None = None

    def turn(self, state: str) -> None:
        self.state, self.since = state, time.time()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        assert self._task is not None
        self._task.cancel()

    async def _run(self) -> None:
        while True:
            signals = [{"id": "LD-1", "state": self.state, "since": self.since}, {"id": "LD-2", "state": "red"}]
            new = self.path.with_suffix(".new")
            new.write_text(json.dumps({"at": time.time(), "signals": signals}), "utf-8")
            new.replace(self.path)
            await asyncio.sleep(0.25)


def test_red_is_what_the_controller_says_and_silence_accuses_nobody(
    qapp: Any, tmp_path: Path, rtsp_server: ServerFactory
) -> None:
    url = rtsp_server({"/gate": {"file": str(passing_clip(tmp_path / "passing.mp4"))}}).url("/gate")
    feed = tmp_path / "signals.json"
    with Station(qapp, tmp_path / "profile") as station:
        station.add_cameras([(url, url)])
        (camera,) = station.cameras.list()
        context = station.context_

        async def scenario() -> None:
            from ioc_desktop.panels.rules.view import RulesView

            controller = Controller(feed)
            controller.start()
            await context.settings.change("analysis.signals", str(feed))
            station.vision.start()
            await station.recorder.start()
            station.watch.start()
            context.rules.add(
                RuleDraft(
                    camera_id=camera.id, name="Vượt đèn đỏ", kind="red_light", is_armed=True, definition=STOP_LINE
                )
            )
            view = RulesView(context)
            view.show()
            await until(lambda: "xanh" in view.form.signal.note.text(), "the page does not say green")
            assert [view.form.signal.box.itemData(place) for place in range(3)] == ["", "LD-1", "LD-2"]
            await passes(station)
            assert context.events.find(EventFilter()) == [], "it was green"
            controller.turn("red")
            events = await station.until(len)
            assert (events[0].kind, events[0].details["signal_source"]) == ("red_light", "feed")
            assert events[0].details["signal_id"] == "LD-1"
            assert events[0].value > 1, "for so long it had been red"
            assert "LD-1" in dict(facts(events[0], now=events[0].started_at))["Đèn tín hiệu"]
            assert "đỏ" in view.form.signal.note.text()
            controller.stop()
            await until(lambda: "không báo ai" in view.form.signal.note.text(), "the page does not notice the silence")
            count = len(context.events.find(EventFilter()))
            await passes(station)
            assert len(context.events.find(EventFilter())) == count, "nobody knows whether it is red"
            view.deleteLater()
            station.close()

        station.run(scenario)


async def passes(station: Station) -> None:
    """The block passes the line once more, and there was time to judge it."""
    (camera,) = station.cameras.list()
    start_s = time.monotonic()
    await until(lambda: station.vision.recent.of(str(camera.id)) and time.monotonic() > start_s + 12, "no pictures")
