"""Evidence made of an incident's live picture: a picture, a stretch of the last half minute; real decoders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ioc_desktop.kernel.incidents.model import Evidence, IncidentDraft, Kind
from ioc_desktop.kernel.incidents.pictures import IncidentPictures
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.panels.incidents.view import IncidentsView
from ioc_desktop.ui import tasks
from ioc_desktop.ui.video.tile import Kind as TileKind
from tests.integration.wall.wall_room import WallRoom, until
from tests.support.footage import film
from tests.support.rtsp import ServerFactory

pytestmark = [pytest.mark.gui, pytest.mark.rtsp]


class Desk:
    """An incident at a camera, and its page."""

    def __init__(self, room: WallRoom) -> None:
        self.room, session = room, room.session()
        (camera,) = room.cameras.list()
        draft = IncidentDraft(title="Ngập đường", kind=Kind.FLOOD, place="Kè", camera_id=camera.id)
        self.incident: UUID = room.incidents.service.open(draft, session).id
        pictures = IncidentPictures(room.attachments.contents, lambda content, _regions: content)
        kit = RecordKit(room.database, room.secrets, room.attachments.contents.read)
        self.context = replace(room.context(session), incident_pictures=pictures, kit=kit)

    def evidence(self) -> list[Evidence]:
        return self.room.incidents.evidence.of(self.incident)

    async def open(self) -> IncidentsView:
        view = IncidentsView(self.context)
        view.resize(1280, 760)
        view.show()
        view.activateWindow()
        view.show_incident(self.incident)
        await until(lambda: bool(view.page.scene.order), "no camera is shown")
        await until(lambda: view.page.scene.surface.tile(0).look.kind is TileKind.LIVE, "it never came alive")
        return view


def close(view: IncidentsView) -> None:
    view.close()
    view.deleteLater()


@pytest.fixture
def desk(room: WallRoom, rtsp_server: ServerFactory, small_clip: str) -> Desk:
    url = rtsp_server({"/gate": {"file": small_clip}}).url("/gate")
    room.add_cameras([(url, url)])
    return Desk(room)


def test_a_press_keeps_the_picture(desk: Desk) -> None:
    async def scenario() -> None:
        view = await desk.open()
        bar = view.page.scene.bar
        await until(bar.shoot.isEnabled, "nothing is kept")
        QTest.mouseClick(bar.shoot, Qt.MouseButton.LeftButton)
        await until(lambda: len(desk.evidence()) == 1, "no picture was kept")
        close(view)

    desk.room.run(scenario)
    (kept,) = desk.evidence()
    assert (kept.mime, kept.title, kept.camera_id) == (
        "image/jpeg",
        "Ảnh chụp từ camera",
        desk.room.cameras.list()[0].id,
    )


def test_a_dragged_stretch_becomes_a_clip_of_just_that_time(desk: Desk) -> None:
    async def scenario() -> None:
        view = await desk.open()
        bar, line = view.page.scene.bar, view.page.scene.bar.line
        await until(lambda: line.kept.now_s - line.kept.from_s > 5, "the ring does not grow")
        left, right = (QPoint(round(line.x_of(line.kept.now_s - back_s)), 16) for back_s in (4.0, 1.0))
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=left)
        QTest.mouseMove(line, right)
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=right)
        assert line.stretch is not None
        assert 2.5 < line.stretch.seconds < 3.5
        assert bar.said.text().startswith("Đoạn ")
        QTest.keyClick(line, Qt.Key.Key_Return)
        await until(lambda: len(desk.evidence()) == 1, "the clip never came")
        await until(lambda: bool(view.page.scene._marks()), "the time line does not show what is kept")
        close(view)

    desk.room.run(scenario)
    (kept,) = desk.evidence()
    assert kept.start is not None
    assert kept.end is not None
    assert 2.5 < (kept.end - kept.start).total_seconds() < 3.5
    made = film(Path(desk.room.attachments.contents.path(kept.sha256)))
    assert 2.0 < made.seconds < 6.0  # from the key picture before
    assert kept.reason == "Chọn trên hình trực tiếp"


def test_a_page_that_is_left_lets_its_streams_go(desk: Desk) -> None:
    kept: Callable[[], object] = lambda: desk.room.video._remembered.kept  # noqa: E731

    async def scenario() -> None:
        view = await desk.open()
        await until(lambda: bool(kept()), "the shown stream is not remembered")
        view.go_back()
        await until(lambda: not kept(), "it is remembered for nobody")
        await until(lambda: not tasks._running, "the list is not read")
        close(view)

    desk.room.run(scenario)
