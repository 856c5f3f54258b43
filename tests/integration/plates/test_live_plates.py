"""From a camera's RTSP stream to a stored read and an alarm: decoder, vision, reader and recorder, all real."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.events.model import CLIP, CLIP_DESK, CLIP_DUE, TABLE, EventFilter
from ioc_desktop.kernel.plates.alarms import KIND, PlateAlarms
from ioc_desktop.kernel.plates.model import PlateQuery, StoredRead, WatchDraft, Way
from ioc_desktop.kernel.rules.service import RuleDraft
from ioc_desktop.vision.engine import VisionEngine
from tests.integration.wall.wall_room import WallRoom
from tests.support.footage import film
from tests.support.rtsp import ServerFactory

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera

pytestmark = [pytest.mark.gui, pytest.mark.rtsp]
LIMIT_S = 120.0


class Station(WallRoom):
    """A room whose cameras are read although no page is open; without a model, by motion alone."""

    def __init__(self, app: Any, folder: Path) -> None:
        super().__init__(app, folder)
        from PySide6.QtWidgets import QWidget

        from ioc_desktop.ui.clips import ClipKeeper
        from ioc_desktop.ui.plate_recorder import PlateRecorder
        from ioc_desktop.ui.watch import Watch
        from ioc_desktop.vision.plates.engine import PlateEngine

        self.vision.stop()
        self.vision = VisionEngine()
        self.admin = self.session("quantri", Role.ADMIN)
        self.context_ = context = self.context(self.admin)
        self.window = QWidget()
        self.plates = PlateEngine(self.video, self.vision)
        self.watch = Watch(
            self.window, self.runner, cameras=self.cameras, rules=context.rules, settings=context.settings,
            video=self.video, vision=self.vision, plates=self.plates,
        )  # fmt: skip
        PlateAlarms(context.plates, context.events, self.cameras)
        self.clips = ClipKeeper(
            self.window, self.runner, events=context.events, attachments=context.attachments, video=self.video,
            settings=context.settings, clock=context.clock, folder=self.paths.cache / "clips", after_s=1.0,
            desk="tuong-01",
        )  # fmt: skip
        self._stack.callback(self.clips.stop)  # before the decoders end, also when a test fails
        self.recorder = PlateRecorder(
            self.window, self.runner, plates=context.plates, events=context.events,
            attachments=context.attachments, engine=self.plates, clips=self.clips,
        )  # fmt: skip
        self.stored: list[StoredRead] = []
        context.plates.reads.recorded.connect(self.stored.extend)

    def arm(self, camera: Camera) -> None:
        """Read its plates."""
        self.context_.rules.add(
            RuleDraft(
                camera_id=camera.id,
                name="Cổng vào",
                kind="plate_read",
                severity="info",
                is_armed=True,
                definition={"cool_down_s": 3.0},
            )
        )

    def follow(self, plate: str) -> None:
        """Watch for a plate, as one proposed and another approved it."""
        watches = self.context_.plates.watches
        until = watches.today + timedelta(days=5)
        draft = WatchDraft(pattern=plate, reason="xe mất cắp, vụ 118", owner="Công an xã", valid_until=until)
        (watch,) = watches.propose([draft], self.session("chuyenvien", Role.OPERATOR))
        watches.approve(watch.id, self.admin)

    async def until(self, is_true: Callable[[], object], otherwise: str) -> None:
        deadline = time.monotonic() + LIMIT_S
        while not is_true():
            assert time.monotonic() < deadline, otherwise
            await asyncio.sleep(0.05)

    def close(self) -> None:
        self.recorder.stop()
        self.clips.stop()
        self.watch.stop()
        self.plates.stop()
        self.vision.stop()
        self.window.deleteLater()


def test_a_watched_vehicle_on_a_stream_is_stored_and_raises_an_alarm(
    qapp: Any, tmp_path: Path, rtsp_server: ServerFactory, driving: tuple[Path, str]
) -> None:
    clip, plate = driving
    server = rtsp_server({"/gate": {"file": str(clip)}})
    with Station(qapp, tmp_path / "profile") as station:
        station.add_cameras([("rtsp://127.0.0.1:9/none", server.url("/gate"))])
        (camera,) = station.cameras.list()
        station.follow(plate)

        async def scenario() -> None:
            station.vision.start()
            station.watch.start()
            await station.clips.start()
            station.arm(camera)
            await station.until(lambda: station.stored, "nothing was read")
            await station.until(lambda: station.context_.events.find(EventFilter()), "no alarm was raised")
            read = station.stored[0]
            assert (read.plate, read.camera_id, read.colour) == (plate, camera.id, "white")
            assert read.score > 0.6
            # It comes obliquely: few pictures may leave open which of the two it is, and then none is told.
            assert read.way in {Way.TOWARDS, Way.RIGHT, None}
            assert read.box is not None
            assert 0 < read.box[2] < 0.4
            found = station.context_.plates.reads.search(PlateQuery(text=plate, reason="vụ 118/2026"), station.admin)
            assert [each.id for each in found] == [read.id]
            assert found[0].is_held, "the alarm holds it"
            assert found[0].way is read.way
            events = station.context_.events.find(EventFilter())
            assert [(each.kind, each.camera_id, each.details["plate"]) for each in events] == [(KIND, camera.id, plate)]
            files = station.context_.attachments
            await station.until(lambda: files.of(TABLE, events[0].id), "the alarm has no picture")
            content = files.contents.read(files.of(TABLE, events[0].id)[0].sha256)
            picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
            assert picture is not None
            assert picture.shape[0] > 100, "cut from the main stream's own size"
            await station.until(lambda: len(files.of(TABLE, events[0].id)) == 2, "the alarm has no clip")
            (film_file,) = [file for file in files.of(TABLE, events[0].id) if file.name == CLIP]
            made = film(files.contents.path(film_file.sha256))
            assert made.decoded == len(made.pictures) > 10
            alarm = station.context_.events.get(events[0].id)
            assert (alarm.details[CLIP_DESK], alarm.details["plate"], alarm.is_open) == ("tuong-01", plate, False)
            assert alarm.details[CLIP_DUE]
            station.close()

        station.run(scenario)


def test_a_killed_reader_comes_back_and_nothing_else_stops(
    qapp: Any, tmp_path: Path, driving: tuple[Path, str]
) -> None:
    clip, plate = driving
    with Station(qapp, tmp_path / "profile") as station:
        station.add_cameras([(str(clip), str(clip))])
        (camera,) = station.cameras.list()

        async def scenario() -> None:
            station.vision.start()
            station.watch.start()
            station.arm(camera)
            await station.until(lambda: station.plates.is_running, "the reader did not start")
            eyes = station.vision.worker_pids()
            os.kill(station.plates.worker_pids()[0], signal.SIGKILL)
            await station.until(lambda: station.plates.restarts == 1, "the loss was not noticed")
            await station.until(lambda: station.stored, "nothing was read afterwards")
            assert station.stored[0].plate == plate
            assert station.vision.worker_pids() == eyes
            assert station.vision.restarts == 0
            station.close()

        station.run(scenario)


def test_without_a_recogniser_a_sentence_says_so_and_the_rest_goes_on(
    qapp: Any, tmp_path: Path, driving: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clip, _ = driving
    # A package of this name without models stands before the installed one in the reading process.
    package = tmp_path / "bare" / "rapidocr"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.syspath_prepend(str(package.parent))
    with Station(qapp, tmp_path / "profile") as station:
        station.add_cameras([(str(clip), str(clip))])
        (camera,) = station.cameras.list()
        said: list[ExpectedError] = []
        station.plates.failed.connect(said.append)

        async def scenario() -> None:
            station.vision.start()
            station.watch.start()
            station.arm(camera)
            await station.until(lambda: said, "nobody said anything")
            assert said[0].code == "plates.no_reader"
            assert "rapidocr" in said[0].message()
            before = station.vision.frames
            await station.until(lambda: station.vision.frames > before + 10, "vision stopped")
            assert (len(said), station.plates.restarts, station.plates.is_running) == (1, 0, False)
            station.close()

        station.run(scenario)
