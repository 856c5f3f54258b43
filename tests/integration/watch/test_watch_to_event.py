"""From a camera's stream to an event in the store: decoder, model, tracker, rule and recorder, all real."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.events.model import CLIP, PICTURE, TABLE, CameraEvent, EventFilter
from ioc_desktop.kernel.rules.service import RuleDraft
from ioc_desktop.vision.engine import VisionEngine
from tests.integration.wall.wall_room import WallRoom
from tests.support.clips import moving_clip
from tests.support.footage import film
from tests.support.rtsp import ServerFactory, rtsp_server

__all__ = ["rtsp_server"]

if TYPE_CHECKING:
    from ioc_desktop.ui.clips import ClipKeeper
    from ioc_desktop.ui.recorder import EventRecorder
    from ioc_desktop.ui.watch import Watch

pytestmark = pytest.mark.gui
LIMIT_S = 90.0
AREA = [[0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98]]


class Station(WallRoom):
    """A room whose rules are watched although no page is open."""

    def __init__(self, app: Any, folder: Path) -> None:
        super().__init__(app, folder)
        from PySide6.QtWidgets import QWidget

        self.vision.stop()
        self.vision = VisionEngine()
        self.context_ = self.context(self.session("quantri", Role.ADMIN))
        self.window = QWidget()
        self.watch, self.clips, self.recorder = self._posts()

    def _posts(self) -> tuple[Watch, ClipKeeper, EventRecorder]:
        from ioc_desktop.ui.clips import ClipKeeper
        from ioc_desktop.ui.recorder import EventRecorder
        from ioc_desktop.ui.watch import Watch

        context = self.context_
        watch = Watch(
            self.window, self.runner, cameras=self.cameras, rules=context.rules, settings=context.settings,
            video=self.video, vision=self.vision,
        )  # fmt: skip
        clips = ClipKeeper(
            self.window, self.runner, events=context.events, attachments=context.attachments, video=self.video,
            settings=context.settings, clock=context.clock, folder=self.paths.cache / "clips", after_s=1.0,
        )  # fmt: skip
        recorder = EventRecorder(
            self.window, self.runner, events=context.events, vision=self.vision, clock=context.clock,
            attachments=context.attachments, describe=watch.describe, clips=clips,
        )  # fmt: skip
        return watch, clips, recorder

    async def until(self, found: Any) -> list[CameraEvent]:
        """Let it work until the events are so."""
        deadline = time.monotonic() + LIMIT_S
        while True:
            events = self.context_.events.find(EventFilter())
            if found(events):
                return events
            assert time.monotonic() < deadline, f"never came true: {events}"
            await asyncio.sleep(0.1)

    def close(self) -> None:
        self.recorder.stop()
        self.clips.stop()
        self.watch.stop()
        self.vision.stop()
        self.window.deleteLater()


@pytest.mark.parametrize("kind", ["file", pytest.param("rtsp", marks=pytest.mark.rtsp)])
def test_an_armed_rule_writes_an_event_while_nobody_looks(
    qapp: Any, tmp_path: Path, rtsp_server: ServerFactory, kind: str
) -> None:
    clip = moving_clip(tmp_path / "moving.mp4")
    url = str(clip) if kind == "file" else rtsp_server({"/gate": {"file": str(clip)}}).url("/gate")
    with Station(qapp, tmp_path / "profile") as station:
        station.add_cameras([(url, url)])
        (camera,) = station.cameras.list()
        rules = station.context_.rules

        async def scenario() -> None:
            station.vision.start()
            await station.recorder.start()
            station.watch.start()
            rule = rules.add(
                RuleDraft(
                    camera_id=camera.id,
                    name="Vùng cấm",
                    kind="intrusion",
                    severity="high",
                    is_armed=True,
                    definition={"polygon": AREA},
                )
            )
            events = await station.until(len)
            assert (events[0].rule_name, events[0].severity, events[0].camera_id) == ("Vùng cấm", "high", camera.id)
            assert camera.name in events[0].place
            assert events[0].model == "motion"
            rules.arm(rule.id, is_armed=False)
            await station.until(lambda events: not any(event.is_open for event in events))
            attachments = station.context_.attachments
            await station.until(lambda _events: len(attachments.of(TABLE, events[-1].id)) == 2)
            files = {file.name: file for file in attachments.of(TABLE, events[-1].id)}
            made = film(attachments.contents.path(files[CLIP].sha256))
            assert made.is_key[0]
            assert made.decoded == len(made.pictures) > 10
            assert made.size == film(clip).size
            content = np.frombuffer(attachments.contents.read(files[PICTURE].sha256), np.uint8)
            picture = cv2.imdecode(content, cv2.IMREAD_COLOR)
            assert picture is not None
            assert picture.shape[1] > picture.shape[0], "the very picture, in the stream's shape"
            station.close()

        station.run(scenario)
